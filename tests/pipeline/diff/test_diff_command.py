"""The command `diff`: its sources, its output and its exit codes."""

import contextlib
import io
import json
import os
import pty
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from pipeline.diff.__main__ import main
from pipeline.diff.changes import Change
from pipeline.diff.versions import Version, read_overlay_at, read_version
from pipeline.errors import PipelineError
from tests.pipeline.diff.diff_samples import (
    CONFIG,
    OVERLAY,
    OVERLAY_SOURCE,
    ROOT,
    TEXT,
    Command,
    Mutation,
    Spec,
    changed,
    changes_between,
    changes_of,
    schemas,
    shop,
)

PAIR = ROOT / "tests" / "spec_versions"
MARK = "\u2060"
ID = r"[a-z]+(?:-[a-z]+)*-[0-9a-f]{12}"


# Changes of the spec


def note(spec: Spec) -> Spec:
    body = spec["components"]["requestBodies"]["NewOrder"]["content"]["application/json"]["schema"]
    found: Spec = body["properties"]
    return found


def list_orders(spec: Spec) -> Spec:
    found: Spec = spec["paths"]["/orders"]["get"]
    return found


def without_note(spec: Spec) -> None:
    del note(spec)["note"]


def with_total(spec: Spec) -> None:
    schemas(spec)["Order"]["properties"]["total"] = {"type": "number", "format": "decimal"}


def with_other_words(spec: Spec) -> None:
    spec["tags"][0]["description"] = "All there is to know about orders."


def with_conflict(spec: Spec) -> None:
    list_orders(spec)["responses"]["409"] = {"description": "Busy"}


def with_blue(spec: Spec) -> None:
    schemas(spec)["Colour"]["enum"].append("blue")


def without_files(spec: Spec) -> None:
    del spec["paths"]["/files"]
    spec["tags"].remove({"name": "Files"})


def with_limits(spec: Spec) -> None:
    note(spec)["note"].update(maxLength=40, minLength=40, default="n" * 40)


def with_states(spec: Spec) -> None:
    states = {"name": "states", "in": "query", "schema": {"type": "array", "items": TEXT}}
    spec["paths"]["/orders"]["parameters"].append(states)


def with_style(spec: Spec) -> None:
    spec["paths"]["/orders"]["parameters"][-1].update(style="spaceDelimited", explode=False)


def with_headers(spec: Spec) -> None:
    headers = list_orders(spec)["responses"]["200"]["headers"]
    headers.update({"X-One": {"schema": TEXT}, "x-two": {"schema": TEXT}})


def with_described_responses(spec: Spec) -> None:
    for status in ("409", "423"):
        list_orders(spec)["responses"][status] = {"description": "Busy", "headers": {"X-Why": {"schema": TEXT}}}


def with_long_values(spec: Spec) -> None:
    schemas(spec)["Colour"]["enum"] += ["b" * 200 + end for end in "12"] + ["light red", "light  red"]


def with_webhooks(spec: Spec) -> None:
    called = {"tags": ["Files"], "responses": {"200": {"description": "Fine"}}}
    spec["webhooks"] = {name: {"post": {**called, "operationId": name}} for name in ("order-paid", "order-sent")}


def with_deprecated_webhooks(spec: Spec) -> None:
    for item in spec["webhooks"].values():
        item["post"]["deprecated"] = True


def with_words_everywhere(spec: Spec) -> None:
    for name in ("id", "state", "orderedAt", "lines"):
        schemas(spec)["Order"]["properties"][name].update(description=f"The {name}.", title=f"Order {name}")


def with_a_method(spec: Spec) -> None:
    spec["paths"]["/orders/{orderId}"]["delete"] = {
        "tags": ["Orders API"],
        "operationId": "delete-order",
        "parameters": [{"name": "orderId", "in": "path", "required": True, "schema": TEXT}],
        "responses": {"204": {"description": "Gone"}},
    }


def with_a_required_argument(spec: Spec) -> None:
    list_orders(spec)["parameters"].append({"name": "year", "in": "query", "required": True, "schema": TEXT})


