"""How much is allowed: offers and invoices in a month, and calls in a minute."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest

from mijnklantportaal import RateLimitError, UpgradeRequiredError
from mijnklantportaal.sandbox import Sandbox
from tests.sandbox.asking import INVOICE, OFFER, ask


def test_offers_of_a_month_are_limited_by_the_licence() -> None:
    sandbox = Sandbox(monthly_limit=2)
    sandbox.customers.add(id="cst_1")
    for _ in range(2):
        assert ask(sandbox, "POST", "/customer-offers/manual", json=OFFER).status_code == 201
    answer = ask(sandbox, "POST", "/customer-offers/manual", json=OFFER)
    assert answer.status_code == 426
    assert answer.json() == {"message": "The licence allows 2 a month, and there are as many."}
    assert len(sandbox.customer_offers) == 2


def test_the_client_raises_what_a_reached_limit_is_refused_with() -> None:
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


def test_invoices_are_counted_apart_from_offers_and_nothing_else_is_counted() -> None:
    sandbox = Sandbox(monthly_limit=1)
    sandbox.customers.add(id="cst_1")
    sandbox.customers.add()
    assert ask(sandbox, "POST", "/customer-offers/manual", json=OFFER).status_code == 201
    assert ask(sandbox, "POST", "/customer-invoices/manual", json=INVOICE).status_code == 201
    assert ask(sandbox, "POST", "/customer-invoices/manual", json=INVOICE).status_code == 426
    assert ask(sandbox, "POST", "/webhooks", json={}).status_code == 422


def test_the_month_is_that_of_the_portals_own_calendar() -> None:
    # Two minutes later it is May in Amsterdam, and still April in UTC.
    sandbox = Sandbox(now=datetime(2026, 4, 30, 21, 59, tzinfo=UTC), monthly_limit=1)
    sandbox.customers.add(id="cst_1")
    assert ask(sandbox, "POST", "/customer-offers/manual", json=OFFER).status_code == 201
    assert ask(sandbox, "POST", "/customer-offers/manual", json=OFFER).status_code == 426
    sandbox.clock.move(timedelta(minutes=2))
    assert ask(sandbox, "POST", "/customer-offers/manual", json=OFFER).status_code == 201
    assert ask(sandbox, "POST", "/customer-offers/manual", json=OFFER).status_code == 426


def test_offers_of_other_months_and_of_other_years_do_not_count() -> None:
    sandbox = Sandbox(now=datetime(2026, 4, 14), monthly_limit=1)
    sandbox.customers.add(id="cst_1")
    sandbox.customer_offers.add(created_at=datetime(2026, 3, 31, 23, 59))
    sandbox.customer_offers.add(created_at=datetime(2025, 4, 14))
    assert ask(sandbox, "POST", "/customer-offers/manual", json=OFFER).status_code == 201


def test_without_a_limit_there_may_be_any_number() -> None:
    sandbox = Sandbox()
    sandbox.customers.add(id="cst_1")
    for _ in range(20):
        assert ask(sandbox, "POST", "/customer-offers/manual", json=OFFER).status_code == 201


def limits(answer: httpx.Response) -> dict[str, str]:
    return {
        name: value for name, value in answer.headers.items() if name.startswith("x-ratelimit") or name == "retry-after"
    }


def test_every_counted_answer_says_how_many_calls_are_left() -> None:
    sandbox = Sandbox()
    paths = {"/customers": 200, "/customers/cst_1": 404, "/appointments?days=x": 422}
    for left, (path, status) in zip((59, 58, 57), paths.items(), strict=True):
        answer = ask(sandbox, "GET", path)
        assert answer.status_code == status
        assert limits(answer) == {"x-ratelimit-limit": "60", "x-ratelimit-remaining": str(left)}


def test_a_refused_scope_says_so_too_and_a_wrong_token_does_not() -> None:
    sandbox = Sandbox()
    assert limits(ask(sandbox, "GET", "/customers", sandbox.token())) == {
        "x-ratelimit-limit": "60",
        "x-ratelimit-remaining": "59",
    }
    assert limits(ask(sandbox, "GET", "/customers", "wrong")) == {}


def test_the_call_beyond_the_limit_is_refused_as_the_guide_shows_it() -> None:
    sandbox = Sandbox(now=datetime(2026, 4, 14, 12, tzinfo=UTC))
    for left in range(59, -1, -1):
        answer = ask(sandbox, "GET", "/customers")
        assert (answer.status_code, answer.headers["x-ratelimit-remaining"]) == (200, str(left))
    sandbox.clock.move(timedelta(seconds=20.5))
    answer = ask(sandbox, "GET", "/customers")
    assert answer.status_code == 429
    assert answer.json() == {"code": 429, "message": "Too many requests."}
    # It is 39.5 seconds, less those that the test itself takes.
    seconds = int(answer.headers["retry-after"])
    assert 30 < seconds <= 40
    assert (
        int(answer.headers["x-ratelimit-reset"]) == datetime(2026, 4, 14, 12, 0, 21, tzinfo=UTC).timestamp() + seconds
    )
    assert limits(answer).keys() == {
        "x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset", "retry-after"
    }  # fmt: skip
    assert (answer.headers["x-ratelimit-limit"], answer.headers["x-ratelimit-remaining"]) == ("60", "0")


def test_a_minute_after_the_first_call_the_limit_begins_anew() -> None:
    sandbox = Sandbox(rate_limit=2)
    ask(sandbox, "GET", "/customers")
    sandbox.clock.move(timedelta(seconds=50))
    ask(sandbox, "GET", "/customers")
    assert ask(sandbox, "GET", "/customers").status_code == 429
    sandbox.clock.move(timedelta(seconds=10))
    answer = ask(sandbox, "GET", "/customers")
    assert (answer.status_code, answer.headers["x-ratelimit-remaining"]) == (200, "1")


def test_refused_calls_use_nothing_up_and_are_not_carried_out() -> None:
    sandbox = Sandbox(rate_limit=1)
    ask(sandbox, "GET", "/customers")
    for _ in range(5):
        answer = ask(sandbox, "POST", "/customer-groups", json={"name": "Webhosting", "customers": []})
        assert answer.status_code == 429
    assert len(sandbox.customer_groups) == 0
    sandbox.clock.move(timedelta(minutes=1))
    assert ask(sandbox, "GET", "/customers").status_code == 200


def test_each_token_has_a_limit_of_its_own() -> None:
    sandbox = Sandbox(rate_limit=1)
    other = sandbox.token("customers.read")
    for token in (sandbox.api_key, other):
        assert ask(sandbox, "GET", "/customers", token).status_code == 200
        assert ask(sandbox, "GET", "/customers", token).status_code == 429


def test_calls_without_a_token_and_calls_to_nowhere_use_nothing_up() -> None:
    sandbox = Sandbox(rate_limit=1)
    for method, path, token in [("GET", "/customers", "wrong"), ("GET", "/nothing", None), ("PUT", "/customers", None)]:
        ask(sandbox, method, path, token)
    assert ask(sandbox, "GET", "/customers").status_code == 200


def test_without_a_limit_there_are_neither_refusals_nor_headers() -> None:
    sandbox = Sandbox(rate_limit=None)
    assert limits(ask(sandbox, "GET", "/customers")) == {}
    for _ in range(100):
        assert ask(sandbox, "GET", "/customers").status_code == 200


def test_the_client_raises_what_too_many_calls_are_refused_with() -> None:
    client = Sandbox(rate_limit=1).client(pace=False, max_retries=0)
    client.customers.list()
    with pytest.raises(RateLimitError) as caught:
        client.customers.list()
    assert caught.value.retry_after is not None
    assert 30 < caught.value.retry_after <= 60
