"""The headers of requests that a program receives, in the types that web frameworks have for them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

HeaderText: TypeAlias = str | bytes

ReceivedHeaders: TypeAlias = (
    Mapping[str, HeaderText | Iterable[HeaderText]] | Iterable[tuple[HeaderText, HeaderText | Iterable[HeaderText]]]
)
"""Headers as a web framework has them: a mapping by their names in any case, or pairs of names and values.

A value may be a list, as in the `multiValueHeaders` of AWS. ASGI has pairs of bytes.
"""


def header_values(headers: ReceivedHeaders, name: str) -> list[str]:
    """Return the values of all headers with a name, in their order.

    Args:
        headers: The headers.
        name: The name, in lower case.

    Raises:
        TypeError: `headers` is neither a mapping nor an iterable of pairs.
    """
    return [value for key, value in _pairs(headers) if key.lower() == name]


def _pairs(headers: ReceivedHeaders) -> Iterator[tuple[str, str]]:
    # Multi-dicts, such as those of Starlette and aiohttp, give every value of a name here.
    items = getattr(headers, "items", None)
    try:
        pairs: Iterable[Any] = items() if callable(items) else headers
        for key, value in pairs:
            values = (value,) if isinstance(value, HeaderText) else value
            for each in values:
                yield _text(key), _text(each)
    except (TypeError, ValueError):
        # The error of the loop would show a header, which may hold a secret.
        raise TypeError(
            f"headers must be a mapping or pairs of names and values, not {type(headers).__name__}"
        ) from None


def _text(value: HeaderText) -> str:
    if isinstance(value, bytes):
        # RFC 9110, section 5.5: values are ASCII, and older ones ISO-8859-1.
        return value.decode("latin-1")
    if not isinstance(value, str):
        raise TypeError
    return value
