"""Upgrades in git repositories."""

import io
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import PipelineError
from pipeline.files import replace_folder
from pipeline.loading import Version
from pipeline.regenerate import check, regenerate
from pipeline.upgrade import __main__ as command
from pipeline.upgrade import upgrading
from pipeline.upgrade.repository import commit
from pipeline.upgrade.upgrading import upgrade
from tests.pipeline.upgrade.upgrade_trees import (
    CHANGELOG,
    ROOT,
    TODAY,
    Change,
    Spec,
    files_of,
    git,
    published,
    real_tree,
    repaired,
    state_of,
    with_hostile_texts,
    with_note,
    with_notes,
    with_reference,
    with_reversed_keys,
    without_currency,
)

# The backtick would end a code span, so that the rest would be Markdown.
HOSTILE = "`\n\n## Unreleased\nCloses #1 @octocat GH-1 http://a.b/1\nFixes: #2\n\x1b[31m\u202e\x00\x85\u2028end"
# The word joiner that prevents mentions.
MARK = "\u2060"


def run(tree: Path, *changes: Change, pruning: bool = False) -> None:
    upgrade([published(tree, *changes)], tree, TODAY, pruning=pruning)


def message(tree: Path) -> list[str]:
    return git(tree, "log", "-1", "--format=%B").splitlines()


def committed(tree: Path) -> set[str]:
    """Return the files of the last commit, with the generated package as one."""
    names = git(tree, "show", "--format=", "--name-only", "--no-renames").splitlines()
    return {re.sub(r"^generated/mijnklantportaal_api/.*", "generated/mijnklantportaal_api", name) for name in names}


def sections(tree: Path) -> list[list[str]]:
    """Return the lines of the new sections of the changelog."""
    before, after = CHANGELOG.split("\n## 0.1.0\n")
    text = (tree / "CHANGELOG.md").read_text(encoding="utf-8")
    assert text.startswith(before)
    assert text.endswith(f"\n\n## 0.1.0\n{after}")
    added = text.removeprefix(before).removesuffix(f"\n## 0.1.0\n{after}")
    return [section.splitlines() for section in re.split(r"^### ", added, flags=re.MULTILINE)[1:]]


def assert_whole(tree: Path, commits: int) -> None:
    """Check the number of commits, the working tree, and `generated/`."""
    assert git(tree, "rev-list", "--count", "HEAD") == str(commits)
    assert git(tree, "status", "--porcelain", "--untracked-files=all", "--ignored") == ""
    check(tree)


def test_upgrade_of_this_repository_is_one_commit(tmp_path: Path) -> None:
    tree = real_tree(tmp_path / "repository")
    source = published(tree, with_note)
    upgrade([source], tree, TODAY, pruning=False)
    assert committed(tree) == {
        "CHANGELOG.md",
        # Its table of evidence: all of it is published now.
        "README.md",
        "generated/lock.yaml",
        "generated/mijnklantportaal_api",
        "openapi.lock.yaml",
        "openapi.yaml",
    }
    assert (tree / "openapi.yaml").read_bytes() == Path(source).read_bytes()
    title, _, calls, *_ = message(tree)
    assert (title, calls) == ("Upgrade to the API spec of 2026-03-04 (minor)", "Calls for a **minor** version.")
    (section,) = sections(tree)
    assert section[0] == "The portal's API, 2026-03-04"
    assert section[2].endswith("changes: 0.1.1.")
    assert section[4] == "#### New"
    assert re.fullmatch(r"- `\w+\.\w+\(upgrade_note=\)`: new optional argument `upgrade_note`", section[6])
    assert git(tree, "status", "--porcelain", "--untracked-files=all", "--ignored") == ""


