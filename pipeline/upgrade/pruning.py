"""Delete overlay actions that no longer have an effect, because upstream has fixed or moved their targets."""

from pathlib import Path
from typing import Any

from pipeline.diff.quoting import quoted
from pipeline.documents import parse_document, plain
from pipeline.errors import PipelineError
from pipeline.overlay import apply_overlay


def idle_actions(document: dict[str, Any], overlay: dict[str, Any]) -> list[int]:
    """Return the numbers of the actions that have no effect on a spec, from 1.

    Raises:
        PipelineError: An action fails in another way.
    """
    return apply_overlay(document, overlay, strict=False).idle


def described(number: int, overlay: dict[str, Any], places: int) -> str:
    """Return a line about an action that no longer has an effect.

    Args:
        number: The number of the action, from 1.
        overlay: The overlay.
        places: The number of places that it changed in the current spec.
    """
    action = overlay["actions"][number - 1]
    target = quoted(action["target"])
    done = f"removed {target}" if action.get("remove") else f"updated {target} with {quoted(action.get('update'))}"
    count = "one place" if places == 1 else f"{places} places"
    why = " ".join(action.get("description", "").split())
    return f"Overlay action {number} {done} in {count} of the present spec, and has no effect on the new one: {why}"


def prune(path: Path, numbers: list[int]) -> None:
    """Delete actions from the file of the overlay. No other line is changed.

    Raises:
        PipelineError: The layout of the file does not allow the lines to be deleted. The file is not changed.
    """
    content = path.read_bytes()
    document = parse_document(content, str(path))
    # Split as bytes, since str.splitlines() splits at more characters than YAML.
    lines = [line.decode("utf-8") for line in content.splitlines(keepends=True)]
    starts, columns = zip(
        *(document["actions"].lc.item(index) for index in range(len(document["actions"]))), strict=True
    )
    others = [line for key in document if (line := document.lc.key(key)[0]) > starts[-1]]
    ends = [*starts[1:], min(others, default=len(lines))]
    for number in sorted(numbers, reverse=True):
        end = ends[number - 1]
        # Comments and blank lines at the end belong to the next action, unless they are indented more.
        while _is_between(lines[end - 1], columns[number - 1]):
            end -= 1
        del lines[starts[number - 1] : end]
    pruned = "".join(lines).encode()
    expected = plain(document)
    expected["actions"] = [
        action for number, action in enumerate(expected["actions"], start=1) if number not in numbers
    ]
    try:
        is_expected = plain(parse_document(pruned, str(path))) == expected
    except PipelineError:
        is_expected = False
    if not is_expected:
        raise PipelineError(
            f"{path.name} would not be valid without the lines of these actions: delete the actions by hand."
        )
    path.write_bytes(pruned)


def _is_between(line: str, column: int) -> bool:
    text = line.lstrip()
    return not text or (text.startswith("#") and len(line) - len(text) < column)
