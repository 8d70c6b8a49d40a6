"""Paginated lists: the next page, iteration over all pages, and servers whose pages repeat."""

import asyncio
from typing import Any

import pytest

from mijnklantportaal import (
    APIResponseValidationError,
    AsyncMijnKlantportaal,
    InternalServerError,
    MijnKlantportaal,
    Page,
)
from mijnklantportaal._call import Query
from mijnklantportaal._paging import is_repeated, next_query
from tests.client.conftest import PageFactory
from tests.client.portal_server import PortalServer

OWN = "https://api.mijnklantportaal.nl/v1/offers"
LINKS = [
    pytest.param(f"{OWN}?page=2", (), (("page", "2"),), id="valid"),
    pytest.param(f"{OWN}?page=2,", (), (("page", "2"),), id="a comma at the end"),
    pytest.param(" ?page=2\n", (), (("page", "2"),), id="space around it"),
    pytest.param("http://elsewhere.example/other?page=3", (("page", "2"),), (("page", "3"),), id="another address"),
    pytest.param("?page=2&status=open", (("status", "open"),), (("status", "open"), ("page", "2")), id="only a query"),
    pytest.param("?cursor=b", (("cursor", "a"),), (("cursor", "b"),), id="another cursor"),
    pytest.param(None, (), None, id="null"),
    # Parsing has reported it.
    pytest.param(2, (), None, id="a number"),
]
LINKS_THAT_DO_NOT_ADVANCE = [
    pytest.param("/offers?page=2", (("page", "2"),), id="the same page"),
    pytest.param("/offers?page=1", (), id="the first page, from the first"),
    pytest.param("/offers?page=2", (("page", "3"),), id="an earlier page"),
    pytest.param("/offers", (), id="no query"),
    pytest.param("", (), id="empty"),
    pytest.param("https://[broken?page=2", (), id="not an address"),
    pytest.param("?page=", (("page", "2"),), id="not a number"),
]


@pytest.mark.parametrize(("link", "query", "following"), LINKS)
def test_next_page_is_the_query_of_the_next_link(link: str | int | None, query: Query, following: Query | None) -> None:
    reports: list[str] = []
    assert next_query(link, query, lambda path, expected, got: reports.append(path)) == following
    assert reports == []


@pytest.mark.parametrize(("link", "query"), LINKS_THAT_DO_NOT_ADVANCE)
def test_link_that_does_not_advance_ends_pagination_and_is_reported(link: str, query: Query) -> None:
    reports: list[str] = []
    assert next_query(link, query, lambda path, expected, got: reports.append(path)) is None
    assert reports == ["next_page_url"]


@pytest.mark.parametrize(
    ("current", "query", "expected"),
    [
        (1, (("page", "2"),), True),
        (2, (("page", "2"),), False),
        (3, (("page", "2"),), False),
        (1, (), False),
        (None, (("page", "2"),), False),
        ("1", (("page", "2"),), False),
        (1, (("page", "x"),), False),
        # Laravel takes a number beyond 64 bits for 1.
        (1, (("page", "9" * 30),), True),
        (1, (("page", "9" * 5000),), False),
    ],
)
def test_page_earlier_than_requested_is_reported_as_repeated(
    current: int | str | None, query: Query, expected: bool
) -> None:
    reports: list[str] = []
    assert is_repeated(current, query, lambda path, expected, got: reports.append(path)) is expected
    assert reports == (["current_page"] if expected else [])


def add_three_pages(portal: PortalServer, offer: dict[str, Any], page_of: PageFactory) -> None:
    for number in (1, 2, 3):
        link = f"http://elsewhere.example/?page={number + 1}," if number < 3 else None
        portal.add_response(page_of([{**offer, "id": f"off_{number}{letter}"} for letter in "ab"], number, link))


ALL_IDS = ["off_1a", "off_1b", "off_2a", "off_2b", "off_3a", "off_3b"]


def test_iteration_fetches_all_pages(
    portal: PortalServer, client: MijnKlantportaal, offer: dict[str, Any], page_of: PageFactory
) -> None:
    add_three_pages(portal, offer, page_of)
    assert [item.id for item in client.customer_offers.list()] == ALL_IDS
    assert [request.query for request in portal.requests] == ["", "page=2", "page=3"]
    assert {request.headers["Authorization"] for request in portal.requests} == {"Bearer key-for-tests"}


