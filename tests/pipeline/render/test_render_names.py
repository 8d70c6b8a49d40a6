"""Names of classes."""

import pytest
from openapi_python_client.strings import pascal_case

from pipeline.api import Method
from pipeline.class_names import argument_classes, resource_class
from pipeline.render.names import resource_classes
from tests.pipeline.render.render_samples import ROOT, argument, method, resource

RESOURCES = sorted(path.stem for path in (ROOT / "generated").rglob("resources/[!_]*.py"))


def test_resource_has_four_classes() -> None:
    assert resource_classes("customer_offers") == [
        "CustomerOffers",
        "AsyncCustomerOffers",
        "CustomerOffersWithRawResponse",
        "AsyncCustomerOffersWithRawResponse",
    ]


@pytest.mark.parametrize(
    "name", [*RESOURCES, "api", "ap_is", "types_", "field_123", "a_b", "straße", "数据", "ünit_2x"]
)
def test_class_of_a_resource_is_the_one_of_the_generator(name: str) -> None:
    assert resource_class(name) == pascal_case(name)


def names_of(*methods: Method, name: str = "things") -> dict[str, str]:
    return argument_classes([resource(*methods, name=name)]).get(name, {})


def test_type_of_arguments_is_named_by_the_operation() -> None:
    value = argument("a")
    both = names_of(method(value, operation_id="create-thing"), method(name="get"))
    assert both == {"update": "CreateThingArguments"}
    assert names_of(method(value, operation_id="createThing")) == {"update": "CreateThingArguments"}


@pytest.mark.parametrize("operation_id", ["", "2fa", "-", "x" * 200, "²", "'); canary("])
def test_type_of_arguments_is_named_by_the_method_if_the_operation_has_no_valid_name(operation_id: str) -> None:
    (name,) = names_of(method(argument("a"), operation_id=operation_id)).values()
    assert name in {"ThingsUpdateArguments", "CanaryArguments", "Arguments"}
    assert name.isidentifier()


def test_types_of_arguments_of_one_operation_differ() -> None:
    names = names_of(method(argument("a"), name="send"), method(argument("b"), name="send_all"))
    assert names == {"send": "ThingsSendArguments", "send_all": "ThingsSendAllArguments"}


def test_types_of_arguments_have_a_suffix_if_names_of_resources_and_methods_collide() -> None:
    one, another = method(argument("a"), name="b_c"), method(argument("a"), name="c")
    classes = argument_classes([resource(one, name="a"), resource(another, name="a_b")])
    assert classes == {"a": {"b_c": "ABCArguments"}, "a_b": {"c": "ABCArguments_"}}
