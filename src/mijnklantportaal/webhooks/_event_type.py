"""The types of events that webhooks exist for."""

from enum import StrEnum


class EventType(StrEnum):
    """The type of the events that a webhook is called for (guide, webhooks).

    A type that the portal has added since is kept: `EventType("some-event")` is equal to its text, and can be copied
    and pickled. Iterating yields the documented types only.

    Raises:
        ValueError: The value is not a str, or empty.
    """

    APPOINTMENT_CREATED = "appointment-created"
    APPOINTMENT_CANCELED = "appointment-canceled"
    CUSTOMER_CREATED = "customer-created"
    CUSTOMER_DELETED = "customer-deleted"
    OFFER_CREATED = "offer-created"
    OFFER_DELETED = "offer-deleted"
    OFFER_ACCEPTED = "offer-accepted"
    OFFER_REJECTED = "offer-rejected"
    INVOICE_CREATED = "invoice-created"
    INVOICE_CHARGEBACK = "invoice-chargeback"
    INVOICE_PAID = "invoice-paid"
    INVOICE_DELETED = "invoice-deleted"
    PAYMENT_LINK_CREATED = "payment-link-created"
    PAYMENT_LINK_EXPIRED = "payment-link-expired"
    PAYMENT_LINK_PAID = "payment-link-paid"
    TICKET_CREATED = "ticket-created"
    TICKET_REPLY_CUSTOMER = "ticket-reply-customer"
    TICKET_REPLY_EMPLOYEE = "ticket-reply-employee"
    SUBSCRIPTION_CREATED = "subscription-created"
    SUBSCRIPTION_UPDATED = "subscription-updated"
    SUBSCRIPTION_DELETED = "subscription-deleted"
    SUBSCRIPTION_PAYMENT_CREATED = "subscription-payment-created"
    SUBSCRIPTION_PAYMENT_UPDATED = "subscription-payment-updated"

    @classmethod
    def _missing_(cls, value: object) -> "EventType | None":
        if not isinstance(value, str) or not value:
            return None
        # Not str(value): that of a member of another enumeration is the name of it.
        text = str.__str__(value)
        unknown = str.__new__(cls, text)
        # The name that a member of this value would have.
        unknown._name_ = text.upper().replace("-", "_")
        unknown._value_ = text
        return unknown

    def __repr__(self) -> str:
        # Not by the name alone: that of invoice_paid is the name of a member, too.
        is_known = type(self).__members__.get(self._name_) is self
        return super().__repr__() if is_known else f"EventType({self._value_!r})"

    def __reduce_ex__(self, proto: object) -> tuple[type["EventType"], tuple[str]]:
        # Not by name, as in some releases of Python: an unknown type is not an attribute of the class.
        return type(self), (self._value_,)