def with_another_server(spec: Spec) -> None:
    spec["servers"][0]["url"] = "https://example.com/v2"


def with_busy_responses(spec: Spec) -> None:
    for status in ("409", "423"):
        list_orders(spec)["responses"][status] = {"description": "Busy"}


MUTATIONS = [
    without_note,
    with_total,
    with_other_words,
    with_conflict,
    with_blue,
    without_files,
    with_states,
    with_headers,
    with_long_values,
    with_words_everywhere,
    with_a_method,
    with_a_required_argument,
    with_another_server,
]


@pytest.fixture
def versions(command: Command) -> list[str]:
    """Return the arguments for two versions with changes of each level."""
    new = changed(without_note, with_total, with_other_words, with_conflict)
    return [command.file("old.json", shop()), command.file("new.json", new), "--overlay-from", command.overlay]


# Output


def test_text_format(command: Command, versions: list[str]) -> None:
    result = command.run(*versions)
    assert (result.code, result.err) == (0, "")
    assert re.sub(ID, "ID", result.out).splitlines() == [
        f"{versions[0]} -> {versions[1]}: major",
        "",
        "Breaking",
        "  orders.create(note=): argument `note` removed  ID",
        "",
        "New",
        "  Order.total: new field `total`  ID",
        "",
        "Other",
        "  orders.list(): may respond with status 409 (Conflict)  ID",
        "  documentation of the spec's `tags`: descriptions, examples, or their order  ID",
    ]


def test_markdown_format(command: Command, versions: list[str]) -> None:
    result = command.run(*versions, "--format", "markdown")
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines() == [
        f"From `{versions[0]}` to `{versions[1]}`: **major**.",
        "",
        "### Breaking",
        "",
        "- `orders.create(note=)`: argument `note` removed",
        "",
        "### New",
        "",
        "- `Order.total`: new field `total`",
        "",
        "### Other",
        "",
        "- `orders.list()`: may respond with status 409 (Conflict)",
        "- documentation of the spec's `tags`: descriptions, examples, or their order",
    ]


def test_json_format(command: Command, versions: list[str]) -> None:
    result = command.run(*versions, "--format", "json")
    assert (result.code, result.err) == (0, "")
    changes = [
        ("breaking", "create-order", "orders.create(note=)", "argument `note` removed", "str | None", None),
        ("feature", None, "Order.total", "new field `total`", None, "Decimal | None"),
        ("patch", "list-orders", "orders.list()", "may respond with status 409 (Conflict)", None, "409"),
        (
            "patch",
            None,
            None,
            "documentation of the spec's `tags`: descriptions, examples, or their order",
            None,
            None,
        ),
    ]
    keys = ("level", "operation", "python", "text", "before", "after")
    assert result.report == {
        "old": versions[0],
        "new": versions[1],
        "bump": "major",
        "changes": [
            {"id": id_, "accepted": False, **dict(zip(keys, values, strict=True))}
            for id_, values in zip(result.ids, changes, strict=True)
        ],
        "remarks": [],
    }
    assert all(re.fullmatch(ID, id_) for id_ in result.ids)


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_no_changes(command: Command, form: str) -> None:
    result = command.diff(shop(), shop(), "--format", form, "--fail-on", "breaking")
    assert (result.code, result.err) == (0, "")
    places = str(command.folder / "old.json"), str(command.folder / "new.json")
    if form == "json":
        assert result.report == {"old": places[0], "new": places[1], "bump": "none", "changes": [], "remarks": []}
    elif form == "markdown":
        assert result.out == f"From `{places[0]}` to `{places[1]}`: **none**.\n"
    else:
        assert result.out == f"{places[0]} -> {places[1]}: none\n\nNo changes for users of the client.\n"


@pytest.mark.parametrize(
    ("mutations", "bump"),
    [
        ([without_note], "major"),
        ([with_total, with_conflict], "minor"),
        ([with_conflict, with_other_words], "patch"),
        ([with_other_words], "patch"),
        ([], "none"),
    ],
)
def test_bump_is_that_of_the_highest_level(command: Command, mutations: list[Mutation], bump: str) -> None:
    assert command.diff(shop(), changed(*mutations), "--format", "json").report["bump"] == bump


