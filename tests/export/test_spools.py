"""The spool: when it is used, refused and deleted."""

import asyncio
import re
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from mijnklantportaal import AuthenticationError, RateLimitError, RequestEvent
from mijnklantportaal.export import ExportError
from mijnklantportaal.progress import Progress
from mijnklantportaal.sandbox import Sandbox


@pytest.fixture
def sandbox() -> Sandbox:
    sandbox = Sandbox(page_size=3, rate_limit=None)
    for _ in range(7):
        sandbox.customers.add()
    return sandbox


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "customers.csv"


@pytest.fixture
def spool(sandbox: Sandbox, target: Path) -> Path:
    """The spool of an export that was interrupted after two pages."""
    sandbox.faults.delay(0.0, times=2)
    sandbox.faults.status(429)
    with sandbox.client(max_retries=0) as portal, pytest.raises(RateLimitError):
        portal.export(portal.customers, to=target)
    sandbox.requests.clear()
    return target.with_name("customers.csv.partial")


def test_spool_of_another_export_is_refused_and_stays(sandbox: Sandbox, target: Path, spool: Path) -> None:
    with sandbox.client() as portal, sandbox.client(api_key=sandbox.token("customers.read")) as other:
        for source, since, difference in (
            (portal.customer_groups, None, "another list:"),
            (portal.customers, "cst_1", "another `since`:"),
            (other.customers, None, "another API key:"),
        ):
            message = f"{spool} belongs to an interrupted export with {difference} finish"
            with pytest.raises(ExportError, match=re.escape(message)):
                portal.export(source, to=target, since=since)
        assert sandbox.requests == []
        # Where it goes, and how, may change.
        assert portal.export(portal.customers, to=target, format="jsonl").resumed
    assert not spool.exists()


def test_spool_has_neither_the_key_nor_its_digest_nor_the_ids(sandbox: Sandbox, target: Path) -> None:
    sandbox.faults.delay(0.0)
    sandbox.faults.status(429)
    with sandbox.client(max_retries=0) as portal, pytest.raises(RateLimitError):
        portal.export(portal.customers, to=target, since="cst_secret")
    content = target.with_name("customers.csv.partial").read_bytes()
    auth_key = portal._sender.state.auth.key
    assert isinstance(auth_key, bytes)
    for secret in (sandbox.api_key.encode(), auth_key.hex().encode(), b"cst_secret"):
        assert secret not in content


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"my notes", "is damaged", id="text"),
        pytest.param(b"SQLite format 3\0" + b"\xff" * 4096, "is damaged", id="garbage behind the magic bytes"),
    ],
)
def test_file_that_is_not_a_spool_is_refused_and_stays(
    sandbox: Sandbox, target: Path, content: bytes, reason: str
) -> None:
    path = target.with_name("customers.csv.partial")
    path.write_bytes(content)
    message = rf"{re.escape(str(path))} {reason}.*delete the file"
    with sandbox.client() as portal, pytest.raises(ExportError, match=message):
        portal.export(portal.customers, to=target)
    assert (path.read_bytes(), sandbox.requests) == (content, [])


def test_database_of_somebody_else_is_refused_and_stays(sandbox: Sandbox, target: Path) -> None:
    path = target.with_name("customers.csv.partial")
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE mine (x)")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    with sandbox.client() as portal, pytest.raises(ExportError, match="is not the spool of an export"):
        portal.export(portal.customers, to=target)
    assert path.read_bytes() == before


def test_damaged_spool_is_refused_and_stays(sandbox: Sandbox, target: Path, spool: Path) -> None:
    content = bytearray(spool.read_bytes())
    # Each page of the file but the first one, which has the schema.
    content[4096:] = b"\x55" * (len(content) - 4096)
    spool.write_bytes(content)
    with sandbox.client() as portal, pytest.raises(ExportError, match=rf"{re.escape(str(spool))} is damaged"):
        portal.export(portal.customers, to=target)
    assert spool.read_bytes() == content


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_only_the_owner_reads_the_spool(spool: Path) -> None:
    assert stat.filemode(spool.stat().st_mode) == "-rw-------"


def test_empty_spool_of_a_process_that_was_killed_at_its_start_is_used(sandbox: Sandbox, target: Path) -> None:
    target.with_name("customers.csv.partial").touch()
    with sandbox.client() as portal:
        assert portal.export(portal.customers, to=target).objects == 7


def test_export_that_has_received_nothing_leaves_no_spool(sandbox: Sandbox, target: Path) -> None:
    with sandbox.client(api_key="wrong") as portal, pytest.raises(AuthenticationError) as caught:
        portal.export(portal.customers, to=target)
    assert not hasattr(caught.value, "__notes__")
    assert list(target.parent.iterdir()) == []
    with sandbox.client() as portal:
        assert portal.export(portal.customers, to=target).objects == 7


