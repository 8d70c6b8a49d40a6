"""Exports with both clients, against the sandbox."""

import asyncio
import csv
import json
import os
import random
import sqlite3
import sys
import warnings
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

import pytest
import trio

from mijnklantportaal import (
    APIResponseValidationError,
    InternalServerError,
    PermissionDeniedError,
    RateLimitError,
)
from mijnklantportaal.export import ExportResult, rows
from mijnklantportaal.progress import Progress
from mijnklantportaal.sandbox import Sandbox
from tests.tracebacks import traceback_with_locals

Export: TypeAlias = Callable[..., ExportResult]
"""Exports the customers of a sandbox, or what else `source` names, with a client that has no retries."""


def export(sandbox: Sandbox, source: str = "customers", **options: Any) -> ExportResult:
    with sandbox.client(throttle=False, max_retries=0) as portal:
        return portal.export(getattr(portal, source), **options)


def export_async(sandbox: Sandbox, source: str = "customers", **options: Any) -> ExportResult:
    async def run() -> ExportResult:
        async with sandbox.async_client(throttle=False, max_retries=0) as portal:
            return await portal.export(getattr(portal, source), **options)

    return asyncio.run(run())


def export_in_trio(sandbox: Sandbox, **options: Any) -> ExportResult:
    async def run() -> ExportResult:
        async with sandbox.async_client() as portal:
            return await portal.export(portal.customers, **options)

    return trio.run(run)


both_clients = pytest.mark.parametrize("run", [export, export_async], ids=["sync", "async"])


def sandbox_with(customers: int, **options: Any) -> Sandbox:
    sandbox = Sandbox(**{"page_size": 3, "rate_limit": None, "now": datetime(2026, 3, 1), **options})
    add(sandbox, customers)
    return sandbox


def add(sandbox: Sandbox, customers: int) -> list[str]:
    """Add customers, a second apart, and return their IDs."""
    identifiers = []
    for _ in range(customers):
        sandbox.clock.advance(timedelta(seconds=1))
        identifiers.append(sandbox.customers.add().id)
    return identifiers


def delete(sandbox: Sandbox, identifier: str) -> None:
    # The API cannot delete customers, but people can.
    del sandbox._state.records._by_collection["customers"][identifier]


def ids(sandbox: Sandbox) -> list[str]:
    """Return the IDs of all customers in the order of the list: the newest first."""
    return [customer.id for customer in sandbox.customers][::-1]


def written(path: Path) -> list[str]:
    with open(path, newline="", encoding="utf-8") as file:
        return [row["id"] for row in csv.DictReader(file)]


def pages_of(sandbox: Sandbox) -> list[str]:
    """Return the page of each request, and forget them."""
    pages = [request.query.get("page", "1") for request in sandbox.requests]
    sandbox.requests.clear()
    return pages


def interrupt(run: Export, sandbox: Sandbox, pages: int, target: Path, **options: Any) -> None:
    """Export until the call after so many pages fails."""
    if pages:
        sandbox.faults.delay(0.0, times=pages)
    sandbox.faults.status(429)
    with pytest.raises(RateLimitError) as caught:
        run(sandbox, to=target, **options)
    assert not target.exists()
    assert caught.value.__notes__ == [
        f"The export was interrupted. The received objects are in {target}.partial: the same call resumes the export."
    ]


@pytest.mark.parametrize("run", [export, export_async, export_in_trio])
def test_export_writes_all_objects_and_leaves_no_other_file(run: Export, tmp_path: Path) -> None:
    sandbox = sandbox_with(7)
    result = run(sandbox, to=tmp_path / "customers.csv")
    assert result == ExportResult((tmp_path / "customers.csv",), 7, 3, False, {})
    assert written(tmp_path / "customers.csv") == ids(sandbox)
    assert [path.name for path in tmp_path.iterdir()] == ["customers.csv"]


@both_clients
def test_interrupted_export_goes_on_with_the_last_page(run: Export, tmp_path: Path) -> None:
    sandbox = sandbox_with(10)
    interrupt(run, sandbox, 2, tmp_path / "customers.csv")
    assert pages_of(sandbox) == ["1", "2", "3"]
    reported: list[Progress] = []
    result = run(sandbox, to=tmp_path / "customers.csv", progress=reported.append)
    assert (result.objects, result.requests, result.resumed) == (10, 3, True)
    assert pages_of(sandbox) == ["2", "3", "4"]
    assert written(tmp_path / "customers.csv") == ids(sandbox)
    assert (reported[0].done, reported[-1].done, reported[0].unit) == (6, 10, "objects")


