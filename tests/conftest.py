"""How long the runs are that can be of any length."""

import pytest
from hypothesis import settings

# The first is what `pytest` does; `--hypothesis-profile` chooses another.
settings.register_profile("short", max_examples=12, derandomize=True, database=None, deadline=None)
settings.register_profile("endurance", max_examples=1200, database=None, deadline=None)
settings.load_profile("short")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--calls", type=int, default=300, help="calls of each client in the endurance run; 300 unless told"
    )
