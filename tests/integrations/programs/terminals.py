"""Programs on a pseudo-terminal, and what they draw there."""

import os
import pty
import re
import select
import sys
import time
from dataclasses import dataclass
from pathlib import Path

_SEQUENCE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


@dataclass(frozen=True)
class Screen:
    """What a program wrote to its terminal."""

    written: str

    @property
    def lines(self) -> list[str]:
        """Each picture of each line, in the order in which they were drawn."""
        text = _SEQUENCE.sub("", self.written)
        return [line.rstrip() for line in re.split(r"[\r\n]+", text) if line.strip()]

    @property
    def shows_cursor(self) -> bool:
        return self.written.rfind("\x1b[?25h") >= self.written.rfind("\x1b[?25l")


def run_on_terminal(
    program: str, folder: Path, stdout: Path | None = None, term: str = "xterm-256color", timeout: float = 60
) -> Screen:
    """Run a Python program on a terminal of 120 columns; its standard output may be a file."""
    path = folder / "program.py"
    path.write_text(program, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TERM": term, "COLUMNS": "120", "LINES": "24"}
    if sys.platform == "win32":
        raise NotImplementedError
    process, terminal = pty.fork()
    if not process:
        if stdout:
            os.dup2(os.open(stdout, os.O_WRONLY | os.O_CREAT), 1)
        os.execve(sys.executable, [sys.executable, "-W", "error", str(path)], environment)
    written = b""
    end = time.monotonic() + timeout
    try:
        while select.select([terminal], [], [], max(end - time.monotonic(), 0))[0]:
            try:
                written += os.read(terminal, 65_536)
            except OSError:
                # The program has ended.
                break
        else:
            os.kill(process, 9)
    finally:
        os.close(terminal)
        _, status = os.waitpid(process, 0)
    screen = Screen(written.decode())
    assert status == 0, screen.written
    return screen
