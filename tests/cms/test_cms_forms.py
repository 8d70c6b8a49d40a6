"""Forms: submissions by JSON and by query, and the values of a form that is opened."""

import json
import pickle
from collections import OrderedDict, UserDict
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mijnklantportaal.cms import (
    CallbackError,
    FormSubmission,
    PrefillRequest,
    parse_json_submission,
    parse_prefill_request,
    parse_query_submission,
    prefill_response,
)

CUSTOMER = "cst_123abc456def"
FORM = "frm_123abc456def"
HEADERS = {"X-Customer-Id": CUSTOMER, "X-Form-Id": FORM}

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
    max_leaves=10,
)


def test_json_of_the_guide_is_parsed() -> None:
    body = b'{"name": "John Doe", "age": 20, "sex": "male"}'
    submission = parse_json_submission(HEADERS, body)
    assert submission == FormSubmission(CUSTOMER, FORM, {"name": "John Doe", "age": 20, "sex": "male"})
    assert parse_json_submission(HEADERS, body.decode()) == submission
    assert pickle.loads(pickle.dumps(submission)) == submission


@given(st.dictionaries(TEXTS, JSON_VALUES), st.booleans())
def test_json_object_is_parsed_as_it_is(fields: dict[str, Any], is_ascii: bool) -> None:
    body = json.dumps(fields, ensure_ascii=is_ascii)
    assert parse_json_submission(HEADERS, body.encode()).fields == fields


INVALID_BODIES = {
    "not JSON": (b"name=John", "the body must be JSON: Expecting value"),
    "truncated": (b'{"name": "John', "the body must be JSON: Unterminated string"),
    "HTML": (b"<html>", "the body must be JSON"),
    "two values": (b"{} {}", "the body must be JSON: Extra data"),
    "single quotes": (b"{'name': 1}", "the body must be JSON"),
    "not UTF-8": (b'{"name": "\xff"}', "the body must be JSON: 'utf-8' codec"),
    "lone surrogate": ('{"name": "\ud800"}', r"body\['name'\] must be valid Unicode"),
    "lone surrogate, escaped": (rb'{"name": ["\udfff"]}', r"body\['name'\]\[0\] must be valid Unicode"),
    "lone surrogate in a name": (rb'{"\ud800": 1}', "body: the key .* must be valid Unicode"),
    "NaN": (b'{"age": NaN}', r"body\['age'\] must be finite"),
    "infinite": (b'{"age": -Infinity}', r"body\['age'\] must be finite"),
    "infinite in Python": (b'{"age": 1e999}', r"body\['age'\] must be finite"),
    "too many digits": (b'{"age": ' + b"1" * 5000 + b"}", "the body must be JSON"),
    "nests deep": (b'{"a": ' + b"[" * 101 + b"]" * 101 + b"}", "nested more than 100 levels deep"),
    "nests too deep": (b"[" * 100_000, "the body must be JSON"),
    "array": (b'[{"name": "John"}]', "the body must be a JSON object"),
    "string": (b'"John"', "the body must be a JSON object"),
    "null": (b"null", "the body must be a JSON object"),
    "empty": (b"", "the body is empty: for a form that is sent with GET, use parse_query_submission"),
    "blank": ("\r\n", "the body is empty"),
}


@pytest.mark.parametrize(("body", "message"), INVALID_BODIES.values(), ids=INVALID_BODIES)
def test_body_that_is_not_a_json_object_is_refused(body: bytes | str, message: str) -> None:
    with pytest.raises(CallbackError, match=message) as caught:
        parse_json_submission(HEADERS, body)
    assert caught.value.status_code == 400
    # It would contain the body, and error reports show it.
    assert caught.value.__context__ is None


@given(st.binary() | st.text() | st.text('{}[]",:0123456789eE+-.\\u ntf'))
def test_body_of_any_bytes_raises_nothing_else(body: bytes | str) -> None:
    try:
        fields = parse_json_submission(HEADERS, body).fields
    except CallbackError:
        return
    assert fields == json.loads(body)


def test_body_that_is_parsed_already_raises() -> None:
    body: Any
    for body in ({"name": "John"}, None):
        with pytest.raises(TypeError, match=f"body must be bytes or str, as received, not {type(body).__name__}"):
            parse_json_submission(HEADERS, body)


def test_query_of_the_guide_is_parsed() -> None:
    submission = parse_query_submission(HEADERS, b"name=John+Doe&age=20&sex=male")
    assert submission == FormSubmission(CUSTOMER, FORM, {"name": "John Doe", "age": "20", "sex": "male"})
    assert parse_query_submission(HEADERS, "name=John%20Doe&age=20&sex=male") == submission


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("", {}),
        ("name=", {"name": ""}),
        ("name", {"name": ""}),
        ("a=1&b=2&a=3&a=", {"a": ["1", "3", ""], "b": "2"}),
        ("a%5B0%5D=1&a%5B1%5D=2", {"a[0]": "1", "a[1]": "2"}),
        ("name=Ren%C3%A9e+%26+%F0%9F%8C%B7", {"name": "Renée & 🌷"}),
        ("a=1;b=2", {"a": "1;b=2"}),
        ("a=b=c", {"a": "b=c"}),
        ("&&", {}),
        ("=1", {"": "1"}),
        ("a=100%&b=%zz", {"a": "100%", "b": "%zz"}),
    ],
)
def test_query_is_parsed(query: str, fields: dict[str, Any]) -> None:
    assert parse_query_submission(HEADERS, query).fields == fields
    assert parse_query_submission(HEADERS, query.encode()).fields == fields


