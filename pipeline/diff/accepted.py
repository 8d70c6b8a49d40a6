"""The file of accepted changes."""

import re
from pathlib import Path

from pipeline.errors import PipelineError

_ID = re.compile(r"[a-z]+(-[a-z]+)*-[0-9a-f]+")


def read_accepted(path: Path) -> set[str]:
    """Read the ids in a file: one per line, with comments after `#`.

    Raises:
        PipelineError: The file cannot be read, or a line is not a valid id.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        raise PipelineError(f"{path} is not UTF-8 text; it must contain the ids of changes, one per line.") from None
    except OSError as error:
        raise PipelineError(f"{path} cannot be read: {error.strerror}.") from None
    ids = {number: line.partition("#")[0].strip() for number, line in enumerate(lines, start=1)}
    for number, id_ in ids.items():
        if id_ and not _ID.fullmatch(id_):
            raise PipelineError(
                f"{path}, line {number}: {id_[:80]!r} is not a valid id; `--format json` prints the ids."
            )
    return {id_ for id_ in ids.values() if id_}
