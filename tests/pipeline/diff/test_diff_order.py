"""A change of order that callers see is a change of level patch."""

from typing import Any

import pytest
from diff_samples import Document, Mutation, changed, changes_of, interface_of, reference, schemas

from pipeline.diff.comparing import compare

TEXT = {"type": "string"}


def moved_to_end(value: dict[str, Any], key: str) -> None:
    value[key] = value.pop(key)


def order(document: Document) -> Document:
    found: Document = schemas(document)["Order"]["properties"]
    return found


def new_order(document: Document) -> Document:
    content = document["components"]["requestBodies"]["NewOrder"]["content"]
    found: Document = content["application/json"]["schema"]["properties"]
    return found


def move_field(document: Document) -> None:
    moved_to_end(order(document), "id")


def move_body_property(document: Document) -> None:
    moved_to_end(new_order(document), "note")


def add_parameters(document: Document) -> None:
    orders = document["paths"]["/orders"]
    for holder, name in ((orders, "before"), (orders["get"], "after")):
        holder["parameters"].append({"name": name, "in": "query", "schema": TEXT})


def reverse_parameters(document: Document) -> None:
    document["paths"]["/orders"]["get"]["parameters"].reverse()


def reverse_parameters_of_the_path(document: Document) -> None:
    document["paths"]["/orders"]["parameters"].reverse()


def move_path(document: Document) -> None:
    moved_to_end(document["paths"], "/orders")


def reverse_tags(document: Document) -> None:
    document["tags"].reverse()


def reverse_header_schema(document: Document) -> None:
    document["components"]["responses"]["Missing"]["headers"]["X-Detail"]["schema"]["properties"] = {
        "b": TEXT,
        "a": TEXT,
    }


def add_header_schema(document: Document) -> None:
    schema = {"type": "object", "properties": {"a": TEXT, "b": TEXT}}
    document["components"]["responses"]["Missing"]["headers"] = {"X-Detail": {"schema": schema}}


@pytest.mark.parametrize(
    ("given", "mutation", "python", "text"),
    [
        (None, move_field, "Order", "order of fields changed"),
        (None, move_body_property, "orders.create()", "order of arguments changed"),
        (add_parameters, reverse_parameters, "orders.list()", "order of arguments changed"),
        (None, move_path, "orders", "order of methods changed"),
        (None, reverse_tags, "MijnKlantportaal", "order of resources changed"),
        (
            add_header_schema,
            reverse_header_schema,
            None,
            "the document is in another form at `components/responses/Missing/headers/X-Detail/schema/properties`, "
            "which callers do not see",
        ),
    ],
)
def test_another_order_is_one_patch(given: Mutation | None, mutation: Mutation, python: str | None, text: str) -> None:
    changes = changes_of(given, mutation)
    assert [(change.level.word, change.python, change.text) for change in changes] == [("patch", python, text)]


def test_parameters_of_a_path_are_arguments_of_each_of_its_methods() -> None:
    changes = changes_of(add_parameters, reverse_parameters_of_the_path)
    assert [(change.level.word, change.python, change.text) for change in changes] == [
        ("patch", "orders.list()", "order of arguments changed"),
        ("patch", "orders.create()", "order of arguments changed"),
    ]


def test_another_order_has_an_id_of_its_own() -> None:
    (one,) = changes_of(None, move_field)
    (other,) = changes_of(None, lambda document: moved_to_end(order(document), "state"))
    assert one.text == other.text
    assert one.id != other.id
    assert (one.before, one.after) == (
        "id, state, ordered_at, lines, replaces, any_",
        "state, ordered_at, lines, replaces, any_, id",
    )


def test_fields_that_come_or_go_change_no_order() -> None:
    def replace_all(document: Document) -> None:
        properties = order(document)
        del properties["state"]
        fields = {"first": {"type": "integer"}, **properties}
        properties.clear()
        properties.update(fields)

    changes = changes_of(None, replace_all)
    assert {change.rule for change in changes} == {"field-added", "field-removed", "alias-removed"}


def test_a_renamed_field_keeps_its_place() -> None:
    def rename(document: Document) -> None:
        fields = {"when_ordered_at" if key == "orderedAt" else key: one for key, one in order(document).items()}
        schemas(document)["Order"]["properties"] = fields

    assert [change.rule for change in changes_of(None, rename)] == ["field-renamed"]


def test_an_argument_that_is_sent_elsewhere_changes_no_order() -> None:
    def move_to_header(document: Document) -> None:
        document["paths"]["/orders"]["get"]["parameters"][0]["in"] = "header"

    changes = changes_of(add_parameters, move_to_header)
    assert [change.rule for change in changes] == ["argument-moved"]


def test_positional_arguments_in_another_order_are_breaking() -> None:
    def with_path(path: str) -> Mutation:
        def change(document: Document) -> None:
            parameters = [{"name": name, "in": "path", "required": True, "schema": TEXT} for name in ("a", "b")]
            document["paths"][path] = {
                "get": {
                    "tags": ["Files"],
                    "operationId": "get-file",
                    "parameters": parameters,
                    "responses": {"200": {"description": "File", "content": {"application/json": reference_schema()}}},
                }
            }

        return change

    def reference_schema() -> Document:
        return {"schema": reference("Order")}

    old, new = (interface_of(changed(with_path(path))) for path in ("/files/{a}/{b}", "/files/{b}/{a}"))
    changes = compare(old, new)
    assert [(change.rule, change.level.word) for change in changes] == [("positions-changed", "breaking")]
