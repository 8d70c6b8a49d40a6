"""Fixtures: the command in this process, and git without a configuration."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pipeline.diff.diff_samples import Command


@pytest.fixture
def command(tmp_path: Path) -> Command:
    return Command(tmp_path)


@pytest.fixture(scope="module")
def isolated_git(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Isolate git from the configuration of this machine, and from a git hook that runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("GIT_")]:
            patch.delenv(name)
        patch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
        patch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        yield
