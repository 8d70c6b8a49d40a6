"""examples/cookbook/punch_card_stamping.py: which stamps were given, also when a response is lost."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from mijnklantportaal.sandbox import Sandbox
from tests.cookbook.recipes import Recipe, Result, demo_sandbox, served, shown, shows_program

NAME = "punch_card_stamping"
STAMPS = "*/stamp"


@pytest.fixture
def recipe(tmp_path: Path) -> Iterator[Recipe]:
    sandbox = Sandbox()
    sandbox.customers.add(id="cst_baker", primary_email="Info@Bakery.example")
    sandbox.customers.add(id="cst_butcher", primary_email="info@butcher.example")
    sandbox.punch_cards.add(id="pcd_lessons", punches=3)
    with served(NAME, tmp_path, sandbox) as recipe:
        yield recipe


def add_card(recipe: Recipe, customer: str, left: int, **fields: Any) -> str:
    add = recipe.sandbox.issued_punch_cards.add
    return add(punch_card_id="pcd_lessons", customer_id=customer, punches_left=left, **fields).id


def stamp(recipe: Recipe, customer: str, visit: str, *options: str) -> Result:
    return recipe.run("pcd_lessons", customer, visit, *options)


def left(recipe: Recipe) -> list[int]:
    return [card.punches_left for card in recipe.sandbox.issued_punch_cards]


def test_card_that_expires_first_is_stamped_once_for_each_visit(recipe: Recipe) -> None:
    add_card(recipe, "cst_butcher", 3)
    add_card(recipe, "cst_baker", 3)
    card = add_card(recipe, "cst_baker", 2, expires_at=datetime(2090, 1, 1, tzinfo=UTC))
    add_card(recipe, "cst_baker", 1, expires_at=datetime(2020, 1, 1, tzinfo=UTC))
    assert stamp(recipe, "info@bakery.example", "7") == Result(0, f"visit 7: {card} has 1 left\n", "")
    requests = len(recipe.sandbox.requests)
    assert stamp(recipe, "info@bakery.example", "7").output == "visit 7 has its stamp already; 1 were left\n"
    assert len(recipe.sandbox.requests) == requests
    assert stamp(recipe, "cst_baker", "8").output == f"visit 8: {card} has 0 left, and is full\n"
    assert left(recipe) == [3, 3, 0, 1]


def test_customer_without_an_active_card_gets_one_if_that_is_allowed(recipe: Recipe) -> None:
    add_card(recipe, "cst_baker", 0)
    refused = stamp(recipe, "cst_baker", "7")
    assert (refused.code, refused.output, len(recipe.sandbox.issued_punch_cards)) == (1, "", 1)
    assert refused.errors == "visit 7: the customer has no active card, and 1 full or expired ones\n"
    # The response to the second call of a write is lost: the card exists, and the next run must use it.
    recipe.sandbox.faults.disconnect(after_processing=True, method="POST")
    assert stamp(recipe, "cst_baker", "7", "--issue").code == 1
    assert stamp(recipe, "cst_baker", "7", "--issue").code == 0
    assert left(recipe) == [0, 2]


@pytest.mark.parametrize("was_given", [True, False], ids=["given", "not given"])
def test_stamp_whose_response_is_lost_is_given_once(recipe: Recipe, was_given: bool) -> None:
    card = add_card(recipe, "cst_baker", 3)
    recipe.sandbox.faults.disconnect(after_processing=was_given, path=STAMPS)
    lost = stamp(recipe, "cst_baker", "7")
    assert (lost.code, lost.output, left(recipe)) == (1, "", [2 if was_given else 3])
    again = stamp(recipe, "cst_baker", "7")
    if was_given:
        assert again == Result(0, "visit 7 has its stamp already; 2 were left\n", "")
    else:
        assert again == Result(0, f"visit 7: {card} has 2 left\n", "")
    assert left(recipe) == [2]


def test_stamp_that_is_in_doubt_is_settled_before_the_next_visit(recipe: Recipe) -> None:
    add_card(recipe, "cst_baker", 3)
    recipe.sandbox.faults.status(502, path=STAMPS)
    recipe.sandbox.faults.disconnect(after_processing=True, path=STAMPS)
    assert [stamp(recipe, "cst_baker", visit).code for visit in ("7", "8", "9", "7", "8")] == [1, 1, 0, 0, 0]
    assert left(recipe) == [0]


def test_stamp_in_doubt_of_a_card_that_is_gone_does_not_stop_other_visits(recipe: Recipe) -> None:
    add_card(recipe, "cst_baker", 3)
    add_card(recipe, "cst_butcher", 3)
    recipe.sandbox.faults.status(502, path=STAMPS)
    assert stamp(recipe, "cst_baker", "7").code == 1
    recipe.sandbox.faults.status(404, method="GET")
    assert stamp(recipe, "cst_butcher", "8").code == 0
    # In doubt, no second stamp.
    assert stamp(recipe, "cst_baker", "7").output == "visit 7 has its stamp already; 0 were left\n"
    assert left(recipe) == [3, 2]


def test_stamp_that_the_portal_refuses_is_not_in_doubt(recipe: Recipe) -> None:
    add_card(recipe, "cst_baker", 3)
    recipe.sandbox.faults.status(422, path=STAMPS)
    assert stamp(recipe, "cst_baker", "7").code == 1
    add_card(recipe, "cst_baker", 1, expires_at=datetime(2090, 1, 1, tzinfo=UTC))
    assert stamp(recipe, "cst_baker", "7").code == 0
    assert left(recipe) == [3, 0]


def test_email_address_of_two_customers_is_an_error(recipe: Recipe) -> None:
    recipe.sandbox.customers.add(primary_email="info@butcher.example")
    result = stamp(recipe, "info@butcher.example", "7", "--issue")
    assert result == Result(1, "", "visit 7: 2 customers have the email address info@butcher.example\n")
    assert len(recipe.sandbox.issued_punch_cards) == 0


def test_page_shows_the_program_and_what_it_prints(tmp_path: Path) -> None:
    assert shows_program(NAME)
    with served(NAME, tmp_path, demo_sandbox()) as recipe:
        assert len(shown(NAME)) == 2
        for command in shown(NAME):
            assert recipe.run(*command.arguments) == Result(0, command.output, "")
