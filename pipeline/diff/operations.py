"""Changes of an operation beside its arguments and responses."""

import re
from collections.abc import Iterator
from typing import Any

from pipeline.diff.changes import Change, Edit, Level
from pipeline.diff.differences import differences, expanded, is_documentation
from pipeline.diff.facts import Facts, facts_of
from pipeline.diff.interface import Interface, ResourceMethod
from pipeline.diff.interface_pair import InterfacePair
from pipeline.diff.limits import Subject, compare_facts
from pipeline.diff.quoting import quoted, short_line
from pipeline.generation.methods import MEDIA_TYPES
from pipeline.generation.schemas import resolve

# Keys that other modules compare.
_ELSEWHERE = frozenset({"deprecated", "operationId", "parameters", "requestBody", "responses", "security", "tags"})

# Keywords of the schema of a body that are compared as arguments.
_ARGUMENTS = frozenset({"$ref", "properties", "required", "type"})


def compare_operation(
    subject: Subject, old: ResourceMethod, new: ResourceMethod, interfaces: InterfacePair
) -> Iterator[Change | Edit]:
    """Yield the changes of the request of an operation, of its body as a whole, and of its other keys.

    Args:
        subject: The method of the operation.
        old: The old method.
        new: The new method.
        interfaces: The interfaces of both methods.
    """
    yield from _compare_request(subject, old, new)
    body = Subject("the body", subject.python, subject.operation, is_sent=True, is_received=False)
    yield from compare_facts(body, _body_facts(old, interfaces.old), _body_facts(new, interfaces.new))
    if old.operation.tag != new.operation.tag and old.resource == new.resource:
        yield Edit(f"`{new.resource}`", old.operation.tag, new.operation.tag)
    has_body = bool(old.method.media_type and new.method.media_type)
    for path, before, after in differences(_rest(old, interfaces.old, has_body), _rest(new, interfaces.new, has_body)):
        if is_documentation(path, before, after):
            yield Edit(f"`{subject.python}`", short_line([path, before]), short_line([path, after]))
        else:
            text = f"operation differs at {quoted('/'.join(path))}"
            yield subject.change("operation-described", Level.PATCH, text, before, after, place=path)


def without_names(path: str) -> str:
    """Return the path with `{}` for its parameters, whose names are compared as arguments."""
    return re.sub(r"\{[^{}]*\}", "{}", path)


def _compare_request(subject: Subject, old: ResourceMethod, new: ResourceMethod) -> Iterator[Change]:
    """Yield the changes of the request that do not concern callers."""
    before, after = old.method, new.method
    properties = [("http-method-changed", "sent with", before.http_method, after.http_method)]
    # A body that only one version has is reported with its arguments.
    if before.media_type and after.media_type:
        media_types = {constant: name for name, constant in MEDIA_TYPES.items()}
        old_type, new_type = media_types[before.media_type], media_types[after.media_type]
        properties.append(("media-type-changed", "sent as", old_type, new_type))
    if without_names(before.path) != without_names(after.path):
        properties.append(("path-changed", "sent to", before.path, after.path))
    for rule, verb, old_value, new_value in properties:
        if old_value != new_value:
            text = f"{verb} {quoted(new_value)} instead of {quoted(old_value)}"
            yield subject.change(rule, Level.PATCH, text, old_value, new_value)
    # The change of the method's name includes that of its operationId.
    if old.name == new.name and old.operation.id != new.operation.id:
        old_id, new_id = old.operation.id, new.operation.id
        text = f"operationId is {quoted(new_id)} instead of {quoted(old_id)}"
        before_line, after_line = short_line(old_id), short_line(new_id)
        yield Change("operation-id-changed", Level.PATCH, text, subject.python, old_id, before_line, after_line)


def _body_facts(method: ResourceMethod, interface: Interface) -> Facts:
    """Return the facts of the body as a whole."""
    schema = _content(method, interface).get("schema", {})
    resolved = resolve(interface.spec, schema)
    facts = {key: value for key, value in resolved.items() if key not in _ARGUMENTS}
    return facts_of(facts, interface.spec) | {"type": None}


def _content(method: ResourceMethod, interface: Interface) -> dict[str, Any]:
    body = resolve(interface.spec, method.operation.node.get("requestBody", {}))
    for name, constant in MEDIA_TYPES.items():
        if constant == method.method.media_type:
            return dict(body["content"][name])
    return {}


def _rest(method: ResourceMethod, interface: Interface, has_body: bool) -> dict[str, Any]:
    node = method.operation.node
    rest: dict[str, Any] = {key: value for key, value in node.items() if key not in _ELSEWHERE}
    if has_body:
        body = resolve(interface.spec, node["requestBody"])
        media = {key: value for key, value in _content(method, interface).items() if key != "schema"}
        rest["requestBody"] = {key: value for key, value in body.items() if key != "content"} | media
    expanded_rest: dict[str, Any] = expanded(rest, interface.spec)
    return expanded_rest
