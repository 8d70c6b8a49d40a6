"""Models as fields of pydantic: validated, serialized, and described by a JSON schema. FastAPI is in integrations/."""

from __future__ import annotations

import copy
import dataclasses
import datetime
import json
import pickle
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any, Generic, NamedTuple, TypeVar
from unittest.mock import create_autospec

import jsonschema
import pydantic
import pytest
from attrs import define, field
from pydantic import BaseModel, ConfigDict, Discriminator, Tag, TypeAdapter, ValidationError
from pydantic.alias_generators import to_camel
from typing_extensions import TypedDict

from mijnklantportaal import FileInput, Page, Upload, models
from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.model import Field, Model
from mijnklantportaal.models import (
    AgreementSignerInvitation,
    CustomerGroup,
    CustomerOffer,
    CustomerOfferLine,
    CustomerOfferLinks,
    FileOrDirectory,
)
from mijnklantportaal_api import models as generated
from tests.client.sample_models import Account, Dog, Email, Letter, Node

T = TypeVar("T")
LINE = {"description": "Website", "amountExclVat": "12.50", "vatRate": 21}
MODELS = [
    model
    for name in generated.__all__
    if isinstance(model := getattr(generated, name), type) and issubclass(model, Model)
]


class Order(BaseModel):
    offer: CustomerOffer
    others: list[CustomerOffer] = []
    by_name: dict[str, CustomerOffer | None] = {}
    line: CustomerOfferLine | None = None


class Envelope(BaseModel, Generic[T]):
    data: T


@dataclasses.dataclass
class Plain:
    offer: CustomerOffer


@pydantic.dataclasses.dataclass
class Validated:
    offer: CustomerOffer


class Typed(TypedDict):
    offer: CustomerOffer


class Named(NamedTuple):
    offer: CustomerOffer


class Strictest(BaseModel):
    """Has options that must not reach into the model."""

    model_config = ConfigDict(
        strict=True, extra="forbid", alias_generator=to_camel, str_max_length=1, str_to_upper=True, frozen=True
    )
    offer: CustomerOffer


def locations(caught: pytest.ExceptionInfo[ValidationError]) -> dict[tuple[int | str, ...], str]:
    return {error["loc"]: error["msg"] for error in caught.value.errors()}


@pytest.mark.parametrize("kind", [Order, Plain, Validated, Typed, Strictest, Envelope[CustomerOffer]])
def test_field_takes_an_object_by_its_json_keys(kind: Any, offer: dict[str, Any]) -> None:
    name = "data" if kind is Envelope[CustomerOffer] else "offer"
    for value in (
        TypeAdapter(kind).validate_python({name: offer}),
        TypeAdapter(kind).validate_json(json.dumps({name: offer})),
    ):
        parsed = value[name] if isinstance(value, dict) else getattr(value, name)
        assert parsed == CustomerOffer.from_dict(offer)


def test_named_tuple_takes_an_object(offer: dict[str, Any]) -> None:
    assert TypeAdapter(Named).validate_python([offer]).offer == CustomerOffer.from_dict(offer)


def test_field_keeps_a_model_as_the_same_object(offer: dict[str, Any]) -> None:
    parsed = CustomerOffer.from_dict(offer)
    order = Order(offer=parsed, others=[parsed], by_name={"a": parsed, "b": None})
    assert order.offer is parsed
    assert order.others[0] is parsed
    assert order.by_name["a"] is parsed


def test_model_that_deviates_from_the_spec_is_kept_and_dumped(offer: dict[str, Any]) -> None:
    deviating = CustomerOffer.from_dict({**offer, "amount": None, "issuedAt": "soon"})
    dumped = Order(offer=deviating).model_dump(mode="json")["offer"]
    assert (dumped["amount"], dumped["issuedAt"]) == (None, "soon")


def test_every_dump_is_validated_as_an_equal_value(offer: dict[str, Any]) -> None:
    order = Order.model_validate({"offer": {**offer, "new": {"a": 1}}, "others": [offer], "line": LINE})
    assert order.offer.additional_properties == {"new": {"a": 1}}
    assert Order.model_validate(order.model_dump()) == order
    assert Order.model_validate(order.model_dump(mode="json")) == order
    assert Order.model_validate_json(order.model_dump_json()) == order
    assert order.model_dump(mode="json")["offer"] == order.offer.to_dict()


