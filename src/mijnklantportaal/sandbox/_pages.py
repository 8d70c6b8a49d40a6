"""What the portal has beside its API: downloads, the document, and the pages where customers pay."""

import json
from collections.abc import Callable
from urllib.parse import quote

from attrs import frozen
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Match, Route

from mijnklantportaal.sandbox._access import Access
from mijnklantportaal.sandbox._behaviours import create, settle, subscribe
from mijnklantportaal.sandbox._document import API
from mijnklantportaal.sandbox._oauth import OAuth
from mijnklantportaal.sandbox._refusals import Refusal
from mijnklantportaal.sandbox._state import State


@frozen
class _Bill:
    """Something to pay."""

    amount: str
    settle: Callable[[], object]
    """What becomes of it once it is paid."""


class Pages:
    """Answers what needs no token.

    Args:
        state: What the portal holds.
        access: Where new tokens are known.
        oauth: Gives tokens to applications.
    """

    def __init__(self, state: State, access: Access, oauth: OAuth) -> None:
        self._state = state
        answers: list[tuple[str, str, Callable[[Request, bytes], Response]]] = [
            ("GET", "/downloads/{token}", self._download),
            ("GET", "/oauth/authorize", lambda request, _: oauth.authorize(state, request.query_params)),
            ("POST", "/oauth/tokens", lambda _, content: oauth.tokens(state, access, content)),
            ("GET", "/openapi.json", self._document),
        ]
        for path, find in (
            ("/payment-link/{id}", self._payment_link),
            ("/onlinePaymentLink/{id}", self._invoice),
            ("/sign-up/{id}", self._sign_up),
        ):
            answers += [("GET", path, _offering(find)), ("POST", path, _paying(find))]
        self._answers = [(Route(path, answer, methods=[method]), answer) for method, path, answer in answers]

    def answer(self, request: Request, content: bytes) -> Response:
        """The answer to a request outside the API.

        Raises:
            Refusal: There is none.
        """
        for route, answer in self._answers:
            match, scope = route.matches(request.scope)
            if match is Match.FULL:
                request.scope.update(scope)
                return answer(request, content)
        raise Refusal(404, "There is nothing at this address.")

    def _download(self, request: Request, content: bytes) -> Response:
        found = self._state.downloaded(request.path_params["token"])
        if found is None:
            raise Refusal(403, "The link has expired.")
        disposition = f"attachment; filename*=UTF-8''{quote(found.name, safe='')}"
        # Whatever it says it is, a browser must not run it here.
        headers = {"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff"}
        # As a header: to a media type of text Starlette would add a charset, which nobody knows here.
        return Response(found.content, headers={**headers, "Content-Type": found.media_type})

    def _document(self, request: Request, content: bytes) -> Response:
        # With this server in it: a tool that reads it must not turn to the real portal.
        address = str(request.base_url).rstrip("/") + API
        served = {**json.loads(self._state.document.text), "servers": [{"url": address}]}
        return Response(json.dumps(served), media_type="application/json")

    def _payment_link(self, identifier: str) -> _Bill | None:
        links = self._state.collection("payment_links")
        record = self._state.records.find(links, identifier)
        if record is None:
            return None
        data = record.data
        # It may have expired since somebody looked.
        settle(self._state, links, data)
        if data["checkoutUrl"] is None:
            return None

        def paid() -> None:
            given = {"paymentLinkId": data["id"], "amount": data["amount"], "status": "paid"}
            create(self._state, self._state.collection("payment_link_payments"), given, {}, frozenset(), data["id"])
            if not data["reusable"]:
                data.update(status="paid", checkoutUrl=None)

        return _Bill(data["amount"], paid)

    def _invoice(self, identifier: str) -> _Bill | None:
        record = self._state.find("customer_invoices", identifier)
        if record is None or record.data["paidAt"] is not None:
            return None
        return _Bill(record.data["amount"], lambda: record.data.update(paidAt=self._now()))

    def _sign_up(self, identifier: str) -> _Bill | None:
        pending = self._state.sign_ups.get(identifier)
        if pending is None or pending.until <= self._state.clock.now:
            return None

        def paid() -> None:
            customer = create(self._state, self._state.collection("customers"), pending.customer, {}, frozenset())
            starts = self._state.clock.now.date().isoformat()
            subscribe(self._state, pending.package, {"customerId": customer.id, "startsAt": starts})
            del self._state.sign_ups[identifier]

        return _Bill(pending.package["amount"], paid)

    def _now(self) -> str:
        return self._state.making().moment(self._state.clock.now)


def _offering(find: Callable[[str], _Bill | None]) -> Callable[[Request, bytes], Response]:
    def page(request: Request, content: bytes) -> Response:
        return HTMLResponse(f'<form method="post"><button>Pay EUR {_bill(request, find).amount}</button></form>')

    return page


def _paying(find: Callable[[str], _Bill | None]) -> Callable[[Request, bytes], Response]:
    def page(request: Request, content: bytes) -> Response:
        _bill(request, find).settle()
        return HTMLResponse("<p>Paid.</p>")

    return page


def _bill(request: Request, find: Callable[[str], _Bill | None]) -> _Bill:
    bill = find(request.path_params["id"])
    if bill is None:
        raise Refusal(404, "There is nothing to pay here.")
    return bill
