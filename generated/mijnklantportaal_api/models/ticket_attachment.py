from __future__ import annotations

import builtins as _builtins
import collections.abc as _abc
import typing as _typing

import attrs as _attrs
from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model


@_attrs.define(kw_only=True)
class TicketAttachment(_model.Model):
    """Attachment of a message."""

    _fields = (
        _model.Field("id", "id", _codecs.STRING, True),
        _model.Field("mime", "mime", _codecs.STRING, True),
        _model.Field("name", "name", _codecs.STRING, True),
        _model.Field("size", "size", _codecs.INTEGER, True),
    )

    id: str
    """Attachment ID, prefix `tma_`. Example: `tma_abc12345def678`."""
    mime: str
    """MIME type. Example: `image/png`."""
    name: str
    """File name. Example: `Screenshot.png`."""
    size: int
    """Size. Example: `1256`."""
    additional_properties: _builtins.dict[str, _typing.Any] = _attrs.field(factory=_builtins.dict, repr=False)
    """What there is beside the fields that the document knows, as JSON values."""

    @classmethod
    def exactly(_cls, _data: _abc.Mapping[str, _typing.Any], /) -> _typing.Self:
        id = _data["id"]
        mime = _data["mime"]
        name = _data["name"]
        size = _data["size"]
        if not (type(id) is str and type(mime) is str and type(name) is str and type(size) is int):
            raise _codecs.DifferenceError
        return _cls(
            id=id,
            mime=mime,
            name=name,
            size=size,
            additional_properties={} if len(_data) == 4 else _cls._unknown(_data),
        )
