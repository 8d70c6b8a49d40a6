"""The imports of the command line, its help, and shell completion."""

import json
import subprocess
import sys

import pytest

from mijnklantportaal.cli._app import run
from mijnklantportaal.cli.methods._methods import method_functions
from tests.cli.command_lines import CommandLine

PROGRAM = """
import atexit, json, sys
from mijnklantportaal.cli import main
atexit.register(lambda: print(json.dumps([name for name, module in sys.modules.items() if module]), file=sys.stderr))
main()
"""

LAZY = ("mijnklantportaal_api.models", "mijnklantportaal_api.resources.")


def modules_of(*words: str) -> set[str]:
    """Return the modules that a command line has loaded at its end, in a new interpreter."""
    process = subprocess.run([sys.executable, "-c", PROGRAM, *words], capture_output=True, text=True, check=True)
    return {*json.loads(process.stderr)}


def test_help_imports_neither_a_transport_nor_a_resource() -> None:
    loaded = modules_of("--help")
    assert "mijnklantportaal_api.client" in loaded
    top_level = {name.partition(".")[0] for name in loaded}
    assert top_level.isdisjoint({"httpx", "httpcore", "rich", "attr", "asyncio", "logging", "keyring", "dateutil"})
    assert [
        name for name in loaded if name.startswith(("mijnklantportaal_api.resources.", "mijnklantportaal_api.models"))
    ] == []


def test_help_of_a_resource_imports_that_resource_only() -> None:
    loaded = modules_of("customers")
    resources = {name for name in loaded if name.startswith("mijnklantportaal_api.resources.")}
    assert resources == {"mijnklantportaal_api.resources.customers"}
    assert "rich" not in loaded
    # What only the command for a method needs.
    assert "mijnklantportaal.cli.methods._command" not in loaded


def test_version_is_shown(command_line: CommandLine) -> None:
    code, output, _ = command_line("--version")
    assert code == 0
    assert output.startswith("mijnklantportaal, version ")


def test_no_arguments_show_the_help(command_line: CommandLine) -> None:
    code, output, errors = command_line()
    assert (code, errors) == (0, "")
    assert "Resources:" in output
    assert "  customer-invoices " in output
    assert "  export " in output


def completions(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], line: str) -> list[str]:
    """Return what bash completes the last word of a line to."""
    monkeypatch.setenv("_MIJNKLANTPORTAAL_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", str(len(line.split(" ")) - 1))
    with pytest.raises(SystemExit) as exit:
        run([])
    assert exit.value.code == 0
    return [line.removeprefix("plain,") for line in capsys.readouterr().out.splitlines() if line]


INVOICES = "mijnklantportaal customer-invoices"
COMPLETIONS = {
    "resource": ("mijnklantportaal customer-i", ["customer-invoices"]),
    "command": ("mijnklantportaal ex", ["export"]),
    "root option": ("mijnklantportaal --pro", ["--profile"]),
    "method": (f"{INVOICES} cr", ["create", "create-manual"]),
    "option": (f"{INVOICES} create --customer-id cst_1 --pd", ["--pdf"]),
    "file": (f"{INVOICES} create --pdf pl", ["file,pl"]),
    "value": (
        "mijnklantportaal webhooks create --type TICKET-r",
        ["ticket-reply-customer", "ticket-reply-employee"],
    ),
    "field of an object": (f"{INVOICES} create-manual --line a", ["amount-excl-vat="]),
    "option after an object": (f"{INVOICES} create-manual --line vat-rate=9 --inv", ["--invoice-number"]),
    "option after standard input": ("mijnklantportaal files upload --file - --dir", ["--directory"]),
    "unknown resource": ("mijnklantportaal nothing --x", []),
}


@pytest.mark.parametrize(("line", "expected"), COMPLETIONS.values(), ids=COMPLETIONS)
def test_bash_completes_resources_methods_options_and_values(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], line: str, expected: list[str]
) -> None:
    assert completions(monkeypatch, capsys, line) == expected


def test_deprecated_method_is_hidden() -> None:
    class Resource:
        """An API."""

        def new(self) -> None:
            """Do it."""

        def old(self) -> None:
            """Do it.

            Deprecated by the portal.

            `GET /old`
            """

    assert [*method_functions(Resource)] == ["new"]
