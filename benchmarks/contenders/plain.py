"""What somebody writes without a client: httpx and json, with the headers and the token that this client sends.

The headers are those of the httpx client, which is faster than passing them to each call. Values stay as JSON has them.
"""

import json
from collections.abc import Iterator
from typing import Any

import httpx

from .payloads import OFFER_ID, TOKEN

HEADERS = {
    "Accept": "application/json",
    "Accept-Encoding": "gzip",
    "User-Agent": "mijnklantportaal-python/0.1.0",
    "Authorization": f"Bearer {TOKEN}",
}


class Client:
    """A client that blocks."""

    def __init__(self, address: str, transport: httpx.BaseTransport | None = None) -> None:
        self._address = address
        self._http = httpx.Client(headers=HEADERS, transport=transport)

    def get(self) -> object:
        return json.loads(self._http.get(f"{self._address}/customer-offers/{OFFER_ID}").content)

    def list(self) -> list[dict[str, Any]]:
        page: dict[str, Any] = json.loads(self._http.get(f"{self._address}/customer-offers").content)
        offers: list[dict[str, Any]] = page["data"]
        return offers

    def offers(self) -> Iterator[object]:
        number = 1
        while True:
            response = self._http.get(f"{self._address}/customer-offers", params={"page": number})
            page: dict[str, Any] = json.loads(response.content)
            yield from page["data"]
            if page["next_page_url"] is None:
                return
            number += 1

    def close(self) -> None:
        self._http.close()


class AsyncClient:
    """The same for tasks."""

    def __init__(self, address: str, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._address = address
        self._http = httpx.AsyncClient(headers=HEADERS, transport=transport)

    async def get(self) -> object:
        response = await self._http.get(f"{self._address}/customer-offers/{OFFER_ID}")
        return json.loads(response.content)

    async def close(self) -> None:
        await self._http.aclose()
