"""The command line as its users run it: on a terminal, and in scripts of a shell."""

import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pexpect

from mijnklantportaal.sandbox import Sandbox
from mijnklantportaal.sandbox._demo_data import add_demo_data
from tests.integrations.programs.terminals import Screen

TIMEOUT = 30
"""Seconds after which a program is taken to hang."""


class Completed(NamedTuple):
    """What a command has left on its terminal."""

    exit_code: int
    lines: list[str]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


class CommandLine:
    """A user with a home folder, a shell and a portal.

    Args:
        home: The home folder, which is the current folder as well.
        sandbox: The portal.
        url: Where it is served.
    """

    def __init__(self, home: Path, sandbox: Sandbox, url: str) -> None:
        self.home = home
        self.sandbox = sandbox
        self.url = url
        commands = home / "bin"
        commands.mkdir()
        command = commands / "mijnklantportaal"
        command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -W error -m mijnklantportaal "$@"\n')
        command.chmod(0o755)
        self.environment = {
            "PATH": f"{commands}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "PYTHONPATH": os.pathsep.join(sys.path),
            # The machine of a developer has one, and these tests must not write to it.
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
            "MIJNKLANTPORTAAL_BASE_URL": url,
            "MIJNKLANTPORTAAL_API_KEY": sandbox.api_key,
        }

    def without_credentials(self) -> None:
        """Forget the environment variables, as for a user who has not logged in."""
        del self.environment["MIJNKLANTPORTAAL_API_KEY"], self.environment["MIJNKLANTPORTAAL_BASE_URL"]

    @contextmanager
    def start(self, command: str, width: int = 120) -> Iterator["pexpect.spawn[str]"]:
        """Start a command of the shell on a terminal; what it has written is in its log."""
        child: pexpect.spawn[str] = pexpect.spawn(
            "/bin/bash",
            ["--norc", "-c", command],
            env=self.environment,
            cwd=str(self.home),
            dimensions=(40, width),
            encoding="utf-8",
            timeout=TIMEOUT,
        )
        try:
            yield child
        finally:
            child.close(force=True)

    def run(self, command: str, *dialog: tuple[str, str], width: int = 120) -> Completed:
        """Run a command of the shell on a terminal.

        Args:
            command: The command.
            dialog: What the terminal shows, as a regular expression, and the line that the user types then.
            width: The columns of the terminal.
        """
        written = ""
        with self.start(command, width) as child:
            for question, reply in dialog:
                child.expect(question)
                written += f"{child.before}{child.after}"
                child.sendline(reply)
            child.expect(pexpect.EOF)
            written += str(child.before)
            child.close()
            assert child.exitstatus is not None, (child.signalstatus, written)
            return Completed(child.exitstatus, Screen(written).lines)

    def script(self, script: str, **options: Any) -> "subprocess.CompletedProcess[str]":
        """Run a script of the shell without a terminal."""
        return subprocess.run(
            ["bash", "-o", "pipefail", "-c", script],
            env=self.environment,
            cwd=self.home,
            capture_output=True,
            text=True,
            check=False,
            timeout=TIMEOUT,
            stdin=subprocess.DEVNULL,
            **options,
        )


@contextmanager
def command_line(home: Path, sandbox: Sandbox | None = None) -> Iterator[CommandLine]:
    """Yield a user of a portal, by default one with the demo data and without a rate limit."""
    if sandbox is None:
        sandbox = Sandbox(rate_limit=None)
        add_demo_data(sandbox)
    with sandbox.serve() as url:
        yield CommandLine(home, sandbox, url)
