"""The browser that is installed on this machine, for tests that drive it."""

import os
import shutil

import pytest

_NAMES = ("chromium", "google-chrome", "chrome")


def browser_path() -> str:
    """Return the path of the browser. Without one, the test is skipped, or fails where the variable CI is set."""
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None and os.environ.get("CI"):
        pytest.fail("no browser is installed; where CI is set, tests that need one must run")
    if path is None:
        pytest.skip("no browser is installed")
    return path
