"""Parsing words of the command line and JSON bodies, and refusing invalid ones."""

import io
import json
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Literal

import pytest

from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.codec import Codec
from mijnklantportaal.cli._texts import one_line, singular_option
from mijnklantportaal.cli.methods._values import value_parser
from mijnklantportaal.sandbox import Sandbox
from mijnklantportaal.types import JSON
from tests.cli.command_lines import CommandLine

INVOICE = ("customer-invoices", "create-manual", "--dry-run", "--customer-id", "cst_1", "--invoice-number", "5")
LINE = ("--line", "description=Hosting", "amount-excl-vat=12.50", "vat-rate=21")
LINE_JSON: dict[str, JSON] = {"description": "Hosting", "amountExclVat": "12.50", "vatRate": 21}
SUBSCRIPTION = (
    *("customer-subscriptions", "create", "--dry-run", "--customer-id", "cst_1", "--description", "Phone"),
    *("--start-date", "2024-05-04", "--amount", "12.95"),
)


def dry_body(command_line: CommandLine, *words: str) -> Any:
    """Return the body that `--dry-run` shows."""
    code, output, errors = command_line(*words)
    assert (code, errors) == (0, "")
    return json.loads(output.partition("\n\n")[2])


def refusal(command_line: CommandLine, *words: str) -> str:
    """Return the sentence that refuses a command line, without the hint at the help."""
    code, output, errors = command_line(*words)
    assert (code, output) == (2, "")
    assert errors.startswith("mijnklantportaal: ")
    assert errors.endswith(" --help' for help.\n")
    assert errors.count("\n") == 1
    return errors.removeprefix("mijnklantportaal: ").partition(" Try 'mijnklantportaal")[0]


@pytest.mark.parametrize(
    ("codec", "hint", "text", "value"),
    [
        (codecs.STRING, str, "", ""),
        (codecs.STRING, str, "null", "null"),
        (codecs.INTEGER, int, "-7", -7),
        (codecs.Integer(1, 9), int, "9", 9),
        (codecs.NUMBER, float, "1e3", 1000.0),
        (codecs.BOOLEAN, bool, "True", True),
        (codecs.MONEY, Decimal, "-0.50", Decimal("-0.50")),
        (codecs.DATE, date, "2024-02-29", date(2024, 2, 29)),
        (codecs.LOCAL_DATE_TIME, datetime, "2024-05-11 12:59", datetime(2024, 5, 11, 12, 59)),
        (codecs.LOCAL_MINUTE, datetime, "2024-05-11T12:59Z", datetime(2024, 5, 11, 12, 59, tzinfo=UTC)),
        (codecs.STRING, Literal["Days", "months"], "dAYS", "Days"),
        (codecs.STRING, Literal["a", "A"], "A", "A"),
        (codecs.INTEGER, Literal[0, 9, 21], "21", 21),
        (codecs.Nullable(codecs.STRING), str, "null", None),
        (codecs.Nullable(codecs.STRING), str, "Null", "Null"),
        (codecs.Nullable(codecs.INTEGER), int, "1", 1),
        (codecs.Nullable(codecs.STRING), Literal["a"] | None, "A", "a"),
        (codecs.Map(codecs.MONEY), dict, '{"a": 1.10}', {"a": Decimal("1.10")}),
        (codecs.Union((codecs.INTEGER, codecs.STRING)), int | str, '"1"', "1"),
        (codecs.ANY, Any, "[1, null]", [1, None]),
        (codecs.Array(codecs.DATE), list[date], '["2024-01-01"]', [date(2024, 1, 1)]),
    ],
    ids=[
        "empty text",
        "text that looks like null",
        "integer",
        "integer with limits",
        "number",
        "boolean",
        "amount",
        "date",
        "local time",
        "time with an offset",
        "any case",
        "exact case",
        "integer of several",
        "null",
        "other text",
        "value that may be null",
        "choice that may be null",
        "map",
        "union",
        "any JSON",
        "list",
    ],
)
def test_word_of_each_kind_is_parsed(codec: Codec[Any], hint: Any, text: str, value: object) -> None:
    parsed = value_parser(codec, hint).parse_text(text)
    assert (parsed, type(parsed)) == (value, type(value))


