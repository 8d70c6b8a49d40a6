"""An application in gunicorn."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx


@contextmanager
def gunicorn(folder: Path, application: str, *options: str, **environment: str) -> Iterator[str]:
    """Serve the `application` that a program defines, and yield its address. The log must show no traceback."""
    (folder / "program_in_gunicorn.py").write_text(application, encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    path = os.pathsep.join([str(folder), *sys.path])
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", *options, "--bind", f"127.0.0.1:{port}", "program_in_gunicorn"],
        cwd=folder,
        env={**os.environ, **environment, "PYTHONPATH": path},
        stderr=subprocess.PIPE,
        text=True,
    )
    address = f"http://127.0.0.1:{port}/"
    try:
        _wait_for(address, process)
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        _, log = process.communicate(timeout=30)
        assert "Traceback" not in log, log


def _wait_for(address: str, process: "subprocess.Popen[str]") -> None:
    for _ in range(300):
        assert process.poll() is None, process.communicate()[1]
        try:
            httpx.get(address, timeout=10)
        except httpx.ConnectError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("gunicorn does not start")
