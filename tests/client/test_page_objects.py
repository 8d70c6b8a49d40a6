"""Pages as objects: their text, copies, what they refuse, and the page numbers that a list takes."""

import asyncio
import copy
import inspect
import pickle
import typing
from collections.abc import Callable
from typing import Any

import pytest

from mijnklantportaal import AsyncMijnKlantportaal, AsyncPage, AsyncPager, MijnKlantportaal, Page
from mijnklantportaal._iteration import AsyncItems, AsyncPages
from tests.client.clients import API_KEY
from tests.client.conftest import PageFactory
from tests.client.portal_server import PortalServer

NOT_A_PAGE = [
    pytest.param(0, ValueError, "page must be at least 1, not 0", id="0"),
    pytest.param(-1, ValueError, "page must be at least 1, not -1", id="negative"),
    pytest.param(True, TypeError, "page must be int, not bool", id="bool"),
    pytest.param("2", TypeError, "page must be int, not str", id="text"),
    pytest.param(1.0, TypeError, "page must be int, not float", id="float"),
    pytest.param(None, TypeError, "page must be int, not NoneType", id="None"),
]
LISTS: list[Callable[[Any, Any], Any]] = [
    lambda client, page: client.customers.list(page=page),
    lambda client, page: client.payment_links.list_payments("plk_1", page=page),
    lambda client, page: client.with_raw_response.customers.list(page=page),
]


@pytest.mark.parametrize(("page", "error", "message"), NOT_A_PAGE)
@pytest.mark.parametrize("call", LISTS, ids=["list", "list of a sub-resource", "raw response"])
def test_page_number_that_is_not_valid_is_refused_before_anything_is_sent(
    portal: PortalServer,
    client: MijnKlantportaal,
    call: Callable[[Any, Any], Any],
    page: Any,
    error: type[Exception],
    message: str,
) -> None:
    with pytest.raises(error) as caught:
        call(client, page)
    assert str(caught.value) == message
    assert portal.requests == []


@pytest.mark.parametrize(("page", "error", "message"), NOT_A_PAGE)
def test_page_number_that_is_not_valid_is_refused_when_an_async_list_is_made(
    page: Any, error: type[Exception], message: str
) -> None:
    client = AsyncMijnKlantportaal(api_key=API_KEY, base_url="http://portal.example")
    with pytest.raises(error) as caught:
        client.customers.list(page=page)
    assert str(caught.value) == message


def test_link_to_a_page_that_no_caller_may_request_is_followed(
    portal: PortalServer, client: MijnKlantportaal, offer: dict[str, Any], page_of: PageFactory
) -> None:
    portal.add_response(page_of([offer], 1, "?page=-5&cursor=b"))
    portal.add_response(page_of([{**offer, "id": "off_2"}], 2))
    assert len(list(client.customer_offers.list())) == 2
    assert portal.requests[1].query == "page=-5&cursor=b"


@pytest.mark.parametrize(
    ("items", "link", "text"),
    [
        (0, None, "<Page 1: 0 items of at most 15, the last>"),
        (1, None, "<Page 1: 1 item of at most 15, the last>"),
        (2, "?page=2", "<Page 1: 2 items of at most 15, more follow>"),
    ],
)
def test_repr_of_a_page_shows_number_size_and_whether_more_follow(
    portal: PortalServer,
    client: MijnKlantportaal,
    offer: dict[str, Any],
    page_of: PageFactory,
    items: int,
    link: str | None,
    text: str,
) -> None:
    portal.add_response(page_of([offer] * items, 1, link))
    assert repr(client.customer_offers.list()) == text


def test_repr_of_a_page_whose_number_is_not_one(
    portal: PortalServer, client: MijnKlantportaal, page_of: PageFactory
) -> None:
    portal.add_response({**page_of([]), "current_page": "1\n", "per_page": None})
    assert repr(client.customer_offers.list()) == r"<Page '1\n': 0 items of at most None, the last>"


def fetch_async_page(portal: PortalServer) -> AsyncPage[Any]:
    async def program() -> AsyncPage[Any]:
        async with AsyncMijnKlantportaal(api_key=API_KEY, base_url=portal.url) as client:
            return await client.customer_offers.list()

    return asyncio.run(program())


def async_list(portal: PortalServer) -> AsyncPager[Any]:
    return AsyncMijnKlantportaal(api_key=API_KEY, base_url=portal.url).customer_offers.list()


def pages_of_both_clients(portal: PortalServer, client: MijnKlantportaal, page: Any) -> list[Any]:
    portal.add_response(page)
    portal.add_response(page)
    return [client.customer_offers.list(), fetch_async_page(portal)]


def test_async_page_is_false_when_empty(portal: PortalServer, client: MijnKlantportaal, page_of: PageFactory) -> None:
    assert [bool(page) for page in pages_of_both_clients(portal, client, page_of([]))] == [False, False]