@pytest.mark.parametrize(
    ("codec", "hint", "text", "message"),
    [
        (codecs.INTEGER, int, "1.0", "the value must be an integer, not '1.0'"),
        (codecs.INTEGER, int, "\u0661", "the value must be an integer, not '\u0661'"),
        (codecs.Integer(1, 9), int, "10", "the value must be at most 9, not 10"),
        (codecs.NUMBER, float, "nan", "the value must be a number with a decimal point, not 'nan'"),
        (
            codecs.NUMBER,
            float,
            "1e999",
            "the value must be finite and have at most 50 digits on each side of the point, not inf",
        ),
        (codecs.BOOLEAN, bool, "yes", "the value must be 'true' or 'false', not 'yes'"),
        (
            codecs.MONEY,
            Decimal,
            "12,50",
            "the value must be an amount with a decimal point, such as 12.95, not '12,50'",
        ),
        (codecs.MONEY, Decimal, "1_0", "the value must be an amount with a decimal point, such as 12.95, not '1_0'"),
        (codecs.DATE, date, "30-04-2024", "the value must be a date such as '2024-04-30', not '30-04-2024'"),
        (
            codecs.LOCAL_DATE_TIME,
            datetime,
            "2024-05-11",
            "the value must be a date and a time such as '2024-05-11 12:59', not '2024-05-11'",
        ),
        (
            codecs.LOCAL_DATE_TIME,
            datetime,
            "2024-03-31 02:30",
            "the value must exist in the portal's time zone, where daylight saving time skips 2024-03-31 02:30:00",
        ),
        (codecs.STRING, str, "\udc80", "the value must be valid Unicode, but contains the lone surrogate '\\udc80'"),
        (codecs.STRING, Literal["a", "b"], "c", "the value must be 'a' or 'b', not 'c'"),
        (codecs.Nullable(codecs.INTEGER), int, "", "the value must be an integer, not ''"),
        (codecs.Map(codecs.MONEY), dict, "a=1", "the value must be valid JSON (Expecting value, line 1, column 1)"),
        (codecs.Map(codecs.MONEY), dict, '{"a": NaN}', "the value must be valid JSON, which has no NaN"),
        (
            codecs.Map(codecs.MONEY),
            dict,
            '{"a": 1, "a": 2}',
            "the value must be JSON without repeated keys, but has 'a' twice",
        ),
        (codecs.Map(codecs.MONEY), dict, "[]", "the value must be an object, not an array"),
        (
            codecs.Array(codecs.DATE),
            list[date],
            '["2024"]',
            "the value[0] must be a date as YYYY-MM-DD, not the text '2024'",
        ),
        (codecs.ANY, Any, "[" * 100_000, "the value must be JSON with fewer levels of nesting"),
        (codecs.FILE, object, "", "the value must be a file that exists, not ''"),
    ],
    ids=[
        "fraction",
        "digit of another script",
        "limit",
        "not a number",
        "infinite",
        "boolean",
        "decimal comma",
        "underscore",
        "Dutch date",
        "no time",
        "skipped hour",
        "lone surrogate",
        "choice",
        "empty text",
        "no JSON",
        "constant",
        "key twice",
        "array",
        "element",
        "nesting",
        "no file",
    ],
)
def test_word_that_is_not_valid_is_refused(codec: Codec[Any], hint: Any, text: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        value_parser(codec, hint).parse_text(text)


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        (("--vat-rate", "21", "--interval", "1 YEAR"), {"vatRate": 21, "interval": "1 year"}),
        (("--vat-rate=0", "--interval", "14 days", "--create-invoice"), {"vatRate": 0, "createInvoice": True}),
        (("--vat-rate", "9", "--interval", "1 year", "--no-create-invoice"), {"createInvoice": False}),
        # Words that look like options are values.
        (
            ("--vat-rate", "9", "--interval", "1 year", "--invoice-description", "--line"),
            {"invoiceDescription": "--line"},
        ),
    ],
    ids=["any case", "equals signs and flags", "negative flags", "values that look like options"],
)
def test_option_becomes_a_field_of_the_body(
    command_line: CommandLine, words: tuple[str, ...], fields: dict[str, JSON]
) -> None:
    body = dry_body(command_line, *SUBSCRIPTION, *words)
    assert body["amount"] == "12.95"
    assert {key: body[key] for key in fields} == fields


def test_null_is_sent_where_the_spec_allows_it(command_line: CommandLine) -> None:
    sign_up = ("customer-subscription-packages", "sign-up", "--dry-run", "spg_1", "--customer-id", "null")
    body = dry_body(command_line, *sign_up, "--start-date", "2024-05-04", "--invoice-text", "null")
    assert (body["invoiceText"], body["customerId"]) == (None, "null")
    _, text, _ = command_line("customer-subscription-packages", "sign-up", "--help")
    assert "`null` means no value." in " ".join(text.split())


def test_lists_of_texts_are_repeated_options(command_line: CommandLine) -> None:
    create = ("customer-groups", "create", "--dry-run", "--name", "Bakers")
    assert dry_body(command_line, *create) == {"name": "Bakers"}
    words = ("--customer", "cst_1", "--customer=cst_2")
    assert dry_body(command_line, *create, *words)["customers"] == ["cst_1", "cst_2"]