def test_terminal_output_has_colors(command: Command, versions: list[str]) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has no pseudo-terminals")
    outer, inner = pty.openpty()
    process = [sys.executable, "-m", "pipeline.diff", *versions]
    with os.fdopen(outer, "rb", buffering=0) as terminal:
        done = subprocess.run(process, cwd=ROOT, env={**os.environ, "NO_COLOR": ""}, stdout=inner, check=False)
        os.close(inner)
        # The output fits into the buffer of the terminal.
        colored = terminal.read(100_000).decode()
    assert done.returncode == 0
    lines = colored.splitlines()
    assert lines[0].endswith(": \x1b[1mmajor\x1b[0m")
    assert [line for line in lines if line.startswith("\x1b")] == [
        "\x1b[1;31mBreaking\x1b[0m",
        "\x1b[1;32mNew\x1b[0m",
        "\x1b[1;36mOther\x1b[0m",
    ]
    plain = re.sub(r"\x1b\[[0-9;]*m", "", colored).replace("\r\n", "\n")
    assert "\x1b" not in plain
    assert plain == command.run(*versions).out


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
@pytest.mark.parametrize("refused", ["", "1"])
def test_colors_are_for_text_and_can_be_disabled(
    versions: list[str], form: str, refused: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setenv("NO_COLOR", refused)
    with contextlib.redirect_stdout(terminal):
        main([*versions, "--format", form])
    assert ("\x1b" in terminal.getvalue()) == (form == "text" and not refused)


def test_characters_missing_in_the_encoding_are_escaped(command: Command) -> None:
    def shalom(spec: Spec) -> None:
        schemas(spec)["Colour"]["enum"].append("\u05e9\u05dc\u05d5\u05dd")

    old, new = command.file("old.json", shop()), command.file("new.json", changed(shalom))
    result = command.run_in_subprocess(old, new, "--overlay-from", command.overlay, PYTHONIOENCODING="latin-1")
    assert (result.code, result.err) == (0, "")
    assert r"Colour: new value `\u05e9\u05dc\u05d5\u05dd`" in result.out


# Exit codes


@pytest.mark.parametrize(
    ("mutation", "complaint"),
    [
        (without_note, "1 change is breaking; to accept it, add its id to a file for --accept.\n"),
        (without_files, "1 change is breaking; to accept it, add its id to a file for --accept.\n"),
        (with_total, ""),
        (with_conflict, ""),
    ],
)
def test_fail_on_breaking(command: Command, mutation: Mutation, complaint: str) -> None:
    new = changed(mutation)
    lenient, strict = command.diff(shop(), new), command.diff(shop(), new, "--fail-on", "breaking")
    assert (lenient.code, lenient.err) == (0, "")
    assert (strict.code, strict.err) == (1 if complaint else 0, complaint)
    assert strict.out == lenient.out != ""


def test_fail_on_breaking_counts_changes(command: Command) -> None:
    result = command.diff(shop(), changed(without_note, with_another_server), "--fail-on", "breaking")
    assert (result.code, result.err.partition(";")[0]) == (1, "2 changes are breaking")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["old.json"],
        ["old.json", "new.json", "newest.json"],
        ["old.json", "new.json", "--format", "html"],
        ["old.json", "new.json", "--fail-on", "feature"],
        ["old.json", "new.json", "--nonsense"],
    ],
)
def test_invalid_arguments_are_errors(command: Command, arguments: list[str]) -> None:
    result = command.run(*arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("usage: nox -s diff -- ")


def test_help_explains_versions(command: Command) -> None:
    result = command.run("--help")
    assert (result.code, result.err) == (0, "")
    assert "A version is a file, a URL, or git:REV" in result.out


# Accepted changes


def _breaking_ids(command: Command) -> list[str]:
    report = command.diff(shop(), changed(without_note, with_another_server), "--format", "json").report
    return [change["id"] for change in report["changes"] if change["level"] == "breaking"]


def test_accepted_changes_are_reported_and_do_not_fail(command: Command) -> None:
    one, other = _breaking_ids(command)
    text = f"# What we know of\n\n{one}\n   {other}  # since the first of May\r\nnobody-0123456789ab\n"
    options = ["--fail-on", "breaking", "--accept", command.file("accepted.txt", text)]
    new = changed(without_note, with_another_server)
    result = command.diff(shop(), new, *options)
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines()[0].endswith(": major")
    assert [line.count("(accepted)") for line in result.out.splitlines() if line.startswith("  ")] == [1, 1]
    report = command.diff(shop(), new, *options, "--format", "json").report
    assert report["bump"] == "major"
    assert [(change["id"], change["accepted"]) for change in report["changes"]] == [(one, True), (other, True)]
    markdown = command.diff(shop(), new, *options, "--format", "markdown").out
    assert markdown.count(" (accepted)\n") == 2


def test_other_changes_than_the_accepted_fail(command: Command) -> None:
    one, other = _breaking_ids(command)
    new = changed(without_note, with_another_server)
    options = ["--fail-on", "breaking", "--format", "json", "--accept", command.file("accepted.txt", one)]
    result = command.diff(shop(), new, *options)
    assert (result.code, result.err.partition(";")[0]) == (1, "1 change is breaking")
    assert [(change["id"], change["accepted"]) for change in result.report["changes"]] == [(one, True), (other, False)]


def test_accepted_id_is_that_of_one_change(command: Command) -> None:
    def to_version_three(spec: Spec) -> None:
        spec["servers"][0]["url"] = "https://example.com/v3"

    [id_] = command.diff(shop(), changed(with_another_server), "--format", "json").ids
    options = ["--fail-on", "breaking", "--accept", command.file("accepted.txt", id_)]
    assert command.diff(shop(), changed(with_another_server), *options).code == 0
    assert command.diff(shop(), changed(to_version_three), *options).code == 1


def test_every_id_can_be_accepted(command: Command) -> None:
    new = changed(*MUTATIONS)
    ids = command.diff(shop(), new, "--format", "json").ids
    path = command.file("accepted.txt", "\n".join(ids))
    report = command.diff(shop(), new, "--format", "json", "--accept", path).report
    assert len(ids) >= len(MUTATIONS)
    assert all(change["accepted"] for change in report["changes"])


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("# fine\nargument-removed-zzz\n", ", line 2: 'argument-removed-zzz' is not a valid id; `--format json`"),
        ("\n\norders.create(note=)", ", line 3: 'orders.create(note=)' is not a valid id; `--format json`"),
        (
            "argument-removed-1 argument-removed-2",
            ", line 1: 'argument-removed-1 argument-removed-2' is not a valid id",
        ),
        ("\x1b[31m" + "x" * 500, f", line 1: '\\x1b[31m{'x' * 75}' is not a valid id;"),
        (b"\xff\xfe", " is not UTF-8 text; it must contain the ids of changes, one per line.\n"),
    ],
)
def test_invalid_accept_file_is_an_error(command: Command, content: str | bytes, complaint: str) -> None:
    path = command.file("accepted.txt", content)
    result = command.diff(shop(), shop(), "--accept", path)
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith(f"{path}{complaint}")
    assert len(result.err.splitlines()) == 1


