"""Rules for operations that the client needs beyond valid OpenAPI."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pipeline.effective.finding import Action, Finding, Location, items_removal, update
from pipeline.effective.objects import Node
from pipeline.openapi import pointer


def called_operations(nodes: Sequence[Node]) -> list[Node]:
    """Return the operations that clients call: those of `paths`, not those of webhooks and callbacks."""
    items: set[Location] = set()
    references: set[str] = set()
    for node in nodes:
        if node.kind == "PathItem" and node.location[:1] == ("paths",) and len(node.location) == 2:
            items.add(node.location)
            references.add(str(node.value.get("$ref")))
    items |= {node.location for node in nodes if node.kind == "PathItem" and pointer(node.location) in references}
    return [node for node in nodes if node.kind == "Operation" and node.location[:-1] in items]


def invalid_operation_ids(nodes: Sequence[Node], called: Iterable[Node]) -> Iterator[Finding]:
    """Yield a finding for each called operation without operationId, from which its method is named, and each repeated
    id."""
    ids = [node.value.get("operationId") for node in nodes if node.kind == "Operation"]
    used = {name for name in ids if isinstance(name, str)}
    for node in called:
        if not _has_id(node):
            action = _naming(node, used, "The method of the client needs a name.")
            yield Finding(node.location, "the operation has no operationId", action)
    first_uses: dict[str, Location] = {}
    for node in nodes:
        if node.kind != "Operation" or not _has_id(node):
            continue
        name = node.value["operationId"]
        if name in first_uses:
            sentence = f"`{name}` is also the id of {pointer(first_uses[name])}"
            action = _naming(node, used, "Each operation needs an id of its own.")
            yield Finding((*node.location, "operationId"), sentence, action)
        else:
            first_uses[name] = node.location


def _has_id(node: Node) -> bool:
    name = node.value.get("operationId")
    return isinstance(name, str) and bool(name)


def _naming(node: Node, used: set[str], reason: str) -> Action | None:
    """Return an action that sets an id from the method and the path, such as `get-things-id` for `GET /things/{id}`."""
    if isinstance(node.value.get("operationId"), dict | list):
        return None
    *_, path, method = node.location
    base = name = "-".join([str(method), *re.findall(r"[A-Za-z0-9]+", str(path))])
    number = 2
    while name in used:
        name = f"{base}-{number}"
        number += 1
    used.add(name)
    return update(node.location, {"operationId": name}, reason)


def invalid_tags(spec: dict[str, Any], called: Iterable[Node]) -> Iterator[Finding]:
    """Yield a finding for each repeated tag, and each called operation without exactly one declared tag."""
    tags = spec.get("tags")
    names = [tag.get("name") if isinstance(tag, dict) else None for tag in tags] if isinstance(tags, list) else []
    repeated = [index for index, name in enumerate(names) if name is not None and name in names[:index]]
    for index in repeated:
        action = items_removal(("tags",), repeated, "The tag is declared before.")
        yield Finding(("tags", index), f"the tag {names[index]!r} is declared twice", action)
    for node in called:
        match node.value.get("tags"):
            case [tag]:
                if tag not in names:
                    declaration = _declaration(tag) if isinstance(tag, str) else None
                    yield Finding(
                        (*node.location, "tags", 0), f"the tag {tag!r} is not declared in `tags`", declaration
                    )
            case list() as several if several:
                rest = range(1, len(several))
                yield Finding(
                    (*node.location, "tags"),
                    f"an operation must have exactly one tag, this one has {len(several)}",
                    items_removal((*node.location, "tags"), rest, "The client has one resource for each operation."),
                )
            case given:
                sentence = "an operation must have exactly one tag, this one has none"
                yield Finding(node.location, sentence, *_tagging(node, names, given))


def _declaration(tag: str) -> Action:
    return update((), {"tags": [{"name": tag}]}, "Operations have this tag, and the spec does not declare it.")


def _tagging(node: Node, declared: list[Any], given: Any) -> tuple[Action | None, tuple[Action, ...]]:
    """Return the actions that give an operation the tag that the first word of its path suggests."""
    if given not in (None, []):
        return None, ()
    words = re.findall(r"[A-Za-z0-9]+", str(node.location[-2]).strip("/").partition("/")[0])
    name = " ".join(words).title() or "Default"
    tag = next((tag for tag in declared if str(tag).casefold() == name.casefold()), None)
    action = update(node.location, {"tags": [tag or name]}, "The tag is the resource of the client.")
    return action, () if tag else (_declaration(name),)


def invalid_parameters(nodes: Sequence[Node], called: Iterable[Node]) -> Iterator[Finding]:
    """Yield a finding for each path parameter that is only in the path or only declared, or that is declared twice."""
    by_pointer = {pointer(node.location): node for node in nodes}
    declared = {
        node.location: _parameters(node, by_pointer) for node in nodes if node.kind in ("PathItem", "Operation")
    }
    for location, parameters in declared.items():
        for (place, name), count in Counter(key for key, _ in parameters).items():
            if count > 1:
                indexes = [index for key, index in parameters if key == (place, name)][1:]
                yield Finding(
                    (*location, "parameters"),
                    f"the {place} parameter `{name}` is declared {count} times",
                    items_removal((*location, "parameters"), indexes, "The parameter is declared before."),
                )
    for node in called:
        if node.location[0] != "paths":
            continue
        _, path, _ = node.location
        in_template = dict.fromkeys(re.findall(r"\{([^{}]*)\}", str(path)))
        in_path = {
            name: (*location, "parameters", index)
            for location in (node.location[:-1], node.location)
            for (place, name), index in declared[location]
            if place == "path"
        }
        yield from _compare(node, sorted(in_template), in_path)


def _parameters(holder: Node, by_pointer: dict[str, Node]) -> list[tuple[tuple[str, str], int]]:
    """Return the place, the name and the index of each parameter, without those that other checks report."""
    given = holder.value.get("parameters")
    parameters: list[tuple[tuple[str, str], int]] = []
    for index, parameter in enumerate(given if isinstance(given, list) else ()):
        seen: set[str] = set()
        while isinstance(parameter, dict) and (reference := str(parameter.get("$ref"))) in by_pointer:
            if reference in seen:
                break
            seen.add(reference)
            parameter = by_pointer[reference].value
        match parameter:
            case {"in": str(place), "name": str(name)}:
                parameters.append(((place, name), index))
    return parameters


def _compare(node: Node, in_template: list[str], in_path: dict[str, Location]) -> Iterator[Finding]:
    for name in in_template:
        if name not in in_path:
            parameter = {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
            given = node.value.get("parameters", [])
            action = update(node.location, {"parameters": [parameter]}, "The path has this parameter.")
            sentence = f"`{{{name}}}` of the path is not declared as a path parameter"
            yield Finding(node.location, sentence, action if isinstance(given, list) else None)
    surplus = {name: location for name, location in in_path.items() if name not in in_template}
    for name, location in sorted(surplus.items()):
        holder = location[:-1]
        indexes = sorted(int(other[-1]) for other in surplus.values() if other[:-1] == holder)
        action = items_removal(holder, indexes, "The path does not have this parameter.")
        yield Finding(node.location, f"the path parameter `{name}` is not in the path", action)
