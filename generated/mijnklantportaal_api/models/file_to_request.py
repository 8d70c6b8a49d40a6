from __future__ import annotations

from typing import Any

from attrs import define, field
from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.model import Field, Model
from mijnklantportaal.types import UNSET, Unset


@define(kw_only=True)
class FileToRequest(Model):
    """File to ask for."""

    name: str | Unset = UNSET
    """Name of the file. Example: `Logo`."""
    description: str | Unset = UNSET
    """What is wanted. Example: `The logo we should put on your website`."""
    required: bool | Unset = UNSET
    """Whether it must be given. Example: `True`."""
    max_file_size: int | Unset = UNSET
    """Largest size. Example: `10240`."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)
    """Fields that are not in the spec, as JSON values."""

    _field_table = (
        Field("name", "name", codecs.STRING, False),
        Field("description", "description", codecs.STRING, False),
        Field("required", "required", codecs.BOOLEAN, False),
        Field("max_file_size", "maxFileSize", codecs.INTEGER, False),
    )
