"""The option `max_wait`: how long a call may wait for the rate limit and before retries, with both clients."""

import math
from typing import Any

import pytest

from mijnklantportaal import APIConnectionError, ClientOptions, InternalServerError, MijnKlantportaal, RateLimitError
from tests.client.clients import ClientFactory, both_clients, read
from tests.client.fake_clock import FakeClock
from tests.client.portal_server import PortalServer, reach_limit


@both_clients
def test_call_beyond_max_wait_for_the_rate_limit_is_not_sent(
    client_factory: ClientFactory, portal: PortalServer, clock: FakeClock, offer: dict[str, Any]
) -> None:
    reach_limit(portal, offer)
    with client_factory(base_url=portal.url, max_wait=2) as perform:
        perform(read)
        message = r"would wait 60.0 s for the rate limit of 60 per minute, .*max_wait of 2 s"
        with pytest.raises(RateLimitError, match=message) as caught:
            perform(read)
    error = caught.value
    assert (error.status_code, error.retry_after, error.attempts, error.waited) == (429, 60.0, 0, 0.0)
    assert error.url == f"{portal.url}/customer-offers/off_1"
    assert (len(portal.requests), clock.waits) == (1, [])


@both_clients
def test_call_within_max_wait_for_the_rate_limit_waits(
    client_factory: ClientFactory, portal: PortalServer, clock: FakeClock, offer: dict[str, Any]
) -> None:
    reach_limit(portal, offer)
    portal.add_response(offer)
    with client_factory(base_url=portal.url, max_wait=61) as perform:
        perform(read)
        perform(read)
    assert (len(portal.requests), sum(clock.waits)) == (2, 60.0)


@both_clients
@pytest.mark.parametrize("max_wait", [0, 0.1, 2.9])
def test_call_beyond_max_wait_before_a_retry_raises_the_last_error(
    client_factory: ClientFactory, portal: PortalServer, clock: FakeClock, max_wait: float
) -> None:
    portal.add_response({"message": "busy"}, status=503, Retry_After="3")
    with client_factory(base_url=portal.url) as perform, pytest.raises(InternalServerError, match="busy") as caught:
        perform(lambda client: client.customer_offers.get("off_1", max_wait=max_wait))
    assert (caught.value.attempts, caught.value.waited, clock.waits) == (1, 0.0, [])


@both_clients
def test_waits_of_a_call_are_added_up(client_factory: ClientFactory, portal: PortalServer, clock: FakeClock) -> None:
    portal.add_response({"message": "busy"}, status=503, Retry_After="3")
    options: ClientOptions = {"max_wait": 7, "max_retries": 9}
    with client_factory(base_url=portal.url, **options) as perform, pytest.raises(InternalServerError) as caught:
        perform(read)
    assert (caught.value.attempts, caught.value.waited, clock.waits) == (3, 6.0, [3.0, 3.0])


@both_clients
def test_rate_limit_before_a_retry_raises_the_error_of_the_attempt_before(
    client_factory: ClientFactory, portal: PortalServer, clock: FakeClock
) -> None:
    reach_limit(portal, {"message": "busy"}, status=503, Retry_After="0")
    with client_factory(base_url=portal.url, max_wait=5) as perform, pytest.raises(InternalServerError) as caught:
        perform(read)
    assert caught.value.attempts == len(portal.requests) == 1
    assert caught.value.waited == sum(clock.waits) < 1


@both_clients
def test_connection_error_beyond_max_wait_raises_at_once(
    client_factory: ClientFactory, clock: FakeClock, refusing_url: str
) -> None:
    with client_factory(base_url=refusing_url, max_wait=0) as perform, pytest.raises(APIConnectionError) as caught:
        perform(read)
    assert (caught.value.attempts, clock.waits) == (1, [])


def test_call_overrides_max_wait_of_the_client(
    portal: PortalServer, clock: FakeClock, client: MijnKlantportaal, offer: dict[str, Any]
) -> None:
    reach_limit(portal, offer)
    portal.add_response(offer)
    impatient = client.with_options(max_wait=0)
    read(impatient)
    with pytest.raises(RateLimitError):
        read(impatient)
    impatient.customer_offers.get("off_1", max_wait=math.inf)
    impatient.with_options(max_wait=None).customer_offers.get("off_1")
    assert len(portal.requests) == 3


def test_further_pages_keep_max_wait(portal: PortalServer, clock: FakeClock, client: MijnKlantportaal) -> None:
    page = {"data": [], "current_page": 1, "per_page": 15, "next_page_url": f"{portal.url}/x?page=2"}
    reach_limit(portal, page)
    with pytest.raises(RateLimitError) as caught:
        list(client.customer_offers.list(max_wait=1))
    assert (caught.value.page, len(portal.requests)) == (2, 1)


@pytest.mark.parametrize(
    ("max_wait", "error"),
    [(-1, ValueError), (math.nan, ValueError), (True, TypeError), ("5", TypeError)],
)
def test_invalid_max_wait_of_a_call_raises(
    portal: PortalServer, client: MijnKlantportaal, max_wait: Any, error: type[Exception]
) -> None:
    with pytest.raises(error, match="max_wait must be"):
        client.customer_offers.get("off_1", max_wait=max_wait)
    assert portal.requests == []
