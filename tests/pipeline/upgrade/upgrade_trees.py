"""Repositories to upgrade, and specs to upgrade them to."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.documents import dump_yaml, plain, read_document
from pipeline.overlay import read_overlay
from pipeline.regenerate import regenerate
from pipeline.upgrade.pruning import idle_actions, prune
from pipeline.vendor.vendoring import vendor
from tests.pipeline.reordering import reversed_keys

ROOT = Path(__file__).parents[3]
FROZEN = ROOT / "tests" / "spec_versions"
BEFORE, TODAY = date(2026, 1, 2), date(2026, 3, 4)
CHANGELOG = """\
# Changelog

## Unreleased

### Added

- Something.

## 0.1.0

- All of it.
"""
Spec = dict[str, Any]
Change = Callable[[Spec], None]


def git(root: Path, *arguments: str, text: str | None = None) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=root, capture_output=True, check=True, encoding="utf-8", timeout=60, input=text
    )
    return done.stdout.strip("\n")


def real_tree(root: Path) -> Path:
    """Copy the files of this repository that an upgrade needs, with another changelog."""
    shutil.copytree(ROOT / "generated", root / "generated", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("openapi.yaml", "openapi.lock.yaml", "overrides/overlay.yaml"):
        _copy(name, root)
    return _committed(root)


def small_tree(root: Path) -> Path:
    """Create a repository with the invoices of the frozen spec only, which is ten times as fast."""
    root.mkdir()
    spec = plain(read_document(FROZEN / "newer.yaml"))
    _keep_only(spec, "/customer-invoices")
    source = root.with_name("small.yaml")
    source.write_bytes(dump_yaml(spec))
    (root / "overrides").mkdir()
    overlay = root / "overrides" / "overlay.yaml"
    shutil.copyfile(FROZEN / "overlay.yaml", overlay)
    prune(overlay, idle_actions(spec, read_overlay(overlay)))
    vendor([str(source)], root / "openapi.yaml", root / "openapi.lock.yaml", BEFORE)
    _committed(root)
    regenerate(root)
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--amend", "--no-edit")
    return root


def _copy(name: str, root: Path) -> None:
    (root / name).parent.mkdir(exist_ok=True)
    shutil.copyfile(ROOT / name, root / name)


def _committed(root: Path) -> Path:
    for name in (".gitattributes", ".gitignore", "README.md", "generator-config.yaml"):
        _copy(name, root)
    shutil.copytree(ROOT / "overrides/templates", root / "overrides/templates")
    (root / "src/mijnklantportaal").mkdir(parents=True)
    (root / "src/mijnklantportaal/_version.py").write_text('__version__ = "0.1.0"\n')
    (root / "CHANGELOG.md").write_text(CHANGELOG)
    (root / "elsewhere.txt").write_text("as it was\n")
    git(root, "init", "--quiet")
    git(root, "config", "user.name", "Test")
    git(root, "config", "user.email", "test@example.com")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "Begin")
    return root


def _keep_only(spec: Spec, prefix: str) -> None:
    spec["paths"] = {path: item for path, item in spec["paths"].items() if path.startswith(prefix)}
    schemas = spec["components"]["schemas"]
    kept: set[str] = set()
    found = _referred_to(spec["paths"])
    while found:
        kept |= found
        found = _referred_to([schemas[name] for name in found]) - kept
    spec["components"]["schemas"] = {name: schema for name, schema in schemas.items() if name in kept}
    tags = {tag for item in spec["paths"].values() for operation in item.values() for tag in operation["tags"]}
    spec["tags"] = [tag for tag in spec["tags"] if tag["name"] in tags]


def _referred_to(value: Any) -> set[str]:
    return set(re.findall(r"#/components/schemas/(\w+)", json.dumps(value)))


def published(root: Path, *changes: Change) -> str:
    """Write a changed version of the repository's spec next to the repository."""
    spec = plain(read_document(root / "openapi.yaml"))
    for change in changes:
        change(spec)
    path = root.with_name("published.yaml")
    path.write_bytes(dump_yaml(spec))
    return str(path)


