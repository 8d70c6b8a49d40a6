from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Self

from attrs import define, field
from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.model import Field, Model
from mijnklantportaal._wire.parsing import DeviationError


@define(kw_only=True)
class InvoiceLine(Model):
    """Line of an invoice."""

    id: str
    """Line ID, prefix `fcl_`. Example: `fcl_abc12345def678`."""
    amount_excl_vat: Decimal
    """Amount without VAT, in EUR. Example: `12.95`."""
    amount_incl_vat: Decimal
    """Amount with VAT, in EUR. Example: `15.67`."""
    currency: str
    """Currency. Example: `EUR`."""
    description: str
    """Text. Example: `Pro subscription`."""
    quantity: int
    """Quantity. Example: `1`."""
    vat_amount: Decimal
    """VAT amount, in EUR. Example: `2.72`."""
    vat_rate: int
    """VAT percentage. Example: `21`."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)
    """Fields that the spec does not know, as JSON values."""

    _fields = (
        Field("id", "id", codecs.STRING, True),
        Field("amount_excl_vat", "amountExclVat", codecs.MONEY, True),
        Field("amount_incl_vat", "amountInclVat", codecs.MONEY, True),
        Field("currency", "currency", codecs.STRING, True),
        Field("description", "description", codecs.STRING, True),
        Field("quantity", "quantity", codecs.INTEGER, True),
        Field("vat_amount", "vatAmount", codecs.MONEY, True),
        Field("vat_rate", "vatRate", codecs.INTEGER, True),
    )

    @classmethod
    def _parse_strict(_cls, _data: Mapping[str, Any], /) -> Self:
        id = _data["id"]
        amount_excl_vat = _data["amountExclVat"]
        amount_incl_vat = _data["amountInclVat"]
        currency = _data["currency"]
        description = _data["description"]
        quantity = _data["quantity"]
        vat_amount = _data["vatAmount"]
        vat_rate = _data["vatRate"]
        if not (
            type(id) is str
            and type(currency) is str
            and type(description) is str
            and type(quantity) is int
            and type(vat_rate) is int
        ):
            raise DeviationError
        return _cls(
            id=id,
            amount_excl_vat=codecs.strict_amount(amount_excl_vat),
            amount_incl_vat=codecs.strict_amount(amount_incl_vat),
            currency=currency,
            description=description,
            quantity=quantity,
            vat_amount=codecs.strict_amount(vat_amount),
            vat_rate=vat_rate,
            additional_properties={} if len(_data) == 8 else _cls._unknown(_data),
        )
