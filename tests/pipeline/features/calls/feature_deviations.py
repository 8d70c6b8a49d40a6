"""Responses that deviate from the spec, in each feature. It runs where the package with every feature is imported."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from mijnklantportaal import APIResponseValidationError, SpecDrift
from mijnklantportaal._wire.model import Model
from tests.client.clients import Call, ClientFactory, both_clients
from tests.pipeline.features.calls.body_cases import HOLDER_JSON
from tests.pipeline.features.calls.feature_case import models
from tests.pipeline.features.calls.feature_server import FeatureServer, Planned, json_response, serving
from tests.pipeline.features.calls.result_cases import REPORT

CARD = {"type": "card", "number": "1"}
UNKNOWN = {"type": "cash", "amount": 1}


@dataclass(frozen=True)
class Deviation:
    """A response that deviates at one place.

    Attributes:
        call: Makes the call.
        response: The body.
        drift: The path and what was expected there.
        value: The Python value at the place.
        path: The attributes, keys and indexes that lead there from the result.
    """

    call: Call
    response: Any
    drift: tuple[str, str]
    value: Any
    path: tuple[str | int, ...]


def holder(key: str, received: Any, drift: tuple[str, str], value: Any, *path: str | int) -> Deviation:
    body = {**HOLDER_JSON, key: received}
    return Deviation(lambda portal: portal.unions.create(payment=models.Card(**CARD_FIELDS)), body, drift, value, path)


def report(key: str, received: Any, drift: tuple[str, str], value: Any, *path: str | int) -> Deviation:
    return Deviation(lambda portal: portal.maps.get(), {**REPORT, key: received}, drift, value, path)


CARD_FIELDS = {"type_": "card", "number": "1"}
PAYMENTS = "'Card' or 'BankTransfer' or 'card' or 'transfer' or 'sepa'"

DEVIATIONS = {
    "discriminator of a field": holder("payment", UNKNOWN, ("payment.type", PAYMENTS), UNKNOWN, "payment"),
    "discriminator that is missing": holder("payment", {}, ("payment.type", PAYMENTS), {}, "payment"),
    "member of a discriminator": holder(
        "payment", {"type": "card", "number": 1}, ("payment.number", "string"), 1, "payment", "number"
    ),
    "discriminator in a map": holder(
        "byName", {"x": CARD, "y": UNKNOWN}, ("byName{}.type", PAYMENTS), UNKNOWN, "by_name", "y"
    ),
    "value of a map of unions": holder("byName", {"y": 1}, ("byName{}", "object"), 1, "by_name", "y"),
    "union of models": holder("animals", [{"legs": 3}], ("animals[]", "object"), {"legs": 3}, "animals", 0),
    "union of scalars": holder("code", True, ("code", "string or integer"), True, "code"),
    "list in a union": holder("recipients", [1], ("recipients[]", "string"), [1], "recipients"),
    "union that is null": holder("payment", None, ("payment", "object"), None, "payment"),
    "value of a map of models": report("prices", {"a": 1}, ("prices{}", "object"), 1, "prices", "a"),
    "field of a model in a map": report(
        "prices", {"a": {"amount": "x"}}, ("prices{}.amount", "decimal string or number"), "x", "prices", "a", "amount"
    ),
    "value of a map of scalars": report("counts", {"a": "1", "b": 2}, ("counts{}", "integer"), "1", "counts", "a"),
    "map that is a list": report("counts", [5], ("counts", "object"), 5, "counts", "0"),
    "map that is null": report("counts", None, ("counts", "object"), None, "counts"),
    "map in a list": report("regions", [7], ("regions[]", "object"), 7, "regions", 0),
    "list of unions": Deviation(
        lambda portal: portal.unions.list(), [CARD, UNKNOWN], ("[].type", PAYMENTS), UNKNOWN, (1,)
    ),
    "list of integers": Deviation(
        lambda portal: portal.bodies.replace_list(body=[]), [1, "2"], ("[]", "integer"), "2", (1,)
    ),
    "map of models": Deviation(
        lambda portal: portal.bodies.replace_map(body={}), {"a": 1}, ("{}", "object"), 1, ("a",)
    ),
    "scalar": Deviation(lambda portal: portal.media.upload(document=b"1"), 5, ("", "string"), 5, ()),
    "202 with another body": Deviation(lambda portal: portal.results.start("1"), {}, ("x", "integer"), None, ("x",)),
}  # fmt: skip


@pytest.fixture(scope="module")
def server() -> Iterator[FeatureServer]:
    server = FeatureServer()
    with serving(server):
        yield server


def at(value: Any, path: tuple[str | int, ...]) -> Any:
    for key in path:
        value = getattr(value, str(key)) if isinstance(value, Model) else value[key]
    return value


@both_clients
@pytest.mark.parametrize("case", DEVIATIONS.values(), ids=DEVIATIONS)
def test_a_response_that_deviates_is_kept_and_reported(
    case: Deviation, client_factory: ClientFactory, server: FeatureServer
) -> None:
    server.planned = json_response(case.response)
    drift: list[SpecDrift] = []
    with client_factory(base_url=server.url, max_retries=0, on_drift=drift.append) as perform:
        result = perform(case.call)
    assert at(result, case.path) == case.value
    assert (drift[0].path, drift[0].expected) == case.drift


@both_clients
@pytest.mark.parametrize("case", DEVIATIONS.values(), ids=DEVIATIONS)
def test_a_response_that_deviates_raises_in_strict_mode(
    case: Deviation, client_factory: ClientFactory, server: FeatureServer
) -> None:
    server.planned = json_response(case.response)
    refused = pytest.raises(APIResponseValidationError)
    with client_factory(base_url=server.url, max_retries=0, strict=True) as perform, refused as raised:
        perform(case.call)
    path, expected = case.drift
    assert f"but {path or 'the body'} should be {expected}, got " in str(raised.value)


@both_clients
@pytest.mark.parametrize(
    ("call", "response"),
    [
        (lambda portal: portal.unions.list(), {}),
        (lambda portal: portal.bodies.replace_list(body=[]), None),
        (lambda portal: portal.bodies.replace_map(body={}), []),
        (lambda portal: portal.unions.pay(body=models.Card(**CARD_FIELDS)), "x"),
        (lambda portal: portal.maps.get(), []),
        (lambda portal: portal.results.find("1"), None),
    ],
)
def test_a_body_of_another_kind_raises(
    call: Call, response: Any, client_factory: ClientFactory, server: FeatureServer
) -> None:
    server.planned = json_response(response)
    refused = pytest.raises(APIResponseValidationError, match="the body is a JSON")
    with client_factory(base_url=server.url, max_retries=0) as perform, refused:
        perform(call)


@both_clients
def test_an_empty_body_of_a_status_with_a_body_raises(client_factory: ClientFactory, server: FeatureServer) -> None:
    server.planned = Planned(200, b"", "application/json")
    with client_factory(base_url=server.url, max_retries=0) as perform, pytest.raises(APIResponseValidationError):
        perform(lambda portal: portal.results.find("1"))


@both_clients
def test_raw_responses_parse_by_their_status(client_factory: ClientFactory, server: FeatureServer) -> None:
    outcomes = []
    with client_factory(base_url=server.url, max_retries=0) as perform:
        for planned in (json_response({"x": 1, "y": 2}), json_response({"jobId": "j"}, 202)):
            server.planned = planned
            raw = perform(lambda portal: portal.with_raw_response.results.start("1"))
            outcomes.append((raw.status_code, json.loads(raw.content), raw.parse()))
        server.planned = Planned(204)
        raw = perform(lambda portal: portal.with_raw_response.results.find("1"))
        outcomes.append((raw.status_code, raw.content, raw.parse()))
    assert outcomes == [
        (200, {"x": 1, "y": 2}, models.Point(x=1, y=2)),
        (202, {"jobId": "j"}, models.Job(job_id="j")),
        (204, b"", None),
    ]
