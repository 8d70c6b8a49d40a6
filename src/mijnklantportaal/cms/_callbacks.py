"""What all callbacks share: the response, the error for a request that is refused, and the IDs in the headers."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from attrs import field, frozen

from mijnklantportaal._received_headers import ReceivedHeaders, header_values
from mijnklantportaal.errors import ConfigurationError, MijnKlantportaalError


@frozen
class CallbackResponse:
    """A response to a callback, in the parts that every web framework takes. Pass on all three of them."""

    status_code: int
    """200, or that of a `CallbackError`."""
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


class CallbackError(MijnKlantportaalError):
    """A request is not a valid callback of the portal, or its credentials are wrong.

    The portal counts a submission as failed for every status other than 200 to 299, and shows no page without the
    right headers (guide, CMS). So any error response will do; `response` is the one that HTTP has for the case.

    Args:
        message: What is wrong. It shows no value of the request.
        status_code: The status of the response: 400 for a request that is not valid, 401 or 403 for one whose
            credentials are missing or wrong.
    """

    def __init__(self, message: str = "", *args: object, status_code: int = 400) -> None:
        super().__init__(message, *args)
        self.status_code = status_code

    @property
    def response(self) -> CallbackResponse:
        """The error as a response in plain text."""
        headers = {"Content-Type": "text/plain; charset=utf-8"}
        if self.status_code == 401:
            # RFC 9110, section 11.6.1: a response with this status names what it asks for.
            headers["WWW-Authenticate"] = 'Basic realm="callbacks"'
        return CallbackResponse(self.status_code, headers, str(self).encode(errors="replace"))


class IdKind(NamedTuple):
    """A kind of ID that callbacks have."""

    header: str
    prefix: str


CUSTOMER_ID = IdKind("X-Customer-Id", "cst_")
FORM_ID = IdKind("X-Form-Id", "frm_")
PAGE_ID = IdKind("X-Page-Id", "pag_")

# Examples of the guide have letters and digits behind the prefix; it does not say what else an ID may hold.
_CHARACTERS = re.compile(r"[0-9A-Za-z_-]+")


def id_problem(name: str, value: object, kind: IdKind) -> str | None:
    """Return why a value is not an ID of a kind, or `None` if it is one. The text calls it `name`."""
    if isinstance(value, str) and value.startswith(kind.prefix) and _CHARACTERS.fullmatch(value, len(kind.prefix)):
        return None
    return f"{name} must be an ID such as {kind.prefix}123abc456def: {kind.prefix} and letters, digits, - and _"


def received_values(headers: ReceivedHeaders, *names: str) -> list[list[str]]:
    """Return for each name, in lower case, the values of all headers with this name.

    Raises:
        TypeError: `headers` is neither a mapping nor an iterable of pairs.
    """
    if isinstance(headers, Iterator):
        # It can be iterated only once, as `request.headers.items()` of Flask.
        headers = list(headers)
    return [header_values(headers, name) for name in names]


def count_problem(header: str, values: list[str]) -> str | None:
    """Return why a header does not have one value, or `None` if it has."""
    return None if len(values) == 1 else f"the header {header} {'is doubled' if values else 'is missing'}"


def received_ids(headers: ReceivedHeaders, *kinds: IdKind) -> list[str]:
    """Return the IDs in the headers of a callback.

    Args:
        headers: The headers.
        kinds: The kinds of IDs, each with its header.

    Raises:
        CallbackError: A header is missing or doubled, or does not hold such an ID.
        TypeError: `headers` is neither a mapping nor an iterable of pairs.
    """
    received = received_values(headers, *(kind.header.lower() for kind in kinds))
    for kind, values in zip(kinds, received, strict=True):
        if problem := count_problem(kind.header, values) or id_problem(f"the header {kind.header}", values[0], kind):
            raise CallbackError(problem)
    return [values[0] for values in received]


def check_secret(name: str, value: object) -> None:
    """Refuse what cannot be a secret; errors call it `name`, and do not show it.

    Raises:
        ConfigurationError: It is not a str of printable ASCII characters, or it is empty.
    """
    if not isinstance(value, str):
        raise ConfigurationError(f"{name} must be str, not {type(value).__name__}")
    if not value or not value.isascii() or not value.isprintable():
        raise ConfigurationError(
            f"{name} must not be empty, and must be printable ASCII characters: how the portal encodes others is not "
            "known"
        )
