"""The reports of Prism and of the sandbox about the same requests."""

import re
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeAlias

import httpx

from mijnklantportaal.models import AgreementSignerInvitation, TicketMessage
from mijnklantportaal.sandbox import Sandbox
from tests.conformance.prism import violations
from tests.conformance.request_variants import Variation

Reports: TypeAlias = frozenset[tuple[str, str]]
"""What is invalid in a request: the property or parameter, empty for the whole request, and a message."""

Parts: TypeAlias = tuple[str, str, dict[str, str], bytes]
"""The method of a request, its path with query, its headers and its body."""

# Other statuses would come from the state of the portal, or from a fault of the validator.
_REFUSALS = (401, 404, 405, 415, 422)

_NOW = datetime(2026, 4, 14, 12, tzinfo=UTC)
_PARAMETER = re.compile(r"([\w-]+)/\{\w+\}")
_IDENTIFIER = re.compile(rb"\b([a-z]{3})_[0-9a-z]+")
_REQUIRED = re.compile(r"must have required property '(\w+)'")

# Collections whose objects can be made without arguments.
_SIMPLE = (
    "appointments",
    "customers",
    "customer_groups",
    "customer_invoices",
    "customer_offers",
    "customer_subscriptions",
    "customer_subscription_packages",
    "file_requests",
    "invoices",
    "payment_links",
    "webhooks",
)


@dataclass(frozen=True)
class Comparison:
    """A request, and the reports of both about it: none for a valid one."""

    variation: Variation
    prism: Reports
    sandbox: Reports

    def disagreements(self) -> Iterator[tuple[str, str]]:
        """Yield which of them is stricter, and its message, for each property that only one of them reports."""
        by_prism, by_sandbox = ({name for name, _ in reports} for reports in (self.prism, self.sandbox))
        # Both refuse it, and a report about the whole request hides those about its parts.
        if by_prism and by_sandbox and "" in by_prism | by_sandbox:
            return
        yield from (("Prism", message) for name, message in self.prism if name not in by_sandbox)
        yield from (("sandbox", message) for name, message in self.sandbox if name not in by_prism)


def compare(variations: Iterable[Variation], prism_url: str) -> Iterator[Comparison]:
    """Send the same requests to both, to the sandbox without a network.

    Args:
        variations: The requests.
        prism_url: The address of Prism.
    """
    # Transports, since clients would cost as much as the validators.
    with httpx.HTTPTransport() as prism, ThreadPoolExecutor(1) as executor:
        sandbox = Sandbox(now=_NOW, rate_limit=None)
        ids = _objects(sandbox)
        for variation in variations:
            parts = _parts(variation, ids, sandbox.api_key)
            prism_response = executor.submit(_send, prism, prism_url, parts)
            response = _send(sandbox.transport, sandbox.base_url, parts)
            yield Comparison(variation, _prism_reports(prism_response.result()), _sandbox_reports(response))
            if response.is_success and variation.method != "GET" and "{" in variation.path:
                # A request must not affect the next one through the state of an object.
                ids = _objects(sandbox)


def _send(transport: httpx.BaseTransport, url: str, parts: Parts) -> httpx.Response:
    method, path, headers, content = parts
    response = transport.handle_request(httpx.Request(method, url + path, headers=headers, content=content))
    response.read()
    return response


def _parts(variation: Variation, ids: dict[str, str], token: str) -> Parts:
    """Return the request, with the IDs of these objects in place of those in the examples of the spec."""
    by_prefix = {identifier[:3].encode(): identifier.encode() for identifier in ids.values()}

    def with_ids(text: bytes) -> bytes:
        return _IDENTIFIER.sub(lambda match: by_prefix.get(match[1], match[0]), text)

    path = _PARAMETER.sub(lambda match: f"{match[1]}/{ids[match[1]]}", variation.path)
    headers = {"Authorization": f"Bearer {token}"} if variation.has_token else {}
    if variation.content_type is not None:
        headers["Content-Type"] = variation.content_type
    query = with_ids(variation.query.encode()).decode()
    return variation.method, f"{path}?{query}" if query else path, headers, with_ids(variation.content)


def _objects(sandbox: Sandbox) -> dict[str, str]:
    """Make new objects, and return their IDs by the path segments that precede them."""
    client = sandbox.client()
    ids = {name.replace("_", "-"): getattr(sandbox, name).add().id for name in _SIMPLE}
    card = sandbox.punch_cards.add()
    message = TicketMessage(
        id=f"tim_{len(sandbox.tickets)}",
        posted_by="Jane",
        is_posted_by_customer=True,
        message="Where is it?",
        posted_at=_NOW,
        attachments=[],
    )
    agreement = client.agreements.create(
        name="Contract",
        signer_name="Jane",
        signer_signature_data="data:,",
        signers=[AgreementSignerInvitation()],
        documents=[b"%PDF-1.7"],
    )
    return {
        **ids,
        "agreements": agreement.id,
        "directories": client.files.create_directory(name="Contracts").id,
        "documents": agreement.documents[0].id,
        "files": client.files.upload(file=b"%PDF-1.7").id,
        "issued": sandbox.issued_punch_cards.add(punch_card_id=card.id).id,
        "message": message.id,
        "punch-cards": card.id,
        "tickets": sandbox.tickets.add(messages=[message]).id,
    }


def _prism_reports(response: httpx.Response) -> Reports:
    if response.is_success:
        return frozenset()
    assert response.status_code in _REFUSALS, response.text
    reports = set()
    for violation in violations(response.headers, response.json() if response.content else None):
        message = str(violation.get("message", violation.get("title")))
        # The location is: the request, its body or query, and then the property.
        place = [str(part) for part in violation.get("location", ())][2:]
        if missing := _REQUIRED.search(message):
            place.append(missing[1])
        reports.add((place[0] if place else "", message))
    return frozenset(reports or {("", response.text)})


def _sandbox_reports(response: httpx.Response) -> Reports:
    if response.is_success:
        return frozenset()
    assert response.status_code in _REFUSALS, response.text
    body = response.json()
    errors: dict[str, list[str]] = body.get("errors", {"": [body["message"]]})
    return frozenset((name.split(".")[0], message) for name, messages in errors.items() for message in messages)
