"""The cases that need a new interpreter: imports, and the first call of a program."""

from collections.abc import Mapping

from benchmarks.contenders.plain import HEADERS
from benchmarks.rows import Measure

IMPORTS = {
    "httpx + attrs": "import attrs, httpx",
    "stock": "from stock import AuthenticatedClient",
    "import mijnklantportaal": "import mijnklantportaal",
    "from mijnklantportaal import MijnKlantportaal": "from mijnklantportaal import MijnKlantportaal",
}


def first_calls(server: str) -> dict[str, str]:
    """Return a program for each contender: import, create a client, and call over a new connection."""
    plain = f"""
import json
import httpx
with httpx.Client(headers={HEADERS!r}) as client:
    json.loads(client.get("{server}/customer-offers/off_1").content)
"""
    stock = f"""
from stock import AuthenticatedClient
from stock.api.customer_offers_api import get_customer_offer
with AuthenticatedClient("{server}", "benchmark") as client:
    get_customer_offer.sync("off_1", client=client)
"""
    this = f"""
from mijnklantportaal import MijnKlantportaal
with MijnKlantportaal(api_key="benchmark", base_url="{server}") as portal:
    portal.customer_offers.get("off_1")
"""
    return {"plain": plain, "stock": stock, "this": this}


def import_measures(measures: Mapping[str, Measure]) -> dict[str, dict[str, Measure]]:
    """Return the measures by case and contender. Each case has the same references."""
    others = {name: measure for name, measure in measures.items() if name in ("httpx + attrs", "stock")}
    return {name: {**others, "this": measure} for name, measure in measures.items() if name not in others}


def first_call_cases(http: str, https: str) -> dict[str, dict[str, str]]:
    """Return the programs of each case of a first call, for the base URLs of two servers.

    Plain httpx loads certificates in both cases, this client only for https.
    """
    return {"start, client, first call": first_calls(http), "first call over https": first_calls(https)}
