"""Dynamic HTML pages: blocks of a page in the portal whose HTML comes from a developer's endpoint."""

import hmac

from attrs import frozen

from mijnklantportaal._hidden_arguments import hides_arguments
from mijnklantportaal._received_headers import ReceivedHeaders
from mijnklantportaal._wire.serializing import checked_text
from mijnklantportaal.cms._callbacks import (
    CUSTOMER_ID,
    PAGE_ID,
    CallbackResponse,
    check_secret,
    id_problem,
    received_ids,
)


@frozen
class PageRequest:
    """A request for the HTML of a page that a customer opens."""

    customer_id: str
    """Such as `cst_123abc456def`."""
    page_id: str
    """Such as `pag_123abc456def`."""


@hides_arguments
def parse_page_request(headers: ReceivedHeaders) -> PageRequest:
    """Parse the headers of a request for the HTML of a page.

    The headers do not prove who sent the request. Anyone who can reach the endpoint can name any customer, and gets
    that customer's page with a valid checksum: verify the credentials first, with `verify_basic_auth` or
    `verify_authentication`.

    The HTTP method of these requests is not known: let the endpoint accept both GET and POST.

    Args:
        headers: The headers of the request, as the web framework provides them.

    Raises:
        CallbackError: `X-Customer-Id` or `X-Page-Id` is missing, repeated, or not a valid ID.
        TypeError: `headers` is neither a mapping nor an iterable of pairs.
    """
    customer_id, page_id = received_ids(headers, CUSTOMER_ID, PAGE_ID)
    return PageRequest(customer_id, page_id)


@hides_arguments
def page_response(page: PageRequest, html: str, key: str) -> CallbackResponse:
    """Return the response with the HTML of a page, and the checksum that the portal checks.

    The header `Content-Type` is `text/html`, exactly as in the guide: whether the portal accepts a `charset` is not
    known, and it shows nothing if a header is wrong. The response therefore does not name the encoding of the HTML,
    which is UTF-8. Character references, as in `M&uuml;ller`, mean the same in every encoding.

    The checksum does not cover the HTML.

    Args:
        page: The request for the page.
        html: The HTML. Escape the values in it, as templates do.
        key: The key that was set when the block was created.

    Raises:
        ConfigurationError: `key` is empty, or contains characters other than printable ASCII.
        TypeError: `html` is not a str.
        ValueError: `html` contains a lone surrogate, or an ID of `page` is not valid.
    """
    headers = {"Content-Type": "text/html", "X-Checksum": checksum(page.customer_id, page.page_id, key)}
    if not isinstance(html, str):
        raise TypeError(f"html must be str, not {type(html).__name__}")
    return CallbackResponse(200, headers, checked_text("html", html).encode())


@hides_arguments
def checksum(customer_id: str, page_id: str, key: str) -> str:
    """Return the checksum of a page, for the header `X-Checksum`.

    It is the HMAC-SHA-256 of `customer_id,page_id` (guide, CMS: dynamic HTML pages). The guide does not name the
    encoding of the result. This function returns lowercase hexadecimal digits, which the guide's example looks like.

    Args:
        customer_id: The value of the header `X-Customer-Id`.
        page_id: The value of the header `X-Page-Id`.
        key: The key that was set when the block was created.

    Raises:
        ConfigurationError: `key` is empty, or contains characters other than printable ASCII.
        ValueError: An ID is not valid. If IDs could contain commas, one checksum would be valid for several pages.
    """
    problem = id_problem("customer_id", customer_id, CUSTOMER_ID) or id_problem("page_id", page_id, PAGE_ID)
    check_secret("key", key)
    if problem:
        raise ValueError(problem)
    return hmac.new(key.encode(), f"{customer_id},{page_id}".encode(), "sha256").hexdigest()