def test_upgrades_can_follow_each_other(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(tree, with_reference, without_currency)
    assert committed(tree) == {
        "CHANGELOG.md",
        "generated/lock.yaml",
        "generated/mijnklantportaal_api",
        "openapi.lock.yaml",
        "openapi.yaml",
    }
    body = [
        "Calls for a **major** version.",
        "",
        "### Breaking",
        "",
        "- `CustomerInvoice.currency`: field `currency` removed",
        "",
        "### New",
        "",
        "- `customer_invoices.create_manual(reference=)`: new optional argument `reference`",
    ]
    assert message(tree) == ["Upgrade to the API spec of 2026-03-04 (major)", "", *body]
    first = [
        "The portal's API, 2026-03-04",
        "",
        "Calls for a **major** version. Together with the other unreleased changes: 0.2.0.",
        *(line.replace("###", "####") for line in body[1:]),
    ]
    assert sections(tree) == [first]
    printed = capsys.readouterr().out
    assert "\n".join(body) in printed
    assert printed.endswith(f"\nCommitted as {git(tree, 'rev-parse', '--short', 'HEAD')}.\n")
    assert_whole(tree, commits=2)

    source = published(tree, with_note)
    upgrade([source], tree, TODAY, pruning=False)
    assert message(tree)[0] == "Upgrade to the API spec of 2026-03-04 (minor)"
    once, again = sections(tree)
    # Followed by a blank line.
    assert once == [*first, ""]
    # The breaking change is not released yet.
    assert again[2] == "Calls for a **minor** version. Together with the other unreleased changes: 0.2.0."
    assert_whole(tree, commits=3)

    before = state_of(tree)
    capsys.readouterr()
    upgrade([source], tree, TODAY.replace(day=5), pruning=False)
    assert capsys.readouterr().out.splitlines()[-1] == "Nothing has changed."
    assert state_of(tree) == before


def test_new_resource_adds_files_and_a_line_of_the_readme(tree: Path) -> None:
    run(tree, with_notes)
    assert "README.md" in committed(tree)
    assert "`delete`" in (tree / "README.md").read_text(encoding="utf-8")
    assert_whole(tree, commits=2)
    git(tree, "clone", "--quiet", ".", "../clone")
    check(tree.with_name("clone"))


def test_ignored_generated_files_are_committed(tree: Path) -> None:
    (tree / ".git/info/exclude").write_text("notes\n")
    (tree / "generated/notes").mkdir()
    (tree / "generated/notes/delete_notes.py").touch()
    commit(tree, ["generated"], "Take it over\n")
    assert git(tree, "show", "--format=%s", "--name-only") == "Take it over\n\ngenerated/notes/delete_notes.py"


LOST = [
    'Overlay action 1 updated `$..[?@.nullabe == true]` with `{"nullable": true}` in one place of the present spec, '
    "and has no effect on the new one: The key `nullabe` is a misspelt `nullable`, on CustomerInvoice.dueAt "
    '(page get-customer-invoice: "if available").',
    "Overlay action 2 removed `$..nullabe` in one place of the present spec, and has no effect on the new one: "
    "The misspelt key itself is unknown to every version of OpenAPI.",
]


def test_idle_actions_are_an_error_and_prune_deletes_them(tree: Path) -> None:
    (tree / "elsewhere.txt").write_text("changed\n")
    (tree / "added.txt").write_text("staged\n")
    git(tree, "add", "added.txt")
    (tree / "added.txt").write_text("changed after that\n")
    (tree / "untracked.txt").touch()
    before, elsewhere = state_of(tree), git(tree, "status", "--porcelain")
    source = published(tree, repaired)
    with pytest.raises(PipelineError) as caught:
        upgrade([source], tree, TODAY, pruning=False)
    assert str(caught.value).splitlines() == [
        *LOST,
        "These actions no longer have an effect: upstream has fixed or moved their targets. Correct those that are "
        "still needed, and delete the others with `--prune`.",
    ]
    assert state_of(tree) == before

    overlay = (tree / "overrides/overlay.yaml").read_text(encoding="utf-8")
    upgrade([source], tree, TODAY, pruning=True)
    assert committed(tree) == {"generated/lock.yaml", "openapi.lock.yaml", "openapi.yaml", "overrides/overlay.yaml"}
    heading, third = (
        "\n  # Keys that are no OpenAPI\n\n",
        "\n  # Examples that can't be\n",
    )
    begin, end = overlay.index(heading) + len(heading), overlay.index(third)
    assert overlay[begin:end].count("- target:") == 2
    assert (tree / "overrides/overlay.yaml").read_text(encoding="utf-8") == overlay[:begin] + overlay[end:]
    title, empty, sentence, *rest = message(tree)
    assert (title, empty) == ("Upgrade to the API spec of 2026-03-04 (no change of the client)", "")
    assert "is the same as before" in sentence
    assert [line.replace(MARK, "") for line in rest] == [
        "",
        "### Deleted overlay actions",
        "",
        *(f"- {line}" for line in LOST),
    ]
    # Other changes are untouched.
    assert git(tree, "status", "--porcelain") == elsewhere
    assert git(tree, "show", ":added.txt") == "staged"
    assert (tree / "added.txt").read_text() == "changed after that\n"
    check(tree)


def test_another_order_of_keys_changes_only_the_spec_and_the_locks(tree: Path) -> None:
    run(tree, with_reversed_keys)
    assert committed(tree) == {"generated/lock.yaml", "openapi.lock.yaml", "openapi.yaml"}
    assert (tree / "openapi.yaml").read_text().startswith("components:\n")
    assert message(tree)[0] == "Upgrade to the API spec of 2026-03-04 (no change of the client)"
    assert_whole(tree, commits=2)


def test_hostile_texts_have_no_effect_in_git_and_markdown(tree: Path) -> None:
    # With this setting git treats headings as comments.
    git(tree, "config", "commit.cleanup", "strip")
    run(tree, with_hostile_texts(HOSTILE))
    title, empty, *body = message(tree)
    (section,) = sections(tree)
    assert (title, empty) == ("Upgrade to the API spec of 2026-03-04 (major)", "")
    assert sum("Closes" in line for line in body) > 3
    assert [line.replace("#### ", "### ") for line in section[3:]] == body[1:]
    headings = {"", "### Breaking", "### New", "### Other"}
    assert all(line in headings or line.startswith("- `") or "`" in line for line in body[1:])
    assert {line for line in body[1:] if not line.startswith("- ")} == headings
    assert all(unicodedata.category(one)[0] != "C" or one == MARK for line in (title, *body, *section) for one in line)
    assert not re.search(r"@\w|#\d|GH-\d|://", "\n".join(body))
    assert all(line.count("`") % 2 == 0 for line in body)
    assert git(tree, "interpret-trailers", "--parse", text="\n".join([title, empty, *body])) == ""
    assert_whole(tree, commits=2)


def _broken(spec: Spec) -> None:
    del spec["paths"]


def _not_generated(spec: Spec) -> None:
    with_notes(spec)
    body = {"content": {"application/pdf": {"schema": {"type": "string"}}}}
    spec["paths"]["/notes"]["delete"]["requestBody"] = body


def _invalid(spec: Spec) -> None:
    spec["info"]["wrong"] = "key"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [(_broken, "published.yaml"), (_not_generated, "media type 'application/pdf'"), (_invalid, "wrong")],
)
def test_invalid_spec_changes_no_file(tree: Path, change: Change, sentence: str) -> None:
    before = state_of(tree)
    with pytest.raises(PipelineError, match=sentence) as caught:
        run(tree, change)
    assert ".generated." not in str(caught.value)
    assert state_of(tree) == before


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("http://127.0.0.1:1/openapi.yaml", r"^http://127\.0\.0\.1:1/openapi\.yaml cannot be read"),
        ("missing.yaml", r"^missing\.yaml does not exist"),
        (os.devnull, "null"),
    ],
)
def test_unreadable_source_changes_no_file(tree: Path, source: str, sentence: str) -> None:
    before = state_of(tree)
    with pytest.raises(PipelineError, match=sentence):
        upgrade([source], tree, TODAY, pruning=True)
    assert state_of(tree) == before


