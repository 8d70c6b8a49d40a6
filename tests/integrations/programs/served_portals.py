"""What the tests of programs share: running a program in an interpreter of its own, against a served sandbox."""

import os
import subprocess
import sys
from pathlib import Path

from mijnklantportaal.sandbox import Sandbox


def run_program(program: str, url: str, folder: Path, *options: str, timeout: float = 60) -> str:
    """Run a Python program with the sandbox's URL in its environment, and return what it printed.

    A warning is an error in it, and it must print nothing to stderr.
    """
    path = folder / "program.py"
    path.write_text(program, encoding="utf-8")
    environment = {
        **os.environ,
        "MIJNKLANTPORTAAL_BASE_URL": url,
        "MIJNKLANTPORTAAL_API_KEY": Sandbox().api_key,
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    run = subprocess.run(
        [sys.executable, *(options or ("-W", "error")), str(path)],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        timeout=timeout,
        cwd=folder,
    )
    assert run.stderr == "", run.stderr
    assert run.returncode == 0
    return run.stdout
