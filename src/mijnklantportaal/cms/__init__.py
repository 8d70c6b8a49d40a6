"""Callbacks: the requests that the CMS of the portal sends to a developer's endpoints, and the responses to them.

The functions work with every web framework: they take the headers of a request and its body or query as received, and
return a `CallbackResponse` with a status, headers and a body.
"""

from mijnklantportaal.cms._access import verify_authentication, verify_basic_auth
from mijnklantportaal.cms._callbacks import CallbackError, CallbackResponse
from mijnklantportaal.cms._forms import (
    FormSubmission,
    PrefillRequest,
    parse_json_submission,
    parse_prefill_request,
    parse_query_submission,
    prefill_response,
)
from mijnklantportaal.cms._pages import PageRequest, checksum, page_response, parse_page_request

__all__ = [
    "CallbackError",
    "CallbackResponse",
    "FormSubmission",
    "PageRequest",
    "PrefillRequest",
    "checksum",
    "page_response",
    "parse_json_submission",
    "parse_page_request",
    "parse_prefill_request",
    "parse_query_submission",
    "prefill_response",
    "verify_authentication",
    "verify_basic_auth",
]
