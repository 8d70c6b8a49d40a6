"""The objects of the API. Each is loaded when it is first asked for, since a program uses few of them."""

import importlib as _importlib
import typing as _typing

if _typing.TYPE_CHECKING:
    from .agreement import Agreement
    from .agreement_document import AgreementDocument
    from .agreement_page import AgreementPage
    from .agreement_signer import AgreementSigner
    from .agreement_signer_invitation import AgreementSignerInvitation
    from .agreement_with_details import AgreementWithDetails
    from .appointment import Appointment
    from .appointment_status_change import AppointmentStatusChange
    from .customer import Customer
    from .customer_group import CustomerGroup
    from .customer_group_page import CustomerGroupPage
    from .customer_invoice import CustomerInvoice
    from .customer_invoice_line import CustomerInvoiceLine
    from .customer_invoice_links import CustomerInvoiceLinks
    from .customer_invoice_page import CustomerInvoicePage
    from .customer_offer import CustomerOffer
    from .customer_offer_line import CustomerOfferLine
    from .customer_offer_links import CustomerOfferLinks
    from .customer_offer_page import CustomerOfferPage
    from .customer_page import CustomerPage
    from .customer_subscription import CustomerSubscription
    from .customer_subscription_options import CustomerSubscriptionOptions
    from .customer_subscription_package import CustomerSubscriptionPackage
    from .customer_subscription_package_page import CustomerSubscriptionPackagePage
    from .customer_subscription_page import CustomerSubscriptionPage
    from .download_link import DownloadLink
    from .error_message import ErrorMessage
    from .expiry_period import ExpiryPeriod
    from .file_or_directory import FileOrDirectory
    from .file_request import FileRequest
    from .file_request_links import FileRequestLinks
    from .file_request_page import FileRequestPage
    from .file_share import FileShare
    from .file_share_links import FileShareLinks
    from .file_share_page import FileSharePage
    from .file_to_request import FileToRequest
    from .invoice import Invoice
    from .invoice_line import InvoiceLine
    from .invoice_page import InvoicePage
    from .issued_punch_card import IssuedPunchCard
    from .issued_punch_card_page import IssuedPunchCardPage
    from .link import Link
    from .payment_link import PaymentLink
    from .payment_link_page import PaymentLinkPage
    from .payment_link_payment import PaymentLinkPayment
    from .payment_link_payment_page import PaymentLinkPaymentPage
    from .pending_sign_up import PendingSignUp
    from .punch_card import PunchCard
    from .punch_card_page import PunchCardPage
    from .requested_file import RequestedFile
    from .subscription_interval import SubscriptionInterval
    from .ticket import Ticket
    from .ticket_attachment import TicketAttachment
    from .ticket_message import TicketMessage
    from .ticket_page import TicketPage
    from .ticket_with_messages import TicketWithMessages
    from .vat_rate import VatRate
    from .webhook import Webhook
    from .webhook_page import WebhookPage
    from .webhook_type import WebhookType

