"""Prism finds every request of the client valid, and the client finds no deviation in the responses of Prism."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

import httpx
import pytest

from mijnklantportaal import APIStatusError, RawResponse
from mijnklantportaal.models import CustomerOfferLine
from tests.conformance.conftest import Call, Send
from tests.conformance.prism import violations
from tests.operations import ArgumentSet, Method, methods

CALLS = [
    pytest.param(
        method, argument_set, id=f"{method}-{argument_set}", marks=[] if argument_set == "all" else pytest.mark.long
    )
    for method in methods()
    for argument_set in method.argument_sets()
]
CUSTOMER = {
    "companyName": "Test Company BV",
    "address": "Teststreet 123",
    "zipCode": "1234AB",
    "city": "Amsterdam",
    "primaryEmail": "jane@example.com",
}
OFFER = {
    "customerId": "cst_1",
    "offerNumber": "1",
    "issuedAt": "2024-04-30",
    "expiresAt": "2024-05-30",
    "amount": "1.5",
}
PACKAGE = "/customer-subscription-packages/pkg_1"
AGREEMENT = {"name": "Contract", "signerName": "Jane", "signerSignatureData": "data:,"}
PDF = ("offer.pdf", b"%PDF-1.7")
TOKEN = {"Authorization": "Bearer key-for-tests"}

Perform: TypeAlias = Callable[[Call], tuple[Any, RawResponse[Any]]]


@pytest.fixture
def perform(send: Send, prism: str) -> Perform:
    """Makes a call, and returns its result and its raw response. It fails the test when either side is invalid."""

    def call_prism(call: Call) -> tuple[Any, RawResponse[Any]]:
        try:
            response, drift = send(lambda client: call(client.with_raw_response), base_url=prism)
        except APIStatusError as error:
            pytest.fail(f"{error.status_code}: {violations(error.headers, error.body)}")
        assert "sl-violations" not in response.headers
        parsed = response.parse()
        assert drift == []
        return parsed, response

    return call_prism


@pytest.mark.parametrize(("method", "argument_set"), CALLS)
def test_requests_and_responses_conform_to_the_spec(
    perform: Perform, method: Method, argument_set: ArgumentSet
) -> None:
    parsed, response = perform(lambda client: method.on(client)(**method.arguments(argument_set)))
    assert response.status_code == method.example_response()[0]
    assert parsed is not None


def test_get_offer(perform: Perform) -> None:
    offer, _ = perform(lambda client: client.customer_offers.get("off_abc12345def678"))
    assert offer.id == "off_abc12345def678"
    assert offer.amount == Decimal("12.95")
    assert offer.expires_at == date(2024, 5, 29)


def test_list_offers(perform: Perform) -> None:
    page, _ = perform(lambda client: client.customer_offers.list(page=1))
    assert [offer.offer_number for offer in page.data] == ["2024-001"]


def test_create_offer_with_lines(perform: Perform) -> None:
    line = CustomerOfferLine(description="Website template", amount_excl_vat=Decimal("12.95"), vat_rate=21)
    offer, response = perform(
        lambda client: client.customer_offers.create_manual(
            customer_id="cst_abc12345def678",
            offer_number="2026-001",
            issued_at=date(2026, 4, 14),
            expires_at=date(2026, 4, 30),
            send_notification=False,
            lines=[line, line],
        )
    )
    assert response.status_code == 201
    assert offer.currency == "EUR"


def test_get_invoice(perform: Perform) -> None:
    invoice, _ = perform(lambda client: client.customer_invoices.get("inv_abc12345def678"))
    assert isinstance(invoice.amount, Decimal)
    assert isinstance(invoice.issued_at, date)


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        (("GET", "/customer-offers?page=two", {}), "page must be integer"),
        (("GET", "/customer-offers?page=0", {}), "page must be >= 1"),
        (("GET", "/appointments?start_at=2025-03-05", {}), "start_at must match pattern"),
        (("POST", "/customers", {}), "Body parameter is required"),
        (("POST", "/customers", {"json": {**CUSTOMER, "city": 7}}), "city must be string"),
        (("POST", "/customers", {"json": {"city": "Amsterdam"}}), "must have required property 'companyName'"),
        (("PATCH", "/customers/cst_1", {"json": {}}), "must NOT have fewer than 1 properties"),
        (("PATCH", "/customer-offers/off_1", {"json": {"acceptedAt": "2024-05-04"}}), "acceptedAt must match pattern"),
        (("POST", "/webhooks", {"json": {"url": "https://a.nl", "type": "x"}}), "must be equal to one of the allowed"),
        # The path with a trailing slash is another operation, with other properties.
        (("POST", f"{PACKAGE}/sign-up", {"json": CUSTOMER}), "must have required property 'customerId'"),
        (("POST", f"{PACKAGE}/sign-up/", {"json": {"customerId": "c"}}), "must have required property 'companyName'"),
        (("POST", "/files", {"files": {"document": PDF}}), "must have required property 'file'"),
        (("POST", "/customer-offers", {"data": OFFER}), "Supported content types: multipart/form-data"),
        (
            ("POST", "/customer-offers", {"data": {**OFFER, "issuedAt": "2024-04-31"}, "files": {"pdf": PDF}}),
            'issuedAt must match format "date"',
        ),
        (
            ("POST", "/agreements", {"data": {**AGREEMENT, "signers": '{"email": "x"}'}, "files": {"documents": PDF}}),
            'signers.0.email must match format "email"',
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_prism_reports_an_invalid_request(prism: str, request_: tuple[str, str, Any], message: str) -> None:
    method, path, content = request_
    response = httpx.request(method, prism + path, headers=TOKEN, **content)
    assert not response.is_success
    messages = [violation["message"] for violation in violations(response.headers, response.json())]
    assert any(message in reported for reported in messages), messages


def test_prism_reports_a_missing_token(prism: str) -> None:
    response = httpx.get(f"{prism}/customers")
    assert response.status_code == 401
    assert violations(response.headers, response.json())
