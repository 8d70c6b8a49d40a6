"""What has changed in an operation that neither its arguments nor its answers show."""

import re
from collections.abc import Iterator
from typing import Any

from pipeline.diff.changes import Change, Edit, Level
from pipeline.diff.differences import differences, expanded, is_documentation
from pipeline.diff.facts import Facts, facts_of
from pipeline.diff.interface import Interface, ResourceMethod
from pipeline.diff.limits import Subject, compare_facts
from pipeline.diff.quoting import quoted, short_line
from pipeline.diff.interface_pair import InterfacePair
from pipeline.generation.methods import MEDIA_TYPES
from pipeline.generation.schemas import resolve

# What is compared elsewhere.
_ELSEWHERE = frozenset({"deprecated", "operationId", "parameters", "requestBody", "responses", "security", "tags"})

# What the arguments say of the schema of a body.
_ARGUMENTS = frozenset({"$ref", "properties", "required", "type"})


def compare_operation(
    subject: Subject, old: ResourceMethod, new: ResourceMethod, interfaces: InterfacePair
) -> Iterator[Change | Edit]:
    """The changes of how an operation is called, of its body as a whole, and of what else is said of it.

    Args:
        subject: Its method.
        old: The method, as it was.
        new: The method, as it is.
        sides: What is compared.
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
            text = f"what is said of it differs at {quoted('/'.join(path))}"
            yield subject.change("operation-described", Level.PATCH, text, before, after, place=path)


def without_names(path: str) -> str:
    """The path with its parameters as `{}`, since their names are those of arguments."""
    return re.sub(r"\{[^{}]*\}", "{}", path)


def _compare_request(subject: Subject, old: ResourceMethod, new: ResourceMethod) -> Iterator[Change]:
    """What the client sends otherwise without a word of the caller."""
    before, after = old.method, new.method
    told = [("http-method-changed", "sent with", before.http_method, after.http_method)]
    # A body that came or went is told with its arguments.
    if before.media_type and after.media_type:
        media_types = {constant: name for name, constant in MEDIA_TYPES.items()}
        told.append(("media-type-changed", "sent as", media_types[before.media_type], media_types[after.media_type]))
    if without_names(before.path) != without_names(after.path):
        told.append(("path-changed", "sent to", before.path, after.path))
    for rule, what, was, is_now in told:
        if was != is_now:
            text = f"{what} {quoted(is_now)} instead of {quoted(was)}"
            yield subject.change(rule, Level.PATCH, text, was, is_now)
    # With the method's own name its operationId is told.
    if old.name == new.name and old.operation.id != new.operation.id:
        was, is_now = old.operation.id, new.operation.id
        text = f"its operationId is {quoted(is_now)} instead of {quoted(was)}"
        yield Change("operation-id-changed", Level.PATCH, text, subject.python, was, short_line(was), short_line(is_now))


def _body_facts(method: ResourceMethod, interface: Interface) -> Facts:
    """What is said of the body as a whole, beside what its fields are."""
    schema = _content(method, interface).get("schema", {})
    held = resolve(interface.spec, schema)
    facts = {key: value for key, value in held.items() if key not in _ARGUMENTS}
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
    found: dict[str, Any] = expanded(rest, interface.spec)
    return found