@pytest.mark.parametrize(
    ("name", "old", "new", "sentence"),
    [
        ("CHANGELOG.md", "## Unreleased\n", "", r"^CHANGELOG\.md has no line `## Unreleased`"),
        ("README.md", "<!-- resources -->", "", r"^README\.md has no marks for the table of resources"),
        ("src/mijnklantportaal/_version.py", "0.1.0", "0.1", r"^_version\.py has no line such as"),
        ("overrides/overlay.yaml", "nullabe == true", "nullabe == false", "nullabe == false"),
        ("openapi.yaml", "openapi: 3.1.1", "openapi: [", r"repository/openapi\.yaml is not valid YAML"),
    ],
)
def test_invalid_file_of_the_repository_changes_no_file(
    tree: Path, name: str, old: str, new: str, sentence: str
) -> None:
    source = published(tree, with_reference)
    text = (tree / name).read_text(encoding="utf-8")
    assert old in text
    (tree / name).write_text(text.replace(old, new), encoding="utf-8")
    git(tree, "commit", "--quiet", "--all", "--message", "Break it")
    before = state_of(tree)
    with pytest.raises(PipelineError, match=sentence) as caught:
        upgrade([source], tree, TODAY, pruning=False)
    assert ".generated." not in str(caught.value)
    assert state_of(tree) == before


