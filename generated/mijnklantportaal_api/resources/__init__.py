"""The resources of the API, one module each. Each is imported on first use."""

from mijnklantportaal._imports import import_export as _import_export

# Type checkers take this for `typing.TYPE_CHECKING`, which takes much longer to import than this module.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any as _Any

    from .agreements import Agreements, AgreementsWithRawResponse, AsyncAgreements, AsyncAgreementsWithRawResponse
    from .appointments import (
        Appointments,
        AppointmentsWithRawResponse,
        AsyncAppointments,
        AsyncAppointmentsWithRawResponse,
    )
    from .customer_groups import (
        AsyncCustomerGroups,
        AsyncCustomerGroupsWithRawResponse,
        CustomerGroups,
        CustomerGroupsWithRawResponse,
    )
    from .customer_invoices import (
        AsyncCustomerInvoices,
        AsyncCustomerInvoicesWithRawResponse,
        CustomerInvoices,
        CustomerInvoicesWithRawResponse,
    )
    from .customer_offers import (
        AsyncCustomerOffers,
        AsyncCustomerOffersWithRawResponse,
        CustomerOffers,
        CustomerOffersWithRawResponse,
    )
    from .customer_subscription_packages import (
        AsyncCustomerSubscriptionPackages,
        AsyncCustomerSubscriptionPackagesWithRawResponse,
        CustomerSubscriptionPackages,
        CustomerSubscriptionPackagesWithRawResponse,
    )
    from .customer_subscriptions import (
        AsyncCustomerSubscriptions,
        AsyncCustomerSubscriptionsWithRawResponse,
        CustomerSubscriptions,
        CustomerSubscriptionsWithRawResponse,
    )
    from .customers import AsyncCustomers, AsyncCustomersWithRawResponse, Customers, CustomersWithRawResponse
    from .file_requests import (
        AsyncFileRequests,
        AsyncFileRequestsWithRawResponse,
        FileRequests,
        FileRequestsWithRawResponse,
    )
    from .file_shares import AsyncFileShares, AsyncFileSharesWithRawResponse, FileShares, FileSharesWithRawResponse
    from .files import AsyncFiles, AsyncFilesWithRawResponse, Files, FilesWithRawResponse
    from .invoices import AsyncInvoices, AsyncInvoicesWithRawResponse, Invoices, InvoicesWithRawResponse
    from .payment_links import (
        AsyncPaymentLinks,
        AsyncPaymentLinksWithRawResponse,
        PaymentLinks,
        PaymentLinksWithRawResponse,
    )
    from .punch_cards import AsyncPunchCards, AsyncPunchCardsWithRawResponse, PunchCards, PunchCardsWithRawResponse
    from .tickets import AsyncTickets, AsyncTicketsWithRawResponse, Tickets, TicketsWithRawResponse
    from .webhooks import AsyncWebhooks, AsyncWebhooksWithRawResponse, Webhooks, WebhooksWithRawResponse