def test_dump_in_python_has_the_keys_of_json_and_the_values_of_the_fields(offer: dict[str, Any]) -> None:
    dumped = Order(offer=CustomerOffer.from_dict(offer)).model_dump()["offer"]
    assert dumped["amount"] == Decimal("12.95")
    assert dumped["issuedAt"] == datetime.date(2024, 4, 29)
    assert dumped["createdAt"].tzinfo is not None
    assert dumped["links"]["customer"]["type"] == "application/json"


def test_dump_leaves_out_unset_fields() -> None:
    adapter = TypeAdapter(Email)
    assert adapter.dump_python(Email(kind="a")) == {"kind": "a"}
    assert adapter.dump_json(Email(kind="a")) == b'{"kind":"a"}'
    assert adapter.validate_json(b"{}") == Email()


@pytest.mark.parametrize("mode", ["python", "json"])
@pytest.mark.parametrize("name", ["acceptance_signature", "acceptanceSignature"])
def test_excluded_field_is_not_dumped(mode: str, name: str, offer: dict[str, Any]) -> None:
    order = Order.model_validate({"offer": offer, "others": [offer]})
    dumped = order.model_dump(mode=mode, exclude={"offer": {name}, "others": {"__all__": {name}}})
    assert "acceptanceSignature" not in dumped["offer"] | dumped["others"][0]
    assert "acceptedAt" in dumped["offer"]


def test_included_fields_only_are_dumped(offer: dict[str, Any]) -> None:
    order = Order(offer=CustomerOffer.from_dict(offer))
    dumped = order.model_dump(mode="json", include={"offer": {"customer_id": True, "links": {"customer": {"type_"}}}})
    assert dumped == {"offer": {"customerId": offer["customerId"], "links": {"customer": {"type": "application/json"}}}}


def test_dump_without_none_leaves_out_null_fields(offer: dict[str, Any]) -> None:
    dumped = json.loads(Order(offer=CustomerOffer.from_dict(offer)).model_dump_json(exclude_none=True))
    assert dumped["offer"] == {key: value for key, value in offer.items() if value is not None}


@pytest.mark.parametrize("dump", [TypeAdapter(Any).dump_json, TypeAdapter(dict[str, Any]).dump_json])
def test_model_where_any_value_may_be_is_dumped(dump: Callable[[Any], bytes], offer: dict[str, Any]) -> None:
    assert json.loads(dump({"offer": CustomerOffer.from_dict(offer)})) == {"offer": offer}


def test_deviations_are_errors_with_their_places(offer: dict[str, Any]) -> None:
    deviating = {**offer, "amount": 12.5, "issuedAt": "x", "createdAt": "2024-04-29T21:00:00", "acceptedViaIp": 5}
    deviating["links"] = {"customer": {"href": None, "type": "text/html"}}
    del deviating["currency"]
    with pytest.raises(ValidationError) as caught:
        Order.model_validate({"offer": offer, "others": [offer, deviating], "line": {**LINE, "vatRate": 7}})
    assert locations(caught) == {
        ("others", 1, "amount"): "Input should be decimal string",
        ("others", 1, "issuedAt"): "Input should be date as YYYY-MM-DD",
        ("others", 1, "createdAt"): "Input should be date and time with offset",
        ("others", 1, "acceptedViaIp"): "Input should be a valid string",
        ("others", 1, "links", "customer", "href"): "Input should be a valid string",
        ("others", 1, "currency"): "Field required",
        ("line", "vatRate"): "Input should be 0, 9 or 21",
    }


@pytest.mark.parametrize("value", ["1e5", "NaN", "Infinity", "1_000", "", True, 1.0, None, [], "१२"])
def test_what_is_not_an_amount_is_refused(value: object) -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(CustomerOfferLine).validate_python({**LINE, "amountExclVat": value})
    assert list(locations(caught)) == [("amountExclVat",)]


