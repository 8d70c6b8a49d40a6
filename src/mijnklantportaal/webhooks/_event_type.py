"""The types of the events that the portal sends to webhooks."""

from enum import StrEnum


class EventType(StrEnum):
    """The type of the events that a webhook is called for (guide, webhooks).

    Types that the portal adds later are accepted: `EventType("some-event")` is equal to its text, and can be copied
    and pickled. Iterating over `EventType` yields only the documented types.

    Raises:
        ValueError: The value is not a str, or is empty.
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
        # Not str(value), which is the name for a member of some other enumeration.
        text = str.__str__(value)
        unknown = str.__new__(cls, text)
        # The name that a member of this value would have.
        unknown._name_ = text.upper().replace("-", "_")
        unknown._value_ = text
        return unknown

    def __repr__(self) -> str:
        # The name is not enough: `EventType("invoice_paid")` has the name of a member, too.
        is_known = type(self).__members__.get(self._name_) is self
        return super().__repr__() if is_known else f"EventType({self._value_!r})"

    def __reduce_ex__(self, proto: object) -> tuple[type["EventType"], tuple[str]]:
        # Some Python versions pickle members by name, but an unknown type is not an attribute of the class.
        return type(self), (self._value_,)
