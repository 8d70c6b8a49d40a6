"""The verification of sandboxes: those that are as the spec says, those that deviate, and those that fail."""

import json
import socket
from contextlib import ExitStack
from datetime import timedelta
from typing import Any, cast

import pytest

from mijnklantportaal import (
    APIConnectionError,
    AsyncMijnKlantportaal,
    AuthenticationError,
    MijnKlantportaal,
    OAuthError,
    Progress,
    SpecDrift,
)
from mijnklantportaal.sandbox import Sandbox
from mijnklantportaal.verification import Deviation, VerificationReport, verify
from mijnklantportaal.verification._known_objects import read_operations
from mijnklantportaal.verification._reading import Reader
from mijnklantportaal.verification._shapes import key_hash
from mijnklantportaal_api import spec
from mijnklantportaal_api.resources import customers
from tests.planted_deviations import PLANTED, ChangingTransport, complete_sandbox
from tests.verification.fake_portal import FakeRequest, FakeResponse, fake_portal


def changed_client(sandbox: Sandbox, **options: Any) -> MijnKlantportaal:
    transport = ChangingTransport(sandbox)
    return MijnKlantportaal(
        api_key=sandbox.api_key, base_url=sandbox.base_url, http_client=transport, throttle=False, **options
    )


def reasons(report: VerificationReport) -> dict[str, str | None]:
    return {operation.id: operation.reason for operation in report.operations if operation.reason}


def observed(report: VerificationReport) -> dict[str, str]:
    return {observation.subject: observation.result for observation in report.observations}


def test_verification_of_a_served_sandbox_reaches_every_operation_and_agrees() -> None:
    sandbox = complete_sandbox()
    with sandbox.serve() as base_url, MijnKlantportaal(api_key=sandbox.api_key, base_url=base_url) as client:
        report = verify(client)
    assert [(one.id, one.outcome) for one in report.operations if one.outcome != "agrees" or not one.objects] == []
    gets = [path for path, item in json.loads(spec())["paths"].items() if "get" in item]
    assert [operation.path for operation in report.operations] == sorted(gets)
    assert not report.deviates
    assert {request.method for request in sandbox.requests} == {"GET"}
    assert (
        observed(report).items()
        >= {
            "content type": "application/json",
            "page size (`per_page`)": "15",
            "page 0": "200, a list with objects, as page 1",
            "page beyond the end": "200, an empty list",
            "body of a 401": "application/json, an object with `message` (string)",
            "body of a 404": "application/json, an object with `message` (string)",
            "body of a 422": "application/json, an object with `message` (string), `errors` (object)",
            "form of values with the format date-time": "`0000-00-00T00:00:00+00:00`",
        }.items()
    )


def test_verification_finds_each_planted_deviation_and_nothing_else() -> None:
    report = verify(changed_client(complete_sandbox()))
    received = {
        (operation.id, deviation.path, deviation.received)
        for operation in report.operations
        for deviation in operation.deviations
    } | {
        (operation.id, f"{field.path}#{field.hash}", field.received)
        for operation in report.operations
        for field in operation.unknown
    }
    planted = set()
    for one in PLANTED:
        parent, _, key = one.place.rpartition(".")
        place = f"{parent}#{key_hash(key)}" if one.is_unknown else one.place
        planted.add((one.operation, place, one.received))
    assert len(planted) == 20
    assert received == planted
    assert [operation.id for operation in report.operations if operation.outcome == "not reached"] == []
    assert report.deviates


def test_verification_shows_unknown_keys_only_on_request() -> None:
    client = changed_client(complete_sandbox())
    hidden, shown = verify(client), verify(client, show_keys=True)
    assert "color" not in hidden.to_json() + hidden.to_markdown() + repr(hidden)
    unknown = {field.key for operation in shown.operations for field in operation.unknown}
    assert unknown == {"total", "rel", "color", "phone"}
    assert "| `data[].color` | no such field | string | 1 |" in shown.to_markdown()


def test_report_as_json_has_the_documented_structure() -> None:
    report = json.loads(verify(changed_client(complete_sandbox())).to_json())
    operations = {operation["id"]: operation for operation in report.pop("operations")}
    assert operations["list-customers"] == {
        "id": "list-customers",
        "method": "GET",
        "path": "/customers",
        "outcome": "deviates",
        "reason": None,
        "responses": 1,
        "objects": 2,
        "deviations": [
            {"path": "data[].city", "expected": "string", "received": "missing", "count": 2},
            {"path": "data[].primaryEmail", "expected": "string", "received": "null", "count": 2},
        ],
        "unknown": [{"path": "", "key": None, "hash": key_hash("total"), "received": "integer", "count": 1}],
    }
    assert list(report) == ["format", "version", "spec", "date", "observations"]
    assert report["format"] == 1
    assert len(report["spec"]) == 64


