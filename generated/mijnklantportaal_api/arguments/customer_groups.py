"""The keyword arguments of the methods of `portal.customer_groups` with a body, as `TypedDict` classes."""

from collections.abc import Sequence
from typing import NotRequired, TypedDict


class CreateCustomerGroupArguments(TypedDict):
    """The keyword arguments of `portal.customer_groups.create`."""

    name: str
    """Name. Example: `Hosting customers`."""
    customers: NotRequired[Sequence[str]]
    """Customer IDs to add; unknown IDs are skipped without error."""


class UpdateCustomerGroupArguments(TypedDict):
    """The keyword arguments of `portal.customer_groups.update`."""

    name: str
    """Name. Example: `Hosting customers`."""


class AddCustomerGroupCustomersArguments(TypedDict):
    """The keyword arguments of `portal.customer_groups.add_customers`."""

    customers: Sequence[str]
    """Customer IDs to add."""
