"""Fixtures that generate a package from a changed spec."""

import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.pipeline.generation.generation_samples import generate, without_hooks
from tests.pipeline.parse.parse_samples import Change, changed_spec


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return without_hooks(tmp_path_factory.mktemp("config"))


@pytest.fixture
def generated_package(tmp_path: Path, config: Path) -> Callable[..., Path]:
    """Generate the package of the spec with one operation, after changes."""

    def make(*changes: Change) -> Path:
        return generate(changed_spec(*changes), tmp_path / "package", config)

    return make


@pytest.fixture
def imported(generated_package: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Any]]:
    """Generate the package of the changed spec, and import one of its modules."""

    def load(module: str, *changes: Change) -> Any:
        monkeypatch.syspath_prepend(generated_package(*changes).parent)
        return importlib.import_module(f"package.{module}")

    yield load
    for name in [name for name in sys.modules if name.partition(".")[0] == "package"]:
        del sys.modules[name]
