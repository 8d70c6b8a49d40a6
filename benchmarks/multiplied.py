"""Specs with several times the operations, and what the pipeline takes for them."""

import copy
import functools
import io
import json
import resource
import shutil
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline import loading
from pipeline.comparison import changes_between
from pipeline.diff.rendering import Comparison, as_text
from pipeline.diff.versions import read_version
from pipeline.loading import Version, load_files, read_source
from pipeline.readme import END, START
from pipeline.regenerate import ROOT, regenerate

SPEC_VERSIONS = ROOT / "tests" / "spec_versions"
CONFIG = ROOT / "generator-config.yaml"

# An overlay must have an action, and each must have an effect.
_OVERLAY = {
    "overlay": "1.1.0",
    "info": {"title": "Nothing", "version": "1"},
    "actions": [{"target": "$.info", "update": {"x-measured": True}}],
}


@dataclass(frozen=True)
class PipelineSeconds:
    """What one spec takes.

    Attributes:
        regenerate: CPU seconds of `regenerate` without a cached version, once.
        diff: CPU seconds of a comparison of two cached versions, several times.
    """

    regenerate: float
    diff: list[float]


def multiplied(spec: dict[str, Any], copies: int) -> dict[str, Any]:
    """Return a spec with so many copies of each operation, each copy with resources and models of its own.

    The first copy has the names of the spec, so that the same call works with every multiple.
    """
    result = copy.deepcopy(spec)
    for number in range(1, copies):
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


def pipeline_seconds(copies: int, folder: Path) -> PipelineSeconds:
    """Return what a multiplied spec takes, and leave the client for it in `folder / "new" / "generated"`.

    It runs in a process of its own, since it moves the cache of the pipeline.
    """
    older, newer = (_effective_spec(version) for version in ("older", "newer"))
    folder.mkdir()
    loading.CACHE = folder / "cache"
    with redirect_stdout(io.StringIO()):
        # The first run imports the libraries. It is not the version that is measured, since that would be cached then.
        regenerate(_repository(older, folder / "first"))
        old = _repository(multiplied(older, copies), folder / "old")
        new = _repository(multiplied(newer, copies), folder / "new")
        seconds = cpu_seconds(lambda: regenerate(new))
    # The first comparison fills the cache.
    _compare(old, new)
    rounds = max(3, 30 // copies)
    return PipelineSeconds(seconds, [cpu_seconds(lambda: _compare(old, new)) for _ in range(rounds)])


def _effective_spec(version: str) -> dict[str, Any]:
    overlay = read_source(SPEC_VERSIONS / "overlay.yaml")
    return read_version(str(SPEC_VERSIONS / f"{version}.yaml"), overlay, ROOT).effective.spec


def _repository(spec: dict[str, Any], root: Path) -> Path:
    """Write the inputs of the pipeline into a new folder, and return it."""
    shutil.copytree(ROOT / "overrides" / "templates", root / "overrides" / "templates")
    shutil.copy(CONFIG, root)
    (root / "openapi.yaml").write_text(json.dumps(spec), encoding="utf-8")
    (root / "overrides" / "overlay.yaml").write_text(json.dumps(_OVERLAY), encoding="utf-8")
    (root / "README.md").write_text(f"{START}\n{END}\n", encoding="utf-8")
    (root / "generated").mkdir()
    return root


def _compare(old: Path, new: Path) -> str:
    changes = changes_between(_loaded(old), _loaded(new), CONFIG)
    return as_text(Comparison("old", "new", changes), colored=False)


def _loaded(root: Path) -> Version:
    return load_files(root / "openapi.yaml", root / "overrides" / "overlay.yaml", CONFIG)


def cpu_seconds(work: Callable[[], object]) -> float:
    """Return the CPU seconds of this process and of the subprocesses that the work starts."""
    before = _cpu_clock()
    work()
    return _cpu_clock() - before


def _cpu_clock() -> float:
    if sys.platform == "win32":
        raise NotImplementedError
    # os.times() counts in steps of 10 ms.
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)
