"""Find the lines of programs that a new version of the client affects: by types, and without running them."""

from pipeline.affected.lines import affected_lines
from pipeline.affected.names import ChangeLike
from pipeline.affected.report import Entry, Report

__all__ = ["ChangeLike", "Entry", "Report", "affected_lines"]
