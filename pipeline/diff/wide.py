"""What has changed of the document as a whole: its servers, its tags, and what no method or class shows."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.diff.changes import Change, Edit, Level
from pipeline.diff.differences import differences, is_text
from pipeline.diff.limits import Subject
from pipeline.diff.order import compare_order
from pipeline.diff.quoting import quoted, worded
from pipeline.diff.security import compare_default_security, defined, undefined
from pipeline.diff.sides import Sides
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
        if before == after:
            yield Edit("the servers", worded(old["servers"]), worded(new["servers"]))
        else:
            text = f"the servers are {quoted(after)} instead of {quoted(before)}"
            yield Change("servers-described", Level.PATCH, text, None, None, worded(before), worded(after))
    yield from compare_default_security(old, new)
    client = Subject("the client", "MijnKlantportaal", None, is_sent=True, is_received=True)
    before, after = ([tag["name"] for tag in spec.get("tags", [])] for spec in (old, new))
    yield from compare_order(client, "resources", before, after)
    for path, before, after in differences(_rest(old, new), _rest(new, old)):
        if is_text(path, before, after) or path[0] == "info":
            yield Edit(f"the document's {quoted(path[0])}", worded([path, before]), worded([path, after]))
        else:
            text = f"what the document says at {quoted('/'.join(path))} differs"
            exact = json.dumps([path, before, after], sort_keys=True)
            yield Change("document-described", Level.PATCH, text, None, None, worded(before), worded(after), exact)


def _rest(document: Document, other: Document) -> dict[str, Any]:
    rest = {key: value for key, value in document.items() if key not in _ELSEWHERE}
    # A tag that operations have comes and goes with their methods.
    names = {tag["name"] for tag in other.get("tags", [])}
    used = {operation.tag for operation in operations(document)} - names
    rest["tags"] = {tag["name"]: tag for tag in document.get("tags", []) if tag["name"] not in used}
    # What a scheme is called is not seen, and what came or went is told with the calls that need it.
    kept = {defined(scheme, other) for scheme in _schemes(other)}
    schemes = {defined(scheme, document): undefined(scheme, document) for scheme in _schemes(document)}
    rest["securitySchemes"] = {scheme: said for scheme, said in schemes.items() if scheme in kept}
    shared = (*METHODS, "parameters")
    paths = {
        path: {key: value for key, value in item.items() if key not in shared}
        for path, item in document["paths"].items()
    }
    # A path with nothing but operations may come and go with them.
    rest["paths"] = {path: item for path, item in paths.items() if item or path in other["paths"]}
    return rest


def _schemes(document: Document) -> Iterable[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = document.get("components", {}).get("securitySchemes", {})
    return found.values()
