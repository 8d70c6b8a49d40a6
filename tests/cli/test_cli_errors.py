"""The messages and exit codes of errors."""

import os
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Mapping
from pathlib import Path

import pytest

from mijnklantportaal import AuthenticationError, ConfigurationError
from mijnklantportaal.cli._app import root
from mijnklantportaal.cli._errors import exit_code
from mijnklantportaal.cli._session import Session
from mijnklantportaal.cli._warnings import warnings_as_lines
from mijnklantportaal.export._parquet import require_package
from mijnklantportaal.sandbox import Sandbox
from mijnklantportaal.types import JSON
from tests.cli.command_lines import PROGRAM, CommandLine, started
from tests.cli.plain_server import responding, stalling_download
from tests.tracebacks import traceback_with_locals

KEY = "key-that-nobody-may-see"
GET = ("customers", "get", "cst_1", "--max-retries", "0", "--max-wait", "0")
CREATE = (
    *("customer-invoices", "create-manual", "--customer-id", "cst_1", "--invoice-number", "5"),
    *("--issued-at", "2024-04-30", "--line", "description=Hosting", "amount-excl-vat=12.50", "vat-rate=21"),
)


@pytest.mark.parametrize(
    ("status", "code", "reason"),
    [
        (400, 5, "Because"),
        (401, 3, "Because; `mijnklantportaal whoami` shows which credentials are used, and `mijnklantportaal login`"),
        (403, 3, "Because; use credentials with the scope for this"),
        (404, 4, "Because"),
        (409, 1, "Because"),
        (418, 1, "Because"),
        (422, 5, "Because"),
        (426, 1, "Because"),
        (429, 6, "Because"),
        (503, 1, "Because"),
    ],
)
def test_status_has_an_exit_code_and_one_line(
    command_line: CommandLine, monkeypatch: pytest.MonkeyPatch, status: int, code: int, reason: str
) -> None:
    monkeypatch.setenv("MIJNKLANTPORTAAL_API_KEY", KEY)
    with responding(status, {"message": "Because."}, {}) as address:
        result = command_line("--base-url", address, *GET)
    assert (result.code, result.output) == (code, "")
    assert result.errors.startswith(f"mijnklantportaal: {status} for GET {address}/customers/cst_1: {reason}")
    assert result.errors.count("\n") == 1
    assert KEY not in result.errors


UNREACHABLE = "http://127.0.0.1:1"
DOWNLOAD = ("files", "download", "fsf_1", "--to", "missing/a.pdf")
LINES: dict[str, tuple[dict[str, str], tuple[str, ...], int, str]] = {
    "URL of the environment": (
        {"MIJNKLANTPORTAAL_BASE_URL": "ftp://x"},
        GET,
        2,
        "Invalid value for 'MIJNKLANTPORTAAL_BASE_URL': the value must be a URL",
    ),
    "URL": (
        {},
        ("--base-url", "x", *GET),
        2,
        "Invalid value for '--base-url': the value must be a URL such as https://",
    ),
    "server": ({}, ("--base-url", UNREACHABLE, *GET), 7, f"GET {UNREACHABLE}/customers/cst_1: the connection failed"),
    "key of the environment": (
        {"MIJNKLANTPORTAAL_API_KEY": "two words"},
        GET,
        3,
        "MIJNKLANTPORTAAL_API_KEY must be printable ASCII characters without spaces: copy the key again",
    ),
    "resource": ({}, ("costumers",), 2, "No such command 'costumers'."),
    "method": ({}, ("customers", "remove"), 2, "No such command 'remove'."),
    "option of the root": (
        {},
        ("customers", "list", "--debug"),
        2,
        "The option '--debug' must be before the command: mijnklantportaal --debug customers list.",
    ),
    "argument": ({}, ("customers", "get"), 2, "Missing argument 'CUSTOMER_ID'."),
    "file": (
        {},
        ("files", "upload", "--file", "a.pdf"),
        2,
        "Invalid value for '--file': the value must be a file that exists, not 'a.pdf'",
    ),
    "folder": ({}, DOWNLOAD, 1, "missing: the folder of the download does not exist"),
}