def test_verification_keeps_the_rate_limit_and_reports_its_progress() -> None:
    sandbox = complete_sandbox(rate_limit=20)
    reported: list[Progress] = []
    start = sandbox.clock.now
    report = verify(sandbox.client(), progress=reported.append)
    assert sandbox.clock.now - start > timedelta(minutes=1)
    assert reasons(report) == {}
    assert observed(report)["rate limit"] == "20"
    assert {progress.waiting_for for progress in reported} == {None, "rate limit"}
    assert reported[-1].done == sum(operation.objects for operation in report.operations)


def test_verification_goes_on_after_errors_and_says_why() -> None:
    sandbox = complete_sandbox()
    sandbox.faults.status(404, path="/customers/*")
    sandbox.faults.status(500, times=9, path="/tickets")
    sandbox.faults.disconnect(times=9, path="/webhooks")
    sandbox.faults.delay(60, times=9, path="/invoices")
    scopes = ("customers.read", "tickets.read", "webhooks.read", "businessoperations.read")
    report = verify(sandbox.client(api_key=sandbox.token(*scopes), timeout=5))
    no_id = "no response contained an ID for its path"
    assert (
        reasons(report).items()
        >= {
            "list-agreements": "403: the token lacks the scope",
            "get-agreement": no_id,
            "get-customer": "1 of 2 calls: 404: the object or the path does not exist",
            "list-tickets": "500: the portal failed",
            "list-webhooks": "the connection failed",
            "list-invoices": "the call timed out",
        }.items()
    )
    outcomes = {operation.id: operation.outcome for operation in report.operations}
    assert outcomes["get-customer"] == outcomes["list-punch-cards"] == "agrees"
    assert observed(report)["body of a 422"].startswith("not reached: no operation")


def test_verification_with_a_refused_token_raises() -> None:
    sandbox = complete_sandbox()
    with pytest.raises(AuthenticationError):
        verify(sandbox.client(api_key="wrong"))
    assert len(sandbox.requests) == 1


def test_verification_with_a_token_that_expires_reports_the_rest_as_not_reached() -> None:
    sandbox = complete_sandbox()
    sandbox.faults.status(401, times=100, path="/customers")
    report = verify(sandbox.client())
    assert reasons(report)["list-customers"] == "401: the portal refused the token"


def test_verification_without_a_token_in_its_middle_reports_the_rest_as_not_reached() -> None:
    sandbox = complete_sandbox()
    tokens = [sandbox.api_key] * 3

    def token() -> str:
        if not tokens:
            raise OAuthError("the authorization was withdrawn")
        return tokens.pop()

    with sandbox.serve() as base_url, MijnKlantportaal(auth=token, base_url=base_url) as client:
        report = verify(client)
        with pytest.raises(OAuthError, match="the authorization was withdrawn"):
            verify(client)
    assert [operation.outcome for operation in report.operations].count("agrees") == 3
    assert reasons(report)["list-webhooks"] == "there was no access token"


def test_verification_of_a_portal_that_is_not_there_raises() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        base_url = f"http://127.0.0.1:{unused.getsockname()[1]}"
        with (
            MijnKlantportaal(api_key="key", base_url=base_url, max_retries=0) as client,
            pytest.raises(APIConnectionError, match=r"GET .*/agreements: the connection failed"),
        ):
            verify(client)


def test_verification_of_a_portal_that_stops_in_its_middle_reports_the_rest_as_not_reached() -> None:
    sandbox = complete_sandbox()
    with ExitStack() as serving:
        base_url = serving.enter_context(sandbox.serve())
        with MijnKlantportaal(api_key=sandbox.api_key, base_url=base_url, max_retries=0) as client:
            report = verify(client, progress=lambda progress: serving.close() if progress.done else None)
    assert [operation.outcome for operation in report.operations].count("agrees") == len(sandbox.requests) == 1
    assert set(reasons(report).values()) == {"the connection failed", "no response contained an ID for its path"}
    assert observed(report)["page 0"] == "not reached: the connection failed"
    assert base_url not in report.to_json() + report.to_markdown()


def test_verification_does_not_send_calls_that_would_wait_longer_than_the_client_allows() -> None:
    sandbox = complete_sandbox(rate_limit=5)
    report = verify(sandbox.client(max_wait=1))
    # The token that is not valid, with which the body of a 401 is fetched, has a limit of its own.
    assert [request.path for request in sandbox.requests].count("/agreements") == 2
    assert len(sandbox.requests) == 5 + 1
    not_sent = "the call was not sent: it would have waited longer than max_wait"
    assert set(reasons(report).values()) == {not_sent, "no response contained an ID for its path"}
    assert observed(report)["page 0"] == f"not reached: {not_sent}"


