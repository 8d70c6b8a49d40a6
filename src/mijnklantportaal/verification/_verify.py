"""The verification itself: which requests it sends, and in which order."""

from collections import Counter
from datetime import UTC, datetime
from typing import Any

from mijnklantportaal._send import Sender
from mijnklantportaal._version import __version__
from mijnklantportaal._wire.operation import Operation
from mijnklantportaal.client import MijnKlantportaal
from mijnklantportaal.errors import AuthenticationError
from mijnklantportaal.progress import ProgressOption, ProgressReporter, _open_progress
from mijnklantportaal.verification._checking import Findings
from mijnklantportaal.verification._known_objects import IDs, KnownObjects, objects_of, path_arguments, read_operations
from mijnklantportaal.verification._observations import Observer
from mijnklantportaal.verification._probes import Probes
from mijnklantportaal.verification._reading import NotReceivedError, Reader, Received
from mijnklantportaal.verification._report import Deviation, OperationResult, Outcome, UnknownField, VerificationReport
from mijnklantportaal.verification._schemas import Spec, shipped_spec


def verify(
    client: MijnKlantportaal,
    *,
    objects: int = 3,
    show_keys: bool = False,
    progress: ProgressOption = False,
) -> VerificationReport:
    """Compare the responses of a portal with the spec.

    The verification sends only GET requests, and does not follow links to files. It fetches the first page of each
    list, a few objects individually, and the resources below these objects. It then requests a page 0, a page beyond
    the end, an ID that does not exist, and an argument that is not valid, and makes one call with a wrong token. By
    default, these are fewer than a hundred calls, which wait for the rate limit like all calls of the client. An OAuth
    client may also refresh its token with a POST to the authorization server.

    A failed call does not end the verification: the report gives the reason why an operation was not reached. The
    report contains types, keys of the spec, counts and hashes of unknown keys, but no values of anybody's data. The log
    of this package shows the path templates of the spec. As with all calls, the log of httpx and the hooks of the
    client receive the URLs, which contain IDs. `on_drift` is not called.

    Args:
        client: The client. An asynchronous client is not accepted, since it would send the same requests.
        objects: How many objects of each kind are fetched individually.
        show_keys: Whether the report shows the keys that the spec does not define, which may be data.
        progress: `True` draws a progress bar in a terminal; a function is called with each `Progress`. Its unit is
            objects that were checked.

    Raises:
        APIConnectionError: The first call cannot be sent, since no connection can be opened.
        AuthenticationError: The portal refuses the token in the first call.
        ConfigurationError: As for any call, for example because the client is closed; or `progress` needs rich, which
            is not installed.
        OAuthError: There is no access token for the first call.
        TypeError: An argument has a wrong type, for example because the client is asynchronous.
        ValueError: `objects` is less than 1.
    """
    if not isinstance(client, MijnKlantportaal):
        raise TypeError(
            f"client must be a MijnKlantportaal, not {type(client).__name__}: an asynchronous client would send the "
            "same requests"
        )
    if isinstance(objects, bool) or not isinstance(objects, int):
        raise TypeError(f"objects must be int, not {type(objects).__name__}")
    if objects < 1:
        raise ValueError(f"objects must be at least 1, not {objects}")
    with _open_progress(progress, "verification", "objects") as reporter:
        return _Verification(client, objects, reporter).run(show_keys=show_keys)


class _Verification:
    def __init__(self, client: MijnKlantportaal, limit: int, reporter: ProgressReporter | None) -> None:
        sender: Sender = client._sender
        self._client = client
        self._reporter = reporter
        self._reader = Reader(sender, reporter)
        self._spec = shipped_spec()
        self._known = KnownObjects(self._spec, limit)
        self._observer = Observer(self._spec)
        self._operations = read_operations(client)
        self._results: list[_Result] = []
        self._has_response = False

    def run(self, *, show_keys: bool) -> VerificationReport:
        for operation in self._operations:
            result = _Result(operation)
            self._results.append(result)
            for ids in self._known.arguments(operation):
                self._read(result, ids)
        findings = Findings()
        for result in self._results:
            findings.add(result.findings)
        reached = {result.operation.id for result in self._results if result.responses}
        probes = Probes(self._client, self._reader, self._spec, self._operations, reached, show_keys=show_keys)
        results = sorted(self._results, key=lambda result: result.operation.path)
        return VerificationReport(
            __version__,
            self._spec.sha256,
            datetime.now(UTC).date().isoformat(),
            tuple(result.finish(show_keys=show_keys) for result in results),
            (*self._observer.observations(findings), *probes.observations()),
        )

    def _read(self, result: "_Result", ids: IDs) -> None:
        operation = result.operation
        try:
            received = self._reader.read(operation, path_arguments(operation, ids))
        except NotReceivedError as failure:
            if failure.concerns_every_call and not self._has_response:
                raise failure.error from None
            result.failures[str(failure)] += 1
            return
        if isinstance(received.error, AuthenticationError) and not self._has_response:
            raise received.error
        self._has_response = True
        if received.error is not None:
            result.failures[received.reason] += 1
            return
        body = result.add(self._spec, received)
        self._known.add(operation, ids, body)
        self._observer.add(operation, received, body)
        if self._reporter is not None:
            self._reporter.advance(len(objects_of(operation, body)))


class _Result:
    """The result for one operation so far."""

    def __init__(self, operation: Operation[Any]) -> None:
        self.operation = operation
        self.findings = Findings()
        self.failures: Counter[str] = Counter()
        self.responses = 0
        self._objects = 0

    def add(self, spec: Spec, received: Received) -> Any:
        """Check a response, and return its parsed JSON."""
        self.responses += 1
        schema = spec.response_schema(self.operation.path, received.status)
        if schema is None:
            return None
        body = self.findings.check_body(spec, schema, received.content)
        self._objects += len(objects_of(self.operation, body))
        return body

    def finish(self, *, show_keys: bool) -> OperationResult:
        """Return the result for the report."""
        operation, findings = self.operation, self.findings
        deviations = tuple(Deviation(*place, count) for place, count in findings.deviations.items())
        unknown = tuple(
            UnknownField(place.path, place.key if show_keys else None, place.hash, place.received, count)
            for place, count in findings.unknown.items()
        )
        outcome: Outcome = "deviates" if deviations or unknown else "agrees"
        return OperationResult(
            operation.id,
            operation.method,
            operation.path,
            outcome if self.responses else "not reached",
            self._reason(),
            self.responses,
            self._objects,
            deviations,
            unknown,
        )

    def _reason(self) -> str | None:
        if self.failures:
            calls = self.responses + self.failures.total()
            return "; ".join(
                reason if count == calls else f"{count} of {calls} calls: {reason}"
                for reason, count in self.failures.items()
            )
        return None if self.responses else "no response contained an ID for its path"
