"""Every method of the client succeeds against the sandbox, and every response matches the spec."""

import asyncio
import json
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import pytest

from mijnklantportaal import AsyncMijnKlantportaal, MijnKlantportaal, SpecDrift
from mijnklantportaal.sandbox import Sandbox
from tests.openapi_core_validator import validating_transport, validator_of
from tests.operations import ArgumentSet, Method, methods, spec
from tests.sandbox_arguments import Portal

METHODS = list(methods())
CALLS = [
    pytest.param(method, argument_set, id=f"{method}-{argument_set}")
    for method in METHODS
    for argument_set in method.argument_sets()
]
VALIDATOR = validator_of(spec())
LISTS = [pytest.param(method, id=str(method)) for method in METHODS if "next_page_url" in method.example_response()[1]]

Sender: TypeAlias = Callable[..., Any]
"""Makes a call with a client that has additional options, and returns the result."""


@pytest.fixture(scope="module")
def portal() -> Portal:
    return Portal()


@pytest.fixture(scope="module")
def address(portal: Portal) -> Iterator[str]:
    with portal.sandbox.serve() as address:
        yield address


@pytest.fixture(scope="module", params=["in process", "over HTTP, strict"])
def options(request: pytest.FixtureRequest, portal: Portal, address: str) -> dict[str, Any]:
    """Constructor options of a client for the portal."""
    place, _, strict = request.param.partition(", ")
    connection = {"base_url": address} if place == "over HTTP" else {"http_client": portal.sandbox.transport}
    return {"api_key": portal.sandbox.api_key, "max_retries": 0, "strict": strict == "strict", **connection}


@pytest.fixture(scope="module", params=["sync", "async"])
def send(request: pytest.FixtureRequest, options: dict[str, Any]) -> Iterator[Sender]:
    """A function that makes calls with one of the two clients."""
    if request.param == "sync":
        with MijnKlantportaal(**options) as client:
            yield lambda call, **changes: call(client.with_options(**changes))
        return
    with asyncio.Runner() as runner:
        asynchronous = AsyncMijnKlantportaal(**options)

        async def call_async(call: Callable[[Any], Any], changes: dict[str, Any]) -> Any:
            return await call(asynchronous.with_options(**changes))

        yield lambda call, **changes: runner.run(call_async(call, changes))
        runner.run(asynchronous.close())


@pytest.mark.parametrize(("method", "argument_set"), CALLS)
def test_every_method_succeeds_without_drift(
    send: Sender, portal: Portal, method: Method, argument_set: ArgumentSet
) -> None:
    arguments = portal.arguments(method, argument_set)
    drift: list[SpecDrift] = []
    result = send(lambda client: method.on(client)(**arguments), on_drift=drift.append)
    assert result is not None
    assert drift == []
    assert portal.sandbox.requests[-1].operation == method.operation.id


@pytest.mark.parametrize(("method", "argument_set"), CALLS)
def test_every_response_is_valid_for_openapi_core(portal: Portal, method: Method, argument_set: ArgumentSet) -> None:
    transport = validating_transport(VALIDATOR, portal.sandbox.transport.handle_request)
    with MijnKlantportaal(api_key=portal.sandbox.api_key, http_client=transport, max_retries=0) as client:
        assert method.on(client)(**portal.arguments(method, argument_set)) is not None


def objects(sandbox: Sandbox, method: Method, count: int) -> tuple[dict[str, str], list[str]]:
    """Add objects, and return the arguments of their list method and the IDs in the order of the list."""
    factory = getattr(sandbox, method.operation.id.removeprefix("list-").replace("-", "_"))
    added = [factory.add() for _ in range(count)]
    owners = {"punch_card_id": "punch_card_id", "link_id": "payment_link_id"}
    names = [name for name, *_ in method.operation.parameters if name in owners]
    return {name: getattr(added[0], owners[name]) for name in names}, [item.id for item in reversed(added)]


@pytest.mark.parametrize("method", LISTS)
def test_list_paginates_newest_first(method: Method) -> None:
    sandbox = Sandbox(page_size=2)
    arguments, ids = objects(sandbox, method, 5)
    assert [item.id for item in method.on(sandbox.client(strict=True))(**arguments)] == ids

    async def list_ids() -> list[str]:
        return [item.id async for item in method.on(sandbox.async_client(strict=True))(**arguments)]

    assert asyncio.run(list_ids()) == ids
    assert [request.query.get("page", "1") for request in sandbox.requests] == ["1", "2", "3"] * 2


@pytest.mark.parametrize("method", LISTS)
def test_page_has_fifteen_items_and_links(method: Method) -> None:
    sandbox = Sandbox()
    arguments, ids = objects(sandbox, method, 31)
    list_page = method.on(sandbox.client(strict=True).with_raw_response)
    first, second, third, beyond = (json.loads(list_page(**arguments, page=page).content) for page in (1, 2, 3, 4))
    path = f"{sandbox.base_url}{sandbox.requests[-1].path}"
    assert [item["id"] for page in (first, second, third) for item in page.pop("data")] == ids
    always = {"path": path, "per_page": 15, "first_page_url": f"{path}?page=1"}
    pages = [f"{path}?page={number}" for number in range(5)]
    assert first == {"current_page": 1, "from": 1, "to": 15, "prev_page_url": None, "next_page_url": pages[2], **always}
    assert second == {
        "current_page": 2,
        "from": 16,
        "to": 30,
        "prev_page_url": pages[1],
        "next_page_url": pages[3],
        **always,
    }
    assert third == {
        "current_page": 3,
        "from": 31,
        "to": 31,
        "prev_page_url": pages[2],
        "next_page_url": None,
        **always,
    }
    assert beyond == {
        "current_page": 4,
        "data": [],
        "from": None,
        "to": None,
        "prev_page_url": pages[3],
        "next_page_url": None,
        **always,
    }


def test_full_last_page_has_no_next_page() -> None:
    sandbox = Sandbox(page_size=2)
    for _ in range(4):
        sandbox.customers.add()
    pages = [page.has_next_page for page in sandbox.client().customers.list().pages()]
    assert pages == [True, False]
