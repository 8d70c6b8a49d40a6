"""Changes at the top level of the spec: servers, tags, default security, and other keys."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.diff.changes import Change, Edit, Level
from pipeline.diff.differences import differences, is_documentation
from pipeline.diff.interface_pair import InterfacePair
from pipeline.diff.limits import Subject
from pipeline.diff.order import compare_order
from pipeline.diff.quoting import quoted, short_line
from pipeline.diff.security import compare_default_security, defined, undefined
from pipeline.generation.schemas import Document, operations
from pipeline.openapi import METHODS

# Keys that other modules compare, or `compare_top_level` itself.
_ELSEWHERE = frozenset({"components", "paths", "security", "servers"})


def compare_top_level(interfaces: InterfacePair) -> Iterator[Change | Edit]:
    """Yield the changes that do not belong to an operation or class."""
    old, new = interfaces.old.spec, interfaces.new.spec
    if interfaces.old.server != interfaces.new.server:
        text = f"the default server is {quoted(interfaces.new.server)} instead of {quoted(interfaces.old.server)}"
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
    old_tags, new_tags = ([tag["name"] for tag in spec.get("tags", [])] for spec in (old, new))
    yield from compare_order(client, "resources", old_tags, new_tags)
    for path, before, after in differences(_rest(old, new), _rest(new, old)):
        if is_documentation(path, before, after) or path[0] == "info":
            yield Edit(f"the spec's {quoted(path[0])}", short_line([path, before]), short_line([path, after]))
        else:
            text = f"the spec differs at {quoted('/'.join(path))}"
            exact = json.dumps([path, before, after], sort_keys=True)
            yield Change("spec-described", Level.PATCH, text, None, None, short_line(before), short_line(after), exact)


def _rest(spec: Document, other: Document) -> dict[str, Any]:
    rest = {key: value for key, value in spec.items() if key not in _ELSEWHERE}
    # A tag of operations that only one version has is reported with their methods.
    names = {tag["name"] for tag in other.get("tags", [])}
    used = {operation.tag for operation in operations(spec)} - names
    rest["tags"] = {tag["name"]: tag for tag in spec.get("tags", []) if tag["name"] not in used}
    # The names of schemes have no effect, and an added or removed scheme is reported with the methods that need it.
    common = {defined(scheme, other) for scheme in _schemes(other)}
    schemes = {defined(scheme, spec): undefined(scheme, spec) for scheme in _schemes(spec)}
    rest["securitySchemes"] = {scheme: keys for scheme, keys in schemes.items() if scheme in common}
    shared = (*METHODS, "parameters")
    paths = {
        path: {key: value for key, value in item.items() if key not in shared} for path, item in spec["paths"].items()
    }
    # A path with only operations is reported with its methods.
    rest["paths"] = {path: item for path, item in paths.items() if item or path in other["paths"]}
    return rest


def _schemes(spec: Document) -> Iterable[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = spec.get("components", {}).get("securitySchemes", {})
    return found.values()
