from __future__ import annotations

import builtins as _builtins
import datetime as _datetime
import typing as _typing

import attrs as _attrs

from .. import codecs as _codecs
from .. import model as _model
from .. import models as _models


@_attrs.define(kw_only=True)
class TicketMessage(_model.Model):
    """Message of a ticket."""

    _fields = (
        _model.Field("id", "id", _codecs.STRING, True),
        _model.Field("posted_by", "postedBy", _codecs.STRING, True),
        _model.Field("is_posted_by_customer", "isPostedByCustomer", _codecs.BOOLEAN, True),
        _model.Field("message", "message", _codecs.STRING, True),
        _model.Field("posted_at", "postedAt", _codecs.DATE_TIME, True),
        _model.Field(
            "attachments", "attachments", _codecs.Array(_codecs.Object(lambda: _models.TicketAttachment)), True
        ),
    )

    id: str
    """Message ID, prefix `tim_`. Example: `tim_abc12345def678`."""
    posted_by: str
    """Who posted it. Example: `John Appleseed`."""
    is_posted_by_customer: bool
    """Whether the customer posted it. Example: `True`."""
    message: str
    """Message, HTML. Example: `<p>Hello, help me with my invoice please</p>`."""
    posted_at: _datetime.datetime
    """When it was posted, in ATOM format. Example: `2024-04-29T21:00:00+02:00`."""
    attachments: _builtins.list[_models.TicketAttachment]
    """Attachments."""
    additional_properties: _builtins.dict[str, _typing.Any] = _attrs.field(factory=_builtins.dict, repr=False)
    """What there is beside the fields that the document knows, as JSON values."""
