"""Types of the callbacks of the CMS, pinned: read by type checkers only, never run."""

from collections.abc import MutableMapping
from datetime import date
from decimal import Decimal
from typing import Any, assert_type

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response

from mijnklantportaal import MijnKlantportaalError, cms
from mijnklantportaal.types import JSON


def page(headers: dict[str, str], key: str) -> None:
    request = cms.parse_page_request(headers)
    assert_type(request, cms.PageRequest)
    assert_type(request.customer_id, str)
    assert_type(request.page_id, str)
    response = cms.page_response(request, "<p>Hello</p>", key=key)
    assert_type(response, cms.CallbackResponse)
    assert_type(response.status_code, int)
    assert_type(response.headers["X-Checksum"], str)
    assert_type(response.body, bytes)
    assert_type(cms.checksum(request.customer_id, request.page_id, key), str)


def headers_of_all_kinds(
    starlette: Headers,
    pairs: list[tuple[str, str]],
    scope: MutableMapping[str, Any],
    asgi: list[tuple[bytes, bytes]],
    aws: dict[str, list[str]],
    environ: dict[str, Any],
) -> None:
    for headers in (starlette, pairs, scope["headers"], asgi, aws, environ):
        cms.parse_prefill_request(headers)
    cms.parse_prefill_request(starlette)
    cms.parse_prefill_request(pairs)
    cms.parse_prefill_request(asgi)
    cms.parse_prefill_request(aws)
    cms.parse_prefill_request(environ)


async def form(request: Request) -> Response:
    try:
        cms.verify_basic_auth(request.headers, "portal", "password")
        cms.verify_authentication(request.headers, "Bearer token")
        submission = cms.parse_json_submission(request.headers, await request.body())
        assert_type(submission, cms.FormSubmission)
        assert_type(submission.form_id, str)
        assert_type(submission.fields, dict[str, JSON])
        name = submission.fields.get("name")
        if isinstance(name, str):
            assert_type(name, str)
        assert_type(cms.parse_query_submission(request.headers, request.url.query), cms.FormSubmission)
    except cms.CallbackError as error:
        base: MijnKlantportaalError = error
        assert_type(error.status_code, int)
        assert_type(error.response, cms.CallbackResponse)
        print(base)
        return Response(error.response.body, error.response.status_code, error.response.headers)
    return Response(status_code=204)


def values(texts: dict[str, str], optional: dict[str, str | None]) -> None:
    assert_type(cms.prefill_response({"name": "John", "age": 20, "note": None, "tags": ["a"]}), cms.CallbackResponse)
    cms.prefill_response(texts)
    cms.prefill_response(optional)


def mistakes(request: Request, submission: cms.FormSubmission, environment: dict[str, str]) -> None:
    cms.prefill_response({"birthday": date(2026, 4, 14)})  # type: ignore[dict-item]  # pyright: ignore[reportArgumentType]
    cms.prefill_response({"price": Decimal("12.95")})  # type: ignore[dict-item]  # pyright: ignore[reportArgumentType]
    cms.parse_json_submission(request.headers, {"name": "John"})  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    cms.parse_query_submission(request.headers, request.query_params)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    cms.verify_authentication(request.headers, environment.get("X"))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    cms.page_response(request.headers, "<p>", "key")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    submission.form_id = "frm_1"  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
