"""The GitHub workflows, the hooks of pre-commit and uv.lock: what they run, and that they agree with pyproject.toml."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import nox
import pytest
from nox import registry
from ruamel.yaml import YAML

import noxfile

ROOT = Path(__file__).parents[2]
VERSION = (ROOT / "src/mijnklantportaal/_version.py").read_text(encoding="utf-8").split('"')[-2]
PYTHONS = nox.project.python_versions(noxfile.PROJECT)
FILES = sorted((ROOT / ".github/workflows").glob("*.yml"))
WORKFLOWS = {path.stem: YAML(typ="safe").load(path)["jobs"] for path in FILES}


def steps(workflow: str) -> list[dict[str, Any]]:
    return [step for job in WORKFLOWS[workflow].values() for step in job["steps"]]


def commands(workflow: str) -> list[str]:
    return [step["run"] for step in steps(workflow) if "run" in step]


def sessions(workflow: str) -> set[str]:
    """Return the nox sessions that a workflow runs, without their Python versions."""
    arguments = re.findall(r'nox"? -s (.+?)(?: -- |$)', "\n".join(commands(workflow)), flags=re.MULTILINE)
    names = {word.strip('"') for words in arguments for word in words.split()}
    if "$SESSION" in names:
        names = names - {"$SESSION"} | {row["session"] for row in rows(workflow)}
    return {re.sub(r"-(\$PYTHON|3\.\d+)$", "", name) for name in names}


def rows(workflow: str) -> list[dict[str, str]]:
    """Return the rows that the matrices of a workflow include."""
    matrices = [job.get("strategy", {}).get("matrix", {}) for job in WORKFLOWS[workflow].values()]
    return [row for matrix in matrices for row in matrix.get("include", [])]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel."""
    target = tmp_path_factory.mktemp("dist")
    code = "import sys; from hatchling.build import build_wheel; build_wheel(sys.argv[1])"
    subprocess.run([sys.executable, "-c", code, str(target)], cwd=ROOT, check=True, capture_output=True)
    return target


def test_tag_of_the_version_is_accepted(folder: Path) -> None:
    assert noxfile.tag_error(f"v{VERSION}", folder) is None


@pytest.mark.parametrize("tag", [VERSION, f"V{VERSION}", f"v{VERSION}.1", f"v{VERSION}rc1", f"v{VERSION} ", "v", ""])
def test_other_tag_is_rejected(folder: Path, tag: str) -> None:
    assert noxfile.tag_error(tag, folder) == f"The tag is {tag!r}, but version {VERSION} was built."


def test_source_url_of_the_repository_is_accepted(folder: Path) -> None:
    repository = noxfile.PROJECT["project"]["urls"]["Source"].removeprefix("https://github.com/")
    assert noxfile.source_error(repository, folder) is None
    assert noxfile.source_error(None, folder) is None


def test_source_url_of_another_repository_is_rejected(folder: Path) -> None:
    error = noxfile.source_error("stranger/mijnklantportaal", folder)
    assert error is not None
    assert error.endswith(", but stranger/mijnklantportaal releases it.")


def test_release_workflow_checks_its_tag() -> None:
    assert '.venv/bin/nox -s build -- "$GITHUB_REF_NAME"' in commands("release")


def test_ci_runs_the_default_sessions_and_lowest() -> None:
    assert nox.options.sessions
    assert {*nox.options.sessions, "lowest"} <= sessions("ci")


def test_ci_runs_on_each_supported_python() -> None:
    assert WORKFLOWS["ci"]["check"]["strategy"]["matrix"]["python"] == PYTHONS


def test_ci_tests_what_is_shipped_on_other_systems() -> None:
    (command,) = (step["run"] for step in WORKFLOWS["ci"]["systems"]["steps"] if "--ignore" in step.get("run", ""))
    assert tuple(re.findall(r"--ignore=tests/(\w+)", command)) == noxfile.NOT_SHIPPED


@pytest.mark.parametrize("workflow", WORKFLOWS)
def test_workflow_uses_existing_sessions_and_supported_pythons(workflow: str) -> None:
    assert sessions(workflow)
    assert sessions(workflow) <= set(registry.get())
    pythons = {step["with"]["python-version"] for step in steps(workflow) if "python-version" in step.get("with", {})}
    assert pythons <= {*PYTHONS, "${{ matrix.python }}"}


@pytest.mark.parametrize("workflow", WORKFLOWS)
def test_workflow_setup_matches_the_readme(workflow: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (setup,) = set(re.findall(r"^(python3 .+) && \.venv/bin/nox -s \w+$", readme, flags=re.MULTILINE))
    # The folder of programs has another name on Windows.
    used = {command.replace('".venv/$PROGRAMS/pip"', ".venv/bin/pip") for command in commands(workflow)}
    assert {command for command in used if "pip install" in command} == {setup}


def test_hooks_have_the_versions_of_the_dependency_groups() -> None:
    groups = noxfile.PROJECT["dependency-groups"].values()
    allowed = {requirement for group in groups for requirement in group if isinstance(requirement, str)}
    hooks = YAML(typ="safe").load(ROOT / ".pre-commit-config.yaml")["repos"][0]["hooks"]
    assert {requirement for hook in hooks for requirement in hook["additional_dependencies"]} <= allowed


def test_lock_has_addresses_of_pypi_only() -> None:
    lock = (ROOT / "uv.lock").read_text(encoding="utf-8")
    addresses = set(re.findall(r'"(https?://[^/"]+/[^/"]+|file:[^"]+)', lock))
    assert addresses == {"https://pypi.org/simple", "https://files.pythonhosted.org/packages"}
