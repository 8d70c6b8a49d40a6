"""Handles requests by the rules of the portal, in order."""

import json
from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

from attrs import field, frozen
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match, Route

from mijnklantportaal.sandbox._access import Access
from mijnklantportaal.sandbox._behaviors import ValidCall, behavior_of
from mijnklantportaal.sandbox._bodies import parse_body
from mijnklantportaal.sandbox._errors import PortalError, validation_error
from mijnklantportaal.sandbox._faults import Faults, Outcome
from mijnklantportaal.sandbox._oauth import TOKENS_PATH, AuthorizationServer
from mijnklantportaal.sandbox._records import Record
from mijnklantportaal.sandbox._spec import API, Operation, Schema
from mijnklantportaal.sandbox._state import State
from mijnklantportaal.sandbox._validation import Validator
from mijnklantportaal.sandbox._values import serialize
from mijnklantportaal.sandbox._web_pages import WebPages

# In one place, the guide calls the header `Authorization` `Authentication`.
_SECRET_HEADERS = ("authorization", "authentication", "cookie")


@frozen
class SandboxRequest:
    """A request that the sandbox received.

    Args:
        method: The HTTP method.
        path: The path relative to the base URL, such as `/customers/cst_1`.
        query: The query parameters.
        headers: The headers by their lower-case names, without credentials.
        content: The body.
        operation: The operationId in the spec; `None` if the spec has no operation for this method and path.
    """

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    content: bytes = field(repr=False)
    operation: str | None

    @property
    def json(self) -> Any:
        """The body as JSON values.

        Raises:
            ValueError: The body is not valid JSON.
        """
        return json.loads(self.content)


