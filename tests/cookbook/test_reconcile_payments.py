"""examples/cookbook/reconcile_payments.py: which invoices it marks as paid, and which statements it refuses."""

from collections.abc import Iterator
from datetime import UTC, date
from pathlib import Path

import pytest

from tests.cookbook.recipes import Recipe, demo_sandbox, served, shown, shows_program

STATEMENT = "statement.xml"
PAID_BEFORE = {"2026-001": date(2026, 3, 10)}
PAID_AFTER = {**PAID_BEFORE, "2026-002": date(2026, 4, 13)}


@pytest.fixture
def recipe(tmp_path: Path) -> Iterator[Recipe]:
    with served("reconcile_payments", tmp_path, demo_sandbox()) as recipe:
        recipe.copy(STATEMENT)
        yield recipe


def paid(recipe: Recipe) -> dict[str, date]:
    invoices = recipe.sandbox.customer_invoices
    # In UTC: a time at midnight in the portal's zone would be of the day before.
    return {invoice.invoice_number: invoice.paid_at.astimezone(UTC).date() for invoice in invoices if invoice.paid_at}


def replace_in_statement(recipe: Recipe, old: str, new: str) -> None:
    path = recipe.folder / STATEMENT
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def writes(recipe: Recipe) -> int:
    return sum(request.method != "GET" for request in recipe.sandbox.requests)


def test_matching_payment_is_marked_once_in_two_runs_and_not_in_a_dry_run(recipe: Recipe) -> None:
    assert shows_program("reconcile_payments")
    expected = [(PAID_BEFORE, 0), (PAID_AFTER, 1), (PAID_AFTER, 1)]
    for command, paid_and_writes in zip(shown("reconcile_payments"), expected, strict=True):
        run = recipe.run(*command.arguments)
        assert (run.output, run.errors, run.code) == (command.output, "", 1)
        assert (paid(recipe), writes(recipe)) == paid_and_writes


def test_statement_that_matches_completely_ends_with_0(recipe: Recipe) -> None:
    replace_in_statement(recipe, "2026-003", "2026-001")
    replace_in_statement(recipe, "2026-04-13", "2026-03-10")
    replace_in_statement(recipe, '<Amt Ccy="EUR">50.00', '<Amt Ccy="EUR">242.00')
    # What is not booked, not in euros, or paid back to you, is not a payment.
    replace_in_statement(recipe, '<Amt Ccy="EUR">25.00', '<Amt Ccy="USD">25.00')
    path = recipe.folder / STATEMENT
    head, last = path.read_text(encoding="utf-8").split("<NtryRef>4</NtryRef>")
    reversal = last.replace("<Sts>", "<RvslInd>true</RvslInd><Sts>", 1)
    path.write_text(f"{head}<NtryRef>4</NtryRef>{reversal}", encoding="utf-8")
    run = recipe.run(STATEMENT, "--apply")
    assert (run.code, run.output.count("\n")) == (0, 2), run.output
    assert paid(recipe) == {"2026-001": date(2026, 3, 10), "2026-002": date(2026, 3, 10)}


def test_lost_response_and_the_next_run_mark_the_invoice_once(recipe: Recipe) -> None:
    recipe.sandbox.faults.disconnect(after_processing=True, times=3, method="PATCH")
    failed = recipe.run(STATEMENT, "--apply")
    assert failed.code == 1
    assert "APIConnectionError" in failed.errors
    recipe.sandbox.faults.clear()
    sent = writes(recipe)
    assert "paid 2026-002 before" in recipe.run(STATEMENT, "--apply").output
    assert (paid(recipe), writes(recipe)) == (PAID_AFTER, sent)


def test_number_within_a_longer_one_does_not_match(recipe: Recipe) -> None:
    texts = ["12026-002", "2026-0020", "INV-2026-002", "2026-002-A"]
    path = recipe.folder / STATEMENT
    statement = path.read_text(encoding="utf-8")
    start, end = statement.index("<Ntry>"), statement.rindex("</Ntry>")
    entry = statement[start : statement.index("</Ntry>")]
    entries = "</Ntry>".join(entry.replace("Factuur 2026-002", text) for text in texts)
    path.write_text(f"{statement[:start]}{entries}{statement[end:]}", encoding="utf-8")
    assert recipe.run(STATEMENT, "--apply").output.count("names 0 invoices") == len(texts)
    assert paid(recipe) == PAID_BEFORE


