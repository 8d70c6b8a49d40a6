"""The peers, and for each the HTTP library that it is made of, used without it.

Type checkers cannot know the libraries, which are installed only where they are measured. Each client has the options
that it has by default, and no connections: where an HTTP library sends a request, it receives a prepared response.
"""

import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from operator import itemgetter
from typing import Any

from . import payloads

Work = Callable[[], Any]
Contenders = Mapping[str, "Calls"]

TOKEN = "benchmark"
HEADERS = {"Date": "Fri, 01 Nov 2024 12:00:00 GMT", "Content-Type": "application/json", "Cache-Control": "no-cache"}
# What plain code sends. The peers send further headers, which is a part of what they cost.
_REQUEST_HEADERS = {"Accept": "application/json", "Authorization": f"Bearer {TOKEN}"}


@dataclass(frozen=True)
class Calls:
    """Calls of one contender: of one object, and of a list, of which it returns the elements."""

    get: Work
    list: Work


@dataclass(frozen=True)
class Peer:
    """A peer.

    Attributes:
        statement: What users import.
        library: The HTTP library that it uses.
        size: How many objects a list has; at most as many as the API returns at a time.
        calls: Returns the calls of the peer and of plain code.
    """

    statement: str
    library: str
    size: int
    calls: Callable[[int], Contenders]

    def contenders(self) -> Contenders:
        """Return the calls of all contenders, after a first call of each, which imports modules and fills caches.

        Raises:
            RuntimeError: A contender does not return the list.
        """
        contenders = self.calls(self.size)
        for name, calls in contenders.items():
            calls.get()
            if len(calls.list()) != self.size:
                raise RuntimeError(f"the list of {name} must have {self.size} elements")
        return contenders


def _httpx_calls(
    library: str, get: tuple[str, object], many: tuple[str, object], elements: Callable[[Any], Any]
) -> tuple[Calls, Any]:
    """Return the calls of plain code with httpx or its successor, and the transport in memory."""
    httpx: Any = import_module(library)
    contents = {httpx.URL(url).raw_path: json.dumps(payload).encode() for url, payload in (get, many)}

    def respond(request: Any) -> Any:
        path, _, _ = request.url.raw_path.partition(b"?")
        return httpx.Response(200, headers=HEADERS, content=contents[path])

    transport = httpx.MockTransport(respond)
    client = httpx.Client(headers=_REQUEST_HEADERS, transport=transport)
    plain = Calls(
        lambda: json.loads(client.get(get[0]).content),
        lambda: elements(json.loads(client.get(many[0], params={"limit": 100}).content)),
    )
    return plain, transport


def _requests_calls(get: tuple[str, object], many: tuple[str, object], elements: Callable[[Any], Any]) -> Calls:
    """Return the calls of plain code with requests, and make all sessions of this process receive the payloads."""
    requests: Any = import_module("requests")
    raw_response: Any = import_module("urllib3").HTTPResponse
    contents = {url: json.dumps(payload).encode() for url, payload in (get, many)}

    def send(adapter: Any, request: Any, **options: object) -> Any:
        body = io.BytesIO(contents[request.url.partition("?")[0]])
        raw = raw_response(body, headers=HEADERS, status=200, reason="OK", preload_content=False)
        return adapter.build_response(request, raw)

    # hcloud does not accept a session of the caller, so that the adapter of all of them is replaced.
    requests.adapters.HTTPAdapter.send = send
    session = requests.Session()
    session.headers.update(_REQUEST_HEADERS)
    return Calls(
        lambda: json.loads(session.get(get[0]).content),
        lambda: elements(json.loads(session.get(many[0], params={"limit": 100}).content)),
    )


def _openai(size: int) -> Contenders:
    url = "https://api.openai.com/v1/batches"
    batch = payloads.openai_batch(1)
    plain, transport = _httpx_calls(
        "httpx2", (f"{url}/{batch['id']}", batch), (url, payloads.openai_list(size)), itemgetter("data")
    )
    client = import_module("openai").OpenAI(
        api_key=TOKEN, http_client=import_module("httpx2").Client(transport=transport)
    )
    return {
        "plain": plain,
        "openai": Calls(lambda: client.batches.retrieve(batch["id"]), lambda: client.batches.list(limit=size).data),
    }


def _stripe(size: int) -> Contenders:
    url = "https://api.stripe.com/v1/customers"
    customer = payloads.stripe_customer(1)
    plain = _requests_calls(
        (f"{url}/{customer['id']}", customer), (url, payloads.stripe_list(size)), itemgetter("data")
    )
    customers = import_module("stripe").StripeClient(TOKEN).v1.customers
    return {
        "plain": plain,
        "stripe": Calls(lambda: customers.retrieve(customer["id"]), lambda: customers.list({"limit": size}).data),
    }


def _hcloud(size: int) -> Contenders:
    url = "https://api.hetzner.cloud/v1/servers"
    server = payloads.hcloud_server(1)
    plain = _requests_calls(
        (f"{url}/{server['id']}", {"server": server}), (url, payloads.hcloud_list(size)), itemgetter("servers")
    )
    servers = import_module("hcloud").Client(TOKEN).servers
    return {
        "plain": plain,
        "hcloud": Calls(
            lambda: servers.get_by_id(server["id"]), lambda: servers.get_list(page=1, per_page=size).servers
        ),
    }


def _githubkit(size: int) -> Contenders:
    url = f"{payloads.GITHUB}/repos/octocat/Hello-World/milestones"
    plain, transport = _httpx_calls(
        "httpx", (f"{url}/1", payloads.github_milestone(1)), (url, payloads.github_list(size)), list
    )
    # Without its cache, which would return what was received before. Within a `with`, since it creates an httpx client
    # for each call otherwise.
    github = import_module("githubkit").GitHub(TOKEN, transport=transport, http_cache=False).__enter__()
    repository = {"owner": "octocat", "repo": "Hello-World"}
    return {
        "plain": plain,
        "githubkit": Calls(
            lambda: github.rest.issues.get_milestone(**repository, milestone_number=1).parsed_data,
            lambda: github.rest.issues.list_milestones(**repository, per_page=size).parsed_data,
        ),
    }


PEERS = {
    "openai": Peer("from openai import OpenAI", "httpx2", 100, _openai),
    "stripe": Peer("from stripe import StripeClient", "requests", 100, _stripe),
    "hcloud": Peer("from hcloud import Client", "requests", 50, _hcloud),
    "githubkit": Peer("from githubkit import GitHub", "httpx", 100, _githubkit),
}