@pytest.mark.parametrize(
    ("created", "deleted", "pages"),
    [
        pytest.param(2, [], ["3", "4", "5"], id="fewer are created than a page has"),
        pytest.param(8, [], ["3", "4", "5", "6", "7"], id="pages of objects are created"),
        pytest.param(0, [0, 4], ["3", "4"], id="fewer are deleted than a page has"),
        pytest.param(0, [0, 1, 2, 3, 4], ["3", "2", "3"], id="more are deleted than a page has"),
        pytest.param(0, [*range(1, 9)], ["3", "2", "1", "2"], id="all but one of the spool are deleted"),
    ],
)
@both_clients
def test_no_object_is_lost_or_doubled_where_others_move_meanwhile(
    run: Export, tmp_path: Path, created: int, deleted: list[int], pages: list[str]
) -> None:
    sandbox = sandbox_with(13)
    before = ids(sandbox)
    interrupt(run, sandbox, 3, tmp_path / "customers.csv")
    sandbox.requests.clear()
    add(sandbox, created)
    for index in deleted:
        delete(sandbox, before[index])
    result = run(sandbox, to=tmp_path / "customers.csv")
    # What was exported before it was deleted stays. What was created may be missing, or between the others.
    exported = written(tmp_path / "customers.csv")
    assert [identifier for identifier in exported if identifier in before] == before
    assert len(exported) == len(set(exported))
    assert pages_of(sandbox) == pages
    assert result.resumed


@both_clients
def test_export_begins_anew_where_nothing_of_it_is_left(run: Export, tmp_path: Path) -> None:
    sandbox = sandbox_with(13)
    before = ids(sandbox)
    interrupt(run, sandbox, 2, tmp_path / "customers.csv")
    for identifier in before[:6]:
        delete(sandbox, identifier)
    with pytest.warns(UserWarning, match="none of the objects that were exported before") as caught:
        run(sandbox, to=tmp_path / "customers.csv")
    assert caught[0].filename == __file__
    assert written(tmp_path / "customers.csv") == before[6:]


@pytest.mark.parametrize("seed", range(12))
def test_objects_that_stay_are_exported_once_whatever_happens_in_between(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    sandbox = sandbox_with(rng.randrange(1, 40))
    target = tmp_path / "customers.csv"
    staying = set(ids(sandbox))
    with warnings.catch_warnings():
        # The list has no object of the spool.
        warnings.simplefilter("ignore")
        for _ in range(rng.randrange(1, 6)):
            pages = rng.randrange(5)
            sandbox.faults.clear()
            if pages:
                sandbox.faults.delay(0.0, times=pages)
            sandbox.faults.status(429)
            with suppress(RateLimitError):
                export(sandbox, to=target)
            if target.exists():
                break
            add(sandbox, rng.choice([0, 0, 1, 2, 3, 4, 20]))
            for identifier in rng.sample(ids(sandbox), min(len(ids(sandbox)), rng.choice([0, 0, 1, 3, 4, 12]))):
                delete(sandbox, identifier)
                staying.discard(identifier)
        sandbox.faults.clear()
        if not target.exists():
            export(sandbox, to=target)
    exported = written(target)
    assert len(exported) == len(set(exported))
    assert staying <= set(exported)


def test_changed_object_is_written_as_it_was_received_last(tmp_path: Path) -> None:
    sandbox = sandbox_with(7)
    interrupt(export, sandbox, 2, tmp_path / "customers.csv")
    with sandbox.client() as portal:
        portal.customers.update(ids(sandbox)[4], company_name="Renamed")
        portal.customers.update(ids(sandbox)[0], company_name="Renamed too late")
    export(sandbox, to=tmp_path / "customers.csv")
    with open(tmp_path / "customers.csv", newline="", encoding="utf-8") as file:
        names = [row["company_name"] for row in csv.DictReader(file)]
    # Page 2 was fetched again, and page 1 was not.
    assert [name.startswith("Renamed") for name in names] == [index == 4 for index in range(7)]


@both_clients
def test_since_ends_at_the_first_known_object(run: Export, tmp_path: Path) -> None:
    sandbox = sandbox_with(9)
    known = ids(sandbox)
    new = add(sandbox, 4)[::-1]
    result = run(sandbox, to=tmp_path / "new.csv", since=[*known, "cst_deleted"])
    assert written(tmp_path / "new.csv") == new
    assert (result.requests, result.objects) == (2, 4)
    assert run(sandbox, to=tmp_path / "none.csv", since=ids(sandbox)[0]).objects == 0
    assert (tmp_path / "none.csv").read_text().startswith("id,")


def test_interrupted_incremental_export_goes_on(tmp_path: Path) -> None:
    sandbox = sandbox_with(9)
    known = ids(sandbox)
    new = add(sandbox, 7)[::-1]
    interrupt(export, sandbox, 2, tmp_path / "new.csv", since=known)
    newest = add(sandbox, 1)
    export(sandbox, to=tmp_path / "new.csv", since=known)
    assert written(tmp_path / "new.csv") == new
    assert newest[0] not in new


def oldest_first(page: Any) -> Any:
    return {**page, "data": page["data"][::-1]}


def without_times(page: Any) -> Any:
    return {**page, "data": [{**item, "createdAt": None} for item in page["data"]]}


def at_the_same_second(page: Any) -> Any:
    return {**page, "data": [{**item, "createdAt": "2026-03-01T00:00:00+01:00"} for item in page["data"]]}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        pytest.param(oldest_first, "does not have the newest objects first", id="oldest first"),
        pytest.param(without_times, "no time of creation", id="times are missing"),
        pytest.param(at_the_same_second, "all times of creation .* are equal", id="times are equal"),
    ],
)
def test_since_exports_everything_where_the_order_is_not_known(
    tmp_path: Path, change: Callable[[Any], Any], reason: str
) -> None:
    sandbox = sandbox_with(7)
    known = ids(sandbox)[2:]
    sandbox.faults.body(change, times=3)
    with pytest.warns(UserWarning, match=reason):
        result = export(sandbox, to=tmp_path / "customers.csv", since=known)
    assert (result.objects, sorted(written(tmp_path / "customers.csv"))) == (7, sorted(ids(sandbox)))


