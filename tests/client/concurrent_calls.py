"""What tests of many callers share: clients that are not closed, and calls by their IDs."""

import asyncio
import gc
import warnings
from collections.abc import Callable
from typing import Any, TypeVar, overload

from mijnklantportaal import AsyncMijnKlantportaal, ConfigurationError, MijnKlantportaal
from tests.client.clients import API_KEY, AnyClient, ClientClass

T = TypeVar("T")


@overload
def connect(client_class: type[MijnKlantportaal], url: str, **options: Any) -> MijnKlantportaal: ...


@overload
def connect(client_class: type[AsyncMijnKlantportaal], url: str, **options: Any) -> AsyncMijnKlantportaal: ...


@overload
def connect(client_class: ClientClass, url: str, **options: Any) -> AnyClient: ...


def connect(client_class: Any, url: str, **options: Any) -> Any:
    """Make a client without retries."""
    return client_class(**{"api_key": API_KEY, "base_url": url, "max_retries": 0, **options})


def without_closing(program: Callable[[], T]) -> T:
    """Return the result of a program that leaves clients open, without warnings of them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        result = program()
        gc.collect()
    return result


async def get_all(client: AsyncMijnKlantportaal, prefix: str, count: int) -> bool:
    """Make so many calls at once, and return whether each of them gets the response to its own request."""
    wanted = [f"{prefix}_{number}" for number in range(count)]
    offers = await asyncio.gather(*map(client.customer_offers.get, wanted))
    return [offer.id for offer in offers] == wanted


async def get_twice(client: AsyncMijnKlantportaal, prefix: str) -> bool:
    return await get_all(client, f"{prefix}_first", 1) and await get_all(client, f"{prefix}_second", 1)


SUCCEEDED = "succeeded"


def call_outcome(client: AnyClient) -> str:
    """Make a call, and return `SUCCEEDED`, or the message of the ConfigurationError that it raises."""
    try:
        if isinstance(client, AsyncMijnKlantportaal):
            asyncio.run(_get(client))
        else:
            client.customer_offers.get("off_child")
    except ConfigurationError as error:
        return str(error)
    return SUCCEEDED


async def _get(client: AsyncMijnKlantportaal) -> None:
    await client.customer_offers.get("off_child")
