"""What has changed of the document as a whole: its servers, its tags, and what no method or class shows."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.diff.changes import Change, Edit, Level
from pipeline.diff.differences import differences, is_documentation
from pipeline.diff.limits import Subject
from pipeline.diff.order import compare_order
from pipeline.diff.quoting import quoted, short_line
from pipeline.diff.security import compare_default_security, defined, undefined
from pipeline.diff.interface_pair import InterfacePair
from pipeline.generation.schemas import Document, operations
from pipeline.openapi import METHODS

# What is compared elsewhere.
_ELSEWHERE = frozenset({"components", "paths", "security", "servers"})


def compare_top_level(interfaces: InterfacePair) -> Iterator[Change | Edit]:
    """The changes of what belongs to no single operation."""
    old, new = interfaces.old.spec, interfaces.new.spec
    if interfaces.old.server != interfaces.new.server:
        text = f"calls go to {quoted(interfaces.new.server)} instead of {quoted(interfaces.old.server)} by themselves"
        before, after = short_line(interfaces.old.server), short_line(interfaces.new.server)
        yield Change("server-changed", Level.BREAKING, text, "MijnKlantportaal(base_url=)", before=before, after=after)
    elif old["servers"] != new["servers"]:
        before, after = (", ".join(str(server["url"]) for server in spec["servers"]) for spec in (old, new))
        if before == after:
            yield Edit("the servers", short_line(old["servers"]), short_line(new["servers"]))
        else:
            text = f"the servers are {quoted(after)} instead of {quoted(before)}"
            yield Change("servers-described", Level.PATCH, text, None, None, short_line(before), short_line(after))
    yield from compare_default_security(old, new)
    client = Subject("the client", "MijnKlantportaal", None, is_sent=True, is_received=True)
    before, after = ([tag["name"] for tag in spec.get("tags", [])] for spec in (old, new))
    yield from compare_order(client, "resources", before, after)
    for path, before, after in differences(_rest(old, new), _rest(new, old)):
        if is_documentation(path, before, after) or path[0] == "info":
            yield Edit(f"the document's {quoted(path[0])}", short_line([path, before]), short_line([path, after]))
        else:
            text = f"what the document says at {quoted('/'.join(path))} differs"
            exact = json.dumps([path, before, after], sort_keys=True)
            yield Change("document-described", Level.PATCH, text, None, None, short_line(before), short_line(after), exact)


def _rest(spec: Document, other: Document) -> dict[str, Any]:
    rest = {key: value for key, value in spec.items() if key not in _ELSEWHERE}
    # A tag that operations have comes and goes with their methods.
    names = {tag["name"] for tag in other.get("tags", [])}
    used = {operation.tag for operation in operations(spec)} - names
    rest["tags"] = {tag["name"]: tag for tag in spec.get("tags", []) if tag["name"] not in used}
    # What a scheme is called is not seen, and what came or went is told with the calls that need it.
    kept = {defined(scheme, other) for scheme in _schemes(other)}
    schemes = {defined(scheme, spec): undefined(scheme, spec) for scheme in _schemes(spec)}
    rest["securitySchemes"] = {scheme: said for scheme, said in schemes.items() if scheme in kept}
    shared = (*METHODS, "parameters")
    paths = {
        path: {key: value for key, value in item.items() if key not in shared}
        for path, item in spec["paths"].items()
    }
    # A path with nothing but operations may come and go with them.
    rest["paths"] = {path: item for path, item in paths.items() if item or path in other["paths"]}
    return rest


def _schemes(spec: Document) -> Iterable[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = spec.get("components", {}).get("securitySchemes", {})
    return found.values()
