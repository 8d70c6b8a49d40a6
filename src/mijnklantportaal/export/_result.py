"""The result of an export."""

from collections.abc import Mapping
from pathlib import Path

from attrs import frozen


@frozen
class ExportResult:
    """The result of an export."""

    paths: tuple[Path, ...]
    """The files that were written."""
    objects: int
    """The number of objects in the files."""
    requests: int
    """The number of requests that this run sent, including retries."""
    resumed: bool
    """Whether this run resumed an interrupted export."""
    skipped: Mapping[str, str]
    """The lists that `export_all` skipped because the token lacks their scope, each with the portal's message."""

    # The public name of its module.
    __module__ = "mijnklantportaal.export"
