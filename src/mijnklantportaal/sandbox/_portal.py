"""From a request to its answer: the rules of the portal, in their order."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from attrs import field, frozen
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match, Route

from mijnklantportaal.sandbox._access import Access
from mijnklantportaal.sandbox._behaviours import Call, behaviour
from mijnklantportaal.sandbox._bodies import read_body
from mijnklantportaal.sandbox._document import API, Operation, Schema
from mijnklantportaal.sandbox._faults import Faults, Outcome
from mijnklantportaal.sandbox._oauth import OAuth
from mijnklantportaal.sandbox._pages import Pages
from mijnklantportaal.sandbox._records import Record
from mijnklantportaal.sandbox._refusals import Refusal, unprocessable
from mijnklantportaal.sandbox._state import State
from mijnklantportaal.sandbox._validation import Validator
from mijnklantportaal.sandbox._values import shown

# The guide calls the first one by the name of the second.
_SECRET_HEADERS = ("authorization", "authentication", "cookie")


@frozen
class SandboxRequest:
    """A call that the sandbox got.

    Args:
        method: `GET`, say.
        path: As in the document: `/customers/cst_1`.
        query: The parameters of the query.
        headers: By their names in small letters; without the token.
        content: The body.
        operation: ID of the operation in the document; `None` when the document has none for this method and path.
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
            ValueError: It is no JSON.
        """
        return json.loads(self.content)


class Portal:
    """Answers requests, one after another, whatever thread they come from.

    Args:
        state: What the portal holds.
        access: Who may call it.
        oauth: Gives tokens to applications.
        faults: What goes wrong.
    """

    def __init__(self, state: State, access: Access, oauth: OAuth, faults: Faults) -> None:
        self._state = state
        self._access = access
        self._faults = faults
        self._pages = Pages(state, access, oauth)
        self._validator = Validator(state.document)
        self.requests: list[SandboxRequest] = []
        self._operations = [
            (Route(API + operation.path, _no_endpoint, methods=[operation.method]), operation)
            for operation in state.document.operations
        ]

    def answer(self, request: Request, content: bytes) -> Outcome:
        """What becomes of a request.

        Args:
            request: The request; its body is not read.
            content: Its body.
        """
        with self._state.lock:
            # Not that of the URL, which has the header Host in it, and ends with a `?` in the path.
            path: str = request.scope["path"]
            if not path.startswith(f"{API}/"):
                return Outcome(self._refusing(lambda: self._pages.answer(request, content)))
            path = path.removeprefix(API)
            operation, ids, methods = self._routed(request)
            headers = {name: value for name, value in request.headers.items() if name not in _SECRET_HEADERS}
            identifier = operation.id if operation else None
            received = SandboxRequest(request.method, path, dict(request.query_params), headers, content, identifier)
            self.requests.append(received)
            return self._faults.outcome(
                request.method,
                path,
                lambda: self._refusing(lambda: self._called(request, content, operation, ids, methods)),
            )

    def _routed(self, request: Request) -> tuple[Operation | None, dict[str, str], set[str]]:
        """The operation with the parameters of its path, or none, with the methods that the path has."""
        methods: set[str] = set()
        for route, operation in self._operations:
            match, scope = route.matches(request.scope)
            # HEAD comes with GET, and the document has none.
            if match is Match.FULL and request.method == operation.method:
                return operation, scope["path_params"], methods
            if match is not Match.NONE:
                methods.add(operation.method)
        return None, {}, methods

    def _refusing(self, answer: Callable[[], Response]) -> Response:
        try:
            return answer()
        except Refusal as refusal:
            body: dict[str, Any] = {"message": refusal.message}
            if refusal.errors is not None:
                body["errors"] = refusal.errors
            if refusal.status == 429:
                # As the guide shows it.
                body = {"code": 429, **body}
            return _json(body, refusal.status, refusal.headers)

    def _called(
        self, request: Request, content: bytes, operation: Operation | None, ids: dict[str, str], methods: set[str]
    ) -> Response:
        if operation is None:
            if methods:
                allowed = ", ".join(sorted(methods))
                raise Refusal(405, f"{request.method} is not possible here, but {allowed}.", headers={"Allow": allowed})
            raise Refusal(404, "There is nothing at this address.")
        token = self._access.token(request.headers.get("authorization", ""))
        headers = self._access.count(token)
        try:
            self._access.check_scope(token, operation)
            data = self._carried_out(request, content, operation, ids)
        except Refusal as refusal:
            refusal.headers |= headers
            raise
        except OverflowError:
            # A date or a number beyond what calendars know.
            raise Refusal(422, "A date or a number is too large.", headers=headers) from None
        root = str(request.base_url).rstrip("/")
        return _json(shown(self._state.document, operation.answer, data, root), operation.status, headers)

    def _carried_out(self, request: Request, content: bytes, operation: Operation, ids: dict[str, str]) -> Any:
        records = self._records(operation, ids)
        page, query = _page(request, operation)
        values = self._validator.check_query({name: operation.query[name] for name in query}, query)
        self._check_references(operation.query, values)
        body = read_body(self._state.document, operation.bodies, request.headers.get("content-type", ""), content)
        if body.schema is not None:
            self._validator.check(body.schema, body.fields)
            self._check_references(body.schema.get("properties", {}), body.fields)
        self._check_monthly_limit(operation)
        carry_out = behaviour(operation)
        if carry_out is None:
            raise Refusal(501, f"The sandbox does not know what {operation.id} does.")
        return carry_out(Call(self._state, operation, ids, records, values, page, body))

    def _records(self, operation: Operation, ids: Mapping[str, str]) -> dict[str, Record]:
        records: dict[str, Record] = {}
        parent = None
        for name, collection in operation.owners.items():
            record = self._state.records.find(collection, ids[name], parent)
            if record is None:
                raise Refusal(404, f"There is no {collection.singular} with the ID {ids[name][:40]}.")
            records[name] = record
            parent = record.id
        return records

    def _check_references(self, properties: Mapping[str, Schema], values: Mapping[str, Any]) -> None:
        """See that the IDs that were sent are those of objects."""
        errors = {}
        for name, value in values.items():
            example = self._state.document.resolved(properties.get(name, {})).get("example")
            collection = self._state.document.collection_of(example)
            if collection is None or not isinstance(value, str):
                continue
            is_kind = value.partition("_")[0] == str(example).partition("_")[0]
            if not is_kind or self._state.records.find(collection, value) is None:
                errors[name] = [f"There is no {collection.singular} with this ID."]
        if errors:
            raise unprocessable(errors)

    def _check_monthly_limit(self, operation: Operation) -> None:
        limit = self._state.monthly_limit
        if 426 not in operation.statuses or limit is None or operation.collection is None:
            return
        month = self._state.clock.now.isoformat()[: len("YYYY-mm")]
        made = [record for record in self._state.records.of(operation.collection) if month in record.data["createdAt"]]
        if len(made) >= limit:
            raise Refusal(426, f"The licence allows {limit} a month, and there are as many.")


def _page(request: Request, operation: Operation) -> tuple[int, dict[str, str]]:
    """The number of the page, as Laravel reads it, and the rest of the query that the document knows.

    Laravel takes whatever is no number above 0 for 1.
    """
    query = {name: value for name, value in request.query_params.items() if name in operation.query}
    page = query.pop("page", "1") if operation.kind == "list" else "1"
    return max(1, int(page)) if page.isascii() and page.isdecimal() and len(page) < 19 else 1, query


def _json(body: Any, status: int, headers: Mapping[str, str]) -> Response:
    return Response(json.dumps(body), status, headers, media_type="application/json")


def _no_endpoint(request: Request) -> None:
    """Routes only match here."""
