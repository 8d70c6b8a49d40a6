"""Threads, tasks and processes that share a `FileTokenStore`: the access token is refreshed once for all of them."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from mijnklantportaal.oauth import FileTokenStore
from tests.token_sharing import (
    FILE_STORES,
    KINDS,
    Project,
    assert_all_calls_succeed_with_one_refresh,
    assert_others_go_on_after_a_kill_during_a_refresh,
    new_tokens,
    served_project,
)

HOURS = timedelta(hours=2)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with served_project(tmp_path, FILE_STORES) as project:
        yield project


def save_tokens(project: Project, *, age: timedelta) -> None:
    FileTokenStore(project.folder / "tokens.json").save(new_tokens(project.sandbox, age=age))


FOUR_PROCESSES = (*KINDS, "threads")
CASES = [FOUR_PROCESSES, *(pytest.param((kind,), marks=pytest.mark.long) for kind in KINDS)]


@pytest.mark.parametrize("kinds", CASES, ids=" and ".join)
def test_expired_token_is_refreshed_once(project: Project, kinds: tuple[str, ...]) -> None:
    # A second refresh would be refused.
    project.sandbox.oauth.rotates_refresh_tokens = True
    save_tokens(project, age=HOURS)
    assert_all_calls_succeed_with_one_refresh(project, kinds)


@pytest.mark.parametrize("kinds", CASES, ids=" and ".join)
def test_token_that_the_portal_refuses_is_refreshed_once(project: Project, kinds: tuple[str, ...]) -> None:
    save_tokens(project, age=timedelta())
    project.sandbox.clock.advance(HOURS)
    assert_all_calls_succeed_with_one_refresh(project, kinds)
    assert len(project.sandbox.requests) > 50 * len(kinds), "some calls were refused first"


def test_processes_go_on_when_one_is_killed_during_a_refresh(project: Project) -> None:
    save_tokens(project, age=HOURS)
    assert_others_go_on_after_a_kill_during_a_refresh(project)
