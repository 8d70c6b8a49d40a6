"""The responses that all contenders receive. No two offers are equal, so that no cache has an unrealistic advantage."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx

ADDRESS = "https://portal.example/v1"
TOKEN = "benchmark"
OFFER_ID = "off_00000001abcdef"
OFFERS_OF_PAGE = 15
"""How many offers a page has in the cases that iterate over pages."""
# What the portal sends, with a limit that keeps the throttle on but never makes it wait.
HEADERS = {
    "Date": "Fri, 01 Nov 2024 12:00:00 GMT",
    "Server": "nginx",
    "Content-Type": "application/json",
    "Cache-Control": "no-cache, private",
    "X-RateLimit-Limit": "1000000",
    "X-RateLimit-Remaining": "999999",
}


def offer(number: int) -> dict[str, Any]:
    """Return an offer as the spec has it, about two thirds of which are accepted."""
    customer = f"cst_{number:08}abcdef"
    day = f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}"
    is_accepted = number % 3 > 0
    return {
        "id": f"off_{number:08}abcdef",
        "customerId": customer,
        "offerNumber": f"2024-{number:05}",
        "issuedAt": day,
        "expiresAt": f"2025-{number % 12 + 1:02}-{number % 27 + 1:02}",
        "currency": "EUR",
        "amount": f"{number % 9000 + 12}.{number % 100:02}",
        "acceptedAt": f"{day}T{number % 24:02}:00:{number % 60:02}+02:00" if is_accepted else None,
        "acceptedViaIp": f"203.0.113.{number % 256}" if is_accepted else None,
        "acceptedViaUserAgent": "Mozilla/5.0 (X11; Linux x86_64)" if is_accepted else None,
        "acceptanceSignature": None,
        "rejectedAt": None if is_accepted else f"{day}T21:{number % 60:02}:00+02:00",
        "createdAt": f"{day}T08:{number % 60:02}:{number // 60 % 60:02}+02:00",
        "links": {"customer": {"href": f"{ADDRESS}/customers/{customer}", "type": "application/json"}},
    }


def page(offers: int, number: int = 1, pages: int = 1) -> dict[str, Any]:
    """Return one of several pages with so many offers each."""
    path = f"{ADDRESS}/customer-offers"
    first = (number - 1) * offers + 1
    return {
        "data": [offer(first + index) for index in range(offers)],
        "first_page_url": f"{path}?page=1",
        "next_page_url": f"{path}?page={number + 1}" if number < pages else None,
        "path": path,
        "prev_page_url": f"{path}?page={number - 1}" if number > 1 else None,
        "current_page": number,
        "from": first,
        "per_page": offers,
        "to": first + offers - 1,
    }


def encoded(value: dict[str, Any]) -> bytes:
    """Return the JSON as the portal writes it."""
    return json.dumps(value, separators=(",", ":")).encode()


class Memory(httpx.BaseTransport):
    """Responds with the same body to each request, like `httpx.HTTPTransport` with a stream that httpx must read.

    `httpx.MockTransport` would read the request and build objects that no connection builds.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._headers = _raw_headers(content)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, headers=self._headers, stream=_Body(self._content))


class AsyncMemory(httpx.AsyncBaseTransport):
    """The same for tasks, which lets other tasks run before it responds, as a connection does."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._headers = _raw_headers(content)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await asyncio.sleep(0)
        return httpx.Response(200, headers=self._headers, stream=_Body(self._content))


class MemoryPages(httpx.BaseTransport):
    """Responds with the page that a request asks for, so that a client can iterate over all of them."""

    def __init__(self, offers: int, pages: int) -> None:
        self._offers, self._pages = offers, pages

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        number = int(request.url.params.get("page", "1"))
        content = encoded(page(self._offers, number, self._pages))
        return httpx.Response(200, headers=_raw_headers(content), stream=_Body(content))


class _Body(httpx.SyncByteStream, httpx.AsyncByteStream):
    def __init__(self, content: bytes) -> None:
        self._content = content

    def __iter__(self) -> Iterator[bytes]:
        yield self._content

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self._content


def _raw_headers(content: bytes) -> list[tuple[bytes, bytes]]:
    headers = HEADERS | {"Content-Length": str(len(content))}
    return [(name.encode(), value.encode()) for name, value in headers.items()]
