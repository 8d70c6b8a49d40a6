"""Values that the spec does not describe are JSON values, which `json.dumps` takes. Only amounts are decimals."""

import json
from collections import OrderedDict
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import pytest

from mijnklantportaal import UNSET, APIStatusError, MijnKlantportaal, SpecDrift
from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.parsing import MalformedBodyError
from mijnklantportaal._wire.serializing import SerializeOptions
from mijnklantportaal.models import CustomerOffer
from tests.client.portal_server import PortalServer
from tests.client.sample_models import Cat, Dog

NUMBERS = [
    pytest.param("1.5", 1.5, id="float"),
    pytest.param("7", 7, id="int"),
    pytest.param("-0.0", -0.0, id="negative zero"),
    pytest.param("0.10000000000000001", 0.1, id="17 digits, as PHP writes it"),
    pytest.param("12.950", 12.95, id="zeros at the end"),
    pytest.param("1E+2", 100.0, id="exponent"),
    pytest.param("0.1234567890123456789", "0.1234567890123456789", id="more digits than a float has"),
    pytest.param("1e400", "1E+400", id="beyond the range of a float"),
    pytest.param("1e-400", "1E-400", id="below the range of a float"),
    pytest.param("1e99999999999999999999", "1e99999999999999999999", id="beyond the range of Decimal"),
    pytest.param("12345678901234567890.5", "12345678901234567890.5", id="a large number with a fraction"),
    pytest.param("9" * 400, int("9" * 400), id="a large integer"),
    pytest.param("9" * 5000, "9" * 5000, id="an integer that Python does not parse"),
    pytest.param("NaN", "NaN", id="NaN"),
    pytest.param("-Infinity", "-Infinity", id="minus infinity"),
]
# Where a value without description can stand in an offer, by the text of the value.
PLACES = {
    "unknown field": '"unknown": %s',
    "list in an unknown field": '"unknown": [1, {"a": [%s]}]',
    "a number for a text": '"offerNumber": %s',
    "a list for a text": '"offerNumber": [%s]',
    "an object for money": '"amount": {"value": %s}',
    "a list for money": '"amount": [%s]',
    "a number for a date": '"issuedAt": %s',
    "a number for a time": '"createdAt": %s',
    "a list for an object": '"links": [%s]',
    "a number for an object": '"links": %s',
    "unknown field inside": '"links": {"customer": {"href": "x", "type": "y", "weight": %s}}',
}


def without_dumps_errors(value: Any) -> Any:
    return json.loads(json.dumps(value, allow_nan=False))


def holds_decimal(value: Any) -> bool:
    if isinstance(value, dict | list):
        return any(map(holds_decimal, value.values() if isinstance(value, dict) else value))
    return isinstance(value, Decimal)


@pytest.mark.parametrize(("text", "value"), NUMBERS)
@pytest.mark.parametrize("place", PLACES)
def test_number_without_description_is_a_json_value(
    portal: PortalServer, client: MijnKlantportaal, offer: dict[str, Any], place: str, text: str, value: Any
) -> None:
    drifts: list[SpecDrift] = []
    portal.add_response(f"{json.dumps(offer)[:-1]}, {PLACES[place] % text}}}".encode())
    received = client.with_options(on_drift=drifts.append).customer_offers.get("off_1")
    serialized = received.to_dict()
    assert json.dumps(value) in json.dumps(serialized, allow_nan=False)
    without_dumps_errors([drift.got for drift in drifts])
    without_dumps_errors(received.additional_properties)
    fields = {name: getattr(received, name) for name in ("offer_number", "issued_at", "created_at", "links")}
    assert not any(map(holds_decimal, [*fields.values(), received.additional_properties]))
    assert CustomerOffer.from_dict(serialized) == received


@pytest.mark.parametrize(("text", "value"), [("1e-60", 1e-60), ("1e400", "1E+400"), ("NaN", "NaN"), ('["1"]', ["1"])])
def test_money_that_deviates_holds_a_json_value(
    portal: PortalServer, client: MijnKlantportaal, offer: dict[str, Any], text: str, value: Any
) -> None:
    drifts: list[SpecDrift] = []
    portal.add_response(f'{json.dumps(offer)[:-1]}, "amount": {text}}}'.encode())
    received: Any = client.with_options(on_drift=drifts.append).customer_offers.get("off_1").amount
    assert (received, type(received)) == (value, type(value))
    assert [drift.got for drift in drifts] == [value]


def test_money_that_is_as_the_spec_says_stays_decimal(
    portal: PortalServer, client: MijnKlantportaal, offer: dict[str, Any]
) -> None:
    portal.add_response(f'{json.dumps(offer)[:-1]}, "amount": 0.1234567890123456789}}'.encode())
    assert client.customer_offers.get("off_1").amount == Decimal("0.1234567890123456789")


