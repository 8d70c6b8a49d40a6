"""How an object comes about: what was given, in the form that answers have it, and what the portal adds."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

from attrs import frozen

from mijnklantportaal._wire.serializing import portal_zone
from mijnklantportaal.sandbox._document import API, Document, Schema

# Enough for any amount that a request may hold.
_ARITHMETIC = Context(prec=1000)
_END_OF_DAY = time(23, 59, 59)


@frozen
class Making:
    """What objects are made with.

    Args:
        document: Where the schemas are.
        now: The time of the portal.
        new_id: Gives an ID, by its prefix.
        asked: What the sender could have given: a text that was left out is empty then, and not as in the example.
    """

    document: Document
    now: datetime
    new_id: Callable[[str], str]
    asked: frozenset[str] = frozenset()

    def made(self, schema: Schema, given: Mapping[str, Any]) -> dict[str, Any]:
        """An object as the schema has it.

        What is neither given nor can be told from the kind of value is as in the document's example, unless it may be
        nothing.
        """
        properties = self.document.resolved(schema)["properties"]
        return {name: self._value(name, described, given) for name, described in properties.items()}

    def changed(self, schema: Schema, data: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
        """The object with those of its properties that were given."""
        properties = self.document.resolved(schema)["properties"]
        return {**data, **{name: self._value(name, properties[name], given) for name in given if name in properties}}

    def _value(self, name: str, schema: Schema, given: Mapping[str, Any]) -> Any:
        schema = self.document.resolved(schema)
        if name in given:
            return self.converted(schema, given[name])
        if name == "id":
            return self.new_id(schema["example"].partition("_")[0])
        if "properties" in schema:
            return self.made(schema, given)
        kind = schema.get("type")
        if kind is None or "null" in kind:
            return None
        if isinstance(kind, list):
            # An amount, which may be a text or a number.
            return self.converted(schema, str(schema["example"]))
        if schema.get("format") in ("date", "date-time"):
            return self.moment(self.now) if schema["format"] == "date-time" else self.now.date().isoformat()
        empty: dict[str, Callable[[], Any]] = {"array": list, "boolean": bool}
        if name in self.asked and "format" not in schema:
            empty["string"] = str
        return empty[kind]() if kind in empty else schema["example"]

    def converted(self, schema: Schema, value: Any) -> Any:
        """A value of a request in the form that answers have it: times with their zone, amounts with two decimals."""
        schema = self.document.resolved(schema)
        if isinstance(value, list):
            return [self.converted(schema["items"], element) for element in value]
        if isinstance(value, dict) and "properties" in schema:
            return self.made(schema, value)
        if isinstance(value, str) and schema.get("format") == "date-time":
            return self.moment(local(value))
        if isinstance(value, str) and schema.get("format") == "decimal":
            return amount(Decimal(value))
        return value

    def moment(self, when: datetime) -> str:
        """ATOM, in the zone of the portal."""
        text = when.astimezone(portal_zone()).isoformat(timespec="seconds")
        # Until 1937 clocks were ahead by parts of a minute, which ATOM has no room for.
        return text[: len("YYYY-mm-ddTHH:MM:SS+HH:MM")]


def local(text: str) -> datetime:
    """A time as a request or an answer has it; without a zone it is the portal's, and a day is meant to its end."""
    if len(text) == len("YYYY-mm-dd"):
        return datetime.combine(date.fromisoformat(text), _END_OF_DAY, portal_zone())
    when = datetime.fromisoformat(text)
    return when if when.tzinfo else when.replace(tzinfo=portal_zone())


def amount(value: Decimal) -> str:
    """An amount as answers have it: with two decimals, the half away from zero."""
    rounded = value.quantize(Decimal("0.01"), ROUND_HALF_UP, _ARITHMETIC)
    # Nothing has no sign.
    return format(rounded if rounded else abs(rounded), "f")


def total_with_vat(lines: Iterable[tuple[str, int]]) -> Decimal:
    """The sum of lines, of which each has an amount without VAT and a rate.

    VAT is rounded for each line, as the document's own invoice shows.
    """
    total = Decimal(0)
    for amount_excl_vat, rate in lines:
        without = Decimal(amount(Decimal(amount_excl_vat)))
        vat = Decimal(amount(_ARITHMETIC.divide(_ARITHMETIC.multiply(without, Decimal(rate)), Decimal(100))))
        total = _ARITHMETIC.add(total, _ARITHMETIC.add(without, vat))
    return total


def shown(document: Document, schema: Schema, data: Any, root: str) -> Any:
    """What an answer with this schema shows of an object.

    Args:
        document: Where the schemas are.
        schema: That of the answer.
        data: The object in full. Addresses of the portal itself begin with a `/`.
        root: Where the portal is, for those: `http://127.0.0.1:8000`.
    """
    for alternative in schema.get("anyOf", ()) if data is not None else ():
        if alternative.get("type") != "null":
            return shown(document, alternative, data, root)
    schema = document.resolved(schema)
    if isinstance(data, list):
        return [shown(document, schema["items"], element, root) for element in data]
    if isinstance(data, dict) and "properties" in schema:
        return {name: shown(document, described, data[name], root) for name, described in schema["properties"].items()}
    if schema.get("format") == "uri" and isinstance(data, str) and data.startswith("/"):
        return root + data
    return data


def names(document: Document, schema: Schema) -> frozenset[str]:
    """The properties that an object with this schema may have, at any depth."""
    schema = document.resolved(schema)
    inner = [*schema.get("properties", {}).values(), *([schema["items"]] if "items" in schema else [])]
    return frozenset(schema.get("properties", ())).union(*(names(document, found) for found in inner))


def api_link(collection_path: str, identifier: str) -> dict[str, str]:
    """A link to an object."""
    return {"href": f"{API}{collection_path}/{identifier}", "type": "application/json"}


def page_link(page: str, identifier: str) -> dict[str, str]:
    """A link to a page for people."""
    return {"href": f"/{page}/{identifier}", "type": "text/html"}
