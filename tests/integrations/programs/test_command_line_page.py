"""The page docs/guides/command-line.md shows what commands print."""

import re
import shlex
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from mijnklantportaal.cli import _errors
from mijnklantportaal.sandbox import Sandbox
from mijnklantportaal.sandbox._demo_data import add_demo_data
from tests.integrations.programs.terminal_users import CommandLine, command_line

PAGE = (Path(__file__).parents[3] / "docs" / "guides" / "command-line.md").read_text(encoding="utf-8")


class Example(NamedTuple):
    """A command of the page, and the lines that it shows."""

    command: str
    shown: list[str]


def examples() -> Iterator[Example]:
    for reason, block in re.findall(r"(<!-- not run: [^\n]+ -->\n)?```console\n(.*?)```", PAGE, re.DOTALL):
        if reason:
            continue
        for text in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *shown = text.splitlines()
            yield Example(command, [line for line in shown if line])


EXAMPLES = [example for example in examples() if example.command.startswith("mijnklantportaal")]


@pytest.fixture(scope="module")
def user(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CommandLine]:
    sandbox = Sandbox(now=datetime(2026, 11, 28, 10), rate_limit=None)
    add_demo_data(sandbox)
    with command_line(tmp_path_factory.mktemp("home"), sandbox) as user:
        yield user


def test_page_has_examples() -> None:
    assert len(EXAMPLES) >= 8


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.command)
def test_command_prints_what_the_page_shows(user: CommandLine, example: Example) -> None:
    done = user.run(example.command, width=100)
    text = done.text.replace(user.url.removesuffix("/v1"), "http://127.0.0.1:8000")
    text = text.replace(str(user.home), "/home/anna")
    assert text.splitlines() == example.shown


def test_database_has_the_rows_that_the_page_shows(user: CommandLine) -> None:
    (example,) = [example for example in examples() if example.command.startswith("sqlite3")]
    _, name, query = shlex.split(example.command)
    user.run(f"mijnklantportaal export --all --to {name} --overwrite")
    with closing(sqlite3.connect(user.home / name)) as database:
        # As the program sqlite3 prints them.
        assert ["|".join(row) for row in database.execute(query)] == example.shown


def test_page_lists_every_exit_code() -> None:
    listed = {int(code) for code in re.findall(r"^\| (\d+) \|", PAGE, re.MULTILINE)}
    codes = {value for name, value in vars(_errors).items() if name.isupper() and isinstance(value, int)}
    assert listed == codes | {0}


def test_commands_that_are_not_run_exist(user: CommandLine) -> None:
    commands = re.findall(r"^\$ (mijnklantportaal(?:[^\n]*\\\n)*[^\n]*)", PAGE, re.MULTILINE)
    for command in commands:
        words = shlex.split(command.replace("\\\n", ""))
        names = words[3:] if words[1] == "--profile" else words[1:]
        # Those over functions of the library have no methods.
        group = names[:2] if names[0].startswith("customer") else names[:1]
        assert user.run(shlex.join(["mijnklantportaal", *group, "--help"])).exit_code == 0
