"""Lists that come in pages."""

import asyncio
from typing import Any

import pytest

from mijnklantportaal import AsyncMijnKlantportaal, MijnKlantportaal, Page
from mijnklantportaal._paging import query_after


class Envelope:
    def __init__(self, next_page_url: Any) -> None:
        self.next_page_url = next_page_url


@pytest.mark.parametrize(
    ("link", "query", "following"),
    [
        ("https://api.mijnklantportaal.nl/v1/offers?page=2", (), (("page", "2"),)),
        ("https://api.mijnklantportaal.nl/v1/offers?page=2,", (), (("page", "2"),)),
        ("http://elsewhere.example/other?page=3", (("page", "2"),), (("page", "3"),)),
        ("?page=2&status=open", (("status", "open"),), (("status", "open"), ("page", "2"))),
        ("/offers?page=2", (("page", "2"),), None),
        ("/offers", (), None),
        ("https://[broken?page=2", (), None),
        (None, (), None),
        ("", (), None),
        (2, (), None),
    ],
)
def test_only_the_query_of_the_next_link_counts(link: Any, query: Any, following: Any) -> None:
    assert query_after(Envelope(link), query) == following


def three_pages(portal: Any, offer: dict[str, Any], page_of: Any) -> None:
    for number in (1, 2, 3):
        link = f"http://elsewhere.example/?page={number + 1}," if number < 3 else None
        portal.answer(page_of([{**offer, "id": f"off_{number}{letter}"} for letter in "ab"], number, link))


ALL = ["off_1a", "off_1b", "off_2a", "off_2b", "off_3a", "off_3b"]


def test_iterating_walks_over_all_pages(
    portal: Any, client: MijnKlantportaal, offer: dict[str, Any], page_of: Any
) -> None:
    three_pages(portal, offer, page_of)
    assert [item.id for item in client.customer_offers.list()] == ALL
    assert [request.query for request in portal.requests] == ["", "page=2", "page=3"]
    assert {request.headers["Authorization"] for request in portal.requests} == {"Bearer key-for-tests"}


def test_one_page(portal: Any, client: MijnKlantportaal, offer: dict[str, Any], page_of: Any) -> None:
    three_pages(portal, offer, page_of)
    page = client.customer_offers.list(page=1)
    assert isinstance(page, Page)
    assert (page.current_page, page.per_page, page.has_next_page) == (1, 15, True)
    assert [item.id for item in page.data] == ["off_1a", "off_1b"]
    assert [page.current_page for page in page.pages()] == [1, 2, 3]
    assert [request.query for request in portal.requests] == ["page=1", "page=2", "page=3"]


def test_the_last_page_has_no_next(portal: Any, client: MijnKlantportaal, page_of: Any) -> None:
    portal.answer(page_of([]))
    page = client.customer_offers.list()
    assert (page.has_next_page, page.next_page(), list(page)) == (False, None, [])


def test_a_server_that_leads_in_a_circle_is_left(
    portal: Any, client: MijnKlantportaal, offer: dict[str, Any], page_of: Any
) -> None:
    portal.answer(page_of([offer], 1, "?page=2"))
    portal.answer(page_of([offer], 2, "?page=1"))
    portal.answer(page_of([offer], 1, "?page=2"))
    assert len(list(client.customer_offers.list(page=1))) == 2


def test_the_first_page_is_not_walked_over_twice(
    portal: Any, client: MijnKlantportaal, offer: dict[str, Any], page_of: Any
) -> None:
    portal.answer(page_of([offer], 1, "?page=2"))
    portal.answer(page_of([offer], 2, "?page=1"))
    assert len(list(client.customer_offers.list())) == 2


@pytest.mark.parametrize(
    ("data", "ids"),
    [(None, []), ("x", []), ({}, []), ({"name": "x"}, []), ({"0": {"id": "a"}, "2": {"id": "b"}}, ["a", "b"])],
)
def test_a_page_without_a_list(
    portal: Any, client: MijnKlantportaal, page_of: Any, data: Any, ids: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    portal.answer(page_of(data))
    page = client.customer_offers.list()
    assert [item.id for item in page] == ids
    assert repr(page) == f"<page 1 with {len(ids)} items>"
    assert "list-customer-offers: data should be array" in caplog.text


@pytest.mark.parametrize("body", [{}, {"data": None}, {"data": "x"}])
def test_a_list_without_pages_and_without_a_list(portal: Any, client: MijnKlantportaal, body: Any) -> None:
    told: list[str] = []
    portal.answer(body)
    assert client.with_options(on_drift=lambda drift: told.append(drift.path)).appointments.list() == []
    assert told == ["data"]


def test_a_list_without_pages_that_gets_some(portal: Any, client: MijnKlantportaal) -> None:
    told: list[str] = []
    portal.answer({"data": [], "next_page_url": "?page=2"})
    client.with_options(on_drift=lambda drift: told.append(drift.path)).appointments.list()
    assert told == ["next_page_url"]


def test_stopping_early_asks_for_no_more(
    portal: Any, client: MijnKlantportaal, offer: dict[str, Any], page_of: Any
) -> None:
    three_pages(portal, offer, page_of)
    assert next(iter(client.customer_offers.list())).id == "off_1a"
    assert len(portal.requests) == 1


def test_a_list_without_pages(portal: Any, client: MijnKlantportaal) -> None:
    portal.answer({"data": [{"id": "apt_1"}, {"id": "apt_2"}]})
    assert [appointment.id for appointment in client.appointments.list()] == ["apt_1", "apt_2"]


def test_raw_first_page(portal: Any, client: MijnKlantportaal, offer: dict[str, Any], page_of: Any) -> None:
    three_pages(portal, offer, page_of)
    response = client.with_raw_response.customer_offers.list()
    assert response.status_code == 200
    assert [item.id for item in response.parse()] == ALL
    assert len(portal.requests) == 3


def test_asynchronous_pages(portal: Any, offer: dict[str, Any], page_of: Any) -> None:
    async def program() -> None:
        async with AsyncMijnKlantportaal(api_key="key-for-tests", base_url=portal.url) as client:
            three_pages(portal, offer, page_of)
            assert [item.id async for item in client.customer_offers.list()] == ALL
            portal.plan.clear()
            three_pages(portal, offer, page_of)
            first = await client.customer_offers.list()
            second = await first.next_page()
            assert second is not None
            assert [item.id for item in second.data] == ["off_2a", "off_2b"]
            portal.plan.clear()
            three_pages(portal, offer, page_of)
            assert [page.current_page async for page in client.customer_offers.list().pages()] == [1, 2, 3]
            portal.plan.clear()
            three_pages(portal, offer, page_of)
            raw = await client.with_raw_response.customer_offers.list()
            assert [item.id async for item in raw.parse()] == ALL

    asyncio.run(program())


def test_nothing_is_fetched_before_somebody_asks(portal: Any) -> None:
    async def program() -> None:
        async with AsyncMijnKlantportaal(api_key="key-for-tests", base_url=portal.url) as client:
            client.customer_offers.list()

    asyncio.run(program())
    assert portal.requests == []
