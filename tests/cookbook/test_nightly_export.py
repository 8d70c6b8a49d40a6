"""examples/cookbook/nightly_export.py: what is in its files, the next run, and a run that is interrupted."""

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from tests.cookbook.recipes import Recipe, demo_sandbox, served, shown, shows_program

TODAY = f"portal-{date.today()}.sqlite"
LOG_TIME = re.compile(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} ", re.MULTILINE)


@pytest.fixture
def recipe(tmp_path: Path) -> Iterator[Recipe]:
    with served("nightly_export", tmp_path, demo_sandbox()) as recipe:
        yield recipe


def without_times(text: str) -> str:
    return re.sub(r"portal-\d{4}-\d\d-\d\d", "portal-DAY", LOG_TIME.sub("", text))


def test_export_prints_what_its_page_shows(recipe: Recipe) -> None:
    assert shows_program("nightly_export")
    for command in shown("nightly_export"):
        assert without_times(recipe.run(*command.arguments).errors) == without_times(command.output)


def test_export_has_all_resources_and_a_second_run_sends_nothing(recipe: Recipe) -> None:
    assert recipe.run("backups").code == 0
    with closing(sqlite3.connect(recipe.folder / "backups" / TODAY)) as database:
        rows = database.execute("SELECT company_name FROM customers ORDER BY company_name").fetchall()
    assert rows == [("Bakkerij Jansen",), ("Bloemen van Dijk",)]
    recipe.sandbox.requests.clear()
    assert recipe.run("backups").code == 0
    assert recipe.sandbox.requests == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_file_can_be_read_by_its_owner_only(recipe: Recipe) -> None:
    recipe.run("backups")
    assert (recipe.folder / "backups" / TODAY).stat().st_mode & 0o777 == 0o600


def test_old_files_are_deleted_after_a_complete_export_only(recipe: Recipe) -> None:
    folder = recipe.folder / "backups"
    folder.mkdir()
    names = [f"portal-2026-01-0{day}.sqlite" for day in (1, 2, 3)]
    for name in [*names, "portal-2026-01-04.sqlite.partial", "notes.txt"]:
        (folder / name).touch()
    # The call and both retries.
    recipe.sandbox.faults.disconnect(times=3, path="/tickets")
    assert recipe.run("backups", "--keep", "2").code == 1
    assert {*names} <= {path.name for path in folder.iterdir()}
    assert recipe.run("backups", "--keep", "2").code == 0
    assert sorted(path.name for path in folder.iterdir()) == ["notes.txt", names[-1], TODAY]


def test_interrupted_export_resumes_without_a_request_twice(recipe: Recipe) -> None:
    recipe.sandbox.faults.disconnect(times=3, path="/tickets")
    failed = recipe.run("backups")
    assert (failed.code, failed.output) == (1, "")
    assert " ERROR " in failed.errors
    received = {request.path for request in recipe.sandbox.requests if request.path != "/tickets"}
    recipe.sandbox.requests.clear()
    resumed = recipe.run("backups")
    assert resumed.code == 0
    assert "resumed, 21 objects" in resumed.errors
    assert received
    assert not received & {request.path for request in recipe.sandbox.requests}


def test_list_without_its_scope_is_a_warning_in_the_log(recipe: Recipe) -> None:
    token = recipe.sandbox.token("customers.read")
    run = recipe.run("backups", MIJNKLANTPORTAAL_API_KEY=token, PYTHONWARNINGS="default")
    assert run.code == 0
    assert re.search(r" WARNING .*tickets", run.errors)


def test_export_without_a_key_fails_with_a_log_line(recipe: Recipe) -> None:
    run = recipe.run("backups", MIJNKLANTPORTAAL_API_KEY="")
    assert run.code == 1
    assert "MIJNKLANTPORTAAL_API_KEY" in run.errors
    assert "Traceback" not in run.errors
