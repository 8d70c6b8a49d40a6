"""What goes wrong on demand."""

import json
import re
from collections.abc import Callable, Mapping
from math import inf
from typing import Any

from attrs import define, field, frozen
from starlette.responses import HTMLResponse, JSONResponse, Response

from mijnklantportaal.sandbox._document import API, METHODS


@frozen
class Outcome:
    """What becomes of a request.

    Args:
        response: The answer; `None` when the connection is cut instead.
        delay: Seconds until then.
    """

    response: Response | None
    delay: float = 0.0


@define
class _Fault:
    times: int
    method: str | None
    path: re.Pattern[str] | None
    happen: Callable[[Callable[[], Response]], Outcome]

    def concerns(self, method: str, path: str) -> bool:
        return self.method in (None, method) and (self.path is None or self.path.fullmatch(path) is not None)


@define
class Faults:
    """Faults for the next calls, each as often as it was asked for. The first one that concerns a call happens to it.

    All methods take `times` (calls that it happens to), `method` (`POST`, say) and `path` (as it is called, below the
    address of the API, and with `*` for any text: `/customers/*`); without the last two they concern any call. They
    raise a ValueError when one of these can't be.
    """

    _faults: list[_Fault] = field(factory=list)

    def status(
        self,
        status: int,
        message: str = "Something went wrong.",
        *,
        headers: Mapping[str, str] | None = None,
        times: int = 1,
        method: str | None = None,
        path: str | None = None,
    ) -> None:
        """The answer has this status, a JSON body with the message, and these headers; the call is not carried out.

        Raises:
            ValueError: `status` is none that an answer with a body can have.
        """
        answer = JSONResponse({"message": message}, _checked(status), headers)
        self._add(lambda carry_out: Outcome(answer), times, method, path)

    def html(
        self,
        page: str = "<html><body><h1>Bad Gateway</h1></body></html>",
        *,
        status: int = 502,
        times: int = 1,
        method: str | None = None,
        path: str | None = None,
    ) -> None:
        """The answer is a page for people, as of a proxy; the call is not carried out.

        Raises:
            ValueError: `status` is none that an answer with a body can have.
        """
        answer = HTMLResponse(page, _checked(status))
        self._add(lambda carry_out: Outcome(answer), times, method, path)

    def delay(self, seconds: float, *, times: int = 1, method: str | None = None, path: str | None = None) -> None:
        """The call is carried out, and its answer comes so many seconds later.

        Raises:
            ValueError: `seconds` is less than 0, or no number.
        """
        if not 0 <= seconds < inf:
            raise ValueError(f"seconds must be 0 or more, and is {seconds}")
        self._add(lambda carry_out: Outcome(carry_out(), seconds), times, method, path)

    def cut(
        self, *, carried_out: bool = False, times: int = 1, method: str | None = None, path: str | None = None
    ) -> None:
        """The connection is cut before an answer, after the call was carried out or, by default, without that."""

        def happen(carry_out: Callable[[], Response]) -> Outcome:
            if carried_out:
                carry_out()
            return Outcome(None)

        self._add(happen, times, method, path)

    def body(
        self,
        change: Callable[[Any], Any],
        *,
        times: int = 1,
        method: str | None = None,
        path: str | None = None,
    ) -> None:
        """The call is carried out, and the answer, if it is a success, has another body.

        What `change` raises comes through the call, in process: as a `SandboxFailure`.

        Args:
            change: Is given the body as JSON values, and gives the one to send.
            times: See the class.
            method: See the class.
            path: See the class.
        """

        def happen(carry_out: Callable[[], Response]) -> Outcome:
            response = carry_out()
            if response.status_code >= 300:
                return Outcome(response)
            changed = change(json.loads(bytes(response.body)))
            kept = {name: value for name, value in response.headers.items() if name != "content-length"}
            return Outcome(Response(json.dumps(changed), response.status_code, kept))

        self._add(happen, times, method, path)

    def clear(self) -> None:
        """No more faults."""
        self._faults.clear()

    def _add(
        self,
        happen: Callable[[Callable[[], Response]], Outcome],
        times: int,
        method: str | None,
        path: str | None,
    ) -> None:
        if times < 1:
            raise ValueError(f"times must be at least 1, and is {times}")
        if method is not None and method.lower() not in METHODS:
            raise ValueError(f"method must be one of {', '.join(METHODS).upper()}, and is {method!r}")
        if path is not None and (not path.startswith(("/", "*")) or path.startswith(f"{API}/") or "{" in path):
            raise ValueError(f"path must be as it is called, such as /customers or /customers/*, and is {path!r}")
        pattern = None if path is None else re.compile(re.escape(path).replace(r"\*", ".*"))
        self._faults.append(_Fault(times, method and method.upper(), pattern, happen))

    def outcome(self, method: str, path: str, carry_out: Callable[[], Response]) -> Outcome:
        """What becomes of a call.

        Args:
            method: Its method.
            path: Its path, as in the document.
            carry_out: Does what the portal does, and gives its answer.
        """
        fault = next((fault for fault in self._faults if fault.concerns(method, path)), None)
        if fault is None:
            return Outcome(carry_out())
        fault.times -= 1
        if not fault.times:
            self._faults.remove(fault)
        return fault.happen(carry_out)


def _checked(status: int) -> int:
    if not 200 <= status <= 599 or status in (204, 304):
        raise ValueError(f"status must be from 200 to 599, and neither 204 nor 304, but is {status}")
    return status
