"""The base class of all models, which parses and serializes them by the table of their fields."""

import sys
from collections.abc import Callable, Iterator, Mapping
from types import MemberDescriptorType
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Self, cast

from mijnklantportaal._wire.codec import Codec
from mijnklantportaal._wire.containers import Nullable
from mijnklantportaal._wire.media import File
from mijnklantportaal._wire.parsing import (
    DEVIATIONS,
    DeviationError,
    Place,
    Report,
    ignore_deviation,
    path_of,
    undescribed,
)
from mijnklantportaal._wire.serializing import LENIENT, SerializeOptions
from mijnklantportaal.types import UNSET

new_object = object.__new__
"""Creates an object without `__init__`, for the generated parsers, which would take 60 % longer with it."""


class Field(NamedTuple):
    """One property of an object."""

    name: str
    """The name in Python."""
    key: str
    """The name in JSON."""
    codec: Codec[Any]
    required: bool
    read_only: bool = False
    """Whether only responses have it."""
    write_only: bool = False
    """Whether only requests have it."""


class _PydanticSerializer:
    """The pydantic serializer of a model, for a place that may have any value."""

    def __get__(self, instance: object, model: "type[Model]") -> Any:
        if not sys.modules.get("pydantic_core"):
            # Code that reads all attributes must work without pydantic.
            raise AttributeError("__pydantic_serializer__")
        from mijnklantportaal._wire.pydantic_serializer import MODEL_SERIALIZER

        return MODEL_SERIALIZER


class Model:
    """The base class of all models.

    If a response deviates from the spec, no data is lost: the field holds the value that was received, or `None` if
    there was none. `additional_properties` has the fields that are not in the spec.

    `attrs.asdict(model)` returns a dict of the fields by their Python names: amounts are `Decimal`, dates are `date` or
    `datetime`, and omitted optional fields of requests are `UNSET`. `to_dict()` returns JSON, in which amounts and
    dates are strings. So `pandas.DataFrame([attrs.asdict(offer) for offer in page])` has columns that can be summed;
    with `to_dict()`, a sum would concatenate strings. `attrs.evolve(model, **changes)` returns a changed copy.

    Models are types for pydantic and FastAPI. A valid value is a model, or an object with the keys of JSON that matches
    the spec; dumps have these keys too. An annotation such as `-> list[CustomerOffer]` describes the response of an
    endpoint.
    """

    if not TYPE_CHECKING:
        # Type checkers do not know `_additional`, the slot that attrs creates for `additional_properties`.
        __slots__ = ()

        def __iter__(self) -> Iterator[tuple[str, Any]]:
            """Yield the items of `to_dict()`: FastAPI calls `dict` for the result of an endpoint without annotation.

            For type checkers, models are not iterable, so that they report a loop over the result of `get`.
            """
            return iter(self.to_dict().items())

    _field_table: ClassVar[tuple[Field, ...]]
    # The same table for the parser, without attribute look-ups, since it runs for every object of every response.
    _parsers: ClassVar[tuple[tuple[str, str, type | None, bool, Callable[[Any, Report, Place], Any]], ...]]
    _keys: ClassVar[frozenset[str]]
    additional_properties: dict[str, Any]
    # The additional properties, or `None` until the first access: few objects have any, and an empty dict for each
    # object would take 15 % of the memory.
    _additional: dict[str, Any] | None

    def __init_subclass__(cls) -> None:
        """Prepare the tables of the parser and the attribute `additional_properties`."""
        slot = vars(cls).get("additional_properties")
        if isinstance(slot, MemberDescriptorType):
            cls._additional = cast("Any", slot)
            cls.additional_properties = cast("Any", _ADDITIONAL_PROPERTIES)
        cls._parsers = tuple(
            (field.name, field.key, field.codec.plain, isinstance(field.codec, Nullable), field.codec.parse)
            for field in cls._field_table
        )
        cls._keys = frozenset(field.key for field in cls._field_table)
        summary = vars(cls).get("__doc__")
        if type(summary) is str and "_field_table" in vars(cls):
            cls.__doc__ = cast("Any", _Documentation(summary))

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], report: Report = ignore_deviation) -> Self:
        """Parse a JSON object.

        Args:
            data: The object, as `json.loads` returns it.
            report: Called for each deviation from the spec with its path, the expected value and the received value. An
                exception that it raises ends the parsing.

        Raises:
            TypeError: `data` is not a mapping.
            ValueError: A value that the spec does not describe has more than 100 levels.
        """
        if type(data) is not dict and not isinstance(data, Mapping):
            raise TypeError(f"data must be a mapping, not {type(data).__name__}")
        try:
            return cls._parse_strict(data)
        except DEVIATIONS:
            return cls._parse_lenient(data, report, None)

    def to_dict(self) -> dict[str, Any]:
        """Return the model as a JSON object, from which `from_dict` creates an equal model.

        Amounts and dates are strings. For a dict with the values of the fields, use `attrs.asdict`.
        """
        try:
            return self._serialize_strict()
        except DEVIATIONS:
            return self._serialize(type(self).__name__, LENIENT)

    def __json__(self, *arguments: object) -> dict[str, Any]:
        """Return `to_dict()`, for the JSON encoders of Celery and Pyramid."""
        return self.to_dict()

    def __replace__(self, /, **changes: Any) -> Self:
        """Return a changed copy, for `copy.replace` of Python 3.13. attrs itself defines this method from version 25.2
        on."""
        from attrs import evolve

        return evolve(self, **changes)  # type: ignore[misc]

    def _repr_html_(self) -> str:
        """Return an HTML table of the fields, for notebooks."""
        from mijnklantportaal._wire.html import model_table

        return model_table(self)

    __pydantic_serializer__ = _PydanticSerializer()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """Return the core schema of the model. Only pydantic, which is not a dependency, calls this method."""
        from mijnklantportaal._wire.pydantic_schema import model_schema

        return model_schema(cls, handler)

    @classmethod
    def _parse_strict(cls, data: Mapping[str, Any], /) -> Self:
        """Parse an object that matches the spec, except for unknown fields.

        The template generates this method for models that are only received, and whose fields are all required. Most
        responses match the spec, and straight-line code takes two fifths of the time of a loop over the fields. It
        creates the object without `__init__`, which a subclass may have overridden.

        Raises:
            DEVIATIONS: The object deviates, or this is a subclass.
        """
        raise DeviationError

    @classmethod
    def _parse_lenient(cls, data: Mapping[str, Any], report: Report, place: Place) -> Self:
        values: dict[str, Any] = {}
        missing = 0
        for name, key, plain, nullable, parse in cls._parsers:
            try:
                value = data[key]
            except KeyError:
                missing += 1
                continue
            if type(value) is plain or (value is None and nullable):
                values[name] = value
            else:
                values[name] = parse(value, report, (place, key))
        if missing:
            for name, key, codec, required, _, write_only in cls._field_table:
                if not required or key in data:
                    continue
                if write_only:
                    values[name] = UNSET
                else:
                    report(path_of((place, key)), codec.expected, UNSET)
                    values[name] = None
        if len(data) != len(cls._field_table) - missing:
            values["additional_properties"] = cls._unknown(data)
        return cls(**values)

    @classmethod
    def _unknown(cls, data: Mapping[str, Any]) -> dict[str, Any]:
        keys = cls._keys
        return {key: undescribed(value) for key, value in data.items() if key not in keys}

    def _serialize_strict(self) -> dict[str, Any]:
        """Return the model as a JSON object, if its values match the spec.

        The template generates this method for the same models as `_parse_strict`. It takes two fifths of the time of
        the table.

        Raises:
            DEVIATIONS: A value deviates, the model is an instance of a subclass, or it has additional properties.
        """
        raise DeviationError

    def _serialize(self, name: str, options: SerializeOptions) -> dict[str, Any]:
        """Return the model as a JSON object. Errors refer to the model as `name`.

        Raises:
            TypeError: A field has a wrong type, and `options` are strict.
            ValueError: A field has a value that cannot be sent.
        """
        fields = serialize_fields(self._field_table, self, f"{name}.", options)
        if not self._additional:
            return fields
        unknown: dict[str, Any] = options.json_value(f"{name}.additional_properties", self._additional)
        return {**fields, **unknown}


