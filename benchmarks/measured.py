"""The interpreter whose work is measured. It has the shipped dependencies only.

httpx imports rich, click and pygments where they exist, which would make its import, a reference, twice as slow.
"""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]

_DESCRIBE = """
import importlib.metadata, platform
versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("httpx", "attrs", "python-dateutil"))
python = f"{platform.python_implementation()} {platform.python_version()}"
print(f"Measured with {python}, {versions}, on {platform.system()} {platform.machine()}.")
"""


@dataclass(frozen=True)
class Measured:
    """An interpreter, and folders from which it imports before it imports what is installed."""

    python: str
    folders: tuple[Path, ...]

    @property
    def environment(self) -> dict[str, str]:
        environment = {
            name: value
            for name, value in os.environ.items()
            # Imports are measured with compiled modules. A proxy would be between the clients and the server.
            if not name.startswith(("PYTHON", "SSL_")) and not name.lower().endswith("_proxy")
        }
        return environment | {"PYTHONHASHSEED": "0", "PYTHONPATH": os.pathsep.join(map(str, self.folders))}

    def run(self, *arguments: str, under: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
        """Run the interpreter, possibly under another command.

        Raises:
            RuntimeError: It failed.
        """
        result = subprocess.run(
            [*under, self.python, *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if result.returncode:
            raise RuntimeError(f"{' '.join(result.args)} failed:\n{result.stdout}{result.stderr}")
        return result

    def description(self) -> str:
        """Return a sentence about the interpreter and what is installed in it."""
        return self.run("-P", "-c", _DESCRIBE).stdout.strip()
