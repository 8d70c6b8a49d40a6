"""The doors: every task of this repository starts here."""

import importlib.metadata
import itertools
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nox

nox.needs_version = ">=2025.2.9"
nox.options.sessions = ["lint", "typecheck", "tests"]
nox.options.reuse_venv = "yes"
nox.options.default_venv_backend = "virtualenv"

ROOT = Path(__file__).parent
PROJECT = nox.project.load_toml("pyproject.toml")
RUNNING = ".".join(map(str, sys.version_info[:2]))
# A worker for each core. All tests of a file go to the same one, so that what they share is made once.
PYTEST = ("pytest", "-n", "auto", "--dist", "loadfile")
SHIPPED = ("src", "generated/mijnklantportaal_api")


def _runs(python: str) -> bool:
    # A version manager may have a command of that name on PATH that only says that the version is not chosen.
    try:
        return subprocess.run([python, "-c", ""], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _installed_pythons() -> list[str]:
    """The supported Pythons that this machine has; at least the one that runs this."""
    found = [version for version in nox.project.python_versions(PROJECT) if _runs(f"python{version}")]
    return found if RUNNING in found else [sys.executable, *found]


def _install_group(session: nox.Session, name: str) -> None:
    session.install(*nox.project.dependency_groups(PROJECT, name))


def _lowest_dependencies() -> list[str]:
    """The shipped dependencies, those of the extras too, each at its lower bound."""
    extras = PROJECT["project"]["optional-dependencies"].values()
    requirements = [*PROJECT["project"]["dependencies"], *itertools.chain(*extras)]
    lowest = [requirement.split(",")[0].replace(">=", "==") for requirement in requirements]
    if not all("==" in requirement for requirement in lowest):
        raise ValueError("each dependency in pyproject.toml must begin with its lower bound, as in 'httpx>=0.27,<0.29'")
    return lowest


@nox.session
def regenerate(session: nox.Session) -> None:
    """From openapi.yaml and overrides/ to generated/. `-- --check` changes nothing and fails on a difference."""
    _install_group(session, "pipeline")
    session.run("python", "-m", "pipeline.regenerate", *session.posargs)


@nox.session
def vendor(session: nox.Session) -> None:
    """Build openapi.yaml and its lock from `-- SOURCE...`: pages, documents, URLs; without any, from upstream's URL."""
    _install_group(session, "pipeline")
    session.run("python", "-m", "pipeline.vendor", *session.posargs)


@nox.session
def diff(session: nox.Session) -> None:
    """What has changed for callers between `-- OLD NEW`: files, URLs, or git:REV; `-- --help` tells more."""
    _install_group(session, "pipeline")
    session.run("python", "-m", "pipeline.diff", *session.posargs)


@nox.session
def upgrade(session: nox.Session) -> None:
    """Take over a new version of the document, `-- SOURCE...` as for `vendor`, as one commit that says what changed."""
    _install_group(session, "pipeline")
    session.run("python", "-m", "pipeline.upgrade", *session.posargs)


@nox.session
def demo(session: nox.Session) -> None:
    """The main job: regenerate, build the wheel, install it in a clean environment, and tell a story with it."""
    _install_group(session, "pipeline")
    session.run("python", "-m", "pipeline.regenerate")
    folder = Path(session.create_tmp())
    wheels, clean = folder / "wheels", folder / "clean"
    shutil.rmtree(wheels, ignore_errors=True)
    session.run("python", "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(wheels), ".")
    session.run("python", "-m", "venv", "--clear", str(clean))
    python = str(clean / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
    (wheel,) = wheels.glob("*.whl")
    session.run(python, "-m", "pip", "install", "--quiet", f"{wheel}[sandbox]", external=True)
    session.run(python, "examples/story.py", external=True)


@nox.session
def sandbox(session: nox.Session) -> None:
    """The portal on this machine, as a server: `-- --port 8000 --seed-data demo`, say; `-- --help` tells more."""
    session.install(".[sandbox]")
    session.run("python", "-m", "mijnklantportaal.sandbox", *session.posargs)


@nox.session(python=_installed_pythons())
def tests(session: nox.Session) -> None:
    """Tests of what is shipped, on every supported Python that is installed; on this one also judges and pipeline."""
    _install_group(session, "tests")
    session.install(".[sandbox]")
    is_this_one = session.python in (RUNNING, sys.executable)
    others = ("--ignore=tests/conformance", "--ignore=tests/overlay", "--ignore=tests/pipeline")
    session.run(*PYTEST, *(() if is_this_one else others), *session.posargs)


@nox.session
def lowest(session: nox.Session) -> None:
    """The tests of what is shipped, with the oldest dependencies that it allows."""
    _install_group(session, "tests")
    session.install(".[sandbox]", *_lowest_dependencies())
    session.run(*PYTEST, "tests/client", "tests/sandbox", *session.posargs)


@nox.session
def endurance(session: nox.Session) -> None:
    """The long runs: 100,000 odd answers, 10,000 calls to a server that fails, and each change of the document."""
    _install_group(session, "tests")
    session.install(".")
    long_runs = (
        "tests/client/test_mutated_answers.py",
        "tests/client/test_endurance.py",
        "tests/pipeline/diff/test_diff_mutations.py",
    )
    session.run("pytest", "-s", "--hypothesis-profile=endurance", "--calls=10000", *long_runs, *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """What the client costs over plain httpx, as ratios with budgets, and how fast the sandbox is."""
    session.install(".[sandbox]")
    session.run("python", "benchmarks/overhead.py")
    session.run("python", "benchmarks/sandbox.py")


@nox.session
def typecheck(session: nox.Session) -> None:
    """mypy and pyright, as strict as they go, over what is shipped, over the rest, and over what users see."""
    _install_group(session, "types")
    session.install(".[sandbox]")
    session.run("mypy", *SHIPPED)
    session.run("mypy", "pipeline", "noxfile.py", "examples", "benchmarks", "tests/typing")
    session.run("pyright", *SHIPPED, "tests/typing")


@nox.session
def lint(session: nox.Session) -> None:
    """Style, and its repair with `-- --fix`; the workflows, by their schema and by an audit."""
    _install_group(session, "lint")
    session.run("ruff", "check", *session.posargs)
    session.run("ruff", "format", *([] if "--fix" in session.posargs else ["--check"]))
    workflows = map(str, (ROOT / ".github/workflows").glob("*.yml"))
    session.run("check-jsonschema", "--builtin-schema", "vendor.github-workflows", *workflows)
    session.run("check-jsonschema", "--builtin-schema", "vendor.dependabot", ".github/dependabot.yml")
    session.run("zizmor", "--offline", "--strict-collection", "--persona", "pedantic", ".github")


def tag_error(tag: str, folder: Path) -> str | None:
    """What is wrong with `tag`, as a sentence; None if it is `v` and the version of the wheel in `folder`."""
    (wheel,) = folder.glob("*.whl")
    (built,) = importlib.metadata.distributions(path=[str(wheel)])
    return None if tag == f"v{built.version}" else f"The tag is {tag!r}, but version {built.version} was built."


@nox.session
def build(session: nox.Session) -> None:
    """The sdist, the wheel made of it, and a check of their metadata, in dist/. `-- TAG` must be their version's."""
    _install_group(session, "build")
    shutil.rmtree(ROOT / "dist", ignore_errors=True)
    session.run("python", "-m", "build")
    session.run("twine", "check", "--strict", *map(str, (ROOT / "dist").glob("*")))
    for tag in session.posargs:
        if error := tag_error(tag, ROOT / "dist"):
            session.error(error)
