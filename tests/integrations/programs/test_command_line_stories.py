"""What users do with the command line, on a real terminal and in scripts of a shell."""

import csv
import json
import re
import signal
import sqlite3
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pexpect
import pytest

from mijnklantportaal.sandbox import Sandbox
from tests.integrations.programs.terminal_users import TIMEOUT, CommandLine, command_line

USAGE, AUTHENTICATION, NOT_FOUND, VALIDATION, RATE_LIMIT, CONNECTION = 2, 3, 4, 5, 6, 7
ADDRESS = "--address 'Markt 1' --zip-code '1234 AB' --city Delft"
EMAIL = "--primary-email info@example.nl"
BAKERY = "cst_abc12345def678"
INVOICE = "inv_abc12345def678"


@pytest.fixture
def user(tmp_path: Path) -> Iterator[CommandLine]:
    with command_line(tmp_path) as user:
        yield user


# Credentials.


def test_new_user_is_shown_how_to_log_in(user: CommandLine) -> None:
    user.without_credentials()
    done = user.run("mijnklantportaal customers list")
    assert done.exit_code == AUTHENTICATION
    assert len(done.lines) == 1
    assert "mijnklantportaal login" in done.text


def test_key_that_is_typed_is_not_shown_and_is_used_from_then_on(user: CommandLine) -> None:
    user.without_credentials()
    done = user.run(f"mijnklantportaal login --base-url {user.url}", ("API key", user.sandbox.api_key))
    assert done.exit_code == 0
    assert user.sandbox.api_key not in done.text
    assert "Bakkerij Jansen" in user.run("mijnklantportaal customers list").text
    (secret,) = [path for path in user.home.rglob("*") if path.is_file() and user.sandbox.api_key in path.read_text()]
    assert secret.stat().st_mode & 0o777 == 0o600


def test_key_that_the_portal_refuses_is_not_stored(user: CommandLine) -> None:
    user.without_credentials()
    done = user.run(f"mijnklantportaal login --base-url {user.url}", ("API key", "wrong"))
    assert done.exit_code == AUTHENTICATION
    assert user.run("mijnklantportaal whoami").exit_code == AUTHENTICATION


def test_key_comes_from_a_password_manager_in_a_pipe(user: CommandLine) -> None:
    key = user.sandbox.api_key
    user.without_credentials()
    assert user.script(f"echo {key} | mijnklantportaal login --base-url {user.url}").returncode == 0
    assert "Bakkerij Jansen" in user.script("mijnklantportaal customers list").stdout


def test_profiles_of_two_portals_are_kept_apart(user: CommandLine, tmp_path: Path) -> None:
    user.without_credentials()
    other = Sandbox()
    other.customers.add(company_name="Other portal")
    with other.serve() as url:
        for profile, base_url in (("work", user.url), ("home", url)):
            login = f"mijnklantportaal login --profile {profile} --base-url {base_url}"
            assert user.run(login, ("API key", other.api_key)).exit_code == 0
        for command in ("--profile work customers list", "customers list --profile work"):
            assert "Bakkerij Jansen" in user.run(f"mijnklantportaal {command}").text
        assert "Other portal" in user.run("MIJNKLANTPORTAAL_PROFILE=home mijnklantportaal customers list").text
        done = user.run("mijnklantportaal --profile hoem customers list")
    assert done.exit_code == AUTHENTICATION
    assert "work" in done.text
    assert "home" in done.text


def test_whoami_shows_the_origin_of_the_key_and_not_the_key(user: CommandLine) -> None:
    done = user.run("mijnklantportaal whoami")
    assert done.exit_code == 0
    assert "MIJNKLANTPORTAAL_API_KEY" in done.text
    assert user.sandbox.api_key not in done.text


def test_logout_forgets_the_key(user: CommandLine) -> None:
    user.without_credentials()
    user.run(f"mijnklantportaal login --base-url {user.url}", ("API key", user.sandbox.api_key))
    assert user.run("mijnklantportaal logout").exit_code == 0
    assert user.run("mijnklantportaal customers list").exit_code == AUTHENTICATION
    assert not [path for path in user.home.rglob("*") if path.is_file() and user.sandbox.api_key in path.read_text()]


# Looking.


def test_table_fits_a_narrow_terminal(user: CommandLine) -> None:
    for width in (60, 200):
        done = user.run("mijnklantportaal customers list", width=width)
        assert done.exit_code == 0
        assert any("Bakkerij Jansen" in line for line in done.lines)
        assert max(map(len, done.lines)) <= width


def test_amounts_are_aligned_at_their_right_end(user: CommandLine) -> None:
    done = user.run("mijnklantportaal customer-invoices list --columns invoice_number,amount")
    ends = {match.end() for line in done.lines if (match := re.search(r"\d+\.\d\d\b", line))}
    assert len(ends) == 1


