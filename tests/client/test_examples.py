"""What the README and examples/ show is run, as a user would run it, against the sandbox."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from mijnklantportaal.sandbox import Sandbox

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```python\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
PROGRAM, ASYNCHRONOUS_PROGRAM, CONFTEST, TEST = BLOCKS


@pytest.fixture
def environment() -> Iterator[dict[str, str]]:
    """The environment variables that lead to a sandbox which holds what the README speaks of."""
    sandbox = Sandbox()
    sandbox.customers.add(id="cst_abc12345def678")
    sandbox.customer_offers.add(
        id="off_abc12345def678", offer_number="2024-001", amount=Decimal("12.95"), expires_at=date(2024, 5, 29)
    )
    with sandbox.serve() as address:
        yield {"MIJNKLANTPORTAAL_BASE_URL": address, "MIJNKLANTPORTAAL_API_KEY": sandbox.api_key}


def run(*arguments: str, folder: Path, **environment: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-W", "error", *arguments],
        cwd=folder,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.stderr, done.returncode) == ("", 0), done.stdout
    return done.stdout.splitlines()


@pytest.mark.parametrize(
    ("program", "printed"),
    [
        (PROGRAM, ["12.95 2024-05-29", "2024-001", "There is no customer offer with the ID off_unknown."]),
        (ASYNCHRONOUS_PROGRAM, ["2024-001", "2024-001"]),
    ],
    ids=["at once", "asynchronously"],
)
def test_the_programs_of_the_readme(
    tmp_path: Path, environment: dict[str, str], program: str, printed: list[str]
) -> None:
    (tmp_path / "program.py").write_text(program, encoding="utf-8")
    assert run("program.py", folder=tmp_path, **environment) == printed


def test_the_tests_of_the_readme_pass_in_a_project_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    (tmp_path / "test_invoicing.py").write_text(TEST, encoding="utf-8")
    printed = run("-m", "pytest", "-q", "-W", "error", folder=tmp_path)
    assert printed[-1].startswith("2 passed")


def test_the_story(tmp_path: Path) -> None:
    printed = run(str(ROOT / "examples" / "story.py"), folder=tmp_path)
    assert "  With 21 % VAT             € 1,452.00" in printed
    assert "  John Doe paid € 1,452.00 at 17:30." in printed
    assert "  The ticket “Opening hours” is closed." in printed
    assert "  customerId: There is no customer with this ID." in printed
