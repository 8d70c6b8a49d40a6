"""Fields that look like money, dates or times, but are declared as plain numbers or strings."""

import re
from collections.abc import Iterator
from typing import Any

from pipeline.effective.finding import Finding, update
from pipeline.effective.formats import LOCAL_DATE_TIME, LOCAL_MINUTE
from pipeline.effective.objects import Node, iter_nodes

_MONEY = frozenset(
    {"amount", "balance", "charge", "cost", "costs", "fee", "fees", "price", "subtotal", "total", "turnover"}
)
# With these words, a name such as `totalCount` or `vatRate` is not money.
_NOT_MONEY = frozenset(
    {"count", "currency", "id", "ids", "number", "page", "pages", "percentage", "quantity", "rate", "type", "unit"}
)
_TIME_SUFFIXES = frozenset({"at", "date", "datetime", "time", "timestamp", "deadline", "birthday"})
_DATE_WORDING = re.compile(
    r"\b(YYYY|Y-m-d|dd-mm|d-m-Y|ATOM|ISO ?-?8601|RFC ?-?3339)|\b(date|timestamp)\b|\bdate ?-?time\b", re.IGNORECASE
)
# The form of an example, by the format that it suggests.
_FORMATS = {
    "date": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    "date-time": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9:.]+([Zz]|[-+][0-9]{2}:[0-9]{2})"),
    "local-date-time": LOCAL_DATE_TIME,
    "local-minute": LOCAL_MINUTE,
}
_UNKNOWN_FORMAT = "?"


def suspicious_values(spec: dict[str, Any]) -> list[Finding]:
    """Return a finding for each field without `format` whose name, description or example suggests money or a time.

    Such a field becomes a `float` or a `str` in the client. The spec is valid, so these findings are advice.

    Args:
        spec: An effective spec.
    """
    return list(_suspicious(list(iter_nodes(spec))))


def _suspicious(nodes: list[Node]) -> Iterator[Finding]:
    parameters = {node.location: node for node in nodes if node.kind == "Parameter"}
    for node in nodes:
        if node.kind != "Schema" or node.value.keys() & {"format", "enum", "const", "$ref", "pattern"}:
            continue
        match node.location:
            case (*_, "properties", str(name)):
                description = node.value.get("description")
            case (*holder, "schema") if tuple(holder) in parameters:
                parameter = parameters[tuple(holder)].value
                name, description = str(parameter.get("name")), parameter.get("description")
            case _:
                continue
        types = node.value.get("type", [])
        types = {types} if isinstance(types, str) else set(types)
        if _is_money(name, types, node.value.get("example")):
            yield _finding(node, "money", "decimal")
        elif "string" in types and (kind := _time_format(name, str(description or ""), node.value.get("example"))):
            yield _finding(node, "a date or time", kind)


def _finding(node: Node, kind: str, format_name: str) -> Finding:
    sentence = f"looks like {kind}, and has no `format`"
    if format_name == _UNKNOWN_FORMAT:
        return Finding(node.location, f"{sentence}; set one of {', '.join(_FORMATS)}")
    action = update(node.location, {"format": format_name}, f"Its name or its text is that of {kind}.")
    return Finding(node.location, f"{sentence}; set `format: {format_name}`", action)


def _words(name: str) -> list[str]:
    return [word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)]


def _is_money(name: str, types: set[str], example: Any) -> bool:
    words = set(_words(name))
    if not words & _MONEY or words & _NOT_MONEY:
        return False
    if "number" in types:
        return True
    # A whole number may count something.
    return "string" in types and (
        not isinstance(example, str) or re.fullmatch(r"-?[0-9]+([.,][0-9]+)?", example) is not None
    )


def _time_format(name: str, description: str, example: Any) -> str | None:
    """Return the format that a string seems to have; `_UNKNOWN_FORMAT` for a time in an unknown format."""
    if isinstance(example, str):
        formats = [kind for kind, pattern in _FORMATS.items() if pattern.fullmatch(example)]
        return formats[0] if formats else None
    words = _words(name)
    if (words and len(words) > 1 and words[-1] in _TIME_SUFFIXES) or words in (["date"], ["timestamp"], ["datetime"]):
        return _UNKNOWN_FORMAT
    return _UNKNOWN_FORMAT if _DATE_WORDING.search(description) else None
