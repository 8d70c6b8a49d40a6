"""Calls for questions that the guides leave open: pages that do not exist, and the bodies of errors."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from mijnklantportaal._call import Query
from mijnklantportaal._wire.operation import Location, Operation
from mijnklantportaal._wire.parsing import MalformedBodyError, parse_json_leniently
from mijnklantportaal.client import MijnKlantportaal
from mijnklantportaal.verification._known_objects import path_arguments
from mijnklantportaal.verification._observations import error_shape, page_shape
from mijnklantportaal.verification._reading import NotReceivedError, Reader, Received
from mijnklantportaal.verification._report import Observation
from mijnklantportaal.verification._schemas import Spec

# A portal is not expected to have this token, ID or page, or to accept this argument.
_WRONG_TOKEN = "wrong-token-of-a-verification"
_UNKNOWN_ID = "doesnotexist"
_PAGE_BEYOND = "1000000"
_INVALID_ARGUMENT = "invalid"


class Probes:
    """Sends these calls.

    Args:
        client: The client.
        reader: Sends the calls of the client.
        spec: The effective spec.
        operations: The read operations.
        reached: The operationIds that had a successful response: the token has their scopes.
        show_keys: Whether keys that the spec does not define are shown.
    """

    def __init__(
        self,
        client: MijnKlantportaal,
        reader: Reader,
        spec: Spec,
        operations: Sequence[Operation[Any]],
        reached: Collection[str],
        *,
        show_keys: bool,
    ) -> None:
        self._client = client
        self._reader = reader
        self._spec = spec
        self._operations = operations
        self._reached = [operation for operation in operations if operation.id in reached]
        self._show_keys = show_keys

    def observations(self) -> Iterator[Observation]:
        """Send the calls, and yield an observation on each."""
        yield Observation("page 0", self._page("0"))
        yield Observation("page beyond the end", self._page(_PAGE_BEYOND))
        yield Observation("body of a 401", self._refused_token())
        yield Observation("body of a 404", self._unknown_id())
        yield Observation("body of a 422", self._invalid_argument())

    def _page(self, number: str) -> str:
        for operation in self._reached:
            if operation.is_paginated and "{" not in operation.path:
                received = self._read(self._reader, operation, query=(("page", number),))
                return received if isinstance(received, str) else page_shape(operation, received, _json(received))
        return "not reached: no list with pages was reached"

    def _refused_token(self) -> str:
        for operation in self._operations:
            if "{" not in operation.path:
                # This may be an operation that was not reached: the portal refuses the token for any operation.
                reader = self._reader.with_sender(self._client.with_options(api_key=_WRONG_TOKEN)._sender)
                return self._error(self._read(reader, operation), operation, 401)
        return "not reached: every operation needs an ID"

    def _unknown_id(self) -> str:
        for operation in self._reached:
            if operation.path.count("{") == 1:
                arguments = path_arguments(operation, (_UNKNOWN_ID,))
                return self._error(self._read(self._reader, operation, arguments), operation, 404)
        return "not reached: no object was reached"

    def _invalid_argument(self) -> str:
        for operation in self._reached:
            queries = [parameter for parameter in operation.parameters if parameter.location is Location.QUERY]
            keys = [parameter.key for parameter in queries if parameter.key != "page"]
            if keys and "{" not in operation.path and "422" in self._spec.operation(operation.path)["responses"]:
                received = self._read(self._reader, operation, query=((keys[0], _INVALID_ARGUMENT),))
                return self._error(received, operation, 422)
        return "not reached: no operation that was reached has an argument that could be invalid"

    def _read(
        self,
        reader: Reader,
        operation: Operation[Any],
        arguments: dict[str, str] | None = None,
        query: Query | None = None,
    ) -> Received | str:
        """Return the response, or why there is none."""
        try:
            return reader.read(operation, arguments or {}, query)
        except NotReceivedError as error:
            return f"not reached: {error}"

    def _error(self, received: Received | str, operation: Operation[Any], status: int) -> str:
        if isinstance(received, str):
            return received
        if received.status != status:
            return f"not reached: the portal responded with {received.status}"
        schema = self._spec.response_schema(operation.path, status) or {}
        # Known in addition to the keys of the spec: the guide names `code`, and the client reads `errors`.
        known = {"code", "errors", *self._spec.resolve(schema).get("properties", {})}
        return error_shape(received, known, show_keys=self._show_keys)


def _json(received: Received) -> Any:
    try:
        return parse_json_leniently(received.content)
    except MalformedBodyError:
        return None