def test_missing_accept_file_is_an_error(command: Command) -> None:
    result = command.diff(shop(), shop(), "--accept", str(command.folder / "missing.txt"))
    assert (result.code, result.out) == (1, "")
    assert result.err == f"{command.folder / 'missing.txt'} cannot be read: No such file or directory.\n"
    assert command.diff(shop(), shop(), "--accept", str(command.folder)).err == (
        f"{command.folder} cannot be read: Is a directory.\n"
    )


# Overlays


def _overlay(*actions: Spec) -> Spec:
    return {**OVERLAY, "actions": [*OVERLAY["actions"], *actions]}


# A place that only the newer version has.
HIDES_BLUE = {
    "target": "$.components.schemas.Colour.enum[?@ == 'blue']",
    "description": "The shop sells no blue things.",
    "remove": True,
}


def test_one_overlay_applies_to_both_versions(command: Command) -> None:
    overlay = command.file("overlay.yaml", _overlay(HIDES_BLUE))
    places = command.file("old.json", changed(with_blue)), command.file("new.json", changed(with_blue, with_total))
    report = command.run(*places, "--overlay-from", overlay, "--format", "json").report
    assert [change["python"] for change in report["changes"]] == ["Order.total"]
    assert report["remarks"] == []


def test_action_without_effect_is_a_remark(command: Command) -> None:
    overlay = command.file("overlay.yaml", _overlay(HIDES_BLUE))
    places = command.file("old.json", shop()), command.file("new.json", changed(with_blue))
    result = command.run(*places, "--overlay-from", overlay, "--format", "json")
    assert (result.code, result.err) == (0, "")
    remark = (
        f"{places[0]}: Overlay action 2 (line 1), $.components.schemas.Colour.enum[?@ == 'blue'] (The shop sells no "
        "blue things.): matches nothing; upstream may have fixed this: delete the action; or the target is misspelled: "
        "correct it."
    )
    assert (result.report["changes"], result.report["remarks"]) == ([], [remark])
    text = command.run(*places, "--overlay-from", overlay).out
    assert text.endswith(f"\n\nNo changes for users of the client.\n\nRemarks\n  {remark}\n")
    markdown = command.run(*places, "--overlay-from", overlay, "--format", "markdown").out
    # With the word joiner that prevents a mention.
    assert markdown.endswith(f"\n\n### Remarks\n\n- `{remark.replace('@', '@' + MARK)}`\n")


