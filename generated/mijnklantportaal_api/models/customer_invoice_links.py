from __future__ import annotations

import builtins as _builtins
import collections.abc as _abc
import typing as _typing

import attrs as _attrs
from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model

from .. import models as _models


@_attrs.define(kw_only=True)
class CustomerInvoiceLinks(_model.Model):
    """Links to what belongs to it."""

    _fields = (
        _model.Field("customer", "customer", _codecs.Object(lambda: _models.Link), True),
        _model.Field("online_payment_link", "onlinePaymentLink", _codecs.Object(lambda: _models.Link), True),
    )

    customer: _models.Link
    """The customer, by `GET /customers/{customerId}`."""
    online_payment_link: _models.Link
    """The page to pay the invoice. Be aware: it is given whether or not a payment integration is active."""
    additional_properties: _builtins.dict[str, _typing.Any] = _attrs.field(factory=_builtins.dict, repr=False)
    """What there is beside the fields that the document knows, as JSON values."""

    @classmethod
    def exactly(_cls, _data: _abc.Mapping[str, _typing.Any], /) -> _typing.Self:
        customer = _data["customer"]
        online_payment_link = _data["onlinePaymentLink"]
        return _cls(
            customer=_models.Link.exactly(customer),
            online_payment_link=_models.Link.exactly(online_payment_link),
            additional_properties={} if len(_data) == 2 else _cls._unknown(_data),
        )
