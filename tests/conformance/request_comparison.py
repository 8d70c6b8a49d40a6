"""What Prism and the sandbox find wrong with the same request."""

import re
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeAlias

import httpx

from mijnklantportaal.models import AgreementSignerInvitation, TicketMessage
from mijnklantportaal.sandbox import Sandbox
from tests.conformance.mutations import Trial
from tests.conformance.prism import violations

Complaints: TypeAlias = frozenset[tuple[str, str]]
"""What is wrong with a request: the property or parameter, empty where it is the whole, and a message."""

Parts: TypeAlias = tuple[str, str, dict[str, str], bytes]
"""Of a request: its method, path with query, headers and body."""

# Any other would tell of the state of the portal, or of a fault of the judge.
_REFUSALS = (401, 404, 405, 415, 422)

_NOW = datetime(2026, 4, 14, 12, tzinfo=UTC)
_PARAMETER = re.compile(r"([\w-]+)/\{\w+\}")
_IDENTIFIER = re.compile(rb"\b([a-z]{3})_[0-9a-z]+")
_REQUIRED = re.compile(r"must have required property '(\w+)'")

# Collections whose objects are as good as any when nothing is said of them.
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
class Judged:
    """A request, and what either judge finds wrong with it: nothing with a valid one."""

    trial: Trial
    prism: Complaints
    sandbox: Complaints

    def disagreements(self) -> Iterator[tuple[str, str]]:
        """Which judge is stricter, and the message: all about properties with which only one finds something wrong."""
        by_prism, by_sandbox = ({name for name, _ in found} for found in (self.prism, self.sandbox))
        # Both refuse it, and what is wrong with the whole hides what is wrong with a part.
        if by_prism and by_sandbox and "" in by_prism | by_sandbox:
            return
        yield from (("Prism", message) for name, message in self.prism if name not in by_sandbox)
        yield from (("sandbox", message) for name, message in self.sandbox if name not in by_prism)


def judged(trials: Iterable[Trial], prism_address: str) -> Iterator[Judged]:
    """Send the same requests to both, to the sandbox without a network.

    Args:
        trials: The requests.
        prism_address: Where Prism is.
    """
    # Transports and no clients, which would cost as much as the judges.
    with httpx.HTTPTransport() as prism, ThreadPoolExecutor(1) as beside:
        sandbox = Sandbox(now=_NOW, rate_limit=None)
        ids = _objects(sandbox)
        for trial in trials:
            parts = _parts(trial, ids, sandbox.api_key)
            of_prism = beside.submit(_answer, prism, prism_address, parts)
            answer = _answer(sandbox.transport, sandbox.base_url, parts)
            yield Judged(trial, _complaints_of_prism(of_prism.result()), _complaints_of_sandbox(answer))
            if answer.is_success and trial.method != "GET" and "{" in trial.path:
                # What a request did to an object must be of no concern to the next one.
                ids = _objects(sandbox)


def _answer(transport: httpx.BaseTransport, address: str, parts: Parts) -> httpx.Response:
    method, path, headers, content = parts
    answer = transport.handle_request(httpx.Request(method, address + path, headers=headers, content=content))
    answer.read()
    return answer


def _parts(trial: Trial, ids: dict[str, str], token: str) -> Parts:
    """The request, with the IDs of these objects in place of those of the document's examples."""
    by_prefix = {identifier[:3].encode(): identifier.encode() for identifier in ids.values()}

    def with_ids(text: bytes) -> bytes:
        return _IDENTIFIER.sub(lambda match: by_prefix.get(match[1], match[0]), text)

    path = _PARAMETER.sub(lambda match: f"{match[1]}/{ids[match[1]]}", trial.path)
    headers = {"Authorization": f"Bearer {token}"} if trial.has_token else {}
    if trial.content_type is not None:
        headers["Content-Type"] = trial.content_type
    query = with_ids(trial.query.encode()).decode()
    return trial.method, f"{path}?{query}" if query else path, headers, with_ids(trial.content)


def _objects(sandbox: Sandbox) -> dict[str, str]:
    """IDs of new objects, by what they come after in paths."""
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


def _complaints_of_prism(answer: httpx.Response) -> Complaints:
    if answer.is_success:
        return frozenset()
    assert answer.status_code in _REFUSALS, answer.text
    found = set()
    for violation in violations(answer.headers, answer.json() if answer.content else None):
        message = str(violation.get("message", violation.get("title")))
        # Of the request, its body or query, and then the property.
        place = [str(part) for part in violation.get("location", ())][2:]
        if missing := _REQUIRED.search(message):
            place.append(missing[1])
        found.add((place[0] if place else "", message))
    return frozenset(found or {("", answer.text)})


def _complaints_of_sandbox(answer: httpx.Response) -> Complaints:
    if answer.is_success:
        return frozenset()
    assert answer.status_code in _REFUSALS, answer.text
    body = answer.json()
    errors: dict[str, list[str]] = body.get("errors", {"": [body["message"]]})
    return frozenset((name.split(".")[0], message) for name, messages in errors.items() for message in messages)
