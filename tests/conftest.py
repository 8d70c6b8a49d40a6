"""Options for runs that can be of any length."""

import pytest
from hypothesis import settings

# The first is the default; `--hypothesis-profile` selects another.
settings.register_profile("short", max_examples=12, derandomize=True, database=None, deadline=None)
settings.register_profile("endurance", max_examples=1200, database=None, deadline=None)
settings.load_profile("short")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--calls", type=int, default=200, help="number of calls of each client in the endurance test; default: 200"
    )
    parser.addoption("--long", action="store_true", help="also run the tests that are marked `long`")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "long: a variant that seldom finds more; runs with --long only")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--long"):
        return
    deselected = [item for item in items if item.get_closest_marker("long")]
    if deselected:
        config.hook.pytest_deselected(items=deselected)
        items[:] = [item for item in items if not item.get_closest_marker("long")]
