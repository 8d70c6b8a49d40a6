"""The wheel and the source distribution, and their contents."""

import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def build(source: Path, target: Path) -> Path:
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(target), str(source)]
    subprocess.run(command, check=True)
    (wheel,) = target.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(ROOT, tmp_path_factory.mktemp("wheel"))


def contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_wheel_contains_the_packages_and_the_pytest_plugin_only(wheel: Path) -> None:
    names = set(contents(wheel))
    top_level = {name.partition("/")[0] for name in names if ".dist-info/" not in name}
    assert top_level == {"mijnklantportaal", "mijnklantportaal_api", "mijnklantportaal_pytest.py"}
    assert {"mijnklantportaal/py.typed", "mijnklantportaal_api/py.typed"} <= names
    assert "mijnklantportaal_api/openapi.json" in names
    assert [name for name in names if "__pycache__" in name or name.endswith((".jinja", "lock.yaml"))] == []


def test_wheel_requires_three_packages_with_bounds(wheel: Path) -> None:
    metadata = next(content for name, content in contents(wheel).items() if name.endswith(".dist-info/METADATA"))
    requirements = message_from_bytes(metadata).get_all("Requires-Dist") or []
    unconditional = sorted(requirement.split("<")[0] for requirement in requirements if "extra ==" not in requirement)
    assert unconditional == ["attrs", "httpx", "python-dateutil"]
    assert all(">=" in requirement and "<" in requirement for requirement in requirements)


def test_sdist_builds_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    # With the build backend directly, since pip has no command that builds an sdist.
    code = "import sys; from hatchling.build import build_sdist; print(build_sdist(sys.argv[1]))"
    completed = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, check=True, capture_output=True, text=True
    )
    sdist = tmp_path / completed.stdout.split()[-1]
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
        archive.extractall(tmp_path / "unpacked", filter="data")
    assert {"pyproject.toml", "README.md", "LICENSE", "PKG-INFO"} <= names
    assert [name for name in names if name.startswith(("tests", "pipeline", "examples"))] == []
    (source,) = (tmp_path / "unpacked").iterdir()
    assert contents(build(source, tmp_path / "wheel")) == contents(wheel)


def test_wheel_works_in_a_clean_environment(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "clean", with_pip=True)
    scripts = tmp_path / "clean" / ("Scripts" if sys.platform == "win32" else "bin")
    python = shutil.which("python", path=str(scripts))
    assert python
    subprocess.run([python, "-m", "pip", "install", "--quiet", str(wheel)], check=True, cwd=tmp_path)
    code = (
        "import mijnklantportaal as client, mijnklantportaal_api as api, mijnklantportaal.models as models; "
        "print(client.__version__, models.CustomerOffer.__name__, len(api.spec()) > 1000)"
    )
    completed = subprocess.run(
        [python, "-W", "error", "-c", code], check=True, capture_output=True, text=True, cwd=tmp_path
    )
    version = (ROOT / "src/mijnklantportaal/_version.py").read_text().split('"')[-2]
    assert completed.stdout.split() == [version, "CustomerOffer", "True"]
    # Without the extra, a command prints how to install it.
    command = shutil.which("mijnklantportaal", path=str(scripts))
    assert command
    for words, extra in (([python, "-m", "mijnklantportaal.sandbox"], "sandbox"), ([command, "--help"], "cli")):
        completed = subprocess.run(words, capture_output=True, text=True, cwd=tmp_path)
        (message,) = completed.stderr.splitlines()
        assert completed.returncode == 1
        assert message.endswith(f": pip install 'mijnklantportaal[{extra}]'")
