from __future__ import annotations

import builtins as _builtins
import typing as _typing

import attrs as _attrs

from .. import codecs as _codecs
from .. import model as _model


@_attrs.define(kw_only=True)
class TicketAttachment(_model.Model):
    """Attachment of a message."""

    _fields = (
        _model.Field("id", "id", _codecs.STRING, True),
        _model.Field("name", "name", _codecs.STRING, True),
        _model.Field("size", "size", _codecs.INTEGER, True),
        _model.Field("mime", "mime", _codecs.STRING, True),
    )

    id: str
    """Attachment ID, prefix `tma_`. Example: `tma_abc12345def678`."""
    name: str
    """File name. Example: `Screenshot.png`."""
    size: int
    """Size. Example: `1256`."""
    mime: str
    """MIME type. Example: `image/png`."""
    additional_properties: _builtins.dict[str, _typing.Any] = _attrs.field(factory=_builtins.dict, repr=False)
    """What there is beside the fields that the document knows, as JSON values."""
