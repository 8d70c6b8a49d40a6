"""The columns of models and the values of rows, which all formats share."""

import datetime
import json
from decimal import Decimal
from typing import Any

import pytest
from attrs import define, field
from hypothesis import given
from hypothesis import strategies as st

from mijnklantportaal import models
from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.model import Field, Model
from mijnklantportaal.export._columns import Column, Kind, Layout, Value, plain_text
from mijnklantportaal.models import CustomerInvoice, FileRequest, Invoice
from mijnklantportaal.sandbox import Sandbox

MODELS = [
    model
    for name in sorted(dir(models))
    if isinstance(model := getattr(models, name), type) and issubclass(model, Model)
]


def columns_of(model: type[Model]) -> tuple[Column, ...]:
    return Layout(model).columns


def names(model: type[Model]) -> list[str]:
    return [column.name for column in columns_of(model)]


def cells(item: Model) -> dict[str, Value]:
    layout = Layout(type(item))
    return {column.name: value for column, value in zip(layout.columns, layout.row(item), strict=True)}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_columns_of_every_model_are_unique_and_fit_its_rows(model: type[Model]) -> None:
    columns = names(model)
    assert len(set(columns)) == len(columns)
    assert all(name == name.lower() and name.isidentifier() for name in columns)
    assert columns[-1] == "additional_properties"
    assert Layout(model).row(model.from_dict({})) == (None,) * len(columns)


def test_columns_have_the_order_of_the_spec_and_nested_objects_in_their_place() -> None:
    assert columns_of(CustomerInvoice) == (
        Column("id", Kind.TEXT),
        Column("customer_id", Kind.TEXT),
        Column("invoice_number", Kind.TEXT),
        Column("issued_at", Kind.DATE),
        Column("due_at", Kind.DATE),
        Column("currency", Kind.TEXT),
        Column("amount", Kind.DECIMAL),
        Column("paid_at", Kind.DATE_TIME),
        Column("created_at", Kind.DATE_TIME),
        Column("links_customer_href", Kind.TEXT),
        Column("links_customer_type", Kind.TEXT),
        Column("links_online_payment_link_href", Kind.TEXT),
        Column("links_online_payment_link_type", Kind.TEXT),
        Column("additional_properties", Kind.JSON),
    )


@pytest.mark.parametrize("name", Sandbox.__annotations__)
def test_row_of_every_object_of_the_sandbox_has_its_values(name: str) -> None:
    item = getattr(Sandbox(), name).add()
    values = cells(item)
    assert values["id"] == item.id
    assert values["additional_properties"] is None
    types = {
        Kind.TEXT: str,
        Kind.INTEGER: int,
        Kind.BOOLEAN: bool,
        Kind.DECIMAL: Decimal,
        Kind.DATE: datetime.date,
        Kind.DATE_TIME: datetime.datetime,
        Kind.JSON: str,
    }
    for column in columns_of(type(item)):
        value = values[column.name]
        assert value is None or type(value) is types[column.kind]


def test_nullable_object_that_is_null_has_empty_columns() -> None:
    item = FileRequest.from_dict({"links": {"customer": None, "publicRequest": {"href": "x", "type": "y"}}})
    values = cells(item)
    assert (values["links_customer_href"], values["links_customer_type"]) == (None, None)
    assert (values["links_public_request_href"], values["links_public_request_type"]) == ("x", "y")


@define(kw_only=True)
class Inner(Model):
    b: Any
    type_: Any
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)

    _field_table = (Field("b", "b", codecs.STRING, True), Field("type_", "type", codecs.STRING, True))


@define(kw_only=True)
class Outer(Model):
    a: Any
    a_b: Any
    a__b: Any
    type: Any
    type_: Any
    additional_properties_: Any
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)

    _field_table = (
        Field("a", "a", codecs.Nullable(codecs.Object(lambda: Inner)), True),
        Field("a_b", "a_b", codecs.STRING, True),
        Field("a__b", "a__b", codecs.STRING, True),
        Field("type", "Type", codecs.STRING, True),
        Field("type_", "type", codecs.STRING, True),
        Field("additional_properties_", "additionalProperties", codecs.STRING, True),
    )


def test_names_that_collide_differ_and_fields_of_the_object_keep_theirs() -> None:
    assert names(Outer) == [
        "a___b",
        "a_type",
        "a_b",
        "a__b",
        "type",
        "type_",
        "additional_properties_",
        "additional_properties",
    ]
    item = Outer.from_dict({"a": {"b": "1", "type": "2"}, "a_b": "3", "a__b": "4", "Type": "5", "type": "6"})
    assert Layout(Outer).row(item) == ("1", "2", "3", "4", "5", "6", None, None)


