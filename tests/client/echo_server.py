"""An HTTP server that responds with the ID from the path, so that concurrent callers can be distinguished."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.client.http_server import Handler, serving
from tests.client.waiting import LONG


def _nothing() -> None:
    pass


@dataclass
class EchoServer:
    """Responds with this offer under every ID.

    An ID that begins with "held" gets no response, and the response for "endless" is preceded by interim responses
    without end.
    """

    offer: dict[str, Any]
    url: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    """Headers of each response."""
    requested_ids: list[str] = field(default_factory=list)
    connections: int = 0
    """How many were made."""
    before_response: Callable[[], object] = _nothing
    arrived: threading.Event = field(default_factory=threading.Event)
    """Set when a request for a "held" ID has come."""
    on_arrival: Callable[[], object] = _nothing
    """Called when such a request has come."""
    is_closing: threading.Event = field(default_factory=threading.Event)
    """Set to release the requests for "held" IDs, by closing their connections."""


@contextmanager
def echo_server(offer: dict[str, Any]) -> Iterator[EchoServer]:
    state = EchoServer(offer)

    class EchoHandler(Handler):
        def setup(self) -> None:
            super().setup()
            state.connections += 1

        def do_GET(self) -> None:
            identity = self.path.rpartition("/")[2]
            state.requested_ids.append(identity)
            if identity.startswith("held"):
                state.arrived.set()
                state.on_arrival()
                state.is_closing.wait(LONG)
                self.close_connection = True
                return
            state.before_response()
            while identity == "endless" and not state.is_closing.wait(0.02):
                self.wfile.write(b"HTTP/1.1 103 Early Hints\r\n\r\n")
            body = json.dumps({**state.offer, "id": identity}).encode()
            self.send_response(200)
            for name, value in {**state.headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

    with serving(EchoHandler) as url:
        state.url = url
        try:
            yield state
        finally:
            state.is_closing.set()