def test_list_of_one_page_and_its_following_pages(
    portal: PortalServer, client: MijnKlantportaal, offer: dict[str, Any], page_of: PageFactory
) -> None:
    add_three_pages(portal, offer, page_of)
    page = client.customer_offers.list(page=1)
    assert isinstance(page, Page)
    assert (page.current_page, page.per_page, page.has_next_page) == (1, 15, True)
    assert [item.id for item in page.data] == ["off_1a", "off_1b"]
    assert [page.current_page for page in page.pages()] == [1, 2, 3]
    assert [request.query for request in portal.requests] == ["page=1", "page=2", "page=3"]


def test_last_page_has_no_next_page(portal: PortalServer, client: MijnKlantportaal, page_of: PageFactory) -> None:
    portal.add_response(page_of([]))
    page = client.customer_offers.list()
    assert (page.has_next_page, page.next_page(), list(page)) == (False, None, [])


def test_iteration_stops_when_a_link_leads_back(
    portal: PortalServer, client: MijnKlantportaal, offer: dict[str, Any], page_of: PageFactory
) -> None:
    portal.add_response(page_of([{**offer, "id": "off_1"}], 1, "?page=2"))
    portal.add_response(page_of([{**offer, "id": "off_2"}], 2, "?page=1"))
    assert [item.id for item in client.customer_offers.list()] == ["off_1", "off_2"]
    assert len(portal.requests) == 2


def test_iteration_stops_when_a_page_repeats(
    portal: PortalServer,
    client: MijnKlantportaal,
    offer: dict[str, Any],
    page_of: PageFactory,
    caplog: pytest.LogCaptureFixture,
) -> None:
    portal.add_response(page_of([offer], 1, "?page=2"))
    assert len(list(client.customer_offers.list())) == 1
    assert len(portal.requests) == 2
    assert "list-customer-offers: current_page should be the page that was requested, got int" in caplog.text


def test_strict_iteration_raises_when_a_link_leads_back(
    portal: PortalServer, client: MijnKlantportaal, offer: dict[str, Any], page_of: PageFactory
) -> None:
    portal.add_response(page_of([offer], 1, "?page=2"))
    portal.add_response(page_of([offer], 2, "?page=1"))
    items = iter(client.with_options(strict=True).customer_offers.list())
    next(items)
    with pytest.raises(APIResponseValidationError, match="next_page_url should be a link to a later page") as caught:
        next(items)
    assert caught.value.page == 2


def test_iteration_continues_after_an_empty_page(
    portal: PortalServer, client: MijnKlantportaal, offer: dict[str, Any], page_of: PageFactory
) -> None:
    portal.add_response(page_of([], 1, "?page=2"))
    portal.add_response(page_of([offer], 2))
    assert len(list(client.customer_offers.list())) == 1


def test_error_of_a_page_has_its_number(
    portal: PortalServer, client: MijnKlantportaal, offer: dict[str, Any], page_of: PageFactory
) -> None:
    add_three_pages(portal, offer, page_of)
    portal.responses[2].status, portal.responses[2].body = 500, b"{}"
    items = iter(client.customer_offers.list())
    assert [next(items).id for _ in range(4)] == ALL_IDS[:4]
    with pytest.raises(InternalServerError) as caught:
        next(items)
    assert caught.value.page == 3
    portal.add_response(page_of([{**offer, "id": f"off_3{letter}"} for letter in "ab"], 3))
    portal.responses.pop(0)
    assert [item.id for item in client.customer_offers.list(page=caught.value.page)] == ALL_IDS[4:]


def test_error_outside_of_pagination_has_no_page_number(portal: PortalServer, client: MijnKlantportaal) -> None:
    portal.add_response(b"", status=500)
    with pytest.raises(InternalServerError) as caught:
        client.customer_offers.get("off_1")
    assert caught.value.page is None