@pytest.mark.parametrize("value", [False, 9.0, "9", None, 7])
def test_what_is_not_one_of_the_values_of_the_spec_is_refused(value: object) -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(CustomerOfferLine).validate_json(json.dumps({**LINE, "vatRate": value}))
    assert list(locations(caught)) == [("vatRate",)]


def test_value_that_nests_too_deep_is_refused() -> None:
    deep: object = 1
    for _ in range(150):
        deep = [deep]
    with pytest.raises(ValidationError, match="nested more than 100 levels deep"):
        TypeAdapter(CustomerOfferLine).validate_python({**LINE, "new": deep})


def test_autospec_of_a_model_has_its_methods() -> None:
    double = create_autospec(CustomerOfferLine, instance=True)
    double.to_dict.return_value = LINE
    assert double.to_dict() == LINE
    with pytest.raises(AttributeError):
        _ = double.unknown


def test_values_in_python_are_taken() -> None:
    line = TypeAdapter(CustomerOfferLine).validate_python({**LINE, "amountExclVat": Decimal("12.50")})
    assert line == CustomerOfferLine(description="Website", amount_excl_vat=Decimal("12.50"), vat_rate=21)


@pytest.mark.parametrize("value", ["text", 5, None, [], CustomerOfferLine.from_dict(LINE)])
def test_what_is_neither_the_model_nor_an_object_is_refused(value: object) -> None:
    with pytest.raises(ValidationError, match="CustomerOffer"):
        TypeAdapter(CustomerOffer).validate_python(value)


def test_union_takes_each_of_its_members(offer: dict[str, Any]) -> None:
    adapter: TypeAdapter[Any] = TypeAdapter(CustomerOffer | CustomerOfferLine | int | None)
    parsed, line = CustomerOffer.from_dict(offer), CustomerOfferLine.from_dict(LINE)
    assert [adapter.validate_python(value) for value in (offer, LINE, parsed, line, 5, None)] == [
        parsed,
        line,
        parsed,
        line,
        5,
        None,
    ]
    assert [json.loads(adapter.dump_json(value)) for value in (parsed, line, 5, None)] == [offer, LINE, 5, None]


def test_union_with_a_discriminator_takes_each_of_its_members(offer: dict[str, Any]) -> None:
    def name(value: Any) -> str:
        return "offer" if isinstance(value, CustomerOffer) or "id" in value else "line"

    kind = Annotated[
        Annotated[CustomerOffer, Tag("offer")] | Annotated[CustomerOfferLine, Tag("line")], Discriminator(name)
    ]
    adapter: TypeAdapter[Any] = TypeAdapter(kind)
    assert adapter.validate_python(LINE) == CustomerOfferLine.from_dict(LINE)
    assert json.loads(adapter.dump_json(CustomerOffer.from_dict(offer))) == offer


def test_attributes_of_a_model_make_a_model_of_pydantic(offer: dict[str, Any]) -> None:
    class Summary(BaseModel):
        model_config = ConfigDict(from_attributes=True)
        customer_id: str
        amount: Decimal

    summary = Summary.model_validate(CustomerOffer.from_dict(offer))
    assert summary == Summary(customer_id=offer["customerId"], amount=Decimal("12.95"))


def test_value_of_pydantic_with_a_model_inside_is_copied_and_pickled(offer: dict[str, Any]) -> None:
    order = Order(offer=CustomerOffer.from_dict(offer))
    for other in (copy.deepcopy(order), order.model_copy(deep=True), pickle.loads(pickle.dumps(order))):
        assert other == order
        assert other.offer is not order.offer


def test_arguments_of_a_validated_call_are_parsed(offer: dict[str, Any]) -> None:
    @pydantic.validate_call
    def total(offers: list[CustomerOffer]) -> Decimal:
        return sum((each.amount for each in offers), Decimal(0))

    offers: list[Any] = [offer, CustomerOffer.from_dict(offer)]
    assert total(offers) == Decimal("25.90")


