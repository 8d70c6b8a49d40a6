"""Read and validate overlays."""

import difflib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, ValidationError

from pipeline.documents import plain, read_document
from pipeline.errors import PipelineError
from pipeline.overlay.depth import check_depth
from pipeline.yaml_events import item_lines

_SCHEMA = json.loads(Path(__file__).with_name("schema.json").read_text(encoding="utf-8"))
_VALIDATOR = Draft202012Validator(_SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)


class Overlay(dict[str, Any]):
    """An overlay in plain values.

    Attributes:
        text: The text of the file that it was read from, if known.
    """

    text: str = ""


class ActionNumbers:
    """The names of actions in messages: `action 117 (line 842)`, or `action 117` if the file is not known."""

    def __init__(self, overlay: dict[str, Any]) -> None:
        self._text = overlay.text if isinstance(overlay, Overlay) else ""
        self._lines: list[int] | None = None

    def named(self, number: int) -> str:
        """Return the name of an action by its number, from 1."""
        if self._lines is None:
            self._lines = item_lines(self._text, "actions") if self._text else []
        line = f" (line {self._lines[number - 1]})" if number <= len(self._lines) else ""
        return f"action {number}{line}"


def read_overlay(path: Path) -> Overlay:
    """Read an overlay from a YAML or JSON file.

    Raises:
        PipelineError: The file cannot be read, or is not a valid overlay.
    """
    document = read_document(path)
    return checked_overlay(document, str(path), path.read_text(encoding="utf-8-sig"))


def checked_overlay(document: dict[str, Any], name: str, text: str = "") -> Overlay:
    """Validate a parsed document as an overlay.

    Args:
        document: The document in plain values.
        name: Its name in errors.
        text: The text of the document, for the lines of actions in messages.

    Raises:
        PipelineError: The document is not a valid overlay.
    """
    check_depth(document, name)
    overlay = Overlay(plain(document))
    overlay.text = text
    check_overlay(overlay, name)
    return overlay


def check_overlay(overlay: dict[str, Any], name: str = "The overlay") -> None:
    """Validate an OpenAPI Overlay 1.0 or 1.1 with its schema.

    Args:
        overlay: The overlay in plain values.
        name: Its name in errors.

    Raises:
        PipelineError: The overlay is not valid. The message has one line for each error.
    """
    numbers = ActionNumbers(overlay)
    lines = [
        f"{name}: {_place(error, numbers)} {sentence}."
        for error in _VALIDATOR.iter_errors(overlay)
        for sentence in _sentences(error)
    ]
    if lines:
        raise PipelineError("\n".join(lines))


def _place(error: ValidationError, numbers: ActionNumbers) -> str:
    path = list(error.absolute_path)
    parts = [f"`{part}`" for part in path]
    if len(path) > 1 and path[0] == "actions":
        parts[:2] = [numbers.named(int(path[1]) + 1)]
    return ", ".join(parts) or "the top"


def _sentences(error: ValidationError) -> Iterator[str]:
    instance: Any = error.instance
    schema: Any = error.schema
    match error.validator:
        case "required":
            # Only the message of jsonschema contains the name of the missing key.
            yield f"has a missing key: {error.message}"
        case "additionalProperties":
            known = schema["properties"]
            for key in instance:
                if key not in known and not key.startswith("x-"):
                    nearest = difflib.get_close_matches(key, known, n=1)
                    yield f"has the unknown key `{key}`" + (f"; perhaps you mean `{nearest[0]}`" if nearest else "")
        case "uniqueItems":
            numbers = [1 + instance.index(action) for action in instance]
            twice = next((first, second) for second, first in enumerate(numbers, start=1) if first != second)
            yield f"has the same action twice, as number {twice[0]} and as number {twice[1]}"
        case "pattern" if error.path[-1] == "overlay":
            yield f"is {instance!r}; it must be a version 1.0.x or 1.1.x of the Overlay specification"
        case "pattern":
            yield f"is {instance!r}; a JSONPath must start with `$`"
        case "not":
            yield "is new in version 1.1.0 of the Overlay specification: write `overlay: 1.1.0`"
        case _:
            yield f"is not valid: {error.message[:200]}"
