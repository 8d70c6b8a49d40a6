"""Responses that deviate from the spec: no data is lost, and the deviation is reported."""

import copy
import json
import pickle
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from mijnklantportaal import UNSET, APIResponseValidationError, MijnKlantportaal, SpecDrift
from mijnklantportaal.models import CustomerOffer
from tests.client.conftest import PageFactory
from tests.client.portal_server import PortalServer

DEVIATIONS = [
    pytest.param("amount", 12.95, Decimal("12.95"), None, id="money as a number"),
    pytest.param("amount", "12,95", "12,95", "amount", id="money with a comma"),
    pytest.param("amount", "NaN", "NaN", "amount", id="money that is not a number"),
    pytest.param("amount", None, None, "amount", id="money that is null"),
    pytest.param("amount", True, True, "amount", id="money that is a boolean"),
    pytest.param("issuedAt", "2024-04-31", "2024-04-31", "issuedAt", id="a day that does not exist"),
    pytest.param("issuedAt", 20240429, 20240429, "issuedAt", id="a date as a number"),
    pytest.param("acceptedAt", "soon", "soon", "acceptedAt", id="a time that is not one"),
    pytest.param("acceptedAt", "2024-05-14T21:00:00", "2024-05-14T21:00:00", "acceptedAt", id="a time without zone"),
    pytest.param("createdAt", "2024-04-29T24:00:00Z", datetime(2024, 4, 30, tzinfo=UTC), None, id="midnight as 24:00"),
    pytest.param("acceptedViaIp", None, None, None, id="null where null is allowed"),
    pytest.param("offerNumber", 7, 7, "offerNumber", id="a number for a text"),
    pytest.param("currency", "XXX", "XXX", None, id="an unknown value"),
    pytest.param("links", [], [], "links", id="an array for an object, as PHP writes it"),
    pytest.param("links", {"customer": None}, None, "links.customer", id="null inside"),
]


@pytest.mark.parametrize(("key", "received", "value", "path"), DEVIATIONS)
def test_deviating_field_holds_the_received_value(
    offer: dict[str, Any], key: str, received: Any, value: Any, path: str | None
) -> None:
    offer[key] = received
    reports: list[str] = []
    parsed = CustomerOffer.from_dict(
        json.loads(json.dumps(offer), parse_float=Decimal), lambda path, expected, got: reports.append(path)
    )
    name = next(field.name for field in CustomerOffer._field_table if field.key == key)
    field = getattr(parsed, name)
    assert (field.customer if key == "links" and isinstance(received, dict) else field) == value
    assert reports == ([path] if path else [])
    assert parsed.expires_at == date(2024, 5, 29), "other fields are not affected"


@pytest.mark.parametrize("links", [None, [], "text", 7, {"customer": None}, {"customer": [{}]}])
def test_value_that_is_not_an_object_is_serialized_as_it_was_received(offer: dict[str, Any], links: Any) -> None:
    offer["links"] = links
    assert CustomerOffer.from_dict(offer).to_dict() == offer


def test_missing_field_is_none_and_reported_as_unset(offer: dict[str, Any]) -> None:
    del offer["amount"]
    reports: list[tuple[str, str, object]] = []
    assert CustomerOffer.from_dict(offer, lambda *report: reports.append(report)).amount is None
    assert reports == [("amount", "decimal string or number", UNSET)]


def test_unknown_fields_are_additional_properties(offer: dict[str, Any]) -> None:
    offer["reference"] = {"a": [1]}
    parsed = CustomerOffer.from_dict(offer)
    assert parsed.additional_properties == {"reference": {"a": [1]}}
    assert parsed.to_dict() == offer


def test_deviating_record_leaves_other_records_unchanged(
    portal: PortalServer, client: MijnKlantportaal, offer: dict[str, Any], page_of: PageFactory
) -> None:
    portal.add_response(page_of([offer, {**offer, "amount": None, "issuedAt": []}, None, offer]))
    numbers = [getattr(item, "offer_number", None) for item in client.customer_offers.list()]
    assert numbers == ["2024-001", "2024-001", None, "2024-001"]


def test_drift_is_reported_once_per_place(
    portal: PortalServer,
    client: MijnKlantportaal,
    offer: dict[str, Any],
    page_of: PageFactory,
    caplog: pytest.LogCaptureFixture,
) -> None:
    reports: list[SpecDrift] = []
    portal.add_response(page_of([{**offer, "amount": "private 1"}, {**offer, "amount": "private 2"}]))
    reporting = client.with_options(on_drift=reports.append)
    for _ in range(2):
        reporting.customer_offers.list()
    assert reports == [SpecDrift("list-customer-offers", "data[].amount", "decimal string or number", "private 1")]
    (record,) = [record for record in caplog.records if record.name == "mijnklantportaal.drift"]
    assert record.levelname == "WARNING"
    assert record.message == "list-customer-offers: data[].amount should be decimal string or number, got str"


