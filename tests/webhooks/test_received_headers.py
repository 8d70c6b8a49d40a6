"""The headers of requests, in the classes of web frameworks and servers."""

import email
import http.client
import io
from collections.abc import Callable, Iterator
from typing import Any
from wsgiref.headers import Headers as WsgirefHeaders
from wsgiref.util import setup_testing_defaults

import httpx
import pytest
import starlette.datastructures
import werkzeug.datastructures

from mijnklantportaal._received_headers import ReceivedHeaders, header_values
from tests.tracebacks import traceback_with_locals

Pairs = list[tuple[str, str]]
PAIRS: Pairs = [("Host", "shop.example"), ("X-Webhook-Signature", "first"), ("X-Webhook-Signature", "second")]
NAME = "x-webhook-signature"


class MultiDict:
    """As the headers of aiohttp: `items` has every value, `[]` the first one."""

    def __init__(self, pairs: Pairs) -> None:
        self._pairs = pairs

    def __getitem__(self, name: str) -> str:
        return next(value for key, value in self._pairs if key.lower() == name.lower())

    def __iter__(self) -> Iterator[str]:
        return (key for key, _ in self._pairs)

    def items(self) -> Iterator[tuple[str, str]]:
        return iter(self._pairs)


def message(pairs: Pairs) -> Any:
    return email.message_from_string("".join(f"{key}: {value}\r\n" for key, value in pairs) + "\r\n")


def message_of_http_server(pairs: Pairs) -> Any:
    lines = "".join(f"{key}: {value}\r\n" for key, value in pairs)
    return http.client.parse_headers(io.BytesIO(f"{lines}\r\n".encode()))


def asgi(pairs: Pairs) -> list[tuple[bytes, bytes]]:
    return [(key.lower().encode(), value.encode()) for key, value in pairs]


def environ(pairs: Pairs) -> dict[str, Any]:
    values: dict[str, Any] = {}
    setup_testing_defaults(values)
    for key, value in pairs:
        variable = f"HTTP_{key.upper().replace('-', '_')}"
        # As servers join them.
        values[variable] = f"{values[variable]},{value}" if variable in values and key != "Host" else value
    return values


def aws(pairs: Pairs) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for key, value in pairs:
        values.setdefault(key, []).append(value)
    return values


KEEP_EVERY_VALUE: dict[str, Callable[[Pairs], ReceivedHeaders]] = {
    "pairs": lambda pairs: pairs,
    "iterator of pairs": iter,
    "ASGI": asgi,
    "Starlette": lambda pairs: starlette.datastructures.Headers(raw=asgi(pairs)),
    "Starlette mutable": lambda pairs: starlette.datastructures.MutableHeaders(raw=asgi(pairs)),
    "werkzeug": werkzeug.datastructures.Headers,
    "wsgiref": WsgirefHeaders,
    "multidict": MultiDict,
    "email": message,
    "http.server": message_of_http_server,
    "httpx pairs": lambda pairs: httpx.Headers(pairs).multi_items(),
    "AWS multiValueHeaders": aws,
    "tuples": lambda pairs: {key: tuple(values) for key, values in aws(pairs).items()},
}
JOIN_VALUES: dict[str, Callable[[Pairs], ReceivedHeaders]] = {
    "httpx": httpx.Headers,
    "WSGI environ": environ,
    "werkzeug of an environ": lambda pairs: werkzeug.datastructures.EnvironHeaders(environ(pairs)),
}
ALL = {**KEEP_EVERY_VALUE, **JOIN_VALUES, "dict": dict, "dict of bytes": lambda pairs: dict(asgi(pairs))}


@pytest.mark.parametrize("make", KEEP_EVERY_VALUE.values(), ids=KEEP_EVERY_VALUE)
def test_every_value_of_a_header_is_returned_in_order(make: Callable[[Pairs], ReceivedHeaders]) -> None:
    assert header_values(make(PAIRS), NAME) == ["first", "second"]


@pytest.mark.parametrize("make", JOIN_VALUES.values(), ids=JOIN_VALUES)
def test_values_that_a_framework_joins_are_one_value(make: Callable[[Pairs], ReceivedHeaders]) -> None:
    (value,) = header_values(make(PAIRS), NAME)
    assert value.replace(" ", "") == "first,second"


@pytest.mark.parametrize("make", ALL.values(), ids=ALL)
@pytest.mark.parametrize("name", ["X-Webhook-Signature", "x-webhook-signature", "X-WEBHOOK-SIGNATURE"])
def test_name_of_a_header_matches_in_any_case(make: Callable[[Pairs], ReceivedHeaders], name: str) -> None:
    assert header_values(make([("Host", "shop.example"), (name, "only")]), NAME) == ["only"]


@pytest.mark.parametrize("make", ALL.values(), ids=ALL)
def test_header_that_is_missing_has_no_values(make: Callable[[Pairs], ReceivedHeaders]) -> None:
    assert header_values(make([("Host", "shop.example"), ("X-Webhook-Signatures", "x")]), NAME) == []
    assert header_values(make([]), NAME) == []


def test_headers_with_and_without_prefix_are_found_in_an_environ() -> None:
    received = {**environ([]), "CONTENT_TYPE": "text/plain", "CONTENT_LENGTH": "3"}
    assert header_values(received, "content-type") == ["text/plain"]
    assert header_values(received, "content-length") == ["3"]
    assert header_values(received, "host") == ["127.0.0.1"]


def test_variable_of_the_process_in_an_environ_is_not_a_header() -> None:
    # wsgiref adds the environment of the process.
    assert header_values({**environ([]), "X_WEBHOOK_SIGNATURE": "x"}, NAME) == []


def test_header_named_like_a_variable_is_not_that_header() -> None:
    pairs = [("HTTP_X_WEBHOOK_SIGNATURE", "x"), ("wsgi.version", "(1, 0)"), ("X_Webhook_Signature", "x")]
    assert header_values(pairs, NAME) == []
    assert header_values(dict(pairs), NAME) == []


def test_bytes_are_decoded_as_latin_1() -> None:
    assert header_values([(b"X-Webhook-Signature", b"\xe9\xff")], NAME) == ["éÿ"]
    assert header_values([(b"\xff", b"x")], NAME) == []


NOT_HEADERS: list[Any] = [
    None,
    5,
    "X-Webhook-Signature: very-secret",
    b"X-Webhook-Signature: very-secret",
    ["X-Webhook-Signature"],
    [("X-Webhook-Signature", "very-secret", "very-secret")],
    [("X-Webhook-Signature", None)],
    [("X-Webhook-Signature", 5)],
    [(None, "very-secret")],
    {"X-Webhook-Signature": None},
    {"X-Webhook-Signature": ["very-secret", None]},
    {5: "very-secret"},
    {**environ([]), "HTTP_X_WEBHOOK_SIGNATURE": ["very-secret"]},
]


@pytest.mark.parametrize("headers", NOT_HEADERS, ids=range(len(NOT_HEADERS)))
def test_value_of_another_type_is_refused_without_showing_it(headers: Any) -> None:
    with pytest.raises(TypeError, match="headers must be a mapping or pairs of names and values, not") as caught:
        header_values(headers, NAME)
    assert "very-secret" not in traceback_with_locals(caught.value)
