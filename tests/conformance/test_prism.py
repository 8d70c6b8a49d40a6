"""Prism has no complaint about any request of the client, and the client has none about Prism's answers."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import httpx
import pytest

from mijnklantportaal import APIStatusError, RawResponse
from mijnklantportaal.models import CustomerOfferLine
from tests.conformance.prism import violations
from tests.operations import Extent, Method, methods

CALLS = [pytest.param(method, extent, id=f"{method}-{extent}") for method in methods() for extent in method.extents()]
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

Call = Callable[[Any], Any]


@pytest.fixture
def result(send: Callable[..., Any], prism: str) -> Callable[[Call], tuple[Any, RawResponse[Any]]]:
    """What a call gives, and its raw answer; a test fails that breaks the document's rules in either direction."""

    def checked(call: Call) -> tuple[Any, RawResponse[Any]]:
        try:
            answer, drift = send(lambda client: call(client.with_raw_response), base_url=prism)
        except APIStatusError as error:
            pytest.fail(f"{error.status_code}: {violations(error.headers, error.body)}")
        assert "sl-violations" not in answer.headers
        parsed = answer.parse()
        assert drift == []
        return parsed, answer

    return checked


@pytest.mark.parametrize(("method", "extent"), CALLS)
def test_every_request_and_its_answer_are_as_documented(result: Any, method: Method, extent: Extent) -> None:
    parsed, answer = result(lambda client: method.on(client)(**method.arguments(extent)))
    assert answer.status_code == method.answer()[0]
    assert parsed is not None


def test_an_offer(result: Any) -> None:
    offer, _ = result(lambda client: client.customer_offers.get("off_abc12345def678"))
    assert offer.id == "off_abc12345def678"
    assert offer.amount == Decimal("12.95")
    assert offer.expires_at == date(2024, 5, 29)


def test_a_page_of_offers(result: Any) -> None:
    page, _ = result(lambda client: client.customer_offers.list(page=1))
    assert [offer.offer_number for offer in page.data] == ["2024-001"]


def test_an_offer_with_lines(result: Any) -> None:
    line = CustomerOfferLine(description="Website template", amount_excl_vat=Decimal("12.95"), vat_rate=21)
    offer, answer = result(
        lambda client: client.customer_offers.create_manual(
            customer_id="cst_abc12345def678",
            offer_number="2026-001",
            issued_at=date(2026, 4, 14),
            expires_at=date(2026, 4, 30),
            send_notification=False,
            lines=[line, line],
        )
    )
    assert answer.status_code == 201
    assert offer.currency == "EUR"


def test_an_invoice(result: Any) -> None:
    invoice, _ = result(lambda client: client.customer_invoices.get("inv_abc12345def678"))
    assert isinstance(invoice.amount, Decimal)
    assert isinstance(invoice.issued_at, date)


@pytest.mark.parametrize(
    ("request_", "complaint"),
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
        # The form with a slash at its end is another operation, with other properties.
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
def test_the_judge_complains(prism: str, request_: tuple[str, str, Any], complaint: str) -> None:
    method, path, content = request_
    answer = httpx.request(method, prism + path, headers=TOKEN, **content)
    assert not answer.is_success
    messages = [violation["message"] for violation in violations(answer.headers, answer.json())]
    assert any(complaint in message for message in messages), messages


def test_the_judge_wants_a_token(prism: str) -> None:
    answer = httpx.get(f"{prism}/customers")
    assert answer.status_code == 401
    assert violations(answer.headers, answer.json())
