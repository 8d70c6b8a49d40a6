"""Packages made of changed documents."""

import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from generation_helpers import Change, thing_document
from generation_samples import generate, without_hooks


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return without_hooks(tmp_path_factory.mktemp("config"))


@pytest.fixture
def made(tmp_path: Path, config: Path) -> Callable[..., Path]:
    """Generates the changed document."""

    def make(*changes: Change) -> Path:
        document = thing_document()
        for change in changes:
            change(document)
        return generate(document, tmp_path / "package", config)

    return make


@pytest.fixture
def imported(made: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Any]]:
    """Generates the changed document, and imports a module of the package."""

    def load(module: str, *changes: Change) -> Any:
        monkeypatch.syspath_prepend(made(*changes).parent)
        return importlib.import_module(f"package.{module}")

    yield load
    for name in [name for name in sys.modules if name.partition(".")[0] == "package"]:
        del sys.modules[name]
