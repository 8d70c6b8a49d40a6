"""The resources of the API as attributes. Each is imported on first use."""

from __future__ import annotations

from mijnklantportaal import _hints
from mijnklantportaal._attributes import cached_resource as _cached_resource

from . import resources


class Resources:
    """The resources of the API."""

    def __init__(self, sender: _hints.Sender) -> None:
        self._sender = sender

    @_cached_resource
    def agreements(self) -> resources.Agreements:
        """Agreements API."""
        return resources.Agreements(self._sender)

    @_cached_resource
    def appointments(self) -> resources.Appointments:
        """Appointments API."""
        return resources.Appointments(self._sender)

    @_cached_resource
    def customers(self) -> resources.Customers:
        """Customers API."""
        return resources.Customers(self._sender)

    @_cached_resource
    def customer_groups(self) -> resources.CustomerGroups:
        """Customer Groups API."""
        return resources.CustomerGroups(self._sender)

    @_cached_resource
    def customer_invoices(self) -> resources.CustomerInvoices:
        """Customer Invoices API."""
        return resources.CustomerInvoices(self._sender)

    @_cached_resource
    def customer_offers(self) -> resources.CustomerOffers:
        """Customer Offers API."""
        return resources.CustomerOffers(self._sender)

    @_cached_resource
    def customer_subscriptions(self) -> resources.CustomerSubscriptions:
        """Customer Subscriptions API."""
        return resources.CustomerSubscriptions(self._sender)

    @_cached_resource
    def customer_subscription_packages(self) -> resources.CustomerSubscriptionPackages:
        """Customer Subscription Packages API."""
        return resources.CustomerSubscriptionPackages(self._sender)

    @_cached_resource
    def files(self) -> resources.Files:
        """Files API."""
        return resources.Files(self._sender)

    @_cached_resource
    def file_requests(self) -> resources.FileRequests:
        """File Requests API."""
        return resources.FileRequests(self._sender)

    @_cached_resource
    def file_shares(self) -> resources.FileShares:
        """File Shares API."""
        return resources.FileShares(self._sender)

    @_cached_resource
    def invoices(self) -> resources.Invoices:
        """Invoices API."""
        return resources.Invoices(self._sender)

    @_cached_resource
    def payment_links(self) -> resources.PaymentLinks:
        """Payment Links API."""
        return resources.PaymentLinks(self._sender)

    @_cached_resource
    def punch_cards(self) -> resources.PunchCards:
        """Punch Cards API."""
        return resources.PunchCards(self._sender)

    @_cached_resource
    def tickets(self) -> resources.Tickets:
        """Tickets API."""
        return resources.Tickets(self._sender)

    @_cached_resource
    def webhooks(self) -> resources.Webhooks:
        """Webhooks API."""
        return resources.Webhooks(self._sender)


