"""What the pipeline costs over the generator alone: ratios of CPU seconds within one run, with budgets.

`diff` and `regenerate` are measured warm, which means that the parsed versions are cached, as after the first run.
"""

import copy
import functools
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.loading import CACHE, Source, load

ROOT = Path(__file__).parents[1]
CONFIG = ROOT / "generator-config.yaml"
SPEC = ROOT / "generated" / "mijnklantportaal_api" / "openapi.json"
ROUNDS = 3
COPIES = 10

BUDGETS = {"regenerate --check": 2.0, "diff": 3.0}
GROWTH = 1.3
"""How much more than proportional the time for ten times the operations may be."""

# An overlay must have an action.
OVERLAY = {
    "overlay": "1.1.0",
    "info": {"title": "Nothing", "version": "1"},
    "actions": [{"target": "$.info", "update": {"x-measured": True}}],
}


def cpu_seconds(command: Sequence[str]) -> float:
    """Return the CPU seconds of a command and its subprocesses, the least of several runs."""
    measured = []
    for _ in range(ROUNDS):
        before = os.times()
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        after = os.times()
        measured.append(after.children_user + after.children_system - before.children_user - before.children_system)
    return min(measured)


def multiplied(spec: dict[str, Any], copies: int) -> dict[str, Any]:
    """Return a spec with several copies of each operation, in resources of their own."""
    result = copy.deepcopy(spec)
    result["paths"], result["tags"] = {}, []
    for number in range(copies):
        renamed = functools.partial(_renamed, suffix=f" {number}")
        paths = json.loads(json.dumps(spec["paths"]), object_hook=renamed)
        result["paths"] |= {f"/copy-{number}{path}": item for path, item in paths.items()}
        result["tags"] += [{**tag, "name": f"{tag['name']} {number}"} for tag in spec["tags"]]
    return result


def _renamed(node: dict[str, Any], suffix: str) -> dict[str, Any]:
    if "operationId" in node:
        node |= {"operationId": node["operationId"] + suffix, "tags": [node["tags"][0] + suffix]}
    if isinstance(node.get("title"), str):
        node["title"] += suffix
    return node


def load_seconds(spec: dict[str, Any], copies: int) -> float:
    """Return the CPU seconds of loading a spec that is not cached."""
    content = json.dumps(multiplied(spec, copies) | {"x-copies": copies}).encode()
    start = os.times()
    load(Source(f"{copies} copies", content), Source("overlay", json.dumps(OVERLAY).encode()), CONFIG, strict=True)
    end = os.times()
    return end.user + end.system - start.user - start.system


def main() -> None:
    """Measure, print, and exit with 1 if something is above its budget."""
    python = sys.executable
    with tempfile.TemporaryDirectory() as folder:
        arguments = ["--path", str(SPEC), "--config", str(CONFIG), "--meta", "none"]
        target = str(Path(folder) / "package")
        alone = cpu_seconds(
            [python, "-m", "openapi_python_client", "generate", *arguments, "--overwrite", "--output-path", target]
        )
    versions = ROOT / "tests" / "spec_versions"
    specs = [str(versions / f"{name}.yaml") for name in ("older", "newer")]
    overlay = ["--overlay-from", str(versions / "overlay.yaml")]
    measured = {
        "regenerate --check": cpu_seconds([python, "-m", "pipeline.regenerate", "--check"]),
        "diff": cpu_seconds([python, "-m", "pipeline.diff", *specs, *overlay]),
    }
    print(f"The generator alone: {alone:.2f} CPU s")
    above = False
    for name, seconds in measured.items():
        ratio = seconds / alone
        above |= ratio > BUDGETS[name]
        print(f"{name}: {seconds:.2f} CPU s, {ratio:.2f} times the generator (budget {BUDGETS[name]})")
    spec = json.loads(SPEC.read_text(encoding="utf-8"))
    present = set(CACHE.glob("*.json"))
    # The first run imports the libraries.
    load_seconds(spec, 2)
    one, many = load_seconds(spec, 1), load_seconds(spec, COPIES)
    for path in set(CACHE.glob("*.json")) - present:
        path.unlink()
    growth = many / one / COPIES
    above |= growth > GROWTH
    print(
        f"{COPIES} times the operations: {many:.2f} s, {many / one:.1f} times the {one:.2f} s of one (linear: {COPIES})"
    )
    sys.exit(above)


if __name__ == "__main__":
    main()
