from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field
from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.model import Field, Model, new_object
from mijnklantportaal._wire.parsing import DeviationError


@define(kw_only=True)
class RequestedFile(Model):
    """File asked for, and where it is once it was uploaded."""

    id: str
    """ID, prefix `fqf_`. Example: `fqf_abc123456789`."""
    name: str
    """Name of the file. Example: `Logo`."""
    description: str
    """What is wanted. Example: `The logo we should put on your website`."""
    required: bool
    """Whether it must be given. Example: `True`."""
    max_file_size: int
    """Largest size. Example: `10240`."""
    uploaded_file_id: str | None
    """ID of the uploaded file. Example: `fsf_abc123456789`."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)
    """Fields that are not in the spec, as JSON values."""

    _field_table = (
        Field("id", "id", codecs.STRING, True),
        Field("name", "name", codecs.STRING, True),
        Field("description", "description", codecs.STRING, True),
        Field("required", "required", codecs.BOOLEAN, True),
        Field("max_file_size", "maxFileSize", codecs.INTEGER, True),
        Field("uploaded_file_id", "uploadedFileId", codecs.Nullable(codecs.STRING), True),
    )

    @classmethod
    def _parse_strict(_cls, _data: Mapping[str, Any], /) -> Self:
        if _cls is not RequestedFile:
            raise DeviationError
        id = _data["id"]
        name = _data["name"]
        description = _data["description"]
        required = _data["required"]
        max_file_size = _data["maxFileSize"]
        uploaded_file_id = _data["uploadedFileId"]
        if not (
            type(id) is str
            and type(name) is str
            and type(description) is str
            and type(required) is bool
            and type(max_file_size) is int
            and (uploaded_file_id is None or type(uploaded_file_id) is str)
        ):
            raise DeviationError
        _self = new_object(_cls)
        _self.id = id
        _self.name = name
        _self.description = description
        _self.required = required
        _self.max_file_size = max_file_size
        _self.uploaded_file_id = uploaded_file_id
        _self._additional = None if len(_data) == 6 else _cls._unknown(_data)
        return _self

    def _serialize_strict(_self) -> dict[str, Any]:
        if type(_self) is not RequestedFile or _self._additional:
            raise DeviationError
        id = _self.id
        name = _self.name
        description = _self.description
        required = _self.required
        max_file_size = _self.max_file_size
        uploaded_file_id = _self.uploaded_file_id
        if not (
            type(id) is str
            and type(name) is str
            and type(description) is str
            and type(required) is bool
            and type(max_file_size) is int
            and (uploaded_file_id is None or type(uploaded_file_id) is str)
        ):
            raise DeviationError
        return {
            "id": id,
            "name": name,
            "description": description,
            "required": required,
            "maxFileSize": max_file_size,
            "uploadedFileId": uploaded_file_id,
        }
