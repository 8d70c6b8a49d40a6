"""This client with its default options: throttle, deadlines, retries and drift reports are on."""

from collections.abc import Iterator, Mapping
from typing import Any

import httpx

from mijnklantportaal import AsyncMijnKlantportaal, MijnKlantportaal
from mijnklantportaal.models import CustomerOffer

from .payloads import OFFER_ID, TOKEN


class Client:
    """A client that blocks."""

    def __init__(self, address: str, transport: httpx.BaseTransport | httpx.Client | None = None) -> None:
        self._portal = MijnKlantportaal(api_key=TOKEN, base_url=address, http_client=transport)

    def get(self) -> object:
        return self._portal.customer_offers.get(OFFER_ID)

    def list(self) -> object:
        return self._portal.customer_offers.list().data

    def offers(self) -> Iterator[object]:
        return iter(self._portal.customer_offers.list())

    def close(self) -> None:
        self._portal.close()


class AsyncClient:
    """The same for tasks."""

    def __init__(self, address: str, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._portal = AsyncMijnKlantportaal(api_key=TOKEN, base_url=address, http_client=transport)

    async def get(self) -> object:
        return await self._portal.customer_offers.get(OFFER_ID)

    async def close(self) -> None:
        await self._portal.close()


def parsed_offer(data: Mapping[str, Any]) -> CustomerOffer:
    return CustomerOffer.from_dict(data)
