from __future__ import annotations

import builtins as _builtins
import collections.abc as _abc
import typing as _typing

import attrs as _attrs
from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model


@_attrs.define(kw_only=True)
class AgreementDocument(_model.Model):
    """Document of an agreement."""

    _fields = (
        _model.Field("id", "id", _codecs.STRING, True),
        _model.Field("document_name", "documentName", _codecs.STRING, True),
        _model.Field("file_hash", "fileHash", _codecs.STRING, True),
        _model.Field("file_size", "fileSize", _codecs.INTEGER, True),
    )

    id: str
    """Document ID, prefix `agd_`. Example: `agd_abc12346def678`."""
    document_name: str
    """File name. Example: `Contract version_2.pdf`."""
    file_hash: str
    """Hash of the file. Example: `PwZVOc2K5rqcpqljbM2xkzJub9FtmA307pvuoJXoiqHDuEyZB7NVqdKbb3SPXt1P`."""
    file_size: int
    """File size. Example: `512`."""
    additional_properties: _builtins.dict[str, _typing.Any] = _attrs.field(factory=_builtins.dict, repr=False)
    """What there is beside the fields that the document knows, as JSON values."""

    @classmethod
    def exactly(_cls, _data: _abc.Mapping[str, _typing.Any], /) -> _typing.Self:
        id = _data["id"]
        document_name = _data["documentName"]
        file_hash = _data["fileHash"]
        file_size = _data["fileSize"]
        if not (type(id) is str and type(document_name) is str and type(file_hash) is str and type(file_size) is int):
            raise _codecs.DifferenceError
        return _cls(
            id=id,
            document_name=document_name,
            file_hash=file_hash,
            file_size=file_size,
            additional_properties={} if len(_data) == 4 else _cls._unknown(_data),
        )
