"""All resources, as attributes of whoever can send their requests. Each is loaded when it is first used."""

from __future__ import annotations

import functools as _functools
import typing as _typing

from . import ports as _ports

if _typing.TYPE_CHECKING:
    from .api import agreements as _agreements
    from .api import appointments as _appointments
    from .api import customer_groups as _customer_groups
    from .api import customer_invoices as _customer_invoices
    from .api import customer_offers as _customer_offers
    from .api import customer_subscription_packages as _customer_subscription_packages
    from .api import customer_subscriptions as _customer_subscriptions
    from .api import customers as _customers
    from .api import file_requests as _file_requests
    from .api import file_shares as _file_shares
    from .api import files as _files
    from .api import invoices as _invoices
    from .api import payment_links as _payment_links
    from .api import punch_cards as _punch_cards
    from .api import tickets as _tickets
    from .api import webhooks as _webhooks


class Resources:
    """The resources."""

    def __init__(self, caller: _ports.Caller) -> None:
        self._caller = caller

    @_functools.cached_property
    def agreements(self) -> _agreements.Agreements:
        """The Agreements API."""
        from .api.agreements import Agreements

        return Agreements(self._caller)

    @_functools.cached_property
    def appointments(self) -> _appointments.Appointments:
        """The Appointments API."""
        from .api.appointments import Appointments

        return Appointments(self._caller)

    @_functools.cached_property
    def customers(self) -> _customers.Customers:
        """The Customers API."""
        from .api.customers import Customers

        return Customers(self._caller)

    @_functools.cached_property
    def customer_groups(self) -> _customer_groups.CustomerGroups:
        """The Customer Groups API."""
        from .api.customer_groups import CustomerGroups

        return CustomerGroups(self._caller)

    @_functools.cached_property
    def customer_invoices(self) -> _customer_invoices.CustomerInvoices:
        """The Customer Invoices API."""
        from .api.customer_invoices import CustomerInvoices

        return CustomerInvoices(self._caller)

    @_functools.cached_property
    def customer_offers(self) -> _customer_offers.CustomerOffers:
        """The Customer Offers API."""
        from .api.customer_offers import CustomerOffers

        return CustomerOffers(self._caller)

    @_functools.cached_property
    def customer_subscriptions(self) -> _customer_subscriptions.CustomerSubscriptions:
        """The Customer Subscriptions API."""
        from .api.customer_subscriptions import CustomerSubscriptions

        return CustomerSubscriptions(self._caller)

    @_functools.cached_property
    def customer_subscription_packages(self) -> _customer_subscription_packages.CustomerSubscriptionPackages:
        """The Customer Subscription Packages API."""
        from .api.customer_subscription_packages import CustomerSubscriptionPackages

        return CustomerSubscriptionPackages(self._caller)

    @_functools.cached_property
    def files(self) -> _files.Files:
        """The Files API."""
        from .api.files import Files

        return Files(self._caller)

    @_functools.cached_property
    def file_requests(self) -> _file_requests.FileRequests:
        """The File Requests API."""
        from .api.file_requests import FileRequests

        return FileRequests(self._caller)

    @_functools.cached_property
    def file_shares(self) -> _file_shares.FileShares:
        """The File Shares API."""
        from .api.file_shares import FileShares

        return FileShares(self._caller)

    @_functools.cached_property
    def invoices(self) -> _invoices.Invoices:
        """The Invoices API."""
        from .api.invoices import Invoices

        return Invoices(self._caller)

    @_functools.cached_property
    def payment_links(self) -> _payment_links.PaymentLinks:
        """The Payment Links API."""
        from .api.payment_links import PaymentLinks

        return PaymentLinks(self._caller)

    @_functools.cached_property
    def punch_cards(self) -> _punch_cards.PunchCards:
        """The Punch Cards API."""
        from .api.punch_cards import PunchCards

        return PunchCards(self._caller)

    @_functools.cached_property
    def tickets(self) -> _tickets.Tickets:
        """The Tickets API."""
        from .api.tickets import Tickets

        return Tickets(self._caller)

    @_functools.cached_property
    def webhooks(self) -> _webhooks.Webhooks:
        """The Webhooks API."""
        from .api.webhooks import Webhooks

        return Webhooks(self._caller)


