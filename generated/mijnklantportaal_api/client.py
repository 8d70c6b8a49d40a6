"""The resources of the API, as attributes. Each is imported when it is first used."""

from __future__ import annotations

import functools

# Type checkers take this for `typing.TYPE_CHECKING`, which takes much longer to import than this module.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from mijnklantportaal._send import AsyncRawSender, AsyncSender, RawSender, Sender

    from .resources.agreements import (
        Agreements,
        AgreementsWithRawResponse,
        AsyncAgreements,
        AsyncAgreementsWithRawResponse,
    )
    from .resources.appointments import (
        Appointments,
        AppointmentsWithRawResponse,
        AsyncAppointments,
        AsyncAppointmentsWithRawResponse,
    )
    from .resources.customer_groups import (
        AsyncCustomerGroups,
        AsyncCustomerGroupsWithRawResponse,
        CustomerGroups,
        CustomerGroupsWithRawResponse,
    )
    from .resources.customer_invoices import (
        AsyncCustomerInvoices,
        AsyncCustomerInvoicesWithRawResponse,
        CustomerInvoices,
        CustomerInvoicesWithRawResponse,
    )
    from .resources.customer_offers import (
        AsyncCustomerOffers,
        AsyncCustomerOffersWithRawResponse,
        CustomerOffers,
        CustomerOffersWithRawResponse,
    )
    from .resources.customer_subscription_packages import (
        AsyncCustomerSubscriptionPackages,
        AsyncCustomerSubscriptionPackagesWithRawResponse,
        CustomerSubscriptionPackages,
        CustomerSubscriptionPackagesWithRawResponse,
    )
    from .resources.customer_subscriptions import (
        AsyncCustomerSubscriptions,
        AsyncCustomerSubscriptionsWithRawResponse,
        CustomerSubscriptions,
        CustomerSubscriptionsWithRawResponse,
    )
    from .resources.customers import AsyncCustomers, AsyncCustomersWithRawResponse, Customers, CustomersWithRawResponse
    from .resources.file_requests import (
        AsyncFileRequests,
        AsyncFileRequestsWithRawResponse,
        FileRequests,
        FileRequestsWithRawResponse,
    )
    from .resources.file_shares import (
        AsyncFileShares,
        AsyncFileSharesWithRawResponse,
        FileShares,
        FileSharesWithRawResponse,
    )
    from .resources.files import AsyncFiles, AsyncFilesWithRawResponse, Files, FilesWithRawResponse
    from .resources.invoices import AsyncInvoices, AsyncInvoicesWithRawResponse, Invoices, InvoicesWithRawResponse
    from .resources.payment_links import (
        AsyncPaymentLinks,
        AsyncPaymentLinksWithRawResponse,
        PaymentLinks,
        PaymentLinksWithRawResponse,
    )
    from .resources.punch_cards import (
        AsyncPunchCards,
        AsyncPunchCardsWithRawResponse,
        PunchCards,
        PunchCardsWithRawResponse,
    )
    from .resources.tickets import AsyncTickets, AsyncTicketsWithRawResponse, Tickets, TicketsWithRawResponse
    from .resources.webhooks import AsyncWebhooks, AsyncWebhooksWithRawResponse, Webhooks, WebhooksWithRawResponse


