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
class TicketMessage(_model.Model):
    """Message of a ticket."""

    _fields = (
        _model.Field("id", "id", _codecs.STRING, True),
        _model.Field(
            "attachments", "attachments", _codecs.Array(_codecs.Object(lambda: _models.TicketAttachment)), True
        ),
        _model.Field("is_posted_by_customer", "isPostedByCustomer", _codecs.BOOLEAN, True),
        _model.Field("message", "message", _codecs.STRING, True),
        _model.Field("posted_at", "postedAt", _codecs.DATE_TIME, True),
        _model.Field("posted_by", "postedBy", _codecs.STRING, True),
    )

    id: str
    """Message ID, prefix `tim_`. Example: `tim_abc12345def678`."""
    attachments: _builtins.list[_models.TicketAttachment]
    """Attachments."""
    is_posted_by_customer: bool
    """Whether the customer posted it. Example: `True`."""
    message: str
    """Message, HTML. Example: `<p>Hello, help me with my invoice please</p>`."""
    posted_at: _datetime.datetime
    """When it was posted, in ATOM format. Example: `2024-04-29T21:00:00+02:00`."""
    posted_by: str
    """Who posted it. Example: `John Appleseed`."""
    additional_properties: _builtins.dict[str, _typing.Any] = _attrs.field(factory=_builtins.dict, repr=False)
    """What there is beside the fields that the document knows, as JSON values."""

    @classmethod
    def exactly(_cls, _data: _abc.Mapping[str, _typing.Any], /) -> _typing.Self:
        id = _data["id"]
        attachments = _data["attachments"]
        is_posted_by_customer = _data["isPostedByCustomer"]
        message = _data["message"]
        posted_at = _data["postedAt"]
        posted_by = _data["postedBy"]
        if not (
            type(id) is str and type(is_posted_by_customer) is bool and type(message) is str and type(posted_by) is str
        ):
            raise _codecs.DifferenceError
        return _cls(
            id=id,
            attachments=[_models.TicketAttachment.exactly(_one) for _one in _codecs.exact_list(attachments)],
            is_posted_by_customer=is_posted_by_customer,
            message=message,
            posted_at=_codecs.exact_moment(posted_at),
            posted_by=posted_by,
            additional_properties={} if len(_data) == 6 else _cls._unknown(_data),
        )
