"""What all models have in common: they are read from answers and written to JSON by the table of their fields."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, NamedTuple, Self

from mijnklantportaal._wire.codecs import FILE, Codec, DifferenceError, Nullable
from mijnklantportaal._wire.reading import Place, checked_depth, path_of
from mijnklantportaal._wire.writing import Writing, as_json
from mijnklantportaal.types import UNSET, Report


class Field(NamedTuple):
    """One property of an object: the name in Python, the key in JSON, its codec, whether it must be there."""

    name: str
    key: str
    codec: Codec[Any]
    required: bool


def ignore_difference(path: str, expected: str, received: object) -> None:
    """A `Report` that reports nothing."""


class Model:
    """Base class of all models.

    An answer that differs from the document loses nothing: a field then holds what was received, `None` where
    nothing was, and what the document does not know is in `additional_properties`.
    """

    __slots__ = ()

    _fields: ClassVar[tuple[Field, ...]]
    # The same for the reader, which runs for every object of every answer: what needs no look-up any more.
    _reading: ClassVar[tuple[tuple[str, str, type | None, bool, Callable[[Any, Report, Place], Any]], ...]]
    _keys: ClassVar[frozenset[str]]
    additional_properties: dict[str, Any]

    def __init_subclass__(cls) -> None:
        """Prepare the table for the reader."""
        cls._reading = tuple(
            (name, key, codec.plain, isinstance(codec, Nullable), codec.read) for name, key, codec, _ in cls._fields
        )
        cls._keys = frozenset(field.key for field in cls._fields)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], report: Report = ignore_difference) -> Self:
        """The model of a JSON object.

        Args:
            data: The object, as `json.loads` gives it.
            report: Called for each difference from the document; whatever it raises ends the reading.

        Raises:
            TypeError: `data` is no mapping.
            ValueError: A value that the document does not know nests more than 100 deep.
        """
        if not isinstance(data, Mapping):
            raise TypeError(f"{cls.__name__}.from_dict takes a mapping, not {type(data).__name__}")
        return cls.read(data, report, None)

    @classmethod
    def read(cls, data: Mapping[str, Any], report: Report, place: Place) -> Self:
        """`from_dict` for an object that stands at `place` of an answer."""
        try:
            return cls.exactly(data)
        except (ValueError, TypeError, LookupError, ArithmeticError):
            return cls._forgivingly(data, report, place)

    @classmethod
    def exactly(cls, data: Mapping[str, Any], /) -> Self:
        """The fast road: the model of an object that is just as the document says, but for unknown fields.

        The templates write it for models whose fields are all required, as those of answers are.

        Raises:
            ValueError, TypeError, LookupError, ArithmeticError: The object differs, or there is no fast road.
        """
        raise DifferenceError

    @classmethod
    def _forgivingly(cls, data: Mapping[str, Any], report: Report, place: Place) -> Self:
        values: dict[str, Any] = {}
        missing = 0
        for name, key, plain, nullable, read_value in cls._reading:
            try:
                value = data[key]
            except KeyError:
                missing += 1
                continue
            if type(value) is plain or (value is None and nullable):
                values[name] = value
            else:
                values[name] = read_value(value, report, (place, key))
        if missing:
            for name, key, codec, required in cls._fields:
                if required and key not in data:
                    report(path_of((place, key)), codec.expected, UNSET)
                    values[name] = None
        if len(data) != len(cls._fields) - missing:
            values["additional_properties"] = cls._unknown(data)
        return cls(**values)

    @classmethod
    def _unknown(cls, data: Mapping[str, Any]) -> dict[str, Any]:
        keys = cls._keys
        return {key: checked_depth(value) for key, value in data.items() if key not in keys}

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object: what `from_dict` would read the same model from."""
        return self.write(type(self).__name__, Writing(strict=False))

    def write(self, name: str, how: Writing) -> dict[str, Any]:
        """The model as a JSON object in a request.

        Args:
            name: What to call the model in an error.
            how: The zone for times without zone, and what happens to a value of a wrong type.

        Raises:
            TypeError: A field has a type that can't be sent, and `how` is strict.
            ValueError: A field has a value that can't be sent.
        """
        return {**write_fields(self._fields, self, f"{name}.", how), **as_json(self.additional_properties)}


def write_fields(fields: tuple[Field, ...], source: Any, prefix: str, how: Writing) -> dict[str, Any]:
    """The fields of a model, or of the arguments of a call, as JSON; those that are `UNSET` are left out.

    Args:
        fields: The table.
        source: A model, or a mapping of arguments.
        prefix: Stands before the name of a field in an error.
        how: As for `Model.write`.

    Raises:
        TypeError, ValueError: As for `Model.write`.
    """
    get = source.__getitem__ if isinstance(source, dict) else lambda name: getattr(source, name)
    written: dict[str, Any] = {}
    for name, key, codec, required in fields:
        value = get(name)
        if value is UNSET and not (required and how.strict):
            continue
        # A file can't be nothing; all else may be null, whatever the document says of it.
        written[key] = None if value is None and codec is not FILE else codec.write(value, prefix + name, how)
    return written