@pytest.mark.parametrize(
    "words",
    [
        (*LINE, *LINE, "--issued-at", "2024-04-30"),
        ("--issued-at", "2024-04-30", "--line=description=Hosting", "vat_rate=21", "amount_excl_vat=12.50", *LINE),
        (*LINE, "--issued-at", "2024-04-30", "--line", json.dumps(LINE_JSON)),
        (
            *LINE,
            "--line",
            '{"description": "Hosting", "amountExclVat": 12.50, "vatRate": 21}',
            "--issued-at=2024-04-30",
        ),
    ],
    ids=["words", "an equals sign and underscores", "JSON", "JSON with a number"],
)
def test_objects_are_several_words_or_json(command_line: CommandLine, words: tuple[str, ...]) -> None:
    assert dry_body(command_line, *INVOICE, *words)["lines"] == [LINE_JSON, LINE_JSON]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ("--line", "descripton=x"),
            "Invalid value for '--line': the value must be a field such as description=VALUE, "
            "not 'descripton=x': the fields are description, amount-excl-vat, vat-rate.",
        ),
        (
            ("--line", "description=x", "amout=12"),
            "Invalid value for '--line': 'amout=12' is not a valid field: choose from "
            "description, amount-excl-vat, vat-rate.",
        ),
        (
            ("--line", "description=x", "vat-rate=9"),
            "Invalid value for '--line': the value must have amount-excl-vat; texts with spaces must be in quotes.",
        ),
        ((*LINE, "vat_rate=9"), "Invalid value for '--line': the value must have vat_rate only once."),
        (
            ("--line", "description=x", "amount-excl-vat=1", "vat-rate=20"),
            "Invalid value for '--line': vat-rate must be '0', '9' or '21', not '20'.",
        ),
        (
            ("--line", "{}"),
            "Invalid value for '--line': the value must have description and amountExclVat and vatRate.",
        ),
        (
            ("--line", '{"vat-rate": 9}'),
            "Invalid value for '--line': the value must not have the key 'vat-rate': "
            "choose from description, amountExclVat, vatRate.",
        ),
        ((*LINE,), "Missing option '--issued-at', or '--body'."),
        (
            ("--issued-at", "soon"),
            "Invalid value for '--issued-at': the value must be a date such as '2024-04-30', not 'soon'.",
        ),
    ],
    ids=[
        "name of the first field",
        "name of a further field",
        "missing",
        "twice",
        "value",
        "empty JSON",
        "key",
        "option",
        "date",
    ],
)
def test_bad_words_are_refused_with_the_option(command_line: CommandLine, words: tuple[str, ...], message: str) -> None:
    assert refusal(command_line, *INVOICE, *words) == message


def test_word_that_no_url_can_hold_is_refused(command_line: CommandLine) -> None:
    assert refusal(command_line, "customers", "get", "☕" * 5001) == (
        "Invalid value for 'CUSTOMER_ID': the value must have at most 5000 characters, since it is in the URL or a "
        "header."
    )


def test_word_of_a_path_that_would_lead_elsewhere_is_refused(sandbox: Sandbox, command_line: CommandLine) -> None:
    message = "Invalid value for 'CUSTOMER_ID': the value must be a valid ID, not '..'."
    assert refusal(command_line, "customers", "get", "..") == message
    assert refusal(command_line, "customers", "list", "--page", "0") == (
        "Invalid value for '--page': the value must be at least 1, not 0."
    )
    assert sandbox.requests == []


@pytest.mark.parametrize(
    ("option", "word", "message"),
    [
        ("--timeout", "0", "the value must be above 0 and at most 86400 seconds, not 0.0"),
        ("--timeout", "nan", "the value must be above 0 and at most 86400 seconds, not nan"),
        ("--max-wait", "-1", "the value must be 0 or more seconds, not -1.0"),
        ("--max-retries", "1.5", "the value must be an integer, not '1.5'"),
    ],
)
def test_option_of_a_call_that_is_not_valid_is_refused(
    command_line: CommandLine, option: str, word: str, message: str
) -> None:
    assert refusal(command_line, "customers", "list", option, word) == f"Invalid value for '{option}': {message}."


FLOUR: dict[str, JSON] = {"description": "Flour", "amountExclVat": 3.10, "vatRate": 9}
BODY: dict[str, JSON] = {
    "customerId": "cst_2",
    "invoiceNumber": "6",
    "issuedAt": "2024-05-01",
    "lines": [FLOUR],
}


