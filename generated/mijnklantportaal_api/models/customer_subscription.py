from __future__ import annotations

import builtins as _builtins
import collections.abc as _abc
import datetime as _datetime
import decimal as _decimal
import typing as _typing

import attrs as _attrs
from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model

from .. import models as _models


@_attrs.define(kw_only=True)
class CustomerSubscription(_model.Model):
    """Customer Subscription."""

    _fields = (
        _model.Field("id", "id", _codecs.STRING, True),
        _model.Field("amount", "amount", _codecs.MONEY, True),
        _model.Field("created_at", "createdAt", _codecs.DATE_TIME, True),
        _model.Field("currency", "currency", _codecs.STRING, True),
        _model.Field("customer_id", "customerId", _codecs.STRING, True),
        _model.Field("description", "description", _codecs.STRING, True),
        _model.Field("interval", "interval", _codecs.STRING, True),
        _model.Field("options", "options", _codecs.Object(lambda: _models.CustomerSubscriptionOptions), True),
        _model.Field("renews_at", "renewsAt", _codecs.DATE, True),
        _model.Field("starts_at", "startsAt", _codecs.DATE, True),
        _model.Field("status", "status", _codecs.STRING, True),
        _model.Field("terminated_at", "terminatedAt", _codecs.Nullable(_codecs.DATE_TIME), True),
        _model.Field("vat_rate", "vatRate", _codecs.INTEGER, True),
    )

    id: str
    """Subscription ID, prefix `sub_`. Example: `sub_abc12345def678`."""
    amount: _decimal.Decimal
    """Amount, in EUR. Example: `12.95`."""
    created_at: _datetime.datetime
    """When it was added, in ATOM format. Example: `2024-04-29T21:00:00+02:00`."""
    currency: str
    """Currency of the amount. Example: `EUR`."""
    customer_id: str
    """ID of the customer it belongs to. Example: `cst_abc12345def678`."""
    description: str
    """Description. Example: `Website maintenance contract`."""
    interval: str
    """Renewal interval: `14 days`, `1 month`, `2 months`, `6 months` or `1 year`. Example: `1 year`."""
    options: _models.CustomerSubscriptionOptions
    """Settings of a subscription."""
    renews_at: _datetime.date
    """Next renewal date, `YYYY-mm-dd`. Example: `2025-04-29`."""
    starts_at: _datetime.date
    """Start date, `YYYY-mm-dd`. Example: `2024-04-29`."""
    status: str
    """`planned`, `in_progress`, `terminated` or `ended`. Example: `in_progress`."""
    terminated_at: _datetime.datetime | None
    """When it was terminated, in ATOM format."""
    vat_rate: int
    """VAT percentage: `0`, `9` or `21`. Example: `21`."""
    additional_properties: _builtins.dict[str, _typing.Any] = _attrs.field(factory=_builtins.dict, repr=False)
    """What there is beside the fields that the document knows, as JSON values."""

    @classmethod
    def exactly(_cls, _data: _abc.Mapping[str, _typing.Any], /) -> _typing.Self:
        id = _data["id"]
        amount = _data["amount"]
        created_at = _data["createdAt"]
        currency = _data["currency"]
        customer_id = _data["customerId"]
        description = _data["description"]
        interval = _data["interval"]
        options = _data["options"]
        renews_at = _data["renewsAt"]
        starts_at = _data["startsAt"]
        status = _data["status"]
        terminated_at = _data["terminatedAt"]
        vat_rate = _data["vatRate"]
        if not (
            type(id) is str
            and type(currency) is str
            and type(customer_id) is str
            and type(description) is str
            and type(interval) is str
            and type(status) is str
            and type(vat_rate) is int
        ):
            raise _codecs.DifferenceError
        return _cls(
            id=id,
            amount=_codecs.exact_amount(amount),
            created_at=_codecs.exact_moment(created_at),
            currency=currency,
            customer_id=customer_id,
            description=description,
            interval=interval,
            options=_models.CustomerSubscriptionOptions.exactly(options),
            renews_at=_codecs.exact_date(renews_at),
            starts_at=_codecs.exact_date(starts_at),
            status=status,
            terminated_at=None if terminated_at is None else _codecs.exact_moment(terminated_at),
            vat_rate=vat_rate,
            additional_properties={} if len(_data) == 13 else _cls._unknown(_data),
        )
