"""Sources at URLs, with a server that misbehaves."""

import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from pipeline.documents import MAX_BYTES, plain, read_document
from pipeline.errors import PipelineError
from pipeline.vendor.download import download, public_name
from tests.pipeline.vendor.vendor_samples import DOCUMENT, PAGE, Workspace

HTML = "<!doctype html><title>Please log in</title>"


class Handler(BaseHTTPRequestHandler):
    """One path for each behavior."""

    def do_GET(self) -> None:
        match self.path.partition("?")[0]:
            case "/openapi.yaml":
                self.respond(DOCUMENT.encode())
            case "/page" | "/page.md":
                self.respond(PAGE.encode())
            case "/gzip":
                self.respond(gzip.compress(DOCUMENT.encode()), encoding="gzip")
            case "/login.yaml":
                self.respond(HTML.encode())
            case "/bomb":
                self.respond(gzip.compress(b"#" * (MAX_BYTES + 1)), encoding="gzip")
            case "/endless":
                self.stream(b"#" * 1_000_000, pause=0)
            case "/slow":
                self.stream(b"#", pause=0.05)
            case "/moved":
                self.redirect("/openapi.yaml")
            case "/loop":
                self.redirect("/loop")
            case "/elsewhere":
                self.redirect("https://user:hush@example.com/openapi.yaml?key=hush")
            case "/port":
                self.redirect("http://127.0.0.1:1/openapi.yaml")
            case "/broken":
                self.respond(b"not gzip", encoding="gzip")
            case _:
                self.send_error(404)

    def respond(self, body: bytes, encoding: str = "identity") -> None:
        self.send_response(200)
        self.send_header("Content-Encoding", encoding)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def stream(self, chunk: bytes, pause: float) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            for _ in range(10_000):
                self.wfile.write(chunk)
                self.wfile.flush()
                time.sleep(pause)
        except OSError:
            self.close_connection = True

    def redirect(self, location: str) -> None:
        self.send_response(302)
        self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Do not log."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


@pytest.mark.parametrize("path", ["/openapi.yaml", "/gzip", "/moved"])
def test_spec_from_a_url(workspace: Workspace, server: str, path: str) -> None:
    assert workspace.vendor(server + path) == DOCUMENT


@pytest.mark.parametrize("path", ["/page", "/page.md"])
def test_page_and_spec_from_urls(workspace: Workspace, server: str, path: str) -> None:
    result = workspace.vendor(server + path, workspace.add("api.yaml", DOCUMENT))
    assert "operationId: create-order" in result


def test_lock_does_not_contain_secrets_of_urls(workspace: Workspace, server: str) -> None:
    workspace.vendor(server.replace("//", "//me:hush@") + "/openapi.yaml?token=hush#hush")
    [source] = plain(read_document(workspace.lock))["sources"]
    assert source["name"] == f"{server}/openapi.yaml"
    assert "hush" not in workspace.lock.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/login.yaml", "is an HTML page"),
        ("/missing", "responds with status 404"),
        ("/bomb", "sends more than 20,000,000 bytes"),
        ("/endless", "sends more than 20,000,000 bytes"),
        ("/loop", "redirects more than 5 times"),
        ("/elsewhere", "redirects to another host, https://example.com/openapi.yaml;"),
        ("/port", "redirects to another host, http://127.0.0.1:1/openapi.yaml;"),
        ("/broken", "cannot be read"),
    ],
)
def test_invalid_response_is_an_error(workspace: Workspace, server: str, path: str, message: str) -> None:
    with pytest.raises(PipelineError) as caught:
        workspace.vendor(f"{server}{path}?token=hush")
    assert message in str(caught.value)
    assert str(caught.value).startswith(f"{server}{path}")
    assert "hush" not in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1
    assert workspace.written() == []


def test_slow_response_times_out(server: str) -> None:
    started = time.monotonic()
    with pytest.raises(PipelineError, match=r"timed out after 0\.3 seconds"):
        download(f"{server}/slow", time_limit=0.3)
    assert time.monotonic() - started < 3


def test_refused_connection_is_an_error() -> None:
    with pytest.raises(PipelineError, match=r"http://127\.0\.0\.1:1/openapi\.yaml cannot be read"):
        download("http://127.0.0.1:1/openapi.yaml")


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("HTTPS://me:secret@example.com:8443/a.yaml?key=secret#part", "https://example.com:8443/a.yaml"),
        ("http://example.com", "http://example.com"),
    ],
)
def test_public_name_removes_secrets(url: str, name: str) -> None:
    assert public_name(url) == name
