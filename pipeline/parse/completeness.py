"""Keeps the keywords of a schema that its type does not express, so that no part of the spec is lost."""

from typing import Any

from pydantic import JsonValue

from pipeline.api import Keywords
from pipeline.parse.flat import Flat, LocatedSchema, is_wording
from pipeline.parse.flattening import Flattener
from pipeline.parse.shapes import Shape


def other_keywords(flat: Flat, shape: Shape, flattener: Flattener, *, has_class: bool = True) -> Keywords:
    """Return the keywords of a schema that neither its kind nor the parts of its type express.

    Most of them have no effect, such as `items` of a string. Others limit the values, such as `enum` of objects.

    Args:
        flat: The schema.
        shape: Its shape.
        flattener: Resolves references.
        has_class: Whether an object becomes a class, which has the type of further properties.
    """

    def expanded(schemas: tuple[LocatedSchema, ...]) -> JsonValue:
        return [flattener.expanded(located.schema) for located in schemas]

    others: Keywords = dict(flat.keywords)
    if required := flat.required - (flat.properties.keys() if shape is Shape.MODEL else set()):
        others["required"] = [*sorted(required)]
    if flat.properties and shape is not Shape.MODEL:
        others["properties"] = {key: expanded(schemas) for key, schemas in flat.properties.items()}
    if flat.additional and not (shape is Shape.MAP or (shape is Shape.MODEL and has_class)):
        others["additionalProperties"] = expanded(flat.additional)
    if flat.items and shape is not Shape.LIST:
        others["items"] = expanded(flat.items)
    if flat.values is not None and shape in (Shape.MODEL, Shape.MAP, Shape.LIST, Shape.UNION):
        others["enum"] = list(flat.values)
    # The parts of an `allOf` may have no common type.
    if flat.types is not None and (shape is Shape.UNION or not flat.types):
        others["type"] = [*sorted(flat.types)]
    if flat.discriminator is not None and shape is not Shape.UNION:
        others["discriminator"] = dict(flat.discriminator)
    return others


def all_wording(flat: Flat) -> Keywords:
    """Return the wording of a schema, including the flags that only concern properties and have no effect elsewhere."""
    flags = {"readOnly": flat.read_only, "writeOnly": flat.write_only}
    return {**flat.wording, **{key: True for key, value in flags.items() if value}}


def separated(keys: dict[str, Any]) -> dict[str, Keywords]:
    """Return the keys of an object of the spec as the `wording` and the `keywords` of a node."""
    return {
        "wording": {key: value for key, value in keys.items() if is_wording(key)},
        "keywords": {key: value for key, value in keys.items() if not is_wording(key)},
    }