_MODULES = {
    "Agreements": ".agreements",
    "AsyncAgreements": ".agreements",
    "AgreementsWithRawResponse": ".agreements",
    "AsyncAgreementsWithRawResponse": ".agreements",
    "Appointments": ".appointments",
    "AsyncAppointments": ".appointments",
    "AppointmentsWithRawResponse": ".appointments",
    "AsyncAppointmentsWithRawResponse": ".appointments",
    "CustomerGroups": ".customer_groups",
    "AsyncCustomerGroups": ".customer_groups",
    "CustomerGroupsWithRawResponse": ".customer_groups",
    "AsyncCustomerGroupsWithRawResponse": ".customer_groups",
    "CustomerInvoices": ".customer_invoices",
    "AsyncCustomerInvoices": ".customer_invoices",
    "CustomerInvoicesWithRawResponse": ".customer_invoices",
    "AsyncCustomerInvoicesWithRawResponse": ".customer_invoices",
    "CustomerOffers": ".customer_offers",
    "AsyncCustomerOffers": ".customer_offers",
    "CustomerOffersWithRawResponse": ".customer_offers",
    "AsyncCustomerOffersWithRawResponse": ".customer_offers",
    "CustomerSubscriptionPackages": ".customer_subscription_packages",
    "AsyncCustomerSubscriptionPackages": ".customer_subscription_packages",
    "CustomerSubscriptionPackagesWithRawResponse": ".customer_subscription_packages",
    "AsyncCustomerSubscriptionPackagesWithRawResponse": ".customer_subscription_packages",
    "CustomerSubscriptions": ".customer_subscriptions",
    "AsyncCustomerSubscriptions": ".customer_subscriptions",
    "CustomerSubscriptionsWithRawResponse": ".customer_subscriptions",
    "AsyncCustomerSubscriptionsWithRawResponse": ".customer_subscriptions",
    "Customers": ".customers",
    "AsyncCustomers": ".customers",
    "CustomersWithRawResponse": ".customers",
    "AsyncCustomersWithRawResponse": ".customers",
    "FileRequests": ".file_requests",
    "AsyncFileRequests": ".file_requests",
    "FileRequestsWithRawResponse": ".file_requests",
    "AsyncFileRequestsWithRawResponse": ".file_requests",
    "FileShares": ".file_shares",
    "AsyncFileShares": ".file_shares",
    "FileSharesWithRawResponse": ".file_shares",
    "AsyncFileSharesWithRawResponse": ".file_shares",
    "Files": ".files",
    "AsyncFiles": ".files",
    "FilesWithRawResponse": ".files",
    "AsyncFilesWithRawResponse": ".files",
    "Invoices": ".invoices",
    "AsyncInvoices": ".invoices",
    "InvoicesWithRawResponse": ".invoices",
    "AsyncInvoicesWithRawResponse": ".invoices",
    "PaymentLinks": ".payment_links",
    "AsyncPaymentLinks": ".payment_links",
    "PaymentLinksWithRawResponse": ".payment_links",
    "AsyncPaymentLinksWithRawResponse": ".payment_links",
    "PunchCards": ".punch_cards",
    "AsyncPunchCards": ".punch_cards",
    "PunchCardsWithRawResponse": ".punch_cards",
    "AsyncPunchCardsWithRawResponse": ".punch_cards",
    "Tickets": ".tickets",
    "AsyncTickets": ".tickets",
    "TicketsWithRawResponse": ".tickets",
    "AsyncTicketsWithRawResponse": ".tickets",
    "Webhooks": ".webhooks",
    "AsyncWebhooks": ".webhooks",
    "WebhooksWithRawResponse": ".webhooks",
    "AsyncWebhooksWithRawResponse": ".webhooks",
}

__all__ = (
    "Agreements",
    "AgreementsWithRawResponse",
    "Appointments",
    "AppointmentsWithRawResponse",
    "AsyncAgreements",
    "AsyncAgreementsWithRawResponse",
    "AsyncAppointments",
    "AsyncAppointmentsWithRawResponse",
    "AsyncCustomerGroups",
    "AsyncCustomerGroupsWithRawResponse",
    "AsyncCustomerInvoices",
    "AsyncCustomerInvoicesWithRawResponse",
    "AsyncCustomerOffers",
    "AsyncCustomerOffersWithRawResponse",
    "AsyncCustomerSubscriptionPackages",
    "AsyncCustomerSubscriptionPackagesWithRawResponse",
    "AsyncCustomerSubscriptions",
    "AsyncCustomerSubscriptionsWithRawResponse",
    "AsyncCustomers",
    "AsyncCustomersWithRawResponse",
    "AsyncFileRequests",
    "AsyncFileRequestsWithRawResponse",
    "AsyncFileShares",
    "AsyncFileSharesWithRawResponse",
    "AsyncFiles",
    "AsyncFilesWithRawResponse",
    "AsyncInvoices",
    "AsyncInvoicesWithRawResponse",
    "AsyncPaymentLinks",
    "AsyncPaymentLinksWithRawResponse",
    "AsyncPunchCards",
    "AsyncPunchCardsWithRawResponse",
    "AsyncTickets",
    "AsyncTicketsWithRawResponse",
    "AsyncWebhooks",
    "AsyncWebhooksWithRawResponse",
    "CustomerGroups",
    "CustomerGroupsWithRawResponse",
    "CustomerInvoices",
    "CustomerInvoicesWithRawResponse",
    "CustomerOffers",
    "CustomerOffersWithRawResponse",
    "CustomerSubscriptionPackages",
    "CustomerSubscriptionPackagesWithRawResponse",
    "CustomerSubscriptions",
    "CustomerSubscriptionsWithRawResponse",
    "Customers",
    "CustomersWithRawResponse",
    "FileRequests",
    "FileRequestsWithRawResponse",
    "FileShares",
    "FileSharesWithRawResponse",
    "Files",
    "FilesWithRawResponse",
    "Invoices",
    "InvoicesWithRawResponse",
    "PaymentLinks",
    "PaymentLinksWithRawResponse",
    "PunchCards",
    "PunchCardsWithRawResponse",
    "Tickets",
    "TicketsWithRawResponse",
    "Webhooks",
    "WebhooksWithRawResponse",
)


def __getattr__(name: str) -> "_Any":
    return _import_export(globals(), _MODULES, name)


def __dir__() -> list[str]:
    # Completion must not offer the submodules and the names that only this module uses.
    return sorted({*__all__, *(name for name in globals() if name.startswith("__"))})