def test_two_overlays_apply_to_old_and_new(command: Command) -> None:
    one, other = command.overlay, command.file("overlay.yaml", _overlay(HIDES_BLUE))
    place = command.file("both.json", changed(with_blue))
    result = command.run(place, place, "--overlay-from", one, "--overlay-from", other, "--format", "json")
    assert [(change["level"], change["python"], change["before"]) for change in result.report["changes"]] == [
        ("breaking", "Colour", "blue")
    ]
    back = command.run(place, place, "--overlay-from", other, "--overlay-from", one, "--format", "json")
    assert [(change["level"], change["python"], change["after"]) for change in back.report["changes"]] == [
        ("feature", "Colour", "blue")
    ]


def test_three_overlays_are_an_error(command: Command) -> None:
    result = command.diff(shop(), shop(), *["--overlay-from", command.overlay] * 2)
    assert (result.code, result.out) == (1, "")
    assert result.err == "--overlay-from must be given once, for both versions, or twice, for OLD and for NEW.\n"


def test_default_overlay_is_that_of_the_repository(command: Command) -> None:
    place = command.file("other.json", shop())
    result = command.run(place, place)
    # It does not fit this spec.
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith(f"No client can be generated from {place}:\n")


# URLs


PUBLISHED = {
    "/old.json": json.dumps(shop()),
    "/new.json": json.dumps(changed(with_total)),
    "/overlay.json": json.dumps(OVERLAY),
    "/login": "<!doctype html><title>Please log in</title>",
}


