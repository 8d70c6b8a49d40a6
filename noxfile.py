"""The nox sessions, one for each task of this repository."""

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
# One worker for each core. All tests of a file run in the same worker, so that their fixtures are created once.
PYTEST = ("pytest", "-n", "auto", "--dist", "loadfile")
SHIPPED = ("src", "generated/mijnklantportaal_api")
# Folders of tests/ whose subject is not shipped.
NOT_SHIPPED = ("benchmarks", "conformance", "overlay", "pipeline")
# Folders of tests/ with packages that only the sessions `integrations`, `typecheck` and `docs` install.
OTHER_SESSIONS = ("cookbook", "docs_types", "integrations/programs", "site")
PROGRAMS = "tests/integrations/programs"
# These need the packages of the extras, and no others.
TESTS_OF_EXTRAS = ("test_progress_bars", "test_redis_limiter", "test_typed_exports")
# uv.lock has the addresses of PyPI, whichever indexes the settings of this machine name.
ONLY_PYPI = ("--no-config", "--default-index", "https://pypi.org/simple")
# Files of GitHub, by the schema that check-jsonschema has for them.
GITHUB_SCHEMAS = {
    "vendor.github-workflows": ".github/workflows/*.yml",
    "vendor.dependabot": ".github/dependabot.yml",
    "vendor.github-issue-config": ".github/ISSUE_TEMPLATE/config.yml",
    "vendor.github-issue-forms": ".github/ISSUE_TEMPLATE/[!c]*.yml",
}