def test_transactions_of_one_entry_are_matched_each(recipe: Recipe) -> None:
    # Where versions 2 and 8 have the amount of a transaction.
    amounts = [
        '<AmtDtls><TxAmt><Amt Ccy="EUR">96.80</Amt></TxAmt></AmtDtls>',
        '<Amt Ccy="EUR">60.50</Amt>',
    ]
    text = "<RmtInf><Strd><CdtrRefInf><Ref>{}</Ref></CdtrRefInf></Strd></RmtInf>"
    numbers = ["2026-002", "2026-003"]
    details = [
        f"<TxDtls>{amount}{text.format(number)}</TxDtls>" for amount, number in zip(amounts, numbers, strict=True)
    ]
    path = recipe.folder / STATEMENT
    statement = path.read_text(encoding="utf-8").replace("96.80", "157.30", 1)
    start, end = statement.index("<NtryDtls>"), statement.index("</NtryDtls>")
    path.write_text(f"{statement[:start]}<NtryDtls>{''.join(details)}{statement[end:]}", encoding="utf-8")
    recipe.run(STATEMENT, "--apply")
    assert paid(recipe) == {**PAID_AFTER, "2026-003": date(2026, 4, 13)}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<Sts>BOOK</Sts>", "<RvslInd>1</RvslInd><Sts>BOOK</Sts>"),
        ("<TxDtls>", "<TxDtls><RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>"),
        ("<TxDtls>", '<TxDtls><Amt Ccy="EUR">96.80</Amt><CdtDbtInd>DBIT</CdtDbtInd>'),
    ],
    ids=["reversal", "returned transfer", "costs within a receipt"],
)
def test_money_that_was_not_paid_by_a_customer_is_skipped(recipe: Recipe, old: str, new: str) -> None:
    replace_in_statement(recipe, old, new)
    assert "Factuur 2026-002" not in recipe.run(STATEMENT).output


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<Sts>BOOK</Sts>", "<RvslInd>true</RvslInd><Sts>BOOK</Sts>"),
        ("<TxDtls>", "<TxDtls><RtrInf><Rsn><Cd>MD06</Cd></Rsn></RtrInf>"),
    ],
    ids=["reversal", "returned direct debit"],
)
def test_money_that_was_taken_back_needs_a_person(recipe: Recipe, old: str, new: str) -> None:
    replace_in_statement(
        recipe, "<CdtDbtInd>CRDT</CdtDbtInd>\n        <Sts>", "<CdtDbtInd>DBIT</CdtDbtInd>\n        <Sts>"
    )
    replace_in_statement(recipe, old, new)
    run = recipe.run(STATEMENT, "--apply")
    assert run.code == 1
    assert "-96.80 Factuur 2026-002               NOT MATCHED: 2026-002 is 96.80\n" in run.output
    assert paid(recipe) == PAID_BEFORE


def test_text_of_a_payment_cannot_control_the_terminal(recipe: Recipe) -> None:
    replace_in_statement(recipe, "Factuur 2026-002", "\u202eFactuur\u009b2J 2026-002")
    assert " Factuur 2J 2026-002 " in recipe.run(STATEMENT).output


def test_statement_with_a_document_type_is_refused(recipe: Recipe) -> None:
    replace_in_statement(recipe, "<Document", '<!DOCTYPE Document [<!ENTITY text "2026-002">]><Document')
    run = recipe.run(STATEMENT, "--apply")
    assert (run.code, run.output) == (1, "")
    assert run.errors == "ValueError: a bank statement must not have a document type\n"
    assert recipe.sandbox.requests == []


def test_truncated_statement_is_refused_before_any_call(recipe: Recipe) -> None:
    replace_in_statement(recipe, "</Document>", "")
    run = recipe.run(STATEMENT, "--apply")
    assert (run.code, run.output) == (1, "")
    assert "Traceback" not in run.errors
    assert recipe.sandbox.requests == []