class Handler(BaseHTTPRequestHandler):
    """Serve two versions, an overlay and a page."""

    def do_GET(self) -> None:
        found = PUBLISHED.get(self.path.partition("?")[0])
        if found is None:
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Length", str(len(found.encode())))
        self.end_headers()
        self.wfile.write(found.encode())

    def log_message(self, format: str, *args: object) -> None:
        """Do not log."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


def test_versions_and_overlays_at_urls(command: Command, server: str) -> None:
    places = [f"{server.replace('//', '//me:hush@')}/{name}.json?token=hush" for name in ("old", "new", "overlay")]
    for form in ("text", "markdown", "json"):
        result = command.run(*places[:2], "--overlay-from", places[2], "--format", form)
        assert (result.code, result.err) == (0, "")
        assert "hush" not in result.out
    assert (result.report["old"], result.report["new"]) == (f"{server}/old.json", f"{server}/new.json")
    assert [change["python"] for change in result.report["changes"]] == ["Order.total"]


def test_url_and_file(command: Command, server: str) -> None:
    place = command.file("new.json", changed(with_blue))
    result = command.run(f"{server}/old.json", place, "--overlay-from", command.overlay, "--format", "json")
    assert [change["python"] for change in result.report["changes"]] == ["Colour"]


@pytest.mark.parametrize(
    ("path", "complaint"),
    [("/missing", "responds with status 404; check the URL."), ("/login", "is an HTML page; give the YAML file")],
)
def test_unusable_url_is_an_error(command: Command, server: str, path: str, complaint: str) -> None:
    place = f"{server}{path}?token=hush"
    for arguments in (
        [place, f"{server}/new.json", "--overlay-from", command.overlay],
        [f"{server}/old.json", place, "--overlay-from", command.overlay],
        [f"{server}/old.json", f"{server}/new.json", "--overlay-from", place],
    ):
        result = command.run(*arguments)
        assert (result.code, result.out) == (1, "")
        assert result.err.startswith(f"{server}{path} {complaint}")


# Revisions


def _git(root: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Test", "-c", "user.email=test@example.com")
    subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True)


def _commit(root: Path, spec: Spec, overlay: Spec, tag: str) -> None:
    (root / "overrides").mkdir(exist_ok=True)
    (root / "openapi.yaml").write_text(json.dumps(spec))
    (root / "overrides" / "overlay.yaml").write_text(json.dumps(overlay))
    _git(root, "add", "openapi.yaml", "overrides")
    _git(root, "commit", "--quiet", "-m", tag)
    _git(root, "tag", tag)


@pytest.fixture(scope="module")
def repository(isolated_git: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository with two versions, each with its overlay, after a first commit without a spec."""
    root = tmp_path_factory.mktemp("repository")
    _git(root, "init", "--quiet")
    shutil.copyfile(CONFIG, root / "generator-config.yaml")
    _git(root, "add", "generator-config.yaml")
    _git(root, "commit", "--quiet", "-m", "Begin")
    _git(root, "tag", "beginning")
    _commit(root, shop(), OVERLAY, "v0.1.0")
    _commit(root, changed(with_blue, with_total), _overlay(HIDES_BLUE), "v0.2.0")
    # Uncommitted changes are in no revision.
    (root / "openapi.yaml").write_text("nothing")
    (root / "overrides" / "overlay.yaml").write_text("nothing")
    return root


@pytest.mark.parametrize("revision", ["v0.1.0", "v0.1.0^{commit}", "HEAD~1", "HEAD^", "refs/tags/v0.1.0"])
def test_revision(repository: Path, revision: str) -> None:
    version = read_version(f"git:{revision}", OVERLAY_SOURCE, repository)
    assert version.name == f"git:{revision}"
    assert "total" not in {field.name for field in version.api.models["Order"].fields}
    newest = read_version("git:HEAD", read_overlay_at("git:HEAD", repository), repository)
    changes = changes_between(version, newest)
    assert [change.python for change in changes] == ["Order.total"]


def test_overlay_of_a_revision(repository: Path) -> None:
    for revision, overlay in (("v0.1.0", OVERLAY), ("v0.2.0", _overlay(HIDES_BLUE))):
        source = read_overlay_at(f"git:{revision}", repository)
        assert (source.name, json.loads(source.content)) == (f"git:{revision}", overlay)


@pytest.mark.parametrize(
    "revision",
    ["nonsense", "-1", "--help", "--output=stolen", "", "v0.1.0:openapi.yaml", "v0.1.0..v0.2.0", "a\x1b[31m"],
)
def test_missing_revision_is_an_error(repository: Path, revision: str) -> None:
    before = sorted(repository.iterdir())
    with pytest.raises(PipelineError) as caught:
        read_version(f"git:{revision}", OVERLAY_SOURCE, repository)
    assert str(caught.value) == f"git has no revision {revision!r} here; fetch it, or find another with `git log`."
    with pytest.raises(PipelineError, match=r"git has no revision"):
        read_overlay_at(f"git:{revision}", repository)
    assert sorted(repository.iterdir()) == before


