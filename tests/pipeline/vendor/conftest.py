"""Fixtures of the vendoring tests."""

from pathlib import Path

import pytest

from tests.pipeline.vendor.vendor_samples import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path)
