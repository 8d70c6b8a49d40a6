"""Fixtures of the tests of evidence."""

from pathlib import Path

import pytest

from tests.pipeline.evidence.evidence_samples import Checkout


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path)
