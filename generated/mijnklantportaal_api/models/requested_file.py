from __future__ import annotations

import builtins as _builtins
import collections.abc as _abc
import typing as _typing

import attrs as _attrs
from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model


@_attrs.define(kw_only=True)
class RequestedFile(_model.Model):
    """File asked for, and where it is once it was uploaded."""

    _fields = (
        _model.Field("id", "id", _codecs.STRING, True),
        _model.Field("description", "description", _codecs.STRING, True),
        _model.Field("max_file_size", "maxFileSize", _codecs.INTEGER, True),
        _model.Field("name", "name", _codecs.STRING, True),
        _model.Field("required", "required", _codecs.BOOLEAN, True),
        _model.Field("uploaded_file_id", "uploadedFileId", _codecs.Nullable(_codecs.STRING), True),
    )

    id: str
    """ID, prefix `fqf_`. Example: `fqf_abc123456789`."""
    description: str
    """What is wanted. Example: `The logo we should put on your website`."""
    max_file_size: int
    """Largest size. Example: `10240`."""
    name: str
    """Name of the file. Example: `Logo`."""
    required: bool
    """Whether it must be given. Example: `True`."""
    uploaded_file_id: str | None
    """ID of the uploaded file. Example: `fsf_abc123456789`."""
    additional_properties: _builtins.dict[str, _typing.Any] = _attrs.field(factory=_builtins.dict, repr=False)
    """What there is beside the fields that the document knows, as JSON values."""

    @classmethod
    def exactly(_cls, _data: _abc.Mapping[str, _typing.Any], /) -> _typing.Self:
        id = _data["id"]
        description = _data["description"]
        max_file_size = _data["maxFileSize"]
        name = _data["name"]
        required = _data["required"]
        uploaded_file_id = _data["uploadedFileId"]
        if not (
            type(id) is str
            and type(description) is str
            and type(max_file_size) is int
            and type(name) is str
            and type(required) is bool
            and (uploaded_file_id is None or type(uploaded_file_id) is str)
        ):
            raise _codecs.DifferenceError
        return _cls(
            id=id,
            description=description,
            max_file_size=max_file_size,
            name=name,
            required=required,
            uploaded_file_id=uploaded_file_id,
            additional_properties={} if len(_data) == 6 else _cls._unknown(_data),
        )
