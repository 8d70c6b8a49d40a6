"""No error of a callback shows a key or a password, nor do the local variables of its frames."""

import pickle
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from starlette.datastructures import Headers

from mijnklantportaal import MijnKlantportaalError
from mijnklantportaal.cms import (
    PageRequest,
    checksum,
    page_response,
    parse_json_submission,
    parse_page_request,
    parse_prefill_request,
    parse_query_submission,
    verify_authentication,
    verify_basic_auth,
)
from tests.tracebacks import traceback_with_locals

SECRET = "very-secret"
INVALID_SECRET = f"{SECRET}\n"
RECEIVED = Headers({"Authorization": f"Basic {SECRET}", "X-Customer-Id": "x", "X-Form-Id": "x", "X-Page-Id": "x"})
NOT_HEADERS: Any = [SECRET, 1]
PAGE = PageRequest("cst_1", "pag_1")
INVALID_PAGE = PageRequest("x", "pag_1")

CALLS: dict[str, Callable[[], object]] = {
    "checksum, ID": partial(checksum, "x", "pag_1", SECRET),
    "checksum, key": partial(checksum, "cst_1", "pag_1", INVALID_SECRET),
    "page_response, ID": partial(page_response, INVALID_PAGE, "<p>", SECRET),
    "page_response, key": partial(page_response, PAGE, "<p>", INVALID_SECRET),
    "page_response, HTML": partial(page_response, PAGE, "\ud800", SECRET),
    "parse_page_request, ID": partial(parse_page_request, RECEIVED),
    "parse_page_request, headers": partial(parse_page_request, NOT_HEADERS),
    "parse_page_request, iterator": lambda: parse_page_request(iter(RECEIVED.items())),
    "parse_prefill_request, ID": partial(parse_prefill_request, RECEIVED),
    "parse_prefill_request, headers": partial(parse_prefill_request, NOT_HEADERS),
    "parse_json_submission, ID": partial(parse_json_submission, RECEIVED, b"{}"),
    "parse_json_submission, headers": partial(parse_json_submission, NOT_HEADERS, b"{}"),
    "parse_query_submission, ID": partial(parse_query_submission, RECEIVED, b""),
    "parse_query_submission, headers": partial(parse_query_submission, NOT_HEADERS, b""),
    "verify_basic_auth, wrong": partial(verify_basic_auth, RECEIVED, "portal", SECRET),
    "verify_basic_auth, missing": partial(verify_basic_auth, {"X-Other": SECRET}, SECRET, SECRET),
    "verify_basic_auth, headers": partial(verify_basic_auth, NOT_HEADERS, SECRET, SECRET),
    "verify_basic_auth, username": partial(verify_basic_auth, RECEIVED, INVALID_SECRET, SECRET),
    "verify_basic_auth, colon": partial(verify_basic_auth, RECEIVED, f"{SECRET}:", SECRET),
    "verify_basic_auth, password": partial(verify_basic_auth, RECEIVED, SECRET, INVALID_SECRET),
    "verify_authentication, wrong": partial(verify_authentication, {"Authentication": SECRET}, f"Bearer {SECRET}"),
    "verify_authentication, headers": partial(verify_authentication, NOT_HEADERS, SECRET),
    "verify_authentication, value": partial(verify_authentication, RECEIVED, INVALID_SECRET),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_error_shows_no_secret(call: Callable[[], object]) -> None:
    with pytest.raises((MijnKlantportaalError, TypeError, ValueError)) as caught:
        call()
    error = caught.value
    assert SECRET not in traceback_with_locals(error)
    assert SECRET not in f"{error!r} {vars(error)}"
    assert SECRET.encode() not in pickle.dumps(error)
