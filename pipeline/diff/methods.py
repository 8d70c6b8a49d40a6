"""Added, removed, renamed and changed methods."""

import re
from collections.abc import Iterable, Iterator, Mapping

from pipeline.api import Method, Resource
from pipeline.class_names import argument_classes
from pipeline.diff.arguments import compare_arguments
from pipeline.diff.changes import Change, Edit
from pipeline.diff.differences import compare_described
from pipeline.diff.keywords import ANNOTATIONS, compare_annotations, compare_keywords, compare_wording
from pipeline.diff.order import compare_order
from pipeline.diff.pairing import ApiPair
from pipeline.diff.quoting import quoted
from pipeline.diff.renames import likely_renames, similarity
from pipeline.diff.responses import compare_responses, returned
from pipeline.diff.security import compare_security
from pipeline.diff.shapes import shape_effect
from pipeline.diff.subjects import Subject, whole

Methods = Mapping[str, Method]


def pair_methods(pair: ApiPair) -> dict[str, str]:
    """Map old methods to new ones: equal names first, then the same operation or request, then similar ones."""
    old, new = pair.old.methods, pair.new.methods
    pairs = {name: name for name in old if name in new}
    for identity in (_operation, _request):
        paired = set(pairs.values())
        left = {identity(method): name for name, method in new.items() if name not in paired}
        for name, method in old.items():
            if name not in pairs and identity(method) in left:
                pairs[name] = left.pop(identity(method))

    def similarity_of(before: str, after: str) -> float:
        one, other = old[before], new[after]
        if not _has_same_signature(one, other):
            return 0.0
        names = before.replace(".", "_"), after.replace(".", "_")
        return similarity(*names, (one.wording, other.wording), same_type=True)

    paired = set(pairs.values())
    gone = [name for name in old if name not in pairs]
    return pairs | likely_renames(gone, [name for name in new if name not in paired], similarity_of)


def compare_methods(pair: ApiPair, pairs: Mapping[str, str]) -> Iterator[Change | Edit]:
    """Yield the changes of all methods.

    Args:
        pair: The versions.
        pairs: The new name of each method that both have, by its old name.
    """
    old, new = pair.old.methods, pair.new.methods
    yield from _only_in_one("removed", {name: one for name, one in old.items() if name not in pairs}, old, new)
    paired = set(pairs.values())
    yield from _only_in_one("added", {name: one for name, one in new.items() if name not in paired}, new, old)
    requests = {_request(method): name for name, method in new.items()}
    old_classes, new_classes = (_argument_classes(api.resources) for api in (pair.old, pair.new))
    for before, after in pairs.items():
        taken = requests.get(_request(old[before]))
        if before == after and taken is not None and taken != after and _request(new[after]) != _request(old[before]):
            text = f"sent to {quoted(new[after].path)}, and the request of before is `{taken}()` now"
            python, operation_id = f"{after}()", new[after].operation_id
            yield whole("request-taken", text, python, operation_id, old[before].path, new[after].path)
        yield from _compare_method((before, old[before]), (after, new[after]), pair)
        yield from _compare_argument_classes(old_classes.get(before), new_classes.get(after), new[after])
    before_by_resource, after_by_resource = _by_resource(name for name in old if name in pairs), _by_resource(new)
    for resource in pair.new.resources:
        names = [pairs[name] for name in before_by_resource.get(resource.name, ())]
        subject = Subject("the resource", resource.name)
        yield from compare_order(subject, "methods", names, after_by_resource.get(resource.name, []))


def _argument_classes(resources: Iterable[Resource]) -> dict[str, str]:
    """Return the names of the types of arguments, by the methods with a body."""
    classes = argument_classes(resources)
    return {f"{resource}.{method}": name for resource in classes for method, name in classes[resource].items()}


def _compare_argument_classes(before: str | None, after: str | None, method: Method) -> Iterator[Change]:
    # The names follow from the operationIds. Callers import them from `mijnklantportaal.arguments`.
    if before and after and before != after:
        text = f"the type of the arguments is `{after}` instead of `{before}`"
        yield whole("arguments-class-renamed", text, f"arguments.{before}", method.operation_id, before, after)


def _only_in_one(verb: str, methods: Methods, all_methods: Methods, other: Methods) -> Iterator[Change]:
    """Yield the methods that only one version has, or their resource if it has no other methods."""
    all_resources = _by_resource(all_methods)
    whole_resources = all_resources.keys() - _by_resource(other).keys()
    for resource, members in _by_resource(methods).items():
        if resource in whole_resources and len(members) == len(all_resources[resource]):
            listed = ", ".join(f"`{methods[name].name}`" for name in members)
            yield whole(f"resource-{verb}", f"resource {verb}, with its methods {listed}", resource)
        else:
            for name in members:
                yield whole(f"method-{verb}", f"method {verb}", f"{name}()", methods[name].operation_id)


def _by_resource(names: Iterable[str]) -> dict[str, list[str]]:
    resources: dict[str, list[str]] = {}
    for name in names:
        resources.setdefault(_resource(name), []).append(name)
    return resources


