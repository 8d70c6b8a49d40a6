"""The old names of what changes concern, and the sentences about errors that no change explains."""

import pytest

from pipeline.affected.messages import explained
from pipeline.affected.names import Names, Target
from pipeline.diff.changes import Change, Level

RENAMES = [
    Change("method-renamed", Level.BREAKING, "", "offers.make()", None, "offers.make()", "offers.create()"),
    Change("argument-renamed", Level.BREAKING, "", "offers.create(price=)", None, "price", "amount"),
    Change("class-renamed", Level.BREAKING, "", "Offer", None, "Offer", "CustomerOffer"),
    Change("field-renamed", Level.BREAKING, "", "CustomerOffer.price", None, "price", "amount"),
]


@pytest.mark.parametrize(
    ("python", "targets"),
    [
        ("offers.create(amount=)", [Target("offers.make()", "price")]),
        ("offers.create(text=)", [Target("offers.make()", "text")]),
        ("offers.create()", [Target("offers.make()")]),
        ("offers.get()", [Target("offers.get()")]),
        ("CustomerOffer.amount", [Target("Offer.price"), Target("Offer", "price")]),
        ("CustomerOffer", [Target("Offer")]),
        ("offers", [Target("offers")]),
        ("MijnKlantportaal(base_url=)", [Target("MijnKlantportaal", "base_url")]),
        ("not a name", []),
    ],
)
def test_targets_of_a_change_have_old_names(python: str, targets: list[Target]) -> None:
    change = Change("limit-tightened", Level.BREAKING, "", python)
    assert Names([*RENAMES, change]).targets_of(change) == targets


def test_targets_of_a_renaming_are_the_old_names() -> None:
    assert [Names(RENAMES).targets_of(change)[0] for change in RENAMES] == [
        Target("offers.make()"),
        Target("offers.make()", "price"),
        Target("Offer"),
        Target("Offer.price"),
    ]


def test_change_without_name_has_no_target() -> None:
    assert Names([]).targets_of(Change("wording-changed", Level.PATCH, "")) == []


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        (
            'Arguments missing for parameters "a", "b"',
            ("the call must pass `a`, `b` now", "pass it"),
        ),
        ('No parameter named "a"', ("there is no longer an argument `a`", "remove it")),
        (
            'Cannot access attribute "mark" for class "CustomerOffers"\n  Attribute "mark" is unknown',
            ("`CustomerOffers` no longer has `mark`", "replace it"),
        ),
        ('"Offer" is unknown import symbol', ("`Offer` no longer exists", "replace it")),
        ('"year" is not a known attribute of "None"', ("the value may be `None` now", "check it")),
        ('Operator "-" not supported for "None"', ("the value may be `None` now", "check it")),
        (
            'Type "date | None" is not assignable to return type "date"\n  "None" is not assignable to "date"',
            ("the value may be `None` now", "check it"),
        ),
        (
            'Argument of type "int" cannot be assigned to parameter "count" of type "str | Unset" in function "stamp"',
            ("`count` must be `str | Unset`, not `int`", "convert it"),
        ),
        (
            'Type "int" is not assignable to declared type "str"',
            ("`int` is not assignable to declared type `str`", "convert it, or change the type"),
        ),
        ("Something\x1b `else`", ("`Something\ufffd 'else'`", "correct this line")),
    ],
)
def test_message_of_pyright_is_explained(message: str, sentence: tuple[str, str]) -> None:
    assert explained(message) == sentence