GIVEN = [
    pytest.param(Decimal("1.5"), 1.5, id="Decimal"),
    pytest.param(Decimal("NaN"), "NaN", id="Decimal NaN"),
    pytest.param(Decimal("sNaN"), "sNaN", id="signaling NaN"),
    pytest.param(Decimal("Infinity"), "Infinity", id="Decimal infinity"),
    pytest.param(float("nan"), "NaN", id="NaN"),
    pytest.param(float("-inf"), "-Infinity", id="infinity"),
    pytest.param([Decimal("1.5"), {"a": float("nan")}], [1.5, {"a": "NaN"}], id="inside"),
    pytest.param((Decimal("1.5"),), [1.5], id="tuple"),
    pytest.param(OrderedDict(a=Decimal("1.5")), {"a": 1.5}, id="OrderedDict"),
    pytest.param(MappingProxyType({"a": Decimal("1.5")}), {"a": 1.5}, id="mapping"),
]


@pytest.mark.parametrize(("given", "value"), GIVEN)
@pytest.mark.parametrize("key", ["unknown", "offerNumber", "links"])
def test_from_dict_keeps_values_of_the_caller_as_json(offer: dict[str, Any], key: str, given: Any, value: Any) -> None:
    got: list[object] = []
    parsed = CustomerOffer.from_dict({**offer, key: given}, lambda path, expected, received: got.append(received))
    if key != "links" or not isinstance(given, OrderedDict | dict):
        assert without_dumps_errors(parsed.to_dict())[key] == value
    without_dumps_errors(got)


@pytest.mark.parametrize(("given", "value"), GIVEN)
def test_to_dict_of_values_that_the_caller_has_set_is_json(offer: dict[str, Any], given: Any, value: Any) -> None:
    parsed: Any = CustomerOffer.from_dict(offer)
    parsed.additional_properties = {"unknown": given}
    parsed.offer_number = given
    serialized = without_dumps_errors(parsed.to_dict())
    assert (serialized["unknown"], serialized["offerNumber"]) == (value, value)


CODECS = [
    pytest.param(codecs.ANY, id="any value"),
    pytest.param(codecs.Map(codecs.ANY), id="map of any values"),
    pytest.param(codecs.Array(codecs.ANY), id="list of any values"),
    pytest.param(codecs.Array(codecs.STRING), id="list of texts"),
    pytest.param(codecs.Map(codecs.STRING), id="map of texts"),
    pytest.param(codecs.Union((codecs.STRING, codecs.BOOLEAN)), id="union of texts"),
    pytest.param(codecs.Union((codecs.Object(lambda: Cat), codecs.Object(lambda: Dog))), id="union of objects"),
    pytest.param(
        codecs.Union((codecs.Object(lambda: Cat), codecs.Object(lambda: Dog)), "kind", {"cat": 0, "dog": 1}),
        id="union with a discriminator",
    ),
    pytest.param(codecs.Nullable(codecs.INTEGER), id="nullable"),
    pytest.param(codecs.NUMBER, id="number"),
    pytest.param(codecs.Items(codecs.STRING), id="list under data"),
    pytest.param(codecs.PageOf(codecs.STRING), id="page"),
]
OBJECTS = ['{"0": 1.5}', '{"kind": 1.5}', '{"meow": 1.5, "x": [1.5]}', '{"data": 1.5, "x": 1.5}', '{"data": [1.5]}']
VALUES = ["1.5", "1e400", "NaN", "[1.5]", *OBJECTS]


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("text", VALUES)
def test_kept_and_reported_values_are_json_whatever_is_described(codec: Any, text: str) -> None:
    got: list[object] = []
    try:
        parsed = codec.parse_body(text.encode(), {}, lambda path, expected, received: got.append(received))
    except MalformedBodyError:
        # The codec takes only objects or only lists.
        return
    assert not holds_decimal(parsed)
    without_dumps_errors([value for value in got if value is not UNSET])
    without_dumps_errors(parsed.to_dict() if hasattr(parsed, "to_dict") else parsed)


@pytest.mark.parametrize(("text", "value"), NUMBERS)
def test_body_of_an_error_is_a_json_value(
    portal: PortalServer, client: MijnKlantportaal, text: str, value: Any
) -> None:
    portal.add_response(f'{{"message": "No.", "x": [{text}]}}'.encode(), status=409)
    with pytest.raises(APIStatusError) as caught:
        client.customer_offers.get("off_1")
    assert caught.value.body == {"message": "No.", "x": [value]}
    without_dumps_errors(caught.value.body)


def test_body_of_an_error_that_nests_too_deep_is_text(portal: PortalServer, client: MijnKlantportaal) -> None:
    body = "[" * 200 + "]" * 200
    portal.add_response(body.encode(), status=409)
    with pytest.raises(APIStatusError) as caught:
        client.customer_offers.get("off_1")
    assert caught.value.body == body


def test_large_integer_is_sent_where_a_number_is_described() -> None:
    assert codecs.NUMBER.serialize(10**400, "x", SerializeOptions()) == 10**400