@define(kw_only=True)
class Tree(Model):
    number: Any
    child: Any
    children: Any
    either: Any
    values: Any
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)

    _field_table = (
        Field("number", "number", codecs.Integer(1, 5), True),
        Field("child", "child", codecs.Nullable(codecs.Object(lambda: Tree)), True),
        Field("children", "children", codecs.Array(codecs.Object(lambda: Tree)), True),
        Field("either", "either", codecs.Union((codecs.Object(lambda: Inner), codecs.STRING)), True),
        Field("values", "values", codecs.Map(codecs.MONEY), True),
    )


def test_recursive_objects_lists_unions_and_maps_are_json() -> None:
    json_kinds = dict.fromkeys(("child", "children", "either", "values", "additional_properties"), Kind.JSON)
    assert {column.name: column.kind for column in columns_of(Tree)} == {"number": Kind.INTEGER, **json_kinds}
    leaf: dict[str, Any] = {"number": 2, "child": None, "children": [], "either": "e", "values": {}}
    item = Tree.from_dict({**leaf, "child": leaf, "children": [leaf], "values": {"é": "1.50", "odd": [1]}})
    values = cells(item)
    assert values["either"] == '"e"'
    assert values["values"] == '{"é": "1.50", "odd": [1]}'
    assert json.loads(str(values["child"])) == leaf
    assert json.loads(str(values["children"])) == [leaf]


# What a portal that deviates from the spec may send for any key.
JSON_VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
    | st.sampled_from(["12.95", "2024-04-29", "2024-04-29T21:00:00+02:00", "2024-04-29T21:00:00", "\ud800", 10**400]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(), inner, max_size=2),
    max_leaves=4,
)
LINKS = st.fixed_dictionaries(
    {}, optional={"customer": JSON_VALUES, "onlinePaymentLink": JSON_VALUES, "other": JSON_VALUES}
)
KEYS = [entry.key for entry in CustomerInvoice._field_table] + ["unknown", "links_customer_href"]


def without_nulls(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    inner = {key: without_nulls(inner) for key, inner in value.items()}
    return {key: value for key, value in inner.items() if value is not None and value != {}}


def merge(target: dict[str, Any], other: dict[str, Any]) -> None:
    for key, value in other.items():
        if isinstance(value, dict) and isinstance(target.get(key), dict):
            merge(target[key], value)
        else:
            target[key] = value


@given(st.fixed_dictionaries({}, optional={**dict.fromkeys(KEYS, JSON_VALUES), "links": JSON_VALUES | LINKS}))
def test_a_row_has_everything_that_was_received_also_what_deviates_from_the_spec(data: dict[str, Any]) -> None:
    item = CustomerInvoice.from_dict(data)
    restored: dict[str, Any] = {}
    values = cells(item)
    rest = values.pop("additional_properties")
    for entry in CustomerInvoice._field_table:
        if entry.name != "links":
            value = values[entry.name]
            is_own = isinstance(value, Decimal | datetime.date)
            restored[entry.key] = plain_text(value) if is_own else value
    restored["links"] = {
        key: {"href": values[f"links_{name}_href"], "type": values[f"links_{name}_type"]}
        for key, name in (("customer", "customer"), ("onlinePaymentLink", "online_payment_link"))
    }
    merge(restored, json.loads(str(rest)) if rest else {})
    assert without_nulls(restored) == without_nulls(item.to_dict())


def test_values_that_a_program_has_set_are_written_whatever_they_are() -> None:
    item = Sandbox().customer_invoices.add()
    item.amount = Decimal("NaN")
    item.paid_at = datetime.datetime(2024, 1, 1)
    odd: Any = {"a": {Decimal("1E+2")}, "b": [float("inf"), datetime.date(2024, 1, 1)]}
    item.currency = odd
    values = cells(item)
    assert values["amount"] == "NaN"
    assert values["paid_at"] == datetime.datetime(2024, 1, 1)
    assert values["additional_properties"] == (
        '{"currency": {"a": "{Decimal(\'1E+2\')}", "b": ["Infinity", "2024-01-01"]}}'
    )


def test_lists_of_objects_can_have_tables() -> None:
    layout = Layout(Invoice, with_tables=True)
    assert "lines" not in [column.name for column in layout.columns]
    assert [(inner.name, inner.model) for inner in layout.lists] == [("lines", models.InvoiceLine)]
    complete = Invoice.from_dict({"lines": [{"id": "fcl_1"}]})
    assert layout.split(complete)[1] == [complete.lines]
    odd = Invoice.from_dict({"lines": [{"id": "fcl_1"}, 5]})
    row, lists = layout.split(odd)
    assert lists == [[]]
    assert json.loads(str(row[-1]))["lines"][1] == 5
