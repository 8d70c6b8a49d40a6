"""The parts that all callbacks share: responses, the error for a refused request, and the IDs in the headers."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from attrs import field, frozen

from mijnklantportaal._received_headers import ReceivedHeaders, header_values
from mijnklantportaal.errors import ConfigurationError, MijnKlantportaalError


@frozen
class CallbackResponse:
    """A response to a callback. Pass all three parts to the web framework."""

    status_code: int
    """200, or the `status_code` of a `CallbackError`."""
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


class CallbackError(MijnKlantportaalError):
    """A request is not a valid callback of the portal, or its credentials are wrong.

    The portal treats a submission as failed for every status other than 200 to 299, and does not show a page without
    the right headers (guide, CMS). Any error response will therefore do; `response` follows RFC 9110.

    Args:
        message: A description of the problem. It contains no value of the request.
        status_code: The status of the response: 400 for a request that is not valid, 401 or 403 for missing or wrong
            credentials.
    """

    def __init__(self, message: str = "", *args: object, status_code: int = 400) -> None:
        super().__init__(message, *args)
        self.status_code = status_code

    @property
    def response(self) -> CallbackResponse:
        """The error as a response in plain text."""
        headers = {"Content-Type": "text/plain; charset=utf-8"}
        if self.status_code == 401:
            # RFC 9110, section 11.6.1: a response with this status must have this header.
            headers["WWW-Authenticate"] = 'Basic realm="callbacks"'
        return CallbackResponse(self.status_code, headers, str(self).encode(errors="replace"))


class IdKind(NamedTuple):
    """A kind of ID in callbacks: the name of its header, and the prefix of its values."""

    header: str
    prefix: str


CUSTOMER_ID = IdKind("X-Customer-Id", "cst_")
FORM_ID = IdKind("X-Form-Id", "frm_")
PAGE_ID = IdKind("X-Page-Id", "pag_")

# In the examples of the guide, letters and digits follow the prefix. It does not say what else an ID may contain.
_CHARACTERS = re.compile(r"[0-9A-Za-z_-]+")


def id_problem(name: str, value: object, kind: IdKind) -> str | None:
    """Return why a value is not an ID of a kind, or `None` if it is one. The text refers to the value as `name`."""
    if isinstance(value, str) and value.startswith(kind.prefix) and _CHARACTERS.fullmatch(value, len(kind.prefix)):
        return None
    return f"{name} must be an ID such as {kind.prefix}123abc456def: {kind.prefix}, then letters, digits, - or _"


def received_values(headers: ReceivedHeaders, *names: str) -> list[list[str]]:
    """Return, for each of the lowercase names, the values of all headers with this name.

    Raises:
        TypeError: `headers` is neither a mapping nor an iterable of pairs.
    """
    if isinstance(headers, Iterator):
        # An iterator, such as `request.headers.items()` in Flask, can be used only once.
        headers = list(headers)
    return [header_values(headers, name) for name in names]


def count_problem(header: str, values: list[str]) -> str | None:
    """Return why a header does not have exactly one value, or `None` if it does."""
    return None if len(values) == 1 else f"the header {header} {'is repeated' if values else 'is missing'}"


def received_ids(headers: ReceivedHeaders, *kinds: IdKind) -> list[str]:
    """Return the IDs in the headers of a callback.

    Args:
        headers: The headers.
        kinds: The kinds of IDs to return.

    Raises:
        CallbackError: A header is missing or repeated, or is not a valid ID.
        TypeError: `headers` is neither a mapping nor an iterable of pairs.
    """
    received = received_values(headers, *(kind.header.lower() for kind in kinds))
    for kind, values in zip(kinds, received, strict=True):
        if problem := count_problem(kind.header, values) or id_problem(f"the header {kind.header}", values[0], kind):
            raise CallbackError(problem)
    return [values[0] for values in received]


def check_secret(name: str, value: object) -> None:
    """Check that a value can be a secret. Errors refer to it as `name`, and do not show it.

    Raises:
        ConfigurationError: The value is not a str of printable ASCII characters, or is empty.
    """
    if not isinstance(value, str):
        raise ConfigurationError(f"{name} must be str, not {type(value).__name__}")
    if not value or not value.isascii() or not value.isprintable():
        raise ConfigurationError(
            f"{name} must be printable ASCII characters, and not empty: how the portal encodes other characters is not "
            "known"
        )
