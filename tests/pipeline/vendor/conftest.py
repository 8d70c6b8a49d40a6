"""What the vendoring tests start from."""

from pathlib import Path

import pytest
from vendor_samples import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """An empty workspace."""
    return Workspace(tmp_path)
