"""Types of webhooks, pinned: read by type checkers only, never run."""

from collections.abc import Awaitable, Callable, Iterable
from email.message import Message
from typing import Any, assert_type
from wsgiref.types import WSGIApplication, WSGIEnvironment

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Mount, Route
from starlette.types import ASGIApp
from werkzeug.datastructures import EnvironHeaders, Headers

from mijnklantportaal import AsyncMijnKlantportaal, MijnKlantportaal
from mijnklantportaal.models import Webhook
from mijnklantportaal.types import JSON
from mijnklantportaal.webhooks import (
    EventType,
    Secrets,
    WebhookASGIApp,
    WebhookEvent,
    WebhookWSGIApp,
    ensure,
    ensure_async,
    parse,
    secrets_of,
    verify,
)


def created(portal: MijnKlantportaal) -> None:
    webhooks = ensure(portal, url="https://shop.example", types=[EventType.INVOICE_PAID, "new-event"])
    assert_type(webhooks, list[Webhook])
    assert_type(secrets_of(webhooks), dict[EventType, list[str]])
    ensure(portal, url="https://shop.example", types=EventType)
    ensure(portal, "https://shop.example", [])  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    parse({}, b"", secrets_of(webhooks))
    parse({}, b"", {webhook.type_: webhook.secret for webhook in webhooks})
    verify({}, b"", [webhook.secret for webhook in webhooks])
    verify({}, b"", (webhook.secret for webhook in webhooks))


async def created_asynchronous(portal: AsyncMijnKlantportaal) -> None:
    webhooks = await ensure_async(portal, url="https://shop.example", types=EventType)
    assert_type(webhooks, list[Webhook])
    ensure(portal, url="https://shop.example", types=EventType)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def verified(event: WebhookEvent) -> None:
    assert_type(verify({}, b"", "secret"), None)
    assert_type(parse({}, b"", "secret"), WebhookEvent)
    assert_type(event.type, EventType | None)
    assert_type(event.body, bytes)
    assert_type(event.digest, str)
    assert_type(event.json(), JSON)
    parse({}, "{}", "secret")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    parse({}, b"{}", b"secret")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    parse({}, b"{}", None)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    parse({}, b"{}", {1: "secret"})  # type: ignore[dict-item]  # pyright: ignore[reportArgumentType]
    event.body = b""  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]


def headers_of_frameworks(
    starlette: Request,
    flask: EnvironHeaders,
    werkzeug: Headers,
    server: Message,
    client: httpx.Headers,
    scope: dict[str, Any],
    environ: WSGIEnvironment,
    aws: dict[str, list[str]],
) -> None:
    pairs = [(b"name", b"value")]
    verify(starlette.headers, b"", "secret")
    verify(flask, b"", "secret")
    verify(werkzeug, b"", "secret")
    verify(server, b"", "secret")
    verify(client, b"", "secret")
    verify(environ, b"", "secret")
    verify(aws, b"", "secret")
    verify(scope["headers"], b"", "secret")
    verify(pairs, b"", "secret")
    verify("name: value", b"", "secret")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def handle(event: WebhookEvent) -> None: ...


async def handle_asynchronously(event: WebhookEvent) -> None: ...


def is_duplicate(event: WebhookEvent) -> bool:
    return event.body == b""


async def is_duplicate_asynchronously(event: WebhookEvent) -> bool:
    return event.body == b""


async def read_secrets() -> dict[EventType, str]:
    return {EventType.INVOICE_PAID: "secret"}


def receivers(secrets: Secrets, read: Callable[[], Iterable[str]]) -> None:
    asgi: ASGIApp = WebhookASGIApp(handle, secrets, is_duplicate=is_duplicate)
    WebhookASGIApp(handle_asynchronously, read_secrets, is_duplicate=is_duplicate_asynchronously, max_body_size=1000)
    WebhookASGIApp(lambda event: print(event.type), read)
    wsgi: WSGIApplication = WebhookWSGIApp(handle, secrets, is_duplicate=is_duplicate)
    WebhookWSGIApp(handle, read)
    Starlette(routes=[Mount("/mounted", asgi), Route("/webhooks", asgi)])
    print(wsgi)


def mistakes(text: Callable[[str], None], secrets: Callable[[], Awaitable[str]]) -> None:
    WebhookASGIApp(text, "secret")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    WebhookWSGIApp(handle, secrets)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    WebhookWSGIApp(handle, "secret", is_duplicate=is_duplicate_asynchronously)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    WebhookWSGIApp(handle)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