class Resources:
    """The resources of the API."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    @functools.cached_property
    def agreements(self) -> Agreements:
        """Agreements API."""
        from .resources.agreements import Agreements

        return Agreements(self._sender)

    @functools.cached_property
    def appointments(self) -> Appointments:
        """Appointments API."""
        from .resources.appointments import Appointments

        return Appointments(self._sender)

    @functools.cached_property
    def customers(self) -> Customers:
        """Customers API."""
        from .resources.customers import Customers

        return Customers(self._sender)

    @functools.cached_property
    def customer_groups(self) -> CustomerGroups:
        """Customer Groups API."""
        from .resources.customer_groups import CustomerGroups

        return CustomerGroups(self._sender)

    @functools.cached_property
    def customer_invoices(self) -> CustomerInvoices:
        """Customer Invoices API."""
        from .resources.customer_invoices import CustomerInvoices

        return CustomerInvoices(self._sender)

    @functools.cached_property
    def customer_offers(self) -> CustomerOffers:
        """Customer Offers API."""
        from .resources.customer_offers import CustomerOffers

        return CustomerOffers(self._sender)

    @functools.cached_property
    def customer_subscriptions(self) -> CustomerSubscriptions:
        """Customer Subscriptions API."""
        from .resources.customer_subscriptions import CustomerSubscriptions

        return CustomerSubscriptions(self._sender)

    @functools.cached_property
    def customer_subscription_packages(self) -> CustomerSubscriptionPackages:
        """Customer Subscription Packages API."""
        from .resources.customer_subscription_packages import CustomerSubscriptionPackages

        return CustomerSubscriptionPackages(self._sender)

    @functools.cached_property
    def files(self) -> Files:
        """Files API."""
        from .resources.files import Files

        return Files(self._sender)

    @functools.cached_property
    def file_requests(self) -> FileRequests:
        """File Requests API."""
        from .resources.file_requests import FileRequests

        return FileRequests(self._sender)

    @functools.cached_property
    def file_shares(self) -> FileShares:
        """File Shares API."""
        from .resources.file_shares import FileShares

        return FileShares(self._sender)

    @functools.cached_property
    def invoices(self) -> Invoices:
        """Invoices API."""
        from .resources.invoices import Invoices

        return Invoices(self._sender)

    @functools.cached_property
    def payment_links(self) -> PaymentLinks:
        """Payment Links API."""
        from .resources.payment_links import PaymentLinks

        return PaymentLinks(self._sender)

    @functools.cached_property
    def punch_cards(self) -> PunchCards:
        """Punch Cards API."""
        from .resources.punch_cards import PunchCards

        return PunchCards(self._sender)

    @functools.cached_property
    def tickets(self) -> Tickets:
        """Tickets API."""
        from .resources.tickets import Tickets

        return Tickets(self._sender)

    @functools.cached_property
    def webhooks(self) -> Webhooks:
        """Webhooks API."""
        from .resources.webhooks import Webhooks

        return Webhooks(self._sender)


class AsyncResources:
    """The resources of the API, asynchronous."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    @functools.cached_property
    def agreements(self) -> AsyncAgreements:
        """Agreements API."""
        from .resources.agreements import AsyncAgreements

        return AsyncAgreements(self._sender)

    @functools.cached_property
    def appointments(self) -> AsyncAppointments:
        """Appointments API."""
        from .resources.appointments import AsyncAppointments

        return AsyncAppointments(self._sender)

    @functools.cached_property
    def customers(self) -> AsyncCustomers:
        """Customers API."""
        from .resources.customers import AsyncCustomers

        return AsyncCustomers(self._sender)

    @functools.cached_property
    def customer_groups(self) -> AsyncCustomerGroups:
        """Customer Groups API."""
        from .resources.customer_groups import AsyncCustomerGroups

        return AsyncCustomerGroups(self._sender)

    @functools.cached_property
    def customer_invoices(self) -> AsyncCustomerInvoices:
        """Customer Invoices API."""
        from .resources.customer_invoices import AsyncCustomerInvoices

        return AsyncCustomerInvoices(self._sender)

    @functools.cached_property
    def customer_offers(self) -> AsyncCustomerOffers:
        """Customer Offers API."""
        from .resources.customer_offers import AsyncCustomerOffers

        return AsyncCustomerOffers(self._sender)

    @functools.cached_property
    def customer_subscriptions(self) -> AsyncCustomerSubscriptions:
        """Customer Subscriptions API."""
        from .resources.customer_subscriptions import AsyncCustomerSubscriptions

        return AsyncCustomerSubscriptions(self._sender)

    @functools.cached_property
    def customer_subscription_packages(self) -> AsyncCustomerSubscriptionPackages:
        """Customer Subscription Packages API."""
        from .resources.customer_subscription_packages import AsyncCustomerSubscriptionPackages

        return AsyncCustomerSubscriptionPackages(self._sender)

    @functools.cached_property
    def files(self) -> AsyncFiles:
        """Files API."""
        from .resources.files import AsyncFiles

        return AsyncFiles(self._sender)

    @functools.cached_property
    def file_requests(self) -> AsyncFileRequests:
        """File Requests API."""
        from .resources.file_requests import AsyncFileRequests

        return AsyncFileRequests(self._sender)

    @functools.cached_property
    def file_shares(self) -> AsyncFileShares:
        """File Shares API."""
        from .resources.file_shares import AsyncFileShares

        return AsyncFileShares(self._sender)

    @functools.cached_property
    def invoices(self) -> AsyncInvoices:
        """Invoices API."""
        from .resources.invoices import AsyncInvoices

        return AsyncInvoices(self._sender)

    @functools.cached_property
    def payment_links(self) -> AsyncPaymentLinks:
        """Payment Links API."""
        from .resources.payment_links import AsyncPaymentLinks

        return AsyncPaymentLinks(self._sender)

    @functools.cached_property
    def punch_cards(self) -> AsyncPunchCards:
        """Punch Cards API."""
        from .resources.punch_cards import AsyncPunchCards

        return AsyncPunchCards(self._sender)

    @functools.cached_property
    def tickets(self) -> AsyncTickets:
        """Tickets API."""
        from .resources.tickets import AsyncTickets

        return AsyncTickets(self._sender)

    @functools.cached_property
    def webhooks(self) -> AsyncWebhooks:
        """Webhooks API."""
        from .resources.webhooks import AsyncWebhooks

        return AsyncWebhooks(self._sender)


