"""The two parsers of a model, and its two serializers: the strict one does what the lenient one does, or refuses."""

import contextlib
import copy
import json
import pickle
import re
import weakref
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, TypeAlias

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mijnklantportaal_api.models
from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.model import Model
from mijnklantportaal._wire.parsing import DEVIATIONS, parse_json_leniently
from mijnklantportaal._wire.serializing import LENIENT
from mijnklantportaal.models import CustomerOffer, CustomerOfferLinks, Invoice, Link
from tests.operations import JsonObject, methods

# Private methods of models; no other line names them.
STRICT_PARSER, LENIENT_PARSER = "_parse_strict", "_parse_lenient"
STRICT_SERIALIZER, LENIENT_SERIALIZER = "_serialize_strict", "_serialize"

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


EXAMPLES = {name: (model, data) for name, model, data in examples()}
PAIRS = [pytest.param(model, data, id=name) for name, (model, data) in EXAMPLES.items()]


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
    except DEVIATIONS:
        strict = None
    assert strict is None or (reports == [] and strict == lenient)
    from_dict_reports: list[Report] = []
    assert model.from_dict(changed_data, lambda *report: from_dict_reports.append(report)) == lenient
    assert from_dict_reports == reports


def serialize_strictly(model: Model) -> JsonObject:
    serializer: Callable[[], JsonObject] = getattr(model, STRICT_SERIALIZER)
    return serializer()


def serialize_leniently(model: Model) -> JsonObject:
    serializer: Callable[..., JsonObject] = getattr(model, LENIENT_SERIALIZER)
    return serializer(type(model).__name__, LENIENT)


@pytest.mark.parametrize(("model", "data"), PAIRS)
def test_examples_of_the_spec_are_serialized_strictly(model: type[Model], data: JsonObject) -> None:
    parsed = model.from_dict(data)
    assert serialize_strictly(parsed) == serialize_leniently(parsed) == parsed.to_dict()


@pytest.mark.parametrize(("model", "data"), PAIRS)
@settings(max_examples=max(60, settings().max_examples))
@given(draws=st.data())
def test_strict_and_lenient_serializing_agree(model: type[Model], data: JsonObject, draws: st.DataObject) -> None:
    changed_data = draws.draw(changed(data).filter(lambda value: isinstance(value, dict)))
    parsed = model.from_dict(changed_data)
    expected = serialize_leniently(parsed)
    with contextlib.suppress(*DEVIATIONS):
        assert serialize_strictly(parsed) == expected
    assert parsed.to_dict() == expected


@given(
    st.text("0123456789.+-eE _\u0661\uff11", max_size=7)
    | st.from_regex(re.compile(r"[+-]?[0-9]{1,52}(\.[0-9]{1,52})?", re.ASCII))
)
def test_amount_is_parsed_strictly_if_it_is_digits_with_a_sign_and_a_point(text: str) -> None:
    is_amount = re.fullmatch(r"[+-]?[0-9]{1,50}(\.[0-9]{1,50})?", text) is not None
    try:
        assert codecs.strict_amount(text) == Decimal(text)
    except DEVIATIONS:
        assert not is_amount
    else:
        assert is_amount


@given(st.decimals() | st.decimals(places=2) | st.integers() | st.floats())
def test_amount_is_serialized_strictly_as_the_codec_does_or_not_at_all(value: object) -> None:
    try:
        text = codecs.strict_amount_text(value)
    except DEVIATIONS:
        return
    assert text == codecs.MONEY.serialize(value, "amount", LENIENT)
    assert Decimal(text) == value


@attrs.define(kw_only=True)
class OfferWithNote(CustomerOffer):
    """A subclass of a user, with an attribute that its `__init__` sets."""

    note: str = "none"
    number: str = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.number = self.offer_number.upper()


def test_subclass_is_made_by_its_own_init(offer: dict[str, Any]) -> None:
    reports: list[Report] = []
    parsed = OfferWithNote.from_dict({**offer, "offerNumber": "a1", "new": 1}, lambda *report: reports.append(report))
    assert (type(parsed), parsed.note, parsed.number, reports) == (OfferWithNote, "none", "A1", [])
    assert parsed.to_dict() == {**offer, "offerNumber": "a1", "new": 1}


def test_model_of_a_subclass_inside_another_model_is_serialized(offer: dict[str, Any]) -> None:
    class MyLink(Link):
        def __init__(self, href: str) -> None:
            super().__init__(href=href, type_="text/html")

    parsed = CustomerOffer.from_dict(offer)
    parsed.links = CustomerOfferLinks(customer=MyLink("https://example.com"))
    assert parsed.to_dict()["links"] == {"customer": {"href": "https://example.com", "type": "text/html"}}


def test_additional_properties_are_one_dict_that_can_be_changed(offer: dict[str, Any]) -> None:
    parsed, other = CustomerOffer.from_dict(offer), CustomerOffer.from_dict(offer)
    assert parsed == other
    assert parsed.additional_properties is parsed.additional_properties
    parsed.additional_properties["new"] = [1]
    assert parsed != other
    assert parsed.to_dict() == {**offer, "new": [1]}
    assert attrs.asdict(parsed)["additional_properties"] == {"new": [1]}
    assert attrs.asdict(other)["links"]["additional_properties"] == {}
    assert "new" not in repr(parsed)
    for duplicate in (
        copy.copy(parsed),
        copy.deepcopy(parsed),
        pickle.loads(pickle.dumps(parsed)),
        attrs.evolve(parsed),
        attrs.evolve(other, additional_properties={"new": [1]}),
    ):
        assert duplicate.additional_properties == {"new": [1]}
        assert duplicate == parsed
    parsed.additional_properties = {}
    assert parsed == other
    assert CustomerOfferLinks(customer=parsed.links.customer).additional_properties == {}


def test_model_that_is_parsed_has_no_other_attributes_and_can_be_referred_to_weakly(offer: dict[str, Any]) -> None:
    parsed = CustomerOffer.from_dict(offer)
    assert weakref.ref(parsed)() is parsed
    with pytest.raises(AttributeError, match="offer_numbr"):
        parsed.offer_numbr = "1"  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
    with pytest.raises(AttributeError, match="amuont"):
        _ = parsed.amuont  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]


def test_parsing_leaves_the_given_data_as_they_are() -> None:
    _, data = EXAMPLES["Invoice"]
    before = copy.deepcopy(data)
    Invoice.from_dict(data)
    assert data == before


def test_codes_of_different_objects_are_one_string() -> None:
    links = [Link.from_dict({"href": "x", "type": "".join(["text/", "html"])}) for _ in range(2)]
    assert links[0].type_ is links[1].type_


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_body_of_every_encoding_of_json_is_parsed(encoding: str) -> None:
    body = '{"href": "\u20ac", "type": "1.0"}'.encode(encoding)
    link = codecs.Object(lambda: Link).parse_body(body, {}, lambda *report: None)
    assert link == Link(href="\u20ac", type_="1.0")
