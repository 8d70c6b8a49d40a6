"""The keyword arguments of the methods of `portal.payment_links` with a body, as `TypedDict` classes."""

import datetime
from decimal import Decimal
from typing import NotRequired, TypedDict


class CreatePaymentLinkArguments(TypedDict):
    """The keyword arguments of `portal.payment_links.create`."""

    description: str
    """Text, also on the bank statement of the payer. Example: `Contribution costs`."""
    amount: Decimal
    """Amount, in EUR. Example: `Decimal("12.95")`."""
    expires_at: NotRequired[datetime.date]
    """Last day it works, `YYYY-mm-dd`. Example: `date(2024, 5, 4)`."""
    reusable: NotRequired[bool]
    """Whether it can be paid more than once; once only when `false` or left out. Example: `True`."""