class ResourcesWithRawResponse:
    """The resources of the API, whose methods return raw responses."""

    def __init__(self, sender: RawSender) -> None:
        self._sender = sender

    @functools.cached_property
    def agreements(self) -> AgreementsWithRawResponse:
        """Agreements API."""
        from .resources.agreements import AgreementsWithRawResponse

        return AgreementsWithRawResponse(self._sender)

    @functools.cached_property
    def appointments(self) -> AppointmentsWithRawResponse:
        """Appointments API."""
        from .resources.appointments import AppointmentsWithRawResponse

        return AppointmentsWithRawResponse(self._sender)

    @functools.cached_property
    def customers(self) -> CustomersWithRawResponse:
        """Customers API."""
        from .resources.customers import CustomersWithRawResponse

        return CustomersWithRawResponse(self._sender)

    @functools.cached_property
    def customer_groups(self) -> CustomerGroupsWithRawResponse:
        """Customer Groups API."""
        from .resources.customer_groups import CustomerGroupsWithRawResponse

        return CustomerGroupsWithRawResponse(self._sender)

    @functools.cached_property
    def customer_invoices(self) -> CustomerInvoicesWithRawResponse:
        """Customer Invoices API."""
        from .resources.customer_invoices import CustomerInvoicesWithRawResponse

        return CustomerInvoicesWithRawResponse(self._sender)

    @functools.cached_property
    def customer_offers(self) -> CustomerOffersWithRawResponse:
        """Customer Offers API."""
        from .resources.customer_offers import CustomerOffersWithRawResponse

        return CustomerOffersWithRawResponse(self._sender)

    @functools.cached_property
    def customer_subscriptions(self) -> CustomerSubscriptionsWithRawResponse:
        """Customer Subscriptions API."""
        from .resources.customer_subscriptions import CustomerSubscriptionsWithRawResponse

        return CustomerSubscriptionsWithRawResponse(self._sender)

    @functools.cached_property
    def customer_subscription_packages(self) -> CustomerSubscriptionPackagesWithRawResponse:
        """Customer Subscription Packages API."""
        from .resources.customer_subscription_packages import CustomerSubscriptionPackagesWithRawResponse

        return CustomerSubscriptionPackagesWithRawResponse(self._sender)

    @functools.cached_property
    def files(self) -> FilesWithRawResponse:
        """Files API."""
        from .resources.files import FilesWithRawResponse

        return FilesWithRawResponse(self._sender)

    @functools.cached_property
    def file_requests(self) -> FileRequestsWithRawResponse:
        """File Requests API."""
        from .resources.file_requests import FileRequestsWithRawResponse

        return FileRequestsWithRawResponse(self._sender)

    @functools.cached_property
    def file_shares(self) -> FileSharesWithRawResponse:
        """File Shares API."""
        from .resources.file_shares import FileSharesWithRawResponse

        return FileSharesWithRawResponse(self._sender)

    @functools.cached_property
    def invoices(self) -> InvoicesWithRawResponse:
        """Invoices API."""
        from .resources.invoices import InvoicesWithRawResponse

        return InvoicesWithRawResponse(self._sender)

    @functools.cached_property
    def payment_links(self) -> PaymentLinksWithRawResponse:
        """Payment Links API."""
        from .resources.payment_links import PaymentLinksWithRawResponse

        return PaymentLinksWithRawResponse(self._sender)

    @functools.cached_property
    def punch_cards(self) -> PunchCardsWithRawResponse:
        """Punch Cards API."""
        from .resources.punch_cards import PunchCardsWithRawResponse

        return PunchCardsWithRawResponse(self._sender)

    @functools.cached_property
    def tickets(self) -> TicketsWithRawResponse:
        """Tickets API."""
        from .resources.tickets import TicketsWithRawResponse

        return TicketsWithRawResponse(self._sender)

    @functools.cached_property
    def webhooks(self) -> WebhooksWithRawResponse:
        """Webhooks API."""
        from .resources.webhooks import WebhooksWithRawResponse

        return WebhooksWithRawResponse(self._sender)


