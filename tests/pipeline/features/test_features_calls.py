"""The calls of `calls/`, with the package of the spec with every feature in place of the committed one."""

import os
import subprocess
import sys
from pathlib import Path

from tests.pipeline.features.feature_specs import ROOT

CALLS = Path(__file__).with_name("calls")


def test_calls_of_every_feature_send_and_return_what_the_spec_says(package: Path) -> None:
    path = os.pathsep.join(map(str, (package.parent, ROOT / "src", ROOT)))
    # Without the certificates of the system, whose reading takes longer than the calls.
    environment = {**os.environ, "PYTHONPATH": path, "SSL_CERT_DIR": str(package), "PYTHONDONTWRITEBYTECODE": "1"}
    environment.pop("SSL_CERT_FILE", None)
    files = [str(CALLS / name) for name in ("feature_calls.py", "feature_deviations.py")]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *files]
    result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
