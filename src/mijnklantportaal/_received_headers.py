"""The headers of received requests, in the types of all web frameworks."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol, TypeAlias

from mijnklantportaal._hidden_arguments import hides_arguments

HeaderText: TypeAlias = str | bytes


class HeaderMapping(Protocol):
    """A mapping by name, or an object with an `items()` method, such as `email.message.Message`."""

    def items(self) -> Iterable[tuple[str, HeaderText | Iterable[HeaderText]]]:
        """Return the names and values."""
        ...


ReceivedHeaders: TypeAlias = HeaderMapping | Iterable[tuple[HeaderText, HeaderText | Iterable[HeaderText]]]
"""Headers of a web framework: a mapping of names, in any case, to values; or pairs of names and values.

A value may be a list, as in the `multiValueHeaders` of AWS. The pairs of ASGI and the environ of WSGI are accepted too.
"""


@hides_arguments
def header_values(headers: ReceivedHeaders, name: str) -> list[str]:
    """Return the values of all headers with a name, in order.

    Args:
        headers: The headers.
        name: The name, in lower case.

    Raises:
        TypeError: `headers` is neither a mapping nor an iterable of pairs, or a value is neither str nor bytes.
    """
    try:
        return _values_of_environ(headers, name) if _is_environ(headers) else _values(headers, name)
    except (TypeError, ValueError):
        raise TypeError(
            f"headers must be a mapping or pairs of names and values, not {type(headers).__name__}"
        ) from None


def _values(headers: Any, name: str) -> list[str]:
    # Multi-dicts, such as those of Starlette and aiohttp, yield every value of a name here.
    pairs: Iterable[Any] = headers.items() if hasattr(headers, "items") else headers
    return [
        _text(value)
        for key, values in pairs
        if _text(key).lower() == name
        for value in ((values,) if isinstance(values, HeaderText) else values)
    ]


def _is_environ(headers: object) -> bool:
    # Only an environ has a tuple here (PEP 3333). A client cannot send a header that becomes a tuple.
    return isinstance(headers, Mapping) and isinstance(headers.get("wsgi.version"), tuple)


def _values_of_environ(environ: Any, name: str) -> list[str]:
    key = name.upper().replace("-", "_")
    # Other keys are not headers: some servers add the environment of the process.
    value = environ.get(key if key in ("CONTENT_LENGTH", "CONTENT_TYPE") else f"HTTP_{key}")
    return [] if value is None else [_text(value)]


def _text(value: object) -> str:
    if isinstance(value, bytes):
        # Values are ASCII, or historically ISO-8859-1 (RFC 9110, section 5.5).
        return value.decode("latin-1")
    if not isinstance(value, str):
        raise TypeError
    return value
