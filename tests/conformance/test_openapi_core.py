"""openapi-core finds every request of the client valid, and the client finds no deviation in documented responses."""

from typing import Any

import httpx
import pytest

from tests.conformance.conftest import Send
from tests.openapi_core_validator import validating_transport, validator_of
from tests.operations import ArgumentSet, Method, methods, spec

CALLS = [
    pytest.param(
        method, argument_set, id=f"{method}-{argument_set}", marks=[] if argument_set == "all" else pytest.mark.long
    )
    for method in methods()
    for argument_set in method.argument_sets()
]
VALIDATOR = validator_of(spec())
SERVER = spec()["servers"][0]["url"]


@pytest.mark.parametrize(("method", "argument_set"), CALLS)
def test_requests_and_responses_are_valid(send: Send, method: Method, argument_set: ArgumentSet) -> None:
    status, body = method.example_response()
    transport = validating_transport(VALIDATOR, lambda request: httpx.Response(status, json=body))
    result, drift = send(lambda client: method.on(client)(**method.arguments(argument_set)), http_client=transport)
    assert result is not None
    assert drift == []


def test_every_operation_has_a_method() -> None:
    operations = [operation["operationId"] for path in spec()["paths"].values() for operation in path.values()]
    assert sorted({method.operation.id for method in methods()}) == sorted(operations)


def customer(**changes: Any) -> dict[str, Any]:
    fields = {"companyName": "A", "address": "B", "zipCode": "1234AB", "city": "C", "primaryEmail": "jane@example.com"}
    return {"json": {**fields, **changes}}


def offer(**changes: str) -> dict[str, Any]:
    fields = {"customerId": "c", "offerNumber": "1", "issuedAt": "2024-04-30", "expiresAt": "2024-04-30", "amount": "1"}
    return {"data": {**fields, **changes}, "files": {"pdf": b"%PDF-1.7"}}


@pytest.mark.parametrize(
    ("request_", "message"),
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
def test_validator_reports_an_invalid_request(request_: tuple[str, str, Any], message: str) -> None:
    method, path, content = request_
    transport = validating_transport(VALIDATOR, lambda request: httpx.Response(200, json={}))
    with httpx.Client(transport=transport) as client, pytest.raises(AssertionError, match=message):
        client.request(method, SERVER + path, headers={"Authorization": "Bearer key-for-tests"}, **content)


def test_validator_reports_an_invalid_response() -> None:
    transport = validating_transport(VALIDATOR, lambda request: httpx.Response(200, json={"id": 7}))
    with httpx.Client(transport=transport) as client, pytest.raises(AssertionError, match="7 is not of type 'string'"):
        client.get(f"{SERVER}/customer-offers/off_1", headers={"Authorization": "Bearer key-for-tests"})


def test_validator_reports_a_missing_token() -> None:
    transport = validating_transport(VALIDATOR, lambda request: httpx.Response(200, json={}))
    with httpx.Client(transport=transport) as client, pytest.raises(AssertionError, match="Security not found"):
        client.get(f"{SERVER}/customers")
