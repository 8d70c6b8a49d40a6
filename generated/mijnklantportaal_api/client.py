"""All resources, as attributes of whoever can send their requests. Each is loaded when it is first used."""

from __future__ import annotations

import functools as _functools
import typing as _typing

from mijnklantportaal._wire import ports as _ports

if _typing.TYPE_CHECKING:
    from .api import agreements as _agreements_resource
    from .api import appointments as _appointments_resource
    from .api import customer_groups as _customer_groups_resource
    from .api import customer_invoices as _customer_invoices_resource
    from .api import customer_offers as _customer_offers_resource
    from .api import customer_subscription_packages as _customer_subscription_packages_resource
    from .api import customer_subscriptions as _customer_subscriptions_resource
    from .api import customers as _customers_resource
    from .api import file_requests as _file_requests_resource
    from .api import file_shares as _file_shares_resource
    from .api import files as _files_resource
    from .api import invoices as _invoices_resource
    from .api import payment_links as _payment_links_resource
    from .api import punch_cards as _punch_cards_resource
    from .api import tickets as _tickets_resource
    from .api import webhooks as _webhooks_resource


class Resources:
    """The resources."""

    def __init__(self, caller: _ports.Caller) -> None:
        self._caller = caller

    @_functools.cached_property
    def agreements(self) -> _agreements_resource.Agreements:
        """The Agreements API."""
        from .api.agreements import Agreements

        return Agreements(self._caller)

    @_functools.cached_property
    def appointments(self) -> _appointments_resource.Appointments:
        """The Appointments API."""
        from .api.appointments import Appointments

        return Appointments(self._caller)

    @_functools.cached_property
    def customer_groups(self) -> _customer_groups_resource.CustomerGroups:
        """The Customer Groups API."""
        from .api.customer_groups import CustomerGroups

        return CustomerGroups(self._caller)

    @_functools.cached_property
    def customer_invoices(self) -> _customer_invoices_resource.CustomerInvoices:
        """The Customer Invoices API."""
        from .api.customer_invoices import CustomerInvoices

        return CustomerInvoices(self._caller)

    @_functools.cached_property
    def customer_offers(self) -> _customer_offers_resource.CustomerOffers:
        """The Customer Offers API."""
        from .api.customer_offers import CustomerOffers

        return CustomerOffers(self._caller)

    @_functools.cached_property
    def customer_subscription_packages(self) -> _customer_subscription_packages_resource.CustomerSubscriptionPackages:
        """The Customer Subscription Packages API."""
        from .api.customer_subscription_packages import CustomerSubscriptionPackages

        return CustomerSubscriptionPackages(self._caller)

    @_functools.cached_property
    def customer_subscriptions(self) -> _customer_subscriptions_resource.CustomerSubscriptions:
        """The Customer Subscriptions API."""
        from .api.customer_subscriptions import CustomerSubscriptions

        return CustomerSubscriptions(self._caller)

    @_functools.cached_property
    def customers(self) -> _customers_resource.Customers:
        """The Customers API."""
        from .api.customers import Customers

        return Customers(self._caller)

    @_functools.cached_property
    def file_requests(self) -> _file_requests_resource.FileRequests:
        """The File Requests API."""
        from .api.file_requests import FileRequests

        return FileRequests(self._caller)

    @_functools.cached_property
    def file_shares(self) -> _file_shares_resource.FileShares:
        """The File Shares API."""
        from .api.file_shares import FileShares

        return FileShares(self._caller)

    @_functools.cached_property
    def files(self) -> _files_resource.Files:
        """The Files API."""
        from .api.files import Files

        return Files(self._caller)

    @_functools.cached_property
    def invoices(self) -> _invoices_resource.Invoices:
        """The Invoices API."""
        from .api.invoices import Invoices

        return Invoices(self._caller)

    @_functools.cached_property
    def payment_links(self) -> _payment_links_resource.PaymentLinks:
        """The Payment Links API."""
        from .api.payment_links import PaymentLinks

        return PaymentLinks(self._caller)

    @_functools.cached_property
    def punch_cards(self) -> _punch_cards_resource.PunchCards:
        """The Punch Cards API."""
        from .api.punch_cards import PunchCards

        return PunchCards(self._caller)

    @_functools.cached_property
    def tickets(self) -> _tickets_resource.Tickets:
        """The Tickets API."""
        from .api.tickets import Tickets

        return Tickets(self._caller)

    @_functools.cached_property
    def webhooks(self) -> _webhooks_resource.Webhooks:
        """The Webhooks API."""
        from .api.webhooks import Webhooks

        return Webhooks(self._caller)


