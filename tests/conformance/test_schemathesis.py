"""schemathesis has no complaint about any answer of the sandbox, whatever it is sent."""

from datetime import datetime
from typing import Any

import pytest
from hypothesis import settings
from schemathesis import Case, Response
from schemathesis.core.failures import AcceptedNegativeData, Failure
from schemathesis.openapi.checks import (
    AllowHeaderMismatch,
    EnsureResourceAvailability,
    RejectedPositiveData,
    UnsupportedMethodResponse,
)

from mijnklantportaal import Upload
from mijnklantportaal.models import AgreementSignerInvitation, TicketMessage
from mijnklantportaal.sandbox import Sandbox
from tests.conformance.schemathesis_runs import Judgement, judged, readable_for_schemathesis
from tests.operations import document

NOW = datetime(2026, 4, 14, 12, 0)


def seeded() -> tuple[Sandbox, list[str]]:
    """A sandbox with an object of each kind, and the IDs that there are in it."""
    sandbox = Sandbox(now=NOW, rate_limit=None)
    customer = sandbox.customers.add()
    card = sandbox.punch_cards.add(punches=10**9)
    ticket = sandbox.tickets.add(
        source="portal",
        messages=[
            TicketMessage(
                id="tim_message",
                posted_by="Jane",
                is_posted_by_customer=True,
                message="Hello",
                posted_at=NOW,
                attachments=[],
            )
        ],
    )
    pdf = Upload(b"%PDF-1.7", name="a.pdf", media_type="application/pdf")
    signer = AgreementSignerInvitation(first_name="A", last_name="B", email="jane@example.com", should_identify=False)
    with sandbox.client() as client:
        agreement = client.agreements.create(
            name="A", signer_name="B", signer_signature_data="C", signers=[signer], documents=[pdf]
        )
        file = client.files.upload(file=pdf)
        directory = client.files.create_directory(name="A")
    ids = [
        agreement.id,
        agreement.documents[0].id,
        sandbox.appointments.add().id,
        customer.id,
        sandbox.customer_groups.add().id,
        sandbox.customer_invoices.add().id,
        sandbox.customer_offers.add().id,
        sandbox.customer_subscriptions.add().id,
        sandbox.customer_subscription_packages.add().id,
        file.id,
        directory.id,
        sandbox.file_requests.add().id,
        sandbox.invoices.add().id,
        sandbox.payment_links.add().id,
        card.id,
        sandbox.issued_punch_cards.add().id,
        ticket.id,
        ticket.messages[0].id,
        sandbox.webhooks.add().id,
    ]
    return sandbox, ids


WITHOUT_CHECKS = [
    # DELETE cancels an appointment and closes a payment link: both are still there, and the document shows them.
    "use_after_free",
    # It needs two users, each with objects of their own, and a key here is that of a whole portal.
    "object_level_authorization",
]

# What the texts of the document ask for beyond its schemas: fields, or the whole message, of refusals by operation.
RULES = {
    "DELETE /payment-links/{linkId}": {"The payment link is closed already."},
    "GET /appointments": {"days"},
    "PATCH /punch-cards/{punchCardId}": {"price", "vatRate"},
    "POST /agreements": {"documents"},
    "POST /appointments": {"attendeeEmail", "attendeeName"},
    "POST /file-requests": {"requestedFiles"},
    "POST /punch-cards": {"price", "vatRate"},
    "POST /punch-cards/{punchCardId}/issued/{issuedPunchCardId}/stamp": {"stamps"},
}


def is_no_fault(failure: Failure, case: Case[Any], response: Response) -> bool:
    label = case.operation.label
    if isinstance(failure, RejectedPositiveData):
        refusal = response.json()
        return set(refusal.get("errors", [refusal["message"]])) <= RULES.get(label, set())
    if isinstance(failure, AcceptedNegativeData):
        # In a form all is text, and 1 and 0 are true and false too.
        fields = case.body if isinstance(case.body, dict) else {}
        is_text = "(was string, became" in failure.message or str(fields.get("sendNotification")) in ("0", "1")
        return is_text and case.media_type == "multipart/form-data"
    if isinstance(failure, EnsureResourceAvailability):
        # There is nothing to download of a directory.
        return label == "GET /files/{fileId}/download" and str(case.path_parameters["fileId"]).startswith("fsd_")
    # What stands after the collection is an ID, which can be got and changed, for all that don't know `manual`.
    return isinstance(failure, AllowHeaderMismatch | UnsupportedMethodResponse) and label.endswith("/manual")


@pytest.fixture(scope="module")
def judgement() -> Judgement:
    sandbox, ids = seeded()
    profile = settings()
    with sandbox.serve() as address:
        return judged(
            readable_for_schemathesis(document(), ids),
            address,
            sandbox.api_key,
            without_checks=WITHOUT_CHECKS,
            excused=is_no_fault,
            examples=max(3, profile.max_examples // 20),
            rows=max(18, profile.max_examples // 4),
            seed=0 if profile.derandomize else None,
        )


def test_no_answer_is_other_than_the_document_says(judgement: Judgement) -> None:
    assert [f"{' '.join(what)}: {told}" for what, told in judgement.complaints.items()] == []


def test_every_operation_succeeds(judgement: Judgement) -> None:
    successes = {
        f"{method.upper()} {path}": int(status)
        for path, item in document()["paths"].items()
        for method, operation in item.items()
        for status in operation["responses"]
        if status.startswith("2")
    }
    assert len(successes) == 69
    assert [label for label, status in successes.items() if not judgement.statuses[label][status]] == []


def test_every_check_has_judged(judgement: Judgement) -> None:
    assert set(judgement.checks) == {
        "allow_header_conformance",
        "content_type_conformance",
        "ensure_resource_availability",
        "ignored_auth",
        "missing_required_header",
        "negative_data_rejection",
        "not_a_server_error",
        "positive_data_acceptance",
        # The document has no headers of answers yet.
        "response_headers_conformance",
        "response_schema_conformance",
        "status_code_conformance",
        "unsupported_method",
    }
    assert min(judgement.checks.values()) > 1000


def test_calls_go_on_with_what_others_gave(judgement: Judgement) -> None:
    assert len(judgement.linked) > 50


@pytest.mark.parametrize(
    ("fault", "check"),
    [
        (
            lambda faults, **all_: faults.body(lambda page: page | {"per_page": "15"}, **all_),
            "response_schema_conformance",
        ),
        (lambda faults, **all_: faults.body(lambda page: page | {"data": [{}]}, **all_), "response_schema_conformance"),
        (lambda faults, **all_: faults.html(status=200, **all_), "content_type_conformance"),
        (lambda faults, **all_: faults.status(418, **all_), "status_code_conformance"),
        (lambda faults, **all_: faults.status(404, **all_), "status_code_conformance"),
        (lambda faults, **all_: faults.status(500, **all_), "not_a_server_error"),
    ],
)
def test_the_judge_complains(fault: Any, check: str) -> None:
    sandbox, ids = seeded()
    fault(sandbox.faults, times=10**6)
    with sandbox.serve() as address:
        found = judged(
            readable_for_schemathesis(document(), ids),
            address,
            sandbox.api_key,
            without_checks=WITHOUT_CHECKS,
            excused=is_no_fault,
            examples=1,
            rows=0,
            seed=0,
            operation="list-customers",
        )
    assert check in {name for name, _, _ in found.complaints}
