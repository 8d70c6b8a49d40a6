"""The keyword arguments of the methods of `portal.customers` with a body, as `TypedDict` classes."""

from typing import NotRequired, TypedDict


class CreateCustomerArguments(TypedDict):
    """The keyword arguments of `portal.customers.create`."""

    company_name: str
    """Name. Example: `Test Company BV`."""
    address: str
    """Street and number. Example: `Teststreet 123`."""
    zip_code: str
    """Zip code. Example: `1234AB`."""
    city: str
    """City. Example: `Amsterdam`."""
    primary_email: str
    """Main email address, used for notifications. Example: `john.doe@test.com`."""
    country_code: NotRequired[str]
    """Country, ISO 3166-1 alpha-2; `NL` when left out. Example: `NL`."""


class UpdateCustomerArguments(TypedDict):
    """The keyword arguments of `portal.customers.update`."""

    company_name: NotRequired[str]
    """Name. Example: `Test Company BV`."""
    address: NotRequired[str]
    """Street and number. Example: `Teststreet 123`."""
    zip_code: NotRequired[str]
    """Zip code. Example: `1234AB`."""
    city: NotRequired[str]
    """City. Example: `Amsterdam`."""
    primary_email: NotRequired[str]
    """Main email address, used for notifications. Example: `john.doe@test.com`."""
