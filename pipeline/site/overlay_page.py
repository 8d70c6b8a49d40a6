"""The page about the mistakes and gaps of the published spec, made of the overlay that corrects them."""

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.api import Api
from pipeline.documents import dump_yaml
from pipeline.overlay.reading import Overlay
from pipeline.overlay.values import Location
from pipeline.site import markup
from pipeline.site.corrections import ABSENT, Correction, Place, Subject, closing_comment, corrections
from pipeline.site.evidence import EvidenceWords, methods_of

_INTRODUCTION = """\
# What is wrong upstream

The published spec of the portal's API has mistakes and gaps. The client is generated from it with the corrections on
this page. Each of them is an action of an [OpenAPI Overlay](https://spec.openapis.org/overlay/v1.1.0.html). The page is
made from [the overlay]({overlay}), [the spec]({spec}) and [the evidence for it](known.md), so it shows the corrections
that are applied.

The page is also for the maintainers of that spec. Each correction states what is wrong and how this is known, and
lists the places: what the spec says there, and what it should say. When upstream corrects a mistake, its correction is
deleted here, since an action that changes nothing stops the build.

Most of the spec is transcribed from upstream's public reference pages. A mistake in a part that is *transcribed* or
*inferred* may be one of the transcription: see [What is known of the API](known.md). Places are named as in the
published spec. Where an earlier action changes the same place, "the spec says" is what that action has left.
"""
# A table or list with more entries is closed until a reader opens it.
_SHOWN = 6


def overlay_page(spec: dict[str, Any], overlay: Overlay, lock: dict[str, Any], api: Api, repository: str) -> str:
    """Return the page.

    Args:
        spec: The published spec.
        overlay: The overlay, with its text.
        lock: The content of openapi.lock.yaml.
        api: The API of the spec with the overlay applied.
        repository: The address of files in the repository, up to the path of the file.

    Raises:
        PipelineError: An action of the overlay fails, or has no effect.
    """
    source = f"{repository}/overrides/overlay.yaml"
    words = EvidenceWords(lock)
    actions = corrections(spec, overlay)
    parts = [_INTRODUCTION.format(overlay=source, spec=f"{repository}/openapi.yaml")]
    parts += _by_subject(actions, words, methods_of(api, "../reference/resources"))
    for section, group in itertools.groupby(actions, key=lambda correction: correction.section):
        title, _, explanation = (section or "Corrections").partition(". ")
        parts += [f"## {markup.prose(title)}", markup.prose(explanation)]
        parts += itertools.chain.from_iterable(_correction(correction, words, source) for correction in group)
    parts += _left_alone(overlay)
    return "\n\n".join(parts) + "\n"


def _by_subject(actions: Sequence[Correction], words: EvidenceWords, methods: dict[str, str]) -> Iterator[str]:
    numbers: dict[Subject, list[int]] = {}
    for correction in actions:
        for subject in correction.subjects:
            numbers.setdefault(subject, []).append(correction.number)
    yield "## By operation and schema"
    yield "Each number is a correction below."
    operations = [
        (markup.code(subject.name), methods.get(subject.name, ""), words.of_operation(subject.name), _links(linked))
        for subject, linked in sorted(numbers.items(), key=lambda item: words.position(item[0].name))
        if subject.kind == "operation"
    ]
    yield markup.table(("operation", "in Python", "evidence", "corrections"), operations)
    others = [
        (_subject(subject), words.of_schema(subject.name), _links(linked))
        for subject, linked in sorted(numbers.items(), key=lambda item: words.position(item[0].name))
        if subject.kind != "operation"
    ]
    yield markup.table(("schema", "evidence", "corrections"), others)


def _links(numbers: Sequence[int]) -> str:
    return " ".join(markup.link(f"#action-{number}", str(number)) for number in numbers)


def _correction(correction: Correction, words: EvidenceWords, source: str) -> Iterator[str]:
    yield f"### Correction {correction.number}: {_title(correction)} {{: #action-{correction.number} }}"
    yield markup.prose(str(correction.action.get("description", "")))
    line = correction.line
    place = f"[Line {line} of the overlay]({source}#L{line})." if line else ""
    yield f"{_extent(correction, words)} {place}"
    rows = list(_rows(correction.places))
    table = markup.table(("where", "the spec says", "it should say", "in"), rows)
    yield table if len(rows) <= _SHOWN else markup.details(f"{len(rows)} different changes", table)
    action = {key: value for key, value in correction.action.items() if key != "description"}
    yield markup.details("The action", markup.block(dump_yaml(action).decode().rstrip()))


def _title(correction: Correction) -> str:
    """Return the name of the only operation or schema, or how many there are."""
    if len(correction.subjects) == 1 and correction.subjects[0].name:
        return markup.text(correction.subjects[0].name)
    return _within(correction) or "the spec as a whole"


def _within(correction: Correction) -> str:
    operations, schemas = correction.names("operation"), correction.names("schema")
    return " and ".join(filter(None, [_count(operations, "operation"), _count(schemas, "schema")]))


def _extent(correction: Correction, words: EvidenceWords) -> str:
    kinds = Counter(
        [
            *map(words.of_operation, correction.names("operation")),
            *map(words.of_schema, correction.names("schema")),
        ]
    )
    within = _within(correction)
    evidence = ", ".join(f"{count} {kind}" for kind, count in kinds.items() if kind)
    extent = _count(correction.places, "place") + (f" in {within}" if within else "")
    return f"{extent} ({evidence})." if evidence else f"{extent}."


def _count(values: Sequence[object], noun: str) -> str:
    return f"{len(values)} {noun}{'' if len(values) == 1 else 's'}" if values else ""


def _rows(places: Sequence[Place]) -> Iterator[tuple[str, str, str, str]]:
    """Yield a row for all places with the same path and the same values, which differ in their subjects only."""
    same: dict[str, list[Place]] = {}
    for place in places:
        same.setdefault(repr((place.path, place.before, place.after)), []).append(place)
    for group in same.values():
        first = group[0]
        subjects = [_subject(place.subject) for place in group]
        names = ", ".join(subjects)
        shown = names if len(subjects) <= _SHOWN else markup.details(f"{len(subjects)} operations or schemas", names)
        yield _path(first.path), _value(first.before), _value(first.after), shown


def _path(path: Location) -> str:
    return markup.code(" > ".join(map(str, path))) if path else ""


def _value(value: Any) -> str:
    return "nothing" if value is ABSENT else markup.json_code(value)


def _subject(subject: Subject) -> str:
    return markup.code(subject.name) if subject.name else "the spec as a whole"


def _left_alone(overlay: Overlay) -> Iterator[str]:
    title, *items = closing_comment(overlay) or [""]
    if items:
        yield f"## {markup.prose(title.rstrip(':'))}"
        yield "\n".join(f"- {markup.prose(item)}" for item in items)
