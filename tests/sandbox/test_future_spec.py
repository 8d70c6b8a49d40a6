"""A sandbox of a spec with features that the portal does not use yet."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from mijnklantportaal.sandbox import Sandbox
from mijnklantportaal_api import spec


def _with_json_parameter(content: dict[str, Any]) -> None:
    parameter = {"name": "filter", "in": "query", "content": {"application/json": {"schema": {"type": "object"}}}}
    content["paths"]["/customers"]["get"]["parameters"].append(parameter)


def _with_status_range(content: dict[str, Any]) -> None:
    responses = content["paths"]["/customers"]["get"]["responses"]
    responses["2XX"] = responses.pop("200")
    responses["4XX"] = {"description": "Refused."}


def _with_default_response(content: dict[str, Any]) -> None:
    content["paths"]["/customers"]["get"]["responses"]["default"] = {"description": "Failed."}


def _with_webhook(content: dict[str, Any]) -> None:
    content["webhooks"] = {"paid": {"post": {"responses": {"200": {"description": "Fine."}}}}}


@pytest.mark.parametrize("change", [_with_json_parameter, _with_status_range, _with_default_response, _with_webhook])
def test_sandbox_serves_a_spec_with_a_feature_that_is_new(
    change: Callable[[dict[str, Any]], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    content = json.loads(spec())
    change(content)
    monkeypatch.setattr("mijnklantportaal.sandbox._spec.spec", lambda: json.dumps(content))
    sandbox = Sandbox()
    customer = sandbox.customers.add()
    with sandbox.client() as portal:
        assert [listed.id for listed in portal.customers.list()] == [customer.id]
