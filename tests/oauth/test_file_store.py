"""`FileTokenStore`: its file."""

import json
import os
import pickle
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy, deepcopy
from pathlib import Path

import pytest

from mijnklantportaal import OAuthError
from mijnklantportaal.oauth import FileTokenStore, TokenStore
from tests.oauth.stored_tokens import ACCESS, REFRESH, TOKENS, assert_no_secret_in, with_lifetime

needs_permissions = pytest.mark.skipif(os.name == "nt", reason="files have other permissions here")
ONLY_ADMINISTRATORS = "Windows allows links to administrators only"
needs_fifo = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def test_store_returns_what_was_saved_last(tmp_path: Path) -> None:
    store: TokenStore = FileTokenStore(tmp_path / "tokens.json")
    assert store.load() is None
    store.save(with_lifetime(1))
    store.save(TOKENS)
    assert store.load() == TOKENS
    assert FileTokenStore(str(tmp_path / "tokens.json")).load() == TOKENS


def test_file_is_the_json_of_the_tokens(tmp_path: Path) -> None:
    FileTokenStore(tmp_path / "tokens.json").save(TOKENS)
    assert json.loads((tmp_path / "tokens.json").read_bytes()) == TOKENS.to_dict()
    assert os.listdir(tmp_path) == ["tokens.json"]


@needs_permissions
@pytest.mark.parametrize("mask", [0, 0o022, 0o077, 0o777])
def test_only_the_owner_can_read_the_file(tmp_path: Path, mask: int) -> None:
    with umask(mask):
        FileTokenStore(tmp_path / "tokens.json").save(TOKENS)
    assert mode_of(tmp_path / "tokens.json") == 0o600


@needs_permissions
def test_file_that_others_could_read_is_replaced_by_one_that_they_cannot(tmp_path: Path) -> None:
    path = tmp_path / "tokens.json"
    path.touch()
    path.chmod(0o666)
    with path.open("rb") as opened_before:
        FileTokenStore(path).save(TOKENS)
        assert opened_before.read() == b""
    assert mode_of(path) == 0o600


@needs_permissions
def test_missing_folders_are_created_for_the_owner_only(tmp_path: Path) -> None:
    with umask(0):
        FileTokenStore(tmp_path / "a" / "b" / "tokens.json").save(TOKENS)
        with FileTokenStore(tmp_path / "c" / "tokens.json").lock():
            pass
    assert [mode_of(tmp_path / folder) for folder in ("a", "a/b", "c")] == [0o700] * 3
    assert mode_of(tmp_path / "c" / "tokens.json.lock") == 0o600


@pytest.mark.skipif(sys.platform == "win32", reason=ONLY_ADMINISTRATORS)
@pytest.mark.parametrize("exists", [True, False])
def test_symbolic_link_is_followed(tmp_path: Path, exists: bool) -> None:
    target, link = tmp_path / "folder" / "tokens.json", tmp_path / "link"
    link.symlink_to(Path("folder", "tokens.json"))
    if exists:
        FileTokenStore(target).save(with_lifetime(1))
    FileTokenStore(link).save(TOKENS)
    with FileTokenStore(link).lock():
        pass
    assert link.is_symlink()
    assert FileTokenStore(link).load() == FileTokenStore(target).load() == TOKENS
    assert sorted(os.listdir(tmp_path / "folder")) == ["tokens.json", "tokens.json.lock"]


def test_path_stays_the_same_when_the_working_directory_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    store = FileTokenStore("tokens.json")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir("elsewhere")
    store.save(TOKENS)
    assert (tmp_path / "tokens.json").exists()


