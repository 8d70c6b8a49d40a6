"""Flattened schemas, and the schemas that they consist of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import JsonValue

from pipeline.api import Keywords

Schema = Mapping[str, Any]

_WORDING = frozenset({"$comment", "description", "example", "examples", "externalDocs", "summary", "title", "xml"})


def is_wording(key: str) -> bool:
    """Return whether a keyword only concerns readers of the documentation, like all extensions (`x-`)."""
    return key in _WORDING or key.startswith("x-")


@dataclass(frozen=True)
class LocatedSchema:
    """A schema of the spec with its JSON pointer."""

    pointer: str
    schema: Schema | bool


@dataclass(frozen=True)
class Flat:
    """A flattened schema.

    Attributes:
        pointer: The JSON pointer of the schema.
        definition: The pointer of the schema that defines the object or the enumeration, and its name. title: The title
        there. types: The JSON types that it allows, including `null`; `None` if it does not limit them. values: The
        only values that it allows, with `None` for `null`. is_constant: Whether `values` comes from a `const`.
        properties: The schemas of each property, which all apply. required: The names of the required properties.
        items: The schemas of the elements of a list. additional: The schemas of further properties. members: The
        members of a union. members_allow_null: Whether one of them was `null`, which `members` does not contain.
        is_exclusive: Whether only one of them may match. discriminator: The discriminator of the members. read_only:
        Whether requests must not contain it. write_only: Whether responses do not contain it. wording: The keywords for
        readers of the documentation; those of the outermost schema first. keywords: All other keywords, with references
        resolved.
    """

    pointer: str
    definition: str
    title: str = ""
    types: frozenset[str] | None = None
    values: tuple[JsonValue, ...] | None = None
    is_constant: bool = False
    properties: dict[str, tuple[LocatedSchema, ...]] = field(default_factory=dict)
    required: frozenset[str] = frozenset()
    items: tuple[LocatedSchema, ...] = ()
    additional: tuple[LocatedSchema, ...] = ()
    members: tuple[LocatedSchema, ...] = ()
    members_allow_null: bool = False
    is_exclusive: bool = False
    discriminator: Schema | None = None
    read_only: bool = False
    write_only: bool = False
    wording: Keywords = field(default_factory=dict)
    keywords: Keywords = field(default_factory=dict)

    @property
    def is_object(self) -> bool:
        """Whether it is an object with properties."""
        return bool(self.properties) and (self.types is None or "object" in self.types)
