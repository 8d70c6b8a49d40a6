"""A program of the cookbook in a folder of its own, with a sandbox that it calls, and what its page shows.

A page shows the program by a snippet, and what it prints in blocks of this kind, the first line of which is a command:

    ```console
    $ python appointments_to_ical.py agenda.ics
    appointments: 1, written to agenda.ics
    ```

Commands that need something else than Python, such as `curl`, belong to blocks of another kind (`sh`).
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

from mijnklantportaal.sandbox import Sandbox
from mijnklantportaal.sandbox._demo_data import add_demo_data

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples" / "cookbook"
PAGES = ROOT / "docs" / "cookbook"
CONSOLE = re.compile(r"^```console\n\$ (?P<command>[^\n]*)\n(?P<output>.*?)^```$", re.MULTILINE | re.DOTALL)
NOW = datetime(2026, 4, 14, 9)
"""The time in the sandboxes whose output the pages show."""


@dataclass(frozen=True)
class Result:
    """What a program did: its exit code, and what it printed to stdout and to stderr."""

    code: int
    output: str
    errors: str


@dataclass(frozen=True)
class Recipe:
    """A copy of a program in a folder, and the sandbox that it calls."""

    name: str
    folder: Path
    sandbox: Sandbox
    environment: dict[str, str]

    def run(self, *arguments: str, **environment: str) -> Result:
        """Run the program in its folder. A warning is an error in it, unless the environment has PYTHONWARNINGS."""
        done = subprocess.run(
            [sys.executable, f"{self.name}.py", *arguments],
            cwd=self.folder,
            env={**os.environ, **self.environment, **environment},
            capture_output=True,
            # Also on Windows, where pipes have the encoding of the system.
            encoding="utf-8",
            check=False,
            timeout=60,
        )
        return Result(done.returncode, done.stdout, done.stderr)

    def copy(self, *names: str) -> None:
        """Copy files that lie beside the program to its folder."""
        for name in names:
            shutil.copy(EXAMPLES / name, self.folder)


@dataclass(frozen=True)
class Shown:
    """A command that a page shows, and what it prints there."""

    command: str
    output: str

    @property
    def arguments(self) -> list[str]:
        """The arguments of the program, for `Recipe.run`."""
        return shlex.split(self.command)[2:]


def shown(name: str) -> list[Shown]:
    """Return the commands on the page of a program, in their order."""
    page = (PAGES / f"{name.replace('_', '-')}.md").read_text(encoding="utf-8")
    return [Shown(match["command"], match["output"]) for match in CONSOLE.finditer(page)]


def shows_program(name: str) -> bool:
    """Return whether the page shows the program by a snippet, so that it is the one that is tested."""
    page = (PAGES / f"{name.replace('_', '-')}.md").read_text(encoding="utf-8")
    return f'```python\n--8<-- "examples/cookbook/{name}.py"\n```\n' in page


def wait_for_a_whole_minute_of_this_day(zone: tzinfo | None = None) -> None:
    """Wait until the next day, if it begins within a minute. For programs that do something once a day.

    Args:
        zone: The time zone of the program; by default that of the system.
    """
    now = datetime.now(zone)
    left = now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1) - now
    if left < timedelta(minutes=1):
        time.sleep(left.total_seconds())


@contextmanager
def served(name: str, folder: Path, sandbox: Sandbox) -> Iterator[Recipe]:
    """Serve the sandbox, copy the program to the folder, and yield both."""
    shutil.copy(EXAMPLES / f"{name}.py", folder)
    with sandbox.serve() as url:
        environment = {
            "MIJNKLANTPORTAAL_BASE_URL": url,
            "MIJNKLANTPORTAAL_API_KEY": sandbox.api_key,
            # The package may be that of this repository, which is not installed.
            "PYTHONPATH": os.pathsep.join(sys.path),
            "PYTHONUTF8": "1",
            "PYTHONWARNINGS": "error",
        }
        yield Recipe(name, folder, sandbox, environment)


def demo_sandbox() -> Sandbox:
    """Return a sandbox with the data of `python -m mijnklantportaal.sandbox`, on the day that the pages show."""
    sandbox = Sandbox(now=NOW)
    add_demo_data(sandbox)
    return sandbox
