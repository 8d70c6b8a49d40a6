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

_CustomerSubscriptionOptionsCodec = codecs.Object(lambda: models.CustomerSubscriptionOptions)


@define(kw_only=True)
class CustomerSubscription(Model):
    """Customer Subscription."""

    id: str
    """Subscription ID, prefix `sub_`. Example: `sub_abc12345def678`."""
    customer_id: str
    """ID of the customer it belongs to. Example: `cst_abc12345def678`."""
    description: str
    """Description. Example: `Website maintenance contract`."""
    starts_at: datetime.date
    """Start date, `YYYY-mm-dd`. Example: `2024-04-29`."""
    interval: models.SubscriptionInterval | str
    """Renewal interval. One of `14 days`, `1 month`, `2 months`, `6 months`, `1 year`. Example: `1 year`."""
    renews_at: datetime.date
    """Next renewal date, `YYYY-mm-dd`. Example: `2025-04-29`."""
    currency: str
    """Currency of the amount. Example: `EUR`."""
    amount: Decimal
    """Amount, in EUR. Example: `12.95`."""
    vat_rate: models.VatRate | int
    """VAT percentage. One of `0`, `9`, `21`. Example: `21`."""
    status: models.CustomerSubscriptionStatus | str
    """Status. One of `planned`, `in_progress`, `terminated`, `ended`. Example: `in_progress`."""
    options: models.CustomerSubscriptionOptions
    """Settings of a subscription."""
    terminated_at: datetime.datetime | None
    """When it was terminated, in ATOM format."""
    created_at: datetime.datetime
    """When it was added, in ATOM format. Example: `2024-04-29T21:00:00+02:00`."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)
    """Fields that are not in the spec, as JSON values."""

    _field_table = (
        Field("id", "id", codecs.STRING, True),
        Field("customer_id", "customerId", codecs.STRING, True),
        Field("description", "description", codecs.STRING, True),
        Field("starts_at", "startsAt", codecs.DATE, True),
        Field("interval", "interval", codecs.STRING, True),
        Field("renews_at", "renewsAt", codecs.DATE, True),
        Field("currency", "currency", codecs.STRING, True),
        Field("amount", "amount", codecs.MONEY, True),
        Field("vat_rate", "vatRate", codecs.INTEGER, True),
        Field("status", "status", codecs.STRING, True),
        Field("options", "options", _CustomerSubscriptionOptionsCodec, True),
        Field("terminated_at", "terminatedAt", codecs.Nullable(codecs.DATE_TIME), True),
        Field("created_at", "createdAt", codecs.DATE_TIME, True),
    )

    @classmethod
    def _parse_strict(_cls, _data: Mapping[str, Any], /) -> Self:
        if _cls is not CustomerSubscription:
            raise DeviationError
        id = _data["id"]
        customer_id = _data["customerId"]
        description = _data["description"]
        interval = _data["interval"]
        currency = _data["currency"]
        vat_rate = _data["vatRate"]
        status = _data["status"]
        terminated_at = _data["terminatedAt"]
        if terminated_at is not None:
            terminated_at = codecs.parse_time(terminated_at)
        created_at = codecs.parse_time(_data["createdAt"])
        if not (
            type(id) is str
            and type(customer_id) is str
            and type(description) is str
            and type(interval) is str
            and type(currency) is str
            and type(vat_rate) is int
            and type(status) is str
            and (terminated_at is None or terminated_at.tzinfo is not None)
            and created_at.tzinfo is not None
        ):
            raise DeviationError
        _self = new_object(_cls)
        _self.id = id
        _self.customer_id = customer_id
        _self.description = description
        _self.starts_at = codecs.strict_date(_data["startsAt"])
        _self.interval = intern(interval)
        _self.renews_at = codecs.strict_date(_data["renewsAt"])
        _self.currency = intern(currency)
        _self.amount = codecs.strict_amount(_data["amount"])
        _self.vat_rate = vat_rate
        _self.status = intern(status)
        _self.options = _CustomerSubscriptionOptionsCodec.model_parser(_data["options"])
        _self.terminated_at = terminated_at
        _self.created_at = created_at
        _self._additional = None if len(_data) == 13 else _cls._unknown(_data)
        return _self

    def _serialize_strict(_self) -> dict[str, Any]:
        if type(_self) is not CustomerSubscription or _self._additional:
            raise DeviationError
        id = _self.id
        customer_id = _self.customer_id
        description = _self.description
        starts_at = _self.starts_at
        interval = _self.interval
        renews_at = _self.renews_at
        currency = _self.currency
        vat_rate = _self.vat_rate
        status = _self.status
        terminated_at = _self.terminated_at
        created_at = _self.created_at
        if not (
            type(id) is str
            and type(customer_id) is str
            and type(description) is str
            and type(starts_at) is datetime.date
            and type(interval) is str
            and type(renews_at) is datetime.date
            and type(currency) is str
            and type(vat_rate) is int
            and type(status) is str
            and (
                terminated_at is None or (type(terminated_at) is datetime.datetime and terminated_at.tzinfo is not None)
            )
            and (type(created_at) is datetime.datetime and created_at.tzinfo is not None)
        ):
            raise DeviationError
        return {
            "id": id,
            "customerId": customer_id,
            "description": description,
            "startsAt": starts_at.isoformat(),
            "interval": interval,
            "renewsAt": renews_at.isoformat(),
            "currency": currency,
            "amount": codecs.strict_amount_text(_self.amount),
            "vatRate": vat_rate,
            "status": status,
            "options": _CustomerSubscriptionOptionsCodec.model_serializer(_self.options),
            "terminatedAt": None if terminated_at is None else terminated_at.isoformat(),
            "createdAt": created_at.isoformat(),
        }
