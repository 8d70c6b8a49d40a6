"""The two roads of reading: the fast one gives what the forgiving one gives, or leaves it to that."""

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mijnklantportaal_api.models
from mijnklantportaal._wire.codecs import Object
from mijnklantportaal._wire.model import Model
from mijnklantportaal._wire.operation import json_object
from tests.operations import methods

MODELS = [
    model
    for name in mijnklantportaal_api.models.__all__
    if isinstance(model := getattr(mijnklantportaal_api.models, name), type) and "exactly" in vars(model)
]
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False).map(lambda number: Decimal(str(number))),
    st.text(max_size=4),
    st.sampled_from(["2024-04-31", "2024-04-29", "2024-04-29T21:00:00", "2024-04-29T24:00:00Z", "NaN", "12.95", "1e5"]),
    st.lists(st.none(), max_size=2),
    st.dictionaries(st.sampled_from(["data", "id", "href", "0"]), st.none(), max_size=2),
)


def answers() -> Iterator[tuple[str, type[Model], Any]]:
    """The model of each kind of answer, and the answer as the document shows it."""
    for method in methods():
        codec = method.operation.answer
        if isinstance(codec, Object):
            yield codec._model.__name__, codec._model, json_object(json.dumps(method.answer()[1]).encode())


PAIRS = [pytest.param(model, data, id=name) for name, model, data in {row[0]: row for row in answers()}.values()]


@st.composite
def changed(draw: st.DrawFn, value: Any) -> Any:
    """The value with something odd in it, as deep as it goes."""
    if isinstance(value, dict) and value and draw(st.booleans()):
        key = draw(st.sampled_from([*value, "unknown"]))
        action = draw(st.sampled_from(["change", "drop", "replace"]))
        copy = dict(value)
        if action == "drop":
            copy.pop(key, None)
        else:
            copy[key] = draw(changed(value[key]) if action == "change" and key in value else ODD)
        return copy
    if isinstance(value, list) and value and draw(st.booleans()):
        return [draw(changed(value[0])), *value[1:]]
    return draw(ODD)


def both_roads(model: type[Model], data: Any) -> tuple[list[Any], Any]:
    reports: list[Any] = []
    return reports, model._forgivingly(data, lambda *report: reports.append(report), None)


def test_every_response_model_has_a_strict_parser() -> None:
    assert len(MODELS) > 40
    assert {model.__name__ for model in MODELS} >= {"CustomerOffer", "CustomerOfferPage", "Link", "InvoiceLine"}


@pytest.mark.parametrize(("model", "data"), PAIRS)
def test_examples_of_the_spec_are_parsed_strictly(model: type[Model], data: Any) -> None:
    assert model.exactly(data) == model.from_dict(data)
    reports, forgiving = both_roads(model, data)
    assert (reports, model.exactly(data)) == ([], forgiving)


@pytest.mark.parametrize(("model", "data"), PAIRS)
@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(draws=st.data())
def test_strict_and_lenient_parsing_agree(model: type[Model], data: Any, draws: st.DataObject) -> None:
    odd = draws.draw(changed(data).filter(lambda value: isinstance(value, dict)))
    reports, forgiving = both_roads(model, odd)
    try:
        fast = model.exactly(odd)
    except (ValueError, TypeError, LookupError, ArithmeticError):
        fast = None
    assert fast is None or (reports == [] and fast == forgiving)
    told: list[Any] = []
    assert model.from_dict(odd, lambda *report: told.append(report)) == forgiving
    assert told == reports
