from __future__ import annotations

import builtins as _builtins
import typing as _typing

import attrs as _attrs
from mijnklantportaal import types as _types
from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model


@_attrs.define(kw_only=True)
class FileToRequest(_model.Model):
    """File to ask for."""

    _fields = (
        _model.Field("description", "description", _codecs.STRING, False),
        _model.Field("max_file_size", "maxFileSize", _codecs.INTEGER, False),
        _model.Field("name", "name", _codecs.STRING, False),
        _model.Field("required", "required", _codecs.BOOLEAN, False),
    )

    description: str | _types.Unset = _types.UNSET
    """What is wanted. Example: `The logo we should put on your website`."""
    max_file_size: int | _types.Unset = _types.UNSET
    """Largest size. Example: `10240`."""
    name: str | _types.Unset = _types.UNSET
    """Name of the file. Example: `Logo`."""
    required: bool | _types.Unset = _types.UNSET
    """Whether it must be given. Example: `True`."""
    additional_properties: _builtins.dict[str, _typing.Any] = _attrs.field(factory=_builtins.dict, repr=False)
    """What there is beside the fields that the document knows, as JSON values."""
