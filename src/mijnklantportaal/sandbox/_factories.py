"""Factories: objects that tests add without a call."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Generic, TypeVar

from mijnklantportaal._wire.model import Model
from mijnklantportaal._wire.serializing import SerializeOptions
from mijnklantportaal.sandbox._changes import create, read
from mijnklantportaal.sandbox._errors import PortalError
from mijnklantportaal.sandbox._records import Record, UploadedFile
from mijnklantportaal.sandbox._spec import Collection
from mijnklantportaal.sandbox._state import State
from mijnklantportaal.sandbox._values import serialize

ModelT = TypeVar("ModelT", bound=Model)


class Factory(Generic[ModelT]):
    """Adds objects of one kind to a sandbox without a call, and gives access to all existing objects.

    Iterating yields copies of the objects in the order of their creation; `len` counts them.
    """

    def __init__(self, state: State, collection: Collection, model: type[ModelT]) -> None:
        self._state = state
        self._collection = collection
        self._model = model

    def add(self, **fields: Any) -> ModelT:
        """Add an object.

        Args:
            fields: Fields of the model, including `id`. An omitted field is `None` if the model allows it, and
                otherwise takes a default or the value of the spec's example. An omitted reference to a required
                object, such as `customer_id`, refers to the newest one, or to a new one if none exists. Fields that
                depend on others, such as the renewal date of a subscription, are always computed. A file also has
                `content`, the bytes that a download returns, which are zeros by default.

        Returns:
            A copy of the object, as the client would return it.

        Raises:
            TypeError: The model has no such field, or a value has the wrong type.
            ValueError: The object is invalid: for example, it refers to an object that does not exist, or its ID is
                in use.
        """
        model_fields = {field.name: field for field in self._model._field_table}
        files = _files(fields.pop("content")) if self._collection.name == "files" and "content" in fields else {}
        for name in fields.keys() - model_fields.keys():
            raise TypeError(f"{self._model.__name__} has no field {name!r}; it has {', '.join(model_fields)}")
        given = {
            model_fields[name].key: model_fields[name].codec.serialize(value, name, SerializeOptions())
            for name, value in fields.items()
        }
        with self._state.lock:
            if "id" in given:
                self._check_id(given["id"])
            return self._parse(self._create(self._collection, given, files))

    def _check_id(self, identifier: str) -> None:
        prefixes, singular = sorted(self._collection.prefixes), self._collection.singular
        # Paths and references cannot contain other IDs.
        if not any(re.fullmatch(rf"{prefix}_\w+", identifier, re.ASCII) for prefix in prefixes):
            expected = " or ".join(f"{prefix}_" for prefix in prefixes)
            raise ValueError(f"id must be {expected} followed by letters and digits, not {identifier!r}")
        if self._state.records.find(self._collection, identifier) is not None:
            raise ValueError(f"a {singular} with the ID {identifier!r} already exists")

    def _create(
        self, collection: Collection, given: dict[str, Any], files: Mapping[str, list[UploadedFile]]
    ) -> dict[str, Any]:
        spec = self._state.spec
        parent_collection, parent = spec.parent_of(collection), None
        for key, node in collection.schema["properties"].items():
            schema = spec.resolve(node)
            target = spec.collection_of_id(schema.get("example"))
            if key == "id" or target is None:
                continue
            if key not in given and schema["type"] == "string":
                given[key] = self._newest_id(target)
            if given.get(key) is not None and self._state.records.find(target, given[key]) is None:
                raise ValueError(f"no {target.singular} with the ID {given[key]!r} exists")
            if target is parent_collection:
                parent = given[key]
        try:
            return create(self._state, collection, given, files, frozenset(), parent).data
        except PortalError as error:
            raise ValueError(error.message) from None

    def _newest_id(self, collection: Collection) -> str:
        """Return the ID of the newest object, or of a new one if none exists."""
        records = list(self._state.records.all(collection))
        identifier: str = records[-1].id if records else self._create(collection, {}, {})["id"]
        return identifier

    def _refresh(self, record: Record) -> ModelT:
        return self._parse(read(self._state, self._collection, record))

    def _parse(self, data: dict[str, Any]) -> ModelT:
        return self._model.from_dict(serialize(self._state.spec, self._collection.schema, data, self._state.root))

    def __iter__(self) -> Iterator[ModelT]:
        with self._state.lock:
            return iter([self._refresh(record) for record in self._state.records.all(self._collection)])

    def __len__(self) -> int:
        with self._state.lock:
            return sum(1 for _ in self._state.records.all(self._collection))

    def __repr__(self) -> str:
        return f"<Factory {self._collection.name}: {len(self)} objects>"


def _files(content: object) -> dict[str, list[UploadedFile]]:
    if not isinstance(content, bytes):
        raise TypeError(f"content must be bytes, not {type(content).__name__}")
    return {"file": [UploadedFile("", "", content)]}
