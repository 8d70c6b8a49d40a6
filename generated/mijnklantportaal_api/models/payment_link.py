from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from sys import intern
from typing import Any, Self

from attrs import define, field
from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.model import Field, Model, new_object
from mijnklantportaal._wire.parsing import DeviationError

from .. import models


@define(kw_only=True)
class PaymentLink(Model):
    """Payment Link."""

    id: str
    """Payment link ID, prefix `plk_`. Example: `plk_abc12345def678`."""
    description: str
    """Text on the bank statement of the payer. Example: `Contribution costs`."""
    currency: str
    """Currency. Example: `EUR`."""
    amount: Decimal
    """Amount, in EUR. Example: `12.95`."""
    reusable: bool
    """Whether it can be used again after a payment. Example: `True`."""
    expires_at: datetime.datetime | None
    """When it expires, if set, in ATOM format. Example: `2024-05-14T21:00:00+02:00`."""
    status: models.PaymentLinkStatus | str
    """Status. One of `open`, `paid`, `expired`, `closed`. Example: `open`."""
    checkout_url: str | None
    """URL to send the payer to; `null` once unusable. Example:
    `https://demo.mijnklantportaal.nl/payment-link/plk_abc12345def678`.
    """
    created_at: datetime.datetime
    """When it was created, in ATOM format. Example: `2024-04-29T21:00:00+02:00`."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)
    """Fields that are not in the spec, as JSON values."""

    _field_table = (
        Field("id", "id", codecs.STRING, True),
        Field("description", "description", codecs.STRING, True),
        Field("currency", "currency", codecs.STRING, True),
        Field("amount", "amount", codecs.MONEY, True),
        Field("reusable", "reusable", codecs.BOOLEAN, True),
        Field("expires_at", "expiresAt", codecs.Nullable(codecs.DATE_TIME), True),
        Field("status", "status", codecs.STRING, True),
        Field("checkout_url", "checkoutUrl", codecs.Nullable(codecs.STRING), True),
        Field("created_at", "createdAt", codecs.DATE_TIME, True),
    )

    @classmethod
    def _parse_strict(_cls, _data: Mapping[str, Any], /) -> Self:
        if _cls is not PaymentLink:
            raise DeviationError
        id = _data["id"]
        description = _data["description"]
        currency = _data["currency"]
        reusable = _data["reusable"]
        expires_at = _data["expiresAt"]
        if expires_at is not None:
            expires_at = codecs.parse_time(expires_at)
        status = _data["status"]
        checkout_url = _data["checkoutUrl"]
        created_at = codecs.parse_time(_data["createdAt"])
        if not (
            type(id) is str
            and type(description) is str
            and type(currency) is str
            and type(reusable) is bool
            and (expires_at is None or expires_at.tzinfo is not None)
            and type(status) is str
            and (checkout_url is None or type(checkout_url) is str)
            and created_at.tzinfo is not None
        ):
            raise DeviationError
        _self = new_object(_cls)
        _self.id = id
        _self.description = description
        _self.currency = intern(currency)
        _self.amount = codecs.strict_amount(_data["amount"])
        _self.reusable = reusable
        _self.expires_at = expires_at
        _self.status = intern(status)
        _self.checkout_url = checkout_url
        _self.created_at = created_at
        _self._additional = None if len(_data) == 9 else _cls._unknown(_data)
        return _self

    def _serialize_strict(_self) -> dict[str, Any]:
        if type(_self) is not PaymentLink or _self._additional:
            raise DeviationError
        id = _self.id
        description = _self.description
        currency = _self.currency
        reusable = _self.reusable
        expires_at = _self.expires_at
        status = _self.status
        checkout_url = _self.checkout_url
        created_at = _self.created_at
        if not (
            type(id) is str
            and type(description) is str
            and type(currency) is str
            and type(reusable) is bool
            and (expires_at is None or (type(expires_at) is datetime.datetime and expires_at.tzinfo is not None))
            and type(status) is str
            and (checkout_url is None or type(checkout_url) is str)
            and (type(created_at) is datetime.datetime and created_at.tzinfo is not None)
        ):
            raise DeviationError
        return {
            "id": id,
            "description": description,
            "currency": currency,
            "amount": codecs.strict_amount_text(_self.amount),
            "reusable": reusable,
            "expiresAt": None if expires_at is None else expires_at.isoformat(),
            "status": status,
            "checkoutUrl": checkout_url,
            "createdAt": created_at.isoformat(),
        }
