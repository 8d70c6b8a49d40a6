"""All endpoints for the CMS, in Django."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import attrs
from django.http import HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from mijnklantportaal import cms
from tests.integrations.programs.cms_examples import AUTHENTICATION, HTML, KEY, VALUES


def as_django(response: cms.CallbackResponse) -> Any:
    return HttpResponse(response.body, status=response.status_code, headers=response.headers)


def endpoint(view: Callable[[Any], Any]) -> Any:
    @csrf_exempt
    @wraps(view)
    def refusing(request: Any) -> Any:
        try:
            return view(request)
        except cms.CallbackError as error:
            return as_django(error.response)

    return refusing


@endpoint
def page(request: Any) -> Any:
    cms.verify_authentication(request.headers, AUTHENTICATION)
    return as_django(cms.page_response(cms.parse_page_request(request.headers), HTML, KEY))


@endpoint
def submission(request: Any) -> Any:
    if request.method == "GET":
        received = cms.parse_query_submission(request.headers, request.META["QUERY_STRING"])
    else:
        received = cms.parse_json_submission(request.headers, request.body)
    return JsonResponse(attrs.asdict(received))


@endpoint
def values(request: Any) -> Any:
    cms.parse_prefill_request(request.headers)
    return as_django(cms.prefill_response(VALUES))


urlpatterns = [path("page", page), path("submission", submission), path("values", values)]
