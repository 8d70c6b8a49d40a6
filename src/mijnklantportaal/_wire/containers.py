"""The codecs of values that contain others: lists, maps, objects and pages."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from types import NoneType
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from mijnklantportaal._wire.codec import Codec
from mijnklantportaal._wire.parsing import DEVIATIONS, Place, Report, path_of, refuse_deviation, undescribed
from mijnklantportaal._wire.scalars import INTEGER, STRING
from mijnklantportaal._wire.serializing import SerializeOptions, checked_key
from mijnklantportaal.types import UNSET

if TYPE_CHECKING:
    from mijnklantportaal._wire.model import Model

T = TypeVar("T")
ModelT = TypeVar("ModelT", bound="Model")


class Nullable(Codec[T | None]):
    """A value, or `null`."""

    def __init__(self, codec: Codec[T]) -> None:
        self._codec = codec
        self.plain = codec.plain
        self.json_types = (*codec.json_types, NoneType) if codec.json_types else ()
        self.expected = f"{codec.expected} or null"

    def parse(self, value: Any, report: Report, place: Place) -> T | None:
        return None if value is None else self._codec.parse(value, report, place)

    def serialize(self, value: Any, name: str, options: SerializeOptions) -> Any:
        return None if value is None else self._codec.serialize(value, name, options)

    def sent_type(self) -> str:
        return f"{self._codec.sent_type()} or None"

    def takes(self, value: Any) -> bool:
        return value is None or self._codec.takes(value)

    def fits(self, value: Any) -> bool:
        return value is None or self._codec.fits(value)

    def inner(self, key: str) -> tuple[str, Codec[Any] | None]:
        return self._codec.inner(key)


class Array(Codec[list[T]]):
    """A list of values of one kind. Elements that deviate are reported and kept, and the others are parsed."""

    json_types = (list,)
    expected = "array"

    def __init__(self, codec: Codec[T]) -> None:
        self._codec = codec

    def parse(self, value: Any, report: Report, place: Place) -> list[T]:
        if type(value) is not list:
            elements = self._deviation(value, report, place)
            # PHP writes a list with gaps as an object, and sometimes an empty list as `{}`.
            if type(value) is not dict or not all(key.isdecimal() for key in value):
                return elements
            value = list(value.values())
        parse = self._codec.parse
        inside = (place, "[]")
        return [parse(element, report, inside) for element in value]

    def replace_elements(self, value: Any, report: Report, place: Place) -> list[T]:
        """Parse a list in place. No other code may use the list.

        Objects are replaced by their models one by one, so that each is freed at once. The parser of the model is
        called directly, which saves 3 % of the instructions for 1000 objects. That parser also refuses values that are
        not objects.
        """
        codec = self._codec
        if type(value) is not list or not isinstance(codec, Object):
            return self.parse(value, report, place)
        parse_model = codec.model_parser
        inside = (place, "[]")
        for index, element in enumerate(value):
            try:
                value[index] = parse_model(element)
            except DEVIATIONS:
                value[index] = codec.parse(element, report, inside)
        return value

    def serialize(self, value: Any, name: str, options: SerializeOptions) -> Any:
        if isinstance(value, str | bytes) or not isinstance(value, Sequence):
            return options.wrong_type(name, self.sent_type(), value)
        return [self._codec.serialize(element, f"{name}[{index}]", options) for index, element in enumerate(value)]

    def sent_type(self) -> str:
        return f"a list of {self._codec.sent_type()}"

    def takes(self, value: Any) -> bool:
        return isinstance(value, Sequence) and not isinstance(value, str | bytes)

    def fits(self, value: Any) -> bool:
        return self.takes(value) and all(self._codec.fits(element) for element in value)

    def inner(self, key: str) -> tuple[str, Codec[Any] | None]:
        return f"[{key}]", self._codec


class Map(Codec[dict[str, T]]):
    """An object whose keys are data. Values that deviate are reported and kept, and the others are parsed."""

    json_types = (dict,)
    expected = "object"

    def __init__(self, codec: Codec[T]) -> None:
        self._codec = codec

    def parse(self, value: Any, report: Report, place: Place) -> dict[str, T]:
        if type(value) is not dict:
            values = self._deviation(value, report, place)
            # PHP writes an empty map as `[]`, and a map with the keys 0, 1, 2 and so on as a list.
            if type(value) is not list:
                return values
            value = {str(index): element for index, element in enumerate(value)}
        parse = self._codec.parse
        inside = (place, "{}")
        return {key: parse(inner, report, inside) for key, inner in value.items()}

    def serialize(self, value: Any, name: str, options: SerializeOptions) -> Any:
        if not isinstance(value, Mapping):
            return options.wrong_type(name, self.sent_type(), value)
        return {
            checked_key(name, key) if options.strict else key: self._codec.serialize(inner, f"{name}[{key!r}]", options)
            for key, inner in value.items()
        }

    def sent_type(self) -> str:
        return f"a mapping of str to {self._codec.sent_type()}"

    def takes(self, value: Any) -> bool:
        return isinstance(value, Mapping)

    def fits(self, value: Any) -> bool:
        return self.takes(value) and all(self._codec.fits(inner) for inner in value.values())

    def inner(self, key: str) -> tuple[str, Codec[Any] | None]:
        return f"[{key!r}]", self._codec


class Object(Codec[ModelT]):
    """An object with a model. The model is looked up on first use, since schemas may refer to each other circularly."""

    json_types = (dict,)
    expected = "object"

    def __init__(self, find_model: Callable[[], type[ModelT]]) -> None:
        self._find_model = find_model

    @cached_property
    def _model(self) -> type[ModelT]:
        return self._find_model()

    @cached_property
    def model_parser(self) -> Callable[[Mapping[str, Any]], ModelT]:
        """The strict parser of the model. It is cached, since binding it for each object takes 4 % of the parsing."""
        return self._model._parse_strict

    @cached_property
    def model_serializer(self) -> Callable[[ModelT], dict[str, Any]]:
        """The function that serializes a model whose values match the spec."""
        return self._model._serialize_strict

    def parse(self, value: Any, report: Report, place: Place) -> ModelT:
        if type(value) is not dict:
            return self._deviation(value, report, place)
        if report is refuse_deviation:
            # Only one of the two parsers is used: otherwise, each would parse nested values with both, and the time
            # would double with each level.
            return self._model._parse_lenient(value, report, place)
        try:
            return self.model_parser(value)
        except DEVIATIONS:
            return self._model._parse_lenient(value, report, place)

    def serialize(self, value: Any, name: str, options: SerializeOptions) -> Any:
        if not isinstance(value, self._model):
            return options.wrong_type(name, self.sent_type(), value)
        return value._serialize(name, options)

    def sent_type(self) -> str:
        return self._model.__name__

    def takes(self, value: Any) -> bool:
        return isinstance(value, self._model)

    def inner(self, key: str) -> tuple[str, Codec[Any] | None]:
        field = next((field for field in self._model._field_table if field.key == key), None)
        return super().inner(key) if field is None else (f".{field.name}", field.codec)


class Items(Codec[list[T]]):
    """The list under `data` of an object that has no other property."""

    json_types = (dict,)
    expected = "object with a list under `data`"

    def __init__(self, codec: Codec[T]) -> None:
        self._items = Array(codec)

    def parse(self, value: Mapping[str, Any], report: Report, place: Place) -> list[T]:
        for key in value.keys() - {"data"}:
            report(path_of((place, key)), "no property but `data`", undescribed(value[key]))
        return _items(self._items, value, report, place)

    def serialize(self, value: Any, name: str, options: SerializeOptions) -> Any:
        return {"data": self._items.serialize(value, name, options)}


class PageData(NamedTuple, Generic[T]):
    """One page of a list as the portal sends it."""

    data: list[T]
    current_page: int
    per_page: int
    next_page_url: str | None


class PageOf(Codec[PageData[T]]):
    """One page of a list. Its other properties contain the same information, and are not parsed."""

    json_types = (dict,)
    expected = "object with a page of a list"

    def __init__(self, codec: Codec[T]) -> None:
        self._items = Array(codec)

    def parse(self, value: Mapping[str, Any], report: Report, place: Place) -> PageData[T]:
        properties: list[Any] = []
        for key, codec in (("current_page", INTEGER), ("per_page", INTEGER), ("next_page_url", _LINK)):
            received = value.get(key, UNSET)
            if received is UNSET:
                report(path_of((place, key)), codec.expected, UNSET)
                properties.append(None)
            else:
                properties.append(codec.parse(received, report, (place, key)))
        return PageData(_items(self._items, value, report, place), *properties)


def _items(codec: Array[T], value: Mapping[str, Any], report: Report, place: Place) -> list[T]:
    items = codec.replace_elements(value.get("data", UNSET), report, (place, "data"))
    # A value that is not a list was reported, and has no items.
    return items if type(items) is list else []


_LINK = Nullable(STRING)