@pytest.mark.parametrize(
    "response",
    [
        pytest.param(FakeResponse(b"secret" * 20_000), id="too large"),
        pytest.param(FakeResponse(b"secret", headers={"Content-Encoding": "gzip"}), id="not compressed"),
    ],
)
def test_body_that_cannot_be_received_is_reported_without_its_text(response: FakeResponse) -> None:
    with (
        fake_portal(lambda request, body: response if request.template == "/tickets" else FakeResponse(body)) as portal,
        MijnKlantportaal(
            api_key="key", base_url=portal.base_url, throttle=False, max_retries=0, max_response_size=100_000
        ) as client,
    ):
        report = verify(client)
    assert reasons(report)["list-tickets"] == "the body was too large, or could not be decompressed"
    assert "secret" not in report.to_json() + report.to_markdown()
    assert [operation.outcome for operation in report.operations if operation.id == "list-customers"] == ["agrees"]


def test_call_that_the_portal_limits_again_and_again_is_reported_with_its_status() -> None:
    sandbox = complete_sandbox()
    sandbox.faults.status(429, times=9, path="/tickets")
    assert reasons(verify(sandbox.client(max_retries=1)))["list-tickets"] == "429: the rate limit was reached"


def test_reader_refuses_an_operation_that_may_change_something() -> None:
    sandbox = complete_sandbox()
    client = sandbox.client()
    for operation in (customers.CREATE, customers.UPDATE):
        with pytest.raises(ValueError, match="sends GET requests only"):
            Reader(client._sender, None).read(operation, {})
    assert sandbox.requests == []
    assert {operation.method for operation in read_operations(client)} == {"GET"}


def test_client_reports_no_drift_that_the_verification_does_not_find() -> None:
    sandbox = complete_sandbox()
    drift: list[SpecDrift] = []
    client = changed_client(sandbox, on_drift=drift.append)
    report = verify(client)
    assert drift == []
    client.customers.list()
    client.customer_offers.list()
    client.file_shares.list()
    places = {(operation.id, one.path) for operation in report.operations for one in operation.deviations}
    assert len(drift) == 4
    assert {(one.operation, one.path) for one in drift} <= places


def test_verification_of_a_portal_without_json_reports_it() -> None:
    with (
        fake_portal(lambda request, body: FakeResponse(b"<html>", headers={"Content-Type": "text/html"})) as portal,
        MijnKlantportaal(api_key="key", base_url=portal.base_url, throttle=False) as client,
    ):
        report = verify(client)
    reached = [operation for operation in report.operations if operation.responses]
    assert {(one.path, one.expected, one.received) for operation in reached for one in operation.deviations} == {
        ("", "object", "not JSON")
    }
    assert {operation.path for operation in reached} == {one.path for one in report.operations if "{" not in one.path}
    assert observed(report)["content type"] == "text/html"
    assert observed(report)["body of a 401"] == "not reached: the portal responded with 200"


@pytest.mark.parametrize(("objects", "error"), [(0, ValueError), (True, TypeError), ("3", TypeError)])
def test_number_of_objects_that_is_not_valid_is_refused(objects: Any, error: type[Exception]) -> None:
    sandbox = Sandbox()
    with pytest.raises(error, match="objects must be"):
        verify(sandbox.client(), objects=objects)
    assert sandbox.requests == []


def test_asynchronous_client_is_refused() -> None:
    client: object = AsyncMijnKlantportaal(api_key="key")
    with pytest.raises(TypeError, match="client must be a MijnKlantportaal, not AsyncMijnKlantportaal"):
        verify(cast("MijnKlantportaal", client))


def test_verification_of_an_empty_portal_agrees_without_objects() -> None:
    report = verify(Sandbox().client())
    assert not report.deviates
    assert "| `list-customers` | agrees, without objects | 1 | 0 |  |" in report.to_markdown()
    assert "15 agree with the spec (15 of them without objects, which shows little), 0 deviate" in report.to_markdown()


def test_objects_whose_ids_are_numbers_are_reached() -> None:
    def with_numbers(request: FakeRequest, body: Any) -> FakeResponse:
        if request.template == "/customers":
            return FakeResponse({**body, "data": [{**customer, "id": 17} for customer in body["data"]]})
        return FakeResponse(body)

    with (
        fake_portal(with_numbers) as portal,
        MijnKlantportaal(api_key="key", base_url=portal.base_url, throttle=False) as client,
    ):
        report = verify(client)
    assert ("GET", "/v1/customers/17") in portal.requests
    assert [one.deviations for one in report.operations if one.id == "list-customers"] == [
        (Deviation("data[].id", "string", "integer", 2),)
    ]


def test_objects_limit_how_many_are_fetched_one_by_one() -> None:
    sandbox = Sandbox(rate_limit=None)
    for number in range(5):
        sandbox.customers.add(company_name=f"Customer {number}")
    counts = [
        {operation.id: operation.responses for operation in verify(sandbox.client(), objects=limit).operations}
        for limit in (1, 4)
    ]
    assert [count["get-customer"] for count in counts] == [1, 4]


def test_observed_order_names_each_list_once() -> None:
    sandbox = Sandbox(rate_limit=None)
    for _ in range(2):
        sandbox.punch_cards.add()
    orders = [one.result for one in verify(sandbox.client()).observations if one.subject == "order of lists"]
    assert [order.count("list-issued-punch-cards") for order in orders] == [1]
