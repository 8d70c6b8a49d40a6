"""Objects that are there without a call."""

import re
from collections.abc import Iterator
from typing import Any, Generic, TypeVar

from mijnklantportaal._wire.model import Model
from mijnklantportaal._wire.serializing import SerializeOptions
from mijnklantportaal.sandbox._behaviours import create, settle
from mijnklantportaal.sandbox._document import Collection
from mijnklantportaal.sandbox._records import Record
from mijnklantportaal.sandbox._refusals import Refusal
from mijnklantportaal.sandbox._state import State
from mijnklantportaal.sandbox._values import shown

ModelT = TypeVar("ModelT", bound=Model)


class Seeds(Generic[ModelT]):
    """The objects of one kind, as the portal's owner and its customers see and make them, without any call.

    Iterating gives them in the order in which they came; `len` counts them.
    """

    def __init__(self, state: State, collection: Collection, model: type[ModelT]) -> None:
        self._state = state
        self._collection = collection
        self._model = model

    def add(self, **fields: Any) -> ModelT:
        """Add an object.

        Args:
            fields: Those of the model, by their names and in their types. What is left out is as in the examples of
                the document, unless it may be nothing, or follows from the rest; what has to belong to something
                belongs to the newest, or to a new one. `id` may be given too. What follows from the rest wins: when a
                subscription is renewed, say. Files hold as many zeros as their size says.

        Returns:
            The object, as the client would get it.

        Raises:
            TypeError: The model has no such field, or a value can't be written.
            ValueError: There can be no such object: it belongs to one that is not there, say, or its ID is taken.
        """
        known = {field.name: field for field in self._model._fields}
        for name in fields.keys() - known.keys():
            raise TypeError(f"{self._model.__name__} has no field {name!r}; it has {', '.join(known)}")
        given = {known[name].key: known[name].codec.serialize(value, name, SerializeOptions()) for name, value in fields.items()}
        with self._state.lock:
            if "id" in given:
                self._check_id(given["id"])
            return self._read(self._added(self._collection, given))

    def _check_id(self, identifier: str) -> None:
        prefixes, singular = sorted(self._collection.prefixes), self._collection.singular
        # Others could be neither asked for nor referred to.
        if not any(re.fullmatch(rf"{prefix}_\w+", identifier, re.ASCII) for prefix in prefixes):
            wanted = " or ".join(f"{prefix}_" for prefix in prefixes)
            raise ValueError(f"id must be {wanted} and then letters and digits, not {identifier!r}")
        if self._state.records.find(self._collection, identifier) is not None:
            raise ValueError(f"there is a {singular} with the ID {identifier!r} already")

    def _added(self, collection: Collection, given: dict[str, Any]) -> dict[str, Any]:
        document = self._state.document
        parent_collection, parent = document.parent_of(collection), None
        for key, described in collection.schema["properties"].items():
            schema = document.resolved(described)
            referred = document.collection_of(schema.get("example"))
            if key == "id" or referred is None:
                continue
            if key not in given and schema["type"] == "string":
                given[key] = self._any(referred)
            if given.get(key) is not None and self._state.records.find(referred, given[key]) is None:
                raise ValueError(f"there is no {referred.singular} with the ID {given[key]!r}")
            if referred is parent_collection:
                parent = given[key]
        try:
            return create(self._state, collection, given, {}, frozenset(), parent).data
        except Refusal as refusal:
            raise ValueError(refusal.message) from None

    def _any(self, collection: Collection) -> str:
        """The ID of the newest object, or of a new one, where something has to belong to one."""
        records = list(self._state.records.of(collection))
        identifier: str = records[-1].id if records else self._added(collection, {})["id"]
        return identifier

    def _settled(self, record: Record) -> ModelT:
        settle(self._state, self._collection, record.data)
        return self._read(record.data)

    def _read(self, data: dict[str, Any]) -> ModelT:
        return self._model.from_dict(shown(self._state.document, self._collection.schema, data, self._state.root))

    def __iter__(self) -> Iterator[ModelT]:
        """As they are now."""
        with self._state.lock:
            return iter([self._settled(record) for record in self._state.records.of(self._collection)])

    def __len__(self) -> int:
        """How many there are."""
        with self._state.lock:
            return sum(1 for _ in self._state.records.of(self._collection))

    def __repr__(self) -> str:
        """The kind, and how many there are."""
        return f"<{len(self)} {self._collection.name}>"