class AsyncResources:
    """The resources, asynchronously."""

    def __init__(self, caller: _ports.AsyncCaller) -> None:
        self._caller = caller

    @_functools.cached_property
    def agreements(self) -> _agreements_resource.AsyncAgreements:
        """The Agreements API."""
        from .api.agreements import AsyncAgreements

        return AsyncAgreements(self._caller)

    @_functools.cached_property
    def appointments(self) -> _appointments_resource.AsyncAppointments:
        """The Appointments API."""
        from .api.appointments import AsyncAppointments

        return AsyncAppointments(self._caller)

    @_functools.cached_property
    def customer_groups(self) -> _customer_groups_resource.AsyncCustomerGroups:
        """The Customer Groups API."""
        from .api.customer_groups import AsyncCustomerGroups

        return AsyncCustomerGroups(self._caller)

    @_functools.cached_property
    def customer_invoices(self) -> _customer_invoices_resource.AsyncCustomerInvoices:
        """The Customer Invoices API."""
        from .api.customer_invoices import AsyncCustomerInvoices

        return AsyncCustomerInvoices(self._caller)

    @_functools.cached_property
    def customer_offers(self) -> _customer_offers_resource.AsyncCustomerOffers:
        """The Customer Offers API."""
        from .api.customer_offers import AsyncCustomerOffers

        return AsyncCustomerOffers(self._caller)

    @_functools.cached_property
    def customer_subscription_packages(
        self,
    ) -> _customer_subscription_packages_resource.AsyncCustomerSubscriptionPackages:
        """The Customer Subscription Packages API."""
        from .api.customer_subscription_packages import AsyncCustomerSubscriptionPackages

        return AsyncCustomerSubscriptionPackages(self._caller)

    @_functools.cached_property
    def customer_subscriptions(self) -> _customer_subscriptions_resource.AsyncCustomerSubscriptions:
        """The Customer Subscriptions API."""
        from .api.customer_subscriptions import AsyncCustomerSubscriptions

        return AsyncCustomerSubscriptions(self._caller)

    @_functools.cached_property
    def customers(self) -> _customers_resource.AsyncCustomers:
        """The Customers API."""
        from .api.customers import AsyncCustomers

        return AsyncCustomers(self._caller)

    @_functools.cached_property
    def file_requests(self) -> _file_requests_resource.AsyncFileRequests:
        """The File Requests API."""
        from .api.file_requests import AsyncFileRequests

        return AsyncFileRequests(self._caller)

    @_functools.cached_property
    def file_shares(self) -> _file_shares_resource.AsyncFileShares:
        """The File Shares API."""
        from .api.file_shares import AsyncFileShares

        return AsyncFileShares(self._caller)

    @_functools.cached_property
    def files(self) -> _files_resource.AsyncFiles:
        """The Files API."""
        from .api.files import AsyncFiles

        return AsyncFiles(self._caller)

    @_functools.cached_property
    def invoices(self) -> _invoices_resource.AsyncInvoices:
        """The Invoices API."""
        from .api.invoices import AsyncInvoices

        return AsyncInvoices(self._caller)

    @_functools.cached_property
    def payment_links(self) -> _payment_links_resource.AsyncPaymentLinks:
        """The Payment Links API."""
        from .api.payment_links import AsyncPaymentLinks

        return AsyncPaymentLinks(self._caller)

    @_functools.cached_property
    def punch_cards(self) -> _punch_cards_resource.AsyncPunchCards:
        """The Punch Cards API."""
        from .api.punch_cards import AsyncPunchCards

        return AsyncPunchCards(self._caller)

    @_functools.cached_property
    def tickets(self) -> _tickets_resource.AsyncTickets:
        """The Tickets API."""
        from .api.tickets import AsyncTickets

        return AsyncTickets(self._caller)

    @_functools.cached_property
    def webhooks(self) -> _webhooks_resource.AsyncWebhooks:
        """The Webhooks API."""
        from .api.webhooks import AsyncWebhooks

        return AsyncWebhooks(self._caller)


