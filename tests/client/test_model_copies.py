"""Models as dicts, and changed, copied, pickled and matched by what Python and attrs have for it."""

import copy
import dataclasses
import datetime
import json
import pickle
import pprint
import sys
from decimal import Decimal
from typing import Any

import attrs
import pytest

from mijnklantportaal import UNSET
from mijnklantportaal.models import AgreementSignerInvitation, CustomerOffer, CustomerOfferLine


@pytest.fixture
def parsed(offer: dict[str, Any]) -> CustomerOffer:
    return CustomerOffer.from_dict({**offer, "new": {"a": [1]}})


def test_asdict_has_the_values_of_the_fields_by_their_names(parsed: CustomerOffer) -> None:
    values = attrs.asdict(parsed)
    assert values["amount"] == Decimal("12.95")
    assert values["issued_at"] == datetime.date(2024, 4, 29)
    assert values["links"]["customer"]["type_"] == "application/json"
    assert values["additional_properties"] == {"new": {"a": [1]}}
    assert list(values) == [*(field.name for field in CustomerOffer._field_table), "additional_properties"]


def test_asdict_of_a_request_has_unset_values_that_a_filter_leaves_out() -> None:
    invitation = AgreementSignerInvitation(email="a@b.example")
    assert attrs.asdict(invitation)["first_name"] is UNSET
    given = attrs.asdict(invitation, filter=lambda attribute, value: value is not UNSET)
    assert given == {"email": "a@b.example", "additional_properties": {}}


def test_asdict_makes_an_equal_model(parsed: CustomerOffer) -> None:
    assert CustomerOffer(**attrs.asdict(parsed, recurse=False)) == parsed


def test_evolve_changes_a_copy(parsed: CustomerOffer) -> None:
    changed = attrs.evolve(parsed, amount=Decimal(1))
    assert (changed.amount, parsed.amount) == (Decimal(1), Decimal("12.95"))
    assert changed.to_dict() == {**parsed.to_dict(), "amount": "1"}


@pytest.mark.skipif(sys.version_info < (3, 13), reason="copy.replace is new in Python 3.13")
def test_replace_changes_a_copy(parsed: CustomerOffer) -> None:
    replace = getattr(copy, "replace")  # noqa: B009, which the checkers of older Pythons do not know
    assert replace(parsed, id="off_2").to_dict() == {**parsed.to_dict(), "id": "off_2"}


def test_replace_method_changes_a_copy(parsed: CustomerOffer) -> None:
    assert parsed.__replace__(id="off_2").to_dict() == {**parsed.to_dict(), "id": "off_2"}


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_pickle_makes_an_equal_model(protocol: int, parsed: CustomerOffer) -> None:
    restored = pickle.loads(pickle.dumps(parsed, protocol))
    assert restored == parsed
    assert restored.to_dict() == parsed.to_dict()


def test_deep_copy_shares_nothing_that_changes(parsed: CustomerOffer) -> None:
    deep = copy.deepcopy(parsed)
    assert deep == parsed == copy.copy(parsed)
    deep.additional_properties["new"]["a"].append(2)
    deep.links.customer.href = "other"
    assert parsed.additional_properties == {"new": {"a": [1]}}
    assert parsed.links.customer.href != "other"


def test_dataclass_around_a_model_becomes_a_dict_with_a_copy(parsed: CustomerOffer) -> None:
    @dataclasses.dataclass
    class Row:
        offer: CustomerOffer

    row = dataclasses.asdict(Row(parsed))
    assert row == {"offer": parsed}
    assert row["offer"] is not parsed


def test_keyword_pattern_matches_fields(parsed: CustomerOffer) -> None:
    match parsed:
        case CustomerOffer(currency="EUR", rejected_at=None, amount=amount, links=links):
            assert (amount, links) == (Decimal("12.95"), parsed.links)
        case _:
            pytest.fail("the pattern does not match")


def test_json_is_written_by_to_dict(parsed: CustomerOffer) -> None:
    text = json.dumps({"offers": [parsed]}, default=CustomerOffer.to_dict)
    assert CustomerOffer.from_dict(json.loads(text)["offers"][0]) == parsed


def test_dict_of_a_model_is_its_json(parsed: CustomerOffer) -> None:
    anything: Any = parsed
    assert dict(anything) == parsed.to_dict()


def test_printed_model_can_be_read(parsed: CustomerOffer) -> None:
    text = pprint.pformat(parsed)
    assert text == repr(parsed)
    assert text.startswith("CustomerOffer(id='off_abc12345def678', ")


def test_offers_are_sorted_by_a_field(parsed: CustomerOffer) -> None:
    cheaper = attrs.evolve(parsed, amount=Decimal(1))
    assert sorted([parsed, cheaper], key=lambda offer: offer.amount) == [cheaper, parsed]
    unsortable: list[Any] = [parsed, cheaper]
    with pytest.raises(TypeError, match="CustomerOffer"):
        sorted(unsortable)
    with pytest.raises(TypeError, match="unhashable type: 'CustomerOffer'"):
        hash(parsed)


def test_line_with_wrong_values_is_shown_and_compared() -> None:
    line = CustomerOfferLine.from_dict({"description": 5})
    assert line == copy.deepcopy(line)
    assert "description=5" in repr(line)
