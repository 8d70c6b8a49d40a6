"""The fixtures of the pytest plugin, each test in a separate run of pytest."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

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


def run(
    folder: Path, test: str, conftest: str = CONFTEST, options: str = "", *, autoload: bool = False
) -> "subprocess.CompletedProcess[str]":
    """Run pytest with this project's plugin, by the name of its entry point, and by default with no other one."""
    (folder / "conftest.py").write_text(conftest, encoding="utf-8")
    (folder / "test_program.py").write_text(test, encoding="utf-8")
    paths = [str(folder)] + [
        str(Path(package.__file__ or "").parents[1]) for package in (mijnklantportaal, mijnklantportaal_api)
    ]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    # Those of a test run that this one is in.
    for name in ("PYTEST_ADDOPTS", "PYTEST_DISABLE_PLUGIN_AUTOLOAD", "PYTEST_PLUGINS", "PYTEST_XDIST_WORKER"):
        environment.pop(name, None)
    plugin = [] if autoload else ["-p", "mijnklantportaal"]
    if not autoload:
        environment["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    return subprocess.run(
        [sys.executable, "-m", "pytest", *plugin, "-W", "error", "--tb=short", "--color=no", *options.split()],
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


def test_server_fixture_configures_clients_and_oauth_by_the_environment(tmp_path: Path) -> None:
    completed = run(
        tmp_path,
        """\
from mijnklantportaal import MijnKlantportaal
from mijnklantportaal.oauth import OAuth, Scope

def test_program(customer, mijnklantportaal_server, mijnklantportaal_sandbox):
    oauth = OAuth(redirect_uri="https://shop.example/callback")
    url, state = oauth.authorization_url([Scope.CUSTOMERS_READ])
    oauth.fetch_tokens(mijnklantportaal_sandbox.oauth.approve(url), state=state)
    with MijnKlantportaal(auth=oauth) as portal, MijnKlantportaal() as by_api_key:
        assert portal.customers.get(customer.id) == by_api_key.customers.get(customer.id)
""",
    )
    assert completed.returncode == 0, completed.stdout + completed.stderr


UNUSED = """\
import sys

def test_nothing(pytestconfig):
    assert pytestconfig.pluginmanager.has_plugin("mijnklantportaal") is {loaded}
    packages = {packages}
    assert [name for name in sys.modules if name.partition(".")[0] in packages] == []
"""
CLIENT = {"mijnklantportaal", "mijnklantportaal_api"}


@pytest.mark.parametrize(
    "options",
    ["", "--assert=plain", "-p xdist -n 1", "-p no:cacheprovider", "--doctest-modules", "--import-mode=importlib"],
)
def test_run_that_uses_no_fixture_imports_nothing_of_the_client(tmp_path: Path, options: str) -> None:
    packages = {*CLIENT, *EXTRA, "httpx", "attr", "attrs"}
    completed = run(tmp_path, UNUSED.format(loaded=True, packages=packages), "", options)
    assert completed.returncode == 0, completed.stdout + completed.stderr
    assert "1 passed" in completed.stdout


@pytest.mark.parametrize(("options", "loaded"), [("", True), ("-p no:mijnklantportaal", False)])
def test_plugin_that_pytest_loads_itself_imports_nothing_of_the_client(
    tmp_path: Path, options: str, loaded: bool
) -> None:
    # Other plugins of this environment may import httpx.
    completed = run(tmp_path, UNUSED.format(loaded=loaded, packages=CLIENT), "", options, autoload=True)
    assert completed.returncode == 0, completed.stdout + completed.stderr
    assert "1 passed" in completed.stdout


@pytest.mark.parametrize("options", ["--fixtures", "--collect-only", "--setup-plan"])
def test_overview_of_fixtures_needs_no_extra(tmp_path: Path, options: str) -> None:
    for name in EXTRA:
        shadow(tmp_path, name)
    completed = run(tmp_path, "def test_it(mijnklantportaal_client): pass\n", "", options)
    assert completed.returncode == 0, completed.stdout + completed.stderr
    assert "mijnklantportaal_client" in completed.stdout or options == "--collect-only"


def test_missing_extra_fails_with_the_install_command_only(tmp_path: Path) -> None:
    shadow(tmp_path, "jsonschema")
    completed = run(tmp_path, "def test_it(mijnklantportaal_client): pass\ndef test_another(): pass\n")
    assert "1 passed, 1 error" in completed.stdout, completed.stdout + completed.stderr
    report = completed.stdout.partition("ERROR at setup of test_it")[2].partition("short test summary")[0]
    message = "the sandbox needs jsonschema: pip install 'mijnklantportaal[sandbox]'"
    assert [line for line in report.splitlines() if line.strip("_= ")] == [message]
