"""Files, folders and documents."""

from pathlib import Path

import pytest

from pipeline.documents import parse_document, plain
from pipeline.errors import PipelineError
from pipeline.files import fresh_folder_beside, replace_files, replace_folder


@pytest.mark.parametrize("failure", [OSError, KeyboardInterrupt])
def test_replace_folder_restores_the_old_folder_when_interrupted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: type[BaseException]
) -> None:
    target = tmp_path / "generated"
    target.mkdir()
    (target / "old.py").write_text("old")
    rename = Path.rename

    def interrupted(self: Path, other: Path) -> Path:
        if self.name == "new":
            raise failure
        return rename(self, other)

    monkeypatch.setattr(Path, "rename", interrupted)
    with fresh_folder_beside(target) as folder:
        (folder / "new").mkdir()
        with pytest.raises(failure):
            replace_folder(target, folder / "new")
    assert [path.name for path in target.iterdir()] == ["old.py"]
    assert [path.name for path in tmp_path.iterdir()] == ["generated"]


def test_replace_files_leaves_all_files_when_a_write_fails(tmp_path: Path) -> None:
    first = tmp_path / "first"
    first.write_text("old")
    with pytest.raises(FileNotFoundError):
        replace_files({first: b"new", tmp_path / "missing" / "second": b"new"})
    assert first.read_text() == "old"
    replace_files({first: b"new", tmp_path / "second": b"new"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"first": b"new", "second": b"new"}


@pytest.mark.parametrize("number", [".nan", ".inf", "-.inf"])
def test_plain_rejects_numbers_that_json_does_not_have(number: str) -> None:
    with pytest.raises(PipelineError, match=r"\.nan or \.inf, which JSON does not have"):
        plain(parse_document(f"a: {number}".encode(), "document"))
