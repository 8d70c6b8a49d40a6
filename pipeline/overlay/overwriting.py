"""The upstream values that an overlay overwrites, so that they are not in the effective spec."""

from dataclasses import dataclass
from typing import Any

from pipeline.overlay.values import Location, copied


@dataclass(frozen=True)
class Overwritten:
    """An upstream value that an overlay action replaces, removes or hides.

    Attributes:
        action: The number of the action, from 1.
        label: The label of the action.
        location: The location of the value when the action is applied. place: The location with parameters as location
        and name, such as `query page`, since their indexes may change. value: The upstream value. is_absent: Whether
        upstream has no value there: the action sets a key that upstream may set itself.
    """

    action: int
    label: str
    location: Location
    place: Location
    value: Any = None
    is_absent: bool = False


class Recorder:
    """Records what the actions of an overlay overwrite. Each place is recorded once: the first action sees upstream's
    value."""

    def __init__(self, document: Any) -> None:
        self.records: list[Overwritten] = []
        self._document = document
        self._action = 0
        self._label = ""
        # The keys are the id of a container and the key in it. The containers are kept, so that no id is reused.
        self._touched: set[tuple[int, int | str]] = set()
        self._of_overlay: set[int] = set()
        self._containers: list[Any] = []

    def begin(self, action: int, label: str) -> None:
        """Attribute the following records to an action."""
        self._action, self._label = action, label

    def added(self, value: Any) -> Any:
        """Record that a value comes from the overlay, so that later changes of it do not overwrite upstream's
        values."""
        if isinstance(value, dict | list):
            self._containers.append(value)
            self._of_overlay.add(id(value))
            for child in value.values() if isinstance(value, dict) else value:
                self.added(child)
        return value

    def replaces(self, container: Any, location: Location) -> None:
        """Record the value at the location, in the container, before an action replaces or removes it."""
        key = location[-1]
        if self._touch(container, key):
            self._record(location, container[key])

    def sets(self, container: dict[str, Any], location: Location) -> None:
        """Record a key of an object, which may be absent, before an action sets it, and what a `$ref` hides."""
        *_, key = location
        if key in container:
            self.replaces(container, location)
        elif self._touch(container, key):
            self._record(location, is_absent=True)
        if key == "$ref":
            for sibling in container:
                self.replaces(container, (*location[:-1], sibling))

    def removed_items(self, container: list[Any]) -> None:
        """Record that the indexes of a list have changed."""
        self._touched = {touched for touched in self._touched if touched[0] != id(container)}

    def _touch(self, container: Any, key: int | str) -> bool:
        if id(container) in self._of_overlay or (id(container), key) in self._touched:
            return False
        self._containers.append(container)
        self._touched.add((id(container), key))
        return True

    def _record(self, location: Location, value: Any = None, *, is_absent: bool = False) -> None:
        place = _place(self._document, location)
        self.records.append(Overwritten(self._action, self._label, location, place, copied(value), is_absent))


def _place(document: Any, location: Location) -> Location:
    place: list[int | str] = []
    value: Any = document
    for key in location:
        is_item = isinstance(value, list)
        # The last key may be absent.
        value = value[int(key)] if is_item else value.get(key)
        match value:
            case {"in": str(where), "name": str(name)} if is_item:
                place.append(f"{where} {name}")
            case _:
                place.append(key)
    return tuple(place)
