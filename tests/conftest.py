"""What the command line of the tests may say."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--calls", type=int, default=300, help="calls of each client in the endurance run; 300 unless told"
    )