class AsyncResources:
    """The resources, asynchronously."""

    def __init__(self, caller: _ports.AsyncCaller) -> None:
        self._caller = caller

    @_functools.cached_property
    def agreements(self) -> _agreements.AsyncAgreements:
        """The Agreements API."""
        from .api.agreements import AsyncAgreements

        return AsyncAgreements(self._caller)

    @_functools.cached_property
    def appointments(self) -> _appointments.AsyncAppointments:
        """The Appointments API."""
        from .api.appointments import AsyncAppointments

        return AsyncAppointments(self._caller)

    @_functools.cached_property
    def customers(self) -> _customers.AsyncCustomers:
        """The Customers API."""
        from .api.customers import AsyncCustomers

        return AsyncCustomers(self._caller)

    @_functools.cached_property
    def customer_groups(self) -> _customer_groups.AsyncCustomerGroups:
        """The Customer Groups API."""
        from .api.customer_groups import AsyncCustomerGroups

        return AsyncCustomerGroups(self._caller)

    @_functools.cached_property
    def customer_invoices(self) -> _customer_invoices.AsyncCustomerInvoices:
        """The Customer Invoices API."""
        from .api.customer_invoices import AsyncCustomerInvoices

        return AsyncCustomerInvoices(self._caller)

    @_functools.cached_property
    def customer_offers(self) -> _customer_offers.AsyncCustomerOffers:
        """The Customer Offers API."""
        from .api.customer_offers import AsyncCustomerOffers

        return AsyncCustomerOffers(self._caller)

    @_functools.cached_property
    def customer_subscriptions(self) -> _customer_subscriptions.AsyncCustomerSubscriptions:
        """The Customer Subscriptions API."""
        from .api.customer_subscriptions import AsyncCustomerSubscriptions

        return AsyncCustomerSubscriptions(self._caller)

    @_functools.cached_property
    def customer_subscription_packages(self) -> _customer_subscription_packages.AsyncCustomerSubscriptionPackages:
        """The Customer Subscription Packages API."""
        from .api.customer_subscription_packages import AsyncCustomerSubscriptionPackages

        return AsyncCustomerSubscriptionPackages(self._caller)

    @_functools.cached_property
    def files(self) -> _files.AsyncFiles:
        """The Files API."""
        from .api.files import AsyncFiles

        return AsyncFiles(self._caller)

    @_functools.cached_property
    def file_requests(self) -> _file_requests.AsyncFileRequests:
        """The File Requests API."""
        from .api.file_requests import AsyncFileRequests

        return AsyncFileRequests(self._caller)

    @_functools.cached_property
    def file_shares(self) -> _file_shares.AsyncFileShares:
        """The File Shares API."""
        from .api.file_shares import AsyncFileShares

        return AsyncFileShares(self._caller)

    @_functools.cached_property
    def invoices(self) -> _invoices.AsyncInvoices:
        """The Invoices API."""
        from .api.invoices import AsyncInvoices

        return AsyncInvoices(self._caller)

    @_functools.cached_property
    def payment_links(self) -> _payment_links.AsyncPaymentLinks:
        """The Payment Links API."""
        from .api.payment_links import AsyncPaymentLinks

        return AsyncPaymentLinks(self._caller)

    @_functools.cached_property
    def punch_cards(self) -> _punch_cards.AsyncPunchCards:
        """The Punch Cards API."""
        from .api.punch_cards import AsyncPunchCards

        return AsyncPunchCards(self._caller)

    @_functools.cached_property
    def tickets(self) -> _tickets.AsyncTickets:
        """The Tickets API."""
        from .api.tickets import AsyncTickets

        return AsyncTickets(self._caller)

    @_functools.cached_property
    def webhooks(self) -> _webhooks.AsyncWebhooks:
        """The Webhooks API."""
        from .api.webhooks import AsyncWebhooks

        return AsyncWebhooks(self._caller)


