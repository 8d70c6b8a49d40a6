"""What the portal holds."""

from collections.abc import Iterator
from typing import Any

from attrs import define, field, frozen

from mijnklantportaal.sandbox._document import Collection


@frozen
class Uploaded:
    """A file that somebody sent.

    Args:
        name: As the sender calls it.
        media_type: What the sender says it is.
        content: The bytes.
    """

    name: str
    media_type: str
    content: bytes = field(repr=False)


@define(eq=False)
class Record:
    """An object.

    Args:
        data: All its properties, as the collection's schema has them.
        parent: ID of the object that it belongs to, for those that have one in their path.
    """

    data: dict[str, Any]
    parent: str | None = None

    @property
    def id(self) -> str:
        """Its ID."""
        identifier: str = self.data["id"]
        return identifier


@define
class Records:
    """All objects of all collections, in the order in which they came."""

    _by_collection: dict[str, dict[str, Record]] = field(factory=dict)

    def add(self, collection: Collection, record: Record) -> Record:
        """Keep an object."""
        self._by_collection.setdefault(collection.name, {})[record.id] = record
        return record

    def find(self, collection: Collection, identifier: object, parent: str | None = None) -> Record | None:
        """The object with this ID, below this parent if one is named; `None` when there is none."""
        record = self._by_collection.get(collection.name, {}).get(str(identifier))
        return None if record is None or parent not in (None, record.parent) else record

    def of(self, collection: Collection, parent: str | None = None) -> Iterator[Record]:
        """The objects of a collection, those of this parent if one is named."""
        for record in self._by_collection.get(collection.name, {}).values():
            if parent in (None, record.parent):
                yield record