def test_object_is_shown_field_by_field(user: CommandLine) -> None:
    done = user.run(f"mijnklantportaal customers get {BAKERY}")
    assert any(re.search(r"company_name\W+Bakkerij Jansen", line) for line in done.lines)


def test_unknown_id_is_one_line_and_an_exit_code(user: CommandLine) -> None:
    done = user.run("mijnklantportaal customers get cst_missing")
    assert done.exit_code == NOT_FOUND
    assert len(done.lines) == 1
    assert "cst_missing" in done.text


def test_misspelt_command_names_the_ones_there_are(user: CommandLine) -> None:
    done = user.run("mijnklantportaal custmers list")
    assert done.exit_code == USAGE
    assert "customers" in done.text


def test_help_leads_from_the_root_to_an_argument(user: CommandLine) -> None:
    assert "customer-invoices" in user.run("mijnklantportaal --help").text
    assert "create-manual" in user.run("mijnklantportaal customer-invoices --help").text
    text = user.run("mijnklantportaal customer-invoices create-manual --help").text
    assert "--line" in text
    assert "Create a customer invoice from its lines." in text


def test_completion_of_bash_knows_resources_methods_and_options(user: CommandLine) -> None:
    user.script("mijnklantportaal completion bash > completion.bash")
    with user.start("bash --norc --noprofile") as shell:
        shell.sendline("PS1='$ '; source ./completion.bash; bind 'set bell-style none'")
        for typed, completed in (
            ("mijnklantportaal customer-inv", "customer-invoices "),
            ("mijnklantportaal customer-invoices create-m", "create-manual "),
            ("mijnklantportaal customer-invoices list --al", "--all "),
        ):
            shell.send(f"{typed}\t")
            shell.expect_exact(completed)
            shell.send("\x15")


# Changing.


def test_change_is_made_after_a_yes_only(user: CommandLine) -> None:
    command = f"mijnklantportaal customers create --company-name 'Nieuwe klant' {ADDRESS} {EMAIL}"
    before = len(list(user.sandbox.customers))
    assert user.run(command, (r"\[y/N\]", "n")).exit_code == 1
    assert len(list(user.sandbox.customers)) == before
    done = user.run(command, (r"\[y/N\]", "y"))
    assert done.exit_code == 0
    assert "Nieuwe klant" in done.text
    assert len(list(user.sandbox.customers)) == before + 1


def test_change_in_a_script_is_made_without_a_question(user: CommandLine) -> None:
    done = user.script(f"mijnklantportaal customers create --company-name Script {ADDRESS} {EMAIL}")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["companyName"] == "Script"


def test_dry_run_shows_the_request_and_sends_nothing(user: CommandLine) -> None:
    user.without_credentials()
    done = user.run(f"mijnklantportaal customers create --company-name Bakker {ADDRESS} {EMAIL} --dry-run")
    assert done.exit_code == 0
    assert "POST https://" in done.text
    assert '"companyName": "Bakker"' in done.text
    assert not user.sandbox.requests


def test_invoice_is_made_of_lines(user: CommandLine) -> None:
    done = user.run(
        f"mijnklantportaal customer-invoices create-manual --customer-id {BAKERY} --invoice-number 2026-100"
        " --issued-at 2026-11-28 --yes"
        " --line description=Hosting amount-excl-vat=25 vat-rate=21"
        " --line 'description=Domain name' amount-excl-vat=10 vat-rate=21"
    )
    assert done.exit_code == 0, done.text
    (invoice,) = [item for item in user.sandbox.customer_invoices if item.invoice_number == "2026-100"]
    assert invoice.amount == Decimal("42.35")


def test_body_is_read_from_standard_input(user: CommandLine) -> None:
    body = {
        "companyName": "JSON",
        "address": "Markt 1",
        "zipCode": "1234 AB",
        "city": "Delft",
        "primaryEmail": "a@example.nl",
    }
    done = user.script(f"echo '{json.dumps(body)}' | mijnklantportaal customers create --body -")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["companyName"] == "JSON"


def test_object_is_edited_by_a_pipe_of_two_commands(user: CommandLine) -> None:
    done = user.script(
        f"mijnklantportaal customers get {BAKERY} --json"
        ' | python3 -c \'import json, sys; print(json.dumps({"city": json.load(sys.stdin)["city"].upper()}))\''
        f" | mijnklantportaal customers update {BAKERY} --body -"
    )
    assert done.returncode == 0, done.stderr
    assert next(item.city for item in user.sandbox.customers if item.id == BAKERY) == "UTRECHT"


def test_invalid_data_names_the_option(user: CommandLine) -> None:
    done = user.run(f"mijnklantportaal customers create --company-name A {ADDRESS} --primary-email nonsense --yes")
    assert done.exit_code == VALIDATION
    assert len(done.lines) == 1
    assert "--primary-email" in done.text


