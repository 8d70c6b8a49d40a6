"""Rules for operations that the client needs beyond valid OpenAPI."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.effective.finding import Finding, Location
from pipeline.effective.objects import Node
from pipeline.openapi import METHODS, pointer, target_of


def missing_operation_ids(nodes: Iterable[Node]) -> Iterator[Finding]:
    """Yield a finding for each operation without a unique operationId, which the client's method is named after."""
    first_uses: dict[Any, Location] = {}
    for node in nodes:
        if node.kind != "Operation":
            continue
        name = node.value.get("operationId")
        if not isinstance(name, str) or not name:
            yield Finding(node.location, "the operation has no operationId")
        elif name in first_uses:
            yield Finding((*node.location, "operationId"), f"`{name}` is also the id of {pointer(first_uses[name])}")
        else:
            first_uses[name] = node.location


def invalid_tags(spec: dict[str, Any], nodes: Iterable[Node]) -> Iterator[Finding]:
    """Yield a finding for each tag that is declared twice, and each operation without exactly one declared tag."""
    tags = spec.get("tags")
    declared = [tag.get("name") for tag in tags if isinstance(tag, dict)] if isinstance(tags, list) else []
    for index, name in enumerate(declared):
        if name in declared[:index]:
            yield Finding(("tags", index), f"the tag {name!r} is declared twice")
    for node in nodes:
        if node.kind != "Operation":
            continue
        match node.value.get("tags"):
            case [tag]:
                if tag not in declared:
                    yield Finding((*node.location, "tags", 0), f"the tag {tag!r} is not declared in `tags`")
            case list() as several if several:
                yield Finding(
                    (*node.location, "tags"), f"an operation must have exactly one tag, this one has {len(several)}"
                )
            case _:
                yield Finding(node.location, "an operation must have exactly one tag, this one has none")


def invalid_path_parameters(spec: dict[str, Any]) -> Iterator[Finding]:
    """Yield a finding for each path parameter that is only in the path or only declared, or that is declared twice."""
    paths = spec.get("paths")
    for path, item in paths.items() if isinstance(paths, dict) else ():
        if path.startswith("x-") or not isinstance(item, dict):
            continue
        names = set(re.findall(r"\{([^{}]*)\}", path))
        shared = yield from _declared(spec, item, ("paths", path))
        for method in (method for method in item if method in METHODS):
            location = ("paths", path, method)
            if isinstance(item[method], dict):
                own = yield from _declared(spec, item[method], location)
                yield from _compare(location, names, shared | own)


def _declared(spec: dict[str, Any], holder: dict[str, Any], location: Location) -> Any:
    """Yield a finding for each parameter that is declared twice, and return the names of the path parameters."""
    parameters = holder.get("parameters")
    found: Counter[tuple[str, str]] = Counter()
    for parameter in parameters if isinstance(parameters, list) else ():
        try:
            resolved = target_of(spec, parameter["$ref"]) if "$ref" in parameter else parameter
            found[str(resolved["in"]), str(resolved["name"])] += 1
        except (LookupError, TypeError):
            # The official schema reports it, or it is a broken reference.
            continue
    for (place, name), count in found.items():
        if count > 1:
            yield Finding((*location, "parameters"), f"the {place} parameter `{name}` is declared {count} times")
    return {name for place, name in found if place == "path"}


def _compare(location: Location, in_template: set[str], declared: set[str]) -> Iterator[Finding]:
    for name in sorted(in_template - declared):
        yield Finding(location, f"`{{{name}}}` of the path is not declared as a path parameter")
    for name in sorted(declared - in_template):
        yield Finding(location, f"the path parameter `{name}` is not in the path")
