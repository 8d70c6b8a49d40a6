"""A server that gives every request the same response."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from mijnklantportaal.types import JSON


@contextmanager
def responding(status: int, body: JSON, headers: dict[str, str]) -> Iterator[str]:
    """Serve a response, and yield the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content = json.dumps(body).encode()
            self.rfile.read(int(self.headers.get("content-length", 0)))
            self.send_response(status)
            for name, value in {**headers, "content-length": str(len(content))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        do_POST = do_GET

        def log_message(self, format: str, *args: object) -> None:
            pass

    with _serving(Handler) as address:
        yield address


@contextmanager
def stalling_download() -> Iterator[str]:
    """Serve a link to a file whose content never ends, and yield the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            link = f"http://{self.headers['host']}/content"
            body = json.dumps({"link": link, "expiresAt": "2099-01-01T00:00:00+00:00"}).encode()
            is_link = self.path != "/content"
            self.send_response(200)
            self.send_header("content-length", str(len(body) if is_link else 1_000_000))
            self.end_headers()
            self.wfile.write(body)
            if not is_link:
                # Until the client closes the connection.
                self.rfile.read(1)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with _serving(Handler) as address:
        yield address


@contextmanager
def _serving(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=lambda: server.serve_forever(poll_interval=0.01))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