_MODULES = {
    "Agreement": ".agreement",
    "AgreementDocument": ".agreement_document",
    "AgreementPage": ".agreement_page",
    "AgreementSigner": ".agreement_signer",
    "AgreementSignerInvitation": ".agreement_signer_invitation",
    "AgreementWithDetails": ".agreement_with_details",
    "Appointment": ".appointment",
    "AppointmentStatusChange": ".appointment_status_change",
    "Customer": ".customer",
    "CustomerGroup": ".customer_group",
    "CustomerGroupPage": ".customer_group_page",
    "CustomerInvoice": ".customer_invoice",
    "CustomerInvoiceLine": ".customer_invoice_line",
    "CustomerInvoiceLinks": ".customer_invoice_links",
    "CustomerInvoicePage": ".customer_invoice_page",
    "CustomerOffer": ".customer_offer",
    "CustomerOfferLine": ".customer_offer_line",
    "CustomerOfferLinks": ".customer_offer_links",
    "CustomerOfferPage": ".customer_offer_page",
    "CustomerPage": ".customer_page",
    "CustomerSubscription": ".customer_subscription",
    "CustomerSubscriptionOptions": ".customer_subscription_options",
    "CustomerSubscriptionPackage": ".customer_subscription_package",
    "CustomerSubscriptionPackagePage": ".customer_subscription_package_page",
    "CustomerSubscriptionPage": ".customer_subscription_page",
    "DownloadLink": ".download_link",
    "ErrorMessage": ".error_message",
    "ExpiryPeriod": ".expiry_period",
    "FileOrDirectory": ".file_or_directory",
    "FileRequest": ".file_request",
    "FileRequestLinks": ".file_request_links",
    "FileRequestPage": ".file_request_page",
    "FileShare": ".file_share",
    "FileShareLinks": ".file_share_links",
    "FileSharePage": ".file_share_page",
    "FileToRequest": ".file_to_request",
    "Invoice": ".invoice",
    "InvoiceLine": ".invoice_line",
    "InvoicePage": ".invoice_page",
    "IssuedPunchCard": ".issued_punch_card",
    "IssuedPunchCardPage": ".issued_punch_card_page",
    "Link": ".link",
    "PaymentLink": ".payment_link",
    "PaymentLinkPage": ".payment_link_page",
    "PaymentLinkPayment": ".payment_link_payment",
    "PaymentLinkPaymentPage": ".payment_link_payment_page",
    "PendingSignUp": ".pending_sign_up",
    "PunchCard": ".punch_card",
    "PunchCardPage": ".punch_card_page",
    "RequestedFile": ".requested_file",
    "SubscriptionInterval": ".subscription_interval",
    "Ticket": ".ticket",
    "TicketAttachment": ".ticket_attachment",
    "TicketMessage": ".ticket_message",
    "TicketPage": ".ticket_page",
    "TicketWithMessages": ".ticket_with_messages",
    "VatRate": ".vat_rate",
    "Webhook": ".webhook",
    "WebhookPage": ".webhook_page",
    "WebhookType": ".webhook_type",
}

__all__ = (
    "Agreement",
    "AgreementDocument",
    "AgreementPage",
    "AgreementSigner",
    "AgreementSignerInvitation",
    "AgreementWithDetails",
    "Appointment",
    "AppointmentStatusChange",
    "Customer",
    "CustomerGroup",
    "CustomerGroupPage",
    "CustomerInvoice",
    "CustomerInvoiceLine",
    "CustomerInvoiceLinks",
    "CustomerInvoicePage",
    "CustomerOffer",
    "CustomerOfferLine",
    "CustomerOfferLinks",
    "CustomerOfferPage",
    "CustomerPage",
    "CustomerSubscription",
    "CustomerSubscriptionOptions",
    "CustomerSubscriptionPackage",
    "CustomerSubscriptionPackagePage",
    "CustomerSubscriptionPage",
    "DownloadLink",
    "ErrorMessage",
    "ExpiryPeriod",
    "FileOrDirectory",
    "FileRequest",
    "FileRequestLinks",
    "FileRequestPage",
    "FileShare",
    "FileShareLinks",
    "FileSharePage",
    "FileToRequest",
    "Invoice",
    "InvoiceLine",
    "InvoicePage",
    "IssuedPunchCard",
    "IssuedPunchCardPage",
    "Link",
    "PaymentLink",
    "PaymentLinkPage",
    "PaymentLinkPayment",
    "PaymentLinkPaymentPage",
    "PendingSignUp",
    "PunchCard",
    "PunchCardPage",
    "RequestedFile",
    "SubscriptionInterval",
    "Ticket",
    "TicketAttachment",
    "TicketMessage",
    "TicketPage",
    "TicketWithMessages",
    "VatRate",
    "Webhook",
    "WebhookPage",
    "WebhookType",
)


def __getattr__(name: str) -> _typing.Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(_importlib.import_module(_MODULES[name], __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
