"""The events that `parse` returns."""

import copy
import pickle
from enum import Enum
from typing import Any

import pytest

from mijnklantportaal.webhooks import EventType, Secrets, WebhookEvent, parse
from tests.tracebacks import traceback_with_locals
from tests.webhooks.signed_requests import BODY, HEADERS, OTHER_SECRET, SECRET


class OfProgram(str, Enum):  # noqa: UP042 -- str() of a StrEnum is its value
    """Texts of a program; str() of a member is its name."""

    TYPE = "invoice-paid"
    SECRET = SECRET


@pytest.mark.parametrize(
    ("secrets", "type_"),
    [
        (SECRET, None),
        ([OTHER_SECRET, SECRET], None),
        ({"invoice-paid": SECRET}, EventType.INVOICE_PAID),
        ({"offer-created": OTHER_SECRET, "invoice-paid": ["old-secret", SECRET]}, EventType.INVOICE_PAID),
        ({EventType.OFFER_CREATED: SECRET, EventType.INVOICE_PAID: OTHER_SECRET}, EventType.OFFER_CREATED),
        ({"new-event": SECRET}, EventType("new-event")),
        ({OfProgram.TYPE: OfProgram.SECRET}, EventType.INVOICE_PAID),
    ],
    ids=range(7),
)
def test_type_of_an_event_is_that_of_its_secret(secrets: Secrets, type_: EventType | None) -> None:
    event = parse(HEADERS, BODY, secrets)
    assert event == WebhookEvent(type_, BODY)
    assert isinstance(event.type, EventType | None)


@pytest.mark.parametrize("body", [b"", b"\xff\0", BODY, bytearray(BODY), memoryview(BODY)], ids=range(5))
def test_body_is_kept_as_it_was_received(body: Any) -> None:
    event = parse(HEADERS, body, SECRET)
    assert (type(event.body), event.body) == (bytes, bytes(body))


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (BODY, {"id": "inv_abc12345def678"}),
        (b"[]", []),
        (b" null ", None),
        (b'"text"', "text"),
        (b"12.5", 12.5),
        ('{"name": "é"}'.encode("utf-16"), {"name": "é"}),
        ("\ufefftrue".encode(), True),
    ],
    ids=range(7),
)
def test_body_is_parsed_as_json(body: bytes, value: object) -> None:
    assert WebhookEvent(None, body).json() == value


@pytest.mark.parametrize(
    "body",
    [b"", b"hidden=1", b'{"hidden": 1', b"\xff\xfehidden", b"[" * 100_000, b"NaN", b'{"a": -Infinity}', b"9" * 5_000],
    ids=range(8),
)
def test_body_that_is_not_json_is_a_value_error_that_does_not_show_it(body: bytes) -> None:
    with pytest.raises(ValueError, match="the body of the webhook request must be JSON: ") as caught:
        WebhookEvent(None, body).json()
    assert type(caught.value) is ValueError
    assert (caught.value.__cause__, caught.value.__context__) == (None, None)
    assert "hidden" not in traceback_with_locals(caught.value)


def test_digest_depends_on_type_and_body() -> None:
    events = [WebhookEvent(type_, body) for type_ in (None, *EventType) for body in (BODY, b"", b"x")]
    events.append(WebhookEvent(EventType("invoice-pai"), b"d" + BODY))
    assert len({event.digest for event in events}) == len(events)
    assert WebhookEvent(EventType("\ud800"), BODY).digest != WebhookEvent(EventType("\ud801"), BODY).digest
    assert WebhookEvent(EventType.INVOICE_PAID, BODY).digest == (
        "4f87dc0946e420931a1c64caa81e3c712a34aceeb2597afd7c15d3165d553a29"
    )


def test_event_survives_copy_and_pickle() -> None:
    for event in (WebhookEvent(EventType("new-event"), BODY), WebhookEvent(None, b"\xff")):
        for each in (copy.copy(event), copy.deepcopy(event), pickle.loads(pickle.dumps(event))):
            assert (each, hash(each), each.digest) == (event, hash(event), event.digest)


def test_event_shows_neither_body_nor_secret() -> None:
    event = parse(HEADERS, BODY, {"invoice-paid": SECRET})
    assert repr(event) == "WebhookEvent(type=<EventType.INVOICE_PAID: 'invoice-paid'>)"
    assert SECRET.encode() not in pickle.dumps(event)


def test_event_cannot_be_changed() -> None:
    event = WebhookEvent(None, BODY)
    with pytest.raises(AttributeError):
        event.body = b""  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
