"""What a function gets to know of uploads, iterations over lists, and their waits."""

import asyncio
import io
import sys
from collections.abc import Callable
from contextlib import aclosing
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from mijnklantportaal import APIStatusError, AsyncMijnKlantportaal, ConfigurationError, MijnKlantportaal
from mijnklantportaal.models import AgreementSignerInvitation
from mijnklantportaal.progress import Progress, ProgressReporter, _open_progress
from mijnklantportaal.sandbox import Sandbox

SIZE = 3_000_000
Perform: TypeAlias = Callable[[Any], Any]
"""Makes a call with an open client of either kind, and returns its result."""


@pytest.fixture
def sandbox(request: pytest.FixtureRequest) -> Sandbox:
    """A sandbox with three pages of customers, which allows 60 calls in a minute, or the parameter."""
    sandbox = Sandbox(rate_limit=getattr(request, "param", 60))
    for _ in range(40):
        sandbox.customers.add()
    return sandbox


@pytest.fixture(params=["sync", "async"])
def perform(request: pytest.FixtureRequest, sandbox: Sandbox) -> Perform:
    def perform_sync(work: Callable[[MijnKlantportaal], Any]) -> Any:
        with sandbox.client() as portal:
            return work(portal)

    def perform_async(work: Callable[[AsyncMijnKlantportaal], Any]) -> Any:
        async def main() -> Any:
            async with sandbox.async_client() as portal:
                return await work(portal)

        return asyncio.run(main())

    return perform_sync if request.param == "sync" else perform_async


@pytest.fixture
def reports() -> list[Progress]:
    return []


async def iterate_async(pages: Any, limit: int) -> int:
    count = 0
    async with aclosing(pages):
        async for _ in pages:
            count += 1
            if count == limit:
                break
    return count


def iterate(pages: Any, limit: int = 1000) -> Any:
    """Iterate over a list with either client, up to a number of objects or pages, and return how many there were."""
    return iterate_async(aiter(pages), limit) if hasattr(pages, "__aiter__") else min(sum(1 for _ in pages), limit)


def assert_grows(reports: list[Progress]) -> None:
    done = [progress.done for progress in reports]
    assert done == sorted(done)


def test_upload_reports_the_bytes_of_its_file(perform: Perform, reports: list[Progress], tmp_path: Path) -> None:
    path = tmp_path / "contract.pdf"
    path.write_bytes(bytes(SIZE))
    perform(lambda portal: portal.files.upload(file=path, progress=reports.append))
    assert reports[0] == Progress("contract.pdf", 0, SIZE, "bytes")
    assert reports[-1] == Progress("contract.pdf", SIZE, SIZE, "bytes")
    assert_grows(reports)


def test_upload_of_several_files_reports_all_their_bytes(perform: Perform, reports: list[Progress]) -> None:
    perform(
        lambda portal: portal.agreements.create(
            name="Service contract",
            signer_name="John Doe",
            signer_signature_data="data:image/png;base64,",
            signers=[AgreementSignerInvitation(email="bram@bakery.nl")],
            documents=[bytes(1000), io.BytesIO(bytes(500))],
            progress=reports.append,
        )
    )
    assert reports[-1] == Progress("2 files", 1500, 1500, "bytes")


def test_empty_upload_reports_no_bytes(perform: Perform, reports: list[Progress]) -> None:
    perform(lambda portal: portal.files.upload(file=b"", progress=reports.append))
    assert reports == [Progress("file", 0, 0, "bytes")]


def test_upload_that_is_sent_again_reports_its_wait_and_restarts(
    sandbox: Sandbox, perform: Perform, reports: list[Progress]
) -> None:
    sandbox.faults.status(429, headers={"Retry-After": "42"})
    perform(lambda portal: portal.files.upload(file=bytes(SIZE), progress=reports.append))
    waiting = next(index for index, progress in enumerate(reports) if progress.waiting)
    assert reports[waiting - 1].done == SIZE
    assert reports[waiting] == Progress("file", SIZE, SIZE, "bytes", 42.0, "rate limit")
    assert [progress.done for progress in reports[waiting + 1 : waiting + 3]] == [SIZE, 0]
    assert reports[-1].done == SIZE
    assert_grows(reports[waiting + 2 :])


@pytest.mark.parametrize("pages", [pytest.param(False, id="objects"), pytest.param(True, id="pages")])
def test_iteration_reports_the_objects_so_far(perform: Perform, reports: list[Progress], pages: bool) -> None:
    def work(portal: Any) -> Any:
        customers = portal.customers.list(progress=reports.append)
        return iterate(customers.pages() if pages else customers)

    assert perform(work) == (3 if pages else 40)
    assert reports[0].done == (15 if pages else 1)
    assert reports[-1] == Progress("customers", 40, None, "objects")
    assert_grows(reports)