def test_since_needs_no_order_where_only_known_objects_are_left(tmp_path: Path) -> None:
    sandbox = sandbox_with(3)
    sandbox.faults.body(at_the_same_second)
    assert export(sandbox, to=tmp_path / "none.csv", since=ids(sandbox)).objects == 0


def test_since_warns_where_no_known_object_is_left_or_the_model_has_no_time(tmp_path: Path) -> None:
    sandbox = sandbox_with(4)
    with pytest.warns(UserWarning, match="the list has none of the IDs"):
        assert export(sandbox, to=tmp_path / "customers.csv", since="cst_deleted").objects == 4
    sandbox.invoices.add()
    with pytest.warns(UserWarning, match="Invoice has no time of creation"):
        assert export(sandbox, "invoices", to=tmp_path / "invoices.csv", since="fac_1").objects == 1
    assert export(sandbox, to=tmp_path / "all.csv", since=[]).objects == 4
    with pytest.raises(TypeError, match="since must be one or more IDs"):
        export(sandbox, to=tmp_path / "invalid.csv", since=[7])


def without_ids(page: Any) -> Any:
    return {**page, "data": [{**item, "id": None} for item in page["data"]]}


def test_objects_that_deviate_from_the_spec_are_all_written_once(tmp_path: Path) -> None:
    sandbox = sandbox_with(7)
    target = tmp_path / "customers.jsonl"
    sandbox.faults.body(
        lambda page: {**page, "data": [*page["data"], 1.50, None, {"id": ["x"], "ratio": 0.25}, {"id": 8}]}
    )
    sandbox.faults.body(without_ids)
    interrupt(export, sandbox, 0, target)
    # The second page again.
    sandbox.faults.body(without_ids)
    export(sandbox, to=target)
    lines = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert [line["id"] for line in lines] == [*ids(sandbox)[:3], None, None, None, 8, None, None, None, ids(sandbox)[6]]
    assert [line["additional_properties"] for line in lines[3:6]] == [
        {"value": 1.5},
        {"value": None},
        {"id": ["x"], "ratio": 0.25},
    ]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda page: {**page, "next_page_url": "https://example.com/?page=1"}, id="links back"),
        pytest.param(lambda page: {**page, "next_page_url": 7}, id="link is a number"),
        pytest.param(lambda page: {"data": page["data"]}, id="data only"),
    ],
)
def test_list_whose_links_are_not_valid_ends(tmp_path: Path, change: Callable[[Any], Any]) -> None:
    sandbox = sandbox_with(7)
    sandbox.faults.body(change)
    assert export(sandbox, to=tmp_path / "customers.csv").objects == 3