@pytest.mark.parametrize("name", ["openapi.yaml", "openapi.lock.yaml", "README.md", "CHANGELOG.md"])
def test_missing_file_is_an_error(tree: Path, name: str) -> None:
    source = published(tree, with_reference)
    git(tree, "rm", "--quiet", name)
    git(tree, "commit", "--quiet", "--message", "Lose it")
    before = state_of(tree)
    with pytest.raises(PipelineError, match=rf"repository/{re.escape(name)} cannot be read: No such file"):
        upgrade([source], tree, TODAY, pruning=False)
    assert state_of(tree) == before


def _changed(tree: Path, name: str) -> None:
    with (tree / name).open("a") as file:
        file.write("\n")


def _staged(tree: Path, name: str) -> None:
    _changed(tree, name)
    git(tree, "add", name)
    # As committed, so that only the index differs.
    (tree / name).write_bytes(git(tree, "show", f"HEAD:{name}").encode() + b"\n")


def _added(tree: Path, name: str) -> None:
    # Also for files that git assumes to be unchanged.
    git(tree, "config", "status.showUntrackedFiles", "no")
    (tree / name).touch()


def _deleted(tree: Path, name: str) -> None:
    (tree / name).unlink()


@pytest.mark.parametrize(
    ("change", "name"),
    [
        (_changed, "openapi.yaml"),
        (_changed, "openapi.lock.yaml"),
        (_changed, "overrides/overlay.yaml"),
        (_changed, "README.md"),
        (_staged, "CHANGELOG.md"),
        (_deleted, "generated/mijnklantportaal_api/client.py"),
        (_added, "generated/mijnklantportaal_api/mine.py"),
    ],
)
def test_uncommitted_changes_are_an_error(tree: Path, change: Callable[[Path, str], None], name: str) -> None:
    change(tree, name)
    before = state_of(tree)
    with pytest.raises(PipelineError, match=rf"^These files have uncommitted changes; .*: {re.escape(name)}\.$"):
        upgrade(["not read"], tree, TODAY, pruning=False)
    assert state_of(tree) == before