def _runs(python: str) -> bool:
    # A version manager may put a command with this name on PATH that fails, since the version is not selected.
    try:
        return subprocess.run([python, "-c", ""], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _installed_pythons() -> list[str]:
    """Return the supported Pythons that are installed, including the one that runs nox."""
    installed = [version for version in nox.project.python_versions(PROJECT) if _runs(f"python{version}")]
    return installed if RUNNING in installed else [sys.executable, *installed]


def _install_group(session: nox.Session, name: str, *requirements: str) -> None:
    """Install a dependency group, and these requirements with it."""
    session.install(*_constraints(session), *nox.project.dependency_groups(PROJECT, name), *requirements)


def _constraints(session: nox.Session) -> tuple[str, ...]:
    """Return options of pip for the versions in uv.lock, if the environment variable `LOCKED` is set."""
    if not os.environ.get("LOCKED"):
        return ()
    session.install(*nox.project.dependency_groups(PROJECT, "lock"))
    path = str(Path(session.create_tmp()) / "constraints.txt")
    everything = ("--all-extras", "--all-groups", "--no-emit-project", "--no-hashes")
    session.run("uv", "export", "--quiet", "--frozen", *everything, "--output-file", path)
    return ("--constraint", path)


def _ignored(*folders: str) -> list[str]:
    return [f"--ignore=tests/{folder}" for folder in folders]


def _clean_environment(session: nox.Session, name: str, *requirements: str) -> str:
    """Create another environment for the session, with these requirements only, and return its Python."""
    folder = Path(session.create_tmp()) / name
    session.run("python", "-m", "venv", "--clear", str(folder))
    python = str(folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
    session.run(python, "-m", "pip", "install", "--quiet", *requirements, external=True)
    return python


def _lowest_dependencies() -> list[str]:
    """Return the shipped dependencies, including those of the extras, each at its lower bound."""
    extras = PROJECT["project"]["optional-dependencies"].values()
    requirements = [*PROJECT["project"]["dependencies"], *itertools.chain(*extras)]
    lowest = [requirement.split(",")[0].replace(">=", "==") for requirement in requirements]
    if not all("==" in requirement for requirement in lowest):
        raise ValueError("each dependency in pyproject.toml must start with its lower bound, as in 'httpx>=0.27,<0.29'")
    return lowest


@nox.session
def regenerate(session: nox.Session) -> None:
    """Regenerate generated/ from openapi.yaml and overrides/. `-- --check` compares only, and fails on a difference."""
    _install_group(session, "pipeline")
    session.run("python", "-m", "pipeline.regenerate", *session.posargs)


@nox.session
def vendor(session: nox.Session) -> None:
    """Build openapi.yaml and its lock from `-- SOURCE...`: pages, specs or URLs; by default from upstream's URL."""
    _install_group(session, "pipeline")
    session.run("python", "-m", "pipeline.vendor", *session.posargs)


@nox.session
def evidence(session: nox.Session) -> None:
    """Merge `-- REPORT.json` of `mijnklantportaal verify` into the lock, and print overlay actions for deviations."""
    _install_group(session, "pipeline")
    session.run("python", "-m", "pipeline.evidence", *session.posargs)


@nox.session
def diff(session: nox.Session) -> None:
    """Report the changes for callers between `-- OLD NEW`: files, URLs or git:REV. See `-- --help`."""
    if "--code" in session.posargs:
        # The types of the client come from its dependencies.
        _install_group(session, "affected", *PROJECT["project"]["dependencies"])
    else:
        _install_group(session, "pipeline")
    session.run("python", "-m", "pipeline.diff", *session.posargs)


@nox.session
def upgrade(session: nox.Session) -> None:
    """Upgrade to a new version of the spec in one commit; `-- SOURCE...` is as for `vendor`."""
    _install_group(session, "pipeline")
    session.run("python", "-m", "pipeline.upgrade", *session.posargs)


@nox.session
def release(session: nox.Session) -> None:
    """Set the version in the package and in CHANGELOG.md, `-- VERSION`, and print what to run next."""
    _install_group(session, "pipeline")
    session.run("python", "-m", "pipeline.release", *session.posargs)


@nox.session
def demo(session: nox.Session) -> None:
    """Regenerate, build the wheel, install it in a clean environment, and run examples/story.py with it."""
    _install_group(session, "pipeline")
    session.run("python", "-m", "pipeline.regenerate")
    wheels = Path(session.create_tmp()) / "wheels"
    shutil.rmtree(wheels, ignore_errors=True)
    session.run("python", "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(wheels), ".")
    (wheel,) = wheels.glob("*.whl")
    python = _clean_environment(session, "clean", f"{wheel}[sandbox]")
    session.run(python, "examples/story.py", external=True)


@nox.session
def sandbox(session: nox.Session) -> None:
    """Serve the sandbox on this machine, for example with `-- --port 8000`. See `-- --help`."""
    session.install(".[sandbox]")
    session.run("python", "-m", "mijnklantportaal.sandbox", *session.posargs)


@nox.session(python=_installed_pythons())
def tests(session: nox.Session) -> None:
    """Test the shipped package on every installed Python that is supported, and everything on the one that runs nox."""
    _install_group(session, "tests", ".[cli,sandbox]")
    runs_nox = session.python in (RUNNING, sys.executable)
    session.run(*PYTEST, *_ignored(*OTHER_SESSIONS, *(() if runs_nox else NOT_SHIPPED)), *session.posargs)


@nox.session
def coverage(session: nox.Session) -> None:
    """Measure which lines and branches of the shipped package its tests execute, and fail below the floor."""
    # Editable, so that the report has the files of this repository.
    _install_group(session, "coverage", "--editable", ".[cli,data,fleet,progress,sandbox]")
    session.run("coverage", "erase")
    run = ("coverage", "run", "-m", *PYTEST)
    # The wheel in tests/package is another copy of the code.
    ignored = _ignored("package", *OTHER_SESSIONS, *NOT_SHIPPED)
    # Coverage cannot save what it measured on a disk that is full.
    test = "test_download_targets.py::test_disk_that_is_full_leaves_nothing_and_the_error_names_the_file"
    session.run(*run, *ignored, f"--deselect=tests/files/{test}", *session.posargs)
    session.run(*run, *(f"{PROGRAMS}/{name}.py" for name in TESTS_OF_EXTRAS))
    tokens = f"{PROGRAMS}/test_redis_tokens.py"
    # The session `integrations` has gevent, which this test needs.
    session.run(*run, tokens, f"--deselect={tokens}::test_processes_refresh_a_token_once")
    session.run("coverage", "combine", "--quiet")
    session.run("coverage", "report")


@nox.session
def integrations(session: nox.Session) -> None:
    """Test the client inside of other people's programs (Celery, Django, and more), the cookbook, and all examples."""
    _install_group(session, "integrations", ".[cli,sandbox]")
    session.run(*PYTEST, "tests/integrations", "tests/cookbook", *session.posargs)


@nox.session
def lowest(session: nox.Session) -> None:
    """Test the shipped package with the oldest versions of its dependencies, on Python 3.11 to 3.13."""
    if sys.version_info >= (3, 14):
        session.skip("the oldest versions of pandas and pyarrow have no wheels for Python 3.14")
    _install_group(session, "tests")
    session.install(".[cli,sandbox]", *_lowest_dependencies())
    folders = (
        "cli",
        "client",
        "cms",
        "export",
        "files",
        "limits",
        "oauth",
        "progress",
        "sandbox",
        "verification",
        "webhooks",
    )
    session.run(*PYTEST, *(f"tests/{folder}" for folder in folders), *session.posargs)
    # In a separate run, since the thread of a limiter ends a minute after its last call, and tests of leaks count
    # threads.
    session.run(*PYTEST, *(f"{PROGRAMS}/{name}.py" for name in TESTS_OF_EXTRAS), *session.posargs)


@nox.session(python=_installed_pythons())
def long(session: nox.Session) -> None:
    """Run the tests that `tests` samples or skips: 100,000 mutated responses, 10,000 calls to a failing server and
    more."""
    _install_group(session, "tests", ".[cli,sandbox]")
    # The tests that are marked `long`, and the others in their modules.
    marked = ("cli", "client/test_large_uploads.py", "conformance", "export", "files", "oauth/test_shared_tokens.py")
    session.run(*PYTEST, "--long", *(f"tests/{path}" for path in marked), *session.posargs)
    if session.python not in (RUNNING, sys.executable):
        return
    long_runs = (
        "tests/client/test_mutated_responses.py",
        "tests/client/test_endurance.py",
        "tests/pipeline/diff/test_diff_mutations.py",
        "tests/pipeline/diff/test_diff_hostile.py",
    )
    session.run("pytest", "--hypothesis-profile=endurance", "--calls=10000", *long_runs, *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """Measure the client, compared with plain httpx and the stock client, and the pipeline. `-- --short` is for CI.

    `-- --peers` adds the clients of other APIs. `-- --planted` checks that a short run finds regressions.
    """
    _install_group(session, "bench")
    # The measured packages are installed in their own environment, as users have them: see benchmarks/measured.py.
    python = _clean_environment(session, "clean", ".")
    arguments = list(session.posargs)
    if "--planted" in arguments:
        session.run("python", "-m", "benchmarks.planted", "--python", python)
        return
    if "--peers" in arguments:
        peers = _clean_environment(session, "peers", *nox.project.dependency_groups(PROJECT, "peers"))
        arguments[arguments.index("--peers")] = f"--peers={peers}"
    session.run("python", "-m", "benchmarks", "--python", python, *arguments)
    if "--short" not in arguments:
        session.install(".[sandbox]")
        session.run("python", "benchmarks/sandbox.py")


@nox.session
def typecheck(session: nox.Session) -> None:
    """Check types with mypy and pyright: the shipped package, the rest, and the types that users see."""
    _install_group(session, "types", ".[cli,sandbox]")
    session.run("mypy", *SHIPPED)
    session.run("mypy", "pipeline", "noxfile.py", "examples", "benchmarks", "tests")
    for platform in ("win32", "darwin"):
        session.run("mypy", "--platform", platform, *SHIPPED, "tests")
    session.run("pyright", *SHIPPED, "benchmarks", "examples", "tests")
    # Generated code with hostile names and of every feature, whose tests need the type checkers.
    tests_of_code = ("render/test_render_static_analysis.py", "features/test_features_static_types.py")
    session.run("pytest", "-q", *(f"tests/pipeline/{path}" for path in tests_of_code))
    # The examples in the documentation.
    session.run("pytest", "-q", "tests/docs_types")


@nox.session
def lint(session: nox.Session) -> None:
    """Check the style and the workflows. `-- --fix` repairs the style."""
    _install_group(session, "lint")
    session.run("ruff", "check", *session.posargs)
    session.run("uv", "lock", "--check", *ONLY_PYPI)
    session.run("ruff", "format", *([] if "--fix" in session.posargs else ["--check"]))
    for schema, pattern in GITHUB_SCHEMAS.items():
        session.run("check-jsonschema", "--builtin-schema", schema, *map(str, sorted(ROOT.glob(pattern))))
    session.run("zizmor", "--offline", "--strict-collection", "--persona", "pedantic", ".github")


@nox.session
def docs(session: nox.Session) -> None:
    """Build the site of the documentation in site/, strictly, and test it. `-- --serve` serves it instead."""
    _install_group(session, "docs")
    # The tests compare the reference with the public names.
    session.install(".[cli,sandbox]")
    session.run("python", "-m", "pipeline.site", "build/docs")
    if "--serve" in session.posargs:
        session.run("python", "-m", "mkdocs", "serve")
        return
    # Otherwise mkdocs-material prints that it has a successor, at every start.
    # As a module, so that mkdocs.yml finds pipeline/.
    session.run("python", "-m", "mkdocs", "build", "--strict", env={"NO_MKDOCS_2_WARNING": "1"})
    session.run("pytest", "tests/site", *session.posargs)


@nox.session
def lock(session: nox.Session) -> None:
    """Update uv.lock after a change of the dependencies. `-- --upgrade` raises all versions, `-- --check` compares."""
    _install_group(session, "lock")
    session.run("uv", "lock", *ONLY_PYPI, *session.posargs)


def _wheel_in(folder: Path) -> importlib.metadata.Distribution:
    (wheel,) = folder.glob("*.whl")
    (distribution,) = importlib.metadata.distributions(path=[str(wheel)])
    return distribution


def tag_error(tag: str, folder: Path) -> str | None:
    """Return an error message, unless `tag` is `v` and the version of the wheel in `folder`."""
    version = _wheel_in(folder).version
    return None if tag == f"v{version}" else f"The tag is {tag!r}, but version {version} was built."


def source_error(repository: str | None, folder: Path) -> str | None:
    """Return an error message if a repository releases the wheel in `folder`, and is not the one of its source URL."""
    urls = dict(entry.split(", ", 1) for entry in _wheel_in(folder).metadata.get_all("Project-URL", []))
    if repository is None or urls["Source"] == f"https://github.com/{repository}":
        return None
    return f"The source URL in pyproject.toml is {urls['Source']}, but {repository} releases it."


@nox.session
def build(session: nox.Session) -> None:
    """Build the sdist and the wheel in dist/, and check their metadata. `-- TAG` is that of a release."""
    _install_group(session, "build")
    shutil.rmtree(ROOT / "dist", ignore_errors=True)
    session.run("python", "-m", "build")
    session.run("twine", "check", "--strict", *map(str, (ROOT / "dist").glob("*")))
    for tag in session.posargs:
        repository = os.environ.get("GITHUB_REPOSITORY")
        if error := tag_error(tag, ROOT / "dist") or source_error(repository, ROOT / "dist"):
            session.error(error)
