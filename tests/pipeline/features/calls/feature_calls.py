"""Every method is called by both clients over a connection. It runs where the package with every feature is imported."""

import json
from collections.abc import Iterator

import pytest

import mijnklantportaal_api
from tests.client.clients import ClientFactory, both_clients
from tests.openapi_core_validator import validator_of
from tests.pipeline.features.calls.body_cases import BODY_CASES
from tests.pipeline.features.calls.feature_case import Case
from tests.pipeline.features.calls.feature_server import FeatureServer, serving
from tests.pipeline.features.calls.parameter_cases import PARAMETER_CASES
from tests.pipeline.features.calls.result_cases import RESULT_CASES
from tests.pipeline.features.feature_specs import features_spec

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
