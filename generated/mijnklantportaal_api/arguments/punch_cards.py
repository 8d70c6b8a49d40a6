"""The keyword arguments of the methods of `portal.punch_cards` with a body, as `TypedDict` classes."""

from decimal import Decimal
from typing import NotRequired, TypedDict

from .. import models


class CreatePunchCardArguments(TypedDict):
    """The keyword arguments of `portal.punch_cards.create`."""

    name: str
    """Name. Example: `Driving lessons`."""
    punches: int
    """Punches on the card. Example: `20`."""
    punch_label: str
    """What a punch stands for. Example: `lessons`."""
    description: NotRequired[str]
    """Description shown in the portal. Example: `Lessons in a BMW, Mon-Fri 09AM-05PM`."""
    for_sale: NotRequired[bool]
    """Whether it is sold online in the portal; `false` when left out. Example: `True`."""
    price: NotRequired[Decimal]
    """Price with VAT; needed when for sale, in EUR. Example: `Decimal("229.95")`."""
    vat_rate: NotRequired[models.VatRate]
    """VAT percentage; needed when for sale. One of `0`, `9`, `21`. Example: `21`."""
    expiry_value: NotRequired[int]
    """Periods until expiry; never when left out. Example: `3`."""
    expire_period: NotRequired[models.ExpiryPeriod]
    """Unit of `expiry_value`. One of `days`, `months`, `years`. Example: `years`."""


class UpdatePunchCardArguments(TypedDict):
    """The keyword arguments of `portal.punch_cards.update`."""

    for_sale: bool
    """Whether it is sold online in the portal. Example: `True`."""
    price: NotRequired[Decimal]
    """Price with VAT; needed when for sale, in EUR. Example: `Decimal("229.95")`."""
    vat_rate: NotRequired[models.VatRate]
    """VAT percentage; needed when for sale. One of `0`, `9`, `21`. Example: `21`."""


class IssuePunchCardArguments(TypedDict):
    """The keyword arguments of `portal.punch_cards.issue`."""

    customer_id: str
    """Customer to issue to. Example: `cst_abc12345def678`."""


class StampPunchCardArguments(TypedDict):
    """The keyword arguments of `portal.punch_cards.stamp`."""

    stamps: NotRequired[int]
    """Punches to use. Example: `1`."""
