"""A change of order that callers see is a change of level patch."""

from typing import Any

import pytest

from tests.pipeline.diff.diff_samples import (
    Mutation,
    Spec,
    changed,
    changes_between,
    changes_of,
    reference,
    schemas,
    version_of,
)

TEXT = {"type": "string"}


def moved_to_end(value: dict[str, Any], key: str) -> None:
    value[key] = value.pop(key)


def order(spec: Spec) -> Spec:
    found: Spec = schemas(spec)["Order"]["properties"]
    return found


def new_order(spec: Spec) -> Spec:
    content = spec["components"]["requestBodies"]["NewOrder"]["content"]
    found: Spec = content["application/json"]["schema"]["properties"]
    return found


def move_field(spec: Spec) -> None:
    moved_to_end(order(spec), "id")


def move_body_property(spec: Spec) -> None:
    moved_to_end(new_order(spec), "note")


def add_parameters(spec: Spec) -> None:
    orders = spec["paths"]["/orders"]
    for holder, name in ((orders, "before"), (orders["get"], "after")):
        holder["parameters"].append({"name": name, "in": "query", "schema": TEXT})


def reverse_parameters(spec: Spec) -> None:
    spec["paths"]["/orders"]["get"]["parameters"].reverse()


def reverse_parameters_of_the_path(spec: Spec) -> None:
    spec["paths"]["/orders"]["parameters"].reverse()


def move_path(spec: Spec) -> None:
    moved_to_end(spec["paths"], "/orders")


def reverse_tags(spec: Spec) -> None:
    spec["tags"].reverse()


def reverse_header_schema(spec: Spec) -> None:
    spec["components"]["responses"]["Missing"]["headers"]["X-Detail"]["schema"]["properties"] = {
        "b": TEXT,
        "a": TEXT,
    }


def add_header_schema(spec: Spec) -> None:
    schema = {"type": "object", "properties": {"a": TEXT, "b": TEXT}}
    spec["components"]["responses"]["Missing"]["headers"] = {"X-Detail": {"schema": schema}}


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
            "the spec is written differently at `components/responses/Missing/headers/X-Detail/schema/properties`, "
            "which has no effect on callers",
        ),
    ],
)
def test_changed_order_is_one_patch(given: Mutation | None, mutation: Mutation, python: str | None, text: str) -> None:
    changes = changes_of(given, mutation)
    assert [(change.level.word, change.python, change.text) for change in changes] == [("patch", python, text)]


def test_parameters_of_a_path_are_arguments_of_each_of_its_methods() -> None:
    changes = changes_of(add_parameters, reverse_parameters_of_the_path)
    assert [(change.level.word, change.python, change.text) for change in changes] == [
        ("patch", "orders.list()", "order of arguments changed"),
        ("patch", "orders.create()", "order of arguments changed"),
    ]


def test_each_order_has_its_own_id() -> None:
    (one,) = changes_of(None, move_field)
    (other,) = changes_of(None, lambda spec: moved_to_end(order(spec), "state"))
    assert one.text == other.text
    assert one.id != other.id
    assert (one.before, one.after) == (
        "id, state, ordered_at, lines, replaces, any_",
        "state, ordered_at, lines, replaces, any_, id",
    )


def test_added_and_removed_fields_do_not_change_the_order() -> None:
    def replace_all(spec: Spec) -> None:
        properties = order(spec)
        del properties["state"]
        schemas(spec)["Order"]["required"].remove("state")
        fields = {"first": {"type": "integer"}, **properties}
        properties.clear()
        properties.update(fields)

    changes = changes_of(None, replace_all)
    assert {change.rule for change in changes} == {"field-added", "field-removed"}


def test_renamed_field_keeps_its_place() -> None:
    def rename(spec: Spec) -> None:
        fields = {"when_ordered_at" if key == "orderedAt" else key: one for key, one in order(spec).items()}
        schemas(spec)["Order"]["properties"] = fields

    assert [change.rule for change in changes_of(None, rename)] == ["field-renamed"]


def test_moved_argument_does_not_change_the_order() -> None:
    def move_to_header(spec: Spec) -> None:
        spec["paths"]["/orders"]["get"]["parameters"][0]["in"] = "header"

    changes = changes_of(add_parameters, move_to_header)
    assert [change.rule for change in changes] == ["argument-moved"]


def test_positional_arguments_in_another_order_are_breaking() -> None:
    def with_path(path: str) -> Mutation:
        def change(spec: Spec) -> None:
            parameters = [{"name": name, "in": "path", "required": True, "schema": TEXT} for name in ("a", "b")]
            spec["paths"][path] = {
                "get": {
                    "tags": ["Files"],
                    "operationId": "get-file",
                    "parameters": parameters,
                    "responses": {"200": {"description": "File", "content": {"application/json": reference_schema()}}},
                }
            }

        return change

    def reference_schema() -> Spec:
        return {"schema": reference("Order")}

    old, new = (version_of(changed(with_path(path))) for path in ("/files/{a}/{b}", "/files/{b}/{a}"))
    changes = changes_between(old, new)
    assert [(change.rule, change.level.word) for change in changes] == [("positions-changed", "breaking")]
