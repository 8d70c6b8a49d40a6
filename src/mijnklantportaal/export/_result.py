"""The result of an export."""

from collections.abc import Mapping
from pathlib import Path

from attrs import frozen


@frozen
class ExportResult:
    """What an export has done."""

    paths: tuple[Path, ...]
    """The files that were written."""
    objects: int
    """How many objects they have."""
    requests: int
    """How many requests this run has sent, repeated ones included."""
    resumed: bool
    """Whether an interrupted export was continued."""
    skipped: Mapping[str, str]
    """The lists that `export_all` has left out since the token lacks their scope, each with the portal's message."""

    # The public name of its module.
    __module__ = "mijnklantportaal.export"
