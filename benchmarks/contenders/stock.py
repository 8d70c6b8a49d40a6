"""The client that the generator makes of the same spec with its own templates: the package `stock`, see `..stock`.

Its fields are dates and datetimes where the spec has a format, and strings for money.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

import httpx

from .payloads import OFFER_ID, TOKEN

# The package exists only while the benchmark runs, so that type checkers cannot know it.
_authenticated_client: Any = import_module("stock").AuthenticatedClient
_get: Any = import_module("stock.api.customer_offers_api.get_customer_offer")
_list: Any = import_module("stock.api.customer_offers_api.list_customer_offers")
_offer: Any = import_module("stock.models").CustomerOffer


class Client:
    """A client that blocks."""

    def __init__(self, address: str, transport: httpx.BaseTransport | None = None) -> None:
        self._client = _authenticated_client(address, TOKEN, httpx_args={"transport": transport})

    def get(self) -> object:
        return _get.sync(OFFER_ID, client=self._client)

    def list(self) -> object:
        return _list.sync(client=self._client).data

    def offers(self) -> Iterator[object]:
        number = 1
        while True:
            page = _list.sync(client=self._client, page=number)
            yield from page.data
            if page.next_page_url is None:
                return
            number += 1

    def close(self) -> None:
        self._client.get_httpx_client().close()


class AsyncClient:
    """The same for tasks."""

    def __init__(self, address: str, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._client = _authenticated_client(address, TOKEN, httpx_args={"transport": transport})

    async def get(self) -> object:
        return await _get.asyncio(OFFER_ID, client=self._client)

    async def close(self) -> None:
        await self._client.get_async_httpx_client().aclose()


def parsed_offer(data: Mapping[str, Any]) -> Any:
    return _offer.from_dict(data)
