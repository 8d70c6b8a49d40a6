"""Overlay actions that lost their target, because upstream repaired what they were for, or moved it."""

from pathlib import Path
from typing import Any

from pipeline.diff.quoting import quoted
from pipeline.documents import parse_document, plain
from pipeline.errors import PipelineError
from pipeline.overlay import apply_overlay


def idle_actions(document: dict[str, Any], overlay: dict[str, Any]) -> list[int]:
    """The numbers of the actions that have no effect on a document, from 1.

    Raises:
        PipelineError: An action fails in another way.
    """
    return apply_overlay(document, overlay, strict=False).idle


def described(number: int, overlay: dict[str, Any], places: int) -> str:
    """What an action did, as one line.

    Args:
        number: Which action, from 1.
        overlay: The overlay.
        places: How many places of the old document it changed.
    """
    action = overlay["actions"][number - 1]
    target = quoted(action["target"])
    done = f"removed {target}" if action.get("remove") else f"updated {target} with {quoted(action.get('update'))}"
    count = "one place" if places == 1 else f"{places} places"
    why = " ".join(action.get("description", "").split())
    return f"Overlay action {number} {done} in {count} of the document in use, and finds none in the new one: {why}"


def prune(path: Path, numbers: list[int]) -> None:
    """Delete actions from the overlay's file; all other lines stay as they are.

    Raises:
        PipelineError: The file is written in a way that does not let lines be deleted; it stays as it is.
    """
    content = path.read_bytes()
    document = parse_document(content, str(path))
    # Of bytes, since YAML knows fewer ends of lines than Python.
    lines = [line.decode("utf-8") for line in content.splitlines(keepends=True)]
    starts, columns = zip(
        *(document["actions"].lc.item(index) for index in range(len(document["actions"]))), strict=True
    )
    others = [line for key in document if (line := document.lc.key(key)[0]) > starts[-1]]
    ends = [*starts[1:], min(others, default=len(lines))]
    for number in sorted(numbers, reverse=True):
        end = ends[number - 1]
        # Comments and blank lines at the end speak of what comes next, unless they are part of the action.
        while _is_between(lines[end - 1], columns[number - 1]):
            end -= 1
        del lines[starts[number - 1] : end]
    pruned = "".join(lines).encode()
    expected = plain(document)
    expected["actions"] = [one for number, one in enumerate(expected["actions"], start=1) if number not in numbers]
    try:
        is_expected = plain(parse_document(pruned, str(path))) == expected
    except PipelineError:
        is_expected = False
    if not is_expected:
        raise PipelineError(
            f"{path.name} does not stay an overlay without the lines of these actions: delete the actions by hand."
        )
    path.write_bytes(pruned)


def _is_between(line: str, column: int) -> bool:
    text = line.lstrip()
    return not text or (text.startswith("#") and len(line) - len(text) < column)