@needs_permissions
def test_tilde_stands_for_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    FileTokenStore("~/app/tokens.json").save(TOKENS)
    assert FileTokenStore(tmp_path / "app" / "tokens.json").load() == TOKENS


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"null",
        b"[" * 100_000,
        b"\xff" + ACCESS.encode(),
        b'"' + ACCESS.encode(),
        json.dumps({"access_token": ACCESS, "refresh_token": REFRESH}).encode(),
        json.dumps({**TOKENS.to_dict(), "issued_at": ACCESS}).encode(),
        json.dumps([TOKENS.to_dict()]).encode(),
    ],
    ids=["empty", "truncated", "null", "nested", "binary", "text", "old format", "wrong time", "list"],
)
def test_file_without_tokens_is_an_error_and_stays(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "tokens.json"
    path.write_bytes(content)
    with pytest.raises(OAuthError) as caught:
        FileTokenStore(path).load()
    assert str(caught.value) == (
        f"the file {path} does not contain tokens: delete it, or use another path, and ask the user for permission "
        "again"
    )
    assert_no_secret_in(caught.value)
    assert caught.value.__context__ is None, "errors of json hold the content"
    assert path.read_bytes() == content


def a_folder(path: Path) -> Path:
    path.mkdir()
    return path


def below_a_file(path: Path) -> Path:
    path.touch()
    return path / "tokens.json"


def a_named_pipe(path: Path) -> Path:
    if sys.platform == "win32":
        pytest.skip("there are no named pipes here")
    os.mkfifo(path)
    return path


def a_link_to_itself(path: Path) -> Path:
    if sys.platform == "win32":
        pytest.skip(ONLY_ADMINISTRATORS)
    path.symlink_to(path)
    return path


def a_path_with_a_null(path: Path) -> Path:
    return path.with_name("tokens\0.json")


def use_lock(store: FileTokenStore) -> None:
    with store.lock():
        raise AssertionError("it is locked")


USES: dict[str, Callable[[FileTokenStore], object]] = {
    "cannot be read": FileTokenStore.load,
    "cannot be written": lambda store: store.save(TOKENS),
    "cannot be locked with the .lock file next to it": use_lock,
}


@pytest.mark.parametrize("problem", USES)
@pytest.mark.parametrize(
    "make_path",
    [a_folder, below_a_file, pytest.param(a_named_pipe, marks=needs_fifo), a_link_to_itself, a_path_with_a_null],
)
def test_path_that_cannot_be_used_is_an_error_that_names_it(
    tmp_path: Path, make_path: Callable[[Path], Path], problem: str
) -> None:
    if sys.platform == "win32" and (make_path, problem) == (below_a_file, "cannot be read"):
        pytest.skip("for Windows, such a file is missing")
    path = make_path(tmp_path / "tokens.json")
    before = os.listdir(tmp_path)
    with pytest.raises(OAuthError) as caught:
        USES[problem](FileTokenStore(path))
    message = str(caught.value)
    assert message.startswith(f"the file {path} {problem} (")
    assert message.endswith("): check its folder and permissions, or use another path")
    assert_no_secret_in(caught.value)
    assert os.listdir(tmp_path) == before


def test_interruption_after_the_rename_is_not_replaced_by_another_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = os.replace

    def interrupted(source: str, target: Path) -> None:
        replace(source, target)
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    store = FileTokenStore(tmp_path / "tokens.json")
    with pytest.raises(KeyboardInterrupt):
        store.save(TOKENS)
    assert store.load() == TOKENS


def test_failed_write_keeps_the_tokens_before_and_leaves_no_other_file(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    store = FileTokenStore(tmp_path / "tokens.json")
    store.save(TOKENS)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    # Writing to a file fails, as on a full disk.
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, limits[1]))
    try:
        with pytest.raises(OAuthError, match="cannot be written") as caught:
            store.save(with_lifetime(1))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert_no_secret_in(caught.value)
    assert os.listdir(tmp_path) == ["tokens.json"]
    assert store.load() == TOKENS


@pytest.mark.parametrize("make_copy", [copy, deepcopy, lambda store: pickle.loads(pickle.dumps(store))])
def test_copy_of_a_store_has_the_same_file(tmp_path: Path, make_copy: Callable[[object], FileTokenStore]) -> None:
    store = FileTokenStore(tmp_path / "tokens.json")
    store.save(TOKENS)
    assert make_copy(store).load() == TOKENS
    assert make_copy(store) == store
    assert_no_secret_in(store)
