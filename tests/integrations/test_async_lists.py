"""Lists of the asynchronous client as asyncio, anyio and trio use coroutines, over a real connection."""

import asyncio
import contextlib
import functools
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import timedelta
from typing import Any

import anyio
import anyio.from_thread
import pytest
import trio

from mijnklantportaal import AsyncMijnKlantportaal, AsyncPage
from mijnklantportaal.models import Customer
from mijnklantportaal.sandbox import Sandbox

ALL_COMPANIES = [f"Company {number}" for number in reversed(range(40))]
FIRST_PAGE = ALL_COMPANIES[:15]

Program = Callable[[AsyncMijnKlantportaal], Awaitable[Any]]


@pytest.fixture(scope="module")
def served_portal() -> Iterator[tuple[str, str]]:
    """The address of a portal with 40 customers, and a token for it."""
    sandbox = Sandbox(rate_limit=None)
    for company in reversed(ALL_COMPANIES):
        sandbox.customers.add(company_name=company)
        sandbox.clock.advance(timedelta(seconds=1))
    with sandbox.serve() as url:
        yield url, sandbox.api_key


async def with_portal(served_portal: tuple[str, str], program: Program) -> Any:
    url, token = served_portal
    async with AsyncMijnKlantportaal(api_key=token, base_url=url, max_retries=0, throttle=False) as portal:
        return await program(portal)


def names(page: AsyncPage[Customer]) -> list[str]:
    return [customer.company_name for customer in page.data]


async def create_task(portal: AsyncMijnKlantportaal) -> Any:
    return await asyncio.create_task(portal.customers.list())


async def task_group(portal: AsyncMijnKlantportaal) -> Any:
    async with asyncio.TaskGroup() as group:
        task = group.create_task(portal.customers.list())
    return task.result()


async def gather(portal: AsyncMijnKlantportaal) -> Any:
    first, second = await asyncio.gather(portal.customers.list(), portal.customers.list(page=2))
    assert names(second) == ALL_COMPANIES[15:30]
    return first


async def wait_for(portal: AsyncMijnKlantportaal) -> Any:
    return await asyncio.wait_for(portal.customers.list(), 30)


async def shield(portal: AsyncMijnKlantportaal) -> Any:
    return await asyncio.shield(portal.customers.list())


async def ensure_future(portal: AsyncMijnKlantportaal) -> Any:
    return await asyncio.ensure_future(portal.customers.list())


async def as_completed(portal: AsyncMijnKlantportaal) -> Any:
    (page,) = [await completed for completed in asyncio.as_completed([portal.customers.list()])]
    return page


async def another_thread(portal: AsyncMijnKlantportaal) -> Any:
    loop = asyncio.get_running_loop()
    return await asyncio.to_thread(lambda: asyncio.run_coroutine_threadsafe(portal.customers.list(), loop).result(30))


async def eager_task(portal: AsyncMijnKlantportaal) -> Any:
    asyncio.get_running_loop().set_task_factory(getattr(asyncio, "eager_task_factory", None))
    return await asyncio.create_task(portal.customers.list())


async def one_list_twice(portal: AsyncMijnKlantportaal) -> Any:
    customers = portal.customers.list()
    assert names(await asyncio.create_task(customers)) == FIRST_PAGE
    return await asyncio.create_task(customers)


ASYNCIO_PROGRAMS = [
    *(create_task, task_group, gather, wait_for, shield, ensure_future, as_completed, another_thread, eager_task),
    one_list_twice,
]


@pytest.mark.parametrize("debug", [False, True], ids=["", "debug mode"])
@pytest.mark.parametrize("program", ASYNCIO_PROGRAMS, ids=lambda program: program.__name__)
def test_list_is_run_by_asyncio_as_a_coroutine(served_portal: tuple[str, str], program: Program, debug: bool) -> None:
    assert names(asyncio.run(with_portal(served_portal, program), debug=debug)) == FIRST_PAGE


@pytest.mark.parametrize(
    "run", [asyncio.run, lambda customers: anyio.run(lambda: customers), lambda customers: trio.run(lambda: customers)]
)
def test_list_is_the_main_task_of_an_event_loop(served_portal: tuple[str, str], run: Callable[..., Any]) -> None:
    url, token = served_portal
    portal = AsyncMijnKlantportaal(api_key=token, base_url=url)
    assert names(run(portal.customers.list())) == FIRST_PAGE


