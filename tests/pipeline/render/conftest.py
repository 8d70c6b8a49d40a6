"""Fixtures that render an API, without the formatter, which takes longer than the rest."""

import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.api import Api
from pipeline.render import render_package
from tests.pipeline.render.render_samples import TEMPLATES


@pytest.fixture
def rendered(tmp_path: Path) -> Callable[[Api], Path]:
    """Render the package of an API."""

    def render(api: Api) -> Path:
        render_package(api, TEMPLATES, tmp_path / "package", hooks=[])
        return tmp_path / "package"

    return render


@pytest.fixture
def imported(rendered: Callable[[Api], Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Api, str], Any]]:
    """Render the package of an API, and import one of its modules."""

    def load(api: Api, module: str) -> Any:
        monkeypatch.syspath_prepend(rendered(api).parent)
        return importlib.import_module(f"package.{module}")

    yield load
    for name in [name for name in sys.modules if name.partition(".")[0] == "package"]:
        del sys.modules[name]