class AsyncResources:
    """The asynchronous resources of the API."""

    def __init__(self, sender: _hints.AsyncSender) -> None:
        self._sender = sender

    @_cached_resource
    def agreements(self) -> resources.AsyncAgreements:
        """Agreements API."""
        return resources.AsyncAgreements(self._sender)

    @_cached_resource
    def appointments(self) -> resources.AsyncAppointments:
        """Appointments API."""
        return resources.AsyncAppointments(self._sender)

    @_cached_resource
    def customers(self) -> resources.AsyncCustomers:
        """Customers API."""
        return resources.AsyncCustomers(self._sender)

    @_cached_resource
    def customer_groups(self) -> resources.AsyncCustomerGroups:
        """Customer Groups API."""
        return resources.AsyncCustomerGroups(self._sender)

    @_cached_resource
    def customer_invoices(self) -> resources.AsyncCustomerInvoices:
        """Customer Invoices API."""
        return resources.AsyncCustomerInvoices(self._sender)

    @_cached_resource
    def customer_offers(self) -> resources.AsyncCustomerOffers:
        """Customer Offers API."""
        return resources.AsyncCustomerOffers(self._sender)

    @_cached_resource
    def customer_subscriptions(self) -> resources.AsyncCustomerSubscriptions:
        """Customer Subscriptions API."""
        return resources.AsyncCustomerSubscriptions(self._sender)

    @_cached_resource
    def customer_subscription_packages(self) -> resources.AsyncCustomerSubscriptionPackages:
        """Customer Subscription Packages API."""
        return resources.AsyncCustomerSubscriptionPackages(self._sender)

    @_cached_resource
    def files(self) -> resources.AsyncFiles:
        """Files API."""
        return resources.AsyncFiles(self._sender)

    @_cached_resource
    def file_requests(self) -> resources.AsyncFileRequests:
        """File Requests API."""
        return resources.AsyncFileRequests(self._sender)

    @_cached_resource
    def file_shares(self) -> resources.AsyncFileShares:
        """File Shares API."""
        return resources.AsyncFileShares(self._sender)

    @_cached_resource
    def invoices(self) -> resources.AsyncInvoices:
        """Invoices API."""
        return resources.AsyncInvoices(self._sender)

    @_cached_resource
    def payment_links(self) -> resources.AsyncPaymentLinks:
        """Payment Links API."""
        return resources.AsyncPaymentLinks(self._sender)

    @_cached_resource
    def punch_cards(self) -> resources.AsyncPunchCards:
        """Punch Cards API."""
        return resources.AsyncPunchCards(self._sender)

    @_cached_resource
    def tickets(self) -> resources.AsyncTickets:
        """Tickets API."""
        return resources.AsyncTickets(self._sender)

    @_cached_resource
    def webhooks(self) -> resources.AsyncWebhooks:
        """Webhooks API."""
        return resources.AsyncWebhooks(self._sender)


class ResourcesWithRawResponse:
    """The resources of the API with methods that return raw responses."""

    def __init__(self, sender: _hints.RawSender) -> None:
        self._sender = sender

    @_cached_resource
    def agreements(self) -> resources.AgreementsWithRawResponse:
        """Agreements API."""
        return resources.AgreementsWithRawResponse(self._sender)

    @_cached_resource
    def appointments(self) -> resources.AppointmentsWithRawResponse:
        """Appointments API."""
        return resources.AppointmentsWithRawResponse(self._sender)

    @_cached_resource
    def customers(self) -> resources.CustomersWithRawResponse:
        """Customers API."""
        return resources.CustomersWithRawResponse(self._sender)

    @_cached_resource
    def customer_groups(self) -> resources.CustomerGroupsWithRawResponse:
        """Customer Groups API."""
        return resources.CustomerGroupsWithRawResponse(self._sender)

    @_cached_resource
    def customer_invoices(self) -> resources.CustomerInvoicesWithRawResponse:
        """Customer Invoices API."""
        return resources.CustomerInvoicesWithRawResponse(self._sender)

    @_cached_resource
    def customer_offers(self) -> resources.CustomerOffersWithRawResponse:
        """Customer Offers API."""
        return resources.CustomerOffersWithRawResponse(self._sender)

    @_cached_resource
    def customer_subscriptions(self) -> resources.CustomerSubscriptionsWithRawResponse:
        """Customer Subscriptions API."""
        return resources.CustomerSubscriptionsWithRawResponse(self._sender)

    @_cached_resource
    def customer_subscription_packages(self) -> resources.CustomerSubscriptionPackagesWithRawResponse:
        """Customer Subscription Packages API."""
        return resources.CustomerSubscriptionPackagesWithRawResponse(self._sender)

    @_cached_resource
    def files(self) -> resources.FilesWithRawResponse:
        """Files API."""
        return resources.FilesWithRawResponse(self._sender)

    @_cached_resource
    def file_requests(self) -> resources.FileRequestsWithRawResponse:
        """File Requests API."""
        return resources.FileRequestsWithRawResponse(self._sender)

    @_cached_resource
    def file_shares(self) -> resources.FileSharesWithRawResponse:
        """File Shares API."""
        return resources.FileSharesWithRawResponse(self._sender)

    @_cached_resource
    def invoices(self) -> resources.InvoicesWithRawResponse:
        """Invoices API."""
        return resources.InvoicesWithRawResponse(self._sender)

    @_cached_resource
    def payment_links(self) -> resources.PaymentLinksWithRawResponse:
        """Payment Links API."""
        return resources.PaymentLinksWithRawResponse(self._sender)

    @_cached_resource
    def punch_cards(self) -> resources.PunchCardsWithRawResponse:
        """Punch Cards API."""
        return resources.PunchCardsWithRawResponse(self._sender)

    @_cached_resource
    def tickets(self) -> resources.TicketsWithRawResponse:
        """Tickets API."""
        return resources.TicketsWithRawResponse(self._sender)

    @_cached_resource
    def webhooks(self) -> resources.WebhooksWithRawResponse:
        """Webhooks API."""
        return resources.WebhooksWithRawResponse(self._sender)


