"""openapi-core has no complaint about any request of the client, nor the client about the documented answers."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from tests.conformance.openapi_core_validator import judged, reader_of
from tests.operations import Extent, Method, document, methods

CALLS = [pytest.param(method, extent, id=f"{method}-{extent}") for method in methods() for extent in method.extents()]
READER = reader_of(document())
SERVER = document()["servers"][0]["url"]


@pytest.mark.parametrize(("method", "extent"), CALLS)
def test_requests_and_responses_are_valid(send: Callable[..., Any], method: Method, extent: Extent) -> None:
    status, body = method.answer()
    transport = judged(READER, lambda request: httpx.Response(status, json=body))
    result, drift = send(lambda client: method.on(client)(**method.arguments(extent)), http_client=transport)
    assert result is not None
    assert drift == []


def test_every_operation_has_a_method() -> None:
    operations = [operation["operationId"] for path in document()["paths"].values() for operation in path.values()]
    assert sorted({method.operation.id for method in methods()}) == sorted(operations)


def customer(**changes: Any) -> dict[str, Any]:
    fields = {"companyName": "A", "address": "B", "zipCode": "1234AB", "city": "C", "primaryEmail": "jane@example.com"}
    return {"json": {**fields, **changes}}


def offer(**changes: str) -> dict[str, Any]:
    fields = {"customerId": "c", "offerNumber": "1", "issuedAt": "2024-04-30", "expiresAt": "2024-04-30", "amount": "1"}
    return {"data": {**fields, **changes}, "files": {"pdf": b"%PDF-1.7"}}


@pytest.mark.parametrize(
    ("request_", "complaint"),
    [
        (("GET", "/customer-offers?page=two", {}), "two"),
        (("GET", "/customer-offers?page=0", {}), "less than the minimum"),
        (("GET", "/nowhere", {}), "Path not found"),
        (("POST", "/customers", {}), "Missing required request body"),
        (("POST", "/customers", customer(city=7)), "7 is not of type 'string'"),
        (("POST", "/customers", {"json": {}}), "'companyName' is a required property"),
        (("PATCH", "/customer-offers/off_1", {"json": {"acceptedAt": "2024-05-04"}}), "does not match"),
        (("POST", "/customer-offers", offer(issuedAt="2024-04-31")), "is not a 'date'"),
        (("POST", "/customer-offers", offer(sendNotification="maybe")), "'maybe' is not of type 'boolean'"),
    ],
)
def test_the_judge_complains(request_: tuple[str, str, Any], complaint: str) -> None:
    method, path, content = request_
    transport = judged(READER, lambda request: httpx.Response(200, json={}))
    with httpx.Client(transport=transport) as client, pytest.raises(AssertionError, match=complaint):
        client.request(method, SERVER + path, headers={"Authorization": "Bearer key-for-tests"}, **content)


def test_the_judge_complains_about_an_answer() -> None:
    transport = judged(READER, lambda request: httpx.Response(200, json={"id": 7}))
    with httpx.Client(transport=transport) as client, pytest.raises(AssertionError, match="7 is not of type 'string'"):
        client.get(f"{SERVER}/customer-offers/off_1", headers={"Authorization": "Bearer key-for-tests"})


def test_the_judge_wants_a_token() -> None:
    transport = judged(READER, lambda request: httpx.Response(200, json={}))
    with httpx.Client(transport=transport) as client, pytest.raises(AssertionError, match="Security not found"):
        client.get(f"{SERVER}/customers")
