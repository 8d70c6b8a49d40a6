"""The Python blocks of README.md, docs/ and docstrings, and how they are run as a user would run them.

A block that cannot run by itself has an HTML comment on the line before it: `<!-- not run: reason -->`. One with
`<!-- needs package, package -->` runs in the session that installs them. A block is

- a conftest.py, when it defines fixtures and no tests,
- tests, which run with the conftest.py that precedes them on the page,
- otherwise a program, which runs against the sandbox that the quick start has, with its demo data.

A comment with a digit behind a `print` is what it prints. A `text` block after a program, with at most one line between
them, is everything that it prints.
"""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from textwrap import dedent

from mijnklantportaal.sandbox import Sandbox
from mijnklantportaal.sandbox._demo_data import add_demo_data

ROOT = Path(__file__).parents[1]
# Whose docstrings users read.
SOURCES = [path for folder in ("src", "generated", "examples") for path in sorted((ROOT / folder).rglob("*.py"))]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(
    r"^(?P<comment> *<!--[^\n]*-->\n)?(?P<indent> *)```python[^\n]*\n(?P<code>.*?)^(?P=indent)```$",
    re.MULTILINE | re.DOTALL,
)
NEEDS = re.compile(r" *<!-- needs (?P<packages>.*) -->\n")
HEADING = re.compile(r"^## (.*)$", re.MULTILINE)
NOT_RUN = re.compile(r" *<!-- not run:(?P<reason>.*)-->\n")
OUTPUT = re.compile(r"\n(?:\n?[^\n`#|<-][^\n`]*\n)?\n```text\n(?P<output>.*?)^```$", re.MULTILINE | re.DOTALL)
PRINTED = re.compile(r"^ *print\(.*\)  # (?P<text>.*\d.*)$", re.MULTILINE)

# Importing them takes longer than the tests of a page.
SLOW_PLUGINS = [f"no:{name}" for name in ("cacheprovider", "hypothesispytest", "schemathesis", "xdist")]


@dataclass(frozen=True)
class Block:
    """A block, the heading above it, and the fixtures that precede it on its page.

    A reason is one for which the block is not run; `needs` are packages that tests of the shipped package do not have;
    `output` is everything that the block prints, where the page shows it.
    """

    page: Path
    line: int
    code: str
    conftest: str
    reason: str | None
    needs: str | None
    heading: str
    output: str | None

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
        # A snippet: the site puts a file in its place, which has tests of its own.
        if match["code"].lstrip().startswith("--8<--"):
            continue
        comment = match["comment"] or ""
        output = OUTPUT.match(text, match.end())
        mark, needs = NOT_RUN.fullmatch(comment), NEEDS.fullmatch(comment)
        reason = mark["reason"].strip() if mark else None
        block = Block(
            page,
            line=text.count("\n", 0, match.start("code")),
            code=dedent(match["code"]),
            conftest=conftest,
            reason=reason,
            needs=needs["packages"] if needs else None,
            heading="".join(HEADING.findall(text, 0, match.start())[-1:]),
            output=output["output"] if output else None,
        )
        if block.is_conftest and reason is None:
            conftest += block.code
        yield block


def docstrings_of(source: str) -> Iterator[tuple[int, str]]:
    """Yield the number of the line at which each docstring begins, and its text."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            text = ast.get_docstring(node)
            if text:
                yield node.body[0].lineno, text


def docstring_blocks(path: Path) -> Iterator[Block]:
    """Yield the blocks of the docstrings of a module; each docstring is a page of its own."""
    source = path.read_text(encoding="utf-8")
    # Parsing all modules would take longer than the tests of a page.
    if "```" in source:
        for line, text in docstrings_of(source):
            for block in blocks_of(path, text):
                yield replace(block, line=line - 1 + block.line)


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
    assert (done.stderr, done.returncode) == ("", 0), done.stdout + done.stderr
    return done.stdout


def run_tests(folder: Path, conftest: str, tests: str) -> str:
    """Run tests in a project of their own, and return the last line of the report."""
    (folder / "conftest.py").write_text(conftest, encoding="utf-8")
    (folder / "test_example.py").write_text(tests, encoding="utf-8")
    plugins = [part for name in SLOW_PLUGINS for part in ("-p", name)]
    return run("-m", "pytest", "-q", "-W", "error", *plugins, folder=folder).splitlines()[-1]


@contextmanager
def demo_portal() -> Iterator[dict[str, str]]:
    """Serve the data that `python -m mijnklantportaal.sandbox` has, and yield the environment that leads to it."""
    sandbox = Sandbox()
    add_demo_data(sandbox)
    with sandbox.serve() as url:
        yield {
            "MIJNKLANTPORTAAL_BASE_URL": url,
            "MIJNKLANTPORTAAL_API_KEY": sandbox.api_key,
            "MIJNKLANTPORTAAL_OAUTH_URL": sandbox.oauth_url,
            "MIJNKLANTPORTAAL_CLIENT_ID": sandbox.client_id,
            "MIJNKLANTPORTAAL_CLIENT_SECRET": sandbox.client_secret,
        }


BLOCKS = [
    *(block for page in PAGES for block in blocks_of(page, page.read_text(encoding="utf-8"))),
    *(block for path in SOURCES for block in docstring_blocks(path)),
]
