"""Fixtures: repositories, and git without a configuration."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pipeline.upgrade.upgrade_trees import small_tree


@pytest.fixture(scope="module", autouse=True)
def isolated_git(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Isolate git from the configuration of this machine, and from a git hook that runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("GIT_")]:
            patch.delenv(name)
        patch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
        patch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        yield


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small repository, which tests must not change."""
    return small_tree(tmp_path_factory.mktemp("small") / "repository")


@pytest.fixture
def tree(small: Path, tmp_path: Path) -> Path:
    """Return a copy of the small repository."""
    return Path(shutil.copytree(small, tmp_path / "repository"))