def test_wrong_date_is_refused_before_anything_is_sent(user: CommandLine) -> None:
    done = user.run(f"mijnklantportaal customer-invoices mark-paid {INVOICE} --paid-at 31-31-2026 --yes")
    assert done.exit_code == USAGE
    assert "--paid-at" in done.text
    assert not user.sandbox.requests


# Scripts.


def test_rows_for_a_spreadsheet_have_the_chosen_columns(user: CommandLine) -> None:
    user.script("mijnklantportaal customer-invoices list --all --csv --columns invoice_number,amount > invoices.csv")
    with (user.home / "invoices.csv").open(newline="") as file:
        header, *rows = csv.reader(file)
    assert header == ["invoice_number", "amount"]
    assert len(rows) == len(list(user.sandbox.customer_invoices))


def test_pipe_gets_an_object_on_each_line(user: CommandLine) -> None:
    done = user.script("mijnklantportaal customers list --all")
    names = [json.loads(line)["companyName"] for line in done.stdout.splitlines()]
    assert "Bakkerij Jansen" in names


def test_pipe_that_closes_early_ends_the_command_quietly(user: CommandLine) -> None:
    for number in range(400):
        user.sandbox.customers.add(company_name=f"Customer {number}")
    done = user.script("mijnklantportaal customers list --all --csv | head -3")
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 3


def test_ctrl_c_is_quiet(user: CommandLine) -> None:
    with user.start("mijnklantportaal sandbox") as child:
        child.expect("http://")
        time.sleep(0.2)
        child.sendintr()
        child.expect(pexpect.EOF, timeout=TIMEOUT)
        child.close()
        assert "Traceback" not in str(child.before)
        assert child.exitstatus in (0, 130) or child.signalstatus == signal.SIGINT


def test_rate_limit_that_a_script_does_not_wait_for_is_an_exit_code(tmp_path: Path) -> None:
    with command_line(tmp_path, Sandbox(rate_limit=1)) as user:
        done = user.script("mijnklantportaal customers list && mijnklantportaal customers list --max-wait 0")
        assert done.returncode == RATE_LIMIT
        assert len(done.stderr.splitlines()) == 1


def test_portal_that_cannot_be_reached_is_an_exit_code(user: CommandLine) -> None:
    user.environment["MIJNKLANTPORTAAL_BASE_URL"] = "http://127.0.0.1:9/v1"
    done = user.script("mijnklantportaal customers list --max-retries 0")
    assert done.returncode == CONNECTION
    assert len(done.stderr.splitlines()) == 1


# Files and exports.


def test_invoices_are_exported_with_a_bar(user: CommandLine) -> None:
    done = user.run("mijnklantportaal export customer-invoices --to invoices.csv")
    assert done.exit_code == 0
    assert "invoices.csv" in done.text
    with (user.home / "invoices.csv").open(newline="") as file:
        assert len(list(csv.DictReader(file))) == len(list(user.sandbox.customer_invoices))
    again = user.run("mijnklantportaal export customer-invoices --to invoices.csv")
    assert again.exit_code == 1
    assert "--overwrite" in again.text or "overwrite" in again.text


def test_everything_is_exported_to_a_database(user: CommandLine) -> None:
    done = user.run("mijnklantportaal export --all --to portal.sqlite")
    assert done.exit_code == 0, done.text
    with sqlite3.connect(user.home / "portal.sqlite") as database:
        query = "SELECT count(*) FROM customer_invoices JOIN customers ON customers.id = customer_invoices.customer_id"
        assert database.execute(query).fetchone()[0] > 0
    database.close()


def test_file_is_uploaded_and_downloaded(user: CommandLine) -> None:
    (user.home / "terms.txt").write_text("Terms")
    done = user.script("mijnklantportaal files upload --file terms.txt")
    assert done.returncode == 0, done.stderr
    identifier = json.loads(done.stdout)["id"]
    assert user.run(f"mijnklantportaal download {identifier} --to copy.txt").exit_code == 0
    assert (user.home / "copy.txt").read_text() == "Terms"
    assert user.run(f"mijnklantportaal download {identifier} --to copy.txt").exit_code == 1


# The check of the portal.


def test_portal_is_verified_into_a_report(user: CommandLine) -> None:
    done = user.run("mijnklantportaal verify --report report.json --markdown report.md")
    assert done.exit_code == 0, done.text
    operations = json.loads((user.home / "report.json").read_text())["operations"]
    assert {operation["outcome"] for operation in operations} <= {"agrees", "not reached"}
    assert "Bakkerij" not in (user.home / "report.md").read_text()
    assert {request.method for request in user.sandbox.requests} == {"GET"}
