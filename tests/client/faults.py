"""What can go wrong between the client and a server, and what becomes of a call then: the rows of docs/faults.md."""

import asyncio
import gzip
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, AsyncExitStack, ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, TypeAlias

import httpx

from mijnklantportaal import (
    APIConnectionError,
    APIError,
    APIResponseValidationError,
    APIStatusError,
    APITimeoutError,
    AsyncMijnKlantportaal,
    AuthenticationError,
    ConflictError,
    InternalServerError,
    MijnKlantportaal,
)
from tests.client.raw_server import Answer, Connection, answering

TOKEN = "key-for-tests"

Call: TypeAlias = Callable[[Any], Any]
"""Makes a call with the client that it is given, of either form."""
Client: TypeAlias = Callable[[Call], Any]
"""Makes a call with a client, and gives its result once it is there."""
Form: TypeAlias = Callable[..., AbstractContextManager[Client]]
"""Makes a client with these options; `own` holds those of an own httpx client below it."""


@contextmanager
def blocking(own: Mapping[str, Any] | None = None, **options: Any) -> Iterator[Client]:
    with ExitStack() as opened:
        if own is not None:
            options["http_client"] = opened.enter_context(httpx.Client(**own))
        client = opened.enter_context(MijnKlantportaal(api_key=TOKEN, **options))
        yield lambda call: call(client)


@contextmanager
def asynchronous(own: Mapping[str, Any] | None = None, **options: Any) -> Iterator[Client]:
    opened = AsyncExitStack()

    async def awaited(call: Call, client: Any) -> Any:
        return await call(client)

    with asyncio.Runner() as runner:
        try:
            if own is not None:
                options["http_client"] = runner.run(opened.enter_async_context(httpx.AsyncClient(**own)))
            client = runner.run(opened.enter_async_context(AsyncMijnKlantportaal(api_key=TOKEN, **options)))
            yield lambda call: runner.run(awaited(call, client))
        finally:
            runner.run(opened.aclose())


def read(client: Any) -> Any:
    return client.customer_offers.get("off_1")


def write(client: Any) -> Any:
    return client.tickets.add_message("tic_1", message="x")


FORMS: tuple[Form, ...] = (blocking, asynchronous)
METHODS: tuple[Call, ...] = (read, write)

# Fields that the document promises beside it are missing, which costs nothing.
GOOD_JSON = b'{"id": "id_of_a_good_answer"}'


@dataclass(frozen=True)
class Outcome:
    """What becomes of a call."""

    error: type[APIError] | None = None
    """`None` for the answer."""
    attempts: int = 1
    """How often it is tried where two repetitions are allowed."""
    status_code: int | None = None
    sent: bool | None = None
    """What the error says of it; `None` where it does not."""
    message: str = ""
    """A pattern that the error's text contains."""


@dataclass(frozen=True)
class Fault:
    """One row: something that a server does, and what becomes of a call that changes nothing, and of one that does."""

    name: str
    answer: Answer | None
    """What the server does; `None` where nobody listens."""
    read: Outcome
    write: Outcome
    timeout: float = 10.0
    """Seconds for an attempt: many where they do not matter, so that a busy machine does not change the outcome."""
    options: Mapping[str, Any] = field(default_factory=dict)
    """How the client is changed by `with_options`."""
    calls: int = 1
    """How many are made one after another: those before the last succeed."""
    is_request_read: bool = True
    """Whether the server takes each request whole."""


def http(
    content: bytes,
    *headers: str,
    status: str = "200 OK",
    media_type: str = "application/json",
    length: int | None = None,
) -> bytes:
    """An answer, with another length than it has if one is given."""
    lines = [
        f"HTTP/1.1 {status}",
        f"Content-Type: {media_type}",
        f"Content-Length: {len(content) if length is None else length}",
        *headers,
    ]
    return "\r\n".join([*lines, "", ""]).encode() + content


GOOD = http(GOOD_JSON)


def redirect(status: int, location: str) -> bytes:
    return http(b"", f"Location: {location}", status=f"{status} Elsewhere")


def answering_and_closing(content: bytes) -> Answer:
    def answer(connection: Connection) -> None:
        answering(content)(connection)
        connection.close()

    return answer


def answering_and_hanging(content: bytes) -> Answer:
    def answer(connection: Connection) -> None:
        answering(content)(connection)
        connection.wait_for_end()

    return answer


def dripping(at_once: bytes, slowly: bytes) -> Answer:
    def answer(connection: Connection) -> None:
        answering(at_once)(connection)
        connection.drip(slowly)

    return answer


def reset(connection: Connection) -> None:
    connection.read_request()
    connection.reset()


def interim_without_end(connection: Connection) -> None:
    connection.read_request()
    # So long that no timeout of the table is reached by it, and yet no test hangs for ever.
    for _ in range(500):
        connection.send(b"HTTP/1.1 103 Early Hints\r\n\r\n" * 20)
        if connection.server.closing.wait(0.01):
            return