def test_page_that_is_sent_again_and_again_ends_the_export(tmp_path: Path) -> None:
    sandbox = sandbox_with(7)
    first: list[Any] = []

    def repeat(page: Any) -> Any:
        first.append(page)
        return first[0]

    sandbox.faults.body(repeat, times=9)
    assert export(sandbox, to=tmp_path / "customers.csv").objects == 3


def test_malformed_page_leaves_the_spool(tmp_path: Path) -> None:
    sandbox = sandbox_with(7)
    sandbox.faults.delay(0.0)
    sandbox.faults.html("<html>", status=200)
    with pytest.raises(APIResponseValidationError) as caught:
        export(sandbox, to=tmp_path / "customers.csv")
    assert "the same call resumes" in caught.value.__notes__[0]
    assert export(sandbox, to=tmp_path / "customers.csv").objects == 7


@both_clients
def test_error_of_an_export_shows_no_token(run: Export, tmp_path: Path) -> None:
    sandbox = sandbox_with(4)
    sandbox.faults.delay(0.0)
    sandbox.faults.status(500)
    with pytest.raises(InternalServerError) as caught:
        run(sandbox, to=tmp_path / "customers.csv")
    report = traceback_with_locals(caught.value)
    assert "_exports.py" in report
    assert sandbox.api_key not in report


def test_page_of_a_list_with_arguments_is_a_source(tmp_path: Path) -> None:
    sandbox = sandbox_with(0)
    link = sandbox.payment_links.add()
    for _ in range(7):
        sandbox.payment_link_payments.add(payment_link_id=link.id)
    with sandbox.client() as portal:
        page = portal.payment_links.list_payments(link.id, page=2)
        # The page is there already.
        assert portal.export(page, to=tmp_path / "payments.jsonl") == ExportResult(
            (tmp_path / "payments.jsonl",), 4, 1, False, {}
        )
        assert [row["payment_link_id"] for row in rows(page)] == [link.id] * 4

    async def run() -> int:
        async with sandbox.async_client() as portal:
            pager = portal.payment_links.list_payments(link.id)
            assert len([row async for row in rows(pager)]) == 7
            await portal.export(await pager, to=tmp_path / "page.jsonl")
            return (await portal.export(pager, to=tmp_path / "async.jsonl")).objects

    assert asyncio.run(run()) == 7
    assert (tmp_path / "page.jsonl").read_bytes() == (tmp_path / "async.jsonl").read_bytes()


def test_list_without_pages_is_a_source(tmp_path: Path) -> None:
    sandbox = sandbox_with(0)
    sandbox.appointments.add(starts_at=datetime(2026, 3, 2), ends_at=datetime(2026, 3, 3))
    with sandbox.client() as portal:
        assert portal.export(portal.appointments, to=tmp_path / "week.csv").objects == 1
        assert portal.export(portal.appointments.list(days=30), to=tmp_path / "month.csv").objects == 1
        with pytest.raises(ValueError, match="must be one or more models of one class"):
            portal.export(portal.appointments.list(days=0), to=tmp_path / "none.csv")
        assert len(list(rows(portal.appointments))) == len(list(rows(portal.appointments.list()))) == 1
    assert (tmp_path / "week.csv").read_bytes() == (tmp_path / "month.csv").read_bytes()


def test_asynchronous_rows_of_a_list_without_pages_are_those_of_the_synchronous_client() -> None:
    sandbox = sandbox_with(0)
    for day in (3, 2, 4):
        sandbox.appointments.add(starts_at=datetime(2026, 3, day), ends_at=datetime(2026, 3, 5))
    with sandbox.client() as portal:
        expected = list(rows(portal.appointments))
    sandbox.requests.clear()

    async def run() -> None:
        async with sandbox.async_client(max_retries=0) as portal:
            iteration = rows(portal.appointments)
            assert sandbox.requests == []
            sandbox.faults.status(500)
            with pytest.raises(InternalServerError):
                await anext(iteration)
            # The failed call is sent again.
            assert [row async for row in iteration] == expected
            with pytest.raises(StopAsyncIteration):
                await anext(iteration)
            assert len(sandbox.requests) == 2
            assert list(rows(await portal.appointments.list())) == expected

    asyncio.run(run())
    assert len({row["id"] for row in expected}) == 3


