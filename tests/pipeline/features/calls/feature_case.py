"""One call of a method of the package with every feature: what is sent, and what comes back."""

import importlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.client.clients import Call
from tests.pipeline.features.calls.feature_server import NO_CONTENT, Planned

# The models of the package with every feature, which type checkers take for the committed ones.
models: Any = importlib.import_module("mijnklantportaal.models")


@dataclass(frozen=True)
class Case:
    """A call.

    Attributes:
        call: Makes the call with a client.
        line: The method and the target that arrive.
        response: The response of the server.
        result: What the call returns.
        body: The JSON body that arrives; `None` for a request without one.
        parts: The parts of the form that arrive.
        headers: Some of the headers that arrive.
        unsupported: Why openapi-core cannot validate the call; empty where it can.
    """

    call: Call
    line: str
    response: Planned = NO_CONTENT
    result: Any = None
    body: Any = None
    parts: list[tuple[str, str | None, str | None, bytes]] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    unsupported: str = ""