class ResourcesWithRawResponse:
    """The resources, with the answers as they came."""

    def __init__(self, caller: _ports.Caller) -> None:
        self._caller = caller

    @_functools.cached_property
    def agreements(self) -> _agreements.AgreementsWithRawResponse:
        """The Agreements API."""
        from .api.agreements import AgreementsWithRawResponse

        return AgreementsWithRawResponse(self._caller)

    @_functools.cached_property
    def appointments(self) -> _appointments.AppointmentsWithRawResponse:
        """The Appointments API."""
        from .api.appointments import AppointmentsWithRawResponse

        return AppointmentsWithRawResponse(self._caller)

    @_functools.cached_property
    def customers(self) -> _customers.CustomersWithRawResponse:
        """The Customers API."""
        from .api.customers import CustomersWithRawResponse

        return CustomersWithRawResponse(self._caller)

    @_functools.cached_property
    def customer_groups(self) -> _customer_groups.CustomerGroupsWithRawResponse:
        """The Customer Groups API."""
        from .api.customer_groups import CustomerGroupsWithRawResponse

        return CustomerGroupsWithRawResponse(self._caller)

    @_functools.cached_property
    def customer_invoices(self) -> _customer_invoices.CustomerInvoicesWithRawResponse:
        """The Customer Invoices API."""
        from .api.customer_invoices import CustomerInvoicesWithRawResponse

        return CustomerInvoicesWithRawResponse(self._caller)

    @_functools.cached_property
    def customer_offers(self) -> _customer_offers.CustomerOffersWithRawResponse:
        """The Customer Offers API."""
        from .api.customer_offers import CustomerOffersWithRawResponse

        return CustomerOffersWithRawResponse(self._caller)

    @_functools.cached_property
    def customer_subscriptions(self) -> _customer_subscriptions.CustomerSubscriptionsWithRawResponse:
        """The Customer Subscriptions API."""
        from .api.customer_subscriptions import CustomerSubscriptionsWithRawResponse

        return CustomerSubscriptionsWithRawResponse(self._caller)

    @_functools.cached_property
    def customer_subscription_packages(
        self,
    ) -> _customer_subscription_packages.CustomerSubscriptionPackagesWithRawResponse:
        """The Customer Subscription Packages API."""
        from .api.customer_subscription_packages import CustomerSubscriptionPackagesWithRawResponse

        return CustomerSubscriptionPackagesWithRawResponse(self._caller)

    @_functools.cached_property
    def files(self) -> _files.FilesWithRawResponse:
        """The Files API."""
        from .api.files import FilesWithRawResponse

        return FilesWithRawResponse(self._caller)

    @_functools.cached_property
    def file_requests(self) -> _file_requests.FileRequestsWithRawResponse:
        """The File Requests API."""
        from .api.file_requests import FileRequestsWithRawResponse

        return FileRequestsWithRawResponse(self._caller)

    @_functools.cached_property
    def file_shares(self) -> _file_shares.FileSharesWithRawResponse:
        """The File Shares API."""
        from .api.file_shares import FileSharesWithRawResponse

        return FileSharesWithRawResponse(self._caller)

    @_functools.cached_property
    def invoices(self) -> _invoices.InvoicesWithRawResponse:
        """The Invoices API."""
        from .api.invoices import InvoicesWithRawResponse

        return InvoicesWithRawResponse(self._caller)

    @_functools.cached_property
    def payment_links(self) -> _payment_links.PaymentLinksWithRawResponse:
        """The Payment Links API."""
        from .api.payment_links import PaymentLinksWithRawResponse

        return PaymentLinksWithRawResponse(self._caller)

    @_functools.cached_property
    def punch_cards(self) -> _punch_cards.PunchCardsWithRawResponse:
        """The Punch Cards API."""
        from .api.punch_cards import PunchCardsWithRawResponse

        return PunchCardsWithRawResponse(self._caller)

    @_functools.cached_property
    def tickets(self) -> _tickets.TicketsWithRawResponse:
        """The Tickets API."""
        from .api.tickets import TicketsWithRawResponse

        return TicketsWithRawResponse(self._caller)

    @_functools.cached_property
    def webhooks(self) -> _webhooks.WebhooksWithRawResponse:
        """The Webhooks API."""
        from .api.webhooks import WebhooksWithRawResponse

        return WebhooksWithRawResponse(self._caller)


