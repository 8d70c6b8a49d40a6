"""The keyword arguments of the methods of `portal.customer_subscriptions` with a body, as `TypedDict` classes."""

import datetime
from decimal import Decimal
from typing import NotRequired, TypedDict

from .. import models


class CreateCustomerSubscriptionArguments(TypedDict):
    """The keyword arguments of `portal.customer_subscriptions.create`."""

    customer_id: str
    """Customer the subscription is for. Example: `cst_abc12345def678`."""
    description: str
    """Description. Example: `Contribution costs`."""
    start_date: datetime.date
    """Start date, `YYYY-mm-dd`. Example: `date(2024, 5, 4)`."""
    interval: models.SubscriptionInterval
    """Renewal interval. One of `14 days`, `1 month`, `2 months`, `6 months`, `1 year`. Example: `1 year`."""
    amount: Decimal
    """Amount, in EUR. Example: `Decimal("12.95")`."""
    vat_rate: models.VatRate
    """VAT percentage. One of `0`, `9`, `21`. Example: `21`."""
    create_invoice: NotRequired[bool]
    """Make an invoice in the bookkeeping integration; `true` needs a set-up integration. Example: `True`."""
    create_payment: NotRequired[bool]
    """Make a payment at each renewal; `true` needs a set-up integration, only `mollie`. Example: `True`."""
    invoice_description: NotRequired[str]
    """Text of the invoice line; unused without `create_invoice`. Example: `Extending subscription`."""
    payment_integration_mandate_id: NotRequired[str]
    """Mandate for the payments; unused without `create_payment`; validity is not checked. Example: `mdt_123abc`."""
    follow_up_failed_payment: NotRequired[bool]
    """Make a new payment when the first fails; unused without `create_payment`. Example: `True`."""


class UpdateCustomerSubscriptionArguments(TypedDict):
    """The keyword arguments of `portal.customer_subscriptions.update`."""

    description: NotRequired[str]
    """Description. Example: `Contribution costs`."""
    interval: NotRequired[models.SubscriptionInterval]
    """Renewal interval. One of `14 days`, `1 month`, `2 months`, `6 months`, `1 year`. Example: `1 year`."""
    amount: NotRequired[Decimal]
    """Amount, in EUR. Example: `Decimal("12.95")`."""
    vat_rate: NotRequired[models.VatRate]
    """VAT percentage. One of `0`, `9`, `21`. Example: `21`."""
    terminated_at: NotRequired[datetime.datetime]
    """When it was terminated, `YYYY-mm-dd HH:mm:ss`. In the portal's time zone; the client converts an aware time.
    Example: `datetime(2024, 7, 4, 22, 1)`.
    """
