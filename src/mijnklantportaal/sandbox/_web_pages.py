"""Requests outside the API: downloads, the spec, OAuth, and the pages where customers pay."""

import json
from collections.abc import Callable

from attrs import frozen
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Match, Route

from mijnklantportaal.sandbox._behaviors import subscribe
from mijnklantportaal.sandbox._changes import change, create, read
from mijnklantportaal.sandbox._downloads import file_response
from mijnklantportaal.sandbox._errors import PortalError
from mijnklantportaal.sandbox._oauth import AUTHORIZE_PATH, TOKENS_PATH, AuthorizationServer
from mijnklantportaal.sandbox._spec import API
from mijnklantportaal.sandbox._state import State
from mijnklantportaal.sandbox._values import format_datetime


@frozen
class _Checkout:
    """A pending payment: its amount, and the function that records it."""

    amount: str
    pay: Callable[[], object]


class WebPages:
    """Handles requests that need no token.

    Args:
        state: The state of the portal.
        oauth: The OAuth endpoints.
    """

    def __init__(self, state: State, oauth: AuthorizationServer) -> None:
        self._state = state
        handlers: list[tuple[str, str, Callable[[Request, bytes], Response]]] = [
            ("GET", "/downloads/{token}", self._download),
            ("GET", AUTHORIZE_PATH, lambda request, _: oauth.show_consent_page(request.query_params)),
            (
                "POST",
                AUTHORIZE_PATH,
                lambda request, content: oauth.submit_consent_page(request.query_params, content),
            ),
            ("POST", TOKENS_PATH, lambda _, content: oauth.issue_tokens(content)),
            ("GET", "/openapi.json", self._openapi),
        ]
        for path, find in (
            ("/payment-link/{id}", self._payment_link_checkout),
            ("/onlinePaymentLink/{id}", self._invoice_checkout),
            ("/sign-up/{id}", self._sign_up_checkout),
        ):
            handlers += [("GET", path, _show_checkout(find)), ("POST", path, _pay_checkout(find))]
        self._routes = [(Route(path, handler, methods=[method]), handler) for method, path, handler in handlers]

    def handle(self, request: Request, content: bytes) -> Response:
        """Return the response to a request outside the API.

        Raises:
            PortalError: The page does not exist, or there is nothing to download or pay.
        """
        for route, handler in self._routes:
            match, scope = route.matches(request.scope)
            if match is Match.FULL:
                request.scope.update(scope)
                return handler(request, content)
        raise PortalError(404, "This address does not exist.")

    def _download(self, request: Request, content: bytes) -> Response:
        download = self._state.find_download(request.path_params["token"])
        if download is None:
            raise PortalError(403, "The link has expired.")
        return file_response(download, request.headers)

    def _openapi(self, request: Request, content: bytes) -> Response:
        # The spec has the URL of this server, so that tools that read it do not call the real portal.
        address = str(request.base_url).rstrip("/") + API
        spec = {**json.loads(self._state.spec.text), "servers": [{"url": address}]}
        return Response(json.dumps(spec), media_type="application/json")

    def _payment_link_checkout(self, identifier: str) -> _Checkout | None:
        links = self._state.collection("payment_links")
        record = self._state.records.find(links, identifier)
        if record is None:
            return None
        # The sign-up may have expired since the last call.
        data = read(self._state, links, record)
        if data["checkoutUrl"] is None:
            return None

        def pay() -> None:
            if not data["reusable"]:
                change(self._state, links, record, {"status": "paid", "checkoutUrl": None})
            given = {"paymentLinkId": data["id"], "amount": data["amount"], "status": "paid"}
            create(self._state, self._state.collection("payment_link_payments"), given, {}, frozenset(), data["id"])

        return _Checkout(data["amount"], pay)

    def _invoice_checkout(self, identifier: str) -> _Checkout | None:
        invoices = self._state.collection("customer_invoices")
        record = self._state.records.find(invoices, identifier)
        if record is None or record.data["paidAt"] is not None:
            return None

        def pay() -> None:
            change(self._state, invoices, record, {"paidAt": format_datetime(self._state.clock.now)})

        return _Checkout(record.data["amount"], pay)

    def _sign_up_checkout(self, identifier: str) -> _Checkout | None:
        pending = self._state.sign_ups.get(identifier)
        if pending is None or pending.expires_at <= self._state.clock.now:
            return None

        def pay() -> None:
            customer = create(self._state, self._state.collection("customers"), pending.customer, {}, frozenset())
            starts = self._state.clock.now.date().isoformat()
            subscribe(self._state, pending.package, {"customerId": customer.id, "startsAt": starts})
            del self._state.sign_ups[identifier]

        return _Checkout(pending.package["amount"], pay)


def _show_checkout(find: Callable[[str], _Checkout | None]) -> Callable[[Request, bytes], Response]:
    def handler(request: Request, content: bytes) -> Response:
        return HTMLResponse(f'<form method="post"><button>Pay EUR {_checkout(request, find).amount}</button></form>')

    return handler


def _pay_checkout(find: Callable[[str], _Checkout | None]) -> Callable[[Request, bytes], Response]:
    def handler(request: Request, content: bytes) -> Response:
        _checkout(request, find).pay()
        return HTMLResponse("<p>Paid.</p>")

    return handler


def _checkout(request: Request, find: Callable[[str], _Checkout | None]) -> _Checkout:
    checkout = find(request.path_params["id"])
    if checkout is None:
        raise PortalError(404, "There is nothing to pay here.")
    return checkout
