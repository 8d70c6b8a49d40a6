"""The generated package of the spec with every feature."""

from pathlib import Path

import pytest

from tests.pipeline.features.feature_specs import features_api, write_package


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_package(features_api(), tmp_path_factory.mktemp("features"))