class Portal:
    """Handles requests, one after another, from any thread.

    Args:
        state: The state of the portal.
        access: The tokens and the rate limit.
        oauth: The OAuth endpoints.
        faults: The faults to apply to calls of the API.
    """

    def __init__(self, state: State, access: Access, oauth: AuthorizationServer, faults: Faults) -> None:
        self._state = state
        self._access = access
        self._oauth = oauth
        self._faults = faults
        self._web_pages = WebPages(state, oauth)
        self._validator = Validator(state.spec)
        self.requests: list[SandboxRequest] = []
        self._operations = [
            (Route(API + operation.path, _no_endpoint, methods=[operation.method]), operation)
            for operation in state.spec.operations
        ]

    def __deepcopy__(self, memo: dict[int, Any]) -> "Portal":
        # Created again, since the handlers of web pages are functions that refer to the state.
        with self._state.lock:
            copy = Portal(*deepcopy((self._state, self._access, self._oauth, self._faults), memo))
            copy.requests = list(self.requests)
            return copy

    def handle(self, request: Request, content: bytes) -> Outcome:
        """Handle a request.

        Args:
            request: The request; its body is not read.
            content: The body.
        """
        with self._state.lock:
            # Not `request.url.path`: that URL contains the Host header, and parses a `?` in the path as a query.
            path: str = request.scope["path"]
            if not path.startswith(f"{API}/"):
                return self._handle_outside_api(request, path, content)
            path = path.removeprefix(API)
            operation, ids, methods = self._match(request)
            headers = {name: value for name, value in request.headers.items() if name not in _SECRET_HEADERS}
            operation_id = operation.id if operation else None
            self.requests.append(
                SandboxRequest(request.method, path, dict(request.query_params), headers, content, operation_id)
            )
            return self._faults.outcome(
                request.method,
                path,
                lambda: self._with_error_response(
                    lambda: self._authorize_and_process(request, content, operation, ids, methods)
                ),
            )

    def _handle_outside_api(self, request: Request, path: str, content: bytes) -> Outcome:
        def process() -> Response:
            return self._with_error_response(lambda: self._web_pages.handle(request, content))

        if (request.method, path) == ("POST", TOKENS_PATH):
            return self._oauth.faults.outcome(request.method, path, process)
        return Outcome(process())

    def _match(self, request: Request) -> tuple[Operation | None, dict[str, str], set[str]]:
        """Return the operation and its path parameters, or no operation and the methods that the path allows."""
        methods: set[str] = set()
        for route, operation in self._operations:
            match, scope = route.matches(request.scope)
            # Starlette adds HEAD to each GET route, and the spec has no HEAD.
            if match is Match.FULL and request.method == operation.method:
                return operation, scope["path_params"], methods
            if match is not Match.NONE:
                methods.add(operation.method)
        return None, {}, methods

    def _with_error_response(self, handler: Callable[[], Response]) -> Response:
        try:
            return handler()
        except PortalError as error:
            body: dict[str, Any] = {"message": error.message}
            if error.errors is not None:
                body["errors"] = error.errors
            if error.status == 429:
                # The message of the guide.
                body = {"code": 429, **body}
            return _json_response(body, error.status, error.headers)

    def _authorize_and_process(
        self, request: Request, content: bytes, operation: Operation | None, ids: dict[str, str], methods: set[str]
    ) -> Response:
        if operation is None:
            if methods:
                allowed = ", ".join(sorted(methods))
                message = f"{request.method} is not allowed here; allowed methods: {allowed}."
                raise PortalError(405, message, headers={"Allow": allowed})
            raise PortalError(404, "This address does not exist.")
        token = self._access.authenticate(request.headers.get("authorization", ""))
        headers = self._access.count_call(token)
        try:
            self._access.check_scope(token, operation)
            data = self._process(request, content, operation, ids)
        except PortalError as error:
            error.headers |= headers
            raise
        except OverflowError:
            # A date outside Python's calendar, or a number outside the range of its floats.
            raise PortalError(422, "A date or a number is too large.", headers=headers) from None
        root = str(request.base_url).rstrip("/")
        body = serialize(self._state.spec, operation.response, data, root)
        return _json_response(body, operation.status, headers)

    def _process(self, request: Request, content: bytes, operation: Operation, ids: dict[str, str]) -> Any:
        records = self._find_records(operation, ids)
        page, query = _parse_query(request, operation)
        values = self._validator.check_query({name: operation.query[name] for name in query}, query)
        self._check_references(operation.query, values)
        body = parse_body(self._state.spec, operation.bodies, request.headers.get("content-type", ""), content)
        if body.schema is not None:
            self._validator.check(body.schema, body.fields)
            self._check_references(body.schema.get("properties", {}), body.fields)
        self._check_monthly_limit(operation)
        behavior = behavior_of(operation)
        if behavior is None:
            raise PortalError(501, f"The sandbox does not implement {operation.id}.")
        return behavior(ValidCall(self._state, operation, ids, records, values, page, body))

    def _find_records(self, operation: Operation, ids: Mapping[str, str]) -> dict[str, Record]:
        records: dict[str, Record] = {}
        parent = None
        for name, collection in operation.owners.items():
            record = self._state.records.find(collection, ids[name], parent)
            if record is None:
                raise PortalError(404, f"There is no {collection.singular} with the ID {ids[name][:40]}.")
            records[name] = record
            parent = record.id
        return records

    def _check_references(self, properties: Mapping[str, Schema], values: Mapping[str, Any]) -> None:
        """Check that the IDs in a request identify existing objects."""
        errors = {}
        for name, value in values.items():
            example = self._state.spec.resolve(properties.get(name, {})).get("example")
            collection = self._state.spec.collection_of_id(example)
            if collection is None or not isinstance(value, str):
                continue
            has_prefix = value.partition("_")[0] == str(example).partition("_")[0]
            if not has_prefix or self._state.records.find(collection, value) is None:
                errors[name] = [f"There is no {collection.singular} with this ID."]
        if errors:
            raise validation_error(errors)

    def _check_monthly_limit(self, operation: Operation) -> None:
        limit = self._state.monthly_limit
        if 426 not in operation.statuses or limit is None or operation.collection is None:
            return
        month = self._state.clock.now.isoformat()[: len("YYYY-mm")]
        records = self._state.records.all(operation.collection)
        if sum(month in record.data["createdAt"] for record in records) >= limit:
            raise PortalError(426, f"The license allows {limit} per month, and this limit is reached.")


def _parse_query(request: Request, operation: Operation) -> tuple[int, dict[str, str]]:
    """Return the page number, and the other query parameters that the spec has.

    As in Laravel, everything except a positive number stands for page 1.
    """
    query = {name: value for name, value in request.query_params.items() if name in operation.query}
    page = query.pop("page", "1") if operation.kind == "list" else "1"
    return max(1, int(page)) if page.isascii() and page.isdecimal() and len(page) < 19 else 1, query


def _json_response(body: Any, status: int, headers: Mapping[str, str]) -> Response:
    return Response(json.dumps(body), status, headers, media_type="application/json")


def _no_endpoint(request: Request) -> None:
    """Do nothing, since routes are only used for matching."""