def closing_during_the_second_request(connection: Connection) -> None:
    connection.read_request()
    if connection.requests == 1:
        connection.send(GOOD)
    else:
        connection.close()


@cache
def bomb() -> bytes:
    """200 MB of spaces, compressed, and never there as a whole."""
    compressor = zlib.compressobj(level=9, wbits=zlib.MAX_WBITS | 16)
    megabyte = b" " * 1_000_000
    return b"".join([*(compressor.compress(megabyte) for _ in range(200)), compressor.flush()])


def bombing(connection: Connection) -> None:
    answering(http(bomb(), "Content-Encoding: gzip"))(connection)


def chunked(*chunks: bytes) -> bytes:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    return head + b"".join(b"%x\r\n%b\r\n" % (len(chunk), chunk) for chunk in chunks)


Outcomes: TypeAlias = tuple[Outcome, Outcome]
"""Of a read and of a write."""


def lost(message: str) -> Outcomes:
    """Nothing is known of what the portal did, so only what changes nothing is tried again."""
    write = Outcome(APIConnectionError, sent=True, message=message)
    return replace(write, attempts=3), write


def late() -> Outcomes:
    write = Outcome(APITimeoutError, sent=True, message="no answer in time")
    return replace(write, attempts=3), write


def broken_off(error: type[APIConnectionError], message: str) -> Outcomes:
    """The status says that the portal did what it was asked for: another attempt is good for what can be done again."""
    read = Outcome(error, attempts=3, sent=True, message=message)
    return read, Outcome(APIResponseValidationError, status_code=200, message=f"broke off \\({error.__name__}\\)")


def unreadable(message: str, status_code: int = 200) -> Outcomes:
    """The same, and another attempt would give the same answer."""
    outcome = Outcome(APIResponseValidationError, status_code=status_code, message=message)
    return outcome, outcome


def refused(error: type[APIStatusError], status_code: int, message: str = "the portal gave no reason") -> Outcomes:
    outcome = Outcome(error, status_code=status_code, message=message)
    return outcome, outcome


def failed(status_code: int) -> Outcomes:
    """A status that may be gone the next time."""
    write = Outcome(InternalServerError, status_code=status_code, message="the portal gave no reason")
    return replace(write, attempts=3), write


SUCCESS: Outcomes = (Outcome(), Outcome())
# For what ends with the attempt's time. Longer where the status must have come before.
SHORT, LONGER = 0.25, 0.5