class ResourcesWithRawResponse:
    """The resources, with the answers as they came."""

    def __init__(self, caller: _ports.Caller) -> None:
        self._caller = caller

    @_functools.cached_property
    def agreements(self) -> _agreements_resource.AgreementsWithRawResponse:
        """The Agreements API."""
        from .api.agreements import AgreementsWithRawResponse

        return AgreementsWithRawResponse(self._caller)

    @_functools.cached_property
    def appointments(self) -> _appointments_resource.AppointmentsWithRawResponse:
        """The Appointments API."""
        from .api.appointments import AppointmentsWithRawResponse

        return AppointmentsWithRawResponse(self._caller)

    @_functools.cached_property
    def customer_groups(self) -> _customer_groups_resource.CustomerGroupsWithRawResponse:
        """The Customer Groups API."""
        from .api.customer_groups import CustomerGroupsWithRawResponse

        return CustomerGroupsWithRawResponse(self._caller)

    @_functools.cached_property
    def customer_invoices(self) -> _customer_invoices_resource.CustomerInvoicesWithRawResponse:
        """The Customer Invoices API."""
        from .api.customer_invoices import CustomerInvoicesWithRawResponse

        return CustomerInvoicesWithRawResponse(self._caller)

    @_functools.cached_property
    def customer_offers(self) -> _customer_offers_resource.CustomerOffersWithRawResponse:
        """The Customer Offers API."""
        from .api.customer_offers import CustomerOffersWithRawResponse

        return CustomerOffersWithRawResponse(self._caller)

    @_functools.cached_property
    def customer_subscription_packages(
        self,
    ) -> _customer_subscription_packages_resource.CustomerSubscriptionPackagesWithRawResponse:
        """The Customer Subscription Packages API."""
        from .api.customer_subscription_packages import CustomerSubscriptionPackagesWithRawResponse

        return CustomerSubscriptionPackagesWithRawResponse(self._caller)

    @_functools.cached_property
    def customer_subscriptions(self) -> _customer_subscriptions_resource.CustomerSubscriptionsWithRawResponse:
        """The Customer Subscriptions API."""
        from .api.customer_subscriptions import CustomerSubscriptionsWithRawResponse

        return CustomerSubscriptionsWithRawResponse(self._caller)

    @_functools.cached_property
    def customers(self) -> _customers_resource.CustomersWithRawResponse:
        """The Customers API."""
        from .api.customers import CustomersWithRawResponse

        return CustomersWithRawResponse(self._caller)

    @_functools.cached_property
    def file_requests(self) -> _file_requests_resource.FileRequestsWithRawResponse:
        """The File Requests API."""
        from .api.file_requests import FileRequestsWithRawResponse

        return FileRequestsWithRawResponse(self._caller)

    @_functools.cached_property
    def file_shares(self) -> _file_shares_resource.FileSharesWithRawResponse:
        """The File Shares API."""
        from .api.file_shares import FileSharesWithRawResponse

        return FileSharesWithRawResponse(self._caller)

    @_functools.cached_property
    def files(self) -> _files_resource.FilesWithRawResponse:
        """The Files API."""
        from .api.files import FilesWithRawResponse

        return FilesWithRawResponse(self._caller)

    @_functools.cached_property
    def invoices(self) -> _invoices_resource.InvoicesWithRawResponse:
        """The Invoices API."""
        from .api.invoices import InvoicesWithRawResponse

        return InvoicesWithRawResponse(self._caller)

    @_functools.cached_property
    def payment_links(self) -> _payment_links_resource.PaymentLinksWithRawResponse:
        """The Payment Links API."""
        from .api.payment_links import PaymentLinksWithRawResponse

        return PaymentLinksWithRawResponse(self._caller)

    @_functools.cached_property
    def punch_cards(self) -> _punch_cards_resource.PunchCardsWithRawResponse:
        """The Punch Cards API."""
        from .api.punch_cards import PunchCardsWithRawResponse

        return PunchCardsWithRawResponse(self._caller)

    @_functools.cached_property
    def tickets(self) -> _tickets_resource.TicketsWithRawResponse:
        """The Tickets API."""
        from .api.tickets import TicketsWithRawResponse

        return TicketsWithRawResponse(self._caller)

    @_functools.cached_property
    def webhooks(self) -> _webhooks_resource.WebhooksWithRawResponse:
        """The Webhooks API."""
        from .api.webhooks import WebhooksWithRawResponse

        return WebhooksWithRawResponse(self._caller)