def test_asynchronous_rows_of_a_list_without_objects_end_at_once() -> None:
    sandbox = sandbox_with(0)

    async def run() -> list[dict[str, Any]]:
        async with sandbox.async_client() as portal:
            return [row for source in (portal.appointments, portal.customers) async for row in rows(source)]

    assert asyncio.run(run()) == []
    assert [request.path for request in sandbox.requests] == ["/appointments", "/customers"]


def test_asynchronous_rows_of_a_page_fetch_only_the_next_pages() -> None:
    sandbox = sandbox_with(7)

    async def run() -> list[Any]:
        async with sandbox.async_client() as portal:
            page = await portal.customers.list(page=2)
            return [row["id"] async for row in rows(page)]

    assert asyncio.run(run()) == ids(sandbox)[3:]
    assert pages_of(sandbox) == ["2", "3"]


def test_source_without_a_list_or_of_the_other_client_is_refused(tmp_path: Path) -> None:
    sandbox = sandbox_with(0)
    with sandbox.client() as portal:
        other = sandbox.async_client().customers
        sources: list[Any] = [portal.files, other, portal.with_raw_response.customers, "customers", portal]
        for source in sources:
            with pytest.raises((TypeError, ValueError), match=r"must be|belongs to|call the `export`"):
                portal.export(source, to=tmp_path / "x.csv")
    assert list(tmp_path.iterdir()) == []


@both_clients
def test_existing_file_is_replaced_only_with_overwrite(run: Export, tmp_path: Path) -> None:
    sandbox = sandbox_with(2)
    target = tmp_path / "customers.csv"
    target.write_text("mine")
    with pytest.raises(FileExistsError, match="choose another path, or replace it with overwrite=True"):
        run(sandbox, to=target)
    assert (target.read_text(), sandbox.requests, len(list(tmp_path.iterdir()))) == ("mine", [], 1)
    run(sandbox, to=target, overwrite=True)
    assert written(target) == ids(sandbox)


def test_target_that_cannot_be_written_is_refused_before_anything_is_sent(tmp_path: Path) -> None:
    sandbox = sandbox_with(2)
    (tmp_path / "folder.csv").mkdir()
    for to, options, error in (
        (tmp_path / "folder.csv", {}, IsADirectoryError),
        (tmp_path / "missing" / "x.csv", {}, FileNotFoundError),
        (tmp_path / "x.xlsx", {}, ValueError),
        (tmp_path / "x.csv", {"format": "xml"}, ValueError),
        (tmp_path / "x.csv", {"excel": "de"}, ValueError),
        (tmp_path / "x.jsonl", {"excel": "nl"}, ValueError),
    ):
        with pytest.raises(error):
            export(sandbox, to=to, **options)
    assert (sandbox.requests, [path.name for path in tmp_path.iterdir()]) == ([], ["folder.csv"])


