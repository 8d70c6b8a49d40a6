"""Specs with several times the operations."""

import json
import subprocess
import sys
from typing import Any

import pytest

from benchmarks.multiplied import CONFIG, cpu_seconds, multiplied
from pipeline.parse import parse_api
from pipeline.regenerate import ROOT


@pytest.fixture(scope="module")
def spec() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((ROOT / "generated/mijnklantportaal_api/openapi.json").read_text())
    return loaded


def test_multiplied_once_returns_the_spec(spec: dict[str, Any]) -> None:
    assert multiplied(spec, 1) == spec


def test_multiplied_does_not_change_the_spec(spec: dict[str, Any]) -> None:
    before = json.dumps(spec)
    multiplied(spec, 3)
    assert json.dumps(spec) == before


def test_multiplied_spec_has_resources_and_models_for_each_copy(spec: dict[str, Any]) -> None:
    once, twice = parse_api(spec, CONFIG), parse_api(multiplied(spec, 2), CONFIG)
    names = [resource.name for resource in once.resources]
    assert [resource.name for resource in twice.resources][: len(names)] == names
    assert len(twice.resources) == 2 * len(names)
    methods = [len(resource.methods) for resource in once.resources]
    assert [len(resource.methods) for resource in twice.resources] == 2 * methods
    assert len(twice.models) > len(once.models)


def test_cpu_seconds_include_those_of_subprocesses() -> None:
    code = "import time\nwhile time.process_time() < 0.2: pass"
    assert cpu_seconds(lambda: subprocess.run([sys.executable, "-c", code], check=True)) >= 0.2
