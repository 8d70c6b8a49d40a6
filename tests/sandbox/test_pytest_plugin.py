"""The fixtures of the pytest plugin, each test in a separate run of pytest."""

import os
import subprocess
import sys
from pathlib import Path

import mijnklantportaal
import mijnklantportaal_api

EXTRA = ("jsonschema", "starlette")

CONFTEST = """\
import pytest
@pytest.fixture
def customer(mijnklantportaal_sandbox): return mijnklantportaal_sandbox.customers.add(company_name="Bakkerij Jansen")
"""


def shadow(folder: Path, name: str) -> None:
    """Make a module appear as not installed."""
    text = f"raise ModuleNotFoundError('No module named {name}', name={name!r})"
    (folder / f"{name}.py").write_text(text, encoding="utf-8")


def run(folder: Path, test: str, conftest: str = CONFTEST) -> "subprocess.CompletedProcess[str]":
    """Run pytest with no plugin but this project's, by the name of its entry point."""
    (folder / "conftest.py").write_text(conftest, encoding="utf-8")
    (folder / "test_program.py").write_text(test, encoding="utf-8")
    paths = [str(folder)] + [
        str(Path(package.__file__ or "").parents[1]) for package in (mijnklantportaal, mijnklantportaal_api)
    ]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    environment.pop("PYTEST_ADDOPTS", None)
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "mijnklantportaal", "-W", "error", "--tb=short", "--color=no"],
        cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip


def test_fixtures_provide_sandbox_and_clients_per_test(tmp_path: Path) -> None:
    completed = run(
        tmp_path,
        """\
import asyncio

def test_sync(customer, mijnklantportaal_client, mijnklantportaal_sandbox):
    assert [customer.company_name for customer in mijnklantportaal_client.customers.list()] == ["Bakkerij Jansen"]
    assert [request.operation for request in mijnklantportaal_sandbox.requests] == ["list-customers"]

def test_async(customer, mijnklantportaal_async_client, mijnklantportaal_client):
    async def names():
        return [customer.company_name async for customer in mijnklantportaal_async_client.customers.list()]
    assert asyncio.run(names()) == ["Bakkerij Jansen"]
    assert mijnklantportaal_client.customers.get(customer.id) == customer

def test_each_has_a_sandbox_of_its_own(mijnklantportaal_sandbox):
    assert len(mijnklantportaal_sandbox.customers) == len(mijnklantportaal_sandbox.requests) == 0
""",
    )
    assert completed.returncode == 0, completed.stdout + completed.stderr
    assert "3 passed" in completed.stdout


def test_sandbox_fixture_can_be_overridden(tmp_path: Path) -> None:
    completed = run(
        tmp_path,
        """\
def test_pages(mijnklantportaal_client, mijnklantportaal_sandbox):
    added = [mijnklantportaal_sandbox.customers.add() for _ in range(5)]
    assert mijnklantportaal_client.customers.list().data == added[:2:-1]
""",
        """\
import pytest
from mijnklantportaal.sandbox import Sandbox
@pytest.fixture
def mijnklantportaal_sandbox(): return Sandbox(page_size=2)
""",
    )
    assert completed.returncode == 0, completed.stdout + completed.stderr


def test_plugin_does_not_import_the_sandbox_before_use(tmp_path: Path) -> None:
    completed = run(
        tmp_path,
        f"""\
import sys

def test_nothing(pytestconfig):
    assert pytestconfig.pluginmanager.has_plugin("mijnklantportaal")
    loaded = ["mijnklantportaal.sandbox", *{EXTRA!r}]
    assert [name for name in loaded if name in sys.modules] == []
""",
    )
    assert completed.returncode == 0, completed.stdout + completed.stderr


def test_missing_extra_fails_with_the_install_command_only(tmp_path: Path) -> None:
    shadow(tmp_path, "jsonschema")
    completed = run(tmp_path, "def test_it(mijnklantportaal_client): pass\ndef test_another(): pass\n")
    assert "1 passed, 1 error" in completed.stdout, completed.stdout + completed.stderr
    report = completed.stdout.partition("ERROR at setup of test_it")[2].partition("short test summary")[0]
    message = "the sandbox needs jsonschema: pip install 'mijnklantportaal[sandbox]'"
    assert [line for line in report.splitlines() if line.strip("_= ")] == [message]