FAULTS = [
    Fault(
        "nobody listens",
        None,
        Outcome(APIConnectionError, attempts=3, sent=False, message="no answer"),
        Outcome(APIConnectionError, attempts=3, sent=False, message="no answer"),
        is_request_read=False,
    ),
    Fault(
        "the connection is closed before the request is read",
        Connection.close,
        *lost("no answer"),
        is_request_read=False,
    ),
    Fault("the connection is closed instead of an answer", answering_and_closing(b""), *lost("no answer")),
    Fault("the connection is reset instead of an answer", reset, *lost("no answer")),
    Fault("no answer comes", answering_and_hanging(b""), *late(), timeout=SHORT),
    Fault("half a status line comes", answering_and_closing(b"HTTP/1.1 20"), *lost("no answer")),
    Fault(
        "headers come without an end",
        answering_and_hanging(b"HTTP/1.1 200 OK\r\n" + b"X-Filler: 0123456789\r\n" * 20_000),
        *lost("no answer"),
    ),
    Fault("headers drip without an end", dripping(b"HTTP/1.1 200 OK\r\n", b"a" * 250), *late(), timeout=SHORT),
    Fault("interim answers (1xx) come without an end", interim_without_end, *late(), timeout=SHORT),
    Fault(
        "interim answers (1xx) come before a good one",
        answering(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </>\r\n\r\n" + GOOD),
        *SUCCESS,
    ),
    Fault(
        "half a body comes",
        answering_and_closing(http(GOOD_JSON[:9], length=len(GOOD_JSON))),
        *broken_off(APIConnectionError, "no whole answer"),
    ),
    Fault(
        "half a chunked body comes",
        answering_and_closing(chunked(GOOD_JSON[:9])),
        *broken_off(APIConnectionError, "no whole answer"),
    ),
    Fault(
        "a body drips",
        dripping(http(b"", length=len(GOOD_JSON) + 250), b" " * 250 + GOOD_JSON),
        *broken_off(APITimeoutError, "no whole answer in time"),
        timeout=LONGER,
    ),
    Fault(
        "a body stops in the middle",
        answering_and_hanging(http(GOOD_JSON[:9], length=len(GOOD_JSON))),
        *broken_off(APITimeoutError, "no whole answer in time"),
        timeout=LONGER,
    ),
    Fault("something else than HTTP answers", answering_and_closing(b"SSH-2.0-OpenSSH_9.6\r\n"), *lost("no answer")),
    Fault(
        "an answer has two lengths",
        answering(http(GOOD_JSON, "Content-Length: 3")),
        *lost("no answer .*Content-Length"),
    ),
    Fault("a body is longer than its length", answering(http(GOOD_JSON, length=9)), *unreadable("is no JSON")),
    Fault("a body is JSON that is cut off", answering(http(GOOD_JSON[:9])), *unreadable("is no JSON")),
    Fault(
        "a page of HTML comes with status 200",
        answering(http(b"<html>Maintenance</html>", media_type="text/html")),
        *unreadable("is no JSON"),
    ),
    Fault("an empty body comes with status 200", answering(http(b"")), *unreadable("is no JSON")),
    Fault("good JSON is called something else", answering(http(GOOD_JSON, media_type="text/html")), *SUCCESS),
    Fault(
        "status 204 comes where a body was promised",
        answering(b"HTTP/1.1 204 No Content\r\n\r\n"),
        *unreadable("is no JSON", status_code=204),
    ),
    Fault("a body is compressed", answering(http(gzip.compress(GOOD_JSON), "Content-Encoding: gzip")), *SUCCESS),
    Fault(
        "a compressed body is damaged",
        answering(http(b"no gzip", "Content-Encoding: gzip")),
        *unreadable("can't be decompressed"),
    ),
    Fault(
        "a compressed body is cut off",
        answering(http(gzip.compress(GOOD_JSON)[:20], "Content-Encoding: gzip")),
        *unreadable("the body"),
    ),
    Fault(
        "a small compressed body becomes a huge one", bombing, *unreadable("33554432 bytes, which is max_response_size")
    ),
    Fault(
        "a body is compressed in a way that was not asked for",
        answering(http(GOOD_JSON, "Content-Encoding: br")),
        *unreadable("encoded as 'br', which was not asked for"),
    ),
    Fault(
        "a body says that it is larger than `max_response_size`",
        answering(http(b" " * 1_000_000)),
        *unreadable("1000 bytes, which is max_response_size"),
        options={"max_response_size": 1000},
    ),
    Fault(
        "a body without a length is larger than `max_response_size`",
        answering_and_closing(b"HTTP/1.1 200 OK\r\n\r\n" + b" " * 1_000_000),
        *unreadable("1000 bytes, which is max_response_size"),
        options={"max_response_size": 1000},
    ),
    *[
        Fault(
            f"a redirect leads elsewhere ({status})",
            answering(redirect(status, "https://elsewhere.invalid/")),
            *refused(APIStatusError, status, "a redirect, which is not followed"),
        )
        for status in (301, 302, 307)
    ],
    Fault(
        "a proxy fails, and says so in HTML",
        answering(http(b"<html>Bad gateway</html>", status="502 Bad Gateway", media_type="text/html")),
        *failed(502),
    ),
    Fault("the portal fails, and says nothing", answering(http(b"", status="500 Internal Server Error")), *failed(500)),
    Fault(
        "half the body of an error comes",
        answering_and_closing(http(b'{"message": "half', status="409 Conflict", length=100)),
        *refused(ConflictError, 409),
    ),
    Fault(
        "the compressed body of an error is damaged",
        answering(http(b"no gzip", "Content-Encoding: gzip", status="409 Conflict")),
        *refused(ConflictError, 409),
    ),
    Fault(
        "the token is refused", answering(http(b"{}", status="401 Unauthorized")), *refused(AuthenticationError, 401)
    ),
    Fault(
        "a status of the framework comes (419)",
        answering(http(b"{}", status="419 Page Expired")),
        *refused(APIStatusError, 419),
    ),
    Fault(
        "a status of the network before the portal comes (520)",
        answering(http(b"error code: 520", status="520 ")),
        *refused(InternalServerError, 520),
    ),
    Fault(
        "a status comes that HTTP does not know (999)",
        answering(http(b"", status="999 ?")),
        *refused(InternalServerError, 999),
    ),
    Fault(
        "the protocol is switched without having been asked to",
        answering(b"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"),
        *lost("no answer"),
    ),
    Fault(
        "an answer has a huge number of headers",
        answering(http(GOOD_JSON, *(f"X-{number}: x" for number in range(20_000)))),
        *lost("no answer"),
    ),
    Fault("a status line is not all ASCII", answering(http(GOOD_JSON, status="200 Très bien")), *SUCCESS),
    Fault("a kept connection is closed between two calls", answering_and_closing(GOOD), *SUCCESS, calls=2),
    Fault(
        "a kept connection is closed when the next call has come",
        closing_during_the_second_request,
        Outcome(attempts=2),
        Outcome(APIConnectionError, sent=True, message="no answer"),
        calls=2,
    ),
]
