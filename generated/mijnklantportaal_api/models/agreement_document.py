from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field
from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.model import Field, Model, new_object
from mijnklantportaal._wire.parsing import DeviationError


@define(kw_only=True)
class AgreementDocument(Model):
    """Document of an agreement."""

    id: str
    """Document ID, prefix `agd_`. Example: `agd_abc12346def678`."""
    document_name: str
    """File name. Example: `Contract version_2.pdf`."""
    file_size: int
    """File size. Example: `512`."""
    file_hash: str
    """Hash of the file. Example: `PwZVOc2K5rqcpqljbM2xkzJub9FtmA307pvuoJXoiqHDuEyZB7NVqdKbb3SPXt1P`."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)
    """Fields that are not in the spec, as JSON values."""

    _field_table = (
        Field("id", "id", codecs.STRING, True),
        Field("document_name", "documentName", codecs.STRING, True),
        Field("file_size", "fileSize", codecs.INTEGER, True),
        Field("file_hash", "fileHash", codecs.STRING, True),
    )

    @classmethod
    def _parse_strict(_cls, _data: Mapping[str, Any], /) -> Self:
        if _cls is not AgreementDocument:
            raise DeviationError
        id = _data["id"]
        document_name = _data["documentName"]
        file_size = _data["fileSize"]
        file_hash = _data["fileHash"]
        if not (type(id) is str and type(document_name) is str and type(file_size) is int and type(file_hash) is str):
            raise DeviationError
        _self = new_object(_cls)
        _self.id = id
        _self.document_name = document_name
        _self.file_size = file_size
        _self.file_hash = file_hash
        _self._additional = None if len(_data) == 4 else _cls._unknown(_data)
        return _self

    def _serialize_strict(_self) -> dict[str, Any]:
        if type(_self) is not AgreementDocument or _self._additional:
            raise DeviationError
        id = _self.id
        document_name = _self.document_name
        file_size = _self.file_size
        file_hash = _self.file_hash
        if not (type(id) is str and type(document_name) is str and type(file_size) is int and type(file_hash) is str):
            raise DeviationError
        return {
            "id": id,
            "documentName": document_name,
            "fileSize": file_size,
            "fileHash": file_hash,
        }
