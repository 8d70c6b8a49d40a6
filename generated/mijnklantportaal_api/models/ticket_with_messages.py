from __future__ import annotations

import builtins as _builtins
import collections.abc as _abc
import datetime as _datetime
import typing as _typing

import attrs as _attrs
from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model

from .. import models as _models


@_attrs.define(kw_only=True)
class TicketWithMessages(_model.Model):
    """Ticket record with the messages."""

    _fields = (
        _model.Field("id", "id", _codecs.STRING, True),
        _model.Field("created_at", "createdAt", _codecs.DATE_TIME, True),
        _model.Field("customer_id", "customerId", _codecs.Nullable(_codecs.STRING), True),
        _model.Field("messages", "messages", _codecs.Array(_codecs.Object(lambda: _models.TicketMessage)), True),
        _model.Field("source", "source", _codecs.STRING, True),
        _model.Field("status", "status", _codecs.STRING, True),
        _model.Field("title", "title", _codecs.STRING, True),
    )

    id: str
    """Ticket ID, prefix `tic_`. Example: `tic_abc12345def678`."""
    created_at: _datetime.datetime
    """When it was created, in ATOM format. Example: `2024-04-29T21:00:00+02:00`."""
    customer_id: str | None
    """ID of the customer. Example: `cst_abc12354678`."""
    messages: _builtins.list[_models.TicketMessage]
    """Messages."""
    source: str
    """`portal`, `email` or `chat`. Example: `portal`."""
    status: str
    """`open` or `closed`. Example: `open`."""
    title: str
    """Title. Example: `Invoice issue`."""
    additional_properties: _builtins.dict[str, _typing.Any] = _attrs.field(factory=_builtins.dict, repr=False)
    """What there is beside the fields that the document knows, as JSON values."""

    @classmethod
    def exactly(_cls, _data: _abc.Mapping[str, _typing.Any], /) -> _typing.Self:
        id = _data["id"]
        created_at = _data["createdAt"]
        customer_id = _data["customerId"]
        messages = _data["messages"]
        source = _data["source"]
        status = _data["status"]
        title = _data["title"]
        if not (
            type(id) is str
            and (customer_id is None or type(customer_id) is str)
            and type(source) is str
            and type(status) is str
            and type(title) is str
        ):
            raise _codecs.DifferenceError
        return _cls(
            id=id,
            created_at=_codecs.exact_moment(created_at),
            customer_id=customer_id,
            messages=[_models.TicketMessage.exactly(_one) for _one in _codecs.exact_list(messages)],
            source=source,
            status=status,
            title=title,
            additional_properties={} if len(_data) == 7 else _cls._unknown(_data),
        )
