"""Types of arguments, protocols and decorators around the client, pinned: read by type checkers only, never run."""

from collections.abc import Awaitable, Callable, Coroutine
from datetime import date
from decimal import Decimal
from functools import cached_property, partial
from typing import Any, Generic, ParamSpec, Protocol, TypeVar, Unpack, assert_type

from mijnklantportaal import AsyncMijnKlantportaal, MijnKlantportaal, MijnKlantportaalError, Page, RawResponse
from mijnklantportaal.arguments import (
    CreateCustomerArguments,
    CreateCustomerOfferManualArguments,
    FilesUploadArguments,
    UpdateCustomerArguments,
)
from mijnklantportaal.errors import MijnKlantportaalError as SameError
from mijnklantportaal.models import Customer, CustomerOfferLine
from mijnklantportaal_api.resources import AsyncCustomers, Customers

P = ParamSpec("P")
T = TypeVar("T")
PortalT = TypeVar("PortalT", bound=MijnKlantportaal)


def unpacked_arguments(portal: MijnKlantportaal, arguments: CreateCustomerArguments) -> None:
    assert_type(portal.customers.create(**arguments), Customer)
    assert_type(portal.customers.create(**arguments, timeout=5, max_retries=0), Customer)
    assert_type(portal.with_raw_response.customers.create(**arguments), RawResponse[Customer])
    changes: UpdateCustomerArguments = {"city": "Utrecht"}
    changes["address"] = "Dorpsstraat 1"
    portal.customers.update("cst_1", **changes)
    offer: CreateCustomerOfferManualArguments = {
        "customer_id": "cst_1",
        "offer_number": "2026-001",
        "issued_at": date(2026, 4, 14),
        "expires_at": date(2026, 4, 30),
        "lines": [CustomerOfferLine(description="Website", amount_excl_vat=Decimal("12.95"), vat_rate=21)],
    }
    portal.customer_offers.create_manual(**offer)
    upload = FilesUploadArguments(file=b"content")
    portal.files.upload(**upload)


async def unpacked_arguments_asynchronous(portal: AsyncMijnKlantportaal, arguments: CreateCustomerArguments) -> None:
    assert_type(await portal.customers.create(**arguments), Customer)
    assert_type(await portal.with_raw_response.customers.create(**arguments), RawResponse[Customer])


def add_customer(portal: MijnKlantportaal, **arguments: Unpack[CreateCustomerArguments]) -> Customer:
    return portal.customers.create(**arguments)


def mistakes_in_arguments(portal: MijnKlantportaal) -> None:
    missing: CreateCustomerArguments = {"company_name": "x", "address": "x", "zip_code": "x", "city": "x"}  # type: ignore[typeddict-item]  # pyright: ignore[reportAssignmentType]
    unknown: UpdateCustomerArguments = {"town": "Utrecht"}  # type: ignore[typeddict-unknown-key]  # pyright: ignore[reportAssignmentType]
    wrong: UpdateCustomerArguments = {"city": 1}  # type: ignore[typeddict-item]  # pyright: ignore[reportAssignmentType]
    other = FilesUploadArguments(file=b"x")
    portal.customers.update("cst_1", **other)  # type: ignore[misc]  # pyright: ignore[reportCallIssue]
    add_customer(portal, name="x")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    print(missing, unknown, wrong)


class HasCustomers(Protocol):
    """What a program needs of a client."""

    @property
    def customers(self) -> Customers: ...


class CreatesCustomers(Protocol):
    """A smaller interface, which a double can implement."""

    def get(self, customer_id: str) -> Customer: ...


def count(portal: HasCustomers) -> int:
    return len(portal.customers.list().data)


def protocols(portal: MijnKlantportaal, asynchronous: AsyncMijnKlantportaal) -> None:
    count(portal)
    count(asynchronous)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    customers: CreatesCustomers = portal.customers
    assert_type(customers.get("cst_1"), Customer)


class Portal(MijnKlantportaal):
    """A client with methods of a program."""

    @cached_property
    def company(self) -> Customer:
        return self.customers.get("cst_1")

    def rename(self, name: str) -> Customer:
        return self.customers.update("cst_1", company_name=name)


def subclass() -> None:
    portal = Portal(api_key="key", timeout=5)
    assert_type(portal.company, Customer)
    assert_type(portal.with_options(timeout=1), Portal)
    with portal as entered:
        assert_type(entered, Portal)


class Provider(Generic[PortalT]):
    """A container of dependencies."""

    def __init__(self, factory: Callable[[], PortalT]) -> None:
        self._factory = factory

    def __call__(self) -> PortalT:
        return self._factory()


def providers() -> None:
    assert_type(Provider(Portal)(), Portal)
    assert_type(Provider(partial(MijnKlantportaal, api_key="key", max_retries=0))(), MijnKlantportaal)


def logged(function: Callable[P, T]) -> Callable[P, T]:
    return function


def logged_async(function: Callable[P, Awaitable[T]]) -> Callable[P, Coroutine[Any, Any, T]]:
    async def call(*args: P.args, **kwargs: P.kwargs) -> T:
        return await function(*args, **kwargs)

    return call


def decorated(portal: MijnKlantportaal) -> None:
    get = logged(portal.customers.get)
    assert_type(get("cst_1", timeout=1), Customer)
    get(customer="cst_1")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    assert_type(logged(portal.with_raw_response.customers.get)("cst_1"), RawResponse[Customer])
    assert_type(logged(portal.customers.list)(page=2), Page[Customer])
    update = partial(portal.customers.update, city="Utrecht")
    assert_type(update("cst_1"), Customer)
    partial(portal.customers.update, town="Utrecht")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]


async def decorated_async(portal: AsyncMijnKlantportaal) -> None:
    assert_type(await logged_async(portal.customers.get)("cst_1"), Customer)
    assert_type(await logged(portal.with_raw_response.customers.get)("cst_1"), RawResponse[Customer])
    bound: Callable[[AsyncCustomers, str], Awaitable[Customer]] = AsyncCustomers.get
    assert_type(await bound(portal.customers, "cst_1"), Customer)


def errors(error: MijnKlantportaalError) -> None:
    assert_type(error, SameError)
