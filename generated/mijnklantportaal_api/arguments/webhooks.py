"""The keyword arguments of the methods of `portal.webhooks` with a body, as `TypedDict` classes."""

from typing import TypedDict

from .. import models


class CreateWebhookArguments(TypedDict):
    """The keyword arguments of `portal.webhooks.create`."""

    url: str
    """URL to call. Example: `https://mijnklantportaal.nl/webhook-incoming`."""
    type_: models.WebhookType
    """Event that triggers it. One of `appointment-created`, `appointment-canceled`, `customer-created`,
    `customer-deleted`, `offer-created`, `offer-deleted`, `offer-accepted`, `offer-rejected`, `invoice-created`,
    `invoice-chargeback`, `invoice-paid`, `invoice-deleted`, `payment-link-created`, `payment-link-expired`,
    `payment-link-paid`, `ticket-created`, `ticket-reply-customer`, `ticket-reply-employee`, `subscription-created`,
    `subscription-updated`, `subscription-deleted`, `subscription-payment-created`, `subscription-payment-updated`.
    Example: `customer-created`.
    """
