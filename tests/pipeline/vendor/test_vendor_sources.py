"""Invalid sources: an error, and no file is written."""

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import documents
from pipeline.errors import PipelineError
from pipeline.vendor.__main__ import main
from pipeline.vendor.pages import fragment_of, is_page
from tests.pipeline.vendor.vendor_samples import DOCUMENT, PAGE, PAGES, ROOT, Workspace

BOMB = "a: &a0 [x, x]\n" + "".join(f"b{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("page.md", "# Title\n\nText.\n", "has no fragment"),
        ("page.md", "```yaml\nname: x\n```\n", "has no fragment"),
        ("page.md", PAGE + PAGE, "has 2 fragments"),
        ("page.md", PAGE.removesuffix("````\n"), "ends within its fragment"),
        ("page.md", PAGE.replace("yaml post /orders", "yaml"), "must contain spec, method and path"),
        (
            "page.md",
            PAGE.replace("yaml post", "yaml get"),
            "announces GET /orders but its fragment contains POST /orders",
        ),
        ("page.md", PAGE.replace("post /orders\n", "post /order\n"), "announces POST /order but"),
        ("page.md", PAGE.replace("    post:", "    get: {}\n    post:"), "contains GET /orders, POST /orders"),
        ("page.md", PAGE.replace("    post:", "    x-post:"), "contains no operation"),
        ("page.md", PAGE.replace("components:", "  /other: {}\ncomponents:"), "announces POST /orders but"),
        ("api.yaml", "name: x\n", "has no `openapi: 3.x`"),
        ("api.yaml", DOCUMENT.replace("openapi: 3.1.1", "swagger: '2.0'"), "has no `openapi: 3.x`"),
        ("api.yaml", "openapi: 3.1.1\n", "has no paths"),
        ("api.yaml", "openapi: 3.1.1\npaths: []\n", "has no paths"),
        ("api.yaml", "openapi: 3.1.1\npaths:\n  /a:\n    get: null\n", "the operation GET /a is not a mapping"),
        ("api.yaml", "openapi: 3.1.1\npaths:\n  /a:\n", "/paths/~1a is not a mapping"),
        ("api.yaml", "openapi: 3.1.1\ntags: [x]\npaths:\n  /a: {}\n", "/tags is not a list of tags"),
        ("api.yaml", "openapi: 3.1.1\ncomponents: null\npaths:\n  /a: {}\n", "/components is not a mapping"),
        ("api.yaml", "openapi: 3.1.1\npaths:\n  /a:\n    get:\n      tags: x\n", "the tags of GET /a are not a list"),
        ("api.yaml", "openapi: 3.1.1\npaths:\n  a: {}\n", "does not start with a slash: a"),
        ("api.yaml", "openapi: 3.1.1\n? [a]\n: b\n", "a list or a mapping as a key"),
        ("api.yaml", "- openapi\n", "contains a list; an"),
        ("api.yaml", "just text\n", "contains a single value; an"),
        ("api.yaml", DOCUMENT + "paths:\n  /x: {}\n", 'found duplicate key "paths"'),
        ("api.json", '{"openapi": "3.1.1", "openapi": "3.1.1"}', 'an object has the key "openapi" twice'),
        ("api.json", '{"openapi": "3.1.1", "paths": {"/a": {"x-n": NaN}}}', "NaN is not a valid number"),
        ("api.json", '{"openapi": "3.1.1", ', "is not valid YAML"),
        ("api.json", '{"a":' * 100_000, "nested too deeply"),
        ("api.yaml", "a: " + "[\n" * 5_000, "nested too deeply"),
        ("api.yaml", "a: b: c", "is not valid YAML, line 1"),
        ("api.yaml", "a: *nothing", "undefined alias"),
        ("api.yaml", "a: &a\n  b: *a\n", "inside its own anchor"),
        ("api.yaml", f"{DOCUMENT}{BOMB}", "after its YAML aliases are expanded"),
        ("api.yaml", DOCUMENT + "---\n" + DOCUMENT, "another document"),
        ("api.yaml", "<!DOCTYPE html>\n<html></html>", "is an HTML page"),
        ("page.md", "\n<!-- x -->\n<html lang='en'>", "is an HTML page"),
        ("api.yaml", "", "is empty"),
        ("api.yaml", b"\xff\xfe\x00", "is not UTF-8"),
    ],
)
def test_invalid_source_is_one_error(workspace: Workspace, name: str, content: str | bytes, message: str) -> None:
    source = workspace.add(name, content)
    with pytest.raises(PipelineError) as caught:
        workspace.vendor(source)
    assert message in str(caught.value)
    assert str(caught.value).startswith(source)
    assert len(str(caught.value).splitlines()) == 1
    assert len(str(caught.value)) < 350 + len(source)
    assert workspace.written() == []


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("missing.yaml", "missing.yaml does not exist"),
        (".", "is a folder"),
        ("/dev/null", "is not a file"),
        ("ftp://example.com/openapi.yaml", "a source must be a file"),
        ("https://", "a source must be a file"),
        ("https://[::1/openapi.yaml", "not a valid URL"),
    ],
)
def test_unreadable_source_is_an_error(workspace: Workspace, source: str, message: str) -> None:
    with pytest.raises(PipelineError) as caught:
        workspace.vendor(source)
    assert message in str(caught.value)
    assert workspace.written() == []


