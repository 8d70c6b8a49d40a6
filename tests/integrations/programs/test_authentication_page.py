"""The examples of docs/guides/authentication.md that need other packages: web applications, and stores in databases."""

import json
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import timedelta
from pathlib import Path

import pytest

from tests.docs_examples import BLOCKS, demo_portal, run, run_tests
from tests.token_sharing import (
    HANG_GUARD,
    KINDS,
    Project,
    assert_all_calls_succeed_with_one_refresh,
    assert_others_go_on_after_a_kill_during_a_refresh,
    go,
    new_tokens,
    served_project,
)

NEED_PACKAGES = [
    block for block in BLOCKS if block.page.name == "authentication.md" and block.needs and block.reason is None
]
CODE = {block.heading: block.code for block in NEED_PACKAGES}


def test_every_example_that_needs_a_package_is_used() -> None:
    headings = {"A web application", "FastAPI", "SQLAlchemy", "Django", "Errors", "Testing with the sandbox"}
    assert set(CODE) == headings
    assert len(NEED_PACKAGES) == len(CODE)


BROWSER = """
import httpx
from errors_of_the_page import app

browser = app.test_client()
print(browser.get("/callback?code=x&state=y").json)
for decision in ("deny", "allow"):
    url = browser.get("/connect").location
    back = httpx.post(url, data={"decision": decision}).headers["location"]
    response = browser.get(back.removeprefix("http://localhost:5000"))
    print(response.status_code, response.json)
from shop import portal
portal.close()
"""


def test_web_application_gets_tokens_in_at_most_15_lines(tmp_path: Path) -> None:
    code = CODE["A web application"]
    assert len([line for line in code.splitlines() if line.strip()]) <= 15
    (tmp_path / "shop.py").write_text(code, encoding="utf-8")
    (tmp_path / "errors_of_the_page.py").write_text(CODE["Errors"], encoding="utf-8")
    (tmp_path / "browser.py").write_text(BROWSER, encoding="utf-8")
    with demo_portal() as environment:
        printed = run("browser.py", folder=tmp_path, FLASK_SECRET_KEY="x", **environment)
    not_begun, denied, allowed = printed.splitlines()
    assert not_begun == "{'message': 'Please connect your portal.', 'reason': None, 'url': '/connect'}"
    assert denied == "403 {'message': 'Please connect your portal.', 'reason': 'access_denied', 'url': '/connect'}"
    assert allowed.startswith("200 ['")
    assert (tmp_path / "tokens.json").exists()


BROWSER_OF_FASTAPI = """
import asyncio
import httpx
from shop import app

async def main():
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost:5000") as browser,
    ):
        not_begun = await browser.get("/callback?code=x&state=y")
        print(not_begun.status_code, not_begun.json())
        url = (await browser.get("/connect")).headers["location"]
        back = httpx.post(url, data={"decision": "allow"}).headers["location"]
        print((await browser.get(back)).json())

asyncio.run(main())
"""


def test_fastapi_application_gets_tokens(tmp_path: Path) -> None:
    (tmp_path / "shop.py").write_text(CODE["FastAPI"], encoding="utf-8")
    (tmp_path / "browser.py").write_text(BROWSER_OF_FASTAPI, encoding="utf-8")
    with demo_portal() as environment:
        printed = run("browser.py", folder=tmp_path, SESSION_KEY="x", **environment)
    not_begun, allowed = printed.splitlines()
    assert not_begun == "403 {'message': 'Please connect your portal.', 'reason': None, 'url': '/connect'}"
    assert "'Bakkerij Jansen'" in allowed
    assert (tmp_path / "tokens.json").exists()


def test_test_of_the_page_passes_with_the_web_application(tmp_path: Path) -> None:
    (tmp_path / "shop.py").write_text(CODE["A web application"], encoding="utf-8")
    code = CODE["Testing with the sandbox"]
    again = code.replace("\ndef test_", "\n@pytest.mark.parametrize('time', [1, 2])\ndef test_").replace(
        "(shop, ", "(time, shop, "
    )
    assert run_tests(tmp_path, "", again).startswith("2 passed")