def test_interrupted_export_with_a_target_that_appeared_is_refused_and_its_spool_stays(
    sandbox: Sandbox, target: Path, spool: Path
) -> None:
    target.write_text("mine")
    with sandbox.client() as portal:
        # The spool is closed each time, or the next export would be refused as a second one.
        for _ in range(2):
            with pytest.raises(FileExistsError, match="choose another path"):
                portal.export(portal.customers, to=target)
        assert (target.read_text(), sandbox.requests) == ("mine", [])
        target.unlink()
        result = portal.export(portal.customers, to=target)
    assert (result.objects, result.resumed) == (7, True)


def test_existing_target_with_an_empty_spool_is_refused_and_the_spool_deleted(sandbox: Sandbox, target: Path) -> None:
    target.write_text("mine")
    target.with_name("customers.csv.partial").touch()
    with sandbox.client() as portal, pytest.raises(FileExistsError, match="choose another path"):
        portal.export(portal.customers, to=target)
    assert (target.read_text(), sandbox.requests) == ("mine", [])
    assert list(target.parent.iterdir()) == [target]


def test_second_export_to_the_same_target_is_refused(sandbox: Sandbox, target: Path) -> None:
    refusals: list[ExportError] = []

    def export_again(progress: Progress) -> None:
        with pytest.raises(ExportError) as caught:
            portal.export(portal.customers, to=target)
        refusals.append(caught.value)

    with sandbox.client() as portal:
        assert portal.export(portal.customers, to=target, progress=export_again).objects == 7
    assert "another export to the same target is running" in str(refusals[0])
    assert not hasattr(refusals[0], "__notes__")


def test_export_of_another_process_to_the_same_target_is_refused(sandbox: Sandbox, target: Path, spool: Path) -> None:
    program = f"import sqlite3; sqlite3.connect({str(spool)!r}, timeout=0).execute('BEGIN IMMEDIATE')"

    def use_elsewhere(progress: Progress) -> None:
        process = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
        errors.append(process.stderr.splitlines()[-1])

    errors: list[str] = []
    with sandbox.client() as portal:
        portal.export(portal.customers, to=target, progress=use_elsewhere)
    assert errors[0] == "sqlite3.OperationalError: database is locked"


def test_ctrl_c_and_cancellation_leave_the_spool(sandbox: Sandbox, target: Path) -> None:
    def interrupt(event: RequestEvent) -> None:
        if event.request.url.endswith("page=2"):
            raise KeyboardInterrupt

    with sandbox.client(on_request=interrupt) as portal, pytest.raises(KeyboardInterrupt) as caught:
        portal.export(portal.customers, to=target)
    assert "the same call resumes" in caught.value.__notes__[0]

    async def run() -> None:
        task = asyncio.current_task()
        assert task is not None

        def cancel(event: RequestEvent) -> None:
            if event.request.url.endswith("page=3"):
                task.cancel()

        async with sandbox.async_client(on_request=cancel) as portal:
            with pytest.raises(asyncio.CancelledError):
                await portal.export(portal.customers, to=target)
        task.uncancel()
        sandbox.requests.clear()
        async with sandbox.async_client() as portal:
            assert (await portal.export(portal.customers, to=target)).objects == 7

    asyncio.run(run())
    # The last page of the spool, and the one after it.
    assert [request.query.get("page") for request in sandbox.requests] == ["2", "3"]


def test_export_that_ends_while_it_writes_is_finished_without_a_call(
    sandbox: Sandbox, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*arguments: object) -> None:
        raise OSError("No space left on device")

    with sandbox.client() as portal:
        with monkeypatch.context() as patched:
            patched.setattr("os.replace", full)
            with pytest.raises(OSError, match="No space left"):
                portal.export(portal.customers, to=target)
        # As if the process had ended right after the rename.
        target.write_text("complete")
        sandbox.requests.clear()
        result = portal.export(portal.customers, to=target)
    assert (result.objects, result.requests, sandbox.requests) == (7, 0, [])
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_file_that_appears_during_the_export_is_not_replaced(sandbox: Sandbox, target: Path) -> None:
    with sandbox.client() as portal:
        with pytest.raises(FileExistsError):
            portal.export(portal.customers, to=target, progress=lambda each: target.write_text("mine"))
        assert target.read_text() == "mine"
        sandbox.requests.clear()
        assert portal.export(portal.customers, to=target, overwrite=True).objects == 7
    assert sandbox.requests == []
