"""Callbacks: the requests that the CMS of the portal sends to a developer's endpoints, and the responses to them.

The functions take what every web framework has: the headers of a request, its body or query as received. They return a
`CallbackResponse`, whose parts every framework takes.
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
