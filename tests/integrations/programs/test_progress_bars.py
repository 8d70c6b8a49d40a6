"""Progress bars, as rich draws them on a terminal."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs_examples import BLOCKS, Block, demo_portal, run
from tests.integrations.programs.terminals import Screen, run_on_terminal

SANDBOX = """
import asyncio, io, os, sys, threading, time
from mijnklantportaal.progress import _open_progress
from mijnklantportaal.sandbox import Sandbox

sandbox = Sandbox(rate_limit=2)
for _ in range(20):
    sandbox.customers.add()
portal = sandbox.client()
"""


def drawn(program: str, folder: Path, stdout: Path | None = None, term: str = "xterm-256color") -> Screen:
    return run_on_terminal(SANDBOX + program, folder, stdout, term)


def test_list_leaves_its_objects_and_rate_on_the_screen(tmp_path: Path) -> None:
    screen = drawn("for customer in portal.customers.list(progress=True): time.sleep(0.02)", tmp_path)
    assert screen.lines[-1].startswith("customers ━")
    assert " 20 " in screen.lines[-1]
    assert "/s, in 0." in screen.lines[-1]
    assert screen.shows_cursor


def test_upload_shows_percentage_rate_and_time_left(tmp_path: Path) -> None:
    program = """
class SlowFile(io.BytesIO):
    name = "contract.pdf"
    def read(self, size=-1):
        time.sleep(0.004)
        return super().read(size)
portal.files.upload(file=SlowFile(bytes(20_000_000)), progress=True)
"""
    lines = drawn(program, tmp_path).lines
    assert any(" % " in line and "MB/s" in line and " left" in line for line in lines)
    assert lines[-1].startswith("contract.pdf ━")
    assert "100 %  20.0 MB" in lines[-1]


def test_wait_for_the_rate_limit_counts_down(tmp_path: Path) -> None:
    program = """
with _open_progress(True, "customers", "objects") as reporter:
    reporter.advance(3)
    reporter.wait(2.4)
    time.sleep(2.4)
    reporter.go_on()
    reporter.wait(1, "retry")
"""
    lines = drawn(program, tmp_path).lines
    waits = [line[line.index("waiting") :] for line in lines if "waiting" in line]
    assert list(dict.fromkeys(waits)) == [
        "waiting for the rate limit, 3 s",
        "waiting for the rate limit, 2 s",
        "waiting for the rate limit, 1 s",
        "waiting 1 s before a retry",
    ]
    assert "waiting" not in lines[-1]


def test_work_of_several_threads_has_a_bar_each(tmp_path: Path) -> None:
    program = """
def work(name):
    with _open_progress(True, name, "objects") as reporter:
        for _ in range(10):
            reporter.advance(1)
            barrier.wait()
            time.sleep(0.02)
names = ["customers", "invoices", "tickets"]
barrier = threading.Barrier(len(names))
threads = [threading.Thread(target=work, args=(name,)) for name in names]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
"""
    screen = drawn(program, tmp_path)
    ends = [line for line in screen.lines if ", in " in line]
    assert sorted(line.split()[0] for line in ends) == ["customers", "invoices", "tickets"]
    assert all(" 10 " in line for line in ends)
    assert screen.shows_cursor


def test_printed_lines_stand_above_the_bar(tmp_path: Path) -> None:
    program = """
for count, customer in enumerate(portal.customers.list(progress=True)):
    time.sleep(0.01)
    if count % 10 == 0:
        print("customer", count)
"""
    lines = drawn(program, tmp_path).lines
    assert [line for line in lines if line.startswith("customer ")] == ["customer 0", "customer 10"]


def test_output_that_goes_to_a_file_stays_there(tmp_path: Path) -> None:
    output = tmp_path / "output.txt"
    screen = drawn("for customer in portal.customers.list(progress=True): print('line')", tmp_path, stdout=output)
    assert output.read_text() == "line\n" * 20
    assert "line" not in screen.written
    assert " 20 " in screen.lines[-1]


LEFT_OPEN = {
    "loop that is left": """
for customer in portal.customers.list(progress=True):
    break
print("END")
""",
    "loop that fails": """
try:
    for customer in portal.customers.list(progress=True):
        raise ValueError
except ValueError:
    pass
print("END")
""",
    "asynchronous loop that is left": """
async def main():
    async for customer in sandbox.async_client().customers.list(progress=True):
        break
    print("END")
asyncio.run(main())
""",
    "call that fails": """
sandbox.faults.status(500)
try:
    portal.files.upload(file=b"content", progress=True)
except Exception:
    pass
print("END")
""",
    "iterator that is never closed": """
async def main():
    global customers
    customers = aiter(sandbox.async_client().customers.list(progress=True))
    await anext(customers)
asyncio.run(main())
time.sleep(0.2)
""",
    "terminal that is forked": """
for customer in portal.customers.list(progress=True):
    if not os.fork():
        for customer in portal.tickets.list(progress=True):
            pass
        print("END", flush=True)
        os._exit(0)
    os.wait()
    break
""",
}


@pytest.mark.parametrize("program", LEFT_OPEN.values(), ids=LEFT_OPEN)
def test_bar_ends_with_its_work(tmp_path: Path, program: str) -> None:
    screen = drawn(program, tmp_path)
    assert screen.shows_cursor
    if 'print("END")' in program:
        assert screen.lines[-1] == "END"


def test_page_alone_leaves_nothing(tmp_path: Path) -> None:
    assert drawn("portal.customers.list(page=2, progress=True)", tmp_path).lines == []


def test_description_cannot_move_the_cursor(tmp_path: Path) -> None:
    program = """
with _open_progress(True, "a\\x1b[2Jb\\n[red]c.pdf", "bytes") as reporter:
    reporter.advance(1)
"""
    screen = drawn(program, tmp_path)
    assert "\x1b[2J" not in screen.written
    assert screen.lines[-1].startswith("a?[2Jb?[red]c.pdf ━")


ALL = "for customer in portal.customers.list(progress=True): pass\nportal.files.upload(file=b'content', progress=True)"


def test_nothing_is_drawn_on_a_terminal_without_a_cursor(tmp_path: Path) -> None:
    assert drawn(ALL, tmp_path, term="dumb").written == ""


def test_nothing_is_drawn_in_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    # rich takes this for a terminal.
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
    run = subprocess.run([sys.executable, "-c", SANDBOX + ALL], capture_output=True, check=True)
    assert (run.stdout, run.stderr) == (b"", b"")


@pytest.mark.parametrize("block", [block for block in BLOCKS if block.needs == "rich"], ids=str)
def test_example_with_a_bar_runs(tmp_path: Path, block: Block) -> None:
    with demo_portal() as environment:
        (tmp_path / "program.py").write_text(block.code)
        assert "cst_abc12345def678" in run("program.py", folder=tmp_path, **environment)
