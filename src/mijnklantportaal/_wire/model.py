"""The base class of all models: they are parsed from responses and serialized by the table of their fields."""

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
"""Makes an object without `__init__`, for parsers that are written out: with it, they take 60 % longer."""


class Field(NamedTuple):
    """One property of an object."""

    name: str
    """Its name in Python."""
    key: str
    """Its name in JSON."""
    codec: Codec[Any]
    required: bool
    read_only: bool = False
    """Whether only responses have it."""
    write_only: bool = False
    """Whether only requests have it."""


class _PydanticSerializer:
    """What pydantic serializes a model with, where a place may have any value."""

    def __get__(self, instance: object, model: "type[Model]") -> Any:
        if not sys.modules.get("pydantic_core"):
            # Whoever looks at all attributes must not need pydantic.
            raise AttributeError("__pydantic_serializer__")
        from mijnklantportaal._wire.pydantic_serializer import MODEL_SERIALIZER

        return MODEL_SERIALIZER


class Model:
    """Base class of all models.

    A response that deviates from the spec loses nothing: a field then holds what was received, `None` where nothing
    was, and fields that the spec does not know are in `additional_properties`.

    `attrs.asdict(model)` returns a dict by the names of the fields, with their values: amounts are `Decimal`, dates are
    `date` or `datetime`, and optional fields of requests that are left out are `UNSET`. `to_dict()` returns JSON, where
    amounts and dates are text. So `pandas.DataFrame([attrs.asdict(offer) for offer in page])` has columns that can be
    summed, and with `to_dict()` a sum would join texts. `attrs.evolve(model, **changes)` returns a changed copy.

    Models are types for pydantic and FastAPI: a value is a model, or an object by the keys of JSON that is as the spec
    says, and dumps have these keys too. An annotation such as `-> list[CustomerOffer]` describes the response of an
    endpoint.
    """

    if not TYPE_CHECKING:
        # Type checkers would miss `_additional`, which is the slot that attrs makes for `additional_properties`.
        __slots__ = ()

        def __iter__(self) -> Iterator[tuple[str, Any]]:
            """Yield the items of `to_dict()`: FastAPI calls `dict` for what an endpoint without annotation returns.

            Type checkers refuse loops over a model, and `list.extend`: callers of `get` may take it for a list.
            """
            return iter(self.to_dict().items())

    _field_table: ClassVar[tuple[Field, ...]]
    # The same for the parser, which runs for every object of every response: without look-ups.
    _parsers: ClassVar[tuple[tuple[str, str, type | None, bool, Callable[[Any, Report, Place], Any]], ...]]
    _keys: ClassVar[frozenset[str]]
    additional_properties: dict[str, Any]
    # The same, or `None` until somebody asks for it: nearly no object has any, and an empty dict for each is 15 % of
    # the memory of all.
    _additional: dict[str, Any] | None

    def __init_subclass__(cls) -> None:
        """Prepare the tables of the parser, and the attribute `additional_properties`."""
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
            report: Called for each deviation from the spec with the path, what was expected there and what was
                received. An exception that it raises ends the parsing.

        Raises:
            TypeError: `data` is not a mapping.
            ValueError: A value that the spec does not describe nests more than 100 deep.
        """
        if type(data) is not dict and not isinstance(data, Mapping):
            raise TypeError(f"data must be a mapping, not {type(data).__name__}")
        try:
            return cls._parse_strict(data)
        except DEVIATIONS:
            return cls._parse_lenient(data, report, None)

    def to_dict(self) -> dict[str, Any]:
        """Return the model as a JSON object, from which `from_dict` makes an equal model.

        Amounts and dates are text: `attrs.asdict` returns a dict with the values of the fields.
        """
        try:
            return self._serialize_strict()
        except DEVIATIONS:
            return self._serialize(type(self).__name__, LENIENT)

    def __json__(self, *arguments: object) -> dict[str, Any]:
        """Return `to_dict()`, for the JSON of Celery and Pyramid."""
        return self.to_dict()

    def __replace__(self, /, **changes: Any) -> Self:
        """Return a changed copy, for `copy.replace` of Python 3.13; attrs defines this from version 25.2."""
        from attrs import evolve

        return evolve(self, **changes)  # type: ignore[misc]

    def _repr_html_(self) -> str:
        """Return a table of the fields, which notebooks show."""
        from mijnklantportaal._wire.html import model_table

        return model_table(self)

    __pydantic_serializer__ = _PydanticSerializer()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        """Return how pydantic handles the model, which it calls for this. Pydantic is not a dependency."""
        from mijnklantportaal._wire.pydantic_schema import model_schema

        return model_schema(cls, handler)

    @classmethod
    def _parse_strict(cls, data: Mapping[str, Any], /) -> Self:
        """Parse an object that is as the spec says, but for unknown fields.

        The template writes this out for models whose fields are all required, as those of responses are: most responses
        are as the spec says, and straight-line code takes two fifths of the time of a loop over the fields. It makes
        the object without `__init__`, which a subclass may have changed.

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
        """Return a model whose values are as the spec says as a JSON object.

        The template writes this out for the same models as `_parse_strict`: it takes two fifths of the time of the
        table.

        Raises:
            DEVIATIONS: A value deviates, the model is of a subclass, or it has additional properties.
        """
        raise DeviationError

    def _serialize(self, name: str, options: SerializeOptions) -> dict[str, Any]:
        """Return the model as a JSON object; errors call the model `name`.

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
    """The docstring of a model, with the texts of its fields, which are read from the source on access."""

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
    _get_additional, _set_additional, doc="Fields that the spec does not know, as JSON values."
)


def serialize_fields(fields: tuple[Field, ...], source: Any, prefix: str, options: SerializeOptions) -> dict[str, Any]:
    """Return the fields of a model, or the arguments of a call, as JSON; those that are `UNSET` are left out.

    A request has no read-only fields: strict options leave them out.

    Args:
        fields: The table.
        source: A model, or a mapping of arguments.
        prefix: What errors put before the name of a field.
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
        # Everything but a file may be null, whatever the spec says.
        serialized[key] = (
            None if value is None and not isinstance(codec, File) else codec.serialize(value, prefix + name, options)
        )
    return serialized
