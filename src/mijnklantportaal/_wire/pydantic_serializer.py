"""Serializes models for pydantic as objects with the keys of JSON. Validating them returns equal models."""

from collections.abc import Mapping, Set
from typing import Any

from pydantic_core import PydanticSerializationUnexpectedValue, SchemaSerializer, core_schema

from mijnklantportaal._wire.model import Model
from mijnklantportaal.types import UNSET


def _serialize(value: object, info: core_schema.SerializationInfo) -> object:
    if not isinstance(value, Model):
        # After this error, pydantic tries the other members of a union.
        raise PydanticSerializationUnexpectedValue(f"Expected a model, not {type(value).__name__}")
    data = value.to_dict() if info.mode_is_json() else _to_python(value)
    if info.include is not None or info.exclude is not None:
        data = _DICT_SERIALIZER.to_python(
            data, include=_by_keys(info.include, value), exclude=_by_keys(info.exclude, value)
        )
    return _without_none(data) if info.exclude_none else data


def _to_python(value: Any) -> Any:
    """Return the same dict as `to_dict`, but with the Python values of the fields."""
    if isinstance(value, Model):
        fields = {field.key: getattr(value, field.name) for field in value._field_table}
        return {
            **{key: _to_python(inner) for key, inner in fields.items() if inner is not UNSET},
            **(value._additional or {}),
        }
    if isinstance(value, dict):
        return {key: _to_python(inner) for key, inner in value.items()}
    return [_to_python(inner) for inner in value] if isinstance(value, list) else value


def _by_keys(selection: Any, value: object) -> Any:
    """Return the `include` or `exclude` of a value with JSON keys. The caller may use the Python names of fields.

    pydantic ignores unknown names, so `exclude` with a Python name would not hide the field.
    """
    if isinstance(value, list) and isinstance(selection, Mapping):
        return {index: _by_keys(inner, next(iter(value), None)) for index, inner in selection.items()}
    if not isinstance(value, Model) or not isinstance(selection, Mapping | Set):
        return selection
    keys = {field.name: field.key for field in value._field_table}
    if isinstance(selection, Set):
        return {keys.get(name, name) for name in selection}
    return {keys.get(name, name): _by_keys(inner, getattr(value, name, None)) for name, inner in selection.items()}


def _without_none(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_none(inner) for key, inner in value.items() if inner is not None}
    return [_without_none(inner) for inner in value] if isinstance(value, list) else value


SERIALIZATION = core_schema.plain_serializer_function_ser_schema(_serialize, info_arg=True)
MODEL_SERIALIZER = SchemaSerializer(core_schema.any_schema(serialization=SERIALIZATION))
"""The serializer of a model in a place that may have any value."""
_DICT_SERIALIZER = SchemaSerializer(core_schema.any_schema())
