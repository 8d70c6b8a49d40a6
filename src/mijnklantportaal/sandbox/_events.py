"""The events that webhooks are called for, and their conditions."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from mijnklantportaal.sandbox._derived_fields import Data
from mijnklantportaal.sandbox._spec import Collection
from mijnklantportaal.sandbox._state import State
from mijnklantportaal.sandbox._values import format_datetime, serialize
from mijnklantportaal.sandbox._webhook_calls import DueCall

Condition = Callable[[Data | None, Data], bool]
"""Takes the properties of an object before and after a change; those of a new object are `None` before."""

NOTE = "invented by the sandbox: MijnKlantportaal does not document the body of its webhooks"
"""Marks the body, since code that relies on its shape may fail with the portal."""

# Properties that the portal changes by itself over time.
_DERIVED = ("renewsAt", "status")


def _is_new(before: Data | None, after: Data) -> bool:
    return before is None


def _becomes(name: str, value: object) -> Condition:
    """Return the condition that a property changes to a value. A new object with this value only counts as created."""
    return lambda before, after: before is not None and before[name] != value and after[name] == value


def _is_set(name: str) -> Condition:
    """Return the condition that a property is no longer null."""
    return lambda before, after: before is not None and before[name] is None and after[name] is not None


def _is_updated(before: Data | None, after: Data) -> bool:
    return before is not None and any(before[name] != value for name, value in after.items() if name not in _DERIVED)


def _is_replied_to(before: Data | None, after: Data) -> bool:
    # No call can add a message of a customer.
    return before is not None and len(after["messages"]) > len(before["messages"])


def _is_paid(before: Data | None, after: Data) -> bool:
    return before is None and after["status"] == "paid"


EVENTS: Mapping[str, Mapping[str, Condition]] = {
    "appointments": {"appointment-created": _is_new, "appointment-canceled": _becomes("status", "canceled")},
    "customer_invoices": {"invoice-created": _is_new, "invoice-paid": _is_set("paidAt")},
    "customer_offers": {
        "offer-created": _is_new,
        "offer-accepted": _is_set("acceptedAt"),
        "offer-rejected": _is_set("rejectedAt"),
    },
    "customer_subscriptions": {"subscription-created": _is_new, "subscription-updated": _is_updated},
    "customers": {"customer-created": _is_new},
    "payment_links": {"payment-link-created": _is_new, "payment-link-expired": _becomes("status", "expired")},
    # A reusable link stays open, so its payments are the events.
    "payment_link_payments": {"payment-link-paid": _is_paid},
    "tickets": {"ticket-created": _is_new, "ticket-reply-employee": _is_replied_to},
}
"""The types of events by the collection of the object. The other types do not occur in the sandbox."""


def report_change(state: State, collection: Collection, before: Data | None, after: Data) -> None:
    """Call the webhooks for the events of a change.

    Args:
        state: The state of the portal.
        collection: The collection of the object.
        before: Its properties before the change; `None` if it is new.
        after: Its properties.
    """
    for type_, happened in EVENTS.get(collection.name, {}).items():
        if happened(before, after) and has_webhook(state, type_):
            report(state, type_, _serialize(state, collection, after))


def _serialize(state: State, collection: Collection, data: Data) -> Any:
    if collection.name == "payment_link_payments" and (link := state.find("payment_links", data["paymentLinkId"])):
        # The payment link has the events.
        return _serialize(state, state.collection("payment_links"), link.data)
    return serialize(state.spec, collection.schema, data, state.root)


def event_types(state: State) -> list[str]:
    """Return the event types of the spec."""
    types: list[str] = state.spec.resolve(state.collection("webhooks").schema["properties"]["type"])["enum"]
    return types


def has_webhook(state: State, type_: str) -> bool:
    """Return whether a webhook is registered for a type of event."""
    return any(record.data["type"] == type_ for record in state.records.all(state.collection("webhooks")))


def report(state: State, type_: str, data: Any) -> None:
    """Call the webhooks for an event.

    Args:
        state: The state of the portal.
        type_: The type of the event.
        data: The value of `data` in the body.

    Raises:
        TypeError, ValueError: `data` does not consist of JSON values.
    """
    created_at = format_datetime(state.clock.now)
    body = json.dumps({"note": NOTE, "type": type_, "createdAt": created_at, "data": data}).encode()
    webhooks = state.collection("webhooks")
    # No variable holds a secret, since an error report would show it.
    calls = [_call(state, record.data, body) for record in state.records.all(webhooks) if record.data["type"] == type_]
    for call in calls:
        state.deliveries.add(call)


def _call(state: State, webhook: Data, body: bytes) -> DueCall:
    secret = webhook["secret"]
    return DueCall(webhook["type"], webhook["url"], webhook["id"], body, secret, (secret,), state.deliveries.client)