def test_strict_mode_raises_on_drift(portal: PortalServer, client: MijnKlantportaal, offer: dict[str, Any]) -> None:
    portal.add_response({**offer, "amount": None})
    with pytest.raises(
        APIResponseValidationError, match="amount should be decimal string or number, got null"
    ) as caught:
        client.with_options(strict=True).customer_offers.get("off_1")
    assert caught.value.request_succeeded
    assert json.loads(caught.value.body)["id"] == "off_abc12345def678"


def test_copy_of_a_client_does_not_report_drift_again(
    portal: PortalServer, client: MijnKlantportaal, offer: dict[str, Any]
) -> None:
    reports: list[SpecDrift] = []
    portal.add_response({**offer, "amount": None})
    reporting = client.with_options(on_drift=reports.append)
    reporting.customer_offers.get("off_1")
    reporting.with_options(timeout=3).customer_offers.get("off_1")
    assert len(reports) == 1


def test_error_in_on_drift_is_logged_and_does_not_affect_the_call(
    portal: PortalServer, client: MijnKlantportaal, offer: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    def raise_error(drift: SpecDrift) -> None:
        raise StopIteration

    portal.add_response({**offer, "amount": None})
    assert client.with_options(on_drift=raise_error).customer_offers.mark("off_1").id == "off_abc12345def678"
    assert "on_drift failed" in caplog.text


@pytest.mark.parametrize("number", ["1e9999999999999999999", "1" * 5000, "NaN", "Infinity", "-1E400"])
def test_number_that_python_cannot_parse_leaves_other_fields_unchanged(
    portal: PortalServer, client: MijnKlantportaal, offer: dict[str, Any], number: str
) -> None:
    portal.add_response(json.dumps({**offer, "currency": "@"}).replace('"@"', number).encode())
    parsed = client.customer_offers.get("off_1")
    assert parsed.offer_number == "2024-001"
    portal.responses.clear()
    portal.add_response(json.dumps({**offer, "amount": "@"}).replace('"@"', number).encode())
    assert client.customer_offers.get("off_1").offer_number == "2024-001"


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>Welcome</html>", b"[]", b"null", b'{"id":', b"\xff", b"[" * 100_000, b'"text"'],
    ids=["empty", "html", "array", "null", "truncated", "not UTF-8", "deeply nested", "string"],
)
def test_body_that_is_not_an_object_raises_in_either_mode(
    portal: PortalServer, client: MijnKlantportaal, body: bytes
) -> None:
    portal.add_response(body)
    with pytest.raises(APIResponseValidationError, match="succeeded with 200, but the body is") as caught:
        client.customer_offers.get("off_1")
    assert caught.value.body == body


def test_models_round_trip(offer: dict[str, Any]) -> None:
    parsed = CustomerOffer.from_dict(offer)
    assert parsed.to_dict() == offer
    for duplicate in (
        CustomerOffer.from_dict(parsed.to_dict()),
        copy.copy(parsed),
        copy.deepcopy(parsed),
        pickle.loads(pickle.dumps(parsed)),
    ):
        assert duplicate == parsed
        assert duplicate is not parsed
    assert repr(parsed).startswith("CustomerOffer(id='off_abc12345def678', customer_id='cst_abc12345def678', ")
    assert parsed.accepted_at is not None
    assert parsed.accepted_at.utcoffset() == timedelta(hours=2)


def test_unset_is_a_singleton_that_survives_copies() -> None:
    for duplicate in (copy.copy(UNSET), copy.deepcopy(UNSET), pickle.loads(pickle.dumps(UNSET))):
        assert duplicate is UNSET
    assert not UNSET
    assert repr(UNSET) == "UNSET"


def test_repr_of_a_webhook_hides_its_secret(portal: PortalServer, client: MijnKlantportaal) -> None:
    portal.add_response(
        {"id": "wbh_1", "type": "customer-created", "url": "https://example.com", "secret": "OUJX2prdBb"}
    )
    webhook = client.webhooks.get("wbh_1")
    assert webhook.secret == "OUJX2prdBb"
    assert "OUJX2prdBb" not in repr(webhook)
