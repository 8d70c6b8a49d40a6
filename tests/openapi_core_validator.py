"""openapi-core as a transport: it validates each request, and the response to it, against the spec."""

from collections.abc import Callable, Mapping
from typing import Any

import httpx
from openapi_core import Config, OpenAPI
from openapi_core.datatypes import RequestParameters
from openapi_core.exceptions import OpenAPIError
from werkzeug.datastructures import Headers, ImmutableMultiDict


def _file(content: bytes, **parameters: str) -> str:
    return content.decode("latin-1")


def _text(content: bytes, **parameters: str) -> str | bool:
    text = content.decode("utf-8")
    return text == "true" if text in ("true", "false") else text


def validator_of(spec: Mapping[str, Any]) -> OpenAPI:
    """Return openapi-core for this spec, with the two kinds of parts that it cannot parse in a multipart body.

    openapi-core 0.23 keeps the content of a file as bytes and that of a boolean as text, neither of which then has the
    type in the schema: `string` with the format `binary`, and `boolean`. The formats `decimal`, `local-date-time` and
    `local-minute` are specific to this project, and unknown to all validators; the last two have a pattern besides.
    """
    deserializers: Any = {"application/octet-stream": _file, "text/plain": _text}
    return OpenAPI.from_dict(dict(spec), config=Config(extra_media_type_deserializers=deserializers))


class SentRequest:
    """A request of httpx in the protocol of openapi-core."""

    def __init__(self, request: httpx.Request) -> None:
        self.host_url = f"{request.url.scheme}://{request.url.netloc.decode()}"
        self.path = request.url.path
        self.method = request.method.lower()
        self.body = request.content or None
        self.content_type = request.headers.get("Content-Type", "")
        self.parameters = RequestParameters(
            query=ImmutableMultiDict(request.url.params.multi_items()),
            header=Headers(request.headers.multi_items()),
        )


class ReceivedResponse:
    """A response of httpx in the protocol of openapi-core."""

    def __init__(self, response: httpx.Response) -> None:
        self.status_code = response.status_code
        self.headers = dict(response.headers)
        self.content_type = response.headers["Content-Type"]
        self.data = response.content


def validating_transport(validator: OpenAPI, respond: Callable[[httpx.Request], httpx.Response]) -> httpx.MockTransport:
    """Return a transport for both clients that raises an AssertionError for an invalid request or response."""

    def handle(request: httpx.Request) -> httpx.Response:
        response = respond(request)
        try:
            validator.validate_request(SentRequest(request))
            validator.validate_response(SentRequest(request), ReceivedResponse(response))
        except OpenAPIError as error:
            raise AssertionError(f"{request.method} {request.url}: {_message(error)}") from error
        return response

    return httpx.MockTransport(handle)


def _message(error: BaseException) -> str:
    """Return the error with its causes, of which the last one is the most specific."""
    details = [str(detail) for detail in getattr(error, "schema_errors", ())]
    own = "; ".join([str(error), *details])
    return own if error.__cause__ is None else f"{own}: {_message(error.__cause__)}"
