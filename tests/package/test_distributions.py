"""What is built, and what is in it."""

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


def test_the_wheel_holds_the_two_packages_and_nothing_else(wheel: Path) -> None:
    names = set(contents(wheel))
    packages = {name.partition("/")[0] for name in names if ".dist-info/" not in name}
    assert packages == {"mijnklantportaal", "mijnklantportaal_api"}
    assert {f"{package}/py.typed" for package in packages} <= names
    assert "mijnklantportaal_api/openapi.json" in names
    assert [name for name in names if "__pycache__" in name or name.endswith((".jinja", "lock.yaml"))] == []


def test_the_wheel_needs_three_packages_each_within_bounds(wheel: Path) -> None:
    metadata = next(content for name, content in contents(wheel).items() if name.endswith(".dist-info/METADATA"))
    requirements = message_from_bytes(metadata).get_all("Requires-Dist") or []
    always = sorted(requirement.split("<")[0] for requirement in requirements if "extra ==" not in requirement)
    assert always == ["attrs", "httpx", "python-dateutil"]
    assert all(">=" in requirement and "<" in requirement for requirement in requirements)


def test_the_sdist_builds_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    # Through the build backend itself: pip has no command for an sdist.
    code = "import sys; from hatchling.build import build_sdist; print(build_sdist(sys.argv[1]))"
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, check=True, capture_output=True, text=True
    )
    sdist = tmp_path / done.stdout.split()[-1]
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
        archive.extractall(tmp_path / "unpacked", filter="data")
    assert {"pyproject.toml", "README.md", "LICENSE", "PKG-INFO"} <= names
    assert [name for name in names if name.startswith(("tests", "pipeline", "examples"))] == []
    (source,) = (tmp_path / "unpacked").iterdir()
    assert contents(build(source, tmp_path / "wheel")) == contents(wheel)


def test_the_wheel_works_in_a_clean_environment(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "clean", with_pip=True)
    scripts = tmp_path / "clean" / ("Scripts" if sys.platform == "win32" else "bin")
    python = shutil.which("python", path=str(scripts))
    assert python
    subprocess.run([python, "-m", "pip", "install", "--quiet", str(wheel)], check=True, cwd=tmp_path)
    code = (
        "import mijnklantportaal as client, mijnklantportaal_api as api, mijnklantportaal.models as models; "
        "print(client.__version__, models.CustomerOffer.__name__, len(api.document()) > 1000)"
    )
    done = subprocess.run([python, "-W", "error", "-c", code], check=True, capture_output=True, text=True, cwd=tmp_path)
    version = (ROOT / "src/mijnklantportaal/_version.py").read_text().split('"')[-2]
    assert done.stdout.split() == [version, "CustomerOffer", "True"]
    # Without the extra, what lacks is said in a sentence.
    done = subprocess.run([python, "-m", "mijnklantportaal.sandbox"], capture_output=True, text=True, cwd=tmp_path)
    (sentence,) = done.stderr.splitlines()
    assert done.returncode == 1
    assert sentence.endswith(": pip install 'mijnklantportaal[sandbox]'")
