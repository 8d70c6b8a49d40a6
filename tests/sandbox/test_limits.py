"""The monthly limit of offers and invoices, and the rate limit."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from mijnklantportaal import RateLimitError, UpgradeRequiredError
from mijnklantportaal.sandbox import Sandbox
from tests.sandbox.raw_requests import INVOICE, OFFER, send


@pytest.fixture(autouse=True)
def _stopped_real_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stop the real time that the clock of a sandbox includes, so that the duration of a test does not matter."""
    monkeypatch.setattr("mijnklantportaal.sandbox._clock.monotonic", lambda: 1000.0)


def test_monthly_limit_rejects_further_offers() -> None:
    sandbox = Sandbox(monthly_limit=2)
    sandbox.customers.add(id="cst_1")
    for _ in range(2):
        assert send(sandbox, "POST", "/customer-offers/manual", json=OFFER).status_code == 201
    response = send(sandbox, "POST", "/customer-offers/manual", json=OFFER)
    assert response.status_code == 426
    assert response.json() == {"message": "The license allows 2 per month, and this limit is reached."}
    assert len(sandbox.customer_offers) == 2


def test_client_raises_upgrade_required_at_the_monthly_limit() -> None:
    sandbox = Sandbox(monthly_limit=1)
    offer = sandbox.customer_offers.add()
    with pytest.raises(UpgradeRequiredError):
        sandbox.client().customer_offers.create_manual(
            customer_id=offer.customer_id,
            offer_number="2",
            issued_at=offer.issued_at,
            expires_at=offer.expires_at,
            lines=[],
        )


def test_monthly_limit_counts_invoices_and_offers_separately() -> None:
    sandbox = Sandbox(monthly_limit=1)
    sandbox.customers.add(id="cst_1")
    sandbox.customers.add()
    assert send(sandbox, "POST", "/customer-offers/manual", json=OFFER).status_code == 201
    assert send(sandbox, "POST", "/customer-invoices/manual", json=INVOICE).status_code == 201
    assert send(sandbox, "POST", "/customer-invoices/manual", json=INVOICE).status_code == 426
    assert send(sandbox, "POST", "/webhooks", json={}).status_code == 422


def test_monthly_limit_uses_months_of_the_portal_zone() -> None:
    # Two minutes later it is May in Amsterdam, and still April in UTC.
    sandbox = Sandbox(now=datetime(2026, 4, 30, 21, 59, tzinfo=UTC), monthly_limit=1)
    sandbox.customers.add(id="cst_1")
    assert send(sandbox, "POST", "/customer-offers/manual", json=OFFER).status_code == 201
    assert send(sandbox, "POST", "/customer-offers/manual", json=OFFER).status_code == 426
    sandbox.clock.advance(timedelta(minutes=2))
    assert send(sandbox, "POST", "/customer-offers/manual", json=OFFER).status_code == 201
    assert send(sandbox, "POST", "/customer-offers/manual", json=OFFER).status_code == 426


def test_monthly_limit_ignores_other_months_and_years() -> None:
    sandbox = Sandbox(now=datetime(2026, 4, 14), monthly_limit=1)
    sandbox.customers.add(id="cst_1")
    sandbox.customer_offers.add(created_at=datetime(2026, 3, 31, 23, 59))
    sandbox.customer_offers.add(created_at=datetime(2025, 4, 14))
    assert send(sandbox, "POST", "/customer-offers/manual", json=OFFER).status_code == 201


def test_monthly_limit_none_allows_any_number() -> None:
    sandbox = Sandbox()
    sandbox.customers.add(id="cst_1")
    for _ in range(20):
        assert send(sandbox, "POST", "/customer-offers/manual", json=OFFER).status_code == 201


def rate_limit_headers(response: httpx.Response) -> dict[str, str]:
    return {
        name: value
        for name, value in response.headers.items()
        if name.startswith("x-ratelimit") or name == "retry-after"
    }


def test_rate_limit_headers_are_on_every_counted_response() -> None:
    sandbox = Sandbox()
    paths = {"/customers": 200, "/customers/cst_1": 404, "/appointments?days=x": 422}
    for left, (path, status) in zip((59, 58, 57), paths.items(), strict=True):
        response = send(sandbox, "GET", path)
        assert response.status_code == status
        assert rate_limit_headers(response) == {"x-ratelimit-limit": "60", "x-ratelimit-remaining": str(left)}


def test_rate_limit_headers_are_on_403_but_not_on_401() -> None:
    sandbox = Sandbox()
    assert rate_limit_headers(send(sandbox, "GET", "/customers", sandbox.token())) == {
        "x-ratelimit-limit": "60",
        "x-ratelimit-remaining": "59",
    }
    assert rate_limit_headers(send(sandbox, "GET", "/customers", "wrong")) == {}