class _Documentation:
    """The docstring of a model with the descriptions of its fields, which are read from the source on access."""

    __slots__ = ("_summary",)

    def __init__(self, summary: str) -> None:
        self._summary = summary

    def __get__(self, instance: object, model: type[Model]) -> str:
        # Imported here, since few programs show documentation.
        from mijnklantportaal._wire.documentation import class_documentation

        return class_documentation(model, self._summary)


def _get_additional(model: Model) -> dict[str, Any]:
    if model._additional is None:
        model._additional = {}
    return model._additional


def _set_additional(model: Model, properties: dict[str, Any]) -> None:
    model._additional = properties


_ADDITIONAL_PROPERTIES = property(
    _get_additional, _set_additional, doc="Fields that are not in the spec, as JSON values."
)


def serialize_fields(fields: tuple[Field, ...], source: Any, prefix: str, options: SerializeOptions) -> dict[str, Any]:
    """Return the fields of a model, or the arguments of a call, as JSON. `UNSET` values are left out.

    Strict options also leave out read-only fields, which requests do not have.

    Args:
        fields: The table of the fields.
        source: A model, or a mapping of arguments.
        prefix: A prefix for the names of fields in errors.
        options: As for `Codec.serialize`.

    Raises:
        TypeError, ValueError: As for `Codec.serialize`.
    """
    get = source.__getitem__ if isinstance(source, dict) else lambda name: getattr(source, name)
    serialized: dict[str, Any] = {}
    for name, key, codec, required, read_only, _ in fields:
        value = get(name)
        if (value is UNSET and not (required and options.strict)) or (read_only and options.strict):
            continue
        # Every value except a file may be null, even if the spec does not allow it.
        serialized[key] = (
            None if value is None and not isinstance(codec, File) else codec.serialize(value, prefix + name, options)
        )
    return serialized
