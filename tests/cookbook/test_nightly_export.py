"""examples/cookbook/nightly_export.py: what is in its files, the next run, and a run that is interrupted."""

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from tests.cookbook.recipes import (
    Recipe,
    demo_sandbox,
    served,
    shown,
    shows_program,
    wait_for_a_whole_minute_of_this_day,
)

LOG_TIME = re.compile(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} ", re.MULTILINE)


@pytest.fixture
def recipe(tmp_path: Path) -> Iterator[Recipe]:
    wait_for_a_whole_minute_of_this_day()
    with served("nightly_export", tmp_path, demo_sandbox()) as recipe:
        yield recipe


def file_of_today() -> str:
    return f"portal-{date.today()}.sqlite"


def without_times(text: str) -> str:
    return re.sub(r"portal-\d{4}-\d\d-\d\d", "portal-DAY", LOG_TIME.sub("", text))


def test_export_has_all_resources_and_the_second_run_of_a_day_sends_nothing(recipe: Recipe) -> None:
    assert shows_program("nightly_export")
    first, second = shown("nightly_export")
    assert without_times(recipe.run(*first.arguments).errors) == without_times(first.output)
    path = recipe.folder / "backups" / file_of_today()
    with closing(sqlite3.connect(path)) as database:
        rows = database.execute("SELECT company_name FROM customers ORDER BY company_name").fetchall()
    assert rows == [("Bakkerij Jansen",), ("Bloemen van Dijk",)]
    if os.name != "nt":
        # Only its owner may read it.
        assert path.stat().st_mode & 0o777 == 0o600
    recipe.sandbox.requests.clear()
    assert without_times(recipe.run(*second.arguments).errors) == without_times(second.output)
    assert recipe.sandbox.requests == []


def test_interrupted_export_resumes_and_deletes_old_files_after_it_is_complete(recipe: Recipe) -> None:
    folder = recipe.folder / "backups"
    folder.mkdir()
    names = [f"portal-2026-01-0{day}.sqlite" for day in (1, 2, 3)]
    for name in [*names, "portal-2026-01-04.sqlite.partial", "notes.txt"]:
        (folder / name).touch()
    # The call and both retries.
    recipe.sandbox.faults.disconnect(times=3, path="/tickets")
    failed = recipe.run("backups", "--keep", "2")
    assert (failed.code, failed.output) == (1, "")
    assert " ERROR " in failed.errors
    assert {*names} <= {path.name for path in folder.iterdir()}
    received = {request.path for request in recipe.sandbox.requests if request.path != "/tickets"}
    assert received

    recipe.sandbox.requests.clear()
    resumed = recipe.run("backups", "--keep", "2")
    assert resumed.code == 0
    assert "resumed, 21 objects" in resumed.errors
    assert not received & {request.path for request in recipe.sandbox.requests}
    assert sorted(path.name for path in folder.iterdir()) == ["notes.txt", names[-1], file_of_today()]


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
