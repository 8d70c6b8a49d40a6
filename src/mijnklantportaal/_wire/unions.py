"""The codec of values of several kinds."""

import threading
from collections.abc import Mapping
from typing import Any, Final, TypeVar, cast

from mijnklantportaal._wire.codec import Codec
from mijnklantportaal._wire.model import Model
from mijnklantportaal._wire.parsing import (
    DEVIATIONS,
    DeviationError,
    Place,
    Report,
    path_of,
    refuse_deviation,
    undescribed,
)
from mijnklantportaal._wire.serializing import SerializeOptions
from mijnklantportaal.types import UNSET

T_co = TypeVar("T_co", covariant=True)

_NOTHING: Final = object()


class Union(Codec[T_co]):
    """A value of one of several kinds.

    The member that the discriminator names parses an object that has one. Any other object or list is parsed by the
    member that accepts it and leaves the fewest fields unknown, and any other value by the first member that accepts
    it. If no member accepts the value, but only one is for its type of JSON value, that member parses it and reports
    the deviations. Otherwise, the value itself is reported and kept.

    Args:
        members: The codecs of the kinds.
        discriminator: The key whose value selects the member for an object; `None` if there is none.
        mapping: The index of the member for each value of the discriminator.
    """

    def __init__(
        self,
        members: tuple[Codec[T_co], ...],
        discriminator: str | None = None,
        mapping: Mapping[str, int] | None = None,
    ) -> None:
        self._members = members
        self._discriminator = discriminator
        self._mapping = mapping or {}
        self.expected = " or ".join(dict.fromkeys(member.expected for member in members))
        if all(member.json_types for member in members):
            self.json_types = tuple(kind for member in members for kind in member.json_types)

    def parse(self, value: Any, report: Report, place: Place) -> T_co:
        if self._discriminator is not None and type(value) is dict:
            return self._parse_named(value, self._discriminator, report, place)
        result = self._parse_fitting(value)
        if result is not _NOTHING:
            return cast("T_co", result)
        if report is refuse_deviation:
            raise DeviationError
        candidates = [member for member in self._members if type(value) in member.json_types]
        if len(candidates) == 1:
            return candidates[0].parse(value, report, place)
        return self._deviation(value, report, place)

    def serialize(self, value: Any, name: str, options: SerializeOptions) -> Any:
        takers = [member for member in self._members if member.takes(value)]
        member = next((taker for taker in takers if taker.fits(value)), None)
        if member is None and len(takers) == 1:
            # The error of the member names the nested place.
            member = takers[0]
        if member is None:
            return options.wrong_type(name, self.sent_type(), value)
        return member.serialize(value, name, options)

    def sent_type(self) -> str:
        return " or ".join(dict.fromkeys(member.sent_type() for member in self._members))

    def takes(self, value: Any) -> bool:
        return any(member.takes(value) for member in self._members)

    def fits(self, value: Any) -> bool:
        return any(member.fits(value) for member in self._members)

    def inner(self, key: str) -> tuple[str, Codec[Any] | None]:
        steps = (member.inner(key) for member in self._members)
        return next((step for step in steps if step[1] is not None), super().inner(key))

    def _parse_named(self, value: dict[str, Any], discriminator: str, report: Report, place: Place) -> T_co:
        named = value.get(discriminator, UNSET)
        index = self._mapping.get(named) if type(named) is str else None
        if index is None:
            kept = undescribed(value)
            expected = " or ".join(map(repr, self._mapping))
            report(path_of((place, discriminator)), expected, kept.get(discriminator, UNSET))
            return cast("T_co", kept)
        return self._members[index].parse(value, report, place)

    def _parse_fitting(self, value: Any) -> object:
        """Return the value as parsed by the member that fits it best, or `_NOTHING` if no member accepts it."""
        if type(value) is not dict and type(value) is not list:
            return self._try_members(value)
        results = _parsed.results
        if results is not None:
            key = (id(self), id(value))
            if key not in results:
                results[key] = self._try_members(value)
            return results[key]
        _parsed.results = {}
        try:
            return self._try_members(value)
        finally:
            _parsed.results = None

    def _try_members(self, value: Any) -> object:
        accepted: list[object] = []
        for member in self._members:
            try:
                accepted.append(member.parse_strict(value))
            except DEVIATIONS:
                continue
            if type(value) is not dict and type(value) is not list:
                break
        # To a map, no field is unknown, which must not make it a better fit than an object before it.
        kind = Model if accepted and isinstance(accepted[0], Model) else object
        return min((result for result in accepted if isinstance(result, kind)), key=_unknown_fields, default=_NOTHING)


class _Parsed(threading.local):
    """The results of nested unions, by their values.

    Each member of the outer union parses the nested unions again. Without this cache, the time would double with each
    level of unions.
    """

    results: dict[tuple[int, int], object] | None = None


_parsed = _Parsed()


def _unknown_fields(value: object) -> int:
    """Return how many fields of a parsed value, at any depth, are not in the spec."""
    if isinstance(value, Model):
        fields = (getattr(value, field.name) for field in value._field_table)
        return len(value._additional or ()) + sum(map(_unknown_fields, fields))
    if isinstance(value, list):
        return sum(map(_unknown_fields, value))
    if isinstance(value, dict):
        return sum(map(_unknown_fields, value.values()))
    return 0
