"""Programs that cannot be checked, each with a clear sentence, and pyright that cannot be run."""

from pathlib import Path

import pytest

from pipeline.affected import affected_lines
from pipeline.affected.programs import read_programs
from pipeline.errors import PipelineError
from tests.pipeline.affected.conftest import ROOT


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("missing.py", None, "missing.py does not exist: give a .py file, or a folder with .py files."),
        ("work.ipynb", b"{}", "work.ipynb is a notebook, which cannot be checked: export it as a .py file."),
        ("notes.txt", b"", "notes.txt must be a .py file, or a folder with .py files."),
        ("broken.py", b"x = 1\ndef f(:\n", "broken.py, line 2, is not valid Python: invalid syntax."),
        ("null.py", b"x = '\0'\n", "null.py is not valid Python: source code "),
        ("latin.py", b"x = '\xe9'\n", "latin.py is not valid Python: "),
        ("deep.py", b"(" * 5000 + b")" * 5000, "deep.py, line 1, is not valid Python: too many nested parentheses."),
        ("minus.py", b"-" * 100_000 + b"1", "minus.py is not valid Python: "),
    ],
)
def test_file_that_cannot_be_checked_is_an_error(
    tmp_path: Path, name: str, content: bytes | None, message: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(PipelineError) as raised:
        read_programs([tmp_path / name])
    assert str(raised.value).startswith(f"{tmp_path}/{message}")
    assert str(raised.value).count("\n") == 0


def test_folder_without_programs_is_an_error(tmp_path: Path) -> None:
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "a.py").touch()
    (tmp_path / "env").mkdir()
    (tmp_path / "env" / "pyvenv.cfg").touch()
    (tmp_path / "env" / "b.py").touch()
    with pytest.raises(PipelineError, match=r"contains no \.py file: give the folder or the files of your program"):
        read_programs([tmp_path])


def test_all_files_with_errors_are_named(tmp_path: Path) -> None:
    for name in ("a.py", "b.py"):
        (tmp_path / name).write_text("(")
    with pytest.raises(PipelineError, match=r"a\.py, line 1, .*\n.*b\.py, line 1, "):
        read_programs([tmp_path])


def test_declared_encoding_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(b"# coding: latin-1\r\nx = '\xe9'\r\n")
    (program,) = read_programs([tmp_path])
    assert program.text == "# coding: latin-1\nx = 'é'\n"


def test_invalid_escape_is_no_warning(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x = '\\d'\n")
    assert len(read_programs([tmp_path])) == 1


def test_pyright_that_cannot_be_run_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NODE_OPTIONS", "--no-such-option")
    (tmp_path / "a.py").touch()
    with pytest.raises(PipelineError, match=r"pyright, .* cannot be run \(.*no-such-option.*\); install it with"):
        affected_lines(ROOT / "generated", ROOT / "generated", [tmp_path], [])
