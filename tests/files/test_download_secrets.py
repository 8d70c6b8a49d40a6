"""What a server of files learns of the client, and what errors and logs show of the link: nothing."""

import logging
from pathlib import Path
from typing import Any

import httpx
import pytest

from mijnklantportaal.errors import DownloadError
from tests.files.download_calls import KINDS, TOKEN, Kind, download
from tests.files.file_server import CONTENT, SECRET, FileServer, cut, response, sends, whole
from tests.tracebacks import traceback_with_locals

ALLOWED = {"host", "accept", "accept-encoding", "user-agent"}
LINK = f"https://files.invalid/{SECRET}?signature={SECRET}"
# What a client of the caller adds to its own requests.
OWN: dict[str, Any] = {
    "headers": {"authorization": "Basic b3du", "x-own": "own"},
    "cookies": {"session": "own"},
    "params": {"own": "own"},
    "auth": ("own", "own"),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("has_own_client", [False, True])
def test_neither_the_server_of_the_link_nor_of_a_redirect_gets_anything_of_the_client(
    kind: Kind, has_own_client: bool, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    own: Any = None
    if has_own_client:
        own = httpx.Client(**OWN) if kind == "sync" else httpx.AsyncClient(**OWN)
    with FileServer([whole(Set_Cookie="file=1")]) as other:
        redirect = sends(
            response("307 Temporary Redirect", b"", {"Location": f"{other.root}/{SECRET}/stored", "Set-Cookie": "a=b"})
        )
        with FileServer([redirect]) as server:
            download(kind, server.url, tmp_path / "file", http_client=own)
    (first,), (second,) = server.requests, other.requests
    assert first.path == f"/{SECRET}?signature={SECRET}"
    assert second.path == f"/{SECRET}/stored"
    for request in (first, second):
        assert set(request.headers) == ALLOWED
        assert request.headers["accept-encoding"] == "identity"
        assert TOKEN not in str(request)
    # That of the portal, which its own call has brought.
    assert own is None or {cookie.name for cookie in own.cookies.jar} == {"session"}
    assert SECRET not in caplog.text
    assert "127.0.0.1: 200" in caplog.text


def https_portal(link: object, *responses: httpx.Response) -> httpx.MockTransport:
    planned = list(responses)

    def respond(request: httpx.Request) -> httpx.Response:
        if request.url.path.startswith("/v1/"):
            return httpx.Response(200, json={"link": link, "expiresAt": "2026-01-01T00:00:00+01:00"})
        return planned.pop(0)

    return httpx.MockTransport(respond)


@pytest.mark.parametrize("kind", ["sync", "asyncio"])
@pytest.mark.parametrize(
    ("link", "location", "error"),
    [
        (f"http://files.invalid/{SECRET}", None, "link of the portal is not an https URL"),
        (f"file:///{SECRET}", None, "link of the portal is not an http or https URL"),
        (f"https://[{SECRET}", None, "link of the portal is not a valid URL"),
        (f"https:///{SECRET}", None, "link of the portal is not a valid URL"),
        (None, None, "link of the portal is not a valid URL"),
        (LINK, f"http://files.invalid/{SECRET}", "redirect, status 302, is not an https URL"),
    ],
)
def test_link_that_leads_away_from_https_is_refused(
    link: object, location: str | None, error: str, kind: Kind, tmp_path: Path
) -> None:
    redirects = [httpx.Response(302, headers={"location": location})] if location else []
    transport = https_portal(link, *redirects)
    with pytest.raises(DownloadError, match=error) as info:
        download(kind, "https://portal.invalid/v1", tmp_path / "file", http_client=transport)
    assert SECRET not in traceback_with_locals(info.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", ["sync", "asyncio"])
@pytest.mark.parametrize("error", [httpx.ConnectError, ConnectionResetError, ZeroDivisionError])
def test_error_of_a_transport_that_shows_the_link_does_not_show_it(
    error: type[Exception], kind: Kind, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    def respond(request: httpx.Request) -> httpx.Response:
        if request.url.path.startswith("/v1/"):
            return httpx.Response(200, json={"link": LINK, "expiresAt": "2026-01-01T00:00:00+01:00"})
        # The last one stands for a bug: nothing is retried.
        raise error("division" if error is ZeroDivisionError else f"no route to {request.url}")

    expected = ZeroDivisionError if error is ZeroDivisionError else DownloadError
    with pytest.raises(expected) as info:
        download(
            kind,
            "https://portal.invalid/v1",
            tmp_path / "file",
            http_client=httpx.MockTransport(respond),
            max_retries=1,
        )
    assert SECRET not in traceback_with_locals(info.value)
    assert SECRET not in caplog.text


def test_link_is_requested_through_the_proxy_for_its_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with FileServer([cut(1000), whole()], link=f"http://files.invalid/{SECRET}") as server:
        monkeypatch.setenv("http_proxy", server.root)
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        download("sync", server.url, tmp_path / "file")
    assert [request.path for request in server.requests] == [f"http://files.invalid/{SECRET}"] * 2
    assert (tmp_path / "file").read_bytes() == CONTENT
