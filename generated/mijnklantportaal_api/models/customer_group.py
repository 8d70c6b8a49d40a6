from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field
from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.model import Field, Model, new_object
from mijnklantportaal._wire.parsing import DeviationError


@define(kw_only=True)
class CustomerGroup(Model):
    """Customer Group."""

    id: str
    """Group ID, prefix `cug_`. Example: `cug_abc12345def678`."""
    name: str
    """Name. Example: `Webhosting customers`."""
    created_at: datetime.datetime
    """When it was created, in ATOM format. Example: `2025-07-27T14:42:00+02:00`."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)
    """Fields that are not in the spec, as JSON values."""

    _field_table = (
        Field("id", "id", codecs.STRING, True),
        Field("name", "name", codecs.STRING, True),
        Field("created_at", "createdAt", codecs.DATE_TIME, True),
    )

    @classmethod
    def _parse_strict(_cls, _data: Mapping[str, Any], /) -> Self:
        if _cls is not CustomerGroup:
            raise DeviationError
        id = _data["id"]
        name = _data["name"]
        created_at = codecs.parse_time(_data["createdAt"])
        if not (type(id) is str and type(name) is str and created_at.tzinfo is not None):
            raise DeviationError
        _self = new_object(_cls)
        _self.id = id
        _self.name = name
        _self.created_at = created_at
        _self._additional = None if len(_data) == 3 else _cls._unknown(_data)
        return _self

    def _serialize_strict(_self) -> dict[str, Any]:
        if type(_self) is not CustomerGroup or _self._additional:
            raise DeviationError
        id = _self.id
        name = _self.name
        created_at = _self.created_at
        if not (
            type(id) is str
            and type(name) is str
            and (type(created_at) is datetime.datetime and created_at.tzinfo is not None)
        ):
            raise DeviationError
        return {
            "id": id,
            "name": name,
            "createdAt": created_at.isoformat(),
        }
