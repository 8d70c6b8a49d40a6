"""The scopes that an application can ask for."""

from enum import StrEnum


class Scope(StrEnum):
    """A right that a user grants to an application (guide, scopes).

    `*.read` allows reading; `*.write` allows creating, changing and deleting. The guide lists no scope for punch cards
    or for creating customer invoices: which scopes those calls need is not known. A scope that the portal adds later
    can be passed as a str.
    """

    AGREEMENTS_READ = "agreements.read"
    AGREEMENTS_WRITE = "agreements.write"
    APPOINTMENTS_READ = "appointments.read"
    APPOINTMENTS_WRITE = "appointments.write"
    BUSINESSOPERATIONS_READ = "businessoperations.read"
    """The invoices from MijnKlantportaal to the user, `portal.invoices`."""
    CUSTOMERS_READ = "customers.read"
    """Customers and customer groups."""
    CUSTOMERS_WRITE = "customers.write"
    """Customers and customer groups."""
    FILES_READ = "files.read"
    """Includes downloading files."""
    FILES_WRITE = "files.write"
    FILEREQUEST_READ = "filerequest.read"
    """Does not include downloading the files."""
    FILEREQUEST_WRITE = "filerequest.write"
    FILESHARE_READ = "fileshare.read"
    FILESHARE_WRITE = "fileshare.write"
    OFFERS_READ = "offers.read"
    OFFERS_WRITE = "offers.write"
    INVOICES_READ = "invoices.read"
    """The invoices to customers, `portal.customer_invoices`."""
    PAYMENTLINKS_READ = "paymentlinks.read"
    PAYMENTLINKS_WRITE = "paymentlinks.write"
    SUBSCRIPTION_READ = "subscription.read"
    SUBSCRIPTION_WRITE = "subscription.write"
    TICKETS_READ = "tickets.read"
    TICKETS_WRITE = "tickets.write"
    WEBHOOKS_READ = "webhooks.read"
    WEBHOOKS_WRITE = "webhooks.write"
