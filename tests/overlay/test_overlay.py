"""The effective spec of overrides/overlay.yaml, and errors for actions that upstream has made obsolete."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from pipeline.documents import plain, read_document
from pipeline.effective import Effective, effective_spec
from pipeline.effective.finding import Location
from pipeline.effective.objects import iter_nodes
from pipeline.errors import PipelineError
from pipeline.openapi import pointer, target_of
from pipeline.overlay import apply_overlay, read_overlay
from pipeline.parse import parse_api
from pipeline.parse.nodes import OperationNode, operations
from pipeline.parse.problems import Problems

ROOT = Path(__file__).parents[2]
OVERLAY = ROOT / "overrides" / "overlay.yaml"

Spec = dict[str, Any]


@pytest.fixture(scope="module")
def published() -> Spec:
    spec: Spec = plain(read_document(ROOT / "openapi.yaml"))
    return spec


@pytest.fixture(scope="module")
def overlay() -> Spec:
    return read_overlay(OVERLAY)


@pytest.fixture(scope="module")
def effective(published: Spec, overlay: Spec) -> Effective:
    return effective_spec(published, overlay)


def schemas_in(spec: Spec, part: str) -> dict[Location, Spec]:
    """Return all schemas in the `requestBody` or the `responses` of operations, including referenced ones."""
    schemas = {node.location: node.value for node in iter_nodes(spec) if node.kind == "Schema"}
    found = {location: schema for location, schema in schemas.items() if location[3:4] == (part,)}
    followed: set[Any] = set()
    while new := {schema["$ref"] for schema in found.values() if "$ref" in schema} - followed:
        followed |= new
        names = {reference.rpartition("/")[2] for reference in new}
        found |= {place: schema for place, schema in schemas.items() if place[0] == "components" and place[2] in names}
    return found


def operations_of(spec: Spec) -> list[OperationNode]:
    return operations(spec, Problems(spec))


def wrong(found: Iterator[Location]) -> list[str]:
    return [pointer(location) for location in found]


def test_overlay_has_version_and_extends(overlay: Spec) -> None:
    assert overlay["overlay"] == "1.1.0"
    assert (OVERLAY.parent / overlay["extends"]).resolve() == ROOT / "openapi.yaml"


def test_every_action_has_a_description(overlay: Spec) -> None:
    assert [action["target"] for action in overlay["actions"] if not action.get("description", "").endswith(".")] == []


def test_every_action_has_an_effect(effective: Effective, overlay: Spec) -> None:
    assert len(effective.action_counts) == len(overlay["actions"])
    assert [label for label, count in effective.action_counts if count < 1] == []


def test_effective_spec_is_valid_for_another_validator(effective: Effective) -> None:
    assert list(OpenAPIV31SpecValidator(effective.spec).iter_errors()) == []


DUE_AT = "#/components/schemas/CustomerInvoice/properties/dueAt"
LISTED_OFFERS = "#/paths/~1customer-offers/get/responses/200"
NEW_OFFER = "#/paths/~1customer-offers~1manual/post/requestBody/content/application~1json/schema/properties"
NEW_INVOICE = "#/paths/~1customer-invoices/post/requestBody/content/multipart~1form-data/schema/properties"
PAID = "#/paths/~1customer-invoices~1{invoiceId}/patch/requestBody/content/application~1json/schema/properties"
MARKED_OFFER = "#/paths/~1customer-offers~1{offerId}/patch/requestBody/content/application~1json/schema/properties"
NEW_APPOINTMENT = "#/paths/~1appointments/post/requestBody/content/application~1json/schema/properties"
NEW_CARD = "#/paths/~1punch-cards/post/requestBody/content/application~1json/schema/properties"
NEW_FILE = "#/paths/~1files/post/requestBody/content"
EDITED_CUSTOMER = "#/paths/~1customers~1{customerId}/patch/requestBody/content/application~1json/schema"
CLOSED_TICKET = "#/paths/~1tickets~1{ticketId}/patch/responses/200/content/application~1json"
EDITED_CARD = "#/paths/~1punch-cards~1{punchCardId}/patch/requestBody/content/application~1json/schema/properties"
SIGNER = "#/components/schemas/AgreementWithDetails/properties/signers/items/properties"
REQUESTED_FILE = "#/components/schemas/FileRequest/properties/requestedFiles/items/properties"
OPTIONS = "#/components/schemas/CustomerSubscription/properties/options/properties"
ISSUED_CARD = "#/paths/~1punch-cards~1{punchCardId}~1issued~1{issuedPunchCardId}"
SIGN_UP = "#/paths/~1customer-subscription-packages~1{packageId}~1sign-up"


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (f"{DUE_AT}/type", ["string", "null"]),
        (f"{DUE_AT}/format", "date"),
        ("#/components/schemas/FileOrDirectory/properties/size/type", ["integer", "null"]),
        ("#/components/schemas/PunchCard/properties/expiryValue/type", ["integer", "null"]),
        ("#/components/schemas/PunchCardBought/properties/expiresAt/type", ["string", "null"]),
        (
            f"{SIGN_UP}/post/requestBody/content/application~1json/schema/properties/invoiceText/type",
            ["string", "null"],
        ),
        (f"{SIGNER}/signature/type", ["string", "null"]),
        (f"{SIGNER}/signatureHash/type", ["string", "null"]),
        (f"{SIGNER}/signedAt/type", ["string", "null"]),
        (f"{SIGNER}/signedAt/format", "date-time"),
        (f"{REQUESTED_FILE}/uploadedFileId/type", ["string", "null"]),
        (f"{OPTIONS}/invoiceDescription/type", ["string", "null"]),
        (f"{OPTIONS}/paymentIntegration/type", ["string", "null"]),
        (f"{OPTIONS}/paymentIntegrationMandateId/type", ["string", "null"]),
        (f"{ISSUED_CARD}/get/parameters/1/name", "issuedPunchCardId"),
        (f"{NEW_OFFER}/expiresAt/example", "2025-04-30"),
        (f"{NEW_OFFER}/expiresAt/format", "date"),
        (f"{NEW_OFFER}/lines/items/title", "CustomerOfferLine"),
        (f"{NEW_OFFER}/lines/items/properties/amountExclVat/format", "decimal"),
        (
            f"{NEW_OFFER}/lines/items/properties/vatRate",
            {"$ref": "#/components/schemas/VatRate", "description": "VAT percentage"},
        ),
        ("#/components/schemas/VatRate/enum", [0, 9, 21]),
        ("#/components/schemas/CustomerOffer/properties/acceptedViaIp/example", "203.0.113.8"),
        ("#/components/schemas/CustomerOffer/properties/rejectedAt/example", None),
        ("#/components/schemas/CustomerOffer/properties/createdAt/format", "date-time"),
        ("#/components/schemas/CustomerOffer/properties/links/properties/customer/$ref", "#/components/schemas/Link"),
        (f"{LISTED_OFFERS}/content/application~1json/schema/properties/next_page_url/example", None),
        (f"{LISTED_OFFERS}/description", "Paginated response with customer offers"),
        (f"{NEW_INVOICE}/paidAt/format", "local-date-time"),
        (f"{PAID}/paidAt/format", "local-date-time"),
        (f"{MARKED_OFFER}/acceptedAt/pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}$"),
        (f"{NEW_APPOINTMENT}/startsAt/format", "local-minute"),
        (f"{NEW_APPOINTMENT}/startsAt/example", "2025-03-05 14:30"),
        ("#/paths/~1appointments/get/parameters/0/schema/format", "local-minute"),
        ("#/components/schemas/Invoice/properties/totalAmount/type", ["number", "string"]),
        ("#/components/schemas/Invoice/properties/totalAmount/format", "decimal"),
        ("#/components/schemas/Invoice/properties/issuedAt/format", "date"),
        ("#/components/schemas/PaymentLink/properties/amount/type", "string"),
        ("#/components/schemas/Webhook/properties/secret/format", "password"),
        ("#/components/schemas/Webhook/properties/url/format", "uri"),
        ("#/components/schemas/Customer/properties/primaryEmail/format", "email"),
        ("#/components/schemas/CustomerSubscription/properties/id/example", "sub_abc12345def678"),
        ("#/components/schemas/CustomerSubscription/properties/terminatedAt/example", None),
        (
            "#/components/schemas/FileShare/properties/links/properties/customer",
            {
                "description": "The customer, by `GET /customers/{customerId}`; `null` for a public link",
                "anyOf": [{"$ref": "#/components/schemas/Link"}, {"type": "null"}],
            },
        ),
        (
            "#/components/schemas/FileShare/properties/links/properties/publicShare",
            {"$ref": "#/components/schemas/Link", "description": "The public page, for people outside the portal"},
        ),
        (f"{EDITED_CUSTOMER}/minProperties", 1),
        (f"{CLOSED_TICKET}/example/status", "closed"),
        ("#/components/schemas/CustomerOffer/properties/amount/description", "Amount, in EUR"),
        (
            "#/paths/~1customer-invoices~1{invoiceId}/get/responses/422/description",
            "Something is wrong with the request",
        ),
        (f"{EDITED_CARD}/forSale/description", "Whether it is sold online in the portal"),
        (f"{NEW_CARD}/expiryValue/type", "integer"),
        (f"{NEW_CARD}/vatRate/description", "VAT percentage; needed when for sale"),
        (f"{NEW_FILE}/multipart~1form-data/schema/required", ["file"]),
        (f"{NEW_FILE}/application~1json/schema/title", "CreateDirectory"),
        ("#/paths/~1files/post/requestBody/required", True),
        ("#/paths/~1payment-links~1{linkId}~1payments/get/responses/404", {"$ref": "#/components/responses/NotFound"}),
        (f"{SIGN_UP}~1/post/responses/201/content/application~1json/schema/title", "PendingSignUp"),
        (
            "#/components/schemas/Customer/required",
            [
                *("address", "city", "companyName", "countryCode", "createdAt", "customerGroups", "id", "integration"),
                *("integrationId", "phone", "primaryEmail", "zipCode"),
            ],
        ),
    ],
)
def test_effective_value(effective: Effective, place: str, expected: object) -> None:
    assert target_of(effective.spec, place) == expected


def test_no_keywords_of_older_openapi_versions(effective: Effective) -> None:
    schemas = (node for node in iter_nodes(effective.spec) if node.kind == "Schema")
    assert not wrong(node.location for node in schemas if node.value.keys() & {"nullable", "nullabe", "x-all-required"})


def test_example_urls_are_complete(effective: Effective) -> None:
    schemas = (node for node in iter_nodes(effective.spec) if node.kind == "Schema" and "example" in node.value)
    urls = [node for node in schemas if str(node.value["example"]).startswith("https://")]
    assert urls
    assert not wrong(node.location for node in urls if any(sign in node.value["example"] for sign in (",", "...", "{")))


@pytest.mark.parametrize("status", ["401", "403", "429"])
def test_every_operation_documents_client_errors(effective: Effective, status: str) -> None:
    found = operations_of(effective.spec)
    assert found
    assert [str(operation) for operation in found if status not in operation.node["responses"]] == []


def test_every_operation_on_an_id_documents_404(effective: Effective) -> None:
    found = [operation for operation in operations_of(effective.spec) if "{" in operation.path]
    assert [str(operation) for operation in found if "404" not in operation.node["responses"]] == []


def test_every_operation_with_input_documents_422(effective: Effective) -> None:
    found = [
        operation
        for operation in operations_of(effective.spec)
        if "requestBody" in operation.node
        or any(one.node["in"] == "query" and one.node["name"] != "page" for one in operation.parameters)
    ]
    assert "list-appointments" in {operation.id for operation in found}
    assert [str(operation) for operation in found if "422" not in operation.node["responses"]] == []


def test_exactly_the_paginated_lists_have_a_page_parameter(effective: Effective) -> None:
    schemas = {
        node.location for node in iter_nodes(effective.spec) if "next_page_url" in node.value.get("properties", {})
    }
    paged = {location[1:3] for location in schemas}
    having = {
        (operation.path, operation.http_method)
        for operation in operations_of(effective.spec)
        if "page" in {parameter.node["name"] for parameter in operation.parameters}
    }
    assert paged
    assert having == paged


def test_every_body_is_required(effective: Effective) -> None:
    bodies = [node for node in iter_nodes(effective.spec) if node.kind == "RequestBody"]
    assert bodies
    assert not wrong(node.location for node in bodies if node.value.get("required") is not True)


def test_response_objects_require_all_properties(effective: Effective) -> None:
    found = schemas_in(effective.spec, "responses").items()
    objects = [(place, schema) for place, schema in found if "properties" in schema and "$ref" not in schema]
    assert objects
    assert not wrong(place for place, schema in objects if schema["required"] != sorted(schema["properties"]))


def test_requests_and_responses_share_no_objects(effective: Effective) -> None:
    """All properties of a response object are required, though a request may omit some."""
    in_requests, in_responses = schemas_in(effective.spec, "requestBody"), schemas_in(effective.spec, "responses")
    assert not wrong(place for place in in_requests.keys() & in_responses.keys() if "enum" not in in_requests[place])


def test_values_that_descriptions_name_are_enums(effective: Effective) -> None:
    """A response may have other values: the types of received fields accept them."""

    def names(key: str) -> set[object]:
        return {place[2] for place, schema in schemas_in(effective.spec, key).items() if "enum" in schema}

    shared = {"VatRate", "SubscriptionInterval", "ExpiryPeriod", "WebhookType"}
    assert names("requestBody") == {"AppointmentStatusChange", *shared}
    received = {"AgreementStatus", "AppointmentStatus", "CustomerSubscriptionStatus", "FileType"}
    received |= {"IssuedPunchCardStatus", "PaymentLinkStatus", "TicketSource", "TicketStatus"}
    assert names("responses") == received | shared


def test_public_parts_have_descriptions(effective: Effective) -> None:
    nodes = list(iter_nodes(effective.spec))
    described = [node for node in nodes if node.kind in ("Operation", "Parameter", "Response")]
    described += [node for node in nodes if node.kind == "Schema" and "properties" in node.location[-2:-1]]
    described += [node for node in nodes if node.location[:2] == ("components", "schemas") and len(node.location) == 3]
    assert described
    assert not wrong(node.location for node in described if not {"description", "$ref"} & node.value.keys())


def test_every_link_has_a_description(effective: Effective) -> None:
    nodes = list(iter_nodes(effective.spec))
    links = [node for node in nodes if node.location[-3:-1] == ("links", "properties")]
    assert links
    kinds = ({"$ref", "description"}, {"anyOf", "description"})
    assert not wrong(node.location for node in links if node.value.keys() not in kinds)


def test_from_and_to_of_a_page_are_nullable(effective: Effective) -> None:
    envelopes = [
        node.value["properties"]
        for node in iter_nodes(effective.spec)
        if "per_page" in node.value.get("properties", {})
    ]
    assert len(envelopes) == 16
    assert all(envelope[key]["type"] == ["integer", "null"] for envelope in envelopes for key in ("from", "to"))


def test_customer_link_is_nullable_where_the_customer_is(effective: Effective) -> None:
    may_lack: dict[str, bool] = {}
    may_lead_nowhere: dict[str, bool] = {}
    for name, schema in effective.spec["components"]["schemas"].items():
        having = schema.get("properties", {})
        if "customer" in having.get("links", {}).get("properties", {}):
            (customer_id,) = (having[key] for key in ("customerId", "sharedWithCustomerId") if key in having)
            may_lack[name] = "null" in customer_id["type"]
            may_lead_nowhere[name] = {"type": "null"} in having["links"]["properties"]["customer"].get("anyOf", [])
    assert set(may_lack.values()) == {True, False}
    assert may_lead_nowhere == may_lack


def test_no_example_is_both_accepted_and_rejected(effective: Effective) -> None:
    nodes = list(iter_nodes(effective.spec))
    objects = [node for node in nodes if {"acceptedAt", "rejectedAt"} <= node.value.get("properties", {}).keys()]
    assert objects
    assert not wrong(node.location for node in objects if node.value["properties"]["rejectedAt"].get("example"))


def test_every_inline_object_has_a_title(effective: Effective) -> None:
    """The generator names bodies and `links` itself."""
    objects = [
        node for node in iter_nodes(effective.spec) if node.kind == "Schema" and node.value.get("type") == "object"
    ]
    nameless = (
        node.location
        for node in objects
        if "title" not in node.value
        # Methods return the items of pages and lists, which so need no class.
        and "data" not in node.value["properties"]
        and node.location[:2] != ("components", "schemas")
        and not ("requestBody" in node.location and node.location[-1] == "schema")
    )
    assert not wrong(nameless)
    inside = (node for node in objects if node.location[:2] == ("components", "schemas") and len(node.location) > 3)
    assert not wrong(node.location for node in inside if "title" not in node.value and node.location[-1] != "links")


METHODS = {
    "agreements": "list create get get_document_download_link download_document",
    "appointments": "list schedule get change_status cancel",
    "customers": "list create get update",
    "customer_groups": "list create get update add_customers",
    "customer_invoices": "list create create_manual get mark_paid",
    "customer_offers": "list create create_manual get mark",
    "customer_subscriptions": "list create get update",
    "customer_subscription_packages": "list create get update sign_up sign_up_non_customer",
    "files": "upload create_directory get get_download_link download",
    "file_requests": "list create get",
    "file_shares": "list create",
    "invoices": "list get",
    "payment_links": "list create get close list_payments",
    "punch_cards": "list create get update list_issued issue get_issued stamp",
    "tickets": "list get add_message close upload_attachment",
    "webhooks": "list create get",
}


def test_methods_of_each_resource(effective: Effective) -> None:
    """Upstream may add operations. `POST /files` becomes two methods, named after its bodies."""
    methods = parse_api(effective.spec, ROOT / "generator-config.yaml").methods
    promised = {f"{resource}.{name}" for resource, names in METHODS.items() for name in names.split()}
    assert promised - methods.keys() == set()


def spell_nullable(spec: Spec) -> None:
    due_at = target_of(spec, DUE_AT)
    due_at["nullable"] = due_at.pop("nullabe")


def name_the_path_parameter(spec: Spec) -> None:
    target_of(spec, f"{ISSUED_CARD}/get")["parameters"][1]["name"] = "issuedPunchCardId"


def require_every_body(spec: Spec) -> None:
    for operation in operations_of(spec):
        if "requestBody" in operation.node:
            operation.node["requestBody"]["required"] = True


def document_every_401(spec: Spec) -> None:
    for operation in operations_of(spec):
        operation.node["responses"]["401"] = {"description": "Unauthorized"}


def document_what_a_wrong_range_gives(spec: Spec) -> None:
    appointments = target_of(spec, "#/paths/~1appointments")
    appointments["get"]["responses"]["422"] = appointments["post"]["responses"]["422"]


def let_links_be_null(spec: Spec) -> None:
    for name in ("FileRequest", "FileShare"):
        links = target_of(spec, f"#/components/schemas/{name}/properties/links/properties")
        links["customer"] = {"anyOf": [links["customer"], {"type": "null"}]}


def quote_the_amounts(spec: Spec) -> None:
    for node in iter_nodes(spec):
        if node.location[:3] == ("components", "schemas", "Invoice") and isinstance(node.value.get("example"), float):
            node.value["example"] = str(node.value["example"])


REPAIRS: dict[Callable[[Spec], None], str] = {
    spell_nullable: r"action 1 \(line 12\), \$\.\.\[\?@\.nullabe == true\] \(The spec has the key `nullabe`, a",
    name_the_path_parameter: "punchCaissuedPunchCardIdrdId",
    require_every_body: "requestBody.*changes nothing",
    document_every_401: "The spec has a 401 for no operation",
    document_what_a_wrong_range_gives: "The spec has no 422 for the list",
    let_links_be_null: "This removes the reference, since an update",
    quote_the_amounts: "The amounts of Invoice",
}


@pytest.fixture(scope="module")
def errors_after_repairs(published: Spec, overlay: Spec) -> list[str]:
    """Return the errors of the overlay after all repairs; applying it takes a second."""
    spec = plain(published)
    for repair in REPAIRS:
        repair(spec)
    with pytest.raises(PipelineError) as caught:
        apply_overlay(spec, overlay)
    return str(caught.value).splitlines()


@pytest.mark.parametrize("error", REPAIRS.values(), ids=[repair.__name__ for repair in REPAIRS])
def test_upstream_fix_makes_the_action_an_error(errors_after_repairs: list[str], error: str) -> None:
    assert [line for line in errors_after_repairs if re.search(error, line)]


def test_overlay_keeps_responses_and_parameters_of_upstream(published: Spec, overlay: Spec) -> None:
    spec = plain(published)
    webhooks = spec["paths"]["/webhooks"]["get"]
    webhooks["responses"]["401"] = own_response = {"description": "The token has expired"}
    webhooks["parameters"] = own_parameters = [{"name": "page", "in": "query", "schema": {"type": "integer"}}]
    changed = apply_overlay(spec, overlay).document["paths"]["/webhooks"]["get"]
    assert changed["responses"]["401"] == own_response
    assert changed["parameters"] == own_parameters


def test_unhandled_nullables_are_errors(published: Spec, overlay: Spec) -> None:
    schemas = [
        {"type": "boolean", "nullable": True},
        {"type": "number", "nullabe": True},
        {"$ref": "#/components/schemas/CustomerGroup", "nullable": True},
        {"oneOf": [{"type": "string"}, {"type": "integer"}], "nullable": True},
        {"type": "object", "properties": {"a": {"type": "string"}}, "nullable": True},
    ]
    spec = plain(published)
    spec["components"]["schemas"]["Customer"]["properties"] |= {f"extra{i}": one for i, one in enumerate(schemas)}
    with pytest.raises(PipelineError) as caught:
        effective_spec(spec, overlay)
    for index in range(len(schemas)):
        assert f"Customer/properties/extra{index}/nullable: unknown key" in str(caught.value)
