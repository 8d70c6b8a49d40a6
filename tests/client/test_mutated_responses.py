"""No response, however wrong, leads to anything but a result or a documented error, or affects its neighbors.

The responses of all operations are the examples of the spec, changed in ways in which servers differ from their spec.
`--hypothesis-profile=endurance` tries a hundred thousand of them.
"""

import copy
import json
import pickle
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mijnklantportaal import APIResponseValidationError, MijnKlantportaal, Page
from mijnklantportaal._wire.model import Model
from tests.operations import Method, methods

METHODS = [method for method in methods() if method.has_response]
LISTS = [method for method in METHODS if "next_page_url" in method.example_response()[1]]

DEEP = 100_000
SNIPPETS = st.one_of(
    st.sampled_from(
        [
            *("null", "true", "0", "-1", "0.1", "12.95", "[]", "{}", "[null]", "[[]]", '{"0": {}, "2": null}'),
            *('""', '" "', '"12,95"', '"1_000"', '" 12 "', '"1e5"', '"NaN"', '"null"', '"-0.00"', '"١٢"'),
            *('"2024-02-30"', '"0000-00-00"', '"2024-04-29"', '"2024-04-29T24:00:00Z"', '"2024-04-29T21:00:00"'),
            *('"9999-12-31T23:59:59-12:00"', '"\\ud800"', '"\\u0000"', '"\\ud83d\\ude00"', '{"\\ud800": 1}'),
            *("NaN", "Infinity", "-Infinity", "1e400", "-1e-400", "1e99999999999999999999", "1" * 5000, "-0"),
            *("0." + "1" * 60, "9" * 60, "9007199254740993.1", '{"a": 0.1, "a": 0.2}', '{"": {"": {"": 1.50}}}'),
            *("[" * depth + "]" * depth for depth in (50, 99, 101, 900, 5000, DEEP)),
            *('{"a":' * depth + "1" + "}" * depth for depth in (50, 150, 2000, DEEP)),
        ]
    ),
    st.text(max_size=5).map(json.dumps),
    st.integers().map(json.dumps),
    st.floats().map(json.dumps),
)


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every container in a JSON value with each of its keys."""
    if isinstance(value, dict | list):
        for key, inner in list(value.items() if isinstance(value, dict) else enumerate(value)):
            yield value, key
            yield from places(inner)


@st.composite
def mutated(draw: st.DrawFn, value: Any) -> str:
    """The JSON of the value, changed at up to three places."""
    # In a list, so that the whole value can be replaced too.
    whole = [copy.deepcopy(value)]
    texts: dict[str, str] = {}
    for number in range(draw(st.integers(1, 3))):
        container, key = draw(st.sampled_from(list(places(whole))))
        action = draw(st.sampled_from(["replace", "replace", "drop", "unknown", "twice", "list"]))
        snippet = draw(SNIPPETS)
        mark = f"mark {number}"
        if action == "drop" and container is not whole:
            del container[key]
        elif action == "unknown" and isinstance(container[key], dict):
            container[key]["unknown"] = mark
        elif action == "twice" and isinstance(container, dict):
            container[f"key {number}"] = mark
            texts[f"key {number}"] = json.dumps(key)
        elif action == "list":
            container[key] = [container[key], mark]
        else:
            container[key] = mark
        texts[mark] = snippet
    text = json.dumps(whole)[1:-1]
    for mark, replacement in texts.items():
        text = text.replace(json.dumps(mark), replacement)
    return text


def client_receiving(text: str, **options: Any) -> MijnKlantportaal:
    """Return a client that gets this text as the response to all calls."""
    transport = httpx.MockTransport(lambda request: httpx.Response(200, content=text.encode()))
    return MijnKlantportaal(api_key="k", http_client=transport, throttle=False, **options)


def models_in(result: Any) -> list[Model]:
    items = result.data if isinstance(result, Page) else result if isinstance(result, list) else [result]
    return [item for item in items if isinstance(item, Model)]


def as_response(model: Model) -> Any:
    return json.loads(json.dumps(model.to_dict()), parse_float=Decimal)


def check_usable(model: Model) -> None:
    """Assert that a parsed model can be shown, copied, compared, pickled and serialized."""
    assert repr(model).startswith(f"{type(model).__name__}(")
    for duplicate in (copy.copy(model), copy.deepcopy(model), pickle.loads(pickle.dumps(model))):
        assert duplicate == model
    assert type(model).from_dict(as_response(model)).to_dict() == model.to_dict()


@pytest.mark.parametrize("method", METHODS, ids=str)
@given(draws=st.data())
def test_mutated_response_is_a_usable_result_or_a_validation_error(method: Method, draws: st.DataObject) -> None:
    text = draws.draw(mutated(method.example_response()[1]))
    arguments = method.arguments("required")
    for strict in (False, True):
        with client_receiving(text, strict=strict) as client:
            try:
                result = method.on(client)(**arguments)
            except APIResponseValidationError:
                continue
            for model in models_in(result):
                check_usable(model)


@pytest.mark.parametrize("method", LISTS, ids=str)
@given(draws=st.data())
def test_mutated_record_leaves_its_neighbors_unchanged(method: Method, draws: st.DataObject) -> None:
    response = copy.deepcopy(method.example_response()[1])
    record = response["data"][0]
    changed_record = draws.draw(mutated(record).filter(lambda text: len(text) < 10_000))
    response["data"] = [record, "mark", record]
    with client_receiving(json.dumps(response)) as client:
        first, _, third = method.on(client)(**method.arguments("required")).data
    with client_receiving(json.dumps(response).replace('"mark"', changed_record)) as client:
        try:
            items = method.on(client)(**method.arguments("required")).data
        except APIResponseValidationError as error:
            # A record that nests too deeply makes the whole response unreadable.
            if "deep" in str(error) or "recursion" in str(error):
                return
            raise
    assert len(items) == 3
    assert (items[0], items[2]) == (first, third)
