"""Receives the request of a browser that the authorization server redirects to this machine (RFC 8252, section 7.3)."""

import errno
import hmac
import os
import selectors
import socket
import socketserver
import sys
from contextlib import suppress
from functools import partial
from html import escape
from http.server import BaseHTTPRequestHandler
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from mijnklantportaal._clock import real_monotonic
from mijnklantportaal.errors import ConfigurationError, OAuthError

# Browsers try both addresses of `localhost`, so no other program may listen on either of them.
_ADDRESSES = {"127.0.0.1": ["127.0.0.1"], "::1": ["::1"], "localhost": ["127.0.0.1", "::1"]}

_POLL_INTERVAL = 0.1
"""Seconds between two checks for the callback. On Windows, Ctrl-C takes effect only between checks."""

_REQUEST_TIMEOUT = 10.0
"""Seconds within which a browser must send a request. Browsers may connect in advance and never send one."""

_PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title}</title>
</head>
<body>
<h1>{title}</h1>
<p>{text}</p>
</body>
</html>
"""


class LoopbackListener:
    """Listens for the callback. Use it as a context manager.

    Browsers can connect as soon as the listener exists. They get a response while `receive` runs.

    Args:
        redirect_uri: The URL that the browser is redirected to: an `http:` URL whose host is `localhost`, `127.0.0.1`
            or `[::1]`. By default, it is `http://127.0.0.1:<port>/callback`, with a free port.

    Raises:
        ConfigurationError: `redirect_uri` is not a URL of this kind, or its port cannot be used.
    """

    def __init__(self, redirect_uri: str | None) -> None:
        host, port, path = ("127.0.0.1", 0, "/callback") if redirect_uri is None else _parse_redirect_uri(redirect_uri)
        self._path = path
        self._state = b""
        self._query: str | None = None
        self._servers: list[_Server] = []
        try:
            for address in _ADDRESSES[host]:
                self._listen(address, port)
        except OSError as error:
            self.close()
            raise ConfigurationError(
                f"the program cannot listen on port {port} of the redirect URI {redirect_uri} ({error.strerror}): stop "
                "the program that uses the port, or use a redirect URI with another port, such as "
                "http://127.0.0.1:8400/callback"
            ) from None
        self.redirect_uri = redirect_uri or f"http://127.0.0.1:{self._servers[0].server_address[1]}{path}"
        """The URL that the authorization server must redirect the browser to."""

    def receive(self, state: str, timeout: float) -> str:
        """Wait for the callback, and return its URL.

        Requests for another path, and those without the right `state`, get an error page.

        Args:
            state: The state in the authorization URL.
            timeout: Seconds to wait.

        Raises:
            OAuthError: No callback arrived in time.
        """
        end = real_monotonic() + timeout
        self._state, self._query = state.encode(), None
        # Error reports show variables.
        del state
        with selectors.DefaultSelector() as selector:
            for server in self._servers:
                selector.register(server, selectors.EVENT_READ, server)
            while self._query is None:
                remaining = end - real_monotonic()
                if remaining <= 0:
                    raise OAuthError(
                        f"no browser was redirected to {self.redirect_uri} within {timeout:g} seconds: log in and "
                        "grant access in the browser, and check that this redirect URI is registered for the "
                        "application"
                    )
                for key, _ in selector.select(min(remaining, _POLL_INTERVAL)):
                    key.data.handle_request()
        return f"{self.redirect_uri.partition('?')[0]}?{self._query}"

    def close(self) -> None:
        """Close all connections, and stop listening."""
        for server in self._servers:
            server.close()

    def is_callback(self, path: str, query: str) -> bool:
        """Return whether a request with this path and query is the callback."""
        states = parse_qs(query, keep_blank_values=True).get("state", [])
        return path == self._path and len(states) == 1 and hmac.compare_digest(states[0].encode(), self._state)

    def accept_callback(self, query: str) -> None:
        """End the wait with this query."""
        self._query = query

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _listen(self, address: str, port: int) -> None:
        try:
            self._servers.append(_Server(self, address, port))
        except OSError as error:
            # A machine without IPv6 has only the first address of `localhost`.
            if not self._servers or error.errno not in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):
                raise


class _Server(socketserver.ThreadingTCPServer):
    """Handles each connection in its own thread, so that an idle connection does not delay the others."""

    daemon_threads = True
    # The number of connections that may wait to be accepted. Browsers open several.
    request_queue_size = 32
    # On Windows, this option would allow several programs to listen on one port.
    allow_reuse_address = os.name == "posix"

    def __init__(self, listener: LoopbackListener, address: str, port: int) -> None:
        self._connections: set[socket.socket] = set()
        self.address_family = socket.AF_INET6 if ":" in address else socket.AF_INET
        super().__init__((address, port), partial(_Handler, listener))

    def close(self) -> None:
        self.server_close()
        for connection in self._connections.copy():
            # Its thread may have closed it in the meantime.
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def process_request(self, request: Any, client_address: Any) -> None:
        self._connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._connections.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        # A browser may close a connection at any time.
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    timeout = _REQUEST_TIMEOUT

    def __init__(self, listener: LoopbackListener, *args: Any) -> None:
        self._listener = listener
        # The constructor handles the request.
        super().__init__(*args)

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        if not self._listener.is_callback(path, query):
            self.send_error(404, "Not found", "The program is waiting for another request.")
            return
        try:
            self._send_page(parse_qs(query))
        finally:
            # After the response, since the program may end as soon as it has the callback.
            self._listener.accept_callback(query)

    def _send_page(self, parameters: dict[str, list[str]]) -> None:
        title, text = "Access was granted", "You can close this page and return to the program."
        if "code" not in parameters:
            title = "Access was refused"
            text = escape(" ".join(parameters.get("error_description", parameters.get("error", []))))
        page = _PAGE.format(title=title, text=text).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.send_header("Content-Security-Policy", "default-src 'none'")
        self.send_header("Cache-Control", "no-store")
        # The URL of the page contains the code.
        self.send_header("Referrer-Policy", "no-referrer")
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, format: str, *args: Any) -> None:
        """Log nothing: the request line contains the code."""


def _parse_redirect_uri(uri: str) -> tuple[str, int, str]:
    """Return the host, the port and the path.

    Raises:
        ConfigurationError: `uri` is not a valid redirect URI for this machine.
    """
    try:
        address = urlsplit(uri)
        port = 80 if address.port is None else address.port
    except ValueError:
        address, port = urlsplit(""), 0
    host = address.hostname or ""
    # A path that a browser percent-encodes never equals the path of its request.
    is_plain = uri.isascii() and uri.isprintable() and " " not in uri
    if address.scheme != "http" or host not in _ADDRESSES or not port or "#" in uri or "@" in uri or not is_plain:
        raise ConfigurationError(
            f"redirect_uri must be an http URL of this machine, such as http://127.0.0.1:8400/callback, not {uri!r}"
        )
    return host, port, address.path or "/"
