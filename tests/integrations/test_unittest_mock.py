"""Mocks of the clients have every resource, method and signature of the real ones."""

import asyncio
import functools
import inspect
import pydoc
from collections.abc import Callable
from typing import Any
from unittest import mock
from unittest.mock import AsyncMock, MagicMock, Mock, create_autospec

import httpx
import pytest

import mijnklantportaal
from mijnklantportaal import (
    APIConnectionError,
    AsyncMijnKlantportaal,
    AsyncPager,
    MijnKlantportaal,
    NotFoundError,
    Page,
)
from mijnklantportaal.models import Customer
from mijnklantportaal_api import client as generated
from mijnklantportaal_api import resources

CLIENTS = [MijnKlantportaal, AsyncMijnKlantportaal]
RESOURCES = [name for name in vars(generated.Resources) if not name.startswith("_")]
# Each makes a mock of a client.
SPECS: dict[str, Any] = {
    "instance of the class": lambda kind: create_autospec(kind, instance=True),
    "class": lambda kind: create_autospec(kind)(api_key="key"),
    "class, spec_set": lambda kind: create_autospec(kind, spec_set=True)(api_key="key"),
    "client": lambda kind: create_autospec(kind(api_key="key")),
    "client, spec_set": lambda kind: create_autospec(kind(api_key="key"), spec_set=True),
    "subclass": lambda kind: create_autospec(type("Portal", (kind,), {}), instance=True),
}


def real(kind: type[Any], resource: str, raw: bool) -> Any:
    client = kind(api_key="key")
    return getattr(client.with_raw_response if raw else client, resource)


@pytest.mark.parametrize("spec", SPECS)
@pytest.mark.parametrize("kind", CLIENTS)
@pytest.mark.parametrize("raw", [False, True])
def test_autospec_has_every_method_with_its_signature(kind: type[Any], spec: str, raw: bool) -> None:
    mocked = SPECS[spec](kind)
    for name in RESOURCES:
        resource = real(kind, name, raw)
        mocked_resource = getattr(mocked.with_raw_response if raw else mocked, name)
        assert isinstance(mocked_resource, type(resource))
        methods = [method for method in dir(type(resource)) if not method.startswith("_")]
        assert methods
        for method in methods:
            mocked_method, signature = getattr(mocked_resource, method), inspect.signature(getattr(resource, method))
            required = {
                parameter.name: "x"
                for parameter in signature.parameters.values()
                if parameter.default is parameter.empty
            }
            is_async = inspect.iscoroutinefunction(getattr(resource, method))
            assert isinstance(mocked_method, AsyncMock) == is_async, (name, method)
            result = mocked_method(**required)
            if is_async:
                asyncio.run(awaited(result))
            with pytest.raises(TypeError, match="no_such_argument"):
                mocked_method(**required, no_such_argument=1)
            if required:
                with pytest.raises(TypeError, match="missing a required"):
                    mocked_method()
            mocked_method.assert_called_once_with(**required)
        with pytest.raises(AttributeError):
            _ = mocked_resource.no_such_method


async def awaited(awaitable: Any) -> Any:
    return await awaitable


@pytest.mark.parametrize("kind", CLIENTS)
def test_autospec_has_the_methods_of_the_client_itself(kind: type[Any]) -> None:
    mocked = create_autospec(kind)
    with pytest.raises(TypeError, match="too many positional arguments"):
        mocked("key")
    portal = mocked(api_key="key")
    portal.with_options(max_retries=0)
    assert isinstance(portal, kind)
    with pytest.raises(AttributeError):
        _ = portal.custmers
    if kind is AsyncMijnKlantportaal:
        asyncio.run(portal.close())
        portal.close.assert_awaited_once()
    else:
        portal.close()


@pytest.mark.parametrize("kind", CLIENTS)
def test_sealed_autospec_has_the_results_that_were_set(kind: type[Any]) -> None:
    portal = create_autospec(kind, instance=True)
    portal.customers.get.return_value = "customer"
    portal.with_raw_response.customers.get.return_value = "raw"
    mock.seal(portal)
    called = [portal.customers.get("cst_1"), portal.with_raw_response.customers.get("cst_1")]
    results = [asyncio.run(awaited(each)) if inspect.isawaitable(each) else each for each in called]
    assert [asyncio.run(awaited(each)) if inspect.isawaitable(each) else each for each in results] == [
        "customer",
        "raw",
    ]
    for resource in (portal.customers, portal.with_raw_response.customers):
        with pytest.raises(AttributeError):
            _ = resource.fetch


def test_autospec_of_the_asynchronous_client_lists_both_ways() -> None:
    async def program() -> None:
        portal = create_autospec(AsyncMijnKlantportaal, instance=True)
        pager = create_autospec(AsyncPager, instance=True)
        pager.__aiter__.return_value = ["customer"]
        portal.customers.list.return_value = pager
        assert [customer async for customer in portal.customers.list()] == ["customer"]
        assert [customer async for customer in portal.customers.list(page=2)] == ["customer"]

    asyncio.run(program())


def program_under_test() -> Any:
    return mijnklantportaal.MijnKlantportaal(api_key="key").customers.get("cst_1")


