"""The keyword arguments of the methods of `portal.customer_offers` with a body, as `TypedDict` classes."""

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import NotRequired, TypedDict

from mijnklantportaal.types import FileInput

from .. import models


class CreateCustomerOfferArguments(TypedDict):
    """The keyword arguments of `portal.customer_offers.create`."""

    customer_id: str
    """Customer the offer is for. Example: `cst_abc12345def678`."""
    offer_number: str
    """Offer number, a `string`. Example: `2014-001`."""
    issued_at: datetime.date
    """Issue date, `YYYY-mm-dd`. Example: `date(2024, 4, 30)`."""
    expires_at: datetime.date
    """Expiry date, `YYYY-mm-dd`. Example: `date(2024, 4, 30)`."""
    amount: Decimal
    """Amount, in EUR. Example: `Decimal("12.95")`."""
    pdf: FileInput
    """PDF of the offer."""
    send_notification: NotRequired[bool]
    """Whether to notify the customer. Example: `True`."""
    accepted_at: NotRequired[datetime.datetime]
    """When it was accepted, `YYYY-mm-dd HH:mm:ss`; empty while open. In the portal's time zone; the client converts an
    aware time. Example: `datetime(2024, 5, 11, 12, 59)`.
    """
    accepted_via_ip: NotRequired[str]
    """IP used to accept, if known; dropped when `accepted_at` is `null`. Example: `203.0.113.8`."""
    accepted_via_user_agent: NotRequired[str]
    """User agent used to accept, if known; dropped when `accepted_at` is `null`. Example: `Mozilla/5.0 (X11; Linux
    x86_64) ...`.
    """
    rejected_at: NotRequired[datetime.datetime]
    """When it was rejected, `YYYY-mm-dd HH:mm:ss`; empty while open. In the portal's time zone; the client converts an
    aware time.
    """


class CreateCustomerOfferManualArguments(TypedDict):
    """The keyword arguments of `portal.customer_offers.create_manual`."""

    customer_id: str
    """ID of the customer this offer is meant for. Example: `cst_abc12345def678`."""
    offer_number: str
    """Number of the offer, as `string`. Example: `2014-001`."""
    issued_at: datetime.date
    """Date when the offer is issued, in `YYYY-mm-dd` format. Example: `date(2025, 4, 14)`."""
    expires_at: datetime.date
    """Date when the offer expires, in `YYYY-mm-dd` format. Example: `date(2025, 4, 30)`."""
    lines: Sequence[models.CustomerOfferLine]
    """Line in this offer."""
    send_notification: NotRequired[bool]
    """Indicates if MijnKlantportaal should send out the notification to inform the customer about the new offer.
    Example: `True`.
    """


class MarkCustomerOfferArguments(TypedDict):
    """The keyword arguments of `portal.customer_offers.mark`."""

    accepted_at: NotRequired[datetime.datetime]
    """When it was accepted. In the portal's time zone; the client converts an aware time. Example: `datetime(2024, 5,
    4, 20, 51, 50)`.
    """
    accepted_via_ip: NotRequired[str]
    """IP used to accept; dropped without `accepted_at`. Example: `203.0.113.8`."""
    accepted_via_user_agent: NotRequired[str]
    """User agent used to accept; dropped without `accepted_at`. Example: `Mozilla/5.0 (X11; Linux x86_64)...`."""
    rejected_at: NotRequired[datetime.datetime]
    """When it was rejected. In the portal's time zone; the client converts an aware time."""
