"""Each codec: what it parses, what it reports and keeps, what it sends, and what it refuses to send."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any, Self, TypeAlias

import pytest
from attrs import define, field
from hypothesis import given
from hypothesis import strategies as st

from mijnklantportaal import UNSET, Upload
from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.model import Field, Model
from mijnklantportaal._wire.parsing import DeviationError, MalformedBodyError
from mijnklantportaal._wire.serializing import SerializeOptions
from tests.client.sample_models import CAT, DOG, EMAIL, LETTER, Cat, Dog, Email, Letter, Node

Report: TypeAlias = tuple[str, str, object]

PETS: codecs.Codec[Any] = codecs.Union((CAT, DOG))
MAIL: codecs.Codec[Any] = codecs.Union((EMAIL, LETTER), "kind", {"email": 0, "letter": 1, "post": 1})
MIXED: codecs.Codec[Any] = codecs.Union(
    (codecs.BOOLEAN, codecs.INTEGER, codecs.DATE, codecs.STRING, codecs.Array(PETS), CAT, DOG)
)


def parse(codec: codecs.Codec[Any], value: Any) -> tuple[Any, list[Report]]:
    """Return what a codec makes of a value in the field `field`, and what it reports."""
    reports: list[Report] = []
    result = codec.parse(value, lambda *report: reports.append(report), (None, "field"))
    return result, reports


def send(codec: codecs.Codec[Any], value: Any) -> Any:
    """Return a value as JSON, as the argument `argument`."""
    return codec.serialize(value, "argument", SerializeOptions())


# Maps


def test_map_parses_its_values() -> None:
    result, reports = parse(codecs.Map(DOG), {"a": {"bark": "x", "pricePerDay": "1.50"}, "": {"bark": "y"}})
    assert result["a"] == Dog(bark="x", price_per_day=Decimal("1.50"))
    assert result[""] == Dog(bark="y", price_per_day=None)
    assert reports == [("field{}.pricePerDay", "decimal string or number or null", UNSET)]


def test_map_value_that_deviates_is_reported_under_one_place_and_kept() -> None:
    result, reports = parse(codecs.Map(codecs.DATE), {"a": "soon", "b": "2024-04-29", "c": None})
    assert result == {"a": "soon", "b": date(2024, 4, 29), "c": None}
    assert [path for path, *_ in reports] == ["field{}", "field{}"]


def test_map_inside_a_list_has_the_place_of_both() -> None:
    _, reports = parse(codecs.Array(codecs.Map(codecs.Array(codecs.INTEGER))), [{"a": [1, "x"]}])
    assert reports == [("field[]{}[]", "integer", "x")]


@pytest.mark.parametrize(
    ("received", "result"), [([], {}), (["2024-04-29"], {"0": date(2024, 4, 29)}), (None, None), ("x", "x")], ids=repr
)
def test_map_that_is_not_an_object_is_reported(received: Any, result: Any) -> None:
    assert parse(codecs.Map(codecs.DATE), received) == (result, [("field", "object", received)])


def test_map_that_deviates_is_not_parsed_strictly() -> None:
    codec = codecs.Map(codecs.INTEGER)
    assert codec.parse_strict({"a": 1}) == {"a": 1}
    deviating: list[Any] = [{"a": "1"}, [], None]
    for value in deviating:
        with pytest.raises(DeviationError):
            codec.parse_strict(value)


@pytest.mark.parametrize(
    ("value", "error", "message"),
    [
        ({"a": 1, "it's": "x"}, TypeError, """argument["it's"] must be int, not str"""),
        ({"a": None}, TypeError, "argument['a'] must be int, not NoneType"),
        ({1: 1}, TypeError, "argument must have keys of type str, not int"),
        (
            {"\ud800": 1},
            ValueError,
            "argument: the key '\\ud800' must be valid Unicode, but contains the lone surrogate",
        ),
        ([("a", 1)], TypeError, "argument must be a mapping of str to int, not list"),
    ],
    ids=["value", "null", "key", "lone surrogate", "pairs"],
)
def test_map_that_cannot_be_sent_raises_error_with_the_key(value: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error) as caught:
        send(codecs.Map(codecs.INTEGER), value)
    assert str(caught.value).startswith(message)


def test_map_of_models_names_the_field_of_the_model() -> None:
    with pytest.raises(TypeError, match=r"^argument\['a'\]\.lives must be int, not str$"):
        send(codecs.Map(CAT), {"a": Cat(meow="x", lives="9")})  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


# Pages


@pytest.mark.parametrize("element", [None, "x", 1, [], ["meow"], {}, {"meow": 1}], ids=repr)
def test_element_of_a_page_that_deviates_is_reported_and_kept(element: Any) -> None:
    page: dict[str, Any] = {
        "data": [{"meow": "a"}, element, {"meow": "b", "lives": 9}],
        "current_page": 1,
        "per_page": 3,
    }
    for codec in (codecs.PageOf(CAT), codecs.PageOf(DOG), codecs.PageOf(codecs.Nullable(CAT))):
        expected, expected_reports = parse(codecs.Array(codec._items._codec), list(page["data"]))
        result, reports = parse(codec, {**page, "data": list(page["data"]), "next_page_url": None})
        assert result.data == expected
        assert reports == [(f"field.data{path.removeprefix('field')}", *rest) for path, *rest in expected_reports]


# Unions


@pytest.mark.parametrize(
    ("received", "result"),
    [
        (True, True),
        (1, 1),
        ("2024-04-29", date(2024, 4, 29)),
        ("2024-04-31", "2024-04-31"),
        ([{"meow": "x"}, {"bark": "y", "pricePerDay": None}], [Cat(meow="x"), Dog(bark="y", price_per_day=None)]),
        ({"meow": "x", "new": 1}, Cat(meow="x", additional_properties={"new": 1})),
        ([], []),
    ],
    ids=repr,
)
def test_union_parses_a_value_by_the_first_member_that_accepts_it(received: Any, result: Any) -> None:
    parsed, reports = parse(MIXED, received)
    assert (parsed, reports) == (result, [])
    assert type(parsed) is type(result)


@pytest.mark.parametrize(
    ("received", "model"),
    [
        ({"address": "a", "street": "b"}, Email),
        ({"street": "b"}, Letter),
        ({}, Email),
        ({"address": "a", "x": 1}, Email),
        # The unknown field is deeper than the fields of the members.
        ({"kind": "x", "copies": [{"street": "b"}]}, Letter),
    ],
    ids=repr,
)
def test_union_of_objects_that_all_accept_prefers_the_one_with_fewest_unknown_fields(
    received: Any, model: type[Model]
) -> None:
    result, reports = parse(codecs.Union((EMAIL, LETTER)), received)
    assert type(result) is model
    assert reports == []
    # Also within lists.
    (element,), _ = parse(codecs.Union((codecs.Array(EMAIL), codecs.Array(LETTER))), [received])
    assert element == result


def test_union_prefers_the_fewest_unknown_fields_at_any_depth() -> None:
    result, _ = parse(codecs.Array(codecs.Union((EMAIL, LETTER))), [{"copies": [{"street": "a"}, {"address": "b"}]}])
    assert result == [Letter(copies=[Letter(street="a"), Email(address="b")])]


def test_union_of_object_and_map_prefers_the_first_whatever_it_knows() -> None:
    received = {"address": "a", "new": "b"}
    object_first, _ = parse(codecs.Union((EMAIL, codecs.Map(codecs.STRING))), received)
    map_first, _ = parse(codecs.Union((codecs.Map(codecs.STRING), EMAIL)), received)
    assert type(object_first) is Email
    assert map_first == received


@pytest.mark.parametrize("received", [{"meow": 1}, {}, [1], "x", None], ids=repr)
def test_union_value_that_no_member_accepts_is_reported_and_kept(received: Any) -> None:
    result, reports = parse(PETS, received)
    assert result == received
    assert reports == [("field", "object", received)]


def test_union_value_of_a_type_that_one_member_has_is_parsed_by_it_and_reports_the_place() -> None:
    codec: codecs.Codec[Any] = codecs.Union((DOG, codecs.STRING, codecs.Array(codecs.DATE)))
    result, reports = parse(codec, {"bark": "x", "pricePerDay": "cheap"})
    assert result == Dog(bark="x", price_per_day="cheap")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assert [path for path, *_ in reports] == ["field.pricePerDay"]
    assert parse(codec, ["2024-04-29", "soon"]) == (
        [date(2024, 4, 29), "soon"],
        [("field[]", "date as YYYY-MM-DD", "soon")],
    )


@pytest.mark.parametrize(("kind", "model"), [("email", Email), ("letter", Letter), ("post", Letter)])
def test_union_with_discriminator_is_parsed_by_the_named_member(kind: str, model: type[Model]) -> None:
    result, reports = parse(MAIL, {"kind": kind, "address": "a", "street": 7})
    assert type(result) is model
    assert [path for path, *_ in reports] == ([] if model is Email else ["field.street"])


@pytest.mark.parametrize("received", [{"kind": "fax"}, {}, {"kind": None}, {"kind": ["email"]}], ids=repr)
def test_union_with_unknown_discriminator_is_reported_and_kept(received: dict[str, Any]) -> None:
    result, reports = parse(MAIL, received)
    assert result == received
    assert reports == [("field.kind", "'email' or 'letter' or 'post'", received.get("kind", UNSET))]


def test_union_with_discriminator_also_has_members_that_are_no_objects() -> None:
    codec: codecs.Codec[Any] = codecs.Union((codecs.STRING, EMAIL), "kind", {"email": 1})
    assert parse(codec, "a") == ("a", [])
    assert parse(codec, {"kind": "email"}) == (Email(kind="email"), [])
    assert parse(codec, 1) == (1, [("field", "string or object", 1)])


def test_nullable_union_accepts_null() -> None:
    for codec in (PETS, MAIL):
        assert parse(codecs.Nullable(codec), None) == (None, [])
        assert send(codecs.Nullable(codec), None) is None
    assert type(parse(codecs.Nullable(MAIL), {"kind": "email"})[0]) is Email


@pytest.mark.parametrize(
    ("value", "sent"),
    [
        (True, True),
        (1, 1),
        (date(2024, 4, 29), "2024-04-29"),
        ("x", "x"),
        ([Cat(meow="x"), Dog(bark="y", price_per_day=None)], [{"meow": "x"}, {"bark": "y", "pricePerDay": None}]),
        ((), []),
        (Dog(bark="x", price_per_day=Decimal(1)), {"bark": "x", "pricePerDay": "1"}),
    ],
    ids=repr,
)
def test_union_is_sent_by_the_member_of_its_type(value: Any, sent: Any) -> None:
    assert send(MIXED, value) == sent


@pytest.mark.parametrize("value", [None, 1.5, {"meow": "x"}, datetime(2024, 4, 29, tzinfo=UTC), b"x"], ids=repr)
def test_union_that_no_member_can_send_raises_error_with_the_types(value: Any) -> None:
    types = "bool or int or datetime.date or str or a list of Cat or Dog or Cat or Dog"
    with pytest.raises(TypeError, match=f"^argument must be {types}, not {type(value).__name__}$"):
        send(MIXED, value)


def test_union_of_lists_is_sent_by_the_list_whose_elements_fit() -> None:
    codec: codecs.Codec[Any] = codecs.Union((codecs.Array(CAT), codecs.Array(codecs.STRING), codecs.Map(DOG)))
    assert send(codec, ["x"]) == ["x"]
    assert send(codec, [Cat(meow="x")]) == [{"meow": "x"}]
    assert send(codec, {"a": Dog(bark="x", price_per_day=None)}) == {"a": {"bark": "x", "pricePerDay": None}}
    with pytest.raises(TypeError, match=r"^argument must be a list of Cat or a list of str or a mapping of str to Dog"):
        send(codec, ["x", Cat(meow="x")])
    with pytest.raises(TypeError, match=r"^argument\['a'\] must be Dog, not Cat$"):
        send(codec, {"a": Cat(meow="x")})


def test_union_error_inside_a_value_names_its_place() -> None:
    with pytest.raises(TypeError, match=r"^argument\.lives must be int, not str$"):
        send(PETS, Cat(meow="x", lives="9"))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    with pytest.raises(ValueError, match=r"^argument must be finite"):
        send(codecs.Union((codecs.MONEY, codecs.STRING)), Decimal("NaN"))
    with pytest.raises(TypeError, match=r"^argument\[1\] must be Cat or Dog, not int$"):
        send(MIXED, [Cat(meow="x"), 1])


def test_union_kept_as_received_is_sent_back_by_to_dict() -> None:
    received = {"kind": "letter", "copies": [{"kind": "fax", "number": 5, "copies": "many"}, {"kind": 1}]}
    assert Letter.from_dict(received).to_dict() == received


def nested(codec_of: Callable[[codecs.Codec[Any]], codecs.Codec[Any]]) -> codecs.Codec[Any]:
    """Return the codec of an object that holds others of its kind in this form, with the parser of the template."""

    @define(kw_only=True)
    class Chain(Model):
        inner: Any
        additional_properties: dict[str, Any] = field(factory=dict, repr=False)

        _field_table = (Field("inner", "inner", codec_of(codecs.Object(lambda: Chain)), True),)

        @classmethod
        def _parse_strict(cls, data: Mapping[str, Any], /) -> Self:
            return cls(inner=cls._field_table[0].codec.parse_strict(data["inner"]))

    return codecs.Object(lambda: Chain)


NESTED = [
    pytest.param(lambda codec: codecs.Union((codec, codecs.INTEGER)), lambda value: value, id="union with one object"),
    pytest.param(lambda codec: codecs.Union((codec, codec, codecs.INTEGER)), lambda value: value, id="ambiguous union"),
    pytest.param(
        lambda codec: codecs.Union((codec, codecs.INTEGER), "kind", {"a": 0}),
        lambda value: {**value, "kind": "a"} if isinstance(value, dict) else value,
        id="union by discriminator",
    ),
    pytest.param(
        lambda codec: codecs.Union((codecs.Map(codec), codecs.INTEGER)),
        lambda value: {"a": value} if isinstance(value, dict) else value,
        id="map",
    ),
    pytest.param(
        lambda codec: codecs.Union((codecs.Array(codecs.Nullable(codec)), codecs.INTEGER)),
        lambda value: [value] if isinstance(value, dict) else value,
        id="list",
    ),
]


@pytest.mark.parametrize("end", [1, None], ids=["valid", "deviating"])
@pytest.mark.parametrize(("codec_of", "wrap"), NESTED)
def test_value_nested_in_values_of_its_kind_is_not_parsed_again_for_each_level(
    codec_of: Callable[[codecs.Codec[Any]], codecs.Codec[Any]], wrap: Callable[[Any], Any], end: object
) -> None:
    # If the time doubled with each level, this would take years.
    received: Any = end
    for _ in range(50):
        received = {"inner": wrap(received)}
    result, reports = parse(nested(codec_of), received)
    assert len(reports) == (0 if end == 1 else 1)
    assert json.loads(json.dumps(result.to_dict())) == received


# Bodies


def body(codec: codecs.Codec[Any], text: str) -> Any:
    return codec.parse_body(text.encode(), {}, lambda *report: None)


@pytest.mark.parametrize(
    ("codec", "text", "message"),
    [
        (codecs.Array(codecs.INTEGER), "{}", "the body is a JSON object, not an array"),
        (codecs.Array(codecs.INTEGER), "null", "the body is a JSON null, not an array"),
        (codecs.Map(codecs.INTEGER), "[]", "the body is a JSON array, not an object"),
        (CAT, "1", "the body is a JSON number, not an object"),
        (CAT, "1.5", "the body is a JSON number, not an object"),
        (codecs.Nullable(CAT), '""', "the body is a JSON string, not an object or null"),
        (codecs.Union((CAT, codecs.Array(CAT))), "true", "the body is a JSON boolean, not an object or array"),
        (codecs.STRING, "", "the body is not valid JSON: "),
        (codecs.Object(lambda: Node), '{"inner":' * 400 + "1" + "}" * 400, "the body is nested too deeply"),
    ],
)
def test_body_of_another_json_type_is_malformed(codec: codecs.Codec[Any], text: str, message: str) -> None:
    with pytest.raises(MalformedBodyError) as caught:
        body(codec, text)
    assert str(caught.value).startswith(message)


def test_body_can_be_any_json_value() -> None:
    assert body(codecs.Array(CAT), '[{"meow": "x"}]') == [Cat(meow="x")]
    assert body(codecs.Map(codecs.MONEY), '{"a": 0.10}') == {"a": Decimal("0.10")}
    assert body(codecs.Nullable(CAT), "null") is None
    assert body(codecs.Union((CAT, codecs.INTEGER)), "7") == 7
    assert body(codecs.DATE, '"2024-04-29"') == date(2024, 4, 29)
    assert body(codecs.DATE, '"soon"') == "soon"


@pytest.mark.parametrize(
    ("content", "content_type", "text"),
    [
        (b"caf\xc3\xa9 \xff", "text/csv", "café \ufffd"),
        (b"caf\xe9", "text/csv; charset=ISO-8859-1", "café"),
        (b"\x80", 'text/csv; header=present; Charset="windows-1252"', "€"),
        (b"caf\xc3\xa9", "text/csv; charset=", "café"),
        (b"caf\xc3\xa9", "text/csv; charset=unknown", "café"),
        (b"caf\xc3\xa9", "text/csv; charset=hex", "café"),
        (b"caf\xc3\xa9", "text/csv; charset=punycode", "café"),
        (b"caf\xc3\xa9", "text/csv; charset=unicode-escape", "café"),
        (b"caf\xc3\xa9", "text/csv; charset=undefined", "café"),
        (b"caf\xc3\xa9", "", "café"),
        (b"", "text/plain", ""),
    ],
)
def test_text_is_decoded_by_its_charset(content: bytes, content_type: str, text: str) -> None:
    assert codecs.TEXT.parse_body(content, {"content-type": content_type}, lambda *report: None) == text


@given(st.text(), st.sampled_from(["utf-8", "utf-16", "utf-32-be"]))
def test_text_round_trips(text: str, charset: str) -> None:
    headers = {"content-type": f"text/plain; charset={charset}"}
    assert codecs.TEXT.parse_body(text.encode(charset), headers, lambda *report: None) == text


@given(st.binary(), st.text(max_size=20))
def test_any_body_of_any_charset_is_text(content: bytes, charset: str) -> None:
    headers = {"content-type": f"text/plain; charset={charset}"}
    assert type(codecs.TEXT.parse_body(content, headers, lambda *report: None)) is str
    assert codecs.BYTES.parse_body(content, headers, lambda *report: None) == content


# Files


@pytest.mark.parametrize(
    ("value", "media_type"),
    [
        (b"x", "application/pdf"),
        (Upload(b"x", "a.txt"), "application/pdf"),
        (Upload(b"x", None, "image/png"), "image/png"),
    ],
    ids=["bytes", "named", "with a media type"],
)
def test_file_has_the_media_type_of_its_part_unless_the_caller_names_one(value: Any, media_type: str) -> None:
    upload = send(codecs.File(media_type="application/pdf"), value)
    assert upload.media_type == media_type
    assert upload.content == b"x"
    assert send(codecs.FILE, b"x") == Upload(b"x")


# Values that the spec does not describe


@pytest.mark.parametrize(
    ("value", "error", "message"),
    [
        ({"a": [Cat(meow="x")]}, TypeError, "argument['a'][0] must be a JSON value, not Cat"),
        (date(2024, 4, 29), TypeError, "argument must be a JSON value, not date"),
        ([{1: 2}], TypeError, "argument[0] must have keys of type str, not int"),
        ({"a": float("nan")}, ValueError, "argument['a'] must be finite, not nan"),
        ((Decimal("Infinity"),), ValueError, "argument[0] must be finite, not Infinity"),
        (["\ud800"], ValueError, "argument[0] must be valid Unicode"),
    ],
    ids=["model", "date", "key", "NaN", "infinite", "lone surrogate"],
)
def test_any_value_that_is_not_json_raises_error_with_its_place(
    value: Any, error: type[Exception], message: str
) -> None:
    with pytest.raises(error) as caught:
        send(codecs.ANY, value)
    assert str(caught.value).startswith(message)
    with pytest.raises(error) as caught:
        send(CAT, Cat(meow="x", additional_properties={"new": value}))
    assert str(caught.value).startswith(message.replace("argument", "argument.additional_properties['new']"))


# Round trips

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
AMOUNTS = st.decimals(-(10**9), 10**9, places=2)
OFFSETS = st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS, lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner)
)
CATS = st.builds(Cat, meow=TEXTS, lives=st.just(UNSET) | st.integers())
DOGS = st.builds(Dog, bark=TEXTS, price_per_day=st.none() | AMOUNTS)
EMAILS = st.builds(Email, kind=st.just("email"), address=TEXTS)
LETTERS = st.builds(Letter, kind=st.sampled_from(["letter", "post"]), street=st.just(UNSET) | TEXTS)


def round_trips() -> Iterator[tuple[str, codecs.Codec[Any], st.SearchStrategy[Any]]]:
    yield "any", codecs.ANY, JSON
    yield "string", codecs.STRING, TEXTS
    yield "integer", codecs.INTEGER, st.integers()
    yield "boolean", codecs.BOOLEAN, st.booleans()
    yield "number", codecs.NUMBER, st.floats(allow_nan=False, allow_infinity=False)
    yield "money", codecs.MONEY, AMOUNTS
    yield "date", codecs.DATE, st.dates()
    yield "time", codecs.DATE_TIME, st.datetimes(timezones=OFFSETS)
    yield "null", codecs.Nullable(codecs.DATE), st.none() | st.dates()
    yield "list", codecs.Array(codecs.MONEY), st.lists(AMOUNTS)
    yield "map", codecs.Map(codecs.MONEY), st.dictionaries(TEXTS, AMOUNTS)
    yield "map of maps", codecs.Map(codecs.Map(CAT)), st.dictionaries(TEXTS, st.dictionaries(TEXTS, CATS))
    yield "object", DOG, DOGS
    yield "union of objects", PETS, CATS | DOGS
    yield "union by discriminator", MAIL, EMAILS | LETTERS
    yield "union of types", MIXED, st.booleans() | st.integers() | st.dates() | st.lists(CATS | DOGS) | CATS | DOGS
    yield "list of nullable unions", codecs.Array(codecs.Nullable(MAIL)), st.lists(st.none() | EMAILS | LETTERS)


@pytest.mark.parametrize(
    ("codec", "values"), [pytest.param(codec, values, id=name) for name, codec, values in round_trips()]
)
@given(draws=st.data())
def test_sent_value_is_parsed_as_it_was(
    codec: codecs.Codec[Any], values: st.SearchStrategy[Any], draws: st.DataObject
) -> None:
    value = draws.draw(values)
    received = json.loads(json.dumps(send(codec, value), allow_nan=False), parse_float=Decimal)
    assert parse(codec, received) == (value, [])
    assert codec.parse_strict(received) == value


LIMITED = codecs.Integer(minimum=1, maximum=9)


@pytest.mark.parametrize(
    ("value", "error", "message"),
    [
        (0, ValueError, "argument must be at least 1, not 0"),
        (10, ValueError, "argument must be at most 9, not 10"),
        (True, TypeError, "argument must be int, not bool"),
        (1.0, TypeError, "argument must be int, not float"),
    ],
)
def test_integer_beyond_its_limits_is_refused(value: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error) as caught:
        LIMITED.serialize(value, "argument", SerializeOptions())
    assert str(caught.value) == message


def test_integer_within_its_limits_is_sent() -> None:
    assert [LIMITED.serialize(value, "argument", SerializeOptions()) for value in (1, 9)] == [1, 9]


def test_limits_of_an_integer_do_not_hold_for_what_is_received() -> None:
    assert body(codecs.Array(LIMITED), "[0, 10]") == [0, 10]
    assert LIMITED.serialize(10, "argument", SerializeOptions(strict=False)) == 10
    assert LIMITED.serialize("10", "argument", SerializeOptions(strict=False)) == "10"
