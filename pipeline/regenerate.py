"""Regenerate generated/ and the README's tables from openapi.yaml, its lock and overrides/.

If there is an error, no file is changed.
"""

import argparse
import hashlib
import json
import tempfile
from importlib import metadata
from pathlib import Path
from typing import Any

from pipeline.documents import dump_yaml, read_document
from pipeline.errors import PipelineError, run_command
from pipeline.files import fresh_folder_beside, replace_files, replace_folder
from pipeline.loading import Version, load_files
from pipeline.readme import with_evidence_table, with_resource_table
from pipeline.render import render_package
from pipeline.vendor.provenance import LOCK_NAME, read_lock

ROOT = Path(__file__).parent.parent
PACKAGE = "mijnklantportaal_api"
LOCK_HEADER = b"# The inputs of generated/. Written by `nox -s regenerate`; do not edit it.\n"


def main(arguments: list[str]) -> None:
    """Regenerate, or compare with `--check`.

    Raises:
        PipelineError: An input is not valid, or `--check` found a difference.
    """
    parser = argparse.ArgumentParser(prog="nox -s regenerate --", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="change nothing, and fail if the committed files differ")
    if parser.parse_args(arguments).check:
        check(ROOT)
    else:
        regenerate(ROOT)


def regenerate(root: Path) -> Version:
    """Replace `generated/` and the tables of the README below `root`, and return the version of the API.

    Raises:
        PipelineError: An input is not valid. No file is changed.
    """
    target = root / "generated"
    readme = _readme(root)
    with fresh_folder_beside(target) as folder:
        version = build(root, folder / target.name)
        with_tables = _with_evidence(with_resource_table(readme, version.api), root)
        replace_folder(target, folder / target.name)
    replace_files({root / "README.md": with_tables.encode()})
    count = sum(1 for path in target.rglob("*.py"))
    print(f"generated/ holds {count} modules, after {len(version.effective.action_counts)} overlay actions.")
    for remark in version.api.remarks:
        print(remark)
    return version


def check(root: Path) -> None:
    """Compare the files below `root` with what their inputs produce, and change nothing.

    Raises:
        PipelineError: Files differ, which the message lists, or an input is not valid.
    """
    readme = _readme(root)
    with tempfile.TemporaryDirectory() as folder:
        version = build(root, Path(folder) / "generated")
        differences = compare(root / "generated", Path(folder) / "generated")
    if with_resource_table(readme, version.api) != readme:
        differences.append("README.md (the table of resources)")
    if _with_evidence(readme, root) != readme:
        differences.append("README.md (the table of evidence)")
    if differences:
        files = "\n".join(f"  {difference}" for difference in differences)
        raise PipelineError(f"These files are not what their inputs produce; run `nox -s regenerate`:\n{files}")
    print("generated/ is what its inputs produce.")


def build(root: Path, target: Path) -> Version:
    """Generate the content of `generated/` into the folder `target`, which must not exist yet.

    Raises:
        PipelineError: An input is not valid.
    """
    inputs = {
        "openapi.yaml": root / "openapi.yaml",
        "overrides/overlay.yaml": root / "overrides" / "overlay.yaml",
        "generator-config.yaml": root / "generator-config.yaml",
        "overrides/templates": root / "overrides" / "templates",
    }
    config = inputs["generator-config.yaml"]
    version = load_files(inputs["openapi.yaml"], inputs["overrides/overlay.yaml"], config)
    package = target / PACKAGE
    hooks = read_document(config).get("post_hooks") or []
    render_package(version.api, inputs["overrides/templates"], package, hooks)
    (package / "py.typed").touch()
    text = json.dumps(version.effective.spec, indent=1, ensure_ascii=False)
    (package / "openapi.json").write_text(text + "\n", encoding="utf-8", newline="\n")
    lock: dict[str, Any] = {
        "tools": {name: metadata.version(name) for name in ("openapi-python-client", "ruff")},
        "inputs": {name: _sha256(path) for name, path in inputs.items()},
        # The number of places that each action changed. In a diff, another number shows a change upstream.
        "overlay": [{"places": count, "action": label} for label, count in version.effective.action_counts],
    }
    (target / "lock.yaml").write_bytes(LOCK_HEADER + dump_yaml(lock))
    return version


def compare(committed: Path, fresh: Path) -> list[str]:
    """Return a line for each file that differs between two folders, without the caches of Python."""
    old, new = _contents(committed), _contents(fresh)
    return [
        f"generated/{name} ({'missing' if name not in old else 'not generated' if name not in new else 'differs'})"
        for name in sorted(old.keys() | new.keys())
        if old.get(name) != new.get(name)
    ]


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def _sha256(path: Path) -> str:
    """Return the checksum of a file, or of all names and contents below a folder."""
    if path.is_file():
        return hashlib.sha256(path.read_bytes()).hexdigest()
    digest = hashlib.sha256()
    for name, content in sorted(_contents(path).items()):
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def _with_evidence(readme: str, root: Path) -> str:
    """Return the README with its table of evidence, if the spec is vendored."""
    lock = root / LOCK_NAME
    return with_evidence_table(readme, read_lock(lock)) if lock.exists() else readme


def _readme(root: Path) -> str:
    try:
        # Read as bytes, since reading text would change line ends, and the file is written again.
        return (root / "README.md").read_bytes().decode()
    except OSError as error:
        raise PipelineError(f"{root / 'README.md'} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError as error:
        raise PipelineError(f"{root / 'README.md'} is not UTF-8 text (byte {error.start}).") from None


if __name__ == "__main__":
    run_command(main)
