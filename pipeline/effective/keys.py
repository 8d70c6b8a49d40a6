"""Unknown keys."""

import difflib
from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.effective.finding import Action, Finding, removal, update
from pipeline.effective.objects import FIELDS, Node

_NULLABLE_HINT = "; since OpenAPI 3.1 a type that allows null is written `type: [string, 'null']`"
_NULL = {"type": "null"}


def unknown_keys(nodes: Iterable[Node]) -> Iterator[Finding]:
    """Yield a finding for each key that is neither in the OpenAPI specification nor an extension (`x-`)."""
    for node in nodes:
        known = FIELDS.get(node.kind)
        if known is None:
            continue
        for key in node.value:
            # Of the few objects that allow no extensions, only references are in use.
            if key not in known and (node.kind == "Reference" or not key.startswith("x-")):
                yield _finding(node, key)


def _finding(node: Node, key: str) -> Finding:
    location = (*node.location, key)
    sentence = f"unknown key in the {node.kind} Object"
    candidates = [*FIELDS[node.kind], "nullable"] if node.kind == "Schema" else list(FIELDS[node.kind])
    remove = removal(location, f"OpenAPI 3.1 has no key `{key}` in the {node.kind} Object.")
    match difflib.get_close_matches(key, candidates, n=1):
        case ["nullable"]:
            allow_null = _allow_null(node) if node.value[key] is True else []
            first, *others = [*allow_null, remove]
            return Finding(location, f"{sentence}{_NULLABLE_HINT}", first, tuple(others))
        case [nearest]:
            sentence += f"; perhaps you mean `{nearest}`"
    return Finding(location, sentence, remove)


def _allow_null(node: Node) -> list[Action]:
    """Return the actions that let a schema allow null."""
    schema, location = node.value, node.location
    reason = "Null is allowed, which OpenAPI 3.1 expresses by the type."
    # The lists of an update are appended.
    changes: dict[str, Any] = {}
    if isinstance(schema.get("enum"), list) and None not in schema["enum"]:
        changes["enum"] = [None]
    match schema:
        case {"type": str(name)} if name != "null":
            remove = removal((*location, "type"), "A list cannot replace a string, so the string is removed first.")
            return [remove, update(location, {"type": [name, "null"], **changes}, reason)]
        case {"type": list(names)} if "null" not in names:
            changes["type"] = ["null"]
        case {"$ref": str(reference)}:
            alternatives = {"anyOf": [{"$ref": reference}, _NULL], **changes}
            return [update(location, alternatives, reason), removal((*location, "$ref"), "An alternative has it now.")]
        case {"anyOf": list(members)} | {"oneOf": list(members)} if _NULL not in members:
            changes["anyOf" if "anyOf" in schema else "oneOf"] = [_NULL]
    return [update(location, changes, reason)] if changes else []
