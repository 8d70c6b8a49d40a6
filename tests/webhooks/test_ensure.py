"""`ensure` and `ensure_async`, against the sandbox."""

import asyncio
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from mijnklantportaal import ConfigurationError, InternalServerError, UnprocessableEntityError
from mijnklantportaal.models import Webhook
from mijnklantportaal.sandbox import Sandbox
from mijnklantportaal.webhooks import EventType, ensure, ensure_async, parse, secrets_of
from tests.tracebacks import traceback_with_locals

URL = "https://shop.example/webhooks"
Ensure = Callable[..., list[Webhook]]


def with_sync_client(sandbox: Sandbox, *, url: str = URL, types: Iterable[str], **options: Any) -> list[Webhook]:
    with sandbox.client(**options) as portal:
        return ensure(portal, url=url, types=types)


def with_async_client(sandbox: Sandbox, *, url: str = URL, types: Iterable[str], **options: Any) -> list[Webhook]:
    async def program() -> list[Webhook]:
        async with sandbox.async_client(**options) as portal:
            return await ensure_async(portal, url=url, types=types)

    return asyncio.run(program())


@pytest.fixture(params=[with_sync_client, with_async_client], ids=["sync", "async"])
def ensure_in(request: pytest.FixtureRequest) -> Ensure:
    function: Ensure = request.param
    return function


@pytest.fixture
def sandbox() -> Sandbox:
    return Sandbox()


def methods(sandbox: Sandbox) -> list[str]:
    sent = [request.method for request in sandbox.requests]
    sandbox.requests.clear()
    return sent


def test_first_deployment_creates_and_the_next_ones_only_list(sandbox: Sandbox, ensure_in: Ensure) -> None:
    types = [EventType.OFFER_ACCEPTED, "invoice-paid"]
    created = ensure_in(sandbox, types=types)
    assert methods(sandbox) == ["GET", "POST", "POST"]
    assert [(webhook.type_, webhook.url) for webhook in created] == [("offer-accepted", URL), ("invoice-paid", URL)]
    assert ensure_in(sandbox, types=types) == created
    assert methods(sandbox) == ["GET"]
    assert ensure_in(sandbox, types=["ticket-created", *reversed(types)])[1:] == created[::-1]
    assert methods(sandbox) == ["GET", "POST"]
    assert len(sandbox.webhooks) == 3


def test_all_types_are_found_on_several_pages(ensure_in: Ensure) -> None:
    sandbox = Sandbox(page_size=5)
    created = ensure_in(sandbox, types=EventType)
    assert [webhook.type_ for webhook in created] == list(EventType)
    methods(sandbox)
    assert ensure_in(sandbox, types=EventType) == created
    assert methods(sandbox) == ["GET"] * 5


def test_webhooks_of_other_urls_and_types_are_left_alone(sandbox: Sandbox, ensure_in: Ensure) -> None:
    sandbox.webhooks.add(type_="invoice-paid", url="https://other.example/webhooks")
    sandbox.webhooks.add(type_="invoice-paid", url=f"{URL}/")
    sandbox.webhooks.add(type_="invoice-created", url=URL)
    before = list(sandbox.webhooks)
    (created,) = ensure_in(sandbox, types=["invoice-paid"])
    assert list(sandbox.webhooks) == [*before, created]


def test_several_webhooks_of_one_type_are_all_returned(sandbox: Sandbox, ensure_in: Ensure) -> None:
    older, newer = (sandbox.webhooks.add(type_="invoice-paid", url=URL) for _ in range(2))
    webhooks = ensure_in(sandbox, types=["offer-created", "invoice-paid"])
    assert [webhook.type_ for webhook in webhooks] == ["offer-created", "invoice-paid", "invoice-paid"]
    secrets = secrets_of(webhooks)
    assert secrets == {
        EventType.OFFER_CREATED: [webhooks[0].secret],
        EventType.INVOICE_PAID: [newer.secret, older.secret],
    }
    for webhook in webhooks:
        assert parse({"X-Webhook-Signature": webhook.secret}, b"", secrets).type == webhook.type_


def test_type_that_is_given_twice_is_created_once(sandbox: Sandbox, ensure_in: Ensure) -> None:
    created = ensure_in(sandbox, types=["invoice-paid", EventType.OFFER_CREATED, EventType.INVOICE_PAID])
    assert [webhook.type_ for webhook in created] == ["invoice-paid", "offer-created"]
    assert len(sandbox.webhooks) == 2


def test_no_types_create_nothing(sandbox: Sandbox, ensure_in: Ensure) -> None:
    assert ensure_in(sandbox, types=[]) == []
    assert len(sandbox.webhooks) == 0


@pytest.mark.parametrize(
    ("registered", "url"),
    [
        ("https://SHOP.example/webhooks", URL),
        ("https://shop.example:443/webhooks", URL),
        ("HTTPS://shop.example/webhooks", URL),
        ("http://shop.example:80", "http://shop.example/"),
        (URL, "https://Shop.Example:443/webhooks"),
    ],
    ids=range(5),
)
def test_url_that_is_spelled_differently_is_the_same(sandbox: Sandbox, registered: str, url: str) -> None:
    webhook = sandbox.webhooks.add(type_="invoice-paid", url=registered)
    assert with_sync_client(sandbox, url=url, types=["invoice-paid"]) == [webhook]


