from __future__ import annotations

from collections.abc import Mapping
from sys import intern
from typing import Any, Self

from attrs import define, field
from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.model import Field, Model, new_object
from mijnklantportaal._wire.parsing import DeviationError


@define(kw_only=True)
class TicketAttachment(Model):
    """Attachment of a message."""

    id: str
    """Attachment ID, prefix `tma_`. Example: `tma_abc12345def678`."""
    name: str
    """File name. Example: `Screenshot.png`."""
    size: int
    """Size. Example: `1256`."""
    mime: str
    """MIME type. Example: `image/png`."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)
    """Fields that are not in the spec, as JSON values."""

    _field_table = (
        Field("id", "id", codecs.STRING, True),
        Field("name", "name", codecs.STRING, True),
        Field("size", "size", codecs.INTEGER, True),
        Field("mime", "mime", codecs.STRING, True),
    )

    @classmethod
    def _parse_strict(_cls, _data: Mapping[str, Any], /) -> Self:
        if _cls is not TicketAttachment:
            raise DeviationError
        id = _data["id"]
        name = _data["name"]
        size = _data["size"]
        mime = _data["mime"]
        if not (type(id) is str and type(name) is str and type(size) is int and type(mime) is str):
            raise DeviationError
        _self = new_object(_cls)
        _self.id = id
        _self.name = name
        _self.size = size
        _self.mime = intern(mime)
        _self._additional = None if len(_data) == 4 else _cls._unknown(_data)
        return _self

    def _serialize_strict(_self) -> dict[str, Any]:
        if type(_self) is not TicketAttachment or _self._additional:
            raise DeviationError
        id = _self.id
        name = _self.name
        size = _self.size
        mime = _self.mime
        if not (type(id) is str and type(name) is str and type(size) is int and type(mime) is str):
            raise DeviationError
        return {
            "id": id,
            "name": name,
            "size": size,
            "mime": mime,
        }
