"""The objects that the portal stores."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from attrs import Factory, define, field, frozen

from mijnklantportaal.sandbox._spec import Collection


@frozen
class UploadedFile:
    """An uploaded file.

    Args:
        name: The file name from the sender.
        media_type: The media type from the sender.
        content: The bytes.
    """

    name: str
    media_type: str
    content: bytes = field(repr=False)
    digest: str = field(
        init=False, repr=False, default=Factory(lambda self: sha256(self.content).hexdigest(), takes_self=True)
    )
    """The SHA-256 checksum of the content."""


@define(eq=False)
class Record:
    """A stored object.

    Args:
        data: All its properties, in the form of the collection's schema.
        parent: ID of the object that owns it, if its path contains one.
    """

    data: dict[str, Any]
    parent: str | None = None

    @property
    def id(self) -> str:
        identifier: str = self.data["id"]
        return identifier


@define
class Records:
    """All objects by collection, in the order of their creation."""

    _by_collection: dict[str, dict[str, Record]] = field(factory=dict)

    def add(self, collection: Collection, record: Record) -> Record:
        self._by_collection.setdefault(collection.name, {})[record.id] = record
        return record

    def find(self, collection: Collection, identifier: object, parent: str | None = None) -> Record | None:
        """Return the object with this ID, or `None`. With a parent, only its objects are searched."""
        record = self._by_collection.get(collection.name, {}).get(str(identifier))
        return None if record is None or parent not in (None, record.parent) else record

    def all(self, collection: Collection, parent: str | None = None) -> Iterator[Record]:
        """Iterate over the objects of a collection, or over those of one parent."""
        for record in self._by_collection.get(collection.name, {}).values():
            if parent in (None, record.parent):
                yield record
