"""The Python blocks of README.md and docs/, and the programs in examples/, run as a user would run them.

A block that cannot run by itself has an HTML comment on the line before it: `<!-- not run: reason -->`. All others are

- a conftest.py, when they define fixtures and no tests,
- tests, which run with the conftest.py that precedes them on the page,
- otherwise programs, which run against a sandbox that has an object for each ID in the program.

A comment with a digit behind a `print` is what it prints.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from textwrap import dedent

import pytest

from mijnklantportaal.sandbox import Sandbox

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(
    r"^(?P<comment> *<!--[^\n]*-->\n)?(?P<indent> *)```python[^\n]*\n(?P<code>.*?)^(?P=indent)```$",
    re.MULTILINE | re.DOTALL,
)
NOT_RUN = re.compile(r" *<!-- not run:(?P<reason>.*)-->\n")
PRINTED = re.compile(r"^ *print\(.*\)  # (?P<text>.*\d.*)$", re.MULTILINE)
IDENTIFIER = re.compile(r"\"(?P<identifier>(?P<prefix>[a-z]{3})_[0-9a-z]+)\"")
UNKNOWN = "unknown"

# Importing them takes longer than the tests of a page.
SLOW_PLUGINS = [f"no:{name}" for name in ("cacheprovider", "hypothesispytest", "schemathesis", "xdist")]


@dataclass(frozen=True)
class Block:
    """A block, and the fixtures that precede it on its page. A reason is one for which the block is not run."""

    page: Path
    line: int
    code: str
    conftest: str
    reason: str | None

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT).as_posix()}:{self.line}"

    @property
    def is_conftest(self) -> bool:
        return "@pytest.fixture" in self.code and not self.has_tests

    @property
    def has_tests(self) -> bool:
        return re.search(r"^(async )?def test_", self.code, re.MULTILINE) is not None


def blocks_of(page: Path, text: str) -> Iterator[Block]:
    conftest = ""
    for match in BLOCK.finditer(text):
        mark = NOT_RUN.fullmatch(match["comment"] or "")
        reason = mark["reason"].strip() if mark else None
        line = text.count("\n", 0, match.start("code"))
        block = Block(page, line, dedent(match["code"]), conftest, reason)
        if block.is_conftest and reason is None:
            conftest += block.code
        yield block


BLOCKS = [block for page in PAGES for block in blocks_of(page, page.read_text(encoding="utf-8"))]
RUN = [block for block in BLOCKS if block.reason is None]
PROGRAMS = [block for block in RUN if not block.has_tests and not block.is_conftest]
TESTS = [block for block in RUN if block.has_tests]
# The others are loaded with the tests that follow them.
CONFTESTS_WITHOUT_TESTS = [
    block
    for block in RUN
    if block.is_conftest and not any(block.page == tests.page and block.line < tests.line for tests in TESTS)
]


def run(*arguments: str, folder: Path, **environment: str) -> str:
    """Run Python with these arguments, and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-W", "error", *arguments],
        cwd=folder,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert (done.stderr, done.returncode) == ("", 0), done.stdout
    return done.stdout


def run_tests(folder: Path, conftest: str, tests: str) -> str:
    """Run tests in a project of their own, and return the last line of the report."""
    (folder / "conftest.py").write_text(conftest, encoding="utf-8")
    (folder / "test_example.py").write_text(tests, encoding="utf-8")
    plugins = [part for name in SLOW_PLUGINS for part in ("-p", name)]
    return run("-m", "pytest", "-q", "-W", "error", *plugins, folder=folder).splitlines()[-1]


@contextmanager
def sandbox_for(program: str) -> Iterator[dict[str, str]]:
    """Serve a sandbox with an object for each ID in the program, and yield the environment that leads to it."""
    sandbox, unused = Sandbox(), Sandbox()
    # Those that the README shows the fields of.
    fields = {
        "customer_offers": {"offer_number": "2024-001", "amount": Decimal("12.95"), "expires_at": date(2024, 5, 29)}
    }
    collections = {
        getattr(unused, name).add().id[:3]: name for name in dir(unused) if hasattr(getattr(unused, name), "add")
    }
    for identifier, prefix in dict(IDENTIFIER.findall(program)).items():
        if prefix in collections and UNKNOWN not in identifier:
            name = collections[prefix]
            getattr(sandbox, name).add(id=identifier, **fields.get(name, {}))
    with sandbox.serve() as url:
        yield {"MIJNKLANTPORTAAL_BASE_URL": url, "MIJNKLANTPORTAAL_API_KEY": sandbox.api_key}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_python_block_is_found(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert len(re.findall(r"^\s*(?:```|~~~) *(?:python|py)\b", text, re.MULTILINE)) == len(list(blocks_of(page, text)))


def test_blocks_that_are_not_run_have_a_reason_and_compile() -> None:
    marked = [block for block in BLOCKS if block.reason is not None]
    assert [str(block) for block in marked if not block.reason] == []
    for block in marked:
        compile(block.code, str(block), "exec")


@pytest.mark.parametrize("block", PROGRAMS, ids=str)
def test_program_in_the_docs_runs(tmp_path: Path, block: Block) -> None:
    (tmp_path / "program.py").write_text(block.code, encoding="utf-8")
    with sandbox_for(block.code) as environment:
        printed = run("program.py", folder=tmp_path, **environment)
    for text in PRINTED.findall(block.code):
        assert text in printed.splitlines()


@pytest.mark.parametrize("block", TESTS, ids=str)
def test_tests_in_the_docs_pass(tmp_path: Path, block: Block) -> None:
    assert re.match(r"\d+ passed", run_tests(tmp_path, block.conftest, block.code))


def test_conftest_without_tests_in_the_docs_loads(tmp_path: Path) -> None:
    for block in CONFTESTS_WITHOUT_TESTS:
        assert run_tests(tmp_path, block.code, "def test_nothing(): ...\n").startswith("1 passed")


MARKDOWN = """\
```python
import pytest

@pytest.fixture
def one(): ...
```
<!-- not run: it needs an account -->
```python
portal.close()
```
1. A list
    ```python
    def test_one(one):
        pass
    ```
<!-- not run: -->
```python
```
"""


def test_blocks_are_classified() -> None:
    conftest, marked, tests, without_reason = blocks_of(Path("page.md"), MARKDOWN)
    assert (conftest.is_conftest, conftest.line) == (True, 1)
    assert (marked.reason, marked.code) == ("it needs an account", "portal.close()\n")
    assert (tests.code, tests.has_tests) == ("def test_one(one):\n    pass\n", True)
    assert tests.conftest == conftest.code
    assert without_reason.reason == ""


def test_story_prints_its_steps(tmp_path: Path) -> None:
    printed = run(str(ROOT / "examples" / "story.py"), folder=tmp_path).splitlines()
    assert "  With 21 % VAT             € 1,452.00" in printed
    assert "  John Doe paid € 1,452.00 at 17:30." in printed
    assert "  The ticket “Opening hours” is closed." in printed
    assert "  customerId: There is no customer with this ID." in printed
