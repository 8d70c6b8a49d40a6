"""The keyword arguments of methods with a body, as `TypedDict` classes. Each is imported on first use."""

from mijnklantportaal._imports import import_export as _import_export

# Type checkers take this for `typing.TYPE_CHECKING`, which takes much longer to import than this module.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any as _Any

    from .agreements import CreateAgreementArguments
    from .appointments import ChangeAppointmentStatusArguments, ScheduleAppointmentArguments
    from .customer_groups import (
        AddCustomerGroupCustomersArguments,
        CreateCustomerGroupArguments,
        UpdateCustomerGroupArguments,
    )
    from .customer_invoices import (
        CreateCustomerInvoiceArguments,
        CreateCustomerInvoiceManualArguments,
        MarkCustomerInvoicePaidArguments,
    )
    from .customer_offers import (
        CreateCustomerOfferArguments,
        CreateCustomerOfferManualArguments,
        MarkCustomerOfferArguments,
    )
    from .customer_subscription_packages import (
        CreateCustomerSubscriptionPackageArguments,
        SignUpCustomerSubscriptionPackageArguments,
        SignUpCustomerSubscriptionPackageNonCustomerArguments,
        UpdateCustomerSubscriptionPackageArguments,
    )
    from .customer_subscriptions import CreateCustomerSubscriptionArguments, UpdateCustomerSubscriptionArguments
    from .customers import CreateCustomerArguments, UpdateCustomerArguments
    from .file_requests import CreateFileRequestArguments
    from .file_shares import CreateFileShareArguments
    from .files import FilesCreateDirectoryArguments, FilesUploadArguments
    from .payment_links import CreatePaymentLinkArguments
    from .punch_cards import (
        CreatePunchCardArguments,
        IssuePunchCardArguments,
        StampPunchCardArguments,
        UpdatePunchCardArguments,
    )
    from .tickets import AddTicketMessageArguments, UploadTicketAttachmentArguments
    from .webhooks import CreateWebhookArguments

_MODULES = {
    "CreateAgreementArguments": ".agreements",
    "ScheduleAppointmentArguments": ".appointments",
    "ChangeAppointmentStatusArguments": ".appointments",
    "CreateCustomerGroupArguments": ".customer_groups",
    "UpdateCustomerGroupArguments": ".customer_groups",
    "AddCustomerGroupCustomersArguments": ".customer_groups",
    "CreateCustomerInvoiceArguments": ".customer_invoices",
    "CreateCustomerInvoiceManualArguments": ".customer_invoices",
    "MarkCustomerInvoicePaidArguments": ".customer_invoices",
    "CreateCustomerOfferArguments": ".customer_offers",
    "CreateCustomerOfferManualArguments": ".customer_offers",
    "MarkCustomerOfferArguments": ".customer_offers",
    "CreateCustomerSubscriptionPackageArguments": ".customer_subscription_packages",
    "UpdateCustomerSubscriptionPackageArguments": ".customer_subscription_packages",
    "SignUpCustomerSubscriptionPackageArguments": ".customer_subscription_packages",
    "SignUpCustomerSubscriptionPackageNonCustomerArguments": ".customer_subscription_packages",
    "CreateCustomerSubscriptionArguments": ".customer_subscriptions",
    "UpdateCustomerSubscriptionArguments": ".customer_subscriptions",
    "CreateCustomerArguments": ".customers",
    "UpdateCustomerArguments": ".customers",
    "CreateFileRequestArguments": ".file_requests",
    "CreateFileShareArguments": ".file_shares",
    "FilesCreateDirectoryArguments": ".files",
    "FilesUploadArguments": ".files",
    "CreatePaymentLinkArguments": ".payment_links",
    "CreatePunchCardArguments": ".punch_cards",
    "UpdatePunchCardArguments": ".punch_cards",
    "IssuePunchCardArguments": ".punch_cards",
    "StampPunchCardArguments": ".punch_cards",
    "AddTicketMessageArguments": ".tickets",
    "UploadTicketAttachmentArguments": ".tickets",
    "CreateWebhookArguments": ".webhooks",
}

__all__ = (
    "AddCustomerGroupCustomersArguments",
    "AddTicketMessageArguments",
    "ChangeAppointmentStatusArguments",
    "CreateAgreementArguments",
    "CreateCustomerArguments",
    "CreateCustomerGroupArguments",
    "CreateCustomerInvoiceArguments",
    "CreateCustomerInvoiceManualArguments",
    "CreateCustomerOfferArguments",
    "CreateCustomerOfferManualArguments",
    "CreateCustomerSubscriptionArguments",
    "CreateCustomerSubscriptionPackageArguments",
    "CreateFileRequestArguments",
    "CreateFileShareArguments",
    "CreatePaymentLinkArguments",
    "CreatePunchCardArguments",
    "CreateWebhookArguments",
    "FilesCreateDirectoryArguments",
    "FilesUploadArguments",
    "IssuePunchCardArguments",
    "MarkCustomerInvoicePaidArguments",
    "MarkCustomerOfferArguments",
    "ScheduleAppointmentArguments",
    "SignUpCustomerSubscriptionPackageArguments",
    "SignUpCustomerSubscriptionPackageNonCustomerArguments",
    "StampPunchCardArguments",
    "UpdateCustomerArguments",
    "UpdateCustomerGroupArguments",
    "UpdateCustomerSubscriptionArguments",
    "UpdateCustomerSubscriptionPackageArguments",
    "UpdatePunchCardArguments",
    "UploadTicketAttachmentArguments",
)


def __getattr__(name: str) -> "_Any":
    return _import_export(globals(), _MODULES, name)


def __dir__() -> list[str]:
    # Completion must not offer the submodules and the names that only this module uses.
    return sorted({*__all__, *(name for name in globals() if name.startswith("__"))})
