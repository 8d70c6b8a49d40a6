"""Calls from their arguments to their results, over a real connection."""

import asyncio
import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest

from mijnklantportaal import UNSET, AsyncMijnKlantportaal, MijnKlantportaal, NotFoundError, Upload
from mijnklantportaal.models import CustomerOffer, CustomerOfferLine
from tests.client.portal_server import PortalServer


def test_response_is_parsed_into_python_values(
    portal: PortalServer, client: MijnKlantportaal, offer: dict[str, Any]
) -> None:
    portal.add_response(offer)
    result = client.customer_offers.get("off_abc12345def678")
    assert isinstance(result, CustomerOffer)
    assert result.amount == Decimal("12.95")
    assert result.expires_at == date(2024, 5, 29)
    assert isinstance(result.accepted_at, datetime)
    assert result.accepted_at.isoformat() == "2024-05-14T21:00:00+02:00"
    assert result.rejected_at is None
    assert result.links.customer.type_ == "application/json"
    assert result.additional_properties == {}


def test_get_sends_path_and_headers(portal: PortalServer, client: MijnKlantportaal, offer: dict[str, Any]) -> None:
    portal.add_response(offer)
    client.customer_offers.get("off_abc12345def678")
    request = portal.request
    assert (request.method, request.path, request.query, request.body) == (
        "GET",
        "/v1/customer-offers/off_abc12345def678",
        "",
        b"",
    )
    assert request.headers["Authorization"] == "Bearer key-for-tests"
    assert request.headers["Accept"] == "application/json"
    assert request.headers["User-Agent"].startswith("mijnklantportaal-python/")


def test_keywords_become_a_json_body(portal: PortalServer, client: MijnKlantportaal, offer: dict[str, Any]) -> None:
    portal.add_response(offer, status=201)
    client.customer_offers.create_manual(
        customer_id="cst_abc12345def678",
        offer_number="2026-001",
        issued_at=date(2026, 4, 14),
        expires_at=date(2026, 4, 30),
        lines=[CustomerOfferLine(description="Website template", amount_excl_vat=Decimal("1E+2"), vat_rate=21)],
    )
    assert portal.request.headers["Content-Type"] == "application/json"
    assert portal.request.json == {
        "customerId": "cst_abc12345def678",
        "offerNumber": "2026-001",
        "issuedAt": "2026-04-14",
        "expiresAt": "2026-04-30",
        "lines": [{"description": "Website template", "amountExclVat": "100", "vatRate": 21}],
    }


def test_unset_is_not_sent_and_none_is_sent_as_null(
    portal: PortalServer, client: MijnKlantportaal, offer: dict[str, Any]
) -> None:
    portal.add_response(offer)
    client.customer_offers.mark("off_1", accepted_at=UNSET, rejected_at=None)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assert portal.request.json == {"rejectedAt": None}


@pytest.mark.parametrize(
    ("time", "written"),
    [
        pytest.param(datetime(2026, 7, 1, 12, 0, 5), "2026-07-01 12:00:05", id="naive"),
        pytest.param(datetime(2026, 7, 1, 12, tzinfo=UTC), "2026-07-01 14:00:00", id="summer"),
        pytest.param(datetime(2026, 1, 1, 12, tzinfo=UTC), "2026-01-01 13:00:00", id="winter"),
    ],
)
def test_times_are_sent_in_the_portal_zone(
    portal: PortalServer, client: MijnKlantportaal, offer: dict[str, Any], time: datetime, written: str
) -> None:
    portal.add_response(offer)
    client.customer_offers.mark("off_1", accepted_at=time)
    assert portal.request.json == {"acceptedAt": written}


def test_time_zone_option_changes_the_zone_of_sent_times(
    portal: PortalServer, client: MijnKlantportaal, offer: dict[str, Any]
) -> None:
    portal.add_response(offer)
    elsewhere = client.with_options(time_zone=UTC)
    elsewhere.customer_offers.mark("off_1", accepted_at=datetime(2026, 7, 1, 12, tzinfo=UTC))
    assert portal.request.json == {"acceptedAt": "2026-07-01 12:00:00"}


def test_time_with_minute_precision_is_sent_without_seconds(portal: PortalServer, client: MijnKlantportaal) -> None:
    portal.add_response({"data": []})
    assert client.appointments.list(start_at=datetime(2026, 4, 14, 9, 30, 59), days=3) == []
    assert parse_qsl(portal.request.query) == [("start_at", "2026-04-14 09:30"), ("days", "3")]


FILES = [
    pytest.param(lambda path: path, b'filename="offer.pdf"', id="path"),
    pytest.param(lambda path: str(path), b'filename="offer.pdf"', id="path as str"),
    pytest.param(lambda path: path.read_bytes(), b'filename="file"', id="bytes"),
    pytest.param(lambda path: path.open("rb"), b'filename="offer.pdf"', id="file object"),
    pytest.param(lambda path: Upload(path, name="x.pdf"), b'filename="x.pdf"', id="other name"),
]