class AsyncResourcesWithRawResponse:
    """The asynchronous resources of the API with methods that return raw responses."""

    def __init__(self, sender: _hints.AsyncRawSender) -> None:
        self._sender = sender

    @_cached_resource
    def agreements(self) -> resources.AsyncAgreementsWithRawResponse:
        """Agreements API."""
        return resources.AsyncAgreementsWithRawResponse(self._sender)

    @_cached_resource
    def appointments(self) -> resources.AsyncAppointmentsWithRawResponse:
        """Appointments API."""
        return resources.AsyncAppointmentsWithRawResponse(self._sender)

    @_cached_resource
    def customers(self) -> resources.AsyncCustomersWithRawResponse:
        """Customers API."""
        return resources.AsyncCustomersWithRawResponse(self._sender)

    @_cached_resource
    def customer_groups(self) -> resources.AsyncCustomerGroupsWithRawResponse:
        """Customer Groups API."""
        return resources.AsyncCustomerGroupsWithRawResponse(self._sender)

    @_cached_resource
    def customer_invoices(self) -> resources.AsyncCustomerInvoicesWithRawResponse:
        """Customer Invoices API."""
        return resources.AsyncCustomerInvoicesWithRawResponse(self._sender)

    @_cached_resource
    def customer_offers(self) -> resources.AsyncCustomerOffersWithRawResponse:
        """Customer Offers API."""
        return resources.AsyncCustomerOffersWithRawResponse(self._sender)

    @_cached_resource
    def customer_subscriptions(self) -> resources.AsyncCustomerSubscriptionsWithRawResponse:
        """Customer Subscriptions API."""
        return resources.AsyncCustomerSubscriptionsWithRawResponse(self._sender)

    @_cached_resource
    def customer_subscription_packages(self) -> resources.AsyncCustomerSubscriptionPackagesWithRawResponse:
        """Customer Subscription Packages API."""
        return resources.AsyncCustomerSubscriptionPackagesWithRawResponse(self._sender)

    @_cached_resource
    def files(self) -> resources.AsyncFilesWithRawResponse:
        """Files API."""
        return resources.AsyncFilesWithRawResponse(self._sender)

    @_cached_resource
    def file_requests(self) -> resources.AsyncFileRequestsWithRawResponse:
        """File Requests API."""
        return resources.AsyncFileRequestsWithRawResponse(self._sender)

    @_cached_resource
    def file_shares(self) -> resources.AsyncFileSharesWithRawResponse:
        """File Shares API."""
        return resources.AsyncFileSharesWithRawResponse(self._sender)

    @_cached_resource
    def invoices(self) -> resources.AsyncInvoicesWithRawResponse:
        """Invoices API."""
        return resources.AsyncInvoicesWithRawResponse(self._sender)

    @_cached_resource
    def payment_links(self) -> resources.AsyncPaymentLinksWithRawResponse:
        """Payment Links API."""
        return resources.AsyncPaymentLinksWithRawResponse(self._sender)

    @_cached_resource
    def punch_cards(self) -> resources.AsyncPunchCardsWithRawResponse:
        """Punch Cards API."""
        return resources.AsyncPunchCardsWithRawResponse(self._sender)

    @_cached_resource
    def tickets(self) -> resources.AsyncTicketsWithRawResponse:
        """Tickets API."""
        return resources.AsyncTicketsWithRawResponse(self._sender)

    @_cached_resource
    def webhooks(self) -> resources.AsyncWebhooksWithRawResponse:
        """Webhooks API."""
        return resources.AsyncWebhooksWithRawResponse(self._sender)
