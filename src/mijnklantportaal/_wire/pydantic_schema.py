"""Models as types of pydantic, and so of FastAPI.

`Model` imports this module only when pydantic calls it, so pydantic is not a dependency. The JSON form of a model is a
`TypedDict` of its keys. From that, pydantic derives the validation of the structure, the places of errors and the JSON
schema. The codecs parse the values, as they do for responses.
"""

import inspect
from collections.abc import Callable
from datetime import date
from functools import cache, partial, reduce
from operator import or_
from types import GenericAlias, UnionType
from typing import Annotated, Any, Literal, NotRequired, Union, cast, get_args, get_origin, get_type_hints

from attrs import NOTHING, fields_dict
from pydantic import (
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    PlainValidator,
    Strict,
    WithJsonSchema,
    WrapValidator,
)
from pydantic_core import PydanticCustomError, core_schema
from typing_extensions import TypedDict

from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.documentation import field_documentation
from mijnklantportaal._wire.model import Model
from mijnklantportaal._wire.parsing import DEVIATIONS
from mijnklantportaal._wire.pydantic_serializer import SERIALIZATION
from mijnklantportaal.types import Upload

# Type checkers would treat the types that are created from these at runtime as annotations.
_ANNOTATED: Any = Annotated
_NOT_REQUIRED: Any = NotRequired
_TYPED_DICT: Any = TypedDict

# The types that JSON has as well.
_PLAIN: dict[codecs.Codec[Any], Any] = {
    codecs.ANY: Any,
    codecs.STRING: Annotated[str, Strict()],
    codecs.INTEGER: Annotated[int, Strict()],
    codecs.BOOLEAN: Annotated[bool, Strict()],
    codecs.NUMBER: Annotated[float, Strict(), Field(allow_inf_nan=False)],
}
_JSON_SCHEMAS: dict[codecs.Codec[Any], dict[str, Any]] = {
    codecs.MONEY: {"type": "string", "format": "decimal", "pattern": r"^[+-]?[0-9]{1,50}(\.[0-9]{1,50})?$"},
    codecs.DATE: {"type": "string", "format": "date"},
    codecs.DATE_TIME: {"type": "string", "format": "date-time"},
    codecs.LOCAL_DATE_TIME: {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$"},
    codecs.LOCAL_MINUTE: {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d \d\d:\d\d$"},
}
_BINARY = {"type": "string", "format": "binary"}


def model_schema(model: type[Model], handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
    """Return the core schema that pydantic uses to validate and serialize a model."""

    def validate(value: object, validate_json_form: Callable[[object], dict[str, Any]]) -> Model:
        return value if isinstance(value, model) else _build(model, validate_json_form(value))

    # pydantic names this function in errors.
    validate.__name__ = validate.__qualname__ = model.__name__
    return core_schema.no_info_wrap_validator_function(
        validate,
        # mypy considers the class unhashable, since its objects have no hash.
        handler.generate_schema(_json_form(cast("Any", model))),
        serialization=SERIALIZATION,
    )


def _build(model: type[Model], received: dict[str, Any]) -> Model:
    values: dict[str, Any] = {
        field.name: received.pop(field.key) for field in model._field_table if field.key in received
    }
    values["additional_properties"] = model._unknown(received)
    return model(**values)


@cache
def _json_form(model: Any) -> Any:
    """Return the type of the JSON objects of a model. It is the same for each call, so that pydantic detects
    recursion."""
    hints, attributes, documentation = get_type_hints(model), fields_dict(model), field_documentation(model)
    keys: dict[str, Any] = {}
    for field in model._field_table:
        documented = documentation.get(field.name)
        description = Field(
            title=field.name.strip("_").replace("_", " ").capitalize(),
            description=documented and documented.text,
            json_schema_extra={"readOnly": True} if field.read_only else None,
        )
        kind = _ANNOTATED[_type_of(field.codec, hints[field.name]), description]
        keys[field.key] = kind if attributes[field.name].default is NOTHING else _NOT_REQUIRED[kind]
    form = _TYPED_DICT(model.__name__, keys)
    form.__module__, form.__qualname__ = model.__module__, model.__qualname__
    # Without the section on fields, since the schema contains their descriptions.
    form.__doc__ = (inspect.getdoc(model) or "").partition("\n\nAttributes:")[0] or None
    # Unknown fields are kept, as `from_dict` keeps them.
    form.__pydantic_config__ = ConfigDict(extra="allow")
    return form


def _type_of(codec: codecs.Codec[Any], hint: Any) -> Any:
    """Return the type that pydantic uses to validate the JSON values of a codec.

    Args:
        codec: The codec.
        hint: The Python type of its values, which contains the values that the spec lists.
    """
    match codec:
        case codecs.Nullable():
            return _type_of(codec._codec, hint) | None
        case codecs.Array():
            return _ANNOTATED[GenericAlias(list, _type_of(codec._codec, _type_inside(hint))), Strict()]
        case codecs.Map():
            return _ANNOTATED[GenericAlias(dict, (str, _type_of(codec._codec, _type_inside(hint)))), Strict()]
        case codecs.Object():
            return codec._model
        case codecs.Union():
            members = reduce(or_, (_type_of(member, Any) for member in codec._members))
            return _ANNOTATED[members, WrapValidator(partial(_parse_union, codec))]
        case codecs.File():
            return _ANNOTATED[Any, PlainValidator(_check_upload), WithJsonSchema(_BINARY)]
    if codec in _JSON_SCHEMAS:
        return _ANNOTATED[Any, PlainValidator(partial(_parse, codec)), WithJsonSchema(_JSON_SCHEMAS[codec])]
    # The limits of an integer apply to requests, but the validated value may be from a response.
    plain = _PLAIN[codecs.INTEGER if isinstance(codec, codecs.Integer) else codec]
    literals = [part for part in _parts(hint) if get_origin(part) is Literal]
    if not literals:
        return plain
    if codec.plain in _parts(hint):
        return reduce(or_, [*literals, plain])
    # pydantic would convert `false` to 0.
    return _ANNOTATED[reduce(or_, literals), BeforeValidator(partial(_parse, codec))]


def _parts(hint: Any) -> tuple[Any, ...]:
    """Return the members of a union, or a tuple with any other type."""
    return get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)


def _type_inside(hint: Any) -> Any:
    """Return the type of the items of a list, or the values of a map, which may itself be `None` or `UNSET`."""
    containers = [part for part in _parts(hint) if get_origin(part) in (list, dict)]
    return get_args(containers[0])[-1] if containers else Any


def _parse(codec: codecs.Codec[Any], value: object) -> Any:
    try:
        return codec.parse_strict(value)
    except DEVIATIONS:
        # In Python, the value may already have the type of the field.
        if isinstance(value, date) and codec.takes(value):
            return value
        raise _deviation(codec) from None


def _parse_union(codec: codecs.Union[Any], value: object, validate: Callable[[object], object]) -> Any:
    # pydantic selects the member for a model, and the codec selects the member for JSON, as for a response.
    return validate(value) if isinstance(value, Model) else _parse(codec, value)


def _check_upload(value: object) -> Upload:
    # Not a string: a string in a request to the user's program would be read as a path on the server.
    if not isinstance(value, Upload):
        raise _deviation(codecs.FILE)
    return value


def _deviation(codec: codecs.Codec[Any]) -> PydanticCustomError:
    # Here, JSON numbers with a fraction are floats.
    expected = "decimal string" if codec is codecs.MONEY else codec.expected
    return PydanticCustomError("spec_deviation", "Input should be {expected}", {"expected": expected})
