"""The door, in this process, and git on a machine where nobody has configured it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from diff_samples import Command


@pytest.fixture
def command(tmp_path: Path) -> Command:
    """The door, with a folder of its own for the documents."""
    return Command(tmp_path)


@pytest.fixture(scope="module")
def isolated_git(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keeps the settings of this machine away, and those of a git that has started the tests."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("GIT_")]:
            patch.delenv(name)
        patch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
        patch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        yield
