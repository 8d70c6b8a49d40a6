"""The command `regenerate`, on copies of the real inputs."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import PipelineError
from pipeline.regenerate import ROOT, check, regenerate

INPUTS = ("openapi.yaml", "openapi.lock.yaml", "generator-config.yaml", "README.md", "overrides/overlay.yaml")
HISTORY = """
  /customer-offers/{offerId}/history:
    get:
      operationId: get-customer-offer-history
      summary: Show the history of an offer
      description: Shows the history of an offer.
      tags:
        - Customer Offers API
      parameters:
        - name: offerId
          in: path
          required: true
          description: ID of the offer
          schema:
            type: string
      responses:
        '200':
          description: The offer
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/CustomerOffer'
"""

UNSUPPORTED = (
    HISTORY.replace("/{offerId}", "").replace("in: path", "in: cookie").replace("required: true", "required: false")
)


def copy_inputs(source: Path, target: Path) -> Path:
    (target / "overrides").mkdir(parents=True)
    for name in INPUTS:
        shutil.copyfile(source / name, target / name)
    shutil.copytree(source / "overrides" / "templates", target / "overrides" / "templates")
    return target


@pytest.fixture(scope="module")
def regenerated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the real inputs and the files generated from them."""
    root = copy_inputs(ROOT, tmp_path_factory.mktemp("regenerated") / "repository")
    regenerate(root)
    return root


@pytest.fixture
def tree(regenerated: Path, tmp_path: Path) -> Path:
    """Return a copy of `regenerated` that the test may change."""
    return Path(shutil.copytree(regenerated, tmp_path / "repository"))


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def replace(path: Path, old: str, new: str, count: int = 1) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    path.write_text(text.replace(old, new, count), encoding="utf-8")


def test_committed_files_are_what_their_inputs_produce() -> None:
    check(ROOT)


def test_regenerate_leaves_no_temporary_files(regenerated: Path) -> None:
    names = {path.name for path in regenerated.iterdir()}
    inputs = {"openapi.yaml", "openapi.lock.yaml", "generator-config.yaml", "README.md", "overrides"}
    assert names == {*inputs, "generated"}
    assert (regenerated / "generated" / "mijnklantportaal_api" / "py.typed").read_bytes() == b""


def test_check_lists_every_difference_and_changes_nothing(tree: Path) -> None:
    package = tree / "generated" / "mijnklantportaal_api"
    with (package / "client.py").open("a") as file:
        file.write("# edited\n")
    (package / "models" / "customer_offer.py").unlink()
    (package / "models" / "added.py").touch()
    (package / "__pycache__").mkdir(exist_ok=True)
    (package / "__pycache__" / "client.pyc").touch()
    replace(tree / "README.md", "| `customer_offers` |", "| `customer_offer` |")
    replace(tree / "openapi.lock.yaml", "GET /customers: seen-in-yaml", "GET /customers: published")
    before = contents(tree)
    with pytest.raises(PipelineError) as caught:
        check(tree)
    assert str(caught.value).splitlines() == [
        "These files are not what their inputs produce; run `nox -s regenerate`:",
        "  generated/mijnklantportaal_api/client.py (differs)",
        "  generated/mijnklantportaal_api/models/added.py (not generated)",
        "  generated/mijnklantportaal_api/models/customer_offer.py (missing)",
        "  README.md (the table of resources)",
        "  README.md (the table of evidence)",
    ]
    assert contents(tree) == before


def test_regenerate_removes_every_difference(tree: Path, regenerated: Path) -> None:
    (tree / "generated" / "mijnklantportaal_api" / "models" / "added.py").touch()
    (tree / "generated" / "mijnklantportaal_api" / "client.py").unlink()
    replace(tree / "README.md", "| `customer_offers` |", "| `customer_offer` |")
    regenerate(tree)
    assert contents(tree) == contents(regenerated)


def _break_hook(tree: Path) -> None:
    replace(tree / "generator-config.yaml", "ruff format .", "ruff format . --no-such-option")


def _add_unsupported_operation(tree: Path) -> None:
    replace(tree / "openapi.yaml", "\npaths:\n", f"\npaths:{UNSUPPORTED}")


def _break_overlay(tree: Path) -> None:
    replace(tree / "openapi.yaml", "nullabe: true", "nullable: true")


def _break_encoding(tree: Path) -> None:
    replace(tree / "openapi.yaml", "\npaths:\n", '\nx-surrogate: "\\ud800"\npaths:\n')


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (_break_hook, r"^the command 'ruff format .* failed with exit code 2"),
        (
            _add_unsupported_operation,
            r"^#/paths/~1customer-offers~1history/get/.*: .* has the cookie 'offerId'",
        ),
        (_break_overlay, r"nullabe"),
        (_break_encoding, r"openapi\.yaml contains the lone surrogate"),
        (lambda tree: (tree / "openapi.yaml").unlink(), r"openapi\.yaml cannot be read"),
        (lambda tree: (tree / "overrides" / "overlay.yaml").unlink(), r"overlay\.yaml"),
        (lambda tree: (tree / "README.md").unlink(), r"README\.md cannot be read"),
        (lambda tree: (tree / "README.md").write_text("# Nothing\n"), r"^README\.md has no marks for the table"),
        (lambda tree: (tree / "openapi.lock.yaml").write_text("{}"), r"openapi\.lock\.yaml is incomplete or damaged"),
    ],
)
def test_error_leaves_all_files_unchanged(change: Callable[[Path], object], message: str, tree: Path) -> None:
    change(tree)
    before = contents(tree)
    with pytest.raises(PipelineError, match=message):
        regenerate(tree)
    assert contents(tree) == before


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "Asia/Tokyo", "RUFF_CONFIG": "ruff.toml"},
        {"PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8", "TZ": "America/New_York", "PYTHONUTF8": "1"},
    ],
)
def test_output_does_not_depend_on_the_environment(
    environment: dict[str, str], regenerated: Path, tmp_path: Path
) -> None:
    root = copy_inputs(regenerated, tmp_path / "repository")
    for folder in (tmp_path, root):
        (folder / "ruff.toml").write_text('line-length = 60\n[format]\nquote-style = "single"\n')
        (folder / "pyproject.toml").write_text('[tool.ruff]\nline-length = 70\nexclude = ["*.py"]\n')
    result = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, pathlib; from pipeline.regenerate import regenerate; regenerate(pathlib.Path(sys.argv[1]))",
            str(root),
        ],
        cwd=tmp_path,
        env={**os.environ, **environment, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, result.stderr) == (0, "")
    assert contents(root / "generated") == contents(regenerated / "generated")
    assert (root / "README.md").read_bytes() == (regenerated / "README.md").read_bytes()


def test_new_operation_becomes_a_method(tree: Path) -> None:
    replace(tree / "openapi.yaml", "\npaths:\n", f"\npaths:{HISTORY}")
    regenerate(tree)
    source = (tree / "generated" / "mijnklantportaal_api" / "resources" / "customer_offers.py").read_text()
    assert source.count("    def get_history(\n") == 1
    assert source.count("    async def get_history(\n") == 1
    assert "`get_history`" in (tree / "README.md").read_text(encoding="utf-8")
