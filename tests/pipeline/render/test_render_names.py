"""Names of classes."""

import pytest
from openapi_python_client.strings import pascal_case

from pipeline.render.names import resource_class, resource_classes
from tests.pipeline.render.render_samples import ROOT

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
