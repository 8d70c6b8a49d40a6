"""Invalid arguments of every method raise errors with their names, before anything is sent."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any, get_args

import httpx
import pytest
from _pytest.mark import ParameterSet

from mijnklantportaal import MijnKlantportaal
from mijnklantportaal._wire.operation import Location
from mijnklantportaal.models import CustomerOfferLine
from tests.operations import Method, methods

METHODS = list(methods())


@pytest.fixture
def client() -> Iterator[MijnKlantportaal]:
    """A client that fails the test when it sends anything."""
    sent: list[httpx.Request] = []

    def respond(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return httpx.Response(200, content=b"{}")

    with MijnKlantportaal(api_key="k", http_client=httpx.MockTransport(respond)) as client:
        yield client
    assert sent == []


def rows(location: Location | None = None) -> list[ParameterSet]:
    """Return every method with each of its arguments, or with those in one location."""
    return [
        pytest.param(method, name, id=f"{method}({name}=)")
        for method in METHODS
        for name in method.arguments("all")
        if location is None
        or any((name, location) == (parameter.name, parameter.location) for parameter in method.operation.parameters)
    ]


def test_rows_cover_every_method_with_arguments() -> None:
    assert {str(row.values[0]) for row in rows()} >= {str(method) for method in METHODS if method.hints}
    assert len(rows(Location.PATH)) > 30
    assert len(money_rows()) > 5


@pytest.mark.parametrize(("method", "name"), rows())
def test_argument_of_wrong_type_raises_error_with_its_name(client: MijnKlantportaal, method: Method, name: str) -> None:
    with pytest.raises(TypeError, match=rf"^{name}\b.* must be .*, not object"):
        method.on(client)(**{**method.arguments("all"), name: object()})


INVALID_IDS = [
    "",
    " ",
    ".",
    "..",
    " .. ",
    "a/b",
    "/",
    "a\\b",
    "a\nb",
    "a\x00b",
    "a\x7fb",
    "\u202e",
    "\ud800",
    "a\u2028b",
]


@pytest.mark.parametrize(("method", "name"), rows(Location.PATH))
def test_id_that_would_change_the_path_raises(client: MijnKlantportaal, method: Method, name: str) -> None:
    arguments = method.arguments("all")
    for invalid_id in INVALID_IDS:
        with pytest.raises(
            ValueError,
            match=f"^{name} must be (a valid ID, not |valid Unicode, but contains the lone surrogate)",
        ):
            method.on(client)(**{**arguments, name: invalid_id})


@pytest.mark.parametrize("method", METHODS, ids=str)
def test_unknown_keyword_raises(client: MijnKlantportaal, method: Method) -> None:
    with pytest.raises(TypeError, match="unexpected keyword argument 'nonsense'"):
        method.on(client)(**method.arguments("all"), nonsense=1)


def money_rows() -> list[ParameterSet]:
    """Return every method with each of its arguments that are money."""
    return [
        pytest.param(method, name, id=f"{method}({name}=)")
        for method in METHODS
        for name, hint in method.hints.items()
        if Decimal in (hint, *get_args(hint))
    ]


@pytest.mark.parametrize("amount", [1.5, float("nan"), "12.95", True], ids=str)
@pytest.mark.parametrize(("method", "name"), money_rows())
def test_money_of_any_type_but_decimal_raises(client: MijnKlantportaal, method: Method, name: str, amount: Any) -> None:
    with pytest.raises(TypeError, match=f"^{name} must be Decimal, not {type(amount).__name__}"):
        method.on(client)(**{**method.arguments("all"), name: amount})


@pytest.mark.parametrize(
    "amount", ["NaN", "sNaN", "Infinity", "-Infinity", "1E+51", "1E-51", "1E+1000000", "0E-1000000", "9" * 60]
)
def test_money_that_is_infinite_or_too_long_raises(client: MijnKlantportaal, amount: str) -> None:
    with pytest.raises(ValueError, match=r"^amount must be finite and have at most 50 digits"):
        client.payment_links.create(amount=Decimal(amount), description="x")


def sent_by(call: Callable[[MijnKlantportaal], object]) -> Any:
    """Return the JSON body of the request that a call sends."""
    bodies: list[Any] = []

    def respond(request: httpx.Request) -> httpx.Response:
        bodies.append(json.loads(request.content))
        return httpx.Response(200, content=b"{}")

    with MijnKlantportaal(api_key="k", http_client=httpx.MockTransport(respond)) as client:
        call(client)
    (body,) = bodies
    return body


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (Decimal("12.95"), "12.95"),
        (Decimal("-12.950"), "-12.950"),
        (Decimal("1E+3"), "1000"),
        (Decimal("1E-7"), "0.0000001"),
        (Decimal("0.1234567890123456789"), "0.1234567890123456789"),
        (Decimal("12345678901234567890.12"), "12345678901234567890.12"),
        (5, "5"),
    ],
    ids=str,
)
def test_money_is_sent_without_exponent(amount: Any, written: str) -> None:
    line = CustomerOfferLine(description="x", amount_excl_vat=amount, vat_rate=21)
    body = sent_by(
        lambda client: client.customer_offers.create_manual(
            customer_id="cst_1",
            offer_number="1",
            issued_at=date(2026, 4, 14),
            expires_at=date(2026, 4, 30),
            lines=[line],
        )
    )
    assert body["lines"][0]["amountExclVat"] == written


@pytest.mark.parametrize(
    "time",
    [
        datetime(2026, 3, 29, 2, 0),
        datetime(2026, 3, 29, 2, 59, 59),
        datetime.max.replace(tzinfo=timezone(-timedelta(hours=12))),
    ],
    ids=["start of the skipped hour", "end of the skipped hour", "beyond the calendar"],
)
def test_time_that_does_not_exist_in_the_portal_zone_raises(client: MijnKlantportaal, time: datetime) -> None:
    with pytest.raises(
        ValueError, match=r"^accepted_at must (exist in|be within the calendar of) the portal's time zone"
    ):
        client.customer_offers.mark("off_1", accepted_at=time)


@pytest.mark.parametrize(
    ("time", "written"),
    [
        (datetime(2026, 3, 29, 1, 59, 59), "2026-03-29 01:59:59"),
        (datetime(2026, 3, 29, 3, 0), "2026-03-29 03:00:00"),
        (datetime(2026, 10, 25, 2, 30), "2026-10-25 02:30:00"),
        (datetime(2026, 10, 25, 2, 30, fold=1), "2026-10-25 02:30:00"),
        (datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC), "2026-03-29 01:59:59"),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "2026-03-29 03:00:00"),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "2026-10-25 02:30:00"),
        (datetime(2026, 10, 25, 1, 0, tzinfo=UTC), "2026-10-25 02:00:00"),
        (datetime(2026, 10, 25, 2, 0, tzinfo=UTC), "2026-10-25 03:00:00"),
        (datetime(2026, 7, 1, 12, 0, 0, 999999), "2026-07-01 12:00:00"),
    ],
    ids=str,
)
def test_times_around_daylight_saving_changes(time: datetime, written: str) -> None:
    assert sent_by(lambda client: client.customer_offers.mark("off_1", accepted_at=time)) == {"acceptedAt": written}


TEXTS = [
    pytest.param(lambda client, text: client.files.create_directory(name=text), "name", id="in JSON"),
    pytest.param(
        lambda client, text: client.files.create_directory(name="x", directory=text), "directory", id="in a query"
    ),
    pytest.param(lambda client, text: client.files.upload(file=b"", directory=text), "directory", id="beside a file"),
    pytest.param(
        lambda client, text: client.tickets.get("tic_1", extra_headers={"X-Note": text}),
        "extra_headers",
        id="in a header",
    ),
]


@pytest.mark.parametrize(("call", "name"), TEXTS)
def test_lone_surrogate_raises(
    client: MijnKlantportaal, call: Callable[[MijnKlantportaal, str], object], name: str
) -> None:
    with pytest.raises(ValueError, match=f"^{name}"):
        call(client, "lone surrogate: \ud83d")


def test_character_beyond_the_basic_plane_is_sent() -> None:
    assert sent_by(lambda client: client.files.create_directory(name="😀 \u0000")) == {"name": "😀 \u0000"}
