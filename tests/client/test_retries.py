"""Which failures are retried and after how long, as a table, and calls that wait."""

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest

from mijnklantportaal import AsyncMijnKlantportaal, MijnKlantportaal, RateLimitError
from mijnklantportaal._retry import retry_after, retry_wait
from mijnklantportaal.errors import (
    APIConnectionError,
    APIError,
    APIResponseValidationError,
    RequestInfo,
    _status_error_class,
)
from tests.client.fake_clock import FakeClock
from tests.client.portal_server import PortalServer

WRITES = ("POST", "PATCH", "PUT", "DELETE")
NOW = 1_700_000_000.0  # 14 November 2023, 22:13:20 UTC
REQUEST = RequestInfo("GET", "https://example.com")


def status(code: int, **headers: str) -> APIError:
    named = {name.replace("_", "-").lower(): value for name, value in headers.items()}
    return _status_error_class(code)("m", request=REQUEST, status_code=code, headers=named, body="")


def lost(sent: bool) -> APIError:
    return APIConnectionError("m", request=REQUEST, sent=sent)


MALFORMED = APIResponseValidationError("m", request=REQUEST, status_code=200, headers={}, body=b"")

TABLE: list[tuple[str, APIError, int, float | None]] = [
    *[("GET", status(code), 1, 0.5) for code in (408, 429, 500, 502, 503, 504)],
    *[("GET", status(code), 1, None) for code in (301, 400, 401, 403, 404, 409, 418, 422, 426, 501, 520)],
    *[(method, status(code), 1, None) for method in WRITES for code in (408, 409, 500, 502, 503, 504)],
    *[(method, status(429), 1, 0.5) for method in WRITES],
    *[("GET", lost(sent), 1, 0.5) for sent in (True, False)],
    *[(method, lost(True), 1, None) for method in WRITES],
    *[(method, lost(False), 1, 0.5) for method in WRITES],
    ("GET", MALFORMED, 1, None),
    ("GET", status(503), 2, 1.0),
    ("GET", status(503), 3, 2.0),
    ("GET", status(503), 6, 8.0),
    ("GET", status(503), 2000, 8.0),
    ("POST", status(429, Retry_After="7"), 1, 7.0),
    ("GET", status(503, Retry_After="7"), 3, 7.0),
    ("GET", status(429, Retry_After="60"), 1, 60.0),
    ("GET", status(429, Retry_After="61"), 1, None),
    ("GET", status(429, X_RateLimit_Reset=str(NOW + 12)), 1, 12.0),
]


@pytest.mark.parametrize(("method", "failure", "attempt", "wait"), TABLE)
def test_retry_wait(method: str, failure: APIError, attempt: int, wait: float | None) -> None:
    assert retry_wait(method, failure, attempt, NOW, jitter=0.0) == wait


def test_jitter_shortens_the_backoff_by_at_most_a_quarter() -> None:
    assert retry_wait("GET", status(503), 1, NOW, jitter=1.0) == 0.375
    assert retry_wait("GET", status(503, Retry_After="2"), 1, NOW, jitter=1.0) == 2.0


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "5"}, 5.0),
        ({"retry-after": " 1.5 "}, 1.5),
        ({"retry-after": "Tue, 14 Nov 2023 22:13:50 GMT"}, 30.0),
        ({"retry-after": "Tue, 14 Nov 2023 22:13:00 GMT"}, 0.0),
        ({"retry-after": "Tue, 14 Nov 2023 22:13:50"}, 30.0),
        ({"retry-after": "-5"}, None),
        ({"retry-after": "-5", "x-ratelimit-reset": str(NOW + 9)}, 9.0),
        ({"retry-after-ms": "1500", "retry-after": "9"}, 1.5),
        ({"retry-after-ms": "soon", "retry-after": "9"}, 9.0),
        ({"retry-after-ms": "-1"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "inf"}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "Mon, 01 Jan 2024 00:00:00 +99999999999999999"}, None),
        ({"retry-after": "99999999999999999999"}, 1e20),
        ({"x-ratelimit-reset": str(NOW + 9)}, 9.0),
        ({"x-ratelimit-reset": str(NOW - 9)}, 0.0),
        ({"x-ratelimit-reset": "later"}, None),
        ({"retry-after": "3", "x-ratelimit-reset": str(NOW + 9)}, 3.0),
        ({"retry-after": "soon", "x-ratelimit-reset": str(NOW + 9)}, 9.0),
        # The clock of this machine is an hour behind, a year ahead, or frozen: that of the server counts.
        ({"date": "Tue, 14 Nov 2023 23:13:20 GMT", "retry-after": "Tue, 14 Nov 2023 23:13:50 GMT"}, 30.0),
        ({"date": "Mon, 14 Nov 2022 22:13:20 GMT", "x-ratelimit-reset": str(NOW - 365 * 86_400 + 7)}, 7.0),
        ({"date": "soon", "x-ratelimit-reset": str(NOW + 9)}, 9.0),
        ({"date": "Mon, 14 Nov 2022 22:13:20 GMT", "retry-after": "5"}, 5.0),
    ],
)
def test_retry_after(headers: Mapping[str, str], seconds: float | None) -> None:
    assert retry_after(headers, NOW) == seconds


def test_call_waits_as_requested_and_succeeds(
    portal: PortalServer,
    client: MijnKlantportaal,
    offer: dict[str, Any],
    clock: FakeClock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("INFO", "mijnklantportaal")
    portal.add_response({"message": "Too many requests."}, status=429, Retry_After="3")
    portal.add_response(offer)
    assert client.customer_offers.get("off_1", max_retries=1).offer_number == "2024-001"
    assert clock.waits == [3.0]
    assert len(portal.requests) == 2
    messages = [record.message for record in caplog.records if record.name == "mijnklantportaal"]
    assert messages == ["GET /customer-offers/off_1: waiting 3.0 s before a retry after RateLimitError"]


def test_async_call_raises_after_max_retries(portal: PortalServer, clock: FakeClock) -> None:
    async def program() -> None:
        async with AsyncMijnKlantportaal(api_key="k", base_url=portal.url, max_retries=2) as client:
            with pytest.raises(RateLimitError) as caught:
                await client.tickets.add_message("tic_1", message="x")
            assert (caught.value.attempts, caught.value.waited) == (3, 6.0)

    portal.add_response({"message": "Too many requests."}, status=429, Retry_After="3")
    asyncio.run(program())
    assert clock.waits == [3.0, 3.0]
    assert len(portal.requests) == 3
