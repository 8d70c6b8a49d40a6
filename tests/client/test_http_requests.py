"""The requests that the client makes itself are those that httpx would make."""

from contextlib import ExitStack

import httpx
import pytest

from mijnklantportaal._http import Request, Timeout
from mijnklantportaal._httpx_clients import make_request
from mijnklantportaal.types import Upload

URLS = [
    "http://portal.example/v1/offers",
    "https://portal.example/v1/offers?page=2&name=a%20b%2Bc",
    "https://portal.example:443/v1/offers",
    "https://portal.example:8443/v1/offers",
    "http://[::1]:8000/v1/offers/a%2Fb",
    "https://münchen.example/v1/offers",
]
BODIES = [
    ("GET", None),
    ("HEAD", None),
    ("DELETE", None),
    ("POST", None),
    ("PATCH", b"{}"),
    ("PUT", b""),
    ("DELETE", b"{}"),
]


def request(
    method: str, url: str, content: bytes | None, parts: tuple[tuple[str, str | Upload], ...] | None
) -> Request:
    headers = {"accept": "application/json", "authorization": "Bearer token"}
    return Request(method, url, headers, content, parts, Timeout(30.0, 27.0, 5.0), 1000)


def sent(borrowed: httpx.Client | None, wanted: Request) -> tuple[object, ...]:
    with ExitStack() as files:
        made = make_request(borrowed, wanted, files)
        assert isinstance(made.stream, httpx.SyncByteStream)
        assert isinstance(made.stream, httpx.AsyncByteStream)
        # These the client sets to values of its own, or leaves to the default of HTTP/1.1.
        headers = {
            key: made.headers[key] for key in made.headers if key not in ("accept-encoding", "connection", "user-agent")
        }
        return made.method, made.url, headers, made.read(), made.extensions["timeout"]


@pytest.mark.parametrize("url", URLS)
@pytest.mark.parametrize(("method", "content"), BODIES)
def test_request_is_that_of_httpx(method: str, content: bytes | None, url: str) -> None:
    wanted = request(method, url, content, None)
    with httpx.Client() as client:
        assert sent(None, wanted) == sent(client, wanted)


@pytest.mark.parametrize(
    ("query", "parameters"),
    [
        ("", {"own": "1", "page": "own"}),
        ("?page=2&name=a%20b%2Bc", {"own": "1", "page": "2", "name": "a b+c"}),
    ],
)
def test_parameters_of_the_callers_client_are_merged_with_the_query(query: str, parameters: dict[str, str]) -> None:
    with httpx.Client(params={"own": "1", "page": "own"}) as client, ExitStack() as files:
        made = make_request(client, request("GET", f"https://portal.example/v1/offers{query}", None, None), files)
    # Versions of httpx differ in the order.
    assert sorted(made.url.params.multi_items()) == sorted(parameters.items())


@pytest.mark.parametrize("url", URLS)
def test_multipart_request_is_that_of_httpx(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setattr("os.urandom", lambda size: b"x" * size)
    wanted = request("POST", url, None, (("name", "a"), ("file", Upload(b"content", "a.txt"))))
    with httpx.Client() as client:
        assert sent(None, wanted) == sent(client, wanted)