def test_page_has_neither_a_length_nor_indices(
    portal: PortalServer, client: MijnKlantportaal, offer: dict[str, Any], page_of: PageFactory
) -> None:
    # Templates of Django, tqdm and others ask for them, and would take those of this page for those of the list.
    for page in pages_of_both_clients(portal, client, page_of([offer])):
        assert not any(hasattr(page, name) for name in ("__len__", "__getitem__", "__reversed__"))


def test_page_is_taken_by_what_takes_an_iterable(
    portal: PortalServer, client: MijnKlantportaal, offer: dict[str, Any], page_of: PageFactory
) -> None:
    portal.add_response(page_of([offer]))
    page = client.customer_offers.list()
    (item,) = page
    assert [*page] == list(page) == sorted(page, key=id) == [item]
    assert dict(enumerate(page)) == {0: item}
    assert item in page


def test_async_page_and_list_that_are_iterated_over_without_async_name_the_way_out(
    portal: PortalServer, page_of: PageFactory
) -> None:
    portal.add_response(page_of([]))
    for each in (fetch_async_page(portal), async_list(portal)):
        with pytest.raises(TypeError, match="iterated over with `async for`"):
            list(typing.cast("Any", each))


@pytest.mark.parametrize("name", ["data", "has_next_page", "next_page"])
def test_attribute_of_a_page_that_is_not_awaited_names_the_way_out(portal: PortalServer, name: str) -> None:
    customers = async_list(portal)
    with pytest.raises(AttributeError, match=f"no attribute '{name}': `await` it"):
        getattr(customers, name)
    assert not hasattr(customers, name)


def test_copies_of_a_page_use_the_same_client(
    portal: PortalServer, client: MijnKlantportaal, offer: dict[str, Any], page_of: PageFactory
) -> None:
    for page in pages_of_both_clients(portal, client, page_of([offer], 1, "?page=2")):
        shallow, deep = copy.copy(page), copy.deepcopy([page, page])[0]
        assert type(shallow) is type(deep) is type(page)
        assert shallow.data is page.data
        assert deep.data == page.data
        assert deep.data[0] is not page.data[0]
        assert shallow._sender is deep._sender is page._sender
        assert shallow.has_next_page
        assert deep.has_next_page


def test_copies_of_an_async_list_are_not_fetched(portal: PortalServer, page_of: PageFactory) -> None:
    original = async_list(portal)
    for each in (copy.copy(original), copy.deepcopy(original)):
        assert each is not original
        assert each._sender is original._sender
    assert portal.requests == []


RESOURCES: list[Callable[[Any], Any]] = [
    lambda client: client.customer_offers,
    lambda client: client.with_raw_response.customer_offers,
]


@pytest.mark.parametrize("resource", RESOURCES, ids=["resource", "with raw response"])
@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy])
def test_copy_of_a_resource_sends_calls_with_the_same_client(
    portal: PortalServer,
    client: MijnKlantportaal,
    offer: dict[str, Any],
    resource: Callable[[Any], Any],
    copied: Callable[[Any], Any],
) -> None:
    portal.add_response(offer)
    assert copied(resource(client)).get("off_1")
    assert portal.requests[0].headers["Authorization"] == f"Bearer {API_KEY}"


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy])
def test_copy_of_a_raw_response_can_be_parsed(
    portal: PortalServer, client: MijnKlantportaal, offer: dict[str, Any], copied: Callable[[Any], Any]
) -> None:
    portal.add_response(offer)
    response = client.with_raw_response.customer_offers.get("off_1")
    assert copied(response) == response
    assert copied(response).parse() == response.parse()


def test_pickling_what_holds_a_client_names_what_to_pickle(
    portal: PortalServer, client: MijnKlantportaal, offer: dict[str, Any], page_of: PageFactory
) -> None:
    page, async_page = pages_of_both_clients(portal, client, page_of([offer], 1, "?page=2"))
    portal.add_response(page_of([offer]))
    raw = client.with_raw_response.customer_offers.list()
    ways_out = {
        page: "pickle its `data`",
        async_page: "pickle its `data`",
        async_page.pages(): "pickle its `data`",
        async_list(portal): "`await` it, and pickle the `data` of the page",
        client.customer_offers: "create a client in each process",
        client.with_raw_response.customer_offers: "create a client in each process",
    }
    for unpicklable, way_out in ways_out.items():
        with pytest.raises(TypeError, match=way_out):
            pickle.dumps(unpicklable)
    with pytest.raises(TypeError, match="pickle its `content`, or the result of parse"):
        pickle.dumps(raw)
    assert pickle.loads(pickle.dumps(page.data)) == page.data


@pytest.mark.parametrize("page_class", [Page, AsyncPage, AsyncPager, AsyncItems, AsyncPages])
def test_type_hints_of_pages_can_be_evaluated(page_class: type[Any]) -> None:
    methods = [
        method
        for each in page_class.__mro__
        for method in vars(each).values()
        if inspect.isfunction(method) and method.__module__.startswith("mijnklantportaal")
    ]
    assert len(methods) > 3
    for annotated in (page_class, *methods):
        typing.get_type_hints(annotated)
