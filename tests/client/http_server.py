"""The base of the fake servers that speak HTTP by the standard library."""

import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Otherwise the second half of each response waits until the client confirms the first.
    disable_nagle_algorithm = True

    def log_message(self, format: str, *arguments: object) -> None:
        pass


class _LoopbackServer(ThreadingHTTPServer):
    # Many clients connect at the same time.
    request_queue_size = 200
    # Their end is waited for, so that no test finds descriptors of the one before it.
    daemon_threads = False

    def __init__(self, handler: type[Handler]) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self.failures: list[BaseException] = []
        self._connections: set[socket.socket] = set()
        self._lock = threading.Lock()

    def get_request(self) -> tuple[socket.socket, Any]:
        connection, address = super().get_request()
        with self._lock:
            self._connections.add(connection)
        return connection, address

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self._connections.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        error = sys.exception()
        # A client that was interrupted has closed its connection, which is not a failure.
        if error is not None and not isinstance(error, OSError):
            self.failures.append(error)

    def server_close(self) -> None:
        with self._lock:
            for connection in self._connections:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        super().server_close()


@contextmanager
def serving(handler: type[Handler]) -> Iterator[str]:
    """Serve on a loopback port, and yield the base URL.

    Raises:
        BaseExceptionGroup: The handler failed.
    """
    with _LoopbackServer(handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/v1"
        finally:
            server.shutdown()
            thread.join()
    if server.failures:
        raise BaseExceptionGroup("the handler of a fake server failed", server.failures)
