from __future__ import annotations

import builtins as _builtins
import typing as _typing

import attrs as _attrs

from .. import codecs as _codecs
from .. import model as _model


@_attrs.define(kw_only=True)
class RequestedFile(_model.Model):
    """File asked for, and where it is once it was uploaded."""

    _fields = (
        _model.Field("id", "id", _codecs.STRING, True),
        _model.Field("name", "name", _codecs.STRING, True),
        _model.Field("description", "description", _codecs.STRING, True),
        _model.Field("required", "required", _codecs.BOOLEAN, True),
        _model.Field("max_file_size", "maxFileSize", _codecs.INTEGER, True),
        _model.Field("uploaded_file_id", "uploadedFileId", _codecs.STRING, True),
    )

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
    uploaded_file_id: str
    """ID of the uploaded file. Example: `fsf_abc123456789`."""
    additional_properties: _builtins.dict[str, _typing.Any] = _attrs.field(factory=_builtins.dict, repr=False)
    """What there is beside the fields that the document knows, as JSON values."""