def test_changes_during_the_upgrade_are_an_error(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def regenerate_slowly(stage: Path) -> Version:
        version = regenerate(stage)
        _changed(tree, "README.md")
        return version

    monkeypatch.setattr(upgrading, "regenerate", regenerate_slowly)
    before = files_of(tree)
    with pytest.raises(PipelineError, match=r"^These files have uncommitted changes; .*: README\.md\.$"):
        run(tree, with_reference)
    assert files_of(tree) == before | {"README.md": before["README.md"] + b"\n"}


def test_missing_repository_is_an_error(tree: Path) -> None:
    shutil.rmtree(tree / ".git")
    before = files_of(tree)
    with pytest.raises(PipelineError, match="not a git repository"):
        upgrade(["not read"], tree, TODAY, pruning=False)
    assert files_of(tree) == before


def test_untrusted_repository_is_an_error(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(PipelineError, match="dubious ownership"):
        upgrade(["not read"], tree, TODAY, pruning=False)


def test_missing_git_is_an_error(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(PipelineError, match="git cannot be started"):
        upgrade(["not read"], tree, TODAY, pruning=False)


def test_missing_committer_is_an_error(tree: Path) -> None:
    git(tree, "config", "--unset", "user.name")
    git(tree, "config", "--unset", "user.email")
    # Otherwise git may derive an identity.
    git(tree, "config", "user.useConfigOnly", "true")
    before = state_of(tree)
    with pytest.raises(PipelineError, match=r"^git has no name for the commit; set user\.name and user\.email"):
        upgrade(["not read"], tree, TODAY, pruning=False)
    assert state_of(tree) == before


def _damaged_index(tree: Path) -> None:
    (tree / ".git/index").write_bytes(b"nothing")


def _locked_index(tree: Path) -> None:
    (tree / ".git/index.lock").touch()


def _merging(tree: Path) -> None:
    git(tree, "checkout", "--quiet", "-b", "other")
    git(tree, "commit", "--quiet", "--allow-empty", "--message", "Something else")
    git(tree, "checkout", "--quiet", "-")
    git(tree, "merge", "--quiet", "--no-ff", "--no-commit", "other")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [(_damaged_index, "index"), (_locked_index, "index.lock"), (_merging, "during a merge")],
)
def test_repository_that_cannot_commit_is_an_error(tree: Path, change: Callable[[Path], None], sentence: str) -> None:
    change(tree)
    before = files_of(tree)
    with pytest.raises(PipelineError, match=sentence):
        run(tree, with_reference)
    assert files_of(tree) == before


def test_failing_hook_leaves_the_new_files_in_place(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "ROOT", tree)
    terminal = io.TextIOWrapper(io.BytesIO(), encoding="ascii", write_through=True)
    monkeypatch.setattr(sys, "stdout", terminal)
    before = state_of(tree)
    hook = tree / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    # Hooks may print other encodings than UTF-8.
    hook.write_bytes(b"#!/bin/sh\necho 'not today, caf\xe9' >&2\nexit 1\n")
    hook.chmod(0o755)
    with pytest.raises(PipelineError, match="not today") as caught:
        command.main(["--prune", published(tree, with_notes, repaired)])
    assert "The files are in place" in str(caught.value)
    # The commit message was printed.
    terminal.seek(0)
    printed = terminal.read()
    assert "`$..[?@\\u2060.nullabe == true]`" in printed
    assert printed.endswith(f"- {LOST[1]}\n\n")
    with pytest.raises(PipelineError, match="uncommitted changes"):
        command.main(["not read"])
    # A commit by hand is possible.
    git(tree, "commit", "--quiet", "--no-verify", "--message", "By hand")
    assert_whole(tree, commits=2)
    # So is a restore.
    git(tree, "reset", "--quiet", "--soft", "HEAD~1")
    names = ("openapi.yaml", "openapi.lock.yaml", "overrides/overlay.yaml", "README.md", "CHANGELOG.md", "generated")
    advice = f"git restore --staged --worktree {' '.join(names)}"
    assert f"`{advice}`" in str(caught.value)
    git(tree, *advice.split()[1:])
    assert state_of(tree) == before


def interrupt(patch: pytest.MonkeyPatch, method: str, place: Path, failure: BaseException) -> None:
    """Fail once, just after a file was moved to this path."""
    move, failures = getattr(Path, method), [failure]

    def moving(self: Path, target: Path) -> Path:
        moved: Path = move(self, target)
        if target == place and failures:
            raise failures.pop()
        return moved

    patch.setattr(Path, method, moving)


@pytest.mark.parametrize(("name", "failure"), [("openapi.yaml", KeyboardInterrupt()), ("CHANGELOG.md", OSError())])
def test_interrupted_upgrade_changes_no_file(
    tree: Path, monkeypatch: pytest.MonkeyPatch, name: str, failure: BaseException
) -> None:
    before = state_of(tree)
    interrupt(monkeypatch, "replace", tree / name, failure)
    with pytest.raises(type(failure)):
        run(tree, with_reference)
    assert state_of(tree) == before


def test_generated_folder_is_replaced_last(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = state_of(tree)

    def refuse(target: Path, replacement: Path) -> None:
        assert (tree / "openapi.yaml").read_bytes() == (replacement.parent / "openapi.yaml").read_bytes()
        raise KeyboardInterrupt

    monkeypatch.setattr(upgrading, "replace_folder", refuse)
    with pytest.raises(KeyboardInterrupt):
        run(tree, with_reference)
    assert state_of(tree) == before


def test_interrupt_after_the_last_file_leaves_the_new_files(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(target: Path, replacement: Path) -> None:
        replace_folder(target, replacement)
        raise KeyboardInterrupt

    monkeypatch.setattr(upgrading, "replace_folder", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run(tree, with_reference)
    check(tree)
    git(tree, "commit", "--quiet", "--all", "--message", "By hand")
    assert_whole(tree, commits=2)


def test_message_that_cannot_be_printed_changes_no_file(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = state_of(tree)
    with monkeypatch.context() as patch, Path(os.devnull).open("w", encoding="ascii") as narrow:
        patch.setattr(sys, "stdout", narrow)
        with pytest.raises(UnicodeEncodeError):
            run(tree, repaired, pruning=True)
    assert state_of(tree) == before


def test_help_lists_the_arguments() -> None:
    command = [sys.executable, "-m", "pipeline.upgrade", "--help"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("usage: nox -s upgrade -- [-h] [--prune] [SOURCE ...]\n")
