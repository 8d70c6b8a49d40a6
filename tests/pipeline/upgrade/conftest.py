"""Repositories on a machine where nobody has configured git."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from upgrade_trees import small_tree


@pytest.fixture(scope="module", autouse=True)
def isolated_git(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keeps the settings of this machine away, and those of a git that has started the tests."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("GIT_")]:
            patch.delenv(name)
        patch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
        patch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        yield


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small repository that nobody changes."""
    return small_tree(tmp_path_factory.mktemp("small") / "repository")


@pytest.fixture
def tree(small: Path, tmp_path: Path) -> Path:
    """A copy of it to change."""
    return Path(shutil.copytree(small, tmp_path / "repository"))
