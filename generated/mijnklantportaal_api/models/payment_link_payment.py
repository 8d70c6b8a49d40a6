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
class PaymentLinkPayment(_model.Model):
    """Payment Link Payment."""

    _fields = (
        _model.Field("id", "id", _codecs.STRING, True),
        _model.Field("amount", "amount", _codecs.MONEY, True),
        _model.Field("created_at", "createdAt", _codecs.DATE_TIME, True),
        _model.Field("currency", "currency", _codecs.STRING, True),
        _model.Field("integration", "integration", _codecs.STRING, True),
        _model.Field("integration_id", "integrationId", _codecs.STRING, True),
        _model.Field("payers_name", "payersName", _codecs.STRING, True),
        _model.Field("payment_link_id", "paymentLinkId", _codecs.STRING, True),
        _model.Field("status", "status", _codecs.STRING, True),
    )

    id: str
    """Payment ID, prefix `plp_`. Example: `plp_abc12345def678`."""
    amount: _decimal.Decimal
    """Amount, in EUR. Example: `12.95`."""
    created_at: _datetime.datetime
    """When it was started, in ATOM format. Example: `2024-04-29T21:00:00+02:00`."""
    currency: str
    """Currency. Example: `EUR`."""
    integration: str
    """Payment integration. Example: `mollie`."""
    integration_id: str
    """ID at the integration. Example: `tr_123abc`."""
    payers_name: str
    """Name of the payer. Example: `John Doe`."""
    payment_link_id: str
    """ID of the payment link. Example: `plk_abc12345def678`."""
    status: str
    """Status. Example: `paid`."""
    additional_properties: _builtins.dict[str, _typing.Any] = _attrs.field(factory=_builtins.dict, repr=False)
    """What there is beside the fields that the document knows, as JSON values."""

    @classmethod
    def exactly(_cls, _data: _abc.Mapping[str, _typing.Any], /) -> _typing.Self:
        id = _data["id"]
        amount = _data["amount"]
        created_at = _data["createdAt"]
        currency = _data["currency"]
        integration = _data["integration"]
        integration_id = _data["integrationId"]
        payers_name = _data["payersName"]
        payment_link_id = _data["paymentLinkId"]
        status = _data["status"]
        if not (
            type(id) is str
            and type(currency) is str
            and type(integration) is str
            and type(integration_id) is str
            and type(payers_name) is str
            and type(payment_link_id) is str
            and type(status) is str
        ):
            raise _codecs.DifferenceError
        return _cls(
            id=id,
            amount=_codecs.exact_amount(amount),
            created_at=_codecs.exact_moment(created_at),
            currency=currency,
            integration=integration,
            integration_id=integration_id,
            payers_name=payers_name,
            payment_link_id=payment_link_id,
            status=status,
            additional_properties={} if len(_data) == 9 else _cls._unknown(_data),
        )