class AsyncResourcesWithRawResponse:
    """The resources, asynchronously, with the answers as they came."""

    def __init__(self, caller: _ports.AsyncCaller) -> None:
        self._caller = caller

    @_functools.cached_property
    def agreements(self) -> _agreements_resource.AsyncAgreementsWithRawResponse:
        """The Agreements API."""
        from .api.agreements import AsyncAgreementsWithRawResponse

        return AsyncAgreementsWithRawResponse(self._caller)

    @_functools.cached_property
    def appointments(self) -> _appointments_resource.AsyncAppointmentsWithRawResponse:
        """The Appointments API."""
        from .api.appointments import AsyncAppointmentsWithRawResponse

        return AsyncAppointmentsWithRawResponse(self._caller)

    @_functools.cached_property
    def customer_groups(self) -> _customer_groups_resource.AsyncCustomerGroupsWithRawResponse:
        """The Customer Groups API."""
        from .api.customer_groups import AsyncCustomerGroupsWithRawResponse

        return AsyncCustomerGroupsWithRawResponse(self._caller)

    @_functools.cached_property
    def customer_invoices(self) -> _customer_invoices_resource.AsyncCustomerInvoicesWithRawResponse:
        """The Customer Invoices API."""
        from .api.customer_invoices import AsyncCustomerInvoicesWithRawResponse

        return AsyncCustomerInvoicesWithRawResponse(self._caller)

    @_functools.cached_property
    def customer_offers(self) -> _customer_offers_resource.AsyncCustomerOffersWithRawResponse:
        """The Customer Offers API."""
        from .api.customer_offers import AsyncCustomerOffersWithRawResponse

        return AsyncCustomerOffersWithRawResponse(self._caller)

    @_functools.cached_property
    def customer_subscription_packages(
        self,
    ) -> _customer_subscription_packages_resource.AsyncCustomerSubscriptionPackagesWithRawResponse:
        """The Customer Subscription Packages API."""
        from .api.customer_subscription_packages import AsyncCustomerSubscriptionPackagesWithRawResponse

        return AsyncCustomerSubscriptionPackagesWithRawResponse(self._caller)

    @_functools.cached_property
    def customer_subscriptions(self) -> _customer_subscriptions_resource.AsyncCustomerSubscriptionsWithRawResponse:
        """The Customer Subscriptions API."""
        from .api.customer_subscriptions import AsyncCustomerSubscriptionsWithRawResponse

        return AsyncCustomerSubscriptionsWithRawResponse(self._caller)

    @_functools.cached_property
    def customers(self) -> _customers_resource.AsyncCustomersWithRawResponse:
        """The Customers API."""
        from .api.customers import AsyncCustomersWithRawResponse

        return AsyncCustomersWithRawResponse(self._caller)

    @_functools.cached_property
    def file_requests(self) -> _file_requests_resource.AsyncFileRequestsWithRawResponse:
        """The File Requests API."""
        from .api.file_requests import AsyncFileRequestsWithRawResponse

        return AsyncFileRequestsWithRawResponse(self._caller)

    @_functools.cached_property
    def file_shares(self) -> _file_shares_resource.AsyncFileSharesWithRawResponse:
        """The File Shares API."""
        from .api.file_shares import AsyncFileSharesWithRawResponse

        return AsyncFileSharesWithRawResponse(self._caller)

    @_functools.cached_property
    def files(self) -> _files_resource.AsyncFilesWithRawResponse:
        """The Files API."""
        from .api.files import AsyncFilesWithRawResponse

        return AsyncFilesWithRawResponse(self._caller)

    @_functools.cached_property
    def invoices(self) -> _invoices_resource.AsyncInvoicesWithRawResponse:
        """The Invoices API."""
        from .api.invoices import AsyncInvoicesWithRawResponse

        return AsyncInvoicesWithRawResponse(self._caller)

    @_functools.cached_property
    def payment_links(self) -> _payment_links_resource.AsyncPaymentLinksWithRawResponse:
        """The Payment Links API."""
        from .api.payment_links import AsyncPaymentLinksWithRawResponse

        return AsyncPaymentLinksWithRawResponse(self._caller)

    @_functools.cached_property
    def punch_cards(self) -> _punch_cards_resource.AsyncPunchCardsWithRawResponse:
        """The Punch Cards API."""
        from .api.punch_cards import AsyncPunchCardsWithRawResponse

        return AsyncPunchCardsWithRawResponse(self._caller)

    @_functools.cached_property
    def tickets(self) -> _tickets_resource.AsyncTicketsWithRawResponse:
        """The Tickets API."""
        from .api.tickets import AsyncTicketsWithRawResponse

        return AsyncTicketsWithRawResponse(self._caller)

    @_functools.cached_property
    def webhooks(self) -> _webhooks_resource.AsyncWebhooksWithRawResponse:
        """The Webhooks API."""
        from .api.webhooks import AsyncWebhooksWithRawResponse

        return AsyncWebhooksWithRawResponse(self._caller)
