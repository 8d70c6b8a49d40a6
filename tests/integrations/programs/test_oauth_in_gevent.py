"""OAuth under gevent, whose greenlets share one thread: none may block it while another one refreshes the token."""

from datetime import timedelta
from pathlib import Path

from mijnklantportaal.oauth import FileTokenStore
from tests.token_sharing import FILE_STORES, assert_all_calls_succeed_with_one_refresh, new_tokens, served_project

LOCK_TWICE = """
from gevent import monkey
monkey.patch_all()
import gevent
import stores

def hold():
    with stores.make_store().lock():
        gevent.sleep(0.1)

gevent.joinall([gevent.spawn(hold) for _ in range(2)], timeout=20, raise_error=True)
print("done")
"""


def test_greenlets_wait_for_the_lock_of_a_file(tmp_path: Path) -> None:
    with served_project(tmp_path, FILE_STORES) as project:
        assert project.run(LOCK_TWICE) == "done\n"


def test_greenlets_of_two_processes_refresh_a_token_once(tmp_path: Path) -> None:
    with served_project(tmp_path, FILE_STORES) as project:
        store = FileTokenStore(tmp_path / "tokens.json")
        store.save(new_tokens(project.sandbox, age=timedelta(hours=2)))
        assert_all_calls_succeed_with_one_refresh(project, ("gevent", "gevent"))
