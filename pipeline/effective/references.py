"""References that are broken or circular."""

from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from pipeline.effective.finding import Action, Finding, Location, quoted, removal
from pipeline.effective.objects import Node
from pipeline.openapi import pointer
from pipeline.overlay.selecting import normalized_path

_BROKEN = "It refers to something that is not in the spec."
_ENDLESS = "It refers to itself endlessly, so that no value is valid by it."
_REFERRING = ("Reference", "Schema", "PathItem")
_LISTS = ("allOf", "anyOf", "oneOf")


def broken_references(nodes: Sequence[Node]) -> Iterator[Finding]:
    """Yield a finding for each `$ref` whose target is not an object of the expected kind in this spec."""
    expected = {pointer(node.location): node.expected for node in nodes}
    by_location = {node.location: node for node in nodes}
    for node in nodes:
        if node.kind in _REFERRING and "$ref" in node.value:
            reference = node.value["$ref"]
            if expected.get(unquote(str(reference))) != node.expected:
                sentence = f"{reference!r} is not a {node.expected} Object of this spec"
                yield Finding((*node.location, "$ref"), sentence, _removal(node, by_location, _BROKEN))


def endless_references(nodes: Sequence[Node]) -> Iterator[Finding]:
    """Yield a finding for each object that is defined by itself, via references and combinations of schemas."""
    by_location = {node.location: node for node in nodes}
    by_pointer = {pointer(location): location for location in by_location}
    done: set[Location] = set()
    for start in by_location:
        open_locations: dict[Location, Iterator[Location]] = {}
        if start not in done:
            open_locations[start] = _applied(by_location[start], by_location, by_pointer)
        # With a stack, since a hostile spec may chain thousands of references.
        while open_locations:
            location = next(reversed(open_locations))
            following = next(open_locations[location], None)
            if following is None:
                del open_locations[location]
                done.add(location)
            elif following in open_locations:
                node = by_location[location]
                name = "schema" if node.kind == "Schema" else f"{node.expected} Object"
                sentence = f"this {name} refers to itself endlessly, by way of {pointer(following)}"
                yield Finding(location, sentence, _removal(node, by_location, _ENDLESS))
            elif following not in done:
                open_locations[following] = _applied(by_location[following], by_location, by_pointer)


def _applied(node: Node, by_location: dict[Location, Node], by_pointer: dict[str, Location]) -> Iterator[Location]:
    """Yield the locations of the objects that an object is defined by."""
    if node.kind in _REFERRING and "$ref" in node.value:
        target = by_pointer.get(unquote(str(node.value["$ref"])))
        if target is not None:
            yield target
    for key in _LISTS if node.kind == "Schema" else ():
        members = node.value.get(key)
        for index in range(len(members) if isinstance(members, list) else 0):
            if (*node.location, key, index) in by_location:
                yield (*node.location, key, index)


def _removal(node: Node, by_location: dict[Location, Node], reason: str) -> Action:
    """Return an action that removes the smallest part around a reference so that the rest can be valid."""
    location = node.location
    if location[-1] == "schema" and (holder := by_location.get(location[:-1])) is not None:
        # A parameter or header needs its schema; the content of a message does not.
        if holder.kind in ("Parameter", "Header"):
            return _item_removal(holder, by_location, reason)
    elif location[-2:-1] == ("responses",) and len(location) > 3:
        operation = by_location.get(location[:-2])
        if operation is not None and len(operation.value["responses"]) == 1:
            return removal(operation.location, reason)
    return _item_removal(node, by_location, reason)


def _item_removal(node: Node, by_location: dict[Location, Node], reason: str) -> Action:
    """Return an action that removes an object. Items of lists are named by their contents, since indexes change."""
    *_, last = node.location
    location = node.location[:-1]
    holder = by_location.get(location[:-1])
    is_only_member = location[-1:] and location[-1] in _LISTS and holder and len(holder.value[str(location[-1])]) == 1
    match node.value:
        case {"$ref": str(reference)} if isinstance(last, int) and not is_only_member:
            condition = f"@['$ref'] == {quoted(reference)}"
        case {"name": str(name), "in": str(place)} if isinstance(last, int):
            condition = f"@['name'] == {quoted(name)} && @['in'] == {quoted(place)}"
        case _:
            # A list of schemas must not become empty.
            return removal(location if is_only_member else node.location, reason)
    return {"target": f"{normalized_path(location)}[?{condition}]", "description": reason, "remove": True}
