"""examples/cookbook/customers_from_csv.py: the customers in the portal, and the rows that are rejected."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cookbook.recipes import PAGES, Recipe, demo_sandbox, served, shown, shows_program

NEW = ["info@kapsalonknip.nl", "info@boekhandelblad.nl"]


@pytest.fixture
def recipe(tmp_path: Path) -> Iterator[Recipe]:
    with served("customers_from_csv", tmp_path, demo_sandbox()) as recipe:
        recipe.copy("customers.csv")
        yield recipe


def emails(recipe: Recipe) -> list[str]:
    return [customer.primary_email for customer in recipe.sandbox.customers][2:]


def rejected(recipe: Recipe) -> str:
    return (recipe.folder / "rejected.csv").read_text(encoding="utf-8")


def test_new_customers_are_created_once_and_corrected_rows_by_the_next_run(recipe: Recipe) -> None:
    assert shows_program("customers_from_csv")
    for command in shown("customers_from_csv"):
        run = recipe.run(*command.arguments)
        assert (run.output, run.errors, run.code) == (command.output, "", 1)
        assert emails(recipe) == NEW
        # The page shows this file too.
        assert rejected(recipe) in (PAGES / "customers-from-csv.md").read_text(encoding="utf-8")

    path = recipe.folder / "customers.csv"
    text = path.read_text(encoding="utf-8").replace("(at)", "@").replace("Garage Smit,,", "Garage Smit,Kade 1,")
    path.write_text(text, encoding="utf-8")
    run = recipe.run("customers.csv")
    assert (run.output, run.code) == ("2 created, 3 existed, 0 rejected\n", 0)
    assert emails(recipe) == [*NEW, "vermeer@fietsen.nl", "info@garagesmit.nl"]
    assert rejected(recipe).count("\n") == 1


def test_lost_response_in_the_middle_and_the_next_run_create_no_customer_twice(recipe: Recipe) -> None:
    # The first customer is created, and the second row is refused. The response to the third one is lost.
    recipe.sandbox.faults.delay(0, method="POST", times=2)
    recipe.sandbox.faults.disconnect(after_processing=True, method="POST")
    failed = recipe.run("customers.csv")
    assert (failed.code, failed.output) == (1, "1 created, 1 existed, 2 rejected\n")
    assert failed.errors.startswith("Interrupted: ")
    assert emails(recipe) == NEW
    assert recipe.run("customers.csv").output == "0 created, 3 existed, 2 rejected\n"
    assert emails(recipe) == NEW


def test_file_of_excel_is_read_and_an_email_occurs_once(recipe: Recipe) -> None:
    path = recipe.folder / "customers.csv"
    text = path.read_text(encoding="utf-8")
    text = f"{text}{text.splitlines()[1].upper()}\n".replace(",", ";")
    path.write_text(text, encoding="utf-8-sig", newline="\r\n")
    recipe.run("customers.csv")
    assert emails(recipe) == NEW


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["other.csv"], "other.csv has no column company_name, address"),
        (["twice.csv"], "twice.csv has more than one column city"),
        (["large.csv"], "field larger than field limit"),
        (["latin.csv"], "can't decode byte"),
        (["customers.csv", "--rejected", "./customers.csv"], "rejected rows cannot be written"),
    ],
)
def test_file_that_cannot_be_used_is_an_error_before_any_call(
    recipe: Recipe, arguments: list[str], message: str
) -> None:
    (recipe.folder / "other.csv").write_text("name\nBakery\n", encoding="utf-8")
    content = (recipe.folder / "customers.csv").read_bytes()
    first_line, rest = content.split(b"\n", 1)
    (recipe.folder / "twice.csv").write_bytes(first_line + b",city\n" + rest)
    (recipe.folder / "large.csv").write_bytes(first_line + b"\n" + b"x" * 200_000)
    (recipe.folder / "latin.csv").write_bytes(first_line + b"\nCaf\xe9")
    run = recipe.run(*arguments)
    assert run.code == 2
    assert message in run.errors
    assert recipe.sandbox.requests == []
    assert (recipe.folder / "customers.csv").read_bytes() == content


def test_formula_in_a_rejected_row_is_a_text_for_spreadsheets(recipe: Recipe) -> None:
    text = "company_name,address,zip_code,city,primary_email\n=cmd|' /C calc'!A0,\uff1d1+1,1,@x,-1\n"
    (recipe.folder / "customers.csv").write_text(text, encoding="utf-8")
    recipe.run("customers.csv")
    assert "\n'=cmd|' /C calc'!A0,'\uff1d1+1,1,'@x,'-1," in rejected(recipe)


def test_interruption_without_rejected_rows_is_a_failure(recipe: Recipe) -> None:
    run = recipe.run("customers.csv", MIJNKLANTPORTAAL_API_KEY="wrong")
    assert (run.code, run.output) == (1, "0 created, 0 existed, 0 rejected\n")
    assert run.errors.startswith("Interrupted: 401 ")
