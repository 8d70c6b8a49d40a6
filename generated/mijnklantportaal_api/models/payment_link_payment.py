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


@define(kw_only=True)
class PaymentLinkPayment(Model):
    """Payment Link Payment."""

    id: str
    """Payment ID, prefix `plp_`. Example: `plp_abc12345def678`."""
    payment_link_id: str
    """ID of the payment link. Example: `plk_abc12345def678`."""
    currency: str
    """Currency. Example: `EUR`."""
    amount: Decimal
    """Amount, in EUR. Example: `12.95`."""
    status: str
    """Status. Example: `paid`."""
    payers_name: str
    """Name of the payer. Example: `John Doe`."""
    integration: str
    """Payment integration. Example: `mollie`."""
    integration_id: str
    """ID at the integration. Example: `tr_123abc`."""
    created_at: datetime.datetime
    """When it was started, in ATOM format. Example: `2024-04-29T21:00:00+02:00`."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)
    """Fields that are not in the spec, as JSON values."""

    _field_table = (
        Field("id", "id", codecs.STRING, True),
        Field("payment_link_id", "paymentLinkId", codecs.STRING, True),
        Field("currency", "currency", codecs.STRING, True),
        Field("amount", "amount", codecs.MONEY, True),
        Field("status", "status", codecs.STRING, True),
        Field("payers_name", "payersName", codecs.STRING, True),
        Field("integration", "integration", codecs.STRING, True),
        Field("integration_id", "integrationId", codecs.STRING, True),
        Field("created_at", "createdAt", codecs.DATE_TIME, True),
    )

    @classmethod
    def _parse_strict(_cls, _data: Mapping[str, Any], /) -> Self:
        if _cls is not PaymentLinkPayment:
            raise DeviationError
        id = _data["id"]
        payment_link_id = _data["paymentLinkId"]
        currency = _data["currency"]
        status = _data["status"]
        payers_name = _data["payersName"]
        integration = _data["integration"]
        integration_id = _data["integrationId"]
        created_at = codecs.parse_time(_data["createdAt"])
        if not (
            type(id) is str
            and type(payment_link_id) is str
            and type(currency) is str
            and type(status) is str
            and type(payers_name) is str
            and type(integration) is str
            and type(integration_id) is str
            and created_at.tzinfo is not None
        ):
            raise DeviationError
        _self = new_object(_cls)
        _self.id = id
        _self.payment_link_id = payment_link_id
        _self.currency = intern(currency)
        _self.amount = codecs.strict_amount(_data["amount"])
        _self.status = status
        _self.payers_name = payers_name
        _self.integration = integration
        _self.integration_id = integration_id
        _self.created_at = created_at
        _self._additional = None if len(_data) == 9 else _cls._unknown(_data)
        return _self

    def _serialize_strict(_self) -> dict[str, Any]:
        if type(_self) is not PaymentLinkPayment or _self._additional:
            raise DeviationError
        id = _self.id
        payment_link_id = _self.payment_link_id
        currency = _self.currency
        status = _self.status
        payers_name = _self.payers_name
        integration = _self.integration
        integration_id = _self.integration_id
        created_at = _self.created_at
        if not (
            type(id) is str
            and type(payment_link_id) is str
            and type(currency) is str
            and type(status) is str
            and type(payers_name) is str
            and type(integration) is str
            and type(integration_id) is str
            and (type(created_at) is datetime.datetime and created_at.tzinfo is not None)
        ):
            raise DeviationError
        return {
            "id": id,
            "paymentLinkId": payment_link_id,
            "currency": currency,
            "amount": codecs.strict_amount_text(_self.amount),
            "status": status,
            "payersName": payers_name,
            "integration": integration,
            "integrationId": integration_id,
            "createdAt": created_at.isoformat(),
        }