def test_pipe_is_not_replaced(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has no such files")
    sandbox = sandbox_with(2)
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    with pytest.raises(ValueError, match="must be a regular file"):
        export(sandbox, to=pipe, overwrite=True)
    assert pipe.is_fifo()
    assert sandbox.requests == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows allows links to administrators only")
@pytest.mark.parametrize("exists", [True, False])
def test_link_still_leads_to_the_file_that_is_replaced(tmp_path: Path, exists: bool) -> None:
    file, link = tmp_path / "folder" / "data", tmp_path / "customers.csv"
    file.parent.mkdir()
    if exists:
        file.write_text("old")
    link.symlink_to(file)
    assert export(sandbox_with(2), to=link, overwrite=exists).paths == (file,)
    assert link.is_symlink()
    assert file.read_text(encoding="utf-8").startswith("id,")


def test_format_and_excel_settings_are_those_of_the_caller(tmp_path: Path) -> None:
    sandbox = sandbox_with(0)
    sandbox.customer_invoices.add(amount=Decimal("12.95"))
    export(sandbox, "customer_invoices", to=tmp_path / "x.txt", format="csv", excel="nl")
    content = (tmp_path / "x.txt").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfid;customer_id;")
    assert b";12,95;" in content
    export(sandbox, "customer_invoices", to=tmp_path / "x.db")
    with sqlite3.connect(tmp_path / "x.db") as database:
        assert database.execute("SELECT amount FROM customer_invoices").fetchall() == [("12.95",)]
    database.close()


def test_everything_is_exported_but_what_the_token_lacks_the_scope_for(tmp_path: Path) -> None:
    sandbox = sandbox_with(7)
    for _ in range(2):
        link = sandbox.payment_links.add()
        for _ in range(4):
            sandbox.payment_link_payments.add(payment_link_id=link.id)
    with sandbox.client() as portal:
        result = portal.export_all(to=tmp_path / "all.sqlite")
        assert (result.objects, result.skipped) == (17, {})
        with sqlite3.connect(tmp_path / "all.sqlite") as database:
            joined = "SELECT count(*) FROM payment_links_payments JOIN payment_links l ON payment_link_id = l.id"
            assert database.execute(joined).fetchone() == (8,)
            assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        database.close()
    with sandbox.client(api_key=sandbox.token("customers.read", "paymentlinks.read")) as portal:
        with pytest.warns(UserWarning, match="lacks their scopes: agreements, appointments"):
            result = portal.export_all(to=tmp_path / "folder")
        with pytest.raises(PermissionDeniedError):
            portal.export(portal.tickets, to=tmp_path / "tickets.csv")
    names = {"customers", "customer_groups", "payment_links", "payment_links_payments"}
    assert {path.stem for path in result.paths} == {path.stem for path in (tmp_path / "folder").iterdir()}
    assert names <= {path.stem for path in result.paths}
    assert {"tickets", "customer_invoices"} <= set(result.skipped)
    assert names.isdisjoint(result.skipped)


def test_export_of_everything_goes_on_in_the_middle_of_a_list(tmp_path: Path) -> None:
    sandbox = sandbox_with(7)
    links = [sandbox.payment_links.add() for _ in range(3)]
    for link in links:
        for _ in range(4):
            sandbox.payment_link_payments.add(payment_link_id=link.id)

    async def run() -> ExportResult:
        async with sandbox.async_client(max_retries=0) as portal:
            return await portal.export_all(to=tmp_path / "folder")

    runs = 0
    for path in ("/customers", f"/payment-links/{links[1].id}/payments"):
        sandbox.faults.delay(0.0, path=path)
        sandbox.faults.status(500, path=path)
        with pytest.raises(Exception, match="500"):
            asyncio.run(run())
        runs += 1
    # The object was deleted after it was received.
    del sandbox._state.records._by_collection["payment_links"][links[0].id]
    with pytest.warns(UserWarning, match="payment_links_payments of .* were not exported"):
        result = asyncio.run(run())
    assert (result.objects, result.resumed) == (7 + 3 + 8, True)
    paths = [f"{request.path}?page={request.query.get('page', 1)}" for request in sandbox.requests]
    # Each page once, but for the one before each interruption and the one that failed.
    assert len(paths) - len(set(paths)) == 2 * runs


def test_object_whose_id_is_not_valid_does_not_stop_the_export_of_everything(tmp_path: Path) -> None:
    sandbox = sandbox_with(0)
    link = sandbox.payment_links.add()
    sandbox.payment_link_payments.add(payment_link_id=link.id)
    invalid = {"id": ".."}
    sandbox.faults.body(lambda page: {**page, "data": [invalid, *page["data"]]}, path="/payment-links")
    with sandbox.client() as portal, pytest.warns(UserWarning, match=r"payment_links_payments of '\.\.' were not"):
        assert portal.export_all(to=tmp_path / "folder").objects == 3
    assert written(tmp_path / "folder" / "payment_links.csv") == ["..", link.id]


def test_export_takes_no_longer_than_the_rate_limit_makes_it(tmp_path: Path) -> None:
    sandbox = sandbox_with(125, page_size=1, rate_limit=60)
    started = sandbox.clock.elapsed
    waits: list[float] = []
    with sandbox.client() as portal:
        portal.export(portal.customers, to=tmp_path / "customers.csv", progress=lambda each: waits.append(each.waiting))
    # Sixty calls at once, and sixty at the beginning of each of the next two minutes.
    seconds = sandbox.clock.elapsed - started
    print(f"{seconds:.1f} s of 120 s")
    assert 120 <= seconds < 130
    # No call was refused.
    assert len(sandbox.requests) == 125
    assert max(waits) > 0
