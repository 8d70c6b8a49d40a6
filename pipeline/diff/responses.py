"""Changes of the responses of a method: return type, statuses, headers, errors."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from pipeline.api import Content, Keywords, Kind, Method, Response, Type
from pipeline.diff.changes import Change, Edit
from pipeline.diff.differences import compare_described, is_documentation
from pipeline.diff.keywords import changed_keys, compare_keywords, compare_wording
from pipeline.diff.pairing import ApiPair
from pipeline.diff.quoting import quoted
from pipeline.diff.rules import LEVELS
from pipeline.diff.shapes import alternatives, shape_effect
from pipeline.diff.subjects import Subject
from pipeline.diff.types import compare_types, level_of_type, shown
from pipeline.python_types import annotation, short

# The parts of a successful response other than its items.
_AROUND = ("object", "data", "page")


def returned(method: Method) -> Type:
    """Return the return type of a method: any of its successful responses, or `null` for a response without content."""
    if method.link_method:
        return Type(pointer="", kind=Kind.MODEL, name="DownloadedFile")
    members: list[Type] = []
    for response in method.successes:
        member = _returned(response)
        if all(shape_effect(member, other, is_sent=False) is not None for other in members):
            members.append(member)
    return members[0] if len(members) == 1 else Type(pointer="", kind=Kind.UNION, members=tuple(members))


def compare_responses(subject: Subject, old: Method, new: Method, pair: ApiPair) -> Iterator[Change | Edit]:
    """Yield the changes of the documented responses of a method.

    Args:
        subject: The method.
        old: The old method.
        new: The new method.
        pair: The versions.
    """
    result = Subject("the result", subject.python, subject.operation, is_sent=False)
    before_and_after = returned(old), returned(new)
    yield from _compare_returned(result, *before_and_after)
    is_retyped = shape_effect(*before_and_after, is_sent=False) is not None
    before = {response.status: response for response in old.responses}
    after = {response.status: response for response in new.responses}
    removed = [status for status in before if status not in after]
    added = [status for status in after if status not in before]
    pairs = {status: status for status in before if status in after}
    match [[status for status in statuses if status.startswith("2")] for statuses in (removed, added)]:
        case [old_status], [new_status]:
            removed.remove(old_status)
            added.remove(new_status)
            pairs[old_status] = new_status
            text = f"responds with status {_named(new_status)} instead of {_named(old_status)}"
            yield subject.change("status-changed", text, old_status, new_status)
    for status in removed:
        yield subject.change("status-removed", f"no longer responds with status {_named(status)}", before=status)
    for status in added:
        yield subject.change("status-added", f"may respond with status {_named(status)}", after=status)
    for old_status, status in pairs.items():
        yield from _compare_response(subject, result, before[old_status], after[status], pair, is_retyped=is_retyped)


def _returned(response: Response) -> Type:
    match response.content:
        case Content.NOTHING:
            return Type(pointer="", kind=Kind.NULL)
        case Content.TEXT:
            return Type(pointer="", kind=Kind.STRING)
        case Content.BINARY:
            # Bytes and pages are classes of the client, which are equal if their names are equal.
            return Type(pointer="", kind=Kind.MODEL, name="bytes")
        case Content.ITEMS:
            return Type(pointer="", kind=Kind.LIST, items=response.type)
        case Content.PAGE if response.type:
            item = short(annotation(response.type, is_sent=False))
            return Type(pointer="", kind=Kind.MODEL, name=f"Page[{item}]")
    return response.type or Type(pointer="", kind=Kind.ANY)


def _compare_returned(subject: Subject, old: Type, new: Type) -> Iterator[Change]:
    level = level_of_type(subject, (old, new))
    if level is None:
        return
    before, after = shown(old, new, is_sent=False)
    # No code uses the result of a method that returns nothing.
    level = level if alternatives(old) else LEVELS["return-added"].received
    yield subject.change("return-type-changed", f"returns `{after}` instead of `{before}`", before, after, level=level)


def _compare_response(
    method: Subject, result: Subject, old: Response, new: Response, pair: ApiPair, *, is_retyped: bool
) -> Iterator[Change | Edit]:
    status = _named(new.status)
    if old.media_type and new.media_type and old.media_type != new.media_type and old.content is new.content:
        yield _media_type_changed(method, old, new)
    if not is_retyped and (
        old.content is not new.content or shape_effect(_returned(old), _returned(new), is_sent=False) is not None
    ):
        # All responses together, the method returns the same type.
        before, after = shown(_returned(old), _returned(new), is_sent=False)
        text = f"response with status {status} contains `{after}` instead of `{before}`"
        yield method.change("response-described", text, before, after, place=new.status)
    # If the items have another type, the parts around them belong to that type.
    ignored = () if old.content is new.content else _AROUND
    yield from compare_wording(method, old.wording, new.wording, ignored=ignored)
    if old.content is new.content:
        if old.type and new.type:
            yield from compare_types(result, old.type, new.type, pair)
        yield from _compare_around(result, old.keywords, new.keywords)
    rest = [{key: value for key, value in one.keywords.items() if key not in _AROUND} for one in (old, new)]
    if not new.is_successful:
        yield from _compare_errors(*rest)
        rest = [_without_schemas(one) for one in rest]
    yield from compare_described(method, "response-described", f"response with status {status}", *rest)


def _media_type_changed(subject: Subject, old: Response, new: Response) -> Change:
    is_parsed = new.content not in (Content.BINARY, Content.TEXT)
    # Parameters, such as a charset, only concern the encoding.
    is_same = old.media_type.partition(";")[0].strip() == new.media_type.partition(";")[0].strip()
    rule = "json-media-type-changed" if is_parsed or is_same else "content-media-type-changed"
    text = f"response with status {_named(new.status)} is {quoted(new.media_type)} instead of {quoted(old.media_type)}"
    return subject.change(rule, text, old.media_type, new.media_type, place=new.status)


def _compare_errors(old: Keywords, new: Keywords) -> Iterator[Change | Edit]:
    """Yield the changes of the bodies of errors. Changes that many methods share are reported once."""
    before, after = _schemas(old), _schemas(new)
    subject = Subject("the errors", None)
    for media_type in sorted(before.keys() & after.keys()):
        yield from compare_described(
            subject, "errors-described", "body of errors", before[media_type], after[media_type]
        )


def _schemas(keywords: Keywords) -> dict[str, Any]:
    contents: Any = keywords.get("content", {})
    return {name: media["schema"] for name, media in contents.items() if "schema" in media}


def _without_schemas(keywords: Keywords) -> dict[str, Any]:
    contents: Any = keywords.get("content", {})
    without = {
        name: {key: value for key, value in media.items() if key != "schema"} for name, media in contents.items()
    }
    return {**keywords, "content": without}


def _compare_around(subject: Subject, old: Keywords, new: Keywords) -> Iterator[Change | Edit]:
    """Yield the changes of a successful response other than those of its items: of the list, and of the page."""
    parts: list[Any] = [[one.get(key, {}) for key in _AROUND] for one in (old, new)]
    for before, after in zip(parts[0][:2], parts[1][:2], strict=True):
        limits = [{key: value for key, value in one.items() if key != "required"} for one in (before, after)]
        yield from compare_keywords(subject, limits[0], limits[1])
    (before, _, page), (after, _, new_page) = parts
    required, new_required = set(before.get("required", ())), set(after.get("required", ()))
    for key in sorted(required ^ new_required):
        # A field in only one version is reported as added or removed.
        if (key in page) == (key in new_page):
            word = "optional" if key in required else "required"
            yield subject.change(f"page-field-{word}", f"{quoted(key)} of the page is {word} now", place=f"page.{key}")
    before, after = page, new_page
    for key in changed_keys(before, after):
        place = f"page.{key}"
        if key not in before:
            yield subject.change("page-field-added", f"the page has {quoted(key)} now", after=key, place=place)
        elif key not in after:
            yield subject.change("page-field-removed", f"the page no longer has {quoted(key)}", before=key, place=place)
        else:
            yield from _compare_page_field(subject, place, before[key], after[key])


def _compare_page_field(subject: Subject, place: str, old: list[Any], new: list[Any]) -> Iterator[Change | Edit]:
    """Yield the changes of a property of a page. All its schemas apply together."""
    before, after = (
        {key: one[key] for one in reversed(schemas) if isinstance(one, dict) for key in one} for schemas in (old, new)
    )
    for key in changed_keys(before, after):
        path, values = f"{place}.{key}", (before.get(key), after.get(key))
        if is_documentation([key], *values):
            yield subject.edit(path, *values)
        else:
            one, other = ({key: schema[key]} if key in schema else {} for schema in (before, after))
            yield from compare_keywords(subject, one, other, path=f"{place}.")


def _named(status: str) -> str:
    try:
        return f"{int(status)} ({HTTPStatus(int(status)).phrase})"
    except ValueError:
        return quoted(status)
