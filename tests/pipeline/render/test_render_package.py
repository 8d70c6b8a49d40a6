"""The folder of the package, its commands, and errors of templates."""

import shutil
import sys
from pathlib import Path

import pytest

from pipeline.api import Content
from pipeline.errors import PipelineError
from pipeline.render import render_package
from tests.pipeline.render.render_samples import TEMPLATES, api, method, resource, response

FORMAT = "ruff format . --isolated --no-cache"


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """Return a copy of the templates, to change."""
    return Path(shutil.copytree(TEMPLATES, tmp_path / "templates"))


def test_package_has_a_module_for_each_resource_and_model(tmp_path: Path) -> None:
    render_package(api(method(), resources=(resource(name="others"),)), TEMPLATES, tmp_path / "new" / "package", [])
    names = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.py")}
    modules = ["__init__", "arguments/__init__", "client", "models/__init__", "models/thing"]
    modules += ["resources/__init__", "resources/others", "resources/things"]
    assert names == {f"new/package/{module}.py" for module in modules}


def test_commands_run_in_the_folder_with_the_formatter_of_this_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    render_package(api(method()), TEMPLATES, tmp_path / "raw", [])
    other = tmp_path / "bin" / "ruff"
    other.parent.mkdir()
    other.write_text("#!/bin/sh\nexit 3\n")
    other.chmod(0o755)
    monkeypatch.setenv("PATH", str(other.parent))
    render_package(api(method()), TEMPLATES, tmp_path / "formatted", [FORMAT])
    raw, formatted = ((tmp_path / name / "models" / "thing.py").read_text("utf-8") for name in ("raw", "formatted"))
    assert "Field('a', 'a', codecs.STRING, False)" in raw
    assert 'Field("a", "a", codecs.STRING, False)' in formatted


def test_command_is_not_run_by_a_shell(tmp_path: Path) -> None:
    code = "open('made', 'w').write('$HOME; `id`')"
    render_package(api(), TEMPLATES, tmp_path / "package", [f'"{sys.executable}" -c "{code}"'])
    assert (tmp_path / "package" / "made").read_text() == "$HOME; `id`"


@pytest.mark.parametrize(
    ("hook", "message"),
    [
        (
            "ruff check . --unknown-option",
            "the command 'ruff check . --unknown-option' failed with exit code 2: error: ",
        ),
        ("no-such-formatter .", "the command 'no-such-formatter' is not installed, which `post_hooks` in"),
        ("ruff 'format", '"ruff \'format" is not a valid command: correct it under `post_hooks`'),
        ("", "'' is not a valid command: correct it under `post_hooks`"),
    ],
)
def test_command_that_fails_is_reported_with_the_reason(hook: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(PipelineError) as caught:
        render_package(api(), TEMPLATES, tmp_path / "package", [hook])
    assert str(caught.value).startswith(message)


def test_folder_that_exists_is_reported(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match="must not exist yet"):
        render_package(api(), TEMPLATES, tmp_path, [])


def test_folder_of_templates_that_is_missing_is_reported(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match="must be the folder of the templates, and is not a folder"):
        render_package(api(), tmp_path / "none", tmp_path / "package", [])


def test_template_that_is_missing_is_reported(templates: Path, tmp_path: Path) -> None:
    (templates / "client.py.jinja").unlink()
    with pytest.raises(PipelineError, match=r"has no template 'client\.py\.jinja': restore it"):
        render_package(api(), templates, tmp_path / "package", [])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{% if %}", r"the template client\.py\.jinja, line 1, is not valid: "),
        ("{{ nothing }}", r"a template uses an undefined name: 'nothing' is undefined\."),
        ("{{ resources[0].nothing }}", r"a template uses an undefined name: .* has no attribute 'nothing'\."),
    ],
)
def test_template_that_is_not_valid_is_reported(text: str, message: str, templates: Path, tmp_path: Path) -> None:
    (templates / "client.py.jinja").write_text(text)
    with pytest.raises(PipelineError, match=message):
        render_package(api(method()), templates, tmp_path / "package", [])
    assert not (tmp_path / "package").exists()


def test_response_with_content_and_without_a_type_is_a_mistake_of_the_caller(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="the response at #/200 has JSON content, and must have a type"):
        render_package(api(method(responses=(response(Content.VALUE),))), TEMPLATES, tmp_path / "package", [])