def test_call_beyond_the_rate_limit_gets_the_documented_429() -> None:
    sandbox = Sandbox(now=datetime(2026, 4, 14, 12, tzinfo=UTC))
    for left in range(59, -1, -1):
        response = send(sandbox, "GET", "/customers")
        assert (response.status_code, response.headers["x-ratelimit-remaining"]) == (200, str(left))
    sandbox.clock.advance(timedelta(seconds=20.5))
    response = send(sandbox, "GET", "/customers")
    assert response.status_code == 429
    assert response.json() == {"code": 429, "message": "Too many requests."}
    seconds = int(response.headers["retry-after"])
    assert seconds == 40
    assert (
        int(response.headers["x-ratelimit-reset"]) == datetime(2026, 4, 14, 12, 0, 21, tzinfo=UTC).timestamp() + seconds
    )
    assert rate_limit_headers(response).keys() == {
        "x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset", "retry-after"
    }  # fmt: skip
    assert (response.headers["x-ratelimit-limit"], response.headers["x-ratelimit-remaining"]) == ("60", "0")


def test_rate_limit_window_ends_a_minute_after_the_first_call() -> None:
    sandbox = Sandbox(rate_limit=2)
    send(sandbox, "GET", "/customers")
    sandbox.clock.advance(timedelta(seconds=50))
    send(sandbox, "GET", "/customers")
    assert send(sandbox, "GET", "/customers").status_code == 429
    sandbox.clock.advance(timedelta(seconds=10))
    response = send(sandbox, "GET", "/customers")
    assert (response.status_code, response.headers["x-ratelimit-remaining"]) == (200, "1")


def test_rate_limited_calls_are_not_counted_and_not_processed() -> None:
    sandbox = Sandbox(rate_limit=1)
    send(sandbox, "GET", "/customers")
    for _ in range(5):
        response = send(sandbox, "POST", "/customer-groups", json={"name": "Webhosting", "customers": []})
        assert response.status_code == 429
    assert len(sandbox.customer_groups) == 0
    sandbox.clock.advance(timedelta(minutes=1))
    assert send(sandbox, "GET", "/customers").status_code == 200


def test_rate_limit_is_per_token() -> None:
    sandbox = Sandbox(rate_limit=1)
    other = sandbox.token("customers.read")
    for token in (sandbox.api_key, other):
        assert send(sandbox, "GET", "/customers", token).status_code == 200
        assert send(sandbox, "GET", "/customers", token).status_code == 429


def test_calls_with_status_401_404_or_405_are_not_counted() -> None:
    sandbox = Sandbox(rate_limit=1)
    for method, path, token in [("GET", "/customers", "wrong"), ("GET", "/nothing", None), ("PUT", "/customers", None)]:
        send(sandbox, method, path, token)
    assert send(sandbox, "GET", "/customers").status_code == 200


def test_rate_limit_none_sends_no_headers() -> None:
    sandbox = Sandbox(rate_limit=None)
    assert rate_limit_headers(send(sandbox, "GET", "/customers")) == {}
    for _ in range(100):
        assert send(sandbox, "GET", "/customers").status_code == 200


def test_client_raises_rate_limit_error_with_retry_after() -> None:
    client = Sandbox(rate_limit=1).client(throttle=False, max_retries=0)
    client.customers.list()
    with pytest.raises(RateLimitError) as caught:
        client.customers.list()
    assert caught.value.retry_after == 60


@pytest.mark.parametrize(("calls", "limit", "minutes"), [(61, 60, 3), (200, 60, 9), (30, 10, 4), (100, None, 3)])
def test_concurrent_calls_wait_in_shared_sandbox_time(calls: int, limit: int | None, minutes: int) -> None:
    async def program() -> float:
        sandbox = Sandbox(rate_limit=limit)
        client = sandbox.async_client()
        before = sandbox.clock.elapsed
        await asyncio.gather(*(client.customers.list() for _ in range(calls)))
        return sandbox.clock.elapsed - before

    assert asyncio.run(program()) <= minutes * 60 + 10


def test_threads_wait_in_shared_sandbox_time() -> None:
    sandbox = Sandbox()
    client = sandbox.client()
    before = sandbox.clock.elapsed
    with ThreadPoolExecutor(20) as pool:
        assert len(list(pool.map(lambda _: client.customers.list(), range(100)))) == 100
    assert sandbox.clock.elapsed - before <= 10 * 60
