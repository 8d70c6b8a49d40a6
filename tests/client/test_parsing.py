"""The two parsers of a model: the strict one gives what the lenient one gives, or leaves the response to it."""

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mijnklantportaal_api.models
from mijnklantportaal._wire.model import Model
from mijnklantportaal._wire.parsing import parse_json_leniently
from tests.operations import JsonObject, methods

# Private methods of models; no other line names them.
STRICT_PARSER, LENIENT_PARSER = "_parse_strict", "_parse_lenient"

Report: TypeAlias = tuple[str, str, object]
"""A deviation: the path, the expected type, and the received value."""

MODELS = [
    model
    for name in mijnklantportaal_api.models.__all__
    if isinstance(model := getattr(mijnklantportaal_api.models, name), type) and STRICT_PARSER in vars(model)
]
UNEXPECTED = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False).map(lambda number: Decimal(str(number))),
    st.text(max_size=4),
    st.sampled_from(["2024-04-31", "2024-04-29", "2024-04-29T21:00:00", "2024-04-29T24:00:00Z", "NaN", "12.95", "1e5"]),
    st.lists(st.none(), max_size=2),
    st.dictionaries(st.sampled_from(["data", "id", "href", "0"]), st.none(), max_size=2),
)


def examples() -> Iterator[tuple[str, type[Model], JsonObject]]:
    """Yield the model of each response, and the response in the examples of the spec."""
    for method in methods():
        model = method.response_model
        if model is not None:
            yield model.__name__, model, parse_json_leniently(json.dumps(method.example_response()[1]).encode())


PAIRS = [pytest.param(model, data, id=name) for name, model, data in {row[0]: row for row in examples()}.values()]


@st.composite
def changed(draw: st.DrawFn, value: Any) -> Any:
    """The value, with something unexpected at any depth."""
    if isinstance(value, dict) and value and draw(st.booleans()):
        key = draw(st.sampled_from([*value, "unknown"]))
        action = draw(st.sampled_from(["change", "drop", "replace"]))
        copy = dict(value)
        if action == "drop":
            copy.pop(key, None)
        else:
            copy[key] = draw(changed(value[key]) if action == "change" and key in value else UNEXPECTED)
        return copy
    if isinstance(value, list) and value and draw(st.booleans()):
        return [draw(changed(value[0])), *value[1:]]
    return draw(UNEXPECTED)


def parse_strictly(model: type[Model], data: JsonObject) -> Model:
    parser: Callable[[JsonObject], Model] = getattr(model, STRICT_PARSER)
    return parser(data)


def parse_leniently(model: type[Model], data: JsonObject) -> tuple[list[Report], Model]:
    reports: list[Report] = []
    parser: Callable[..., Model] = getattr(model, LENIENT_PARSER)
    return reports, parser(data, lambda *report: reports.append(report), None)


def test_every_response_model_has_a_strict_parser() -> None:
    assert len(MODELS) > 30
    assert {model.__name__ for model in MODELS} >= {"CustomerOffer", "Link", "InvoiceLine"}


@pytest.mark.parametrize(("model", "data"), PAIRS)
def test_examples_of_the_spec_are_parsed_strictly(model: type[Model], data: JsonObject) -> None:
    strict = parse_strictly(model, data)
    assert strict == model.from_dict(data)
    assert ([], strict) == parse_leniently(model, data)


@pytest.mark.parametrize(("model", "data"), PAIRS)
@settings(max_examples=max(60, settings().max_examples))
@given(draws=st.data())
def test_strict_and_lenient_parsing_agree(model: type[Model], data: JsonObject, draws: st.DataObject) -> None:
    changed_data = draws.draw(changed(data).filter(lambda value: isinstance(value, dict)))
    reports, lenient = parse_leniently(model, changed_data)
    try:
        strict: Model | None = parse_strictly(model, changed_data)
    except (ValueError, TypeError, LookupError, ArithmeticError):
        strict = None
    assert strict is None or (reports == [] and strict == lenient)
    from_dict_reports: list[Report] = []
    assert model.from_dict(changed_data, lambda *report: from_dict_reports.append(report)) == lenient
    assert from_dict_reports == reports