@pytest.mark.parametrize(("variables", "words", "code", "line"), LINES.values(), ids=LINES)
def test_error_is_one_line_that_names_the_culprit(
    command_line: CommandLine,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    variables: Mapping[str, str],
    words: tuple[str, ...],
    code: int,
    line: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in {"MIJNKLANTPORTAAL_API_KEY": KEY, **variables}.items():
        monkeypatch.setenv(name, value)
    result = command_line(*words)
    assert (result.code, result.output) == (code, "")
    assert result.errors.startswith(f"mijnklantportaal: {line}")
    assert result.errors.count("\n") == 1


def test_failed_connection_names_the_proxies_of_the_environment(
    command_line: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MIJNKLANTPORTAAL_API_KEY", KEY)
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    assert "proxy" not in command_line("--base-url", UNREACHABLE, *GET).errors
    monkeypatch.setenv("ALL_PROXY", UNREACHABLE)
    result = command_line("--base-url", "http://portal.example", *GET)
    assert result.code == 7
    assert result.errors.endswith("; the proxy in ALL_PROXY may be unreachable\n")


def test_missing_credentials_are_an_error_of_authentication(
    command_line: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MIJNKLANTPORTAAL_API_KEY", raising=False)
    code, output, errors = command_line(*GET)
    assert (code, output) == (3, "")
    assert "set MIJNKLANTPORTAAL_API_KEY" in errors


def test_exit_code_of_configuration_is_that_of_authentication_unless_a_package_is_missing() -> None:
    assert exit_code(ConfigurationError("the profile is damaged")) == 3
    with pytest.raises(ConfigurationError) as error:
        require_package("package_that_nobody_has")
    assert exit_code(error.value) == 1


def test_refused_data_is_reported_by_the_names_of_options(
    command_line: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MIJNKLANTPORTAAL_API_KEY", KEY)
    errors: JSON = {
        "customerId": ["There is no such customer.", "Really."],
        "lines.0.amountExclVat": ["Too much."],
        "lines.1": ["Unknown."],
        "lines.vatRate": ["Wrong."],
        "other.0": ["Missing."],
        f"lines.{'9' * 20}": ["Absurd."],
    }
    with responding(422, {"message": "Invalid.", "errors": errors}, {}) as address:
        result = command_line("--base-url", address, *CREATE)
    assert result.code == 5
    assert result.errors.partition("manual: ")[2] == (
        "--customer-id: There is no such customer. Really; --line 1 amount-excl-vat: Too much; "
        "--line 2: Unknown; --line vatRate: Wrong; other.0: Missing; --line 99999999999999999999: Absurd\n"
    )


def test_text_of_a_server_cannot_control_the_terminal(
    command_line: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MIJNKLANTPORTAAL_API_KEY", KEY)
    with responding(404, {"message": "\x1b]0;title\x07\r\nred\u202e\x9b"}, {}) as address:
        result = command_line("--base-url", address, *GET)
        debugged = command_line("--base-url", address, "--debug", *GET).errors
    assert result.errors.endswith("/cst_1: \\x1b]0;title\\x07 red\\u202e\\x9b\n")
    assert debugged.startswith("Traceback ")
    assert all(char.isprintable() or char == "\n" for char in debugged)


def test_huge_text_of_a_server_is_cut(command_line: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MIJNKLANTPORTAAL_API_KEY", KEY)
    with responding(404, {"message": "x" * 1_000_000}, {}) as address:
        result = command_line("--base-url", address, *GET)
    assert len(result.errors) < 6000
    assert result.errors.endswith("xx…\n")


def test_rate_limit_says_when_to_try_again(command_line: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MIJNKLANTPORTAAL_API_KEY", KEY)
    with responding(429, {"message": "Slow down."}, {"retry-after": "90"}) as address:
        result = command_line("--base-url", address, *GET)
    assert result.errors.endswith("Slow down; retry after 90 s\n")


def test_character_that_the_encoding_lacks_is_printed_as_an_escape() -> None:
    words = ("customer-groups", "create", "--dry-run", "--name", "☕")
    # Strict, as the encoding of a pipe on Windows.
    with started(*words, env={**os.environ, "PYTHONIOENCODING": "latin-1:strict"}) as process:
        output, errors = process.communicate(timeout=20)
    assert (process.returncode, errors) == (0, "")
    assert '"name": "\\u2615"' in output


def test_deviation_from_the_spec_is_a_warning_on_one_line(
    command_line: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MIJNKLANTPORTAAL_API_KEY", KEY)
    with responding(200, {"id": "cst_1"}, {}) as address:
        result = command_line("--base-url", address, *GET)
    assert result.code == 0
    assert result.errors
    for line in result.errors.splitlines():
        assert line.startswith("mijnklantportaal: warning: ")


def test_python_warning_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with warnings_as_lines():
        warnings.simplefilter("default")
        warnings.warn("first\nsecond", stacklevel=1)
    assert capsys.readouterr().err == "mijnklantportaal: warning: first second\n"


def test_debug_shows_the_traceback_without_the_token(
    command_line: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MIJNKLANTPORTAAL_API_KEY", KEY)
    with responding(401, {"message": "No."}, {}) as address:
        _, _, errors = command_line("--base-url", address, "--debug", *GET)
        assert errors.startswith("Traceback (most recent call last):")
        assert "mijnklantportaal.errors.AuthenticationError: 401" in errors
        assert KEY not in errors
        with (
            pytest.raises(AuthenticationError) as error,
            root.make_context("mijnklantportaal", ["--base-url", address, *GET], obj=Session()) as context,
        ):
            root.invoke(context)
    assert KEY not in traceback_with_locals(error.value)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for a process")
def test_ctrl_c_is_quiet(sandbox: Sandbox) -> None:
    with sandbox.serve(latency=20) as address, started("--base-url", address, "customers", "list") as process:
        deadline = time.monotonic() + 20
        while not sandbox.requests and time.monotonic() < deadline:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=20)
    assert (process.returncode, output, errors) == (130, "", "")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process at once")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_download_that_is_terminated_leaves_no_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str) -> None:
    monkeypatch.setenv("MIJNKLANTPORTAAL_API_KEY", KEY)
    words = ("download", "fsf_1", "--to", str(tmp_path / "a.bin"))
    with stalling_download() as address, started("--base-url", address, *words) as process:
        deadline = time.monotonic() + 20
        while not any(tmp_path.iterdir()) and time.monotonic() < deadline:
            time.sleep(0.01)
        assert any(tmp_path.iterdir())
        # The file exists a moment before the program has its path.
        time.sleep(0.2)
        # Windows has no SIGHUP.
        number = getattr(signal, name)
        process.send_signal(number)
        output, errors = process.communicate(timeout=20)
    assert (process.returncode, output, errors) == (128 + number, "", "")
    assert [*tmp_path.iterdir()] == []


def test_pipe_that_closes_early_is_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    sandbox = Sandbox(rate_limit=None, page_size=100)
    for _ in range(300):
        sandbox.customers.add()
    monkeypatch.setenv("MIJNKLANTPORTAAL_API_KEY", sandbox.api_key)
    with sandbox.serve() as address, started("--base-url", address, "customers", "list", "--all") as process:
        assert process.stdout
        assert process.stdout.readline().startswith('{"id":')
        process.stdout.close()
        assert process.stderr
        assert process.stderr.read() == ""
    assert process.returncode == 141


UPLOAD = ("files", "upload", "--file", "-")
STREAMS = {
    "output full": (("--help",), ">/dev/full", 1, f"mijnklantportaal: standard output: {os.strerror(28)}\n"),
    "output closed": (("--help",), ">&-", 1, f"mijnklantportaal: standard output: {os.strerror(9)}\n"),
    "input closed": (UPLOAD, "<&-", 1, f"mijnklantportaal: standard input: {os.strerror(9)}\n"),
    "errors full": (("--page",), "2>/dev/full", 2, ""),
    "errors closed": (("--page",), "2>&-", 2, ""),
}


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="only Linux has it")
@pytest.mark.parametrize(("words", "redirection", "code", "line"), STREAMS.values(), ids=STREAMS)
def test_stream_that_is_full_or_closed_is_an_error_on_one_line(
    monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], redirection: str, code: int, line: str
) -> None:
    # With it, Python does not remember what it could not write.
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)
    shell = ["sh", "-c", f'exec "$@" {redirection}', "sh"]
    process = subprocess.run([*shell, *PROGRAM, *words], capture_output=True, text=True, check=False)
    assert (process.returncode, process.stdout, process.stderr) == (code, "", line)


@pytest.mark.parametrize("package", ["click", "keyring", "rich"])
def test_missing_package_of_the_extra_is_an_error_that_names_the_extra(package: str) -> None:
    program = f"import sys; sys.modules[{package!r}] = None; from mijnklantportaal.cli import main; main()"
    process = subprocess.run([sys.executable, "-c", program, "--help"], capture_output=True, text=True, check=False)
    line = "mijnklantportaal: the command line needs more packages: pip install 'mijnklantportaal[cli]'\n"
    assert (process.returncode, process.stderr) == (1, line)
