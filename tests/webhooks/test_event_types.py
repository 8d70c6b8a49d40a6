"""The enumeration of event types, the types that the generated code knows, and those that the documentation lists."""

import copy
import pickle
import re
from enum import Enum
from pathlib import Path
from typing import get_args

import pytest

from mijnklantportaal.models import WebhookType
from mijnklantportaal.webhooks import EventType

PAGE = Path(__file__).parents[2] / "docs" / "guides" / "webhooks.md"
PROTOCOLS = range(pickle.HIGHEST_PROTOCOL + 1)


def test_event_types_are_those_of_the_spec() -> None:
    assert [str(type_) for type_ in EventType] == list(get_args(WebhookType))


def test_documentation_lists_every_event_type() -> None:
    text = PAGE.read_text(encoding="utf-8")
    rows = text[text.index("| object | types |") :].partition("\n\n")[0]
    assert re.findall(r"`([a-z-]+)`", rows) == [str(type_) for type_ in EventType]


def test_event_types_are_named_by_their_values() -> None:
    assert all(type_.name == type_.value.upper().replace("-", "_") for type_ in EventType)


def test_unknown_event_type_is_equal_to_its_text() -> None:
    unknown = EventType("new-event")
    assert isinstance(unknown, EventType)
    assert unknown == "new-event" == unknown.value == str(unknown) == f"{unknown}"
    assert unknown == EventType("new-event")
    assert {"new-event": 1}[unknown] == 1
    assert unknown.name == "NEW_EVENT"


class TypeOfProgram(str, Enum):  # noqa: UP042 -- str() of a StrEnum is its value
    """As programs have it; str() of a member is its name."""

    INVOICE_PAID = "invoice-paid"
    NEW_EVENT = "new-event"


@pytest.mark.parametrize("member", TypeOfProgram)
def test_member_of_another_enumeration_is_its_value(member: TypeOfProgram) -> None:
    type_ = EventType(member)
    assert (type_, type_.value, type(type_.value)) == (member.value, member.value, str)


def test_unknown_event_type_is_not_listed() -> None:
    EventType("new-event")
    assert len(EventType) == 23
    assert "new-event" not in list(EventType)
    assert "NEW_EVENT" not in EventType.__members__


@pytest.mark.parametrize("type_", [EventType.INVOICE_PAID, EventType("new-event")])
def test_event_type_survives_copy_and_pickle(type_: EventType) -> None:
    copies = [copy.copy(type_), copy.deepcopy(type_), *(pickle.loads(pickle.dumps(type_, n)) for n in PROTOCOLS)]
    for each in copies:
        assert (type(each), each, each.name, repr(each)) == (EventType, type_, type_.name, repr(type_))


def test_repr_shows_whether_a_type_is_known() -> None:
    assert repr(EventType.INVOICE_PAID) == "<EventType.INVOICE_PAID: 'invoice-paid'>"
    assert repr(EventType("new-event")) == "EventType('new-event')"
    assert repr(EventType("invoice_paid")) == "EventType('invoice_paid')"


@pytest.mark.parametrize("value", ["", None, 5, b"invoice-paid"])
def test_value_that_is_not_a_text_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="is not a valid EventType"):
        EventType(value)