@pytest.mark.parametrize("sandbox", [2], indirect=True)
def test_iteration_reports_waits_for_the_rate_limit_and_before_retries(
    sandbox: Sandbox, perform: Perform, reports: list[Progress]
) -> None:
    sandbox.faults.status(503)
    assert perform(lambda portal: iterate(portal.customers.list(progress=reports.append))) == 40
    reasons = [progress.waiting_for for progress in reports]
    assert reasons[0] == "retry"
    assert reasons.count("rate limit") >= 1
    # Each wait is reported once, and its end.
    assert all(reason is None for previous, reason in pairwise(reasons) if previous)
    assert reports[-1] == Progress("customers", 40, None, "objects")


def test_page_alone_reports_nothing(perform: Perform, reports: list[Progress]) -> None:
    def work(portal: Any) -> Any:
        return portal.customers.list(page=2, progress=reports.append)

    assert perform(work).current_page == 2
    assert reports == []


def test_iteration_left_early_reports_the_objects_that_it_returned(sandbox: Sandbox, reports: list[Progress]) -> None:
    with sandbox.client() as portal:
        for count, _ in enumerate(portal.customers.list(progress=reports.append), 1):
            if count == 4:
                break
    assert reports[-1].done == 4


def test_async_iteration_left_early_reports_the_objects_that_it_returned(
    sandbox: Sandbox, reports: list[Progress]
) -> None:
    async def main() -> None:
        async with sandbox.async_client() as portal:
            count = 0
            async for _ in portal.customers.list(progress=reports.append):
                count += 1
                if count == 4:
                    break
        assert reports[-1].done == 4

    asyncio.run(main())


def test_async_iteration_that_is_retried_goes_on_counting(sandbox: Sandbox, reports: list[Progress]) -> None:
    async def main() -> None:
        async with sandbox.async_client(max_retries=0) as portal:
            customers = aiter(portal.customers.list(progress=reports.append))
            for _ in range(15):
                await anext(customers)
            sandbox.faults.status(500)
            with pytest.raises(APIStatusError):
                await anext(customers)
            assert reports[-1].done == 15
            assert [customer async for customer in customers]

    asyncio.run(main())
    assert reports[-1].done == 40
    assert_grows(reports)


def test_reporter_of_other_work_gets_the_waits_only(
    sandbox: Sandbox, perform: Perform, reports: list[Progress]
) -> None:
    reporter = ProgressReporter(reports.append, "export", "objects")
    sandbox.faults.status(503)

    def work(portal: Any) -> Any:
        return iterate(portal.customers.list(progress=reporter))

    assert perform(work) == 40
    assert [(progress.description, progress.done) for progress in reports] == [("export", 0)] * 2
    assert [progress.waiting_for for progress in reports] == ["retry", None]


def test_function_that_raises_is_logged_and_changes_nothing(perform: Perform, caplog: pytest.LogCaptureFixture) -> None:
    def fail(progress: Progress) -> None:
        raise RuntimeError("no space left")

    perform(lambda portal: portal.files.upload(file=b"content", progress=fail))
    assert "no space left" in caplog.text


async def async_function(progress: Progress) -> None: ...


@pytest.mark.parametrize("option", [None, 1, "yes", async_function])
def test_option_that_is_not_valid_raises_before_anything_is_sent(
    sandbox: Sandbox, perform: Perform, option: Any
) -> None:
    with pytest.raises(TypeError, match="progress must be"):
        perform(lambda portal: portal.files.upload(file=b"content", progress=option))
    assert sandbox.requests == []


def test_bar_without_rich_raises_before_anything_is_sent(
    sandbox: Sandbox, perform: Perform, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Python does not import what is None here.
    monkeypatch.setitem(sys.modules, "rich", None)
    with pytest.raises(ConfigurationError, match=r"pip install \"mijnklantportaal\[progress\]\""):
        perform(lambda portal: portal.files.upload(file=b"content", progress=True))
    assert sandbox.requests == []


def test_work_that_goes_on_is_reported_ten_times_a_second_and_at_its_end(
    reports: list[Progress], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    monkeypatch.setattr("mijnklantportaal._clock.real_monotonic", lambda: now[0])
    with _open_progress(reports.append, "contract.pdf", "bytes") as reporter:
        assert reporter is not None
        for _ in range(10_005):
            reporter.advance(10)
            now[0] += 0.001
    assert 90 <= len(reports) <= 110
    assert reports[0].done == 10
    assert reports[-1].done == 100_050
