"""The two versions of the API that are compared, under the new names of classes and aliases."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import BaseModel

from pipeline.api import Api, Enum, Model, Type
from pipeline.diff.renames import likely_renames


@dataclass(frozen=True)
class ApiPair:
    """Two versions of the API.

    Attributes:
        old: The old version, with the new names of classes and aliases that are renamed.
        new: The new version.
        new_names: The new name of each class and alias in both versions, by its old name.
    """

    old: Api
    new: Api
    new_names: Mapping[str, str]

    @cached_property
    def sent_aliases(self) -> set[str]:
        """The aliases of values that the old version sends."""
        return _sent_aliases(self.old)

    @cached_property
    def shared_aliases(self) -> set[str]:
        """The aliases of component schemas, and of values that are sent. Their values are compared once, by alias."""
        return self.sent_aliases | _sent_aliases(self.new) | _component_names(self.old) | _component_names(self.new)


def pair_apis(old: Api, new: Api) -> ApiPair:
    """Pair the classes and aliases of two versions: those of equal names first, then those of similar contents."""
    models = {name: {field.name for field in model.fields} for name, model in old.models.items()}
    new_models = {name: {field.name for field in model.fields} for name, model in new.models.items()}
    enums = {name: set(enum.values) for name, enum in old.enums.items()}
    new_enums = {name: set(enum.values) for name, enum in new.enums.items()}
    names = _pairs(models, new_models) | _pairs(enums, new_enums)
    changed = {before: after for before, after in names.items() if before != after}
    # All at once, since an old name may now be that of another class.
    return ApiPair(_renamed(old, changed) if changed else old, new, names)


def content(value: Any) -> Any:
    """Return a part of the API as plain values, without pointers, and without titles that name a class or alias."""
    match value:
        case BaseModel():
            plain = {name: content(getattr(value, name)) for name in type(value).model_fields if name != "pointer"}
            if isinstance(value, Type | Model | Enum) and value.name:
                plain["wording"].pop("title", None)
            return plain
        case dict():
            return {key: content(item) for key, item in value.items()}
        case tuple() | list():
            return [content(item) for item in value]
    return value


def _sent_aliases(api: Api) -> set[str]:
    sent = [field for model in api.models.values() if model.is_sent for field in model.fields if not field.is_read_only]
    types = [argument.type for method in api.methods.values() for argument in method.arguments]
    types += [field.type for field in sent]
    return {node.name for value in types for node in value.nodes() if node.name in api.enums}


def _component_names(api: Api) -> set[str]:
    return {name for pointer, name in api.components.items() if pointer.rpartition("/")[0] == "#/components/schemas"}


def _pairs(old: Mapping[str, set[Any]], new: Mapping[str, set[Any]]) -> dict[str, str]:
    pairs = {name: name for name in old if name in new}

    def similarity_of(before: str, after: str) -> float:
        one, other = old[before], new[after]
        return len(one & other) / max(len(one | other), 1)

    gone, added = [name for name in old if name not in new], [name for name in new if name not in old]
    return pairs | likely_renames(gone, added, similarity_of)


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    """Return a part of the API with the new names of classes and aliases."""
    match value:
        case BaseModel():
            # Values that are not nodes of the API, such as keywords, contain no names.
            inner = {
                key: getattr(value, key) if key == "keywords" else _renamed(getattr(value, key), names)
                for key in type(value).model_fields
            }
            if isinstance(value, Type | Model | Enum):
                inner["name"] = names.get(value.name, value.name)
            # A copy would have the cached properties of the original.
            return type(value).model_construct(**inner)
        case tuple():
            return tuple(_renamed(item, names) for item in value)
        case dict() if any(isinstance(item, Model | Enum) for item in value.values()):
            return {names.get(key, key): _renamed(item, names) for key, item in value.items()}
    return value