def test_too_large_file_is_an_error(workspace: Workspace) -> None:
    source = workspace.add("api.yaml", b"#" * (documents.MAX_BYTES + 1))
    with pytest.raises(PipelineError, match="more than 20,000,000 bytes"):
        workspace.vendor(source)


def test_errors_of_all_sources_are_reported_together(workspace: Workspace) -> None:
    sources = [workspace.add("a.md", "no fence"), "b.yaml", *map(str, PAGES), workspace.add("c.yaml", "a: [")]
    workspace.target.write_text("as it was", encoding="utf-8")
    with pytest.raises(PipelineError) as caught:
        workspace.vendor(*sources)
    assert len(str(caught.value).splitlines()) == 3
    assert workspace.target.read_text(encoding="utf-8") == "as it was"
    assert workspace.written() == ["openapi.yaml"]


def test_rendered_page_has_no_fragment(workspace: Workspace) -> None:
    with pytest.raises(PipelineError, match="has no fragment"):
        workspace.vendor(PAGES[0].with_suffix(".rendered.txt"))


@pytest.mark.parametrize("fence", ["```", "`````", "~~~", "  ~~~~"])
def test_fragment_in_any_code_fence(fence: str) -> None:
    text = PAGE.replace("````", fence)
    fragment = fragment_of(text, "page")
    assert (fragment.method, fragment.path) == ("post", "/orders")
    assert is_page(text)


@pytest.mark.parametrize("spec", [DOCUMENT, '{"openapi": "3.1.1"}', f"# Ours\n---\n{DOCUMENT}"])
def test_spec_without_a_suffix_is_not_a_page(spec: str) -> None:
    assert not is_page(spec)


@pytest.mark.parametrize(("arguments", "code"), [(["--help"], 0), (["-h"], 0), (["--force"], 2)])
def test_usage(capsys: pytest.CaptureFixture[str], arguments: list[str], code: int) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == code
    output = capsys.readouterr()
    assert "nox -s vendor -- [-h] [SOURCE ...]" in (output.err if code else output.out)


def test_command_exits_with_1_without_traceback(tmp_path: Path) -> None:
    before = (ROOT / "openapi.yaml").read_bytes()
    run = subprocess.run(
        [sys.executable, "-m", "pipeline.vendor", str(tmp_path / "none.yaml")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert run.stdout == ""
    assert run.stderr == f"{tmp_path}/none.yaml does not exist, or is not a file; check the path.\n"
    assert (ROOT / "openapi.yaml").read_bytes() == before