@pytest.mark.parametrize(("make", "name"), FILES)
def test_file_is_accepted_as_path_bytes_file_object_and_upload(
    portal: PortalServer,
    client: MijnKlantportaal,
    offer: dict[str, Any],
    tmp_path: Path,
    make: Callable[[Path], Any],
    name: bytes,
) -> None:
    path = tmp_path / "offer.pdf"
    # The content has a line like a boundary, which must not end the part.
    path.write_bytes(b"%PDF-1.7\r\n--+++\r\nnot a field")
    portal.add_response(offer, status=201)
    file = make(path)
    try:
        client.customer_offers.create(
            customer_id="cst_1",
            offer_number="2026-001",
            issued_at=date(2026, 4, 14),
            expires_at=date(2026, 4, 30),
            amount=Decimal("12.95"),
            send_notification=True,
            pdf=file,
        )
    finally:
        if hasattr(file, "close"):
            file.close()
    content_type = portal.request.headers["Content-Type"]
    assert content_type.startswith("multipart/form-data; boundary=")
    boundary = content_type.partition("boundary=")[2].encode()
    parts = portal.request.body.split(b"--" + boundary)
    assert len(parts) == 9, "seven fields, the preamble, and the end"
    assert any(b'name="amount"\r\n\r\n12.95\r\n' in part for part in parts)
    assert any(b'name="sendNotification"\r\n\r\ntrue\r\n' in part for part in parts)
    assert any(name in part and b"%PDF-1.7\r\n--+++\r\nnot a field" in part for part in parts)