@given(st.lists(st.tuples(TEXTS, TEXTS), unique_by=lambda pair: pair[0]))
def test_query_with_different_names_is_parsed_as_it_is(pairs: list[tuple[str, str]]) -> None:
    assert parse_query_submission(HEADERS, urlencode(pairs)).fields == dict(pairs)


@given(TEXTS, st.lists(TEXTS, min_size=2))
def test_query_with_a_repeated_name_keeps_every_value(name: str, values: list[str]) -> None:
    assert parse_query_submission(HEADERS, urlencode({name: values}, doseq=True)).fields == {name: values}


@pytest.mark.parametrize(
    "query", ["name=%FF", "name=Renée", "name=\ud800", b"name=\xff", "name=Ren\xc3\xa9e", "%ED%A0%80=1"]
)
def test_query_that_is_not_percent_encoded_utf_8_is_refused(query: bytes | str) -> None:
    with pytest.raises(CallbackError, match="the query must be percent-encoded UTF-8") as caught:
        parse_query_submission(HEADERS, query)
    assert caught.value.__context__ is None


@given(st.binary() | st.text() | st.text("%&=;+0123456789abcdefABCDEF"))
def test_query_of_any_bytes_raises_nothing_else(query: bytes | str) -> None:
    try:
        fields = parse_query_submission(HEADERS, query).fields
    except CallbackError:
        return
    assert json.loads(json.dumps(fields)) == fields


def test_query_that_is_parsed_already_raises() -> None:
    query: Any
    for query in ({"name": "John"}, [("name", "John")], None):
        with pytest.raises(TypeError, match=f"query must be bytes or str, as received, not {type(query).__name__}"):
            parse_query_submission(HEADERS, query)


def test_prefill_request_is_parsed() -> None:
    assert parse_prefill_request({**HEADERS, "Accept": "application/json"}) == PrefillRequest(CUSTOMER, FORM)


PARSERS = {
    "JSON": lambda headers: parse_json_submission(headers, b"{}"),
    "query": lambda headers: parse_query_submission(headers, b""),
    "prefill": parse_prefill_request,
}


@pytest.mark.parametrize("parse", PARSERS.values(), ids=PARSERS)
def test_form_without_valid_ids_is_refused(parse: Any) -> None:
    assert parse(HEADERS).form_id == FORM
    for headers, message in [
        ({"X-Form-Id": FORM}, "the header X-Customer-Id is missing"),
        ({"X-Customer-Id": CUSTOMER}, "the header X-Form-Id is missing"),
        ([*HEADERS.items(), ("x-form-id", FORM)], "the header X-Form-Id is repeated"),
        ({**HEADERS, "X-Form-Id": "pag_1"}, "the header X-Form-Id must be an ID such as frm_123abc456def"),
        ({**HEADERS, "X-Customer-Id": "cst_1,2"}, "the header X-Customer-Id must be an ID such as cst_123abc456def"),
    ]:
        with pytest.raises(CallbackError, match=message):
            parse(headers)


class Sex(StrEnum):
    MALE = "male"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, {}),
        ({"name": "Renée", "age": 20, "note": None}, {"name": "Renée", "age": 20, "note": None}),
        (MappingProxyType({"colors": ["red", "blue"]}), {"colors": ["red", "blue"]}),
        (UserDict({"price": 12.5, "terms": True}), {"price": 12.5, "terms": True}),
        (OrderedDict(sex=Sex.MALE), {"sex": "male"}),
        ({Sex.MALE: ("a", {"b": 1})}, {"male": ["a", {"b": 1}]}),
    ],
)
def test_prefill_response_is_a_json_object(fields: Any, expected: dict[str, Any]) -> None:
    response = prefill_response(fields)
    assert (response.status_code, response.headers) == (200, {"Content-Type": "application/json"})
    assert json.loads(response.body) == expected


@given(st.dictionaries(TEXTS, JSON_VALUES))
def test_prefill_response_holds_the_fields(fields: dict[str, Any]) -> None:
    assert json.loads(prefill_response(fields).body) == fields


@pytest.mark.parametrize(
    "value",
    [
        date(2026, 4, 14),
        Decimal("12.95"),
        b"bytes",
        {1, 2},
        object(),
        [date(2026, 4, 14)],
        {"price": Decimal(1)},
        {(1,): 2},
    ],
    ids=lambda value: type(value).__name__,
)
def test_prefill_value_that_is_not_json_raises_with_the_name_of_its_field(value: Any) -> None:
    with pytest.raises(TypeError, match="the field 'birthday' must be a JSON value, such as the text"):
        prefill_response({"name": "John", "birthday": value})


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "\ud800", [float("-inf")], {"\udfff": 1}], ids=ascii)
def test_prefill_value_that_json_lacks_raises_with_the_name_of_its_field(value: Any) -> None:
    with pytest.raises(ValueError, match="the field 'weight' must be valid JSON"):
        prefill_response({"name": "John", "weight": value})


def test_prefill_value_that_holds_itself_raises_with_the_name_of_its_field() -> None:
    value: list[Any] = []
    value.append(value)
    with pytest.raises(ValueError, match="the field 'loop' must be valid JSON"):
        prefill_response({"loop": value})


def test_prefill_with_names_that_are_not_text_raises() -> None:
    fields: Any
    for fields in ({1: "John"}, {None: "John"}, {b"name": "John"}):
        with pytest.raises(TypeError, match="the names of fields must be str, not"):
            prefill_response(fields)
    with pytest.raises(ValueError, match="must be valid JSON"):
        prefill_response({"\ud800": "John"})
    for fields in (None, [("name", "John")], "name"):
        with pytest.raises(TypeError, match=f"fields must be a mapping, not {type(fields).__name__}"):
            prefill_response(fields)
