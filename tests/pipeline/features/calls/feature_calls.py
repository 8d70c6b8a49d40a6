"""Both clients call every method over a connection. It runs where the package with every feature is imported."""

import json
import re
from collections.abc import Iterator

import pytest

import mijnklantportaal_api
from tests.client.clients import Call, ClientFactory, both_clients
from tests.openapi_core_validator import validator_of
from tests.pipeline.features.calls.body_cases import BODY_CASES, CARD, POINT
from tests.pipeline.features.calls.feature_case import Case
from tests.pipeline.features.calls.feature_server import FeatureServer, serving
from tests.pipeline.features.calls.parameter_cases import PARAMETER_CASES
from tests.pipeline.features.calls.result_cases import RESULT_CASES
from tests.pipeline.features.feature_specs import features_api, features_spec

# openapi-core warns of deprecated operations and parameters.
pytestmark = pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning")

CASES = {
    f"{group}: {name}": case
    for group, cases in {"parameters": PARAMETER_CASES, "results": RESULT_CASES, "bodies": BODY_CASES}.items()
    for name, case in cases.items()
}


@pytest.fixture(scope="module")
def running() -> Iterator[FeatureServer]:
    server = FeatureServer(validator_of(features_spec()))
    with serving(server):
        yield server


@pytest.fixture
def server(running: FeatureServer) -> FeatureServer:
    running.sent.clear()
    running.invalid.clear()
    return running


def test_the_package_with_every_feature_is_imported() -> None:
    assert mijnklantportaal_api.SERVER == "https://features.example/v1"


@both_clients
@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_call_sends_and_returns_what_the_spec_says(
    case: Case, client_factory: ClientFactory, server: FeatureServer
) -> None:
    server.planned = case.response
    drift: list[object] = []
    with client_factory(base_url=server.url, max_retries=0, on_drift=drift.append) as perform:
        result = perform(case.call)
    (sent,) = server.sent
    assert sent.line == case.line
    assert dict(case.headers).items() <= dict(sent.headers).items()
    if case.parts is not None:
        assert sent.parts == case.parts
    elif case.body is None:
        assert sent.body == b""
    else:
        assert json.loads(sent.body) == case.body
    assert result == case.result
    assert type(result) is type(case.result)
    assert drift == []
    assert (server.invalid == []) is not bool(case.unsupported), server.invalid


REFUSALS: dict[str, tuple[Call, str]] = {
    "empty list in the path": (lambda portal: portal.parameters.path([], POINT, POINT, "n"), "ids must be a valid ID"),
    "dots in a list in the path": (
        lambda portal: portal.parameters.path(["a", ".."], POINT, POINT, "n"), "ids[1] must be a valid ID"
    ),
    "separator in a list": (lambda portal: portal.parameters.query(sizes=["a b"]), "sizes[0] must not contain ' '"),
    "another model as a parameter": (
        lambda portal: portal.parameters.query(filter_=POINT), "filter_ must be Filter, not Point"
    ),
    "line break in a header": (
        lambda portal: portal.parameters.header(x_trace=1, x_units=["a\n"]), "x_units must be valid in an HTTP header"
    ),
    "value of a map": (lambda portal: portal.maps.replace(prices={"a": 1}), "prices['a'] must be Price, not int"),
    "another model in a union": (
        lambda portal: portal.unions.pay(body=POINT), "body must be Card or BankTransfer, not Point"
    ),
    "null in a union": (
        lambda portal: portal.unions.create(payment=CARD, animals=[None]), "animals[0] must be Cat or Dog, not NoneType"
    ),
    "element of a body": (lambda portal: portal.bodies.replace_list(body=[1]), "body[0] must be Point, not int"),
    "number for a file": (lambda portal: portal.media.upload(document=1), "document must be a path, bytes"),
}  # fmt: skip


@both_clients
@pytest.mark.parametrize(("call", "message"), REFUSALS.values(), ids=REFUSALS)
def test_an_argument_that_is_not_valid_raises_before_anything_is_sent(
    call: Call, message: str, client_factory: ClientFactory, server: FeatureServer
) -> None:
    refused = pytest.raises((TypeError, ValueError), match=f"^{re.escape(message)}")
    with client_factory(base_url=server.url) as perform, refused:
        perform(call)
    assert server.sent == []


def test_every_operation_has_a_call() -> None:
    lines = [case.line.partition("?")[0] for case in CASES.values()]
    patterns = {
        name: re.sub(r"\\{\w+\\}", "[^/]+", re.escape(f"{method.http_method} {method.path}"))
        for name, method in features_api().methods.items()
    }
    assert {
        name for name, pattern in patterns.items() if not any(re.fullmatch(pattern, line) for line in lines)
    } == set()