def with_note(spec: Spec) -> None:
    """Add a property to the first JSON body."""
    operations = (one for item in spec["paths"].values() for one in item.values() if isinstance(one, dict))
    contents = (operation.get("requestBody", {}).get("content", {}) for operation in operations)
    schemas = (content["application/json"]["schema"] for content in contents if "application/json" in content)
    properties = next(schema["properties"] for schema in schemas if "properties" in schema)
    properties["upgradeNote"] = {"type": "string", "description": "Something new"}


def with_reference(spec: Spec) -> None:
    """Add a property to the body that creates invoices."""
    schema = _body(spec)
    schema["properties"]["reference"] = {"type": "string", "description": "What the customer calls it"}


def with_notes(spec: Spec) -> None:
    """Add a resource."""
    operation = {"tags": ["Notes API"], "operationId": "delete-notes", "responses": {"204": {"description": "Done"}}}
    spec["tags"].append({"name": "Notes API"})
    spec["paths"]["/notes"] = {"delete": operation}


def without_currency(spec: Spec) -> None:
    """Remove a property of invoices."""
    del spec["components"]["schemas"]["CustomerInvoice"]["properties"]["currency"]


def repaired(spec: Spec) -> None:
    """Fix the errors that the first two overlay actions correct."""
    due = spec["components"]["schemas"]["CustomerInvoice"]["properties"]["dueAt"]
    due["nullable"] = due.pop("nullabe")


def with_reversed_keys(spec: Spec) -> None:
    """Reverse the keys of all objects, except where callers see their order."""
    other = reversed_keys(spec)
    spec.clear()
    spec.update(other)


def with_hostile_texts(text: str) -> Change:
    """Put a text wherever the spec can have any text."""

    def change(spec: Spec) -> None:
        spec["info"]["title"] = text
        spec["servers"].append({"url": f"https://example.com/{text}", "description": text})
        spec["tags"][0]["description"] = text
        properties = _body(spec)["properties"]
        properties["sendNotification"]["description"] = text
        properties["reference"] = {"type": "string", "description": text, "default": text}
        properties["colour"] = {"type": "string", "enum": ["red", text]}
        properties["customerId"] |= {"const": text, "example": text}
        properties["lines"]["items"]["properties"]["description"] |= {"minLength": 1, "default": text}
        operation = spec["paths"]["/customer-invoices/manual"]["post"]
        operation["security"] = [{"APIKey": [text]}]
        operation["responses"]["409"] = {"description": text}
        operation["responses"]["201"]["headers"] = {text: {"description": text, "schema": {"type": "string"}}}
        operation["x-more"] = text

    return change


def _body(spec: Spec) -> Spec:
    operation = spec["paths"]["/customer-invoices/manual"]["post"]
    schema: Spec = operation["requestBody"]["content"]["application/json"]["schema"]
    return schema


def files_of(root: Path) -> dict[str, bytes]:
    """Return all files of a folder except those of git."""
    paths = (path.relative_to(root) for path in root.rglob("*"))
    return {
        path.as_posix(): (root / path).read_bytes()
        for path in paths
        if path.parts[0] != ".git" and (root / path).is_file()
    }


def state_of(root: Path) -> tuple[object, ...]:
    """Return everything that an upgrade may change."""
    questions: Iterable[tuple[str, ...]] = (
        ("rev-parse", "HEAD"),
        ("for-each-ref",),
        ("ls-files", "--stage"),
        ("status", "--porcelain", "--untracked-files=all", "--ignored"),
    )
    folders = sorted(path.relative_to(root) for path in root.rglob("*") if path.is_dir() and ".git" not in path.parts)
    return (files_of(root), folders, *(git(root, *question) for question in questions))
