import typing as _typing

WebhookType: _typing.TypeAlias = _typing.Literal[
    "appointment-canceled",
    "appointment-created",
    "customer-created",
    "customer-deleted",
    "invoice-chargeback",
    "invoice-created",
    "invoice-deleted",
    "invoice-paid",
    "offer-accepted",
    "offer-created",
    "offer-deleted",
    "offer-rejected",
    "payment-link-created",
    "payment-link-expired",
    "payment-link-paid",
    "subscription-created",
    "subscription-deleted",
    "subscription-payment-created",
    "subscription-payment-updated",
    "subscription-updated",
    "ticket-created",
    "ticket-reply-customer",
    "ticket-reply-employee",
]
"""Values that the document names: Event that a webhook can be triggered by"""