def test_report_on_a_task_names_the_operation(served_portal: tuple[str, str]) -> None:
    async def program(portal: AsyncMijnKlantportaal) -> None:
        task = asyncio.create_task(portal.customers.list())
        assert "coro=<list-customers()" in repr(task)
        await asyncio.sleep(0)
        assert [frame.f_code.co_name for frame in task.get_stack()] == ["_fetch_first_page"]
        await task
        assert "coro=<list-customers()" in repr(task)

    asyncio.run(with_portal(served_portal, program))


def test_task_that_is_cancelled_before_it_starts_raises_cancelled_error(served_portal: tuple[str, str]) -> None:
    async def program(portal: AsyncMijnKlantportaal) -> None:
        task = asyncio.create_task(portal.customers.list())
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(with_portal(served_portal, program))


# From here on, the same programs for both event loops.


@pytest.fixture(params=["asyncio", "trio"])
def run(request: pytest.FixtureRequest, served_portal: tuple[str, str]) -> Callable[[Program], Any]:
    return lambda program: anyio.run(with_portal, served_portal, program, backend=request.param)


def test_list_is_started_in_a_task_group_of_anyio(run: Callable[[Program], Any]) -> None:
    async def program(portal: AsyncMijnKlantportaal) -> None:
        async with anyio.create_task_group() as group:
            group.start_soon(portal.customers.list)
            group.start_soon(functools.partial(portal.customers.list, page=2), name="second page")

    run(program)


def test_task_group_of_anyio_is_cancelled_while_lists_are_fetched(run: Callable[[Program], Any]) -> None:
    async def program(portal: AsyncMijnKlantportaal) -> None:
        async with anyio.create_task_group() as group:
            for _ in range(3):
                group.start_soon(portal.customers.list)
            group.cancel_scope.cancel()
        assert names(await portal.customers.list()) == FIRST_PAGE

    run(program)


def test_list_is_started_in_a_nursery_of_trio(served_portal: tuple[str, str]) -> None:
    async def program(portal: AsyncMijnKlantportaal) -> None:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(portal.customers.list)
            nursery.start_soon(functools.partial(portal.customers.list, page=2), name="second page")

    trio.run(with_portal, served_portal, program)


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_list_is_called_from_another_thread_by_anyio(served_portal: tuple[str, str], backend: str) -> None:
    url, token = served_portal
    portal = AsyncMijnKlantportaal(api_key=token, base_url=url)
    with anyio.from_thread.start_blocking_portal(backend=backend) as thread:
        assert names(thread.call(portal.customers.list)) == FIRST_PAGE
        assert names(thread.start_task_soon(portal.customers.list).result(30)) == FIRST_PAGE
        thread.call(portal.close)


def test_list_has_a_time_limit(run: Callable[[Program], Any]) -> None:
    async def program(portal: AsyncMijnKlantportaal) -> None:
        with anyio.move_on_after(0) as scope:
            await portal.customers.list()
        assert scope.cancelled_caught
        with anyio.fail_after(30):
            assert names(await portal.customers.list()) == FIRST_PAGE

    run(program)


@pytest.mark.parametrize("is_awaited", [False, True], ids=["not fetched", "fetched"])
def test_list_is_closed_by_aclosing(run: Callable[[Program], Any], is_awaited: bool) -> None:
    async def program(portal: AsyncMijnKlantportaal) -> list[str]:
        received: list[str] = []
        customers = portal.customers.list()
        async with contextlib.aclosing(await customers if is_awaited else customers) as closing:
            async for customer in closing:
                received.append(customer.company_name)
                if len(received) == 20:
                    break
        return received

    assert run(program) == ALL_COMPANIES[:20]


def test_list_is_iterated_over_several_times(run: Callable[[Program], Any]) -> None:
    async def program(portal: AsyncMijnKlantportaal) -> None:
        customers = portal.customers.list()
        for _ in range(2):
            assert [customer.company_name async for customer in customers] == ALL_COMPANIES
        assert [page.current_page async for page in customers.pages()] == [1, 2, 3]

    run(program)


