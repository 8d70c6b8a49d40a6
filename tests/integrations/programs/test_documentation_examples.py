"""The Python blocks of README.md, docs/ and docstrings, and the programs in examples/, run as a user would run them.

`tests/docs_examples.py` says how. Blocks that need other packages run in the modules of their pages.
"""

import re
from pathlib import Path

import pytest

from tests.docs_examples import (
    BLOCK,
    BLOCKS,
    PAGES,
    PRINTED,
    ROOT,
    SOURCES,
    Block,
    blocks_of,
    demo_portal,
    docstrings_of,
    run,
    run_tests,
)

RUN = [block for block in BLOCKS if block.reason is None and block.needs is None]
PROGRAMS = [block for block in RUN if not block.has_tests and not block.is_conftest]
TESTS = [block for block in RUN if block.has_tests]
# The others are loaded with the tests that follow them.
CONFTESTS_WITHOUT_TESTS = [
    block
    for block in RUN
    if block.is_conftest and not any(block.page == tests.page and block.line < tests.line for tests in TESTS)
]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_python_block_is_found(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    fences = re.findall(r"^\s*(?:```|~~~) *(?:python|py)\b(?!.*\n *--8<--)", text, re.MULTILINE)
    assert len(fences) == len(list(blocks_of(page, text)))


CODE_IN_A_DOCSTRING = re.compile(
    r"^ *(?:>>> |~~~|\.\. code|.*::$|(?:import \w+|from \w[\w.]* import \w+)|print\(|\w+ = \w+[.(])", re.MULTILINE
)


def test_code_in_docstrings_is_in_blocks_that_are_found() -> None:
    for path in SOURCES:
        source = path.read_text(encoding="utf-8")
        for line, text in docstrings_of(source):
            assert not CODE_IN_A_DOCSTRING.search(BLOCK.sub("", text)), f"{path}:{line}"
            assert text.count("```") == 2 * len(list(blocks_of(path, text))), f"{path}:{line}"


@pytest.mark.parametrize(
    "text", [">>> portal", "As in::", "Example:\n    import os", "    portal = MijnKlantportaal()"]
)
def test_code_in_a_docstring_is_recognized(text: str) -> None:
    assert CODE_IN_A_DOCSTRING.search(text)
    assert not CODE_IN_A_DOCSTRING.search("Example: `datetime(2024, 7, 4)`. By default for all, with none.")


def test_blocks_that_are_not_run_have_a_reason_and_compile() -> None:
    marked = [block for block in BLOCKS if block.reason is not None]
    assert [str(block) for block in marked if not block.reason] == []
    for block in marked:
        compile(block.code, str(block), "exec")


@pytest.mark.parametrize("block", PROGRAMS, ids=str)
def test_program_in_the_docs_runs(tmp_path: Path, block: Block) -> None:
    (tmp_path / "program.py").write_text(block.code, encoding="utf-8")
    with demo_portal() as environment:
        printed = run("program.py", folder=tmp_path, **environment)
    for text in PRINTED.findall(block.code):
        assert text in printed.splitlines()
    if block.output is not None:
        assert printed == block.output


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
```python
print(1)
```

It prints:

```text
1
```
"""


def test_blocks_are_classified() -> None:
    conftest, marked, tests, without_reason, program = blocks_of(Path("page.md"), MARKDOWN)
    assert (conftest.is_conftest, conftest.line) == (True, 1)
    assert (marked.reason, marked.code) == ("it needs an account", "portal.close()\n")
    assert (tests.code, tests.has_tests) == ("def test_one(one):\n    pass\n", True)
    assert tests.conftest == conftest.code
    assert without_reason.reason == ""
    assert [block.output for block in (conftest, marked, tests, without_reason, program)] == [None] * 4 + ["1\n"]


def test_blocks_that_need_a_package_are_on_pages_that_have_tests_of_their_own() -> None:
    tested = {
        "authentication.md",
        "cms.md",
        "exports.md",
        "files.md",
        "fleet.md",
        "integrations.md",
        "webhooks.md",
    }
    assert {block.page.name for block in BLOCKS if block.needs} == tested


def test_story_prints_its_steps(tmp_path: Path) -> None:
    printed = run(str(ROOT / "examples" / "story.py"), folder=tmp_path).splitlines()
    assert "  With 21 % VAT             € 1,452.00" in printed
    assert "  John Doe paid € 1,452.00 at 17:30." in printed
    assert "  The ticket “Opening hours” is closed." in printed
    assert "  customerId: There is no customer with this ID." in printed
