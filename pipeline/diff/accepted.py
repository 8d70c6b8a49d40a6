"""The changes that somebody has seen and accepted."""

import re
from pathlib import Path

from pipeline.errors import PipelineError

_ID = re.compile(r"[a-z]+(-[a-z]+)*-[0-9a-f]+")


def read_accepted(path: Path) -> set[str]:
    """The ids in a file: one a line, with comments after `#`.

    Raises:
        PipelineError: The file can't be read, or a line is no id.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        raise PipelineError(f"{path} is not UTF-8 text; it should hold the ids of changes, one a line.") from None
    except OSError as error:
        raise PipelineError(f"{path} can't be read: {error.strerror}.") from None
    found = {number: line.partition("#")[0].strip() for number, line in enumerate(lines, start=1)}
    for number, one in found.items():
        if one and not _ID.fullmatch(one):
            raise PipelineError(
                f"{path}, line {number}: {one[:80]!r} is no id of a change; `--format json` shows each one's `id`."
            )
    return {one for one in found.values() if one}
