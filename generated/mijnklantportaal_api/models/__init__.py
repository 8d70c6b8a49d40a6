"""The models of the API. Each is imported on first use, since a program uses few of them."""

from mijnklantportaal._imports import import_export as _import_export

# Type checkers take this for `typing.TYPE_CHECKING`, which takes much longer to import than this module.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any as _Any

    from .agreement import Agreement
    from .agreement_document import AgreementDocument
    from .agreement_signer import AgreementSigner
    from .agreement_signer_invitation import AgreementSignerInvitation
    from .agreement_status import AgreementStatus
    from .agreement_with_details import AgreementWithDetails
    from .appointment import Appointment
    from .appointment_status import AppointmentStatus
    from .appointment_status_change import AppointmentStatusChange
    from .customer import Customer
    from .customer_group import CustomerGroup
    from .customer_invoice import CustomerInvoice
    from .customer_invoice_line import CustomerInvoiceLine
    from .customer_invoice_links import CustomerInvoiceLinks
    from .customer_offer import CustomerOffer
    from .customer_offer_line import CustomerOfferLine
    from .customer_offer_links import CustomerOfferLinks
    from .customer_subscription import CustomerSubscription
    from .customer_subscription_options import CustomerSubscriptionOptions
    from .customer_subscription_package import CustomerSubscriptionPackage
    from .customer_subscription_status import CustomerSubscriptionStatus
    from .download_link import DownloadLink
    from .expiry_period import ExpiryPeriod
    from .file_or_directory import FileOrDirectory
    from .file_request import FileRequest
    from .file_request_links import FileRequestLinks
    from .file_share import FileShare
    from .file_share_links import FileShareLinks
    from .file_to_request import FileToRequest
    from .file_type import FileType
    from .invoice import Invoice
    from .invoice_line import InvoiceLine
    from .issued_punch_card import IssuedPunchCard
    from .issued_punch_card_status import IssuedPunchCardStatus
    from .link import Link
    from .payment_link import PaymentLink
    from .payment_link_payment import PaymentLinkPayment
    from .payment_link_status import PaymentLinkStatus
    from .pending_sign_up import PendingSignUp
    from .punch_card import PunchCard
    from .requested_file import RequestedFile
    from .subscription_interval import SubscriptionInterval
    from .ticket import Ticket
    from .ticket_attachment import TicketAttachment
    from .ticket_message import TicketMessage
    from .ticket_source import TicketSource
    from .ticket_status import TicketStatus
    from .ticket_with_messages import TicketWithMessages
    from .vat_rate import VatRate
    from .webhook import Webhook
    from .webhook_type import WebhookType

_MODULES = {
    "Agreement": ".agreement",
    "AgreementDocument": ".agreement_document",
    "AgreementSigner": ".agreement_signer",
    "AgreementSignerInvitation": ".agreement_signer_invitation",
    "AgreementStatus": ".agreement_status",
    "AgreementWithDetails": ".agreement_with_details",
    "Appointment": ".appointment",
    "AppointmentStatus": ".appointment_status",
    "AppointmentStatusChange": ".appointment_status_change",
    "Customer": ".customer",
    "CustomerGroup": ".customer_group",
    "CustomerInvoice": ".customer_invoice",
    "CustomerInvoiceLine": ".customer_invoice_line",
    "CustomerInvoiceLinks": ".customer_invoice_links",
    "CustomerOffer": ".customer_offer",
    "CustomerOfferLine": ".customer_offer_line",
    "CustomerOfferLinks": ".customer_offer_links",
    "CustomerSubscription": ".customer_subscription",
    "CustomerSubscriptionOptions": ".customer_subscription_options",
    "CustomerSubscriptionPackage": ".customer_subscription_package",
    "CustomerSubscriptionStatus": ".customer_subscription_status",
    "DownloadLink": ".download_link",
    "ExpiryPeriod": ".expiry_period",
    "FileOrDirectory": ".file_or_directory",
    "FileRequest": ".file_request",
    "FileRequestLinks": ".file_request_links",
    "FileShare": ".file_share",
    "FileShareLinks": ".file_share_links",
    "FileToRequest": ".file_to_request",
    "FileType": ".file_type",
    "Invoice": ".invoice",
    "InvoiceLine": ".invoice_line",
    "IssuedPunchCard": ".issued_punch_card",
    "IssuedPunchCardStatus": ".issued_punch_card_status",
    "Link": ".link",
    "PaymentLink": ".payment_link",
    "PaymentLinkPayment": ".payment_link_payment",
    "PaymentLinkStatus": ".payment_link_status",
    "PendingSignUp": ".pending_sign_up",
    "PunchCard": ".punch_card",
    "RequestedFile": ".requested_file",
    "SubscriptionInterval": ".subscription_interval",
    "Ticket": ".ticket",
    "TicketAttachment": ".ticket_attachment",
    "TicketMessage": ".ticket_message",
    "TicketSource": ".ticket_source",
    "TicketStatus": ".ticket_status",
    "TicketWithMessages": ".ticket_with_messages",
    "VatRate": ".vat_rate",
    "Webhook": ".webhook",
    "WebhookType": ".webhook_type",
}

__all__ = (
    "Agreement",
    "AgreementDocument",
    "AgreementSigner",
    "AgreementSignerInvitation",
    "AgreementStatus",
    "AgreementWithDetails",
    "Appointment",
    "AppointmentStatus",
    "AppointmentStatusChange",
    "Customer",
    "CustomerGroup",
    "CustomerInvoice",
    "CustomerInvoiceLine",
    "CustomerInvoiceLinks",
    "CustomerOffer",
    "CustomerOfferLine",
    "CustomerOfferLinks",
    "CustomerSubscription",
    "CustomerSubscriptionOptions",
    "CustomerSubscriptionPackage",
    "CustomerSubscriptionStatus",
    "DownloadLink",
    "ExpiryPeriod",
    "FileOrDirectory",
    "FileRequest",
    "FileRequestLinks",
    "FileShare",
    "FileShareLinks",
    "FileToRequest",
    "FileType",
    "Invoice",
    "InvoiceLine",
    "IssuedPunchCard",
    "IssuedPunchCardStatus",
    "Link",
    "PaymentLink",
    "PaymentLinkPayment",
    "PaymentLinkStatus",
    "PendingSignUp",
    "PunchCard",
    "RequestedFile",
    "SubscriptionInterval",
    "Ticket",
    "TicketAttachment",
    "TicketMessage",
    "TicketSource",
    "TicketStatus",
    "TicketWithMessages",
    "VatRate",
    "Webhook",
    "WebhookType",
)


def __getattr__(name: str) -> "_Any":
    return _import_export(globals(), _MODULES, name)


def __dir__() -> list[str]:
    # Completion must not offer the submodules and the names that only this module uses.
    return sorted({*__all__, *(name for name in globals() if name.startswith("__"))})
