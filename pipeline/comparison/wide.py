"""What has changed of the document as a whole: its servers, its tags, and what no method or class shows."""

from collections.abc import Iterator
from typing import Any

from pipeline.comparison.answers import differences
from pipeline.comparison.changes import Change, Edit, Level
from pipeline.comparison.limits import WORDING
from pipeline.comparison.quoting import quoted, worded
from pipeline.comparison.security import compare_default_security
from pipeline.comparison.sides import Sides
from pipeline.generation.schemas import Document, operations
from pipeline.openapi import METHODS

# What is compared elsewhere.
_ELSEWHERE = frozenset({"components", "paths", "security", "servers"})


def compare_document(sides: Sides) -> Iterator[Change | Edit]:
    """The changes of what belongs to no single operation."""
    old, new = sides.old.document, sides.new.document
    if sides.old.server != sides.new.server:
        text = f"calls go to {quoted(sides.new.server)} instead of {quoted(sides.old.server)} by themselves"
        before, after = worded(sides.old.server), worded(sides.new.server)
        yield Change("server-changed", Level.BREAKING, text, "MijnKlantportaal(base_url=)", before=before, after=after)
    elif old["servers"] != new["servers"]:
        before, after = (", ".join(str(server["url"]) for server in document["servers"]) for document in (old, new))
        text = f"the servers are {quoted(after)} instead of {quoted(before)}"
        if before == after:
            text = "the servers are described otherwise"
        yield Change("servers-described", Level.PATCH, text, None, None, worded(before), worded(after))
    yield from compare_default_security(old, new)
    for path, before, after in differences(_rest(old, new), _rest(new, old)):
        if set(path) & WORDING or path[0] == "info" or path[-1].startswith("x-"):
            yield Edit(f"the document's {quoted(path[0])}", worded([path, before]), worded([path, after]))
        else:
            text = f"what the document says at {quoted('/'.join(path))} differs"
            yield Change("document-described", Level.PATCH, text, None, None, worded(before), worded(after))


def _rest(document: Document, other: Document) -> dict[str, Any]:
    rest = {key: value for key, value in document.items() if key not in _ELSEWHERE}
    # A tag that operations have comes and goes with their methods.
    names = {tag["name"] for tag in other.get("tags", [])}
    used = {operation.tag for operation in operations(document)} - names
    rest["tags"] = {tag["name"]: tag for tag in document.get("tags", []) if tag["name"] not in used}
    shared = (*METHODS, "parameters")
    paths = {
        path: {key: value for key, value in item.items() if key not in shared}
        for path, item in document["paths"].items()
    }
    # A path with nothing but operations may come and go with them.
    rest["paths"] = {path: item for path, item in paths.items() if item}
    return rest
