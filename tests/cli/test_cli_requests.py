"""Dry runs, and confirmation before data changes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mijnklantportaal.sandbox import Sandbox
from tests.cli.command_lines import CommandLine, started

CUSTOMER = (
    *("customers", "create", "--company-name", "Café Zuid", "--address", "Kade 9", "--zip-code", "9000"),
    *("--city", "Gent", "--primary-email", "jane@example.com"),
)


@pytest.fixture
def no_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MIJNKLANTPORTAAL_API_KEY", raising=False)
    monkeypatch.delenv("MIJNKLANTPORTAAL_BASE_URL", raising=False)


@pytest.mark.usefixtures("no_credentials")
def test_dry_run_shows_the_request_without_credentials(command_line: CommandLine) -> None:
    code, output, errors = command_line("--base-url", "https://portal.example/v1", *CUSTOMER, "--dry-run")
    assert (code, errors) == (0, "")
    head, _, body = output.partition("\n\n")
    assert head.splitlines()[0] == "POST https://portal.example/v1/customers"
    assert "authorization: Bearer (not shown)" in head.splitlines()
    assert "content-type: application/json" in head.splitlines()
    assert '  "companyName": "Café Zuid",' in body.splitlines()


@pytest.mark.usefixtures("no_credentials")
def test_dry_run_shows_the_path_and_the_query(command_line: CommandLine) -> None:
    _, output, _ = command_line("payment-links", "list-payments", "plk_é", "--page", "2", "--dry-run")
    first = output.splitlines()[0]
    assert first == "GET https://api.mijnklantportaal.nl/v1/payment-links/plk_%C3%A9/payments?page=2"
    _, output, _ = command_line("appointments", "list", "--start-at", "2024-05-11 12:59", "--dry-run")
    assert output.splitlines()[0].endswith("/appointments?start_at=2024-05-11+12%3A59")


@pytest.mark.usefixtures("no_credentials")
def test_dry_run_shows_names_and_sizes_of_files(command_line: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"%PDF-1.7")
    words = ("--customer-id", "cst_1", "--invoice-number", "a\x1b[31m\nb: c", "--issued-at", "2024-04-30")
    code, output, _ = command_line(
        "customer-invoices", "create", *words, "--amount", "12.95", "--pdf", str(path), "--dry-run"
    )
    assert code == 0
    assert "content-type: multipart/form-data" in output
    assert output.partition("\n\n")[2].splitlines() == [
        "customerId: cst_1",
        "invoiceNumber: a\\x1b[31m b: c",
        "issuedAt: 2024-04-30",
        "amount: 12.95",
        "pdf: file 'plan.pdf', 8 bytes",
    ]


def test_dry_run_with_a_key_shows_no_key_and_sends_nothing(sandbox: Sandbox, command_line: CommandLine) -> None:
    code, output, errors = command_line(*CUSTOMER, "--dry-run")
    assert code == 0
    assert sandbox.api_key not in output + errors
    assert sandbox.requests == []


def test_change_is_made_without_a_question_where_there_is_no_terminal(
    sandbox: Sandbox, command_line: CommandLine
) -> None:
    code, _, errors = command_line(*CUSTOMER)
    assert (code, errors) == (0, "")
    assert len(sandbox.requests) == 1


@pytest.mark.parametrize(
    ("words", "answer", "code"),
    [((), b"y\n", 0), ((), b"\n", 1), ((), b"\x04", 130), (("--yes",), b"", 0)],
    ids=["yes", "no by default", "end of input", "not asked"],
)
def test_change_is_confirmed_in_a_terminal(sandbox: Sandbox, words: tuple[str, ...], answer: bytes, code: int) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has no pseudo-terminals")
    terminal, side = os.openpty()
    with started(*CUSTOMER, *words, stdin=side, stdout=side) as process:
        os.close(side)
        os.write(terminal, answer)
        _, errors = process.communicate(timeout=20)
        os.close(terminal)
    assert process.returncode == code
    is_asked = "Add a customer to the portal: POST /customers? [y/N]:" in errors
    assert is_asked == (words == ())
    assert ("mijnklantportaal: nothing was sent, since you did not confirm\n" in errors) == (code == 1)
    assert len(sandbox.requests) == (code == 0)


def test_reading_is_not_confirmed_in_a_terminal(sandbox: Sandbox) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has no pseudo-terminals")
    terminal, side = os.openpty()
    with started("customers", "list", stdin=side, stdout=side, stderr=subprocess.PIPE) as process:
        os.close(side)
        _, errors = process.communicate(timeout=20)
        os.close(terminal)
    assert (process.returncode, errors) == (0, "")
    assert len(sandbox.requests) == 1
