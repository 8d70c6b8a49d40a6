from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field
from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.model import Field, Model, new_object
from mijnklantportaal._wire.parsing import DeviationError

from .. import models

_LinkCodec = codecs.Object(lambda: models.Link)


@define(kw_only=True)
class CustomerInvoiceLinks(Model):
    """Links to what belongs to it."""

    customer: models.Link
    """The customer, by `GET /customers/{customerId}`."""
    online_payment_link: models.Link
    """The page to pay the invoice. Be aware: it is given whether or not a payment integration is active."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)
    """Fields that are not in the spec, as JSON values."""

    _field_table = (
        Field("customer", "customer", _LinkCodec, True),
        Field("online_payment_link", "onlinePaymentLink", _LinkCodec, True),
    )

    @classmethod
    def _parse_strict(_cls, _data: Mapping[str, Any], /) -> Self:
        if _cls is not CustomerInvoiceLinks:
            raise DeviationError
        _self = new_object(_cls)
        _self.customer = _LinkCodec.model_parser(_data["customer"])
        _self.online_payment_link = _LinkCodec.model_parser(_data["onlinePaymentLink"])
        _self._additional = None if len(_data) == 2 else _cls._unknown(_data)
        return _self

    def _serialize_strict(_self) -> dict[str, Any]:
        if type(_self) is not CustomerInvoiceLinks or _self._additional:
            raise DeviationError
        return {
            "customer": _LinkCodec.model_serializer(_self.customer),
            "onlinePaymentLink": _LinkCodec.model_serializer(_self.online_payment_link),
        }