def test_subclass_of_a_model_is_parsed_as_that_class(offer: dict[str, Any]) -> None:
    class Mine(CustomerOffer):
        pass

    assert type(TypeAdapter(Mine).validate_python(offer)) is Mine
    mine = Mine.from_dict(offer)
    assert Order(offer=mine).offer is mine
    assert "Amount, in EUR" in TypeAdapter(Mine).json_schema()["properties"]["amount"]["description"]


def test_recursive_models_are_parsed_and_described() -> None:
    adapter = TypeAdapter(Node)
    assert adapter.validate_python({"inner": {"inner": 5}}) == Node(inner=Node(inner=5))
    assert adapter.validate_python({"inner": Node(inner=5)}) == Node(inner=Node(inner=5))
    assert json.loads(adapter.dump_json(Node(inner=Node(inner=5)))) == {"inner": {"inner": 5}}
    inner = adapter.json_schema()["$defs"]["Node"]["properties"]["inner"]["anyOf"]
    assert inner == [{"$ref": "#/$defs/Node"}, {"type": "integer"}]


def test_union_inside_of_a_model_is_parsed_as_in_a_response() -> None:
    data = {"kind": "a", "copies": [{"address": "x"}, {"street": "y"}]}
    letter = TypeAdapter(Letter).validate_python(data)
    assert letter == Letter.from_dict(data)
    assert isinstance(letter.copies, list)
    assert [type(each) for each in letter.copies] == [Email, Letter]
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(Letter).validate_python({"copies": [{}, {"kind": 3}]})
    assert list(locations(caught)) == [("copies", 1)]


def test_read_only_field_is_optional_and_marked() -> None:
    assert TypeAdapter(Account).validate_python({"name": "a", "secret": "b"}) == Account(name="a", secret="b")
    schema = TypeAdapter(Account).json_schema()
    assert schema["properties"]["id"]["readOnly"] is True
    assert schema["required"] == ["name", "secret"]


@define(kw_only=True)
class Everything(Model):
    """Has every kind of value that the models of the portal lack."""

    file: FileInput
    at: datetime.datetime
    minute: datetime.datetime
    prices: dict[str, Decimal]
    ratio: float
    limited: int
    anything: Any
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)

    _field_table = (
        Field("file", "file", codecs.FILE, True),
        Field("at", "at", codecs.LOCAL_DATE_TIME, True),
        Field("minute", "minute", codecs.LOCAL_MINUTE, True),
        Field("prices", "prices", codecs.Map(codecs.MONEY), True),
        Field("ratio", "ratio", codecs.NUMBER, True),
        Field("limited", "limited", codecs.Integer(minimum=1), True),
        Field("anything", "anything", codecs.ANY, True),
    )


EVERYTHING = {
    "file": Upload(b"x"),
    "at": "2024-04-29 21:00:00",
    "minute": "2024-04-29 21:00",
    "prices": {"a": "1.50"},
    "ratio": 0.5,
    "limited": 0,
    "anything": [1, {"a": None}],
}


def test_other_kinds_of_values_are_parsed_and_described() -> None:
    everything = TypeAdapter(Everything).validate_python(EVERYTHING)
    assert everything.file == Upload(b"x")
    assert everything.at == everything.minute == datetime.datetime(2024, 4, 29, 21)
    assert (everything.prices, everything.anything) == ({"a": Decimal("1.50")}, [1, {"a": None}])
    properties = TypeAdapter(Everything).json_schema()["properties"]
    assert properties["file"] == {"type": "string", "format": "binary", "title": "File"}
    assert properties["prices"]["additionalProperties"]["format"] == "decimal"
    # What is received may be beyond the limits of requests.
    assert everything.limited == 0
    assert properties["limited"] == {"type": "integer", "title": "Limited"}


@pytest.mark.parametrize("file", ["/etc/passwd", b"x", None])
def test_file_of_a_json_object_is_not_a_path(file: object) -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(Everything).validate_python({**EVERYTHING, "file": file})
    assert locations(caught) == {("file",): "Input should be file"}


