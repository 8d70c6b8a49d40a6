"""Propose overlay actions for the deviations and unknown fields of a report."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.diff.quoting import quoted, quoted_place
from pipeline.effective.finding import Action, Location, keys_removal, update
from pipeline.effective.required import OPTIONAL
from pipeline.evidence.places import Place, PlaceError, Places
from pipeline.evidence.report import OperationResult, Report, UnknownField
from pipeline.evidence.widening import MISSING, described, widening
from pipeline.openapi import pointer

_EXAMPLES: dict[str, Any] = {
    "array": [],
    "boolean": True,
    "integer": 1,
    "number": 1.5,
    "object": {},
    "string": "Text",
}

Counts = dict[str, dict[str, int]]
"""How often each type, or `missing`, was received, by operation."""


@dataclass(frozen=True)
class Proposals:
    """The proposals that follow from a report.

    Attributes:
        corrections: The overlay actions, grouped by place. unresolved: A sentence for each deviation that no action
        corrects. hidden: A sentence for each unknown field whose key the report does not show.
    """

    corrections: list[tuple[Action, ...]] = field(default_factory=list)
    unresolved: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)


@dataclass
class _Correction:
    """The values that operations received at one place. `key` is the unknown field of the object there."""

    place: Place
    key: str | None
    where: str
    counts: Counts = field(default_factory=dict)

    def count(self, received: str, operation: str, times: int) -> None:
        by_operation = self.counts.setdefault(received, {})
        by_operation[operation] = by_operation.get(operation, 0) + times


def proposals_for(report: Report, spec: dict[str, Any]) -> Proposals:
    """Return the overlay actions for all deviations and unknown fields of a report.

    All deviations at a schema, even from several operations, become one correction of one or two actions.

    Args:
        report: The report.
        spec: The effective spec that the report is about.
    """
    places = Places(spec)
    proposals = Proposals()
    corrections: dict[tuple[Location, str | None], _Correction] = {}
    for operation in report.operations:
        for deviation in (*operation.deviations, *operation.unknown):
            key = deviation.key if isinstance(deviation, UnknownField) else None
            where = f"{operation.id}: {quoted(deviation.path) if deviation.path else 'the body'}"
            if isinstance(deviation, UnknownField) and key is None:
                proposals.hidden.append(_hidden(operation, deviation))
                continue
            try:
                place = places.find(operation.name, deviation.path)
                place = place if key is None else places.object_at(place)
            except PlaceError as error:
                proposals.unresolved.append(f"{where} {error}.")
                continue
            correction = corrections.setdefault((place.location, key), _Correction(place, key, where))
            correction.count(deviation.received, operation.id, deviation.count)
    moved: set[Location] = set()
    # Outer schemas come first, since they may be moved.
    for correction in sorted(corrections.values(), key=lambda each: (len(each.place.location), each.key is not None)):
        try:
            proposals.corrections.append(tuple(_actions(places, correction, report.date, moved)))
        except PlaceError as error:
            schema = quoted_place(pointer(correction.place.location))
            proposals.unresolved.append(
                f"{correction.where} {error} ({schema}); it was {_received(correction.counts)}."
            )
    return proposals


def _hidden(operation: OperationResult, unknown: UnknownField) -> str:
    place = quoted(unknown.path) if unknown.path else "the body"
    return (
        f"{operation.id}: {place} has a field of the type {unknown.received} that the spec does not have, and whose "
        f"key is not in the report (hash {unknown.hash})."
    )


def _actions(places: Places, correction: _Correction, date: str, moved: set[Location]) -> Iterator[Action]:
    """Yield the actions of a correction. `moved` has the old places of schemas that earlier actions have moved."""
    place, key = correction.place, correction.key
    location = _moved(place.location, moved, is_inside=key is not None)
    evidence = f"{_received(correction.counts)}, by the verification of {date}"
    if key is not None:
        if key in place.schema.get("properties", {}):
            raise PlaceError(f"has the field {quoted(key)} by the spec")
        text = f"The spec does not have this property, which was {evidence}. Optional, since other objects may lack it."
        yield update(location, {"properties": {key: _new_property([*correction.counts])}}, text)
        return
    change = widening(places, place, correction.counts)
    text = f"Declared as {described(place.schema)}, and {evidence}.{''.join(f' {remark}' for remark in change.remarks)}"
    if change.removed:
        first = " What the next action replaces is removed first." if change.update else ""
        yield keys_removal(location, change.removed, f"{text}{first}")
    if change.update:
        yield update(location, change.update, text)
    if change.is_moved:
        moved.add(place.location)


def _moved(location: Location, moved: set[Location], *, is_inside: bool) -> Location:
    """Return the location of a schema, or of a place inside it, after enclosing schemas were moved."""
    path: list[int | str] = []
    for length in range(len(location) + 1):
        path += location[length - 1 : length] if length else ()
        if location[:length] in moved and (is_inside or length < len(location)):
            path += ("anyOf", 0)
    return tuple(path)


def _new_property(received: list[str]) -> dict[str, Any]:
    types = sorted({*received} - ({"integer"} if "number" in received else set()))
    schema: dict[str, Any] = {"description": "A field that upstream does not document", OPTIONAL: True}
    # If only null was received, the type is not known.
    if types == ["null"]:
        return schema
    # The sandbox sends the examples.
    example = next(_EXAMPLES[name] for name in types if name != "null")
    return {"type": types[0] if len(types) == 1 else types, "example": example, **schema}


def _received(counts: Counts) -> str:
    """Return a text such as "received as `null` (5 times by list-customers), and missing (once by get-customer)"."""
    return ", and ".join(
        f"{'missing' if received == MISSING else f'received as {quoted(received)}'} ({_times(by_operation)})"
        for received, by_operation in sorted(counts.items())
    )


def _times(by_operation: dict[str, int]) -> str:
    return ", ".join(
        f"{'once' if times == 1 else f'{times} times'} by {operation}" for operation, times in by_operation.items()
    )
