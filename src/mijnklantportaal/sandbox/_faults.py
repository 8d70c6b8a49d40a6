"""Faults that tests inject into the next calls."""

import json
import re
from collections.abc import Callable, Mapping
from math import inf
from typing import Any

from attrs import define, field, frozen
from starlette.responses import HTMLResponse, JSONResponse, Response

from mijnklantportaal.sandbox._spec import API, METHODS


@frozen
class Outcome:
    """The outcome of a request.

    Args:
        response: The response; `None` closes the connection without one.
        delay: Seconds to wait before the response.
    """

    response: Response | None
    delay: float = 0.0


@define
class _Fault:
    times: int
    method: str | None
    path: re.Pattern[str] | None
    apply: Callable[[Callable[[], Response]], Outcome]

    def matches(self, method: str, path: str) -> bool:
        return self.method in (None, method) and (self.path is None or self.path.fullmatch(path) is not None)


@define
class Faults:
    """Faults for the next calls: of the API, or of the authorization server (`Sandbox.oauth`).

    The first fault that matches a call applies to it. All methods that add a fault take `times`, the number of calls
    that it applies to, and `method` and `path`, which limit it to matching calls. The path is relative to the base URL
    and may contain the wildcard `*`, as in `/customers/*`. Each method raises a ValueError for an invalid argument.
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
        """Respond with this status, and do not process the call.

        Args:
            status: The status of the response.
            message: The `message` in its JSON body.
            headers: Additional headers of the response.
            times: See the class.
            method: See the class.
            path: See the class.

        Raises:
            ValueError: `status` is not from 200 to 599, or does not allow a body.
        """
        response = JSONResponse({"message": message}, _check_status(status), headers)
        self._add(lambda process: Outcome(response), times, method, path)

    def html(
        self,
        page: str = "<html><body><h1>Bad Gateway</h1></body></html>",
        *,
        status: int = 502,
        times: int = 1,
        method: str | None = None,
        path: str | None = None,
    ) -> None:
        """Respond with an HTML page, as proxies do, and do not process the call.

        Raises:
            ValueError: `status` is not from 200 to 599, or does not allow a body.
        """
        response = HTMLResponse(page, _check_status(status))
        self._add(lambda process: Outcome(response), times, method, path)

    def delay(self, seconds: float, *, times: int = 1, method: str | None = None, path: str | None = None) -> None:
        """Process the call, and delay its response.

        Raises:
            ValueError: `seconds` is negative or not finite.
        """
        if not 0 <= seconds < inf:
            raise ValueError(f"seconds must be 0 or more, not {seconds}")
        self._add(lambda process: Outcome(process(), seconds), times, method, path)

    def disconnect(
        self, *, after_processing: bool = False, times: int = 1, method: str | None = None, path: str | None = None
    ) -> None:
        """Close the connection without a response.

        Args:
            after_processing: Whether the call is processed first, so that what it creates exists.
            times: See the class.
            method: See the class.
            path: See the class.
        """

        def apply(process: Callable[[], Response]) -> Outcome:
            if after_processing:
                process()
            return Outcome(None)

        self._add(apply, times, method, path)

    def body(
        self,
        change: Callable[[Any], Any],
        *,
        times: int = 1,
        method: str | None = None,
        path: str | None = None,
    ) -> None:
        """Process the call, and change the body of its response if it is successful.

        Args:
            change: Takes the body as JSON values and returns the body to send. An exception that it raises reaches
                the caller of an in-process client as a `SandboxFailure`.
            times: See the class.
            method: See the class.
            path: See the class.
        """

        def apply(process: Callable[[], Response]) -> Outcome:
            response = process()
            if response.status_code >= 300:
                return Outcome(response)
            changed = change(json.loads(bytes(response.body)))
            headers = {name: value for name, value in response.headers.items() if name != "content-length"}
            return Outcome(Response(json.dumps(changed), response.status_code, headers))

        self._add(apply, times, method, path)

    def clear(self) -> None:
        """Remove all faults."""
        self._faults.clear()

    def _add(
        self,
        apply: Callable[[Callable[[], Response]], Outcome],
        times: int,
        method: str | None,
        path: str | None,
    ) -> None:
        if times < 1:
            raise ValueError(f"times must be at least 1, not {times}")
        if method is not None and method.lower() not in METHODS:
            raise ValueError(f"method must be one of {', '.join(METHODS).upper()}, not {method!r}")
        if path is not None and (not path.startswith(("/", "*")) or path.startswith(f"{API}/") or "{" in path):
            raise ValueError(f"path must be relative to the base URL, such as /customers or /customers/*, not {path!r}")
        pattern = None if path is None else re.compile(re.escape(path).replace(r"\*", ".*"))
        self._faults.append(_Fault(times, method and method.upper(), pattern, apply))

    def outcome(self, method: str, path: str, process: Callable[[], Response]) -> Outcome:
        """Apply the first matching fault to a call.

        Args:
            method: The method of the call.
            path: Its path, relative to the base URL.
            process: Processes the call and returns its response.
        """
        fault = next((fault for fault in self._faults if fault.matches(method, path)), None)
        if fault is None:
            return Outcome(process())
        fault.times -= 1
        if not fault.times:
            self._faults.remove(fault)
        return fault.apply(process)


def _check_status(status: int) -> int:
    if not 200 <= status <= 599 or status in (204, 304):
        raise ValueError(f"status must be from 200 to 599 except 204 and 304, not {status}")
    return status
