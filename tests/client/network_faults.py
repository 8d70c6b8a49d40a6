"""What can go wrong between the client and a server, and the outcome of a call then: the rows of docs/faults.md."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from mijnklantportaal import (
    APIConnectionError,
    APIError,
    APIResponseValidationError,
    APIStatusError,
    APITimeoutError,
    AuthenticationError,
    ConflictError,
    InternalServerError,
)
from tests.client.messages import (
    NO_REASON,
    NO_RESPONSE,
    NO_RESPONSE_IN_TIME,
    NOT_FOLLOWED,
    NOT_JSON,
    TOO_LARGE,
    TRUNCATED,
    TRUNCATED_AFTER_SUCCESS,
    TRUNCATED_IN_TIME,
)
from tests.client.tcp_server import (
    DRIP_BYTES,
    GOOD,
    GOOD_JSON,
    Connection,
    Handler,
    chunked,
    dripping,
    http_response,
    redirect,
    responding,
    responding_and_closing,
    responding_and_hanging,
    responding_with_bomb,
)


@dataclass(frozen=True)
class Outcome:
    """The outcome of a call.

    Args:
        error: The class of the error; `None` for a result.
        attempts: The number of attempts, with the `max_retries` of the fault.
        status_code: The attribute of the error; `None` where it has none.
        sent: Likewise.
        message: A pattern in the error's message.
    """

    error: type[APIError] | None = None
    attempts: int = 1
    status_code: int | None = None
    sent: bool | None = None
    message: str = ""


@dataclass(frozen=True)
class Fault:
    """One row: what a server does, and the outcome of a call that changes nothing, and of one that changes something.

    Args:
        name: As in docs/faults.md.
        handler: What the server does; `None` where no server listens.
        read: The outcome of the one.
        write: The outcome of the other.
        timeout: Seconds for an attempt: many where they do not matter, so that a busy machine gives the same outcome.
        max_retries: Retries that the client may make.
        options: Options of the client besides.
        calls: How many calls are made one after another: those before the last succeed.
        is_request_read: Whether the server reads each request to its end.
    """

    name: str
    handler: Handler | None
    read: Outcome
    write: Outcome
    timeout: float = 30.0
    max_retries: int = 2
    options: Mapping[str, int] = field(default_factory=dict)
    calls: int = 1
    is_request_read: bool = True


def reset(connection: Connection) -> None:
    connection.read_request()
    connection.reset()


def interim_without_end(connection: Connection) -> None:
    connection.read_request()
    # It ends later than `HANG_GUARD`, so that a client without a deadline fails the test instead of hanging forever.
    for _ in range(DRIP_BYTES):
        connection.send(b"HTTP/1.1 103 Early Hints\r\n\r\n" * 20)
        if connection.server.closing.wait(0.02):
            return


def close_during_the_second_request(connection: Connection) -> None:
    connection.read_request()
    if connection.requests == 1:
        connection.send(GOOD)
    else:
        connection.close()


Outcomes: TypeAlias = tuple[Outcome, Outcome]
"""Of a read and of a write."""


def no_response(message: str) -> Outcomes:
    """It is unknown whether the portal carried out the request, so only a read is retried."""
    write = Outcome(APIConnectionError, sent=True, message=message)
    return replace(write, attempts=3), write


def no_response_in_time() -> Outcomes:
    write = Outcome(APITimeoutError, sent=True, message=NO_RESPONSE_IN_TIME)
    return replace(write, attempts=2), write


def truncated(error: type[APIConnectionError], message: str, attempts: int) -> Outcomes:
    """The status shows that the portal carried out the request: a retry is safe for a read only."""
    read = Outcome(error, attempts=attempts, sent=True, message=message)
    return read, Outcome(
        APIResponseValidationError, status_code=200, message=rf"{TRUNCATED_AFTER_SUCCESS} \({error.__name__}\)"
    )


def unusable(message: str, status_code: int = 200) -> Outcomes:
    """The request was carried out, and a retry would give the same response."""
    outcome = Outcome(APIResponseValidationError, status_code=status_code, message=message)
    return outcome, outcome


def refused(error: type[APIStatusError], status_code: int, message: str = NO_REASON) -> Outcomes:
    outcome = Outcome(error, status_code=status_code, message=message)
    return outcome, outcome


def failed(status_code: int) -> Outcomes:
    """The status may be another one at the next attempt."""
    write = Outcome(InternalServerError, status_code=status_code, message=NO_REASON)
    return replace(write, attempts=3), write


SUCCESS: Outcomes = (Outcome(), Outcome())
TIMEOUT = 1.0
"""Seconds for an attempt that ends by its deadline: enough for a busy machine to connect and to send."""

FAULTS = [
    Fault(
        "the port is closed",
        None,
        Outcome(APIConnectionError, attempts=3, sent=False, message=NO_RESPONSE),
        Outcome(APIConnectionError, attempts=3, sent=False, message=NO_RESPONSE),
        is_request_read=False,
    ),
    Fault(
        "the connection is closed before the request is read",
        Connection.close,
        *no_response(NO_RESPONSE),
        is_request_read=False,
    ),
    Fault("the connection is closed instead of a response", responding_and_closing(b""), *no_response(NO_RESPONSE)),
    Fault("the connection is reset instead of a response", reset, *no_response(NO_RESPONSE)),
    Fault("no response is sent", responding_and_hanging(b""), *no_response_in_time(), timeout=TIMEOUT, max_retries=1),
    Fault("half a status line is sent", responding_and_closing(b"HTTP/1.1 20"), *no_response(NO_RESPONSE)),
    Fault(
        "headers are sent without an end",
        responding_and_hanging(b"HTTP/1.1 200 OK\r\n" + b"X-Filler: 0123456789\r\n" * 20_000),
        *no_response(NO_RESPONSE),
    ),
    Fault(
        "headers are sent byte by byte without an end",
        dripping(b"HTTP/1.1 200 OK\r\n", b"a" * DRIP_BYTES),
        *no_response_in_time(),
        timeout=TIMEOUT,
        max_retries=1,
    ),
    Fault(
        "interim responses (1xx) are sent without an end",
        interim_without_end,
        *no_response_in_time(),
        timeout=TIMEOUT,
        max_retries=1,
    ),
    Fault(
        "interim responses (1xx) are sent before a good one",
        responding(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </>\r\n\r\n" + GOOD),
        *SUCCESS,
    ),
    Fault(
        "half a body is sent",
        responding_and_closing(http_response(GOOD_JSON[:9], length=len(GOOD_JSON))),
        *truncated(APIConnectionError, TRUNCATED, attempts=3),
    ),
    Fault(
        "half a chunked body is sent",
        responding_and_closing(chunked(GOOD_JSON[:9])),
        *truncated(APIConnectionError, TRUNCATED, attempts=3),
    ),
    Fault(
        "a body is sent byte by byte",
        dripping(http_response(b"", length=len(GOOD_JSON) + DRIP_BYTES), b" " * DRIP_BYTES + GOOD_JSON),
        *truncated(APITimeoutError, TRUNCATED_IN_TIME, attempts=2),
        timeout=TIMEOUT,
        max_retries=1,
    ),
    Fault(
        "a body stalls in the middle",
        responding_and_hanging(http_response(GOOD_JSON[:9], length=len(GOOD_JSON))),
        *truncated(APITimeoutError, TRUNCATED_IN_TIME, attempts=2),
        timeout=TIMEOUT,
        max_retries=1,
    ),
    Fault(
        "the server does not speak HTTP",
        responding_and_closing(b"SSH-2.0-OpenSSH_9.6\r\n"),
        *no_response(NO_RESPONSE),
    ),
    Fault(
        "a response has two lengths",
        responding(http_response(GOOD_JSON, "Content-Length: 3")),
        *no_response(f"{NO_RESPONSE}.*Content-Length"),
    ),
    Fault("a body is longer than its length", responding(http_response(GOOD_JSON, length=9)), *unusable(NOT_JSON)),
    Fault("a body is truncated JSON", responding(http_response(GOOD_JSON[:9])), *unusable(NOT_JSON)),
    Fault(
        "HTML is sent with status 200",
        responding(http_response(b"<html>Maintenance</html>", media_type="text/html")),
        *unusable(NOT_JSON),
    ),
    Fault("an empty body is sent with status 200", responding(http_response(b"")), *unusable(NOT_JSON)),
    Fault(
        "JSON is sent with another content type", responding(http_response(GOOD_JSON, media_type="text/html")), *SUCCESS
    ),
    Fault(
        "status 204 is sent where the spec promises a body",
        responding(b"HTTP/1.1 204 No Content\r\n\r\n"),
        *unusable(NOT_JSON, status_code=204),
    ),
    Fault(
        "a body is compressed", responding(http_response(gzip.compress(GOOD_JSON), "Content-Encoding: gzip")), *SUCCESS
    ),
    Fault(
        "a compressed body is damaged",
        responding(http_response(b"no gzip", "Content-Encoding: gzip")),
        *unusable("cannot be decompressed"),
    ),
    Fault(
        "a compressed body is truncated",
        responding(http_response(gzip.compress(GOOD_JSON)[:20], "Content-Encoding: gzip")),
        *unusable("the body"),
    ),
    Fault(
        "a small compressed body is decompressed to a huge one",
        responding_with_bomb,
        *unusable(f"{TOO_LARGE}, 33554432 bytes"),
    ),
    Fault(
        "a body has a compression that was not requested",
        responding(http_response(GOOD_JSON, "Content-Encoding: br")),
        *unusable("encoded as 'br', which the client does not decompress"),
    ),
    Fault(
        "a body is announced to be larger than `max_response_size`",
        responding(http_response(b" " * 1_000_000)),
        *unusable(f"{TOO_LARGE}, 1000 bytes"),
        options={"max_response_size": 1000},
    ),
    Fault(
        "a body without a length is larger than `max_response_size`",
        responding_and_closing(b"HTTP/1.1 200 OK\r\n\r\n" + b" " * 1_000_000),
        *unusable(f"{TOO_LARGE}, 1000 bytes"),
        options={"max_response_size": 1000},
    ),
    *[
        Fault(
            f"a redirect to another server ({status})",
            responding(redirect(status, "https://elsewhere.invalid/")),
            *refused(APIStatusError, status, NOT_FOLLOWED),
        )
        for status in (301, 302, 307)
    ],
    Fault(
        "a proxy fails with an HTML page",
        responding(http_response(b"<html>Bad gateway</html>", status="502 Bad Gateway", media_type="text/html")),
        *failed(502),
    ),
    Fault(
        "the portal fails with an empty body",
        responding(http_response(b"", status="500 Internal Server Error")),
        *failed(500),
    ),
    Fault(
        "half the body of an error is sent",
        responding_and_closing(http_response(b'{"message": "half', status="409 Conflict", length=100)),
        *refused(ConflictError, 409),
    ),
    Fault(
        "the compressed body of an error is damaged",
        responding(http_response(b"no gzip", "Content-Encoding: gzip", status="409 Conflict")),
        *refused(ConflictError, 409),
    ),
    Fault(
        "the token is refused",
        responding(http_response(b"{}", status="401 Unauthorized")),
        *refused(AuthenticationError, 401),
    ),
    Fault(
        "a status of the framework (419)",
        responding(http_response(b"{}", status="419 Page Expired")),
        *refused(APIStatusError, 419),
    ),
    Fault(
        "a status of the network before the portal (520)",
        responding(http_response(b"error code: 520", status="520 ")),
        *refused(InternalServerError, 520),
    ),
    Fault(
        "an unknown status (999)",
        responding(http_response(b"", status="999 ?")),
        *refused(InternalServerError, 999),
    ),
    Fault(
        "the protocol is switched without a request to",
        responding(b"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"),
        *no_response(NO_RESPONSE),
    ),
    Fault(
        "a response has a huge number of headers",
        responding(http_response(GOOD_JSON, *(f"X-{number}: x" for number in range(20_000)))),
        *no_response(NO_RESPONSE),
    ),
    Fault("a status line is not all ASCII", responding(http_response(GOOD_JSON, status="200 Très bien")), *SUCCESS),
    Fault("a kept connection is closed between two calls", responding_and_closing(GOOD), *SUCCESS, calls=2),
    Fault(
        "a kept connection is closed when the next call was sent",
        close_during_the_second_request,
        Outcome(attempts=2),
        Outcome(APIConnectionError, sent=True, message=NO_RESPONSE),
        calls=2,
    ),
]


def docs_table() -> str:
    """Return the table of docs/faults.md."""
    retried = {(1, 1): "no", (3, 1): "reads", (2, 1): "reads", (3, 3): "both"}
    rows = [
        (
            fault.name,
            _docs_outcome(fault.read, is_write=False),
            _docs_outcome(fault.write, is_write=True),
            retried[fault.read.attempts, fault.write.attempts],
        )
        for fault in FAULTS
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _docs_outcome(outcome: Outcome, is_write: bool) -> str:
    if outcome.error is None:
        return "the result"
    status = f" ({outcome.status_code})" if issubclass(outcome.error, APIStatusError) else ""
    sent = f", `sent={outcome.sent}`" if is_write and issubclass(outcome.error, APIConnectionError) else ""
    return f"`{outcome.error.__name__}`{status}{sent}"
