"""A server that records requests, sends planned responses, and validates both with openapi-core."""

import json
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any

import httpx
import uvicorn
from openapi_core import OpenAPI
from openapi_core.exceptions import OpenAPIError
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from tests.openapi_core_validator import ReceivedResponse, SentRequest


@dataclass(frozen=True)
class Sent:
    """A request as it arrived.

    Attributes:
        line: The method and the target, as they were sent: `GET /query?a=1`.
        headers: The headers; their names are in small letters.
        body: The body.
    """

    line: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def parts(self) -> list[tuple[str, str | None, str | None, bytes]]:
        """The parts of a form: the name, the file name, the media type, and the content of each."""
        headers = f"Content-Type: {self.headers['content-type']}\r\n\r\n".encode()
        message = BytesParser(EmailMessage, policy=HTTP).parsebytes(headers + self.body)
        parts: list[tuple[str, str | None, str | None, bytes]] = []
        for part in message.iter_parts():
            content = part.get_payload(decode=True)
            assert isinstance(content, bytes)
            name = str(part["content-disposition"].params["name"])
            parts.append((name, part.get_filename(), part["content-type"], content))
        return parts


@dataclass(frozen=True)
class Planned:
    """A response to send."""

    status: int = 204
    body: bytes = b""
    media_type: str | None = None


NO_CONTENT = Planned()


def json_response(value: Any, status: int = 200) -> Planned:
    return Planned(status, json.dumps(value).encode(), "application/json")


@dataclass
class FeatureServer:
    """Sends the planned response to every request.

    Attributes:
        validator: Validates requests and responses; `None` where they need not be valid.
        url: The base URL.
        planned: The response to send.
        sent: The requests so far.
        invalid: What openapi-core reports about requests and responses.
    """

    validator: OpenAPI | None = None
    url: str = ""
    planned: Planned = NO_CONTENT
    sent: list[Sent] = field(default_factory=list)
    invalid: list[str] = field(default_factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Respond, as an ASGI application."""
        request = Request(scope, receive)
        body = await request.body()
        target = scope["raw_path"].decode()
        if scope["query_string"]:
            target += f"?{scope['query_string'].decode()}"
        headers = dict(request.headers.items())
        self.sent.append(Sent(f"{request.method} {target}", headers, body))
        planned = self.planned
        if self.validator is not None:
            self._validate(
                self.validator,
                httpx.Request(request.method, f"https://features.example/v1{target}", headers=headers, content=body),
            )
        response = Response(planned.body, planned.status, media_type=planned.media_type)
        await response(scope, receive, send)

    def _validate(self, validator: OpenAPI, request: httpx.Request) -> None:
        planned = self.planned
        headers = {"content-type": planned.media_type or ""}
        response = httpx.Response(planned.status, headers=headers, content=planned.body)
        try:
            validator.validate_request(SentRequest(request))
            validator.validate_response(SentRequest(request), ReceivedResponse(response))
        except OpenAPIError as error:
            self.invalid.append(f"{error!r}: {error.__cause__!r}: {getattr(error.__cause__, 'schema_errors', '')}")


@contextmanager
def serving(application: FeatureServer) -> Iterator[None]:
    """Serve the application on a loopback port."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        application.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        server = uvicorn.Server(uvicorn.Config(application, lifespan="off", ws="none", log_config=None))
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.005)
        try:
            yield
        finally:
            server.should_exit = True
            thread.join()