def test_revision_without_spec_is_an_error(repository: Path) -> None:
    with pytest.raises(PipelineError, match=r"^the revision beginning has no openapi\.yaml\.$"):
        read_version("git:beginning", OVERLAY_SOURCE, repository)
    with pytest.raises(PipelineError, match=r"^the revision beginning has no overrides/overlay\.yaml\.$"):
        read_overlay_at("git:beginning", repository)


def test_revision_without_repository_is_an_error(isolated_git: None, tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match=r"git has no revision 'HEAD' here"):
        read_version("git:HEAD", OVERLAY_SOURCE, tmp_path)


def test_revision_without_git_is_an_error(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PipelineError, match=r"^git cannot be started; install it, or give files"):
        read_version("git:HEAD", OVERLAY_SOURCE, repository)


def test_command_compares_revisions(repository: Path, tmp_path: Path) -> None:
    # The root is the parent of the package `pipeline`.
    root = Path(shutil.copytree(repository, tmp_path / "repository"))
    shutil.copytree(ROOT / "pipeline", root / "pipeline", ignore=shutil.ignore_patterns("__pycache__"))
    command = Command(tmp_path)
    overlays = ["--overlay-from", "git:v0.1.0", "--overlay-from", "git:v0.2.0"]
    result = command.run_in_subprocess("git:v0.1.0", "git:v0.2.0", *overlays, "--format", "json", root=root)
    assert (result.code, result.err) == (0, "")
    assert (result.report["old"], result.report["new"], result.report["remarks"]) == ("git:v0.1.0", "git:v0.2.0", [])
    assert [change["python"] for change in result.report["changes"]] == ["Order.total"]
    result = command.run_in_subprocess("git:v0.1.0", "git:nonsense", "--overlay-from", "git:HEAD", root=root)
    assert (result.code, result.out) == (1, "")
    assert result.err == "git has no revision 'nonsense' here; fetch it, or find another with `git log`.\n"


# Two real versions


@pytest.fixture(scope="module")
def pair() -> tuple[Version, Version]:
    overlay = read_overlay_at(str(PAIR / "overlay.yaml"), ROOT)
    older, newer = (read_version(str(PAIR / f"{name}.yaml"), overlay, ROOT) for name in ("older", "newer"))
    return older, newer


def _sentences(changes: Sequence[Change]) -> list[tuple[str, str | None, str]]:
    return [(change.level.word, change.python, change.text) for change in changes]


def test_two_real_versions(pair: tuple[Version, Version]) -> None:
    older, newer = pair
    create, options = "customer_subscriptions.create", "CustomerSubscriptionOptions"
    assert _sentences(changes_between(older, newer)) == [
        ("breaking", f"{create}(create_payment=)", "argument `create_payment` removed"),
        ("breaking", f"{create}(payment_integration_mandate_id=)", "argument `payment_integration_mandate_id` removed"),
        ("breaking", f"{create}(follow_up_failed_payment=)", "argument `follow_up_failed_payment` removed"),
        ("breaking", f"{options}.create_payment", "field `create_payment` removed"),
        ("breaking", f"{options}.payment_integration", "field `payment_integration` removed"),
        ("breaking", f"{options}.payment_integration_mandate_id", "field `payment_integration_mandate_id` removed"),
        ("breaking", f"{options}.follow_up_failed_payment", "field `follow_up_failed_payment` removed"),
        ("feature", "customers.create(country_code=)", "new optional argument `country_code`"),
        ("feature", "Customer.country_code", "new field `country_code`"),
        ("feature", "CustomerInvoice.due_at", "new field `due_at`"),
        ("feature", "CustomerInvoiceLinks.online_payment_link", "new field `online_payment_link`"),
    ]
    assert newer.effective.remarks == []
    assert [remark.partition(" (The ")[0] for remark in older.effective.remarks] == [
        "Overlay action 1 (line 12), $..[?@.nullabe == true]",
        "Overlay action 2 (line 17), $..nullabe",
        "Overlay action 71 (line 501), $..links.properties.onlinePaymentLink",
    ]


