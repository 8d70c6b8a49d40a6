"""A sandbox in which every operation that reads has objects, and 20 deviations from the spec for its responses."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeAlias
from urllib.parse import urlsplit

import httpx

from mijnklantportaal.models import (
    AgreementDocument,
    AgreementSigner,
    RequestedFile,
    TicketAttachment,
    TicketMessage,
)
from mijnklantportaal.sandbox import Sandbox
from mijnklantportaal.sandbox._demo_data import add_demo_data

JsonObject: TypeAlias = dict[str, Any]
Change: TypeAlias = Callable[[str, JsonObject], object]
"""Returns the JSON of a response, from the path of the request and the JSON that the sandbox has sent."""

_MISSING: Final = object()


def complete_sandbox(rate_limit: int | None = None) -> Sandbox:
    """Return a sandbox with the demo data, and with objects that refer to files and documents."""
    sandbox = Sandbox(rate_limit=rate_limit)
    add_demo_data(sandbox)
    now = sandbox.clock.now
    (file,) = sandbox.files
    sandbox.file_shares.add(shared_content=[file])
    sandbox.file_requests.add(
        requested_files=[
            RequestedFile(
                id="fqf_demo00000001",
                name="Logo",
                description="For the website",
                required=True,
                max_file_size=10240,
                uploaded_file_id=file.id,
            )
        ]
    )
    sandbox.agreements.add(
        documents=[
            AgreementDocument(id="agd_demo00000001", document_name="contract.pdf", file_size=512, file_hash="0f3a")
        ],
        signers=[
            AgreementSigner(
                id="ags_demo00000001",
                first_name="Sanne",
                last_name="Jansen",
                email="sanne@example.com",
                should_identify=True,
                signature=None,
                signature_hash=None,
                signed_at=now,
            )
        ],
    )
    attachment = TicketAttachment(id="tma_demo00000001", name="screen.png", size=2048, mime="image/png")
    sandbox.tickets.add(
        messages=[
            TicketMessage(
                id="tim_demo00000002",
                posted_by="Sanne Jansen",
                is_posted_by_customer=True,
                message="<p>Help</p>",
                posted_at=now,
                attachments=[attachment],
            )
        ]
    )
    return sandbox


@dataclass(frozen=True)
class PlantedDeviation:
    """A deviation in the responses of one operation."""

    operation: str
    """The operationId."""
    template: str
    """Its path."""
    place: str
    """What is changed, as reports write it; for an unknown field, the place of that field."""
    change: Callable[[Any], object]
    """Returns the other value, or `_MISSING`."""
    received: str
    """What a report says of the other value."""
    is_unknown: bool = False
    """Whether the spec does not know the place."""

    def apply(self, body: object) -> object:
        """Return the body with this deviation."""
        return _changed(body, re.findall(r"\[\]|[^.\[\]]+", self.place), self.change)


def _always(value: object) -> Callable[[Any], object]:
    return lambda received: value


PLANTED = (
    PlantedDeviation("list-customers", "/customers", "data[].city", _always(_MISSING), "missing"),
    PlantedDeviation("list-customers", "/customers", "data[].primaryEmail", _always(None), "null"),
    PlantedDeviation("list-customers", "/customers", "total", _always(2), "integer", is_unknown=True),
    PlantedDeviation("get-customer", "/customers/{customerId}", "zipCode", _always(3511), "integer"),
    PlantedDeviation(
        "list-customer-offers", "/customer-offers", "data[].issuedAt", _always("29-04-2024"), "00-00-0000"
    ),
    PlantedDeviation(
        "get-customer-offer", "/customer-offers/{offerId}", "createdAt", lambda text: text[:19], "0000-00-00T00:00:00"
    ),
    PlantedDeviation(
        "get-customer-offer",
        "/customer-offers/{offerId}",
        "links.customer.rel",
        _always("customer"),
        "string",
        is_unknown=True,
    ),
    PlantedDeviation("list-payment-links", "/payment-links", "data[].status", _always("refunded"), "string"),
    PlantedDeviation("list-customer-subscriptions", "/customer-subscriptions", "data[].vatRate", _always(6), "integer"),
    PlantedDeviation(
        "list-customer-groups", "/customer-groups", "data[].color", _always("#ff0000"), "string", is_unknown=True
    ),
    PlantedDeviation(
        "get-agreement", "/agreements/{agreementId}", "signers[].phone", _always(None), "null", is_unknown=True
    ),
    PlantedDeviation(
        "list-customer-invoices", "/customer-invoices", "data[].amount", lambda text: float(text), "number"
    ),
    PlantedDeviation(
        "list-payment-link-payments", "/payment-links/{linkId}/payments", "data[].amount", _always("12,95"), "string"
    ),
    PlantedDeviation("list-punch-cards", "/punch-cards", "from", _always(_MISSING), "missing"),
    PlantedDeviation("list-agreements", "/agreements", "per_page", str, "string"),
    PlantedDeviation("list-file-shares", "/file-shares", "data[].links", lambda links: list(links.values()), "array"),
    PlantedDeviation(
        "get-ticket",
        "/tickets/{ticketId}",
        "messages[].attachments",
        lambda attachments: {str(index): one for index, one in enumerate(attachments)},
        "object",
    ),
    PlantedDeviation("list-file-requests", "/file-requests", "data[].requestedFiles[].required", int, "integer"),
    PlantedDeviation("get-appointment", "/appointments/{appointmentId}", "startsAt", _always(1714417200), "integer"),
    PlantedDeviation("download-file", "/files/{fileId}/download", "expiresAt", _always(None), "null"),
)
"""The deviations, of which none hides another one."""


def plant(path: str, body: JsonObject) -> object:
    """Return the body of a response with the deviations that are planted for it.

    Args:
        path: The path of the request, below the base URL.
        body: The JSON that the sandbox has sent.
    """
    changed: object = body
    for planted in PLANTED:
        if re.fullmatch(re.sub(r"\{.*?\}", "[^/]+", planted.template), path):
            changed = planted.apply(changed)
    return changed


class ChangingTransport(httpx.BaseTransport):
    """Passes requests to a sandbox, and changes the JSON of its responses with a status of success.

    Args:
        sandbox: The sandbox.
        change: Returns the JSON to send.
    """

    def __init__(self, sandbox: Sandbox, change: Change = plant) -> None:
        self._sandbox = sandbox
        self._change = change

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        response = self._sandbox.transport.handle_request(request)
        if not response.is_success:
            return response
        path = request.url.path.removeprefix(urlsplit(self._sandbox.base_url).path)
        body = self._change(path, response.json())
        headers = {name: value for name, value in response.headers.items() if name != "content-length"}
        return httpx.Response(response.status_code, headers=headers, content=json.dumps(body))


def _changed(value: object, keys: list[str], change: Callable[[Any], object]) -> object:
    if not keys:
        return change(value)
    key, *rest = keys
    if key == "[]":
        assert isinstance(value, list)
        return [_changed(element, rest, change) for element in value]
    assert isinstance(value, dict)
    inner = _changed(value.get(key), rest, change)
    others = {name: other for name, other in value.items() if name != key}
    return others if inner is _MISSING else {**others, key: inner}
