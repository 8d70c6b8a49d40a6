"""Building objects from requests, and serializing them for responses."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

from attrs import frozen

from mijnklantportaal._wire.serializing import portal_zone
from mijnklantportaal.sandbox._spec import API, Schema, Spec

# Enough digits for any amount that a request can contain.
_ARITHMETIC = Context(prec=1000)
_END_OF_DAY = time(23, 59, 59)


@frozen
class ObjectBuilder:
    """Builds objects that match a schema.

    Args:
        spec: The spec that contains the schemas.
        now: The current time of the portal.
        new_id: Returns a new ID with a prefix.
        request_fields: All properties that the request can contain. An omitted string among them becomes empty
            instead of taking the value of the example.
    """

    spec: Spec
    now: datetime
    new_id: Callable[[str], str]
    request_fields: frozenset[str] = frozenset()

    def build(self, schema: Schema, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return a complete object with the given properties.

        Other properties are null where the schema allows it, or have a default for their type, or else the value of
        the spec's example.
        """
        properties = self.spec.resolve(schema)["properties"]
        return {name: self._value(name, node, given) for name, node in properties.items()}

    def update(self, schema: Schema, data: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
        """Return a copy of the object with the given properties."""
        properties = self.spec.resolve(schema)["properties"]
        return {**data, **{name: self._value(name, properties[name], given) for name in given if name in properties}}

    def _value(self, name: str, schema: Schema, given: Mapping[str, Any]) -> Any:
        schema = self.spec.resolve(schema)
        if name in given:
            return self._convert(schema, given[name])
        if name == "id":
            return self.new_id(schema["example"].partition("_")[0])
        if "properties" in schema:
            return self.build(schema, given)
        type_ = schema.get("type")
        if type_ is None or "null" in type_:
            return None
        if isinstance(type_, list):
            # An amount, which can be a string or a number.
            return self._convert(schema, str(schema["example"]))
        if schema.get("format") in ("date", "date-time"):
            return format_datetime(self.now) if schema["format"] == "date-time" else self.now.date().isoformat()
        empty: dict[str, Callable[[], Any]] = {"array": list, "boolean": bool}
        if name in self.request_fields and "format" not in schema:
            empty["string"] = str
        return empty[type_]() if type_ in empty else schema["example"]

    def _convert(self, schema: Schema, value: Any) -> Any:
        """Convert a value of a request to its form in responses: times have an offset, amounts two decimals."""
        schema = self.spec.resolve(schema)
        if isinstance(value, list):
            return [self._convert(schema["items"], element) for element in value]
        if isinstance(value, dict) and "properties" in schema:
            return self.build(schema, value)
        if isinstance(value, str) and schema.get("format") == "date-time":
            return format_datetime(parse_datetime(value))
        if isinstance(value, str) and schema.get("format") == "decimal":
            return format_amount(Decimal(value))
        return value


def format_datetime(when: datetime) -> str:
    """Return the ATOM form, in the time zone of the portal."""
    text = when.astimezone(portal_zone()).isoformat(timespec="seconds")
    # Offsets before 1937 have seconds, which ATOM cannot express.
    return text[: len("YYYY-mm-ddTHH:MM:SS+HH:MM")]


def parse_datetime(text: str) -> datetime:
    """Parse a time of a request or response. A naive time is in the portal's zone; a date means the end of that day."""
    if len(text) == len("YYYY-mm-dd"):
        return datetime.combine(date.fromisoformat(text), _END_OF_DAY, portal_zone())
    when = datetime.fromisoformat(text)
    return when if when.tzinfo else when.replace(tzinfo=portal_zone())


def format_amount(value: Decimal) -> str:
    """Return an amount with two decimals, rounded half away from zero."""
    rounded = value.quantize(Decimal("0.01"), ROUND_HALF_UP, _ARITHMETIC)
    # Remove the sign of a negative zero.
    return format(rounded if rounded else abs(rounded), "f")


def total_with_vat(lines: Iterable[tuple[str, int]]) -> Decimal:
    """Return the sum of lines, each an amount without VAT and a VAT rate in percent.

    VAT is rounded per line, as the example invoice in the spec shows.
    """
    total = Decimal(0)
    for amount_excl_vat, rate in lines:
        amount = Decimal(format_amount(Decimal(amount_excl_vat)))
        exact_vat = _ARITHMETIC.divide(_ARITHMETIC.multiply(amount, Decimal(rate)), Decimal(100))
        total = _ARITHMETIC.add(total, _ARITHMETIC.add(amount, Decimal(format_amount(exact_vat))))
    return total


def serialize(spec: Spec, schema: Schema, data: Any, root: str) -> Any:
    """Return the properties of an object that a response with this schema contains.

    Args:
        spec: The spec that contains the schema.
        schema: The schema of the response.
        data: The complete object. URLs of the portal itself are stored as paths.
        root: The base for these paths, such as `http://127.0.0.1:8000`.
    """
    for alternative in schema.get("anyOf", ()) if data is not None else ():
        if alternative.get("type") != "null":
            return serialize(spec, alternative, data, root)
    schema = spec.resolve(schema)
    if isinstance(data, list):
        return [serialize(spec, schema["items"], element, root) for element in data]
    if isinstance(data, dict) and "properties" in schema:
        return {name: serialize(spec, node, data[name], root) for name, node in schema["properties"].items()}
    if schema.get("format") == "uri" and isinstance(data, str) and data.startswith("/"):
        return root + data
    return data


def property_names(spec: Spec, schema: Schema) -> frozenset[str]:
    """Return the names of all properties of a schema, including nested ones."""
    schema = spec.resolve(schema)
    nested = [*schema.get("properties", {}).values(), *([schema["items"]] if "items" in schema else [])]
    return frozenset(schema.get("properties", ())).union(*(property_names(spec, node) for node in nested))


def api_link(collection_path: str, identifier: str) -> dict[str, str]:
    """Return a link to an object of the API."""
    return {"href": f"{API}{collection_path}/{identifier}", "type": "application/json"}


def page_link(page: str, identifier: str) -> dict[str, str]:
    """Return a link to a web page."""
    return {"href": f"/{page}/{identifier}", "type": "text/html"}