class AsyncResourcesWithRawResponse:
    """The resources, asynchronously, with the answers as they came."""

    def __init__(self, caller: _ports.AsyncCaller) -> None:
        self._caller = caller

    @_functools.cached_property
    def agreements(self) -> _agreements.AsyncAgreementsWithRawResponse:
        """The Agreements API."""
        from .api.agreements import AsyncAgreementsWithRawResponse

        return AsyncAgreementsWithRawResponse(self._caller)

    @_functools.cached_property
    def appointments(self) -> _appointments.AsyncAppointmentsWithRawResponse:
        """The Appointments API."""
        from .api.appointments import AsyncAppointmentsWithRawResponse

        return AsyncAppointmentsWithRawResponse(self._caller)

    @_functools.cached_property
    def customers(self) -> _customers.AsyncCustomersWithRawResponse:
        """The Customers API."""
        from .api.customers import AsyncCustomersWithRawResponse

        return AsyncCustomersWithRawResponse(self._caller)

    @_functools.cached_property
    def customer_groups(self) -> _customer_groups.AsyncCustomerGroupsWithRawResponse:
        """The Customer Groups API."""
        from .api.customer_groups import AsyncCustomerGroupsWithRawResponse

        return AsyncCustomerGroupsWithRawResponse(self._caller)

    @_functools.cached_property
    def customer_invoices(self) -> _customer_invoices.AsyncCustomerInvoicesWithRawResponse:
        """The Customer Invoices API."""
        from .api.customer_invoices import AsyncCustomerInvoicesWithRawResponse

        return AsyncCustomerInvoicesWithRawResponse(self._caller)

    @_functools.cached_property
    def customer_offers(self) -> _customer_offers.AsyncCustomerOffersWithRawResponse:
        """The Customer Offers API."""
        from .api.customer_offers import AsyncCustomerOffersWithRawResponse

        return AsyncCustomerOffersWithRawResponse(self._caller)

    @_functools.cached_property
    def customer_subscriptions(self) -> _customer_subscriptions.AsyncCustomerSubscriptionsWithRawResponse:
        """The Customer Subscriptions API."""
        from .api.customer_subscriptions import AsyncCustomerSubscriptionsWithRawResponse

        return AsyncCustomerSubscriptionsWithRawResponse(self._caller)

    @_functools.cached_property
    def customer_subscription_packages(
        self,
    ) -> _customer_subscription_packages.AsyncCustomerSubscriptionPackagesWithRawResponse:
        """The Customer Subscription Packages API."""
        from .api.customer_subscription_packages import AsyncCustomerSubscriptionPackagesWithRawResponse

        return AsyncCustomerSubscriptionPackagesWithRawResponse(self._caller)

    @_functools.cached_property
    def files(self) -> _files.AsyncFilesWithRawResponse:
        """The Files API."""
        from .api.files import AsyncFilesWithRawResponse

        return AsyncFilesWithRawResponse(self._caller)

    @_functools.cached_property
    def file_requests(self) -> _file_requests.AsyncFileRequestsWithRawResponse:
        """The File Requests API."""
        from .api.file_requests import AsyncFileRequestsWithRawResponse

        return AsyncFileRequestsWithRawResponse(self._caller)

    @_functools.cached_property
    def file_shares(self) -> _file_shares.AsyncFileSharesWithRawResponse:
        """The File Shares API."""
        from .api.file_shares import AsyncFileSharesWithRawResponse

        return AsyncFileSharesWithRawResponse(self._caller)

    @_functools.cached_property
    def invoices(self) -> _invoices.AsyncInvoicesWithRawResponse:
        """The Invoices API."""
        from .api.invoices import AsyncInvoicesWithRawResponse

        return AsyncInvoicesWithRawResponse(self._caller)

    @_functools.cached_property
    def payment_links(self) -> _payment_links.AsyncPaymentLinksWithRawResponse:
        """The Payment Links API."""
        from .api.payment_links import AsyncPaymentLinksWithRawResponse

        return AsyncPaymentLinksWithRawResponse(self._caller)

    @_functools.cached_property
    def punch_cards(self) -> _punch_cards.AsyncPunchCardsWithRawResponse:
        """The Punch Cards API."""
        from .api.punch_cards import AsyncPunchCardsWithRawResponse

        return AsyncPunchCardsWithRawResponse(self._caller)

    @_functools.cached_property
    def tickets(self) -> _tickets.AsyncTicketsWithRawResponse:
        """The Tickets API."""
        from .api.tickets import AsyncTicketsWithRawResponse

        return AsyncTicketsWithRawResponse(self._caller)

    @_functools.cached_property
    def webhooks(self) -> _webhooks.AsyncWebhooksWithRawResponse:
        """The Webhooks API."""
        from .api.webhooks import AsyncWebhooksWithRawResponse

        return AsyncWebhooksWithRawResponse(self._caller)