def test_body_is_read_from_a_file_and_options_replace_its_fields(command_line: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "body.json"
    path.write_text(json.dumps(BODY))
    create = ("customer-invoices", "create-manual", "--dry-run", "--body", str(path))
    sent: dict[str, JSON] = {**BODY, "lines": [{**FLOUR, "amountExclVat": "3.1"}]}
    assert dry_body(command_line, *create) == sent
    assert dry_body(command_line, *create, *LINE, "--issued-at", "2024-04-30") == {
        **sent,
        "issuedAt": "2024-04-30",
        "lines": [LINE_JSON],
    }


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (
            {**BODY, "customer_id": "x"},
            "the body must not have the key 'customer_id': choose from "
            "customerId, invoiceNumber, issuedAt, lines, sendNotification",
        ),
        ({**BODY, "issuedAt": None}, "issuedAt must be a date as YYYY-MM-DD, not null"),
        ({**BODY, "invoiceNumber": 6}, "invoiceNumber must be a string, not a number"),
        ({**BODY, "lines": {}}, "lines must be an array, not an object"),
        ({**BODY, "lines": [{"description": "Flour"}]}, "lines[0] must have amountExclVat and vatRate"),
        (
            {**BODY, "lines": [{**LINE_JSON, "vatRate": 20}]},
            "lines[0].vatRate must be '0', '9' or '21', not 20",
        ),
        (
            {**BODY, "lines": [{**LINE_JSON, "extra": 1}]},
            "lines[0] must not have the key 'extra': choose from description, amountExclVat, vatRate",
        ),
        ([BODY], "the body must be a JSON object"),
    ],
    ids=["name of Python", "null", "number", "object", "missing", "unknown value", "unknown key", "array"],
)
def test_body_that_deviates_from_the_spec_is_refused(
    command_line: CommandLine, tmp_path: Path, body: JSON, message: str
) -> None:
    path = tmp_path / "body.json"
    path.write_text(json.dumps(body))
    words = ("customer-invoices", "create-manual", "--body", str(path))
    assert refusal(command_line, *words) == f"Invalid value for '--body': {message}."


def test_body_has_the_fields_of_a_form_beside_its_files(command_line: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "body.json"
    body: dict[str, JSON] = {"customerId": "cst_1", "invoiceNumber": "5", "issuedAt": "2024-04-30", "amount": 1.50}
    path.write_text(json.dumps(body))
    create = ("customer-invoices", "create", "--dry-run", "--body", str(path))
    code, output, _ = command_line(*create, "--pdf", str(path))
    assert code == 0
    assert "amount: 1.5\n" in output
    assert f"pdf: file 'body.json', {path.stat().st_size} bytes\n" in output
    assert refusal(command_line, *create) == "Missing option '--pdf'."
    path.write_text(json.dumps({**body, "pdf": "a.pdf"}))
    assert refusal(command_line, *create) == (
        "Invalid value for '--body': pdf must not be in JSON, since it is a file: use its option."
    )


def test_integer_that_python_refuses_is_refused_in_plain_words(command_line: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "body.json"
    path.write_text('{"name": %s}' % ("9" * 5000))
    assert refusal(command_line, "customer-groups", "create", "--body", str(path)) == (
        "Invalid value for '--body': the value must be JSON with integers of at most 1000 digits."
    )


def standard_input(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(content), isatty=lambda: False))


def test_body_and_files_are_read_from_standard_input(
    command_line: CommandLine, monkeypatch: pytest.MonkeyPatch, sandbox: Sandbox
) -> None:
    standard_input(monkeypatch, b'{"name": "Bakers \xc3\xa9\xc3\xa9n"}')
    assert dry_body(command_line, "customer-groups", "create", "--dry-run", "--body", "-") == {"name": "Bakers één"}
    standard_input(monkeypatch, b"{")
    assert refusal(command_line, "customer-groups", "create", "--body", "-").startswith(
        "Invalid value for '--body': the value must be valid JSON (Expecting property name"
    )
    standard_input(monkeypatch, b"content")
    code, output, _ = command_line("files", "upload", "--file", "-", "--jsonl")
    assert code == 0
    assert json.loads(output)["size"] == 7


def test_standard_input_for_two_files_is_refused(command_line: CommandLine) -> None:
    upload = ("agreements", "create", "--document", "-", "--document", "-")
    assert (
        refusal(command_line, *upload)
        == "Standard input must be given only once, but is given several times: --document."
    )


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("lines", "line"),
        ("entries", "entry"),
        ("addresses", "address"),
        ("boxes", "box"),
        ("content", "content"),
        ("access", "access"),
        ("s", "s"),
    ],
)
def test_singular_of_a_plural(word: str, expected: str) -> None:
    assert singular_option(word) == expected


def test_text_becomes_one_line_without_what_a_terminal_acts_on() -> None:
    assert one_line(" a\n\tb\r\x1b[31mc\x9b\u202e\x85d\u2028e\udc80 ") == "a b \\x1b[31mc\\x9b\\u202e d e\\udc80"
