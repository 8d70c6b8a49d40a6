"""Every response of the sandbox passes the checks of schemathesis, whatever the request."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeAlias

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
from tests.conformance.schemathesis_run import RunResult, adapt_to_schemathesis, run
from tests.operations import spec

InjectFault: TypeAlias = Callable[..., object]
"""Adds a fault to those of a sandbox."""

NOW = datetime(2026, 4, 14, 12, 0)


def make_sandbox() -> tuple[Sandbox, list[str]]:
    """Return a sandbox with an object of each kind, and their IDs."""
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
    # DELETE cancels an appointment and closes a payment link: both still exist afterwards, as in the spec.
    "use_after_free",
    # It needs two users with objects of their own, and an API key is that of a whole portal.
    "object_level_authorization",
]

# Requirements in descriptions, which schemas do not have: the fields, or the message, of refusals by operation.
RULES = {
    "DELETE /payment-links/{linkId}": {"The payment link is already closed."},
    "GET /appointments": {"days"},
    "PATCH /punch-cards/{punchCardId}": {"price", "vatRate"},
    "POST /agreements": {"documents"},
    "POST /appointments": {"attendeeEmail", "attendeeName"},
    "POST /file-requests": {"requestedFiles"},
    "POST /punch-cards": {"price", "vatRate"},
    "POST /punch-cards/{punchCardId}/issued/{issuedPunchCardId}/stamp": {"stamps"},
}


def is_excused(failure: Failure, case: Case[Any], response: Response) -> bool:
    label = case.operation.label
    if isinstance(failure, RejectedPositiveData):
        refusal = response.json()
        return set(refusal.get("errors", [refusal["message"]])) <= RULES.get(label, set())
    if isinstance(failure, AcceptedNegativeData):
        # In a form every value is text, and 1 and 0 are booleans too.
        fields = case.body if isinstance(case.body, dict) else {}
        is_text = "(was string, became" in failure.message or str(fields.get("sendNotification")) in ("0", "1")
        return is_text and case.media_type == "multipart/form-data"
    if isinstance(failure, EnsureResourceAvailability):
        # A directory cannot be downloaded.
        return label == "GET /files/{fileId}/download" and str(case.path_parameters["fileId"]).startswith("fsd_")
    # The sandbox allows on `/manual` what it allows on an ID.
    return isinstance(failure, AllowHeaderMismatch | UnsupportedMethodResponse) and label.endswith("/manual")


@pytest.fixture(scope="module")
def result(request: pytest.FixtureRequest) -> RunResult:
    sandbox, ids = make_sandbox()
    profile, is_long = settings(), request.config.getoption("--long")
    with sandbox.serve() as address:
        return run(
            adapt_to_schemathesis(spec(), ids),
            address,
            sandbox.api_key,
            without_checks=WITHOUT_CHECKS,
            excused=is_excused,
            examples=max(3, profile.max_examples // 20) if is_long else 1,
            sequences=max(18, profile.max_examples // 4) if is_long else 8,
            seed=0 if profile.derandomize else None,
        )


def test_no_check_fails(result: RunResult) -> None:
    assert [f"{' '.join(key)}: {text}" for key, text in result.failures.items()] == []


def test_every_operation_succeeds(result: RunResult) -> None:
    successes = {
        f"{method.upper()} {path}": int(status)
        for path, item in spec()["paths"].items()
        for method, operation in item.items()
        for status in operation["responses"]
        if status.startswith("2")
    }
    assert len(successes) == 69
    assert [label for label, status in successes.items() if not result.statuses[label][status]] == []


def test_every_check_was_made(result: RunResult) -> None:
    assert set(result.checks) == {
        "allow_header_conformance",
        "content_type_conformance",
        "ensure_resource_availability",
        "ignored_auth",
        "missing_required_header",
        "negative_data_rejection",
        "not_a_server_error",
        "positive_data_acceptance",
        # The spec has no response headers yet.
        "response_headers_conformance",
        "response_schema_conformance",
        "status_code_conformance",
        "unsupported_method",
    }
    assert min(result.checks.values()) > 1000


def test_calls_use_responses_to_earlier_calls(result: RunResult) -> None:
    assert len(result.linked) > 30


@pytest.mark.parametrize(
    ("inject", "check"),
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
def test_check_finds_a_fault_in_the_sandbox(inject: InjectFault, check: str) -> None:
    sandbox, ids = make_sandbox()
    inject(sandbox.faults, times=10**6)
    with sandbox.serve() as address:
        result = run(
            adapt_to_schemathesis(spec(), ids),
            address,
            sandbox.api_key,
            without_checks=WITHOUT_CHECKS,
            excused=is_excused,
            examples=1,
            sequences=0,
            seed=0,
            operation="list-customers",
        )
    assert check in {name for name, _, _ in result.failures}
