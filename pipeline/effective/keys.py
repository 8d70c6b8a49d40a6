"""Unknown keys and broken references."""

import difflib
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import unquote

from pipeline.effective.finding import Finding
from pipeline.effective.objects import FIELDS, Node
from pipeline.openapi import pointer

_NULLABLE_HINT = "; since OpenAPI 3.1 a type that allows null is written `type: [string, 'null']`"


def unknown_keys(nodes: Iterable[Node]) -> Iterator[Finding]:
    """Yield a finding for each key that is neither in the OpenAPI specification nor an extension (`x-`)."""
    for node in nodes:
        known = FIELDS.get(node.kind)
        if known is None:
            continue
        for key in node.value:
            # Of the few objects that allow no extensions, only references are in use.
            if key not in known and (node.kind == "Reference" or not key.startswith("x-")):
                yield Finding((*node.location, key), f"unknown key in the {node.kind} Object{_hint(key, node.kind)}")


def broken_references(nodes: Sequence[Node]) -> Iterator[Finding]:
    """Yield a finding for each `$ref` whose target is not an object of the expected kind in this spec."""
    expected = {pointer(node.location): node.expected for node in nodes}
    for node in nodes:
        if node.kind in ("Reference", "Schema", "PathItem") and "$ref" in node.value:
            reference = node.value["$ref"]
            if expected.get(unquote(str(reference))) != node.expected:
                sentence = f"{reference!r} is not a {node.expected} Object of this spec"
                yield Finding((*node.location, "$ref"), sentence)


def _hint(key: str, kind: str) -> str:
    candidates = [*FIELDS[kind], "nullable"] if kind == "Schema" else list(FIELDS[kind])
    match difflib.get_close_matches(key, candidates, n=1):
        case ["nullable"]:
            return _NULLABLE_HINT
        case [nearest]:
            return f"; perhaps you mean `{nearest}`"
    return ""