SQLALCHEMY = """
from sqlalchemy import create_engine, insert
from models import Base, DatabaseTokenStore, Portal

engine = create_engine("sqlite:///portals.db", connect_args={"timeout": 60})

def make_store(portal=1):
    return DatabaseTokenStore(engine, portal)

def create():
    Base.metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(insert(Portal), [{"id": 1}, {"id": 2}])
"""
DJANGO = """
import django
from django.conf import settings

DATABASE = {"ENGINE": "django.db.backends.sqlite3", "NAME": "portals.db", "OPTIONS": {"timeout": 60}}
settings.configure(INSTALLED_APPS=["shop"], DATABASES={"default": DATABASE, "tokens": DATABASE})
django.setup()
from django.db import connection
from shop.models import DatabaseTokenStore, Portal

def make_store(portal=1, database="default"):
    return DatabaseTokenStore(portal, database)

def create():
    with connection.schema_editor() as editor:
        editor.create_model(Portal)
    Portal.objects.create(pk=1)
    Portal.objects.create(pk=2)
"""


@pytest.fixture(params=["SQLAlchemy", "Django"])
def project(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Project]:
    """A project with the store of the page, and a database of two portals without tokens."""
    if request.param == "Django":
        (tmp_path / "shop").mkdir()
        (tmp_path / "shop" / "__init__.py").touch()
        (tmp_path / "shop" / "models.py").write_text(CODE["Django"], encoding="utf-8")
    else:
        (tmp_path / "models.py").write_text(CODE["SQLAlchemy"], encoding="utf-8")
    stores = DJANGO if request.param == "Django" else SQLALCHEMY
    with served_project(tmp_path, stores) as project:
        project.run("import stores; stores.create()")
        yield project


only_django = pytest.mark.parametrize("project", ["Django"], indirect=True)

SAVE = """
import json, stores, sys
from mijnklantportaal.oauth import Tokens

store = stores.make_store()
with store.lock():
    store.save(Tokens.from_dict(json.loads(sys.argv[1])))
"""
# What the programs below have in common.
PREAMBLE = """
import sys, time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from mijnklantportaal.oauth import Tokens
import stores

def with_lifetime(seconds):
    return Tokens("access", "refresh", datetime(2026, 3, 1, tzinfo=UTC), seconds)

def lifetime(store):
    tokens = store.load()
    return tokens and tokens.expires_in

store = stores.make_store()
"""
ROUND_TRIP = """
print(lifetime(store))
for seconds in (1, 2):
    with store.lock():
        store.save(with_lifetime(seconds))
        assert store.load() == with_lifetime(seconds)
assert store.load() == with_lifetime(2)
print(lifetime(store), lifetime(stores.make_store(2)))
"""
ERROR_IN_THE_BLOCK = """
with store.lock():
    store.save(with_lifetime(1))
try:
    with store.lock():
        store.save(with_lifetime(2))
        raise KeyboardInterrupt
except KeyboardInterrupt:
    print(lifetime(store))
with store.lock():
    print(lifetime(store))
"""
NO_SUCH_PORTAL = """
try:
    with stores.make_store(3).lock():
        print("locked")
except Exception as error:
    print(error)
"""
ADD = """
def add(number):
    # Each second time by a store of its own.
    used = stores.make_store() if number % 2 else store
    with used.lock():
        used.save(with_lifetime((lifetime(used) or 0) + 1))

print("ready", flush=True)
sys.stdin.readline()
with ThreadPoolExecutor(4) as threads:
    list(threads.map(add, range(20)))
print("done")
"""
HOLD = """
with store.lock():
    store.save(with_lifetime(1))
    print("locked", flush=True)
    time.sleep(60)
"""
LOAD = """
print(lifetime(store))
"""
LOCK_AND_LOAD = """
with store.lock():
    print(lifetime(store))
"""