def test_json_schema_has_the_types_and_texts_of_the_fields() -> None:
    schema = Order.model_json_schema()
    offer, line = schema["$defs"]["CustomerOffer"], schema["$defs"]["CustomerOfferLine"]
    assert schema["properties"]["offer"] == {"$ref": "#/$defs/CustomerOffer"}
    assert schema["$defs"].keys() == {"CustomerOffer", "CustomerOfferLine", "CustomerOfferLinks", "Link"}
    assert offer["description"] == "Customer Offer."
    assert offer["required"] == list(offer["properties"])
    amount = offer["properties"]["amount"]
    assert (amount["type"], amount["format"]) == ("string", "decimal")
    assert amount["description"] == "Amount, in EUR. Example: `12.95`."
    assert offer["properties"]["issuedAt"]["format"] == "date"
    assert offer["properties"]["acceptedAt"]["anyOf"] == [{"type": "string", "format": "date-time"}, {"type": "null"}]
    assert line["properties"]["vatRate"]["enum"] == [0, 9, 21]
    assert line["title"] == "CustomerOfferLine"


def test_json_schema_names_the_known_values_of_a_response_and_allows_others() -> None:
    kind = TypeAdapter(FileOrDirectory).json_schema()["properties"]["type"]
    assert kind["anyOf"] == [{"type": "string", "enum": ["file", "directory"]}, {"type": "string"}]


def test_json_schema_requires_no_optional_field() -> None:
    assert "required" not in TypeAdapter(AgreementSignerInvitation).json_schema()
    assert TypeAdapter(AgreementSignerInvitation).validate_python({}) == AgreementSignerInvitation()


@pytest.mark.parametrize("mode", ["validation", "serialization"])
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_json_schema_of_each_model_is_valid(model: type[Model], mode: Any) -> None:
    schema = TypeAdapter(model).json_schema(mode=mode)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["properties"].keys() == {each.key for each in model._field_table}
    assert all(each.get("description") or "$ref" in each for each in schema["properties"].values())


def test_json_schema_accepts_what_is_dumped(offer: dict[str, Any]) -> None:
    schema = TypeAdapter(CustomerOffer).json_schema(mode="serialization")
    jsonschema.validate(json.loads(TypeAdapter(CustomerOffer).dump_json(CustomerOffer.from_dict(offer))), schema)


def test_model_of_pydantic_with_the_same_name_has_a_schema_beside() -> None:
    class CustomerGroup(BaseModel):
        other: int

    class Both(BaseModel):
        mine: CustomerGroup
        theirs: models.CustomerGroup

    schema = Both.model_json_schema()
    assert len({schema["properties"][name]["$ref"] for name in ("mine", "theirs")}) == 2


def test_nested_model_inside_of_a_json_object_is_taken(offer: dict[str, Any]) -> None:
    links = CustomerOfferLinks.from_dict(offer["links"])
    assert TypeAdapter(CustomerOffer).validate_python({**offer, "links": links}).links is links


def test_list_takes_what_yields_models(offer: dict[str, Any]) -> None:
    parsed = CustomerOffer.from_dict(offer)
    assert TypeAdapter(list[CustomerOffer]).validate_python(iter([parsed])) == [parsed]


@pytest.mark.parametrize("kind", [Page[CustomerGroup], Page])
def test_page_as_a_type_is_refused_with_a_hint(kind: Any) -> None:
    with pytest.raises(TypeError, match="annotate a list of its items, and return its `data`"):
        TypeAdapter(kind)


def test_pydantic_is_imported_by_nothing_but_itself() -> None:
    program = """
import sys
sys.modules["pydantic"] = sys.modules["pydantic_core"] = None
from inspect import getmembers
from mijnklantportaal.models import CustomerOfferLine
line = CustomerOfferLine(description="a", amount_excl_vat=1, vat_rate=9)
assert not hasattr(line, "__pydantic_serializer__")
assert dict(getmembers(line))["description"] == "a"
"""
    subprocess.run([sys.executable, "-c", program], check=True)


def test_null_amount_of_a_nullable_field_is_kept() -> None:
    assert TypeAdapter(Dog).validate_python({"bark": "a", "pricePerDay": None}) == Dog(bark="a", price_per_day=None)
