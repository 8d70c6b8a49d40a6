"""Find the schema that describes a place of a response, such as `data[].lines[].amount`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.diff.quoting import quoted
from pipeline.effective.finding import Location
from pipeline.openapi import location_of, target_of

Schema = dict[str, Any]

_STEPS = {"[]": ("items", "elements"), "{}": ("additionalProperties", "values by key")}


class PlaceError(Exception):
    """A place without a separate schema. The message is a sentence without subject and period."""


@dataclass(frozen=True)
class Place:
    """A schema and its location. It may be a reference."""

    location: Location
    schema: Schema

    @property
    def is_property(self) -> bool:
        """Whether this is the schema of a property, which can be missing."""
        return len(self.location) > 1 and self.location[-2] == "properties"


class Places:
    """Finds the schemas of a spec.

    Args:
        spec: An effective spec, in which all references resolve.
    """

    def __init__(self, spec: dict[str, Any]) -> None:
        self._spec = spec

    def find(self, operation: str, path: str) -> Place:
        """Return the schema that describes a place of the JSON body of a successful response.

        Args:
            operation: Method and path of the operation, such as `GET /customers`.
            path: The path of keys to the place, with `[]` for elements and `{}` for values by key.

        Raises:
            PlaceError: The spec does not describe the place, or does so in several alternatives.
        """
        place = self._body(operation)
        rest = path
        while rest:
            if rest[:2] in _STEPS:
                place, rest = self._inner(place, rest[:2]), rest[2:]
            else:
                place, rest = self._property(place, rest.removeprefix(".") if rest != path else rest)
        return place

    def object_at(self, place: Place) -> Place:
        """Return the schema that lists the properties of an object.

        Raises:
            PlaceError: No schema lists them, or several do.
        """
        parts = list(self.parts(place))
        listing = [part for part in parts if isinstance(part.schema.get("properties"), dict)]
        return _only(listing or [part for part in parts if part.schema.get("type") == "object"], "an object")

    def parts(self, place: Place) -> Iterator[Place]:
        """Yield a schema and all schemas that it consists of: references, all parts, and all alternatives."""
        seen: set[Location] = set()
        pending = [place]
        while pending:
            part = pending.pop(0)
            if part.location in seen or not isinstance(part.schema, dict):
                continue
            seen.add(part.location)
            yield part
            if "$ref" in part.schema:
                pending.append(self.target(part))
            for key in ("allOf", "anyOf", "oneOf"):
                members = enumerate(part.schema.get(key, ()))
                pending += [Place((*part.location, key, index), member) for index, member in members]

    def target(self, place: Place) -> Place:
        """Return the target of a reference."""
        reference = place.schema["$ref"]
        return Place(location_of(self._spec, reference), target_of(self._spec, reference))

    def _body(self, operation: str) -> Place:
        method, _, path = operation.partition(" ")
        location: Location = ("paths", path, method.lower(), "responses")
        responses = self._spec["paths"][path][method.lower()]["responses"]
        for status, response in responses.items():
            if not status.startswith("2"):
                continue
            holder = Place((*location, status), response)
            holder = self.target(holder) if "$ref" in response else holder
            for media_type, content in holder.schema.get("content", {}).items():
                if "json" in media_type and "schema" in content:
                    return Place((*holder.location, "content", media_type, "schema"), content["schema"])
        raise PlaceError("belongs to a response for which the spec has no JSON schema")

    def _inner(self, place: Place, step: str) -> Place:
        keyword, name = _STEPS[step]
        return _only(
            [
                Place((*part.location, keyword), part.schema[keyword])
                for part in self.parts(place)
                if isinstance(part.schema.get(keyword), dict)
            ],
            f"something with {name}",
        )

    def _property(self, place: Place, rest: str) -> tuple[Place, str]:
        """Return the property at the start of a path, and the rest of the path. Keys may contain dots."""
        properties = [
            (key, Place((*part.location, "properties", key), schema))
            for part in self.parts(place)
            for key, schema in part.schema.get("properties", {}).items()
            if rest.startswith(key) and rest[len(key) :][:1] in ("", ".", "[", "{")
        ]
        longest = max((key for key, _ in properties), key=len, default="")
        inner = _only([inner for key, inner in properties if key == longest], f"a property {quoted(rest)}")
        return inner, rest[len(longest) :]


def _only(places: list[Place], name: str) -> Place:
    if not places:
        raise PlaceError(f"is not in the spec, which does not have {name} there")
    if len(places) > 1:
        raise PlaceError(f"is in {len(places)} alternatives or parts of a schema, which have {name} each")
    return places[0]
