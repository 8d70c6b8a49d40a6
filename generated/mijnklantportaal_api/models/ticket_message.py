from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field
from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.model import Field, Model, new_object
from mijnklantportaal._wire.parsing import DeviationError

from .. import models

_TicketAttachmentCodec = codecs.Object(lambda: models.TicketAttachment)


@define(kw_only=True)
class TicketMessage(Model):
    """Message of a ticket."""

    id: str
    """Message ID, prefix `tim_`. Example: `tim_abc12345def678`."""
    posted_by: str
    """Who posted it. Example: `John Appleseed`."""
    is_posted_by_customer: bool
    """Whether the customer posted it. Example: `True`."""
    message: str
    """Message, HTML. Example: `<p>Hello, help me with my invoice please</p>`."""
    posted_at: datetime.datetime
    """When it was posted, in ATOM format. Example: `2024-04-29T21:00:00+02:00`."""
    attachments: list[models.TicketAttachment]
    """Attachments."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)
    """Fields that are not in the spec, as JSON values."""

    _field_table = (
        Field("id", "id", codecs.STRING, True),
        Field("posted_by", "postedBy", codecs.STRING, True),
        Field("is_posted_by_customer", "isPostedByCustomer", codecs.BOOLEAN, True),
        Field("message", "message", codecs.STRING, True),
        Field("posted_at", "postedAt", codecs.DATE_TIME, True),
        Field("attachments", "attachments", codecs.Array(_TicketAttachmentCodec), True),
    )

    @classmethod
    def _parse_strict(_cls, _data: Mapping[str, Any], /) -> Self:
        if _cls is not TicketMessage:
            raise DeviationError
        id = _data["id"]
        posted_by = _data["postedBy"]
        is_posted_by_customer = _data["isPostedByCustomer"]
        message = _data["message"]
        posted_at = codecs.parse_time(_data["postedAt"])
        if not (
            type(id) is str
            and type(posted_by) is str
            and type(is_posted_by_customer) is bool
            and type(message) is str
            and posted_at.tzinfo is not None
        ):
            raise DeviationError
        _self = new_object(_cls)
        _self.id = id
        _self.posted_by = posted_by
        _self.is_posted_by_customer = is_posted_by_customer
        _self.message = message
        _self.posted_at = posted_at
        _self.attachments = [
            _TicketAttachmentCodec.model_parser(_element) for _element in codecs.strict_list(_data["attachments"])
        ]
        _self._additional = None if len(_data) == 6 else _cls._unknown(_data)
        return _self

    def _serialize_strict(_self) -> dict[str, Any]:
        if type(_self) is not TicketMessage or _self._additional:
            raise DeviationError
        id = _self.id
        posted_by = _self.posted_by
        is_posted_by_customer = _self.is_posted_by_customer
        message = _self.message
        posted_at = _self.posted_at
        if not (
            type(id) is str
            and type(posted_by) is str
            and type(is_posted_by_customer) is bool
            and type(message) is str
            and (type(posted_at) is datetime.datetime and posted_at.tzinfo is not None)
        ):
            raise DeviationError
        return {
            "id": id,
            "postedBy": posted_by,
            "isPostedByCustomer": is_posted_by_customer,
            "message": message,
            "postedAt": posted_at.isoformat(),
            "attachments": [
                _TicketAttachmentCodec.model_serializer(_element) for _element in codecs.strict_list(_self.attachments)
            ],
        }
