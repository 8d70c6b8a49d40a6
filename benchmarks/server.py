"""A server on the loopback that costs little, run as `python -m benchmarks.server [CERTIFICATE]`.

It prints its base URL, and stops when its standard input is closed. It sends prepared responses without looking at
more than the target of a request, so that the clients are what is measured.
"""

import asyncio
import contextlib
import ssl
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from benchmarks.contenders.payloads import HEADERS, OFFERS_OF_PAGE, encoded, offer, page

PAGES = 1000


class Servers(NamedTuple):
    """The base URLs of two servers."""

    plain: str
    tls: str


@contextlib.contextmanager
def serve(certificate: Path | None = None) -> Iterator[str]:
    """Yield the base URL of a server in another process, which ends with the context; with a certificate, by TLS."""
    command = [sys.executable, "-m", "benchmarks.server", *([] if certificate is None else [str(certificate)])]
    with subprocess.Popen(
        command, cwd=Path(__file__).parents[1], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()


class _Responses:
    """The responses by target, encoded once."""

    def __init__(self) -> None:
        self._offer = _response(encoded(offer(1)))
        self._pages = [_response(encoded(page(OFFERS_OF_PAGE, number, PAGES))) for number in range(1, PAGES + 1)]

    def response(self, target: str) -> bytes:
        url = urlsplit(target)
        if not url.path.endswith("/customer-offers"):
            return self._offer
        return self._pages[int(parse_qs(url.query).get("page", ["1"])[0]) - 1]


class _Connection(asyncio.Protocol):
    def __init__(self, responses: _Responses) -> None:
        self._responses = responses
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        # The requests are GET: they end with their headers.
        *requests, self._received = (self._received + data).split(b"\r\n\r\n")
        for request in requests:
            self._transport.write(self._responses.response(request.split(b" ", 2)[1].decode()))


def _response(content: bytes) -> bytes:
    headers = HEADERS | {"Content-Length": str(len(content))}
    lines = ["HTTP/1.1 200 OK", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
    return "\r\n".join(lines).encode() + content


async def main(certificate: str | None = None) -> None:
    context = None
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
    loop = asyncio.get_running_loop()
    responses = _Responses()
    server = await loop.create_server(lambda: _Connection(responses), "127.0.0.1", 0, ssl=context)
    scheme = "http" if context is None else "https"
    print(f"{scheme}://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1", flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