@pytest.mark.parametrize(
    ("data", "ids"),
    [(None, []), ("x", []), ({}, []), ({"name": "x"}, []), ({"0": {"id": "a"}, "2": {"id": "b"}}, ["a", "b"])],
)
def test_page_whose_data_is_not_a_list(
    portal: PortalServer,
    client: MijnKlantportaal,
    page_of: PageFactory,
    data: Any,
    ids: list[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    portal.add_response(page_of(data))
    page = client.customer_offers.list()
    assert [item.id for item in page] == ids
    assert repr(page) == f"<Page 1: {len(ids)} items of at most 15, the last>"
    assert "list-customer-offers: data should be array" in caplog.text


@pytest.mark.parametrize("body", [{}, {"data": None}, {"data": "x"}])
def test_unpaginated_list_without_data_is_empty_and_reported(
    portal: PortalServer, client: MijnKlantportaal, body: Any
) -> None:
    reports: list[str] = []
    portal.add_response(body)
    assert client.with_options(on_drift=lambda drift: reports.append(drift.path)).appointments.list() == []
    assert reports == ["data"]


def test_unpaginated_list_that_has_a_next_page_is_reported(portal: PortalServer, client: MijnKlantportaal) -> None:
    reports: list[str] = []
    portal.add_response({"data": [], "next_page_url": "?page=2"})
    client.with_options(on_drift=lambda drift: reports.append(drift.path)).appointments.list()
    assert reports == ["next_page_url"]


def test_iteration_that_stops_early_fetches_no_further_page(
    portal: PortalServer, client: MijnKlantportaal, offer: dict[str, Any], page_of: PageFactory
) -> None:
    add_three_pages(portal, offer, page_of)
    assert next(iter(client.customer_offers.list())).id == "off_1a"
    assert len(portal.requests) == 1


def test_unpaginated_list(portal: PortalServer, client: MijnKlantportaal) -> None:
    portal.add_response({"data": [{"id": "apt_1"}, {"id": "apt_2"}]})
    assert [appointment.id for appointment in client.appointments.list()] == ["apt_1", "apt_2"]


def test_raw_response_of_a_list_iterates_over_all_pages(
    portal: PortalServer, client: MijnKlantportaal, offer: dict[str, Any], page_of: PageFactory
) -> None:
    add_three_pages(portal, offer, page_of)
    response = client.with_raw_response.customer_offers.list()
    assert response.status_code == 200
    assert [item.id for item in response.parse()] == ALL_IDS
    assert len(portal.requests) == 3


def test_async_pagination(portal: PortalServer, offer: dict[str, Any], page_of: PageFactory) -> None:
    async def program() -> None:
        async with AsyncMijnKlantportaal(api_key="key-for-tests", base_url=portal.url) as client:
            add_three_pages(portal, offer, page_of)
            assert [item.id async for item in client.customer_offers.list()] == ALL_IDS
            portal.responses.clear()
            add_three_pages(portal, offer, page_of)
            first = await client.customer_offers.list()
            second = await first.next_page()
            assert second is not None
            assert [item.id for item in second.data] == ["off_2a", "off_2b"]
            portal.responses.clear()
            add_three_pages(portal, offer, page_of)
            assert [page.current_page async for page in client.customer_offers.list().pages()] == [1, 2, 3]
            portal.responses.clear()
            add_three_pages(portal, offer, page_of)
            raw = await client.with_raw_response.customer_offers.list()
            assert [item.id async for item in raw.parse()] == ALL_IDS

    asyncio.run(program())


def test_async_list_that_is_not_awaited_fetches_nothing(portal: PortalServer) -> None:
    async def program() -> None:
        async with AsyncMijnKlantportaal(api_key="key-for-tests", base_url=portal.url) as client:
            client.customer_offers.list()

    asyncio.run(program())
    assert portal.requests == []


def test_page_is_false_when_empty(portal: PortalServer, client: MijnKlantportaal, page_of: PageFactory) -> None:
    portal.add_response(page_of([]))
    assert not client.customer_offers.list()


def test_page_is_true_when_it_has_items(
    portal: PortalServer, client: MijnKlantportaal, offer: dict[str, Any], page_of: PageFactory
) -> None:
    portal.add_response(page_of([offer]))
    assert client.customer_offers.list()


def test_page_keeps_neither_the_token_nor_the_response(
    portal: PortalServer, client: MijnKlantportaal, offer: dict[str, Any], page_of: PageFactory
) -> None:
    portal.add_response(page_of([offer], next_page_url="?page=2"))
    page = client.customer_offers.list()
    call = page._next_call
    assert call is not None
    assert call.outcome is None
    assert "request" not in vars(call)


def test_next_page_can_be_fetched_again(
    portal: PortalServer, client: MijnKlantportaal, offer: dict[str, Any], page_of: PageFactory
) -> None:
    portal.add_response(page_of([offer], next_page_url="?page=2"))
    portal.add_response(page_of([offer], number=2))
    page = client.customer_offers.list()
    for _ in range(2):
        following = page.next_page()
        assert following is not None
        assert following.current_page == 2
    assert [request.query for request in portal.requests] == ["", "page=2", "page=2"]
