"""Find the lines of programs that a new version of the client affects."""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.affected.checking import check
from pipeline.affected.copies import write_copies
from pipeline.affected.entries import entries_of
from pipeline.affected.errors import missing_modules, new_errors
from pipeline.affected.findings import findings_in
from pipeline.affected.names import ChangeLike
from pipeline.affected.probing import deprecate
from pipeline.affected.programs import read_programs
from pipeline.affected.report import Report
from pipeline.affected.uses import RULES, Use, uses_in

SOURCE = Path(__file__).parents[2] / "src"
_SHOWN = 5


def affected_lines(old: Path, new: Path, programs: Sequence[Path], changes: Sequence[ChangeLike]) -> Report:
    """Return the lines of programs that the new version of the client affects.

    The programs are only read, neither run nor imported.

    Args:
        old: The folder with the generated package of the old version.
        new: The folder with the generated package of the new version.
        programs: The files and folders of the programs.
        changes: The changes between the versions.

    Raises:
        PipelineError: A path cannot be read, a file is not valid Python, or pyright cannot be run.
    """
    files = read_programs(programs)
    with tempfile.TemporaryDirectory() as name:
        # pyright resolves links, and identifies files by their path.
        folder = Path(name).resolve()
        versions = [
            write_copies(files, old, SOURCE, folder / "old", {}),
            write_copies(files, new, SOURCE, folder / "new", {}),
            write_copies(files, old, SOURCE, folder / "uses", RULES),
        ]
        probe = deprecate(versions[2].site)
        before, after, marked = check(folder, versions)
        missing = list(missing_modules(versions[0], versions[1]))
    uses = uses_in(marked, probe)
    errors, common = new_errors(before, [*after, *missing])
    entries = entries_of(errors, list(findings_in(uses, changes, probe)), changes)
    counted = {(use.program, use.start) for use in uses if not use.is_import and use.symbol not in probe.resources}
    return Report(entries, len(files), len(counted), list(_remarks(uses, common)))


def _remarks(uses: Sequence[Use], common: int) -> Iterator[str]:
    if common:
        yield f"Pyright reports {common} {'error' if common == 1 else 'errors'} with both versions, which are left out."
    untyped = sorted((str(use.program.path), use.start[0]) for use in uses if not use.is_typed)
    if untyped:
        places = ", ".join(f"{path}:{line}" for path, line in untyped[:_SHOWN])
        more = f" and {len(untyped) - _SHOWN} more" if len(untyped) > _SHOWN else ""
        yield (
            f"The type of the client is not known at {places}{more}: these calls are recognized by their names, and "
            "what they return is not checked; annotate the variable, as in `portal: MijnKlantportaal`."
        )