def test_store_has_the_tokens_of_one_portal(project: Project) -> None:
    assert project.run(PREAMBLE + ROUND_TRIP) == "None\n2 None\n"


def test_error_in_the_block_leaves_the_tokens_before_and_releases_the_lock(project: Project) -> None:
    assert project.run(PREAMBLE + ERROR_IN_THE_BLOCK) == "1\n1\n"


def test_portal_that_does_not_exist_cannot_be_locked(project: Project) -> None:
    assert project.run(PREAMBLE + NO_SUCH_PORTAL) == "there is no such portal\n"


@pytest.mark.parametrize("journal_mode", ["delete", pytest.param("wal", marks=pytest.mark.long)])
def test_lock_excludes_threads_stores_and_processes(project: Project, journal_mode: str) -> None:
    with closing(sqlite3.connect(project.folder / "portals.db")) as database:
        assert database.execute(f"PRAGMA journal_mode = {journal_mode}").fetchone() == (journal_mode,)
    with ExitStack() as started:
        processes = [started.enter_context(project.started(PREAMBLE + ADD)) for _ in range(3)]
        for process in processes:
            go(process)
        for process in processes:
            assert process.communicate(timeout=HANG_GUARD) == ("done\n", "")
    assert project.run(PREAMBLE + LOAD) == "60\n"


def test_lock_of_a_killed_process_is_free_and_what_it_saved_is_gone(project: Project) -> None:
    with project.started(PREAMBLE + HOLD):
        assert project.run(PREAMBLE + LOAD) == "None\n", "the lock does not prevent loading"
    assert project.run(PREAMBLE + LOCK_AND_LOAD) == "None\n"


IN_A_BLOCK_THAT_IS_ROLLED_BACK = """
from django.db import transaction

try:
    with transaction.atomic():
        with store.lock():
            store.save(with_lifetime(1))
        print(lifetime(store))
        raise KeyboardInterrupt
except KeyboardInterrupt:
    print(lifetime(store))

other = stores.make_store(database="tokens")
try:
    with transaction.atomic():
        with other.lock():
            other.save(with_lifetime(2))
        raise KeyboardInterrupt
except KeyboardInterrupt:
    print(lifetime(store))
"""
HOLD_IN_A_BLOCK = """
from django.db import transaction

with transaction.atomic():
    with store.lock():
        store.save(with_lifetime(1))
    print("left", flush=True)
    sys.stdin.readline()
print("committed", flush=True)
"""


@only_django
def test_django_block_around_the_lock_that_is_rolled_back_takes_the_tokens_with_it(project: Project) -> None:
    assert project.run(PREAMBLE + IN_A_BLOCK_THAT_IS_ROLLED_BACK) == "1\nNone\n2\n"


@only_django
def test_django_block_around_the_lock_holds_it_until_it_ends(project: Project) -> None:
    with project.started(PREAMBLE + HOLD_IN_A_BLOCK) as holding:
        with project.started('print("starting", flush=True)' + PREAMBLE + LOCK_AND_LOAD) as waiting:
            with pytest.raises(subprocess.TimeoutExpired):
                waiting.wait(1)
            go(holding)
            assert waiting.communicate(timeout=HANG_GUARD) == ("1\n", "")
        assert holding.communicate(timeout=HANG_GUARD) == ("committed\n", "")


HOURS = timedelta(hours=2)


def save_tokens(project: Project, *, age: timedelta) -> None:
    project.run(SAVE, json.dumps(new_tokens(project.sandbox, age=age).to_dict()))


def test_expired_token_is_refreshed_once(project: Project) -> None:
    project.sandbox.oauth.rotates_refresh_tokens = True
    save_tokens(project, age=HOURS)
    assert_all_calls_succeed_with_one_refresh(project, (*KINDS, "threads"))


def test_processes_go_on_when_one_is_killed_during_a_refresh(project: Project) -> None:
    save_tokens(project, age=HOURS)
    assert_others_go_on_after_a_kill_during_a_refresh(project)
