"""Objects that are created or deleted during an iteration, which shifts others to another page."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import aclosing
from datetime import timedelta
from typing import Any

import pytest

from mijnklantportaal._iteration import ShiftFilter
from mijnklantportaal.models import Customer, CustomerGroup
from mijnklantportaal.sandbox import Sandbox


def add_customers(sandbox: Sandbox, names: range) -> None:
    for number in names:
        sandbox.clock.advance(timedelta(seconds=1))
        sandbox.customers.add(company_name=f"Company {number}")


def iterate(sandbox: Sandbox, after_item: Callable[[int], None]) -> list[str]:
    names: list[str] = []
    for customer in sandbox.client(throttle=False).customers.list():
        names.append(customer.company_name)
        after_item(len(names))
    return names


def iterate_asynchronously(sandbox: Sandbox, after_item: Callable[[int], None]) -> list[str]:
    async def program() -> list[str]:
        names: list[str] = []
        async with sandbox.async_client(throttle=False) as client, aclosing(client.customers.list()) as customers:
            async for customer in customers:
                names.append(customer.company_name)
                after_item(len(names))
        return names

    return asyncio.run(program())


both_iterations = pytest.mark.parametrize("iteration", [iterate, iterate_asynchronously], ids=["sync", "async"])


@both_iterations
@pytest.mark.parametrize("created", [1, 14, 15, 16, 40, 100], ids=lambda number: f"{number} objects")
def test_item_that_moves_to_a_later_page_is_yielded_once(
    iteration: Callable[[Sandbox, Callable[[int], None]], list[str]], created: int
) -> None:
    sandbox = Sandbox(rate_limit=None)
    add_customers(sandbox, range(40))

    def create_customers(yielded: int) -> None:
        if yielded == 15:
            add_customers(sandbox, range(1000, 1000 + created))

    names = iteration(sandbox, create_customers)
    # Of more objects than a page has, some are on the pages that follow.
    first = names.index("Company 24")
    assert [*names[:15], *names[first:]] == [f"Company {number}" for number in reversed(range(40))]
    assert len(set(names)) == len(names) == 40 + max(0, created - 15)


@both_iterations
def test_item_that_moves_with_each_page_is_yielded_once(
    iteration: Callable[[Sandbox, Callable[[int], None]], list[str]],
) -> None:
    sandbox = Sandbox(rate_limit=None, page_size=5)
    add_customers(sandbox, range(40))

    def create_customers(yielded: int) -> None:
        if yielded % 3 == 0:
            add_customers(sandbox, range(1000 + 2 * yielded, 1002 + 2 * yielded))

    assert iteration(sandbox, create_customers) == [f"Company {number}" for number in reversed(range(40))]


def test_pages_are_as_they_were_received() -> None:
    sandbox = Sandbox(page_size=2)
    add_customers(sandbox, range(4))
    names: list[list[str]] = []
    for page in sandbox.client().customers.list().pages():
        names.append([customer.company_name for customer in page.data])
        if len(names) == 1:
            add_customers(sandbox, range(4, 5))
    assert names == [["Company 3", "Company 2"], ["Company 2", "Company 1"], ["Company 0"]]


def group(identifier: Any) -> CustomerGroup:
    return CustomerGroup.from_dict({"id": identifier})


def customer(identifier: Any) -> Customer:
    return Customer.from_dict({"id": identifier})


UNTOUCHED = [
    pytest.param([[group("a"), group("a")]], id="twice on one page"),
    pytest.param([[group(None)], [group(None)]], id="no ID"),
    pytest.param([[group("")], [group("")]], id="an empty ID"),
    pytest.param([[group(["a"])], [group(["a"])]], id="an ID that is a list"),
    pytest.param([[group({})], [group({})]], id="an ID that is an object"),
    pytest.param([[group(1)], [group(True)], [group(1.0)]], id="IDs that only Python takes for equal"),
    pytest.param([[group(1)], [customer(1)]], id="two kinds of objects"),
    pytest.param([["a", 1, None, {"id": "a"}], ["a", 1, None, {"id": "a"}]], id="values that are not objects"),
]


@pytest.mark.parametrize("pages", UNTOUCHED)
def test_item_that_is_not_known_to_have_moved_is_yielded(pages: list[list[object]]) -> None:
    shift_filter: ShiftFilter[object] = ShiftFilter()
    assert [shift_filter.new_items(page) for page in pages] == pages


@pytest.mark.parametrize("page_size", [1, 15, 2000])
def test_memory_for_ids_is_bounded(page_size: int) -> None:
    shift_filter: ShiftFilter[CustomerGroup] = ShiftFilter()

    def pages() -> Iterator[list[CustomerGroup]]:
        for first in range(1, 6000, page_size):
            yield [group(identifier) for identifier in range(first, first + page_size)]

    received = list(pages())
    assert [shift_filter.new_items(page) for page in received] == received
    assert shift_filter.new_items([]) == []
    assert shift_filter.new_items(received[-2]) == []
    assert len(shift_filter._seen) <= max(500, 2 * page_size)