@pytest.mark.parametrize(
    "url",
    [
        "http://shop.example/webhooks",
        "https://shop.example:8443/webhooks",
        "https://shop.example/Webhooks",
        "https://shop.example/webhooks?shop=1",
        "https://user@shop.example/webhooks",
        "https://user:Password@shop.example/webhooks",
    ],
)
def test_another_url_is_another_webhook(sandbox: Sandbox, url: str) -> None:
    sandbox.webhooks.add(type_="invoice-paid", url=URL)
    sandbox.webhooks.add(type_="invoice-paid", url="https://user:password@shop.example/webhooks")
    (created,) = with_sync_client(sandbox, url=url, types=["invoice-paid"])
    assert created.url == url
    assert len(sandbox.webhooks) == 3


INVALID_URLS: list[Any] = [
    "",
    "/webhooks",
    "shop.example/webhooks",
    "ftp://shop.example",
    "https://",
    "https:///webhooks",
    "https://[::1",
    "https://shop.example:0",
    "https://shop.example:99999",
    "https://shop.example/ webhooks",
    "https://shop.example/webhooks\n",
    None,
    b"https://shop.example",
]


@pytest.mark.parametrize("url", INVALID_URLS, ids=map(repr, INVALID_URLS))
def test_invalid_url_is_refused_before_anything_is_sent(sandbox: Sandbox, ensure_in: Ensure, url: Any) -> None:
    with pytest.raises(ConfigurationError, match="url must be a URL that the portal can call, such as https://"):
        ensure_in(sandbox, url=url, types=["invoice-paid"])
    assert methods(sandbox) == []


@pytest.mark.parametrize("types", ["invoice-paid", EventType.INVOICE_PAID, None, 5], ids=repr)
def test_types_that_are_not_a_list_are_refused(sandbox: Sandbox, ensure_in: Ensure, types: Any) -> None:
    with pytest.raises(TypeError, match="types must be a list of event types, such as"):
        ensure_in(sandbox, types=types)
    assert methods(sandbox) == []


@pytest.mark.parametrize("types", [["invoice-paid", ""], [None], [5]], ids=repr)
def test_type_that_is_not_a_text_is_refused(sandbox: Sandbox, ensure_in: Ensure, types: Any) -> None:
    with pytest.raises(ValueError, match="is not a valid EventType"):
        ensure_in(sandbox, types=types)
    assert methods(sandbox) == []


def test_type_that_the_portal_does_not_know_is_refused_by_it(sandbox: Sandbox, ensure_in: Ensure) -> None:
    with pytest.raises(UnprocessableEntityError):
        ensure_in(sandbox, types=["invoice-payed"])


def test_deployment_that_failed_is_completed_by_the_next_one(sandbox: Sandbox, ensure_in: Ensure) -> None:
    types = list(EventType)[:4]
    ensure_in(sandbox, types=types[:2])
    sandbox.faults.status(500, method="POST")
    with pytest.raises(InternalServerError) as caught:
        ensure_in(sandbox, types=types)
    text = traceback_with_locals(caught.value)
    assert [webhook for webhook in sandbox.webhooks if webhook.secret in text] == []
    assert [webhook.type_ for webhook in ensure_in(sandbox, types=types)] == types
    assert len(sandbox.webhooks) == 4


@pytest.mark.parametrize("field", ["type", "secret"])
def test_webhook_without_type_or_secret_is_reported(sandbox: Sandbox, field: str) -> None:
    hidden = sandbox.webhooks.add(type_="invoice-paid", url=URL)
    incomplete = sandbox.webhooks.add(type_="offer-created", url="https://other.example")

    def without_field(page: Any) -> Any:
        del page["data"][0][field]
        return page

    sandbox.faults.body(without_field)
    webhooks = sandbox.client().webhooks.list().data
    with pytest.raises(ConfigurationError, match=f"no type or no secret for the webhook '{incomplete.id}'") as caught:
        secrets_of([webhooks[1], webhooks[0]])
    assert hidden.secret not in traceback_with_locals(caught.value)


@pytest.mark.parametrize(("field", "value"), [("type", 5), ("type", ["invoice-paid"]), ("secret", 5)])
def test_webhook_with_a_type_or_secret_that_is_not_text_is_reported(sandbox: Sandbox, field: str, value: Any) -> None:
    webhook = sandbox.webhooks.add(type_="invoice-paid", url=URL)

    def with_value(page: Any) -> Any:
        page["data"][0][field] = value
        return page

    sandbox.faults.body(with_value)
    with pytest.raises(ConfigurationError, match=f"no type or no secret for the webhook '{webhook.id}'"):
        secrets_of(sandbox.client().webhooks.list().data)


def test_webhook_without_url_is_not_that_of_a_url(sandbox: Sandbox) -> None:
    sandbox.webhooks.add(type_="invoice-paid", url=URL)

    def without_url(page: Any) -> Any:
        page["data"][0]["url"] = None
        return page

    sandbox.faults.body(without_url)
    assert len(with_sync_client(sandbox, types=["invoice-paid"])) == 1
    assert len(sandbox.webhooks) == 2
