"""Incremental exports: the position in a list from which an earlier export had all objects."""

from datetime import datetime
from typing import Any

from mijnklantportaal._wire.model import Model
from mijnklantportaal._wire.scalars import DATE_TIME
from mijnklantportaal.types import JSON

# The name of the time of creation in the models of the spec.
_CREATED = "created_at"


class KnownObjects:
    """Finds the first object of a list that an earlier export had.

    All following objects are known only if the newest objects come first, which the spec does not guarantee. The times
    of creation are therefore checked. If they do not descend, or if no two of them differ, the export is a full export.

    Args:
        identifiers: The known IDs; none for a full export.
        model: The model of the objects.
        order: The property `order` of an interrupted export.
    """

    warning: str | None = None
    """A warning for the caller of the export: why the export is a full export."""

    def __init__(self, identifiers: frozenset[str], model: type[Model], order: dict[str, JSON]) -> None:
        self._identifiers = identifiers
        last = order.get("last")
        self._last = datetime.fromisoformat(last) if isinstance(last, str) else None
        self._descends = order.get("descends") is True
        self._has_given_up = order.get("has_given_up") is True
        self._has_time = any(field.name == _CREATED and field.codec is DATE_TIME for field in model._field_table)
        self._model = model

    @property
    def order(self) -> dict[str, JSON]:
        """The findings on the order of the list so far, for the spool."""
        last = None if self._last is None else self._last.isoformat()
        return {"last": last, "descends": self._descends, "has_given_up": self._has_given_up}

    @property
    def is_looking(self) -> bool:
        """Whether the export ends at a known object."""
        return bool(self._identifiers) and not self._has_given_up

    def position(self, objects: list[Any], new_objects: list[Any], is_last: bool) -> int | None:
        """Return the position of the first known object on a page, or `None` if the export continues.

        Args:
            objects: The objects of the page.
            new_objects: The objects that were not received before: only their positions are relevant for the order.
            is_last: Whether it is the last page.
        """
        if not self.is_looking:
            return None
        self._check_order(new_objects)
        if self._has_given_up:
            return None
        are_known = [getattr(item, "id", None) in self._identifiers for item in objects]
        if True not in are_known:
            return None
        position = are_known.index(True)
        # If only known objects are left, the order does not matter.
        if not self._descends and not (is_last and all(are_known[position:])):
            self._give_up(
                "the order of the list is unknown, since all times of creation up to the first known object are equal"
            )
            return None
        return position

    def finish(self) -> None:
        """Warn if the list ended without a known object."""
        if self.is_looking:
            self._give_up("the list has none of the IDs")

    def resume(self) -> None:
        """Forget the last time, since a page that is fetched again may begin with objects that were created since."""
        self._last = None

    def _check_order(self, objects: list[Any]) -> None:
        if not self._has_time:
            self._give_up(f"the order of the list is unknown, since {self._model.__name__} has no time of creation")
            return
        for item in objects:
            created = getattr(item, _CREATED, None)
            if not isinstance(created, datetime) or created.tzinfo is None:
                self._give_up("the order of the list is unknown, since an object has no time of creation")
                return
            if self._last is not None and created > self._last:
                self._give_up("the list does not have the newest objects first")
                return
            self._descends = self._descends or (self._last is not None and created < self._last)
            self._last = created

    def _give_up(self, reason: str) -> None:
        self._has_given_up = True
        self.warning = f"the export has all objects, not only those since the given IDs: {reason}"
