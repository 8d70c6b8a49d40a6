"""All endpoints for the CMS, in Flask."""

import attrs
from flask import Flask, Response, jsonify, request

from mijnklantportaal import cms
from tests.integrations.programs.cms_examples import AUTHENTICATION, HTML, KEY, VALUES

app = Flask(__name__)


def as_flask(response: cms.CallbackResponse) -> Response:
    return Response(response.body, response.status_code, response.headers)


@app.route("/page", methods=["GET", "POST"])
def page() -> Response:
    cms.verify_authentication(request.headers, AUTHENTICATION)
    return as_flask(cms.page_response(cms.parse_page_request(request.headers), HTML, KEY))


@app.route("/submission", methods=["GET", "POST", "PUT", "PATCH"])
def submission() -> Response:
    if request.method == "GET":
        received = cms.parse_query_submission(request.headers, request.query_string)
    else:
        received = cms.parse_json_submission(request.headers, request.get_data())
    return jsonify(attrs.asdict(received))


@app.route("/values", methods=["GET", "POST"])
def values() -> Response:
    cms.parse_prefill_request(request.headers)
    return as_flask(cms.prefill_response(VALUES))


@app.errorhandler(cms.CallbackError)
def refused(error: cms.CallbackError) -> Response:
    return as_flask(error.response)
