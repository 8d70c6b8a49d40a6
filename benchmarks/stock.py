"""Generate the stock client: the pinned generator with its own templates, for the same effective spec."""

import subprocess
import sys
from pathlib import Path

from benchmarks.measured import ROOT


def generate(folder: Path) -> None:
    """Write the package `stock` into a folder."""
    api = ROOT / "generated" / "mijnklantportaal_api" / "openapi.json"
    # The same names of classes. Formatting has no influence on the compiled code.
    settings = (ROOT / "generator-config.yaml").read_text(encoding="utf-8").partition("post_hooks:")[0]
    config = folder / "config.yaml"
    config.write_text(f"{settings}post_hooks: []\n", encoding="utf-8")
    command = [sys.executable, "-m", "openapi_python_client", "generate", "--meta", "none"]
    arguments = ["--path", str(api), "--config", str(config), "--output-path", str(folder / "stock")]
    result = subprocess.run([*command, *arguments], capture_output=True, text=True, check=False)
    if result.returncode:
        raise RuntimeError(f"the generator failed:\n{result.stdout}{result.stderr}")