def test_patch_with_autospec_replaces_the_client_of_a_program() -> None:
    with mock.patch("mijnklantportaal.MijnKlantportaal", autospec=True) as patched:
        patched.return_value.customers.get.return_value = "customer"
        assert program_under_test() == "customer"
    patched.return_value.customers.get.assert_called_once_with(customer_id="cst_1")


@pytest.mark.parametrize("autospec", [True, None])
def test_patch_object_of_a_resource_class_replaces_the_method_of_all_clients(autospec: bool | None) -> None:
    with mock.patch.object(resources.Customers, "get", autospec=autospec, return_value="customer") as patched:
        assert program_under_test() == "customer"
    assert patched.call_count == 1
    with (
        mock.patch.object(resources.CustomersWithRawResponse, "get", autospec=True, return_value="raw"),
        MijnKlantportaal(api_key="key") as portal,
    ):
        result: object = portal.with_raw_response.customers.get("cst_1")
    assert result == "raw"


def test_patch_object_of_a_resource_replaces_the_method_of_its_client() -> None:
    portal = MijnKlantportaal(api_key="key")
    with mock.patch.object(portal.customers, "create", autospec=True) as patched:
        with pytest.raises(TypeError):
            portal.customers.create(name="x")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
        portal.customers.create(company_name="x", address="x", zip_code="x", city="x", primary_email="x")
    assert patched.call_count == 1


def test_patch_object_of_the_client_class_replaces_a_resource() -> None:
    with mock.patch.object(MijnKlantportaal, "customers", autospec=True) as patched:
        patched.get.return_value = "customer"
        assert program_under_test() == "customer"
        with pytest.raises(TypeError):
            patched.get()


def test_patch_object_of_a_resource_of_the_client_class_names_what_to_patch() -> None:
    """It would change no client."""
    with (
        pytest.raises(AttributeError, match="set it on the class Customers, or on a client"),
        mock.patch.object(MijnKlantportaal.customers, "get"),
    ):
        pass


def test_monkeypatch_replaces_a_resource_and_a_method(monkeypatch: pytest.MonkeyPatch) -> None:
    portal = MijnKlantportaal(api_key="key")
    monkeypatch.setattr(portal.customers, "get", lambda customer_id: customer_id)
    assert portal.customers.get("cst_1") == "cst_1"  # type: ignore[comparison-overlap]
    monkeypatch.setattr(portal, "customers", MagicMock(spec=resources.Customers))
    portal.customers.get("cst_2")
    with pytest.raises(AttributeError):
        monkeypatch.setattr(resources.Customers, "fetch", None)


@pytest.mark.parametrize("model", [Customer, Page])
def test_autospec_of_a_result_can_be_made(model: type[Any]) -> None:
    with pytest.raises(AttributeError):
        _ = create_autospec(model, instance=True).no_such_attribute


def test_resource_of_the_client_class_sends_no_calls() -> None:
    with pytest.raises(AttributeError, match="create a client, and use its resource"):
        MijnKlantportaal.customers.list()  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]


def test_resource_of_the_client_class_is_documented_as_a_property() -> None:
    attribute: Any = MijnKlantportaal.customers
    assert isinstance(attribute, functools.cached_property)
    assert isinstance(attribute, resources.Customers)
    assert inspect.getdoc(attribute) == "Customers API."
    assert "customers" in pydoc.render_doc(MijnKlantportaal)
    assert " list(" in pydoc.plain(pydoc.render_doc(resources.CustomersWithRawResponse))


def test_client_with_other_options_has_resources_of_its_own() -> None:
    portal = MijnKlantportaal(api_key="key")
    assert portal.customers is portal.customers
    assert portal.with_options(max_retries=0).customers is not portal.customers


http_client_mocks = pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda kind: Mock(spec=kind), id="Mock"),
        pytest.param(lambda kind: MagicMock(spec=kind), id="MagicMock"),
        pytest.param(lambda kind: create_autospec(kind, instance=True), id="autospec"),
    ],
)


@http_client_mocks
def test_mock_of_an_httpx_client_is_used(make: Callable[..., Any]) -> None:
    http_client = make(httpx.Client)
    http_client.send.side_effect = [httpx.Response(404), httpx.ConnectError("refused")]
    portal = MijnKlantportaal(api_key="key", base_url="http://portal.invalid", http_client=http_client, max_retries=0)
    with pytest.raises(NotFoundError):
        portal.customers.get("cst_1")
    with pytest.raises(APIConnectionError, match="refused"):
        portal.customers.get("cst_1")


@http_client_mocks
def test_mock_of_an_asynchronous_httpx_client_is_used(make: Callable[..., Any]) -> None:
    http_client = make(httpx.AsyncClient)
    http_client.send.side_effect = [httpx.Response(404), httpx.ConnectError("refused")]

    async def program() -> None:
        async with AsyncMijnKlantportaal(
            api_key="key", base_url="http://portal.invalid", http_client=http_client, max_retries=0
        ) as portal:
            with pytest.raises(NotFoundError):
                await portal.customers.get("cst_1")
            with pytest.raises(APIConnectionError, match="refused"):
                await portal.customers.get("cst_1")

    asyncio.run(program())