def _resource(name: str) -> str:
    return name.partition(".")[0]


def _media_type(method: Method) -> str | None:
    return method.body.media_type if method.body else None


def _operation(method: Method) -> tuple[str, str | None, bool]:
    return method.operation_id, _media_type(method), bool(method.link_method)


def _request(method: Method) -> tuple[str, str, str | None, bool]:
    return method.http_method, _without_names(method.path), _media_type(method), bool(method.link_method)


def _without_names(path: str) -> str:
    """Return the path with `{}` for its parameters, whose names are compared as arguments."""
    return re.sub(r"\{[^{}]*\}", "{}", path)


def _has_same_signature(old: Method, new: Method) -> bool:
    """Return whether the second method may be the first one with another name."""
    before, after = ({one.name: one for one in method.arguments} for method in (old, new))
    return (
        old.http_method == new.http_method
        and shape_effect(returned(old), returned(new), is_sent=False) is None
        and list(before) == list(after)
        and all(
            one.is_required == after[name].is_required
            and shape_effect(one.type, after[name].type, is_sent=True) is None
            for name, one in before.items()
        )
    )


def _compare_method(
    old_and_name: tuple[str, Method], new_and_name: tuple[str, Method], pair: ApiPair
) -> Iterator[Change | Edit]:
    (old_name, old), (name, new) = old_and_name, new_and_name
    subject = Subject("the method", f"{name}()", new.operation_id)
    if old_name != name:
        is_sure = _operation(old) == _operation(new) or _request(old) == _request(new)
        text = f"{'renamed' if is_sure else 'probably renamed'} to `{name}()`"
        yield whole("method-renamed", text, f"{old_name}()", old.operation_id, f"{old_name}()", f"{name}()")
    # The change of the method's name includes that of its operationId.
    elif old.operation_id != new.operation_id:
        text = f"operationId is {quoted(new.operation_id)} instead of {quoted(old.operation_id)}"
        names = old.operation_id, new.operation_id
        yield whole("operation-id-changed", text, f"{name}()", old.operation_id, *names)
    yield from compare_annotations(subject, old.keywords, new.keywords)
    yield from _compare_request(subject, old, new)
    keywords = ({key: value for key, value in one.keywords.items() if key not in ANNOTATIONS} for one in (old, new))
    yield from compare_described(subject, "operation-described", "operation", *keywords)
    yield from compare_wording(subject, old.wording, new.wording)
    yield from compare_arguments(name, old, new, pair)
    yield from _compare_bodies(subject, old, new)
    if old.security is not None or new.security is not None:
        before, after = (
            api.security if one.security is None else one.security for one, api in ((old, pair.old), (new, pair.new))
        )
        yield from compare_security(subject, before, after)
        if before == after and old.security != new.security:
            yield subject.change("security-written", "the operation states the default security itself, or no longer")
    yield from compare_responses(subject, old, new, pair)


def _compare_request(subject: Subject, old: Method, new: Method) -> Iterator[Change]:
    """Yield the changes of the request that do not concern callers."""
    properties = [("http-method-changed", "sent with", old.http_method, new.http_method)]
    # If only one version has a body, it is reported with its arguments.
    if old.body and new.body:
        properties.append(("media-type-changed", "sent as", old.body.media_type, new.body.media_type))
    if old.link_method and new.link_method:
        properties.append(("url-field-changed", "finds the URL of the file in", old.url_field, new.url_field))
    if _without_names(old.path) != _without_names(new.path):
        properties.append(("path-changed", "sent to", old.path, new.path))
    for rule, verb, before, after in properties:
        if before != after:
            yield subject.change(rule, f"{verb} {quoted(after)} instead of {quoted(before)}", before, after)


def _compare_bodies(method: Subject, old: Method, new: Method) -> Iterator[Change | Edit]:
    """Yield the changes of a body as a whole. Its fields are compared as arguments."""
    subject = Subject("the body", method.python, method.operation, is_received=False)
    flattened = [one.body.type if one.body and one.body.is_flattened else None for one in (old, new)]
    before, after = ({} if one is None else one.keywords for one in flattened)
    yield from compare_keywords(subject, before, after)
    if not (old.body and new.body):
        return
    if new.body.is_flattened and old.body.type.is_nullable != new.body.type.is_nullable:
        word = "may" if new.body.type.is_nullable else "cannot"
        yield subject.change("null-written", f"{subject.noun} {word} be null, which the client never sends")
    # A body that is a single argument is reported as an argument.
    if old.body.is_required != new.body.is_required and new.body.is_flattened:
        word = "required" if new.body.is_required else "optional"
        yield subject.change(f"body-{word}", f"{subject.noun} is {word} now")
    yield from compare_described(subject, "operation-described", "operation", old.body.keywords, new.body.keywords)
    yield from compare_wording(subject, old.body.wording, new.body.wording)
    old_wording, new_wording = (one.wording if one else {} for one in flattened)
    yield from compare_wording(subject, old_wording, new_wording)
