"""All endpoints for the CMS, in FastAPI."""

from typing import Any

import attrs
from fastapi import FastAPI, Request, Response

from mijnklantportaal import cms
from tests.integrations.programs.cms_examples import AUTHENTICATION, HTML, KEY, VALUES

app = FastAPI()


def as_fastapi(response: cms.CallbackResponse) -> Response:
    return Response(response.body, response.status_code, response.headers)


@app.api_route("/page", methods=["GET", "POST"])
def page(request: Request) -> Response:
    cms.verify_authentication(request.headers, AUTHENTICATION)
    return as_fastapi(cms.page_response(cms.parse_page_request(request.headers), HTML, KEY))


@app.api_route("/submission", methods=["GET", "POST", "PUT", "PATCH"])
async def submission(request: Request) -> dict[str, Any]:
    if request.method == "GET":
        received = cms.parse_query_submission(request.headers, request.url.query)
    else:
        received = cms.parse_json_submission(request.headers, await request.body())
    return attrs.asdict(received)


@app.api_route("/values", methods=["GET", "POST"])
def values(request: Request) -> Response:
    cms.parse_prefill_request(request.headers)
    return as_fastapi(cms.prefill_response(VALUES))


@app.exception_handler(cms.CallbackError)
def refused(request: Request, error: cms.CallbackError) -> Response:
    return as_fastapi(error.response)
