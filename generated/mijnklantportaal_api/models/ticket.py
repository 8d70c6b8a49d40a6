from __future__ import annotations

import datetime
from collections.abc import Mapping
from sys import intern
from typing import Any, Self

from attrs import define, field
from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.model import Field, Model, new_object
from mijnklantportaal._wire.parsing import DeviationError

from .. import models


@define(kw_only=True)
class Ticket(Model):
    """Ticket record."""

    id: str
    """Ticket ID, prefix `tic_`. Example: `tic_abc12345def678`."""
    customer_id: str | None
    """ID of the customer. Example: `cst_abc12354678`."""
    title: str
    """Title. Example: `Invoice issue`."""
    source: models.TicketSource | str
    """Channel by which it was created. One of `portal`, `email`, `chat`. Example: `portal`."""
    status: models.TicketStatus | str
    """Status. One of `open`, `closed`. Example: `open`."""
    created_at: datetime.datetime
    """When it was created, in ATOM format. Example: `2024-04-29T21:00:00+02:00`."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)
    """Fields that are not in the spec, as JSON values."""

    _field_table = (
        Field("id", "id", codecs.STRING, True),
        Field("customer_id", "customerId", codecs.Nullable(codecs.STRING), True),
        Field("title", "title", codecs.STRING, True),
        Field("source", "source", codecs.STRING, True),
        Field("status", "status", codecs.STRING, True),
        Field("created_at", "createdAt", codecs.DATE_TIME, True),
    )

    @classmethod
    def _parse_strict(_cls, _data: Mapping[str, Any], /) -> Self:
        if _cls is not Ticket:
            raise DeviationError
        id = _data["id"]
        customer_id = _data["customerId"]
        title = _data["title"]
        source = _data["source"]
        status = _data["status"]
        created_at = codecs.parse_time(_data["createdAt"])
        if not (
            type(id) is str
            and (customer_id is None or type(customer_id) is str)
            and type(title) is str
            and type(source) is str
            and type(status) is str
            and created_at.tzinfo is not None
        ):
            raise DeviationError
        _self = new_object(_cls)
        _self.id = id
        _self.customer_id = customer_id
        _self.title = title
        _self.source = intern(source)
        _self.status = intern(status)
        _self.created_at = created_at
        _self._additional = None if len(_data) == 6 else _cls._unknown(_data)
        return _self

    def _serialize_strict(_self) -> dict[str, Any]:
        if type(_self) is not Ticket or _self._additional:
            raise DeviationError
        id = _self.id
        customer_id = _self.customer_id
        title = _self.title
        source = _self.source
        status = _self.status
        created_at = _self.created_at
        if not (
            type(id) is str
            and (customer_id is None or type(customer_id) is str)
            and type(title) is str
            and type(source) is str
            and type(status) is str
            and (type(created_at) is datetime.datetime and created_at.tzinfo is not None)
        ):
            raise DeviationError
        return {
            "id": id,
            "customerId": customer_id,
            "title": title,
            "source": source,
            "status": status,
            "createdAt": created_at.isoformat(),
        }
