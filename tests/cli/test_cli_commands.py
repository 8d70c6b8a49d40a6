"""The commands for functions of the library, against a sandbox over HTTP."""

import json
import os
import re
import shlex
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import click
import pytest

from mijnklantportaal import AuthenticationError, DownloadError, MijnKlantportaal, NotFoundError, PermissionDeniedError
from mijnklantportaal.cli._session import Session
from mijnklantportaal.cli.commands._completion import completion
from mijnklantportaal.cli.commands._download import download
from mijnklantportaal.cli.commands._export import export
from mijnklantportaal.cli.commands._sandbox import sandbox as sandbox_command
from mijnklantportaal.cli.commands._verify import verify
from mijnklantportaal.sandbox import Sandbox
from mijnklantportaal.types import Upload

PROGRAM = (sys.executable, "-W", "error", "-m", "mijnklantportaal")


@pytest.fixture
def sandbox() -> Sandbox:
    sandbox = Sandbox()
    created_at = datetime(2024, 4, 29, tzinfo=UTC)
    sandbox.customers.add(id="cst_1", company_name="Jansen", created_at=created_at)
    sandbox.customers.add(id="cst_2", company_name="van Dijk", created_at=created_at)
    return sandbox


@pytest.fixture
def session(sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MIJNKLANTPORTAAL_API_KEY", sandbox.api_key)
    with sandbox.serve() as url:
        session = Session(None, url)
        yield session
        session.close()


def run(command: click.Command, session: Session, *arguments: str) -> None:
    command.main([*arguments], obj=session, standalone_mode=False)


def test_export_writes_a_list_and_prints_where_it_is(session: Session, capsys: pytest.CaptureFixture[str]) -> None:
    run(export, session, "customers", "--to", "customers.txt", "--format", "csv", "--excel", "nl")
    captured = capsys.readouterr()
    path = Path("customers.txt").absolute()
    assert captured.out.splitlines() == [str(path), "2 objects in 1 file, with 1 request"]
    # No bar, which needs a terminal.
    assert captured.err == ""
    assert path.read_bytes().startswith(b"\xef\xbb\xbfid;company_name;")


def test_export_of_everything_writes_a_database(
    session: Session, sandbox: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    run(export, session, "--all", "--to", "portal.sqlite", "--no-progress")
    assert re.search(r"portal\.sqlite\n2 objects in 1 file, with \d+ requests\n$", capsys.readouterr().out)
    with sqlite3.connect("portal.sqlite") as database:
        assert database.execute("SELECT count(*) FROM customers").fetchone() == (2,)
    database.close()


def test_export_of_new_objects_only_warns_where_their_order_is_unknown(session: Session) -> None:
    with pytest.warns(UserWarning, match="the export has all objects, not only those since the given IDs"):
        run(export, session, "customers", "--to", "new.jsonl", "--since", "cst_2", "--since", "cst_9")
    # Both were created in the same second.
    assert [json.loads(line)["id"] for line in Path("new.jsonl").read_text().splitlines()] == ["cst_2", "cst_1"]


def test_interrupted_export_says_how_it_goes_on(
    session: Session, sandbox: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(20):
        sandbox.customers.add(company_name=f"customer {number}")
    # The second page fails.
    sandbox.faults.delay(0.0, times=1)
    sandbox.faults.status(403)
    with pytest.raises(PermissionDeniedError):
        run(export, session, "customers", "--to", "customers.csv")
    note = (
        f"The received objects are in {Path('customers.csv').absolute()}.partial: the same command resumes the export."
    )
    assert capsys.readouterr().err == f"mijnklantportaal: The export was interrupted. {note}\n"
    run(export, session, "customers", "--to", "customers.csv")
    assert capsys.readouterr().out.endswith("22 objects in 1 file, with 2 requests, after an interruption\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Pass either the name of a resource, such as customer-invoices, or --all."),
        (["customers", "--all"], "Pass either the name of a resource, such as customer-invoices, or --all."),
        (["--all", "--since", "cst_1"], "--since must not be used with --all."),
        (["customers", "--since", "2026-11-01"], "the value must be the ID of an object, not the date '2026-11-01'."),
        (["files"], "files is not a resource with a list: choose from agreements, appointments, customers, "),
    ],
)
def test_export_of_something_else_is_refused(arguments: list[str], message: str) -> None:
    with pytest.raises(click.UsageError, match=f"^{message}"):
        run(export, Session(None, None), *arguments, "--to", "export.csv")


def test_existing_file_is_kept_unless_overwrite_is_given(
    session: Session, sandbox: Sandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    identifier = session.client().files.upload(file=Upload(b"content", name="a.txt")).id
    downloading = download, [identifier]
    exporting = export, ["customers", "--to", "all.csv"]
    for name, (command, arguments) in {"a.txt": downloading, "all.csv": exporting}.items():
        Path(name).write_text("old")
        with pytest.raises(FileExistsError, match=rf"{name} exists: choose another path.* --overwrite$"):
            run(command, session, *arguments)
        assert Path(name).read_text() == "old"
        run(command, session, *arguments, "--overwrite")
        assert Path(name).read_text() != "old"
    written = json.loads(capsys.readouterr().out.splitlines()[0])
    assert (written["path"], written["size"]) == ("a.txt", 7)


def test_download_goes_to_a_path_within_a_size(session: Session) -> None:
    identifier = session.client().files.upload(file=Upload(b"content", name="a.txt")).id
    run(download, session, identifier, "--to", "b.txt", "--max-size", "7")
    assert Path("b.txt").read_bytes() == b"content"
    with pytest.raises(DownloadError):
        run(download, session, identifier, "--to", "c.txt", "--max-size", "6")
    with pytest.raises(NotFoundError):
        run(download, session, "fsf_unknown", "--to", "c.txt")
    assert not Path("c.txt").exists()


def test_download_to_standard_output_is_the_content_only(
    session: Session, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    identifier = session.client().files.upload(file=Upload(b"content", name="a.txt")).id
    run(download, session, identifier, "--to", "-")
    assert capfdbinary.readouterr().out == b"content"
    assert not Path("-").exists()


def test_arguments_that_do_not_fit_together_are_named_as_the_command_line_does(session: Session) -> None:
    with pytest.raises(click.UsageError, match=r"must end in \.csv, .*, or pass --format$"):
        run(export, session, "customers", "--to", "customers.pdf")
    with pytest.raises(click.BadParameter, match=r"^an ID must not be empty"):
        run(export, session, "customers", "--to", "customers.csv", "--since", "")
    with pytest.raises(click.UsageError, match=r"must be a valid ID, not ''$"):
        run(download, session, "")


@dataclass
class Report:
    """A stand-in for a report of the library, which has its own tests."""

    deviates: bool = False
    operations: tuple[SimpleNamespace, ...] = (SimpleNamespace(responses=1),)

    def to_json(self) -> str:
        return '{"format": 1}'

    def to_markdown(self) -> str:
        return "# Verification\n"


@pytest.mark.parametrize("deviates", [False, True])
def test_verify_prints_and_writes_the_report_and_its_exit_code_says_whether_it_deviates(
    deviates: bool, session: Session, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    passed: list[object] = []

    def verify_portal(client: MijnKlantportaal, **options: object) -> Report:
        passed.extend([client, options])
        return Report(deviates)

    monkeypatch.setitem(sys.modules, "mijnklantportaal.verification", SimpleNamespace(verify=verify_portal))
    Path("report.json").write_text("old")
    with pytest.raises(SystemExit) if deviates else nullcontext() as exit:
        run(verify, session, "--report", "report.json", "--markdown", "report.md", "--objects", "2", "--show-keys")
    assert exit is None or exit.value.code == 1
    assert passed == [session.client(), {"objects": 2, "show_keys": True, "progress": True}]
    assert capsys.readouterr().out == "# Verification\n"
    assert Path("report.json").read_text() == '{"format": 1}'
    assert Path("report.md").read_text() == "# Verification\n"
    assert sorted(os.listdir()) == ["report.json", "report.md"]


def test_verify_that_cannot_write_a_file_prints_the_report(
    session: Session, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def verify_portal(client: MijnKlantportaal, **options: object) -> Report:
        # The path could be written when the command began.
        Path("report.json").mkdir()
        return Report()

    monkeypatch.setitem(sys.modules, "mijnklantportaal.verification", SimpleNamespace(verify=verify_portal))
    with pytest.raises(PermissionError if sys.platform == "win32" else IsADirectoryError):
        run(verify, session, "--report", "report.json")
    assert capsys.readouterr().out == "# Verification\n"


def test_verify_that_reaches_nothing_fails(
    session: Session, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    report = Report(operations=(SimpleNamespace(responses=0),))
    monkeypatch.setitem(sys.modules, "mijnklantportaal.verification", SimpleNamespace(verify=lambda *_, **__: report))
    with pytest.raises(click.ClickException, match="no operation was reached: the report gives the reasons"):
        run(verify, session)
    assert capsys.readouterr().out == "# Verification\n"


def test_verify_refuses_one_file_for_both_reports(session: Session, sandbox: Sandbox) -> None:
    with pytest.raises(click.UsageError, match="must not be the same file"):
        run(verify, session, "--report", "report", "--markdown", "report")
    assert sandbox.requests == []


def test_verify_refuses_a_report_without_folder_before_it_sends_anything(session: Session, sandbox: Sandbox) -> None:
    with pytest.raises(click.BadParameter, match="the folder reports does not exist: create it first"):
        run(verify, session, "--report", "reports/report.json")
    assert sandbox.requests == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for a process")
def test_sandbox_serves_until_it_is_interrupted() -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    arguments = [*PROGRAM, "sandbox", "--seed-data", "none", "--port", "0"]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        try:
            greeting = process.stdout.readline()
            address = greeting.split()[3].rstrip(",")
            with MijnKlantportaal(base_url=address, api_key="test-key") as portal, pytest.raises(AuthenticationError):
                portal.customers.list()
            process.send_signal(signal.SIGINT)
            output, _ = process.communicate(timeout=20)
        finally:
            process.kill()
    assert output.endswith("Stopped.\n")
    assert process.returncode == 0


def test_sandbox_explains_its_options_as_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit:
        sandbox_command.main(["--help"], standalone_mode=False)
    assert exit.value.code == 0
    assert capsys.readouterr().out.startswith("usage: mijnklantportaal sandbox [-h] [--host HOST]")


@pytest.mark.parametrize(
    ("shell", "line", "comment"),
    [
        ("bash", 0, "# Save this as ~/.local/share/bash-completion/completions/mijnklantportaal,"),
        # The first line tells zsh which command the file completes.
        ("zsh", 1, '# Save this as "${fpath[1]}/_mijnklantportaal"'),
        ("fish", 0, "# Save this as ~/.config/fish/completions/mijnklantportaal.fish"),
    ],
)
def test_completion_script_says_where_it_goes(
    shell: str, line: int, comment: str, capsys: pytest.CaptureFixture[str]
) -> None:
    completion.main([shell], standalone_mode=False)
    script = capsys.readouterr().out
    assert script.splitlines()[line] == comment
    assert "_MIJNKLANTPORTAAL_COMPLETE" in script
    assert (shell == "zsh") == script.startswith("#compdef mijnklantportaal\n")


@pytest.mark.skipif(sys.platform != "linux", reason="macOS has a bash that click does not support, Windows none")
@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_bash_completes_commands_options_and_names_of_resources(tmp_path: Path) -> None:
    command = tmp_path / "mijnklantportaal"
    command.write_text(f'#!/bin/sh\nexec {shlex.join(PROGRAM)} "$@"\n')
    command.chmod(0o755)
    script = """
source <(mijnklantportaal completion bash)
completions() {
    COMP_WORDS=(mijnklantportaal "$@") COMP_CWORD=$# COMPREPLY=()
    _mijnklantportaal_completion mijnklantportaal
    echo "${COMPREPLY[@]}"
}
completions exp
completions export customer-s
completions export customers --ov
"""
    environment = {
        **os.environ,
        "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    printed = subprocess.run(["bash", "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert printed.stdout.splitlines() == [
        "export",
        "customer-subscriptions customer-subscription-packages",
        "--overwrite",
    ]
    assert printed.stderr == ""
