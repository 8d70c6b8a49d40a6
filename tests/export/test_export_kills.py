"""Exports of processes that are killed at any time."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mijnklantportaal.sandbox import Sandbox

PROGRAM = Path(__file__).with_name("export_program.py")


@contextmanager
def export_process(url: str, target: Path, source: str) -> Iterator[subprocess.Popen[str]]:
    arguments = [sys.executable, str(PROGRAM), url, "sandbox-key", str(target), source]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


# The status of a process that was killed.
KILLED = 1
if sys.platform != "win32":
    KILLED = -signal.SIGKILL


def uninterrupted(url: str, target: Path, source: str) -> list[int]:
    """Return what the program prints: objects, requests, and KiB of memory at most."""
    with export_process(url, target, source) as process:
        printed, _ = process.communicate(timeout=600)
    assert process.returncode == 0
    return [int(number) for number in printed.split()]


def kill_during_export(
    sandbox: Sandbox, url: str, target: Path, source: str, kills: int, pages: int
) -> tuple[int, list[int]]:
    """Export with kills at random points, and return how many hit, and what the last process has printed."""
    rng = random.Random(16)
    # In the order of the pages, and the last ones while the file is written.
    points = sorted(rng.sample(range(1, pages), kills - 1))
    hits = 0
    for point in [*points, pages]:
        with export_process(url, target, source) as process:
            while len(sandbox.requests) < point and process.poll() is None:
                time.sleep(0.0005)
            # At any moment of the request, of the transaction, or of writing the file.
            time.sleep(rng.random() * 0.02)
            process.kill()
            hits += process.wait() == KILLED
    return hits, uninterrupted(url, target, source)


def sandbox_with(customers: int, invoices: int) -> Sandbox:
    sandbox = Sandbox(rate_limit=None)
    identifiers = [sandbox.customers.add().id for _ in range(customers)]
    for index in range(invoices):
        sandbox.customer_invoices.add(customer_id=identifiers[index % customers], invoice_number=f"{index}")
    return sandbox


def check_kills(folder: Path, sandbox: Sandbox, source: str, kills: int, suffix: str = ".csv") -> int:
    """Check an export that is killed against one that is not, and return the number of its objects."""
    whole, killed = folder / f"{source}{suffix}", folder / f"{source}_killed{suffix}"
    with sandbox.serve() as url:
        count, calls, _ = uninterrupted(url, whole, source)
        sandbox.requests.clear()
        hits, (written, _, _) = kill_during_export(sandbox, url, killed, source, kills, calls)
    assert (hits, written) == (kills, count)
    assert killed.read_bytes() == whole.read_bytes()
    # Each run fetches the last page of the one before again, and a page that was in flight.
    assert len(sandbox.requests) <= calls + 2 * kills
    assert {path.name for path in folder.iterdir() if path.name.startswith((f".{source}", f"{source}_killed"))} == {
        killed.name
    }
    return count


def test_export_killed_three_times_is_identical_to_an_uninterrupted_one(tmp_path: Path) -> None:
    assert check_kills(tmp_path, sandbox_with(10, 400), "customer_invoices", 3) == 400


@pytest.mark.long
def test_large_exports_killed_ten_times_are_identical_to_uninterrupted_ones(tmp_path: Path) -> None:
    sandbox = sandbox_with(5_000, 20_000)
    assert check_kills(tmp_path, sandbox, "customers", 10) == 5_000
    assert check_kills(tmp_path, sandbox, "customer_invoices", 10) == 20_000


@pytest.mark.long
def test_export_of_everything_killed_ten_times_is_identical_to_an_uninterrupted_one(tmp_path: Path) -> None:
    sandbox = sandbox_with(100, 1_000)
    for _ in range(30):
        link = sandbox.payment_links.add()
        sandbox.payment_link_payments.add(payment_link_id=link.id)
    assert check_kills(tmp_path, sandbox, "everything", 10, ".sqlite") == 1_160


@pytest.mark.long
def test_export_of_ten_times_the_objects_takes_no_more_memory(tmp_path: Path) -> None:
    peaks = []
    for count in (2_000, 20_000):
        with sandbox_with(10, count).serve() as url:
            peaks.append(uninterrupted(url, tmp_path / f"{count}.csv", "customer_invoices")[2])
    print(f"peak: {peaks[0] / 1024:.1f} MiB for 2,000 invoices, {peaks[1] / 1024:.1f} MiB for 20,000")
    assert peaks[1] <= 1.1 * peaks[0]
