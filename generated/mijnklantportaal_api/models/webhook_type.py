from typing import Literal, TypeAlias

WebhookType: TypeAlias = Literal[
    "appointment-created",
    "appointment-canceled",
    "customer-created",
    "customer-deleted",
    "offer-created",
    "offer-deleted",
    "offer-accepted",
    "offer-rejected",
    "invoice-created",
    "invoice-chargeback",
    "invoice-paid",
    "invoice-deleted",
    "payment-link-created",
    "payment-link-expired",
    "payment-link-paid",
    "ticket-created",
    "ticket-reply-customer",
    "ticket-reply-employee",
    "subscription-created",
    "subscription-updated",
    "subscription-deleted",
    "subscription-payment-created",
    "subscription-payment-updated",
]
"""Event that a webhook can be triggered by."""