def test_two_real_versions_reversed(pair: tuple[Version, Version]) -> None:
    older, newer = pair
    create, options = "customer_subscriptions.create", "CustomerSubscriptionOptions"
    assert _sentences(changes_between(newer, older)) == [
        ("breaking", "customers.create(country_code=)", "argument `country_code` removed"),
        ("breaking", "Customer.country_code", "field `country_code` removed"),
        ("breaking", "CustomerInvoice.due_at", "field `due_at` removed"),
        ("breaking", "CustomerInvoiceLinks.online_payment_link", "field `online_payment_link` removed"),
        ("feature", f"{create}(create_payment=)", "new optional argument `create_payment`"),
        (
            "feature",
            f"{create}(payment_integration_mandate_id=)",
            "new optional argument `payment_integration_mandate_id`",
        ),
        ("feature", f"{create}(follow_up_failed_payment=)", "new optional argument `follow_up_failed_payment`"),
        ("feature", f"{options}.create_payment", "new field `create_payment`"),
        ("feature", f"{options}.payment_integration", "new field `payment_integration`"),
        ("feature", f"{options}.payment_integration_mandate_id", "new field `payment_integration_mandate_id`"),
        ("feature", f"{options}.follow_up_failed_payment", "new field `follow_up_failed_payment`"),
    ]


# Ids


def test_ids_stay_when_other_changes_are_added() -> None:
    alone = {change.id for mutation in MUTATIONS for change in changes_of(None, mutation)}
    together = {change.id for change in changes_of(None, *MUTATIONS)}
    # All texts are one change, whose id depends on all of them.
    wording = "wording-changed-"
    assert {id_ for id_ in alone if not id_.startswith(wording)} == {
        id_ for id_ in together if not id_.startswith(wording)
    }
    assert len(together) >= len(MUTATIONS)


def test_ids_are_the_same_whatever_the_versions_are_called(command: Command) -> None:
    old, new = shop(), changed(*MUTATIONS)
    first = command.diff(old, new, "--format", "json")
    again = command.diff(old, new, "--format", "json")
    places = command.file("here/2025.json", old), command.file("there/2026.json", new)
    elsewhere = command.run(*places, "--overlay-from", command.overlay, "--format", "json")
    assert again == first
    assert elsewhere.report["changes"] == first.report["changes"]
    assert elsewhere.report["old"] != first.report["old"]


def test_output_is_the_same_for_every_hash_seed(command: Command) -> None:
    places = command.file("old.json", shop()), command.file("new.json", changed(*MUTATIONS))
    arguments = [*places, "--overlay-from", command.overlay, "--format", "json"]
    expected = command.run(*arguments)
    for seed in ("1", "2"):
        assert command.run_in_subprocess(*arguments, PYTHONHASHSEED=seed) == expected


@pytest.mark.parametrize(
    ("given", "mutation", "count"),
    [
        (None, with_limits, 3),
        (with_states, with_style, 2),
        (None, with_headers, 2),
        (with_busy_responses, with_described_responses, 2),
        (None, with_long_values, 4),
        (with_webhooks, with_deprecated_webhooks, 2),
    ],
)
def test_ids_are_unique(given: Mutation | None, mutation: Mutation, count: int) -> None:
    changes = changes_of(given, mutation)
    assert len({change.id for change in changes}) == len(changes) == count


def test_another_text_has_another_id() -> None:
    def described(text: str) -> list[Change]:
        return changes_of(None, lambda spec: schemas(spec)["Line"].update(description=text))

    [one], [other] = described("A line."), described("A line!")
    assert one.text == other.text
    assert one.id != other.id
