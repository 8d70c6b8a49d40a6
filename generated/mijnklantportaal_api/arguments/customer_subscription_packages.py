"""The keyword arguments of the methods of `portal.customer_subscription_packages` with a body, as `TypedDict` classes."""

import datetime
from decimal import Decimal
from typing import NotRequired, TypedDict

from .. import models


class CreateCustomerSubscriptionPackageArguments(TypedDict):
    """The keyword arguments of `portal.customer_subscription_packages.create`."""

    name: str
    """Name. Example: `Phone subscription`."""
    interval: models.SubscriptionInterval
    """Renewal interval. One of `14 days`, `1 month`, `2 months`, `6 months`, `1 year`. Example: `1 year`."""
    amount: Decimal
    """Amount, in EUR. Example: `Decimal("12.95")`."""
    vat_rate: models.VatRate
    """VAT percentage. One of `0`, `9`, `21`. Example: `21`."""
    description: NotRequired[str]
    """Description, mainly for terms. Example: `1GB per month, 300min per month`."""
    available_for_sale: NotRequired[bool]
    """Whether it is sold in the portal and on the public page. Example: `True`."""


class UpdateCustomerSubscriptionPackageArguments(TypedDict):
    """The keyword arguments of `portal.customer_subscription_packages.update`."""

    name: NotRequired[str]
    """Name. Example: `Phone subscription`."""
    description: NotRequired[str]
    """Description, mainly for terms. Example: `1GB per month, 300min per month`."""
    interval: NotRequired[models.SubscriptionInterval]
    """Renewal interval. One of `14 days`, `1 month`, `2 months`, `6 months`, `1 year`. Example: `1 year`."""
    amount: NotRequired[Decimal]
    """Amount, in EUR. Example: `Decimal("12.95")`."""
    vat_rate: NotRequired[models.VatRate]
    """VAT percentage. One of `0`, `9`, `21`. Example: `21`."""
    available_for_sale: NotRequired[bool]
    """Whether it is sold in the portal and on the public page. Example: `True`."""


class SignUpCustomerSubscriptionPackageArguments(TypedDict):
    """The keyword arguments of `portal.customer_subscription_packages.sign_up`."""

    customer_id: str
    """Customer to sign up. Example: `cst_abc12345def678`."""
    start_date: datetime.date
    """Start date, `YYYY-mm-dd`. Example: `date(2024, 5, 4)`."""
    mandate_id: NotRequired[str]
    """Mandate to charge; left out for a new customer or for no automatic charges. Example: `mdt_abc12345def678`."""
    create_invoice: NotRequired[bool]
    """Whether every charge gets an invoice. Example: `True`."""
    invoice_text: NotRequired[str | None]
    """Own invoice text; the name of the package when left out."""


class SignUpCustomerSubscriptionPackageNonCustomerArguments(TypedDict):
    """The keyword arguments of `portal.customer_subscription_packages.sign_up_non_customer`."""

    company_name: str
    """Name. Example: `Test Company BV`."""
    address: str
    """Street and number. Example: `Teststreet 123`."""
    zip_code: str
    """Zip code. Example: `1234AB`."""
    city: str
    """City. Example: `Amsterdam`."""
    email: str
    """Email address, used for notifications. Example: `john.doe@test.com`."""