class AsyncResourcesWithRawResponse:
    """The resources of the API, asynchronous, whose methods return raw responses."""

    def __init__(self, sender: AsyncRawSender) -> None:
        self._sender = sender

    @functools.cached_property
    def agreements(self) -> AsyncAgreementsWithRawResponse:
        """Agreements API."""
        from .resources.agreements import AsyncAgreementsWithRawResponse

        return AsyncAgreementsWithRawResponse(self._sender)

    @functools.cached_property
    def appointments(self) -> AsyncAppointmentsWithRawResponse:
        """Appointments API."""
        from .resources.appointments import AsyncAppointmentsWithRawResponse

        return AsyncAppointmentsWithRawResponse(self._sender)

    @functools.cached_property
    def customers(self) -> AsyncCustomersWithRawResponse:
        """Customers API."""
        from .resources.customers import AsyncCustomersWithRawResponse

        return AsyncCustomersWithRawResponse(self._sender)

    @functools.cached_property
    def customer_groups(self) -> AsyncCustomerGroupsWithRawResponse:
        """Customer Groups API."""
        from .resources.customer_groups import AsyncCustomerGroupsWithRawResponse

        return AsyncCustomerGroupsWithRawResponse(self._sender)

    @functools.cached_property
    def customer_invoices(self) -> AsyncCustomerInvoicesWithRawResponse:
        """Customer Invoices API."""
        from .resources.customer_invoices import AsyncCustomerInvoicesWithRawResponse

        return AsyncCustomerInvoicesWithRawResponse(self._sender)

    @functools.cached_property
    def customer_offers(self) -> AsyncCustomerOffersWithRawResponse:
        """Customer Offers API."""
        from .resources.customer_offers import AsyncCustomerOffersWithRawResponse

        return AsyncCustomerOffersWithRawResponse(self._sender)

    @functools.cached_property
    def customer_subscriptions(self) -> AsyncCustomerSubscriptionsWithRawResponse:
        """Customer Subscriptions API."""
        from .resources.customer_subscriptions import AsyncCustomerSubscriptionsWithRawResponse

        return AsyncCustomerSubscriptionsWithRawResponse(self._sender)

    @functools.cached_property
    def customer_subscription_packages(self) -> AsyncCustomerSubscriptionPackagesWithRawResponse:
        """Customer Subscription Packages API."""
        from .resources.customer_subscription_packages import AsyncCustomerSubscriptionPackagesWithRawResponse

        return AsyncCustomerSubscriptionPackagesWithRawResponse(self._sender)

    @functools.cached_property
    def files(self) -> AsyncFilesWithRawResponse:
        """Files API."""
        from .resources.files import AsyncFilesWithRawResponse

        return AsyncFilesWithRawResponse(self._sender)

    @functools.cached_property
    def file_requests(self) -> AsyncFileRequestsWithRawResponse:
        """File Requests API."""
        from .resources.file_requests import AsyncFileRequestsWithRawResponse

        return AsyncFileRequestsWithRawResponse(self._sender)

    @functools.cached_property
    def file_shares(self) -> AsyncFileSharesWithRawResponse:
        """File Shares API."""
        from .resources.file_shares import AsyncFileSharesWithRawResponse

        return AsyncFileSharesWithRawResponse(self._sender)

    @functools.cached_property
    def invoices(self) -> AsyncInvoicesWithRawResponse:
        """Invoices API."""
        from .resources.invoices import AsyncInvoicesWithRawResponse

        return AsyncInvoicesWithRawResponse(self._sender)

    @functools.cached_property
    def payment_links(self) -> AsyncPaymentLinksWithRawResponse:
        """Payment Links API."""
        from .resources.payment_links import AsyncPaymentLinksWithRawResponse

        return AsyncPaymentLinksWithRawResponse(self._sender)

    @functools.cached_property
    def punch_cards(self) -> AsyncPunchCardsWithRawResponse:
        """Punch Cards API."""
        from .resources.punch_cards import AsyncPunchCardsWithRawResponse

        return AsyncPunchCardsWithRawResponse(self._sender)

    @functools.cached_property
    def tickets(self) -> AsyncTicketsWithRawResponse:
        """Tickets API."""
        from .resources.tickets import AsyncTicketsWithRawResponse

        return AsyncTicketsWithRawResponse(self._sender)

    @functools.cached_property
    def webhooks(self) -> AsyncWebhooksWithRawResponse:
        """Webhooks API."""
        from .resources.webhooks import AsyncWebhooksWithRawResponse

        return AsyncWebhooksWithRawResponse(self._sender)
