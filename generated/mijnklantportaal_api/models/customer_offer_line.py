from __future__ import annotations

from decimal import Decimal
from typing import Any

from attrs import define, field
from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.model import Field, Model

from .. import models


@define(kw_only=True)
class CustomerOfferLine(Model):
    """Line of an offer to create."""

    description: str
    """Description of the offer line. Example: `Website template`."""
    amount_excl_vat: Decimal
    """Amount of the line without VAT, in EUR. Example: `Decimal("12.95")`."""
    vat_rate: models.VatRate
    """VAT percentage. One of `0`, `9`, `21`. Example: `21`."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)
    """Fields that are not in the spec, as JSON values."""

    _field_table = (
        Field("description", "description", codecs.STRING, True),
        Field("amount_excl_vat", "amountExclVat", codecs.MONEY, True),
        Field("vat_rate", "vatRate", codecs.INTEGER, True),
    )
