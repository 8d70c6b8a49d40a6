"""Generates both versions of the client, and finds the lines of programs that the new one affects."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from pipeline.affected.lines import affected_lines
from pipeline.affected.names import ChangeLike
from pipeline.affected.report import Report
from pipeline.api import Api
from pipeline.render import render_package


def affected_by(
    old: Api, new: Api, changes: Sequence[ChangeLike], programs: Sequence[Path], templates: Path, package: str
) -> Report:
    """Return the lines of programs that the new version of the client affects.

    Args:
        old: The old API.
        new: The new API.
        changes: The changes between them.
        programs: The files and folders of the programs.
        templates: The folder of the templates.
        package: The name of the generated package.

    Raises:
        PipelineError: As for `affected_lines`.
    """
    with tempfile.TemporaryDirectory() as name:
        folders = Path(name) / "old", Path(name) / "new"
        for folder, api in zip(folders, (old, new), strict=True):
            # Only the type checker reads the code, so it needs no formatting.
            render_package(api, templates, folder / package, hooks=())
        return affected_lines(*folders, programs, changes)
