from __future__ import annotations

import builtins as _builtins
import collections.abc as _abc
import datetime as _datetime
import decimal as _decimal
import typing as _typing

import attrs as _attrs
from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model


@_attrs.define(kw_only=True)
class PaymentLink(_model.Model):
    """Payment Link."""

    _fields = (
        _model.Field("id", "id", _codecs.STRING, True),
        _model.Field("amount", "amount", _codecs.MONEY, True),
        _model.Field("checkout_url", "checkoutUrl", _codecs.Nullable(_codecs.STRING), True),
        _model.Field("created_at", "createdAt", _codecs.DATE_TIME, True),
        _model.Field("currency", "currency", _codecs.STRING, True),
        _model.Field("description", "description", _codecs.STRING, True),
        _model.Field("expires_at", "expiresAt", _codecs.Nullable(_codecs.DATE_TIME), True),
        _model.Field("reusable", "reusable", _codecs.BOOLEAN, True),
        _model.Field("status", "status", _codecs.STRING, True),
    )

    id: str
    """Payment link ID, prefix `plk_`. Example: `plk_abc12345def678`."""
    amount: _decimal.Decimal
    """Amount, in EUR. Example: `12.95`."""
    checkout_url: str | None
    """URL to send the payer to; `null` once unusable. Example:
    `https://demo.mijnklantportaal.nl/payment-link/plk_abc12345def678`.
    """
    created_at: _datetime.datetime
    """When it was created, in ATOM format. Example: `2024-04-29T21:00:00+02:00`."""
    currency: str
    """Currency. Example: `EUR`."""
    description: str
    """Text on the bank statement of the payer. Example: `Contribution costs`."""
    expires_at: _datetime.datetime | None
    """When it expires, if set, in ATOM format. Example: `2024-05-14T21:00:00+02:00`."""
    reusable: bool
    """Whether it can be used again after a payment. Example: `True`."""
    status: str
    """`open`, `paid`, `expired` or `closed`. Example: `open`."""
    additional_properties: _builtins.dict[str, _typing.Any] = _attrs.field(factory=_builtins.dict, repr=False)
    """What there is beside the fields that the document knows, as JSON values."""

    @classmethod
    def exactly(_cls, _data: _abc.Mapping[str, _typing.Any], /) -> _typing.Self:
        id = _data["id"]
        amount = _data["amount"]
        checkout_url = _data["checkoutUrl"]
        created_at = _data["createdAt"]
        currency = _data["currency"]
        description = _data["description"]
        expires_at = _data["expiresAt"]
        reusable = _data["reusable"]
        status = _data["status"]
        if not (
            type(id) is str
            and (checkout_url is None or type(checkout_url) is str)
            and type(currency) is str
            and type(description) is str
            and type(reusable) is bool
            and type(status) is str
        ):
            raise _codecs.DifferenceError
        return _cls(
            id=id,
            amount=_codecs.exact_amount(amount),
            checkout_url=checkout_url,
            created_at=_codecs.exact_moment(created_at),
            currency=currency,
            description=description,
            expires_at=None if expires_at is None else _codecs.exact_moment(expires_at),
            reusable=reusable,
            status=status,
            additional_properties={} if len(_data) == 9 else _cls._unknown(_data),
        )