def test_file_that_cannot_be_reread_raises(portal: PortalServer, client: MijnKlantportaal, tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe, pytest.raises(ValueError, match="file must be seekable"):
        client.files.upload(file=pipe)
    path = tmp_path / "file.txt"
    path.touch()
    with path.open("rb") as closed:
        pass
    with pytest.raises(ValueError, match="file must be an open file, not a closed one"):
        client.files.upload(file=closed)
    with path.open() as text, pytest.raises(TypeError, match="file must be a path, bytes or a binary file object"):
        client.files.upload(file=text)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    with pytest.raises(FileNotFoundError, match=r"missing\.pdf"):
        client.files.upload(file=tmp_path / "missing.pdf")
    assert portal.requests == []


def test_multipart_boundary_differs_between_requests(portal: PortalServer, client: MijnKlantportaal) -> None:
    portal.add_response({}, status=201)
    for _ in range(2):
        client.files.upload(file=b"content")
    first, second = (request.headers["Content-Type"] for request in portal.requests)
    assert first != second


def test_operation_with_two_bodies_has_two_methods(portal: PortalServer, client: MijnKlantportaal) -> None:
    portal.add_response({"id": "fsd_1", "type": "directory"}, status=201)
    assert client.files.create_directory(name="Contracts", directory="fsd_0").id == "fsd_1"
    assert (portal.request.json, portal.request.query) == ({"name": "Contracts"}, "directory=fsd_0")


def test_paths_that_differ_by_trailing_slash_have_separate_methods(
    portal: PortalServer, client: MijnKlantportaal
) -> None:
    portal.add_response({}, status=201)
    client.customer_subscription_packages.sign_up("spg_1", customer_id="cst_1", start_date=date(2026, 4, 14))
    client.customer_subscription_packages.sign_up_non_customer(
        "spg_1", company_name="Test BV", address="Straat 1", zip_code="1234AB", city="Amsterdam", email="a@example.com"
    )
    paths = [request.path for request in portal.requests]
    assert paths == [f"/v1/customer-subscription-packages/spg_1/sign-up{end}" for end in ("", "/")]


@pytest.mark.parametrize(
    ("identity", "path"), [("a?b#c", "a%3Fb%23c"), ("é", "%C3%A9"), ("%2e%2e", "%252e%252e"), ("a b", "a%20b")]
)
def test_id_with_reserved_characters_is_one_encoded_path_segment(
    portal: PortalServer, client: MijnKlantportaal, offer: dict[str, Any], identity: str, path: str
) -> None:
    portal.add_response(offer)
    client.customer_offers.get(identity)
    assert portal.request.path == f"/v1/customer-offers/{path}"


class Identity(str, Enum):  # noqa: UP042, the str() of a StrEnum is its value
    OFFER = "off_1"


def test_enum_member_is_sent_as_its_value(portal: PortalServer, client: MijnKlantportaal) -> None:
    portal.add_response({})
    client.customer_offers.get(Identity.OFFER)
    client.files.create_directory(name=Identity.OFFER, directory=Identity.OFFER)
    first, second = portal.requests
    assert first.path == "/v1/customer-offers/off_1"
    assert (second.query, second.json) == ("directory=off_1", {"name": "off_1"})


def test_unset_or_none_for_a_required_argument_raises(portal: PortalServer, client: MijnKlantportaal) -> None:
    with pytest.raises(TypeError, match="offer_id must be str, not Unset"):
        client.customer_offers.get(UNSET)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    with pytest.raises(TypeError, match="name must be str, not Unset"):
        client.files.create_directory(name=UNSET)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    with pytest.raises(TypeError, match="file must be a path, bytes or a binary file object, not NoneType"):
        client.files.upload(file=None)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assert portal.requests == []


LINE = CustomerOfferLine(description="x", amount_excl_vat=Decimal(1), vat_rate=21)
VALID: dict[str, Any] = {
    "customer_id": "cst_1",
    "offer_number": "1",
    "issued_at": date(2026, 4, 14),
    "expires_at": date(2026, 4, 30),
    "lines": [LINE],
}


@pytest.mark.parametrize(
    ("invalid", "error", "names"),
    [
        ({"issued_at": "2026-04-14"}, TypeError, "issued_at"),
        ({"issued_at": datetime(2026, 4, 14)}, TypeError, "issued_at"),
        ({"customer_id": 7}, TypeError, "customer_id"),
        ({"send_notification": 1}, TypeError, "send_notification"),
        ({"lines": LINE}, TypeError, "lines"),
        ({"lines": [LINE, {"description": "x"}]}, TypeError, r"lines\[1\]"),
        (
            {"lines": [CustomerOfferLine(description="x", amount_excl_vat=1.5, vat_rate=21)]},  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
            TypeError,
            "amount_excl_vat",
        ),
        (
            {"lines": [CustomerOfferLine(description="x", amount_excl_vat=Decimal("NaN"), vat_rate=21)]},
            ValueError,
            r"lines\[0\].amount_excl_vat",
        ),
        (
            {"lines": [CustomerOfferLine(description="x", amount_excl_vat=Decimal("1E+1000000"), vat_rate=21)]},
            ValueError,
            "amount_excl_vat",
        ),
        ({"timeout": 0}, ValueError, "timeout"),
        ({"timeout": float("inf")}, ValueError, "timeout"),
        ({"max_retries": -1}, ValueError, "max_retries"),
        ({"extra_headers": {"X": "a\r\nb"}}, ValueError, "extra_headers"),
        ({"extra_headers": {"Authorization": "Bearer other"}}, ValueError, "Authorization"),
        ({"customerId": "cst_1"}, TypeError, "customerId"),
    ],
)
def test_invalid_argument_raises_before_anything_is_sent(
    portal: PortalServer, client: MijnKlantportaal, invalid: dict[str, Any], error: type[Exception], names: str
) -> None:
    with pytest.raises(error, match=names):
        client.customer_offers.create_manual(**{**VALID, **invalid})
    assert portal.requests == []


def test_options_of_a_single_call(portal: PortalServer, client: MijnKlantportaal, offer: dict[str, Any]) -> None:
    portal.add_response(offer)
    client.customer_offers.get("off_1", extra_headers={"X-Trace": "abc"}, timeout=5, max_retries=1)
    assert portal.request.headers["X-Trace"] == "abc"


def test_raw_response_has_status_headers_content_and_parse(
    portal: PortalServer, client: MijnKlantportaal, offer: dict[str, Any]
) -> None:
    portal.add_response(offer, X_RateLimit_Remaining="59")
    response = client.with_raw_response.customer_offers.get("off_1")
    assert (response.status_code, response.headers["x-ratelimit-remaining"]) == (200, "59")
    assert b"off_abc12345def678" in response.content
    assert response.parse().offer_number == "2024-001"
    assert "off_abc" not in repr(response)


def test_async_client_get_error_and_raw_response(portal: PortalServer, offer: dict[str, Any]) -> None:
    portal.add_response(offer)
    portal.add_response({"message": "gone"}, status=404)
    portal.add_response(offer)

    async def program() -> None:
        async with AsyncMijnKlantportaal(api_key="key-for-tests", base_url=portal.url) as client:
            assert (await client.customer_offers.get("off_1")).amount == Decimal("12.95")
            with pytest.raises(NotFoundError, match="gone"):
                await client.customer_offers.get("off_1")
            raw = await client.with_raw_response.customer_offers.get("off_1")
            assert raw.parse().offer_number == "2024-001"

    asyncio.run(program())
    assert [request.headers["Authorization"] for request in portal.requests] == ["Bearer key-for-tests"] * 3


def test_auth_callable_is_called_for_each_call(portal: PortalServer, offer: dict[str, Any]) -> None:
    portal.add_response(offer)
    tokens = iter(["first", "second"])
    with MijnKlantportaal(auth=lambda: next(tokens), base_url=portal.url) as client:
        client.customer_offers.get("off_1")
        client.customer_offers.get("off_1")
    assert [request.headers["Authorization"] for request in portal.requests] == ["Bearer first", "Bearer second"]

    async def token() -> str:
        return "awaited"

    async def program() -> None:
        async with AsyncMijnKlantportaal(auth=token, base_url=portal.url) as client:
            await client.customer_offers.get("off_1")

    asyncio.run(program())
    assert portal.requests[-1].headers["Authorization"] == "Bearer awaited"


@pytest.mark.parametrize(
    "upload",
    [Upload(b"x", media_type="text/plain\r\nX-Evil: 1"), Upload(b"x", name="a\nb"), Upload(b"x", name=5), Upload("")],  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
)
def test_invalid_upload_raises(portal: PortalServer, client: MijnKlantportaal, upload: Upload) -> None:
    with pytest.raises(ValueError, match="file "):
        client.files.upload(file=upload)
    assert portal.requests == []
