"""The sandbox without a network, and clients that live in its time."""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import unquote, urlsplit

from starlette.requests import Request

from mijnklantportaal._transport import Headers
from mijnklantportaal.sandbox._clock import Clock
from mijnklantportaal.sandbox._portal import Portal


class SandboxFailure(BaseException):
    """The sandbox has failed, or a function that it was given for a fault.

    It is no `Exception`, since a client would take it for a connection that broke, and call again.
    """


def answering(
    portal: Portal, clock: Clock
) -> Callable[[str, str, Headers, bytes, float | None], tuple[int, Headers, bytes]]:
    """What an `InProcessTransport` gives its requests to: answers that come late cost time of the clock only."""

    def answer(
        method: str, url: str, headers: Headers, content: bytes, seconds: float | None
    ) -> tuple[int, Headers, bytes]:
        try:
            outcome = portal.answer(Request(_scope(method, url, headers)), content)
        except Exception as error:
            raise SandboxFailure(f"{method} {url}: {type(error).__name__}: {error}") from error
        is_late = seconds is not None and outcome.delay > seconds
        clock.advance(timedelta(seconds=seconds if seconds is not None and is_late else outcome.delay))
        if is_late:
            raise TimeoutError("no answer came in time")
        if outcome.response is None:
            raise ConnectionResetError("the connection was cut")
        response = outcome.response
        return response.status_code, response.raw_headers, bytes(response.body)

    return answer


def _scope(method: str, url: str, headers: Headers) -> dict[str, object]:
    """The request as ASGI has it."""
    address = urlsplit(url)
    return {
        "type": "http",
        "method": method,
        "scheme": address.scheme,
        "server": (address.hostname, address.port or 80),
        "path": unquote(address.path),
        "root_path": "",
        "query_string": address.query.encode(),
        "headers": [(name.lower(), value) for name, value in headers],
    }