def iterators(portal: AsyncMijnKlantportaal, page: AsyncPage[Customer]) -> dict[str, AsyncIterator[object]]:
    return {
        "items of a list": aiter(portal.customers.list()),
        "pages of a list": portal.customers.list().pages(),
        "items of a page": aiter(page),
        "pages of a page": page.pages(),
    }


ITERATORS = ("items of a list", "pages of a list", "items of a page", "pages of a page")


@pytest.mark.parametrize("name", ITERATORS)
@pytest.mark.parametrize("steps", [1, 2, 16])
def test_iteration_that_is_left_is_silent(run: Callable[[Program], Any], name: str, steps: int) -> None:
    async def program(portal: AsyncMijnKlantportaal) -> None:
        iterator = iterators(portal, await portal.customers.list())[name]
        with contextlib.suppress(ZeroDivisionError):
            step = 0
            async for _ in iterator:
                if (step := step + 1) == steps:
                    raise ZeroDivisionError

    run(program)


@pytest.mark.parametrize("name", ITERATORS)
def test_closed_iterator_has_ended(run: Callable[[Program], Any], name: str) -> None:
    async def program(portal: AsyncMijnKlantportaal) -> None:
        iterator: Any = iterators(portal, await portal.customers.list())[name]
        await anext(iterator)
        await iterator.aclose()
        await iterator.aclose()
        assert await anext(iterator, "ended") == "ended"

    run(program)


@pytest.mark.parametrize("name", ITERATORS)
def test_iterator_is_used_after_a_step_was_cancelled(run: Callable[[Program], Any], name: str) -> None:
    async def program(portal: AsyncMijnKlantportaal) -> tuple[int, int]:
        page = await portal.customers.list()
        iterator = iterators(portal, page)[name]
        received = 0
        while received < (15 if "items" in name else 1):
            await anext(iterator)
            received += 1
        with anyio.move_on_after(0) as scope:
            await anext(iterator)
        assert scope.cancelled_caught
        rest = [each async for each in iterator]
        return received + len(rest), len([each async for each in iterators(portal, page)[name]])

    received, expected = run(program)
    assert received == expected


def test_iterator_that_two_tasks_use_raises_runtime_error(run: Callable[[Program], Any]) -> None:
    async def program(portal: AsyncMijnKlantportaal) -> list[object]:
        iterator = aiter(portal.customers.list())
        outcomes: list[object] = []

        async def step() -> None:
            try:
                outcomes.append((await anext(iterator)).company_name)
            except RuntimeError as error:
                outcomes.append(str(error))

        async with anyio.create_task_group() as group:
            group.start_soon(step)
            group.start_soon(step)
        outcomes.append((await anext(iterator)).company_name)
        return outcomes

    message = "two tasks must not share an iterator over a list: use `async for` in each task"
    assert run(program) == [message, *ALL_COMPANIES[:2]]


LEFT_AT_THE_END = """
import asyncio, gc, inspect, logging, sys
import anyio, trio
from mijnklantportaal import AsyncMijnKlantportaal

async def leave(portal):
    async for customer in portal.customers.list():
        break
    async for page in portal.customers.list().pages():
        return

async def program():
    portal = AsyncMijnKlantportaal(api_key=sys.argv[2], base_url=sys.argv[3])
    async with portal:
        await leave(portal)
        iterator = aiter(await portal.customers.list())
        await anext(iterator)
        async with anyio.create_task_group() as group:
            group.start_soon(collect, [iterator])
        del iterator
        kept.append(aiter(portal.customers.list()))
        await anext(kept[0])
        portal.customers.list()
        hasattr(portal.customers.list(), "cr_frame")
        gc.disable()
        for _ in range(100):
            inspect.getmembers(portal.customers.list())
        gc.enable()

async def collect(iterators):
    iterators.clear()
    gc.collect()

# It logs steps that take long, as on a busy machine.
logging.getLogger("asyncio").setLevel(logging.ERROR)
kept = []
anyio.run(program, backend=sys.argv[1])
gc.collect()
"""


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_program_that_leaves_iterations_prints_no_warning(served_portal: tuple[str, str], backend: str) -> None:
    url, token = served_portal
    arguments = [sys.executable, "-X", "dev", "-W", "error", "-c", LEFT_AT_THE_END, backend, token, url]
    process = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert (process.returncode, process.stderr) == (0, "")
