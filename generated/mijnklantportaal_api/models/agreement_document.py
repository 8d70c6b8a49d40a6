from __future__ import annotations

import builtins as _builtins
import typing as _typing

import attrs as _attrs

from .. import codecs as _codecs
from .. import model as _model


@_attrs.define(kw_only=True)
class AgreementDocument(_model.Model):
    """Document of an agreement."""

    _fields = (
        _model.Field("id", "id", _codecs.STRING, True),
        _model.Field("document_name", "documentName", _codecs.STRING, True),
        _model.Field("file_size", "fileSize", _codecs.INTEGER, True),
        _model.Field("file_hash", "fileHash", _codecs.STRING, True),
    )

    id: str
    """Document ID, prefix `agd_`. Example: `agd_abc12346def678`."""
    document_name: str
    """File name. Example: `Contract version_2.pdf`."""
    file_size: int
    """File size. Example: `512`."""
    file_hash: str
    """Hash of the file. Example: `PwZVOc2K5rqcpqljbM2xkzJub9FtmA307pvuoJXoiqHDuEyZB7NVqdKbb3SPXt1P`."""
    additional_properties: _builtins.dict[str, _typing.Any] = _attrs.field(factory=_builtins.dict, repr=False)
    """What there is beside the fields that the document knows, as JSON values."""
