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
class Webhook(Model):
    """Webhook record."""

    id: str
    """Webhook ID, prefix `wbh_`. Example: `wbh_abc12345def678`."""
    type_: models.WebhookType | str
    """Event that triggers it. One of `appointment-created`, `appointment-canceled`, `customer-created`,
    `customer-deleted`, `offer-created`, `offer-deleted`, `offer-accepted`, `offer-rejected`, `invoice-created`,
    `invoice-chargeback`, `invoice-paid`, `invoice-deleted`, `payment-link-created`, `payment-link-expired`,
    `payment-link-paid`, `ticket-created`, `ticket-reply-customer`, `ticket-reply-employee`, `subscription-created`,
    `subscription-updated`, `subscription-deleted`, `subscription-payment-created`, `subscription-payment-updated`.
    Example: `customer-created`.
    """
    url: str
    """URL that is called. Example: `https://mijnklantportaal.nl/webhook-incoming`."""
    secret: str = field(repr=False)
    """Random string sent in the `X-Webhook-Signature` header of each call, to check its origin. Example:
    `OUJX2prdBbJxR77BZlGz`.
    """
    created_at: datetime.datetime
    """When it was created, in ATOM format. Example: `2024-04-29T21:00:00+02:00`."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)
    """Fields that are not in the spec, as JSON values."""

    _field_table = (
        Field("id", "id", codecs.STRING, True),
        Field("type_", "type", codecs.STRING, True),
        Field("url", "url", codecs.STRING, True),
        Field("secret", "secret", codecs.STRING, True),
        Field("created_at", "createdAt", codecs.DATE_TIME, True),
    )

    @classmethod
    def _parse_strict(_cls, _data: Mapping[str, Any], /) -> Self:
        if _cls is not Webhook:
            raise DeviationError
        id = _data["id"]
        type_ = _data["type"]
        url = _data["url"]
        secret = _data["secret"]
        created_at = codecs.parse_time(_data["createdAt"])
        if not (
            type(id) is str
            and type(type_) is str
            and type(url) is str
            and type(secret) is str
            and created_at.tzinfo is not None
        ):
            raise DeviationError
        _self = new_object(_cls)
        _self.id = id
        _self.type_ = intern(type_)
        _self.url = url
        _self.secret = secret
        _self.created_at = created_at
        _self._additional = None if len(_data) == 5 else _cls._unknown(_data)
        return _self

    def _serialize_strict(_self) -> dict[str, Any]:
        if type(_self) is not Webhook or _self._additional:
            raise DeviationError
        id = _self.id
        type_ = _self.type_
        url = _self.url
        secret = _self.secret
        created_at = _self.created_at
        if not (
            type(id) is str
            and type(type_) is str
            and type(url) is str
            and type(secret) is str
            and (type(created_at) is datetime.datetime and created_at.tzinfo is not None)
        ):
            raise DeviationError
        return {
            "id": id,
            "type": type_,
            "url": url,
            "secret": secret,
            "createdAt": created_at.isoformat(),
        }
