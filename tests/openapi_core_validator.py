"""openapi-core as a transport: it checks each request against the document, and the answer that it gives as well."""

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


def reader_of(document: Mapping[str, Any]) -> OpenAPI:
    """openapi-core for this document, with the two kinds of parts that it can't read in a multipart body.

    openapi-core 0.23 keeps the content of a file as bytes and that of a boolean as text, and then finds that neither
    has the type in the schema: `string` with the format `binary`, and `boolean`. All other kinds it reads, and judges,
    by itself. The formats `decimal`, `local-date-time` and `local-minute` are this project's own, and no judge knows
    them; the last two have a pattern, which both check.
    """
    readers: Any = {"application/octet-stream": _file, "text/plain": _text}
    return OpenAPI.from_dict(dict(document), config=Config(extra_media_type_deserializers=readers))


class SentRequest:
    """A request of httpx as openapi-core reads one."""

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


class GivenResponse:
    """A response of httpx as openapi-core reads one."""

    def __init__(self, response: httpx.Response) -> None:
        self.status_code = response.status_code
        self.headers = dict(response.headers)
        self.content_type = response.headers["Content-Type"]
        self.data = response.content


def judged(openapi: OpenAPI, answer: Callable[[httpx.Request], httpx.Response]) -> httpx.MockTransport:
    """A transport for both clients, that gives this answer to a request without fault.

    It raises an AssertionError for one that the document does not allow.
    """

    def handle(request: httpx.Request) -> httpx.Response:
        response = answer(request)
        try:
            openapi.validate_request(SentRequest(request))
            openapi.validate_response(SentRequest(request), GivenResponse(response))
        except OpenAPIError as error:
            raise AssertionError(f"{request.method} {request.url}: {_sentence(error)}") from error
        return response

    return httpx.MockTransport(handle)


def _sentence(error: BaseException) -> str:
    """The error with its causes, of which the last tells what is wrong."""
    details = [str(detail) for detail in getattr(error, "schema_errors", ())]
    own = "; ".join([str(error), *details])
    return own if error.__cause__ is None else f"{own}: {_sentence(error.__cause__)}"
