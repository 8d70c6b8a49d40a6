"""Mutations of the real spec, with the changes that a comparison must report."""

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from tests.pipeline.diff.mutating import (
    FORM,
    JSON,
    Change,
    Node,
    Spec,
    bodies,
    body,
    component_renamed,
    extracted,
    inside,
    items,
    key_renamed,
    keys_reversed,
    moved_to_end,
    operation,
    optional,
    parameter,
    parameters_reversed,
    path_item,
    path_renamed,
    property_renamed,
    replaced,
    required,
    response_schema,
    responses,
    root,
    schema,
    schemas,
    several,
    successful_response,
    text_replaced,
    unchanged,
    updated,
    with_keys,
    with_keywords,
    with_parameter,
    with_path,
    with_property,
    with_tag,
    without,
    without_keywords,
    without_parameter,
    without_path,
    without_property,
    without_tag,
)

Level: TypeAlias = Literal["breaking", "feature", "patch"]
Bump: TypeAlias = Literal["major", "minor", "patch", "none"]


@dataclass(frozen=True)
class Expected:
    """One change that must be reported.

    Attributes:
        level: Its level.
        python: The changed thing in Python, with its old name where it is renamed.
        operation: The operationId after the overlay, the old one where it is renamed.
        words: Texts that must be in `text`, `before` or `after`, beyond those in `python`: names, types, values.
    """

    level: Level
    python: str | None
    operation: str | None
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mutation:
    """One difference between two specs.

    Attributes:
        name: A short description.
        change: Changes the old spec into the new one, before the overlay is applied.
        bump: The part of a version number that it raises.
        changes: All changes that must be reported, in any order.
        given: Changes the spec of upstream into the old one, where that does not have what `change` changes.
    """

    name: str
    change: Change
    bump: Bump
    changes: tuple[Expected, ...] = ()
    given: Change = unchanged


def _breaking(python: str | None, operation_id: str | None, *words: str) -> Expected:
    return Expected("breaking", python, operation_id, words)


def _feature(python: str | None, operation_id: str | None, *words: str) -> Expected:
    return Expected("feature", python, operation_id, words)


def _patch(python: str | None, operation_id: str | None, *words: str) -> Expected:
    return Expected("patch", python, operation_id, words)


# All changed texts are one change, and so are all parts that are written differently.
_TEXTS = _patch(None, None, "documentation")
_FORM = _patch(None, None, "written differently")

_TEXT = {"type": "string"}
_NUMBER = {"type": "integer"}
_FLAG = {"type": "boolean"}
_FILE = {"type": "string", "format": "binary"}
_PERSON = {
    "type": "object",
    "description": "A person",
    "required": ["name", "email"],
    "properties": {"name": _TEXT, "email": _TEXT},
}


def _reference(name: str) -> Node:
    return {"$ref": f"#/components/schemas/{name}"}


def _list_of(value: Node) -> Node:
    return {"type": "array", "items": value}


def _json(value: Node) -> Node:
    return {JSON: {"schema": value}}


def _object(properties: Node, **keywords: Any) -> Node:
    return {"type": "object", "properties": properties, **keywords}


def _get(tag: str, operation_id: str, path_parameter: str, returned: str) -> Node:
    """Return a path with one operation."""
    return {
        "get": {
            "tags": [tag],
            "operationId": operation_id,
            "summary": "Look something up",
            "parameters": [{"name": path_parameter, "in": "path", "required": True, "schema": _TEXT}],
            "responses": {"200": {"description": "It", "content": _json(_reference(returned))}},
        }
    }


_DELETE_WEBHOOK: Node = {
    "tags": ["Webhooks API"],
    "operationId": "delete-webhook",
    "summary": "Delete a webhook",
    "parameters": [{"name": "webhookId", "in": "path", "required": True, "schema": _TEXT}],
    "responses": {"200": {"description": "It removed"}},
}


def _many_texts(spec: Spec) -> None:
    """Change every kind of text and example."""
    operation("get-customer")(spec)["summary"] = "Get one customer"
    spec["info"]["description"] = "All of the portal."
    spec["tags"][0]["description"] = "What is signed."
    schema("Customer")(spec)["properties"]["city"]["example"] = "Utrecht"
    parameter("get-invoice", "invoiceId")(spec)["description"] = "Which invoice"
    successful_response("get-ticket")(spec)["description"] = "The ticket as it is now"


def _paged_appointments(spec: Spec) -> None:
    envelope = response_schema("list-customers")(spec)
    replaced(response_schema("list-appointments"), envelope)(spec)
    items(response_schema("list-appointments"), "data")(spec).update(_reference("Appointment"))


def _parameters_at_the_path(spec: Spec) -> None:
    item = path_item("/customers/{customerId}")(spec)
    item["parameters"] = [item["get"]["parameters"][0]]
    for method in ("get", "patch"):
        del item[method]["parameters"]


def _parameter_component(spec: Spec) -> None:
    spec["components"]["parameters"] = {"AgreementId": parameter("get-agreement", "agreementId")(spec)}
    operation("get-agreement")(spec)["parameters"] = [{"$ref": "#/components/parameters/AgreementId"}]


def _in_parts(spec: Spec) -> None:
    """Split the schema of a customer in two parts."""
    node = schema("Customer")(spec)
    properties = list(node.pop("properties").items())
    del node["type"]
    node["allOf"] = [_object(dict(properties[:4])), _object(dict(properties[4:]))]


def _lists_reversed(spec: Spec) -> None:
    """Reverse the lists that are sets."""
    for operation_id in ("create-customer", "create-customer-offer"):
        body(operation_id)(spec)["required"].reverse()


_METHODS = (
    Mutation(
        "operation_is_removed",
        without(path_item("/payment-links/{linkId}"), "delete"),
        "major",
        (_breaking("payment_links.close()", "close-payment-link", "removed"),),
    ),
    Mutation(
        "operation_is_removed_with_the_class_of_its_response",
        without_path("/customer-subscription-packages/{packageId}/sign-up/"),
        "major",
        (
            _breaking(
                "customer_subscription_packages.sign_up_non_customer()",
                "sign-up-customer-subscription-package-non-customer",
                "removed",
            ),
        ),
    ),
    Mutation(
        "operation_is_added",
        updated(path_item("/webhooks/{webhookId}"), delete=_DELETE_WEBHOOK),
        "minor",
        (_feature("webhooks.delete()", "delete-webhook"),),
    ),
    Mutation(
        "resource_is_removed",
        several(
            without_path("/files", "/files/{fileOrDirId}", "/files/{fileId}/download"),
            without_tag("Files API"),
        ),
        "major",
        (_breaking("files", None, "removed"),),
    ),
    Mutation(
        "resource_is_added",
        several(
            with_tag("Projects API"),
            with_path("/projects/{projectId}", _get("Projects API", "get-project", "projectId", "CustomerGroup")),
        ),
        "minor",
        (_feature("projects", None),),
    ),
    Mutation(
        "operation_is_renamed",
        updated(operation("get-customer"), operationId="fetch-customer"),
        "major",
        (_breaking("customers.get()", "get-customer", "get", "fetch"),),
    ),
    Mutation(
        "operation_is_renamed_and_its_method_is_not",
        updated(operation("get-customer"), operationId="get-customers"),
        "patch",
        (_patch("customers.get()", "get-customer", "get-customer", "get-customers"),),
    ),
    Mutation(
        "operation_is_renamed_as_the_overlay_does",
        updated(operation("list-bought-punch-cards"), operationId="list-issued-punch-cards"),
        "none",
    ),
    Mutation(
        "operation_moves_to_another_tag",
        updated(operation("list-payment-link-payment"), tags=["Invoices API"]),
        "major",
        (
            _breaking(
                "payment_links.list_payments()", "list-payment-link-payments", "invoices.list_payment_link_payments"
            ),
        ),
    ),
    Mutation(
        "tag_is_renamed",
        text_replaced("Webhooks API", "Hooks API"),
        "major",
        (
            _breaking("webhooks.list()", "list-webhooks", "hooks.list_webhooks"),
            _breaking("webhooks.create()", "create-webhook", "hooks.create_webhook"),
            _breaking("webhooks.get()", "get-webhook", "hooks.get_webhook"),
        ),
    ),
    Mutation("tag_loses_the_word_that_the_resource_has_not", text_replaced("Files API", "Files"), "patch", (_TEXTS,)),
    Mutation(
        "patch_becomes_put",
        key_renamed(path_item("/customer-groups/{customerGroupId}"), "patch", "put"),
        "patch",
        (_patch("customer_groups.update()", "update-customer-group", "PATCH", "PUT"),),
    ),
    Mutation(
        "path_changes",
        path_renamed("/files/{fileId}/download", "/files/{fileId}/content"),
        "patch",
        tuple(
            _patch(method, "download-file", "/files/{fileId}/download", "/files/{fileId}/content")
            for method in ("files.get_download_link()", "files.download()")
        ),
    ),
    Mutation(
        "operation_is_deprecated",
        updated(operation("mark-customer-offer"), deprecated=True),
        "minor",
        (_feature("customer_offers.mark()", "mark-customer-offer", "deprecated"),),
    ),
    Mutation(
        "operation_is_no_longer_deprecated",
        without(operation("mark-customer-offer"), "deprecated"),
        "patch",
        (_patch("customer_offers.mark()", "mark-customer-offer", "deprecated"),),
        given=updated(operation("mark-customer-offer"), deprecated=True),
    ),
    Mutation(
        "operation_gets_a_second_body",
        several(
            updated(body("add-ticket-message"), title="AddMessage"),
            updated(
                bodies("add-ticket-message"),
                **{FORM: {"schema": _object({"file": _FILE}, title="UploadMessage", required=["file"])}},
            ),
        ),
        "minor",
        (_feature("tickets.upload_message()", "add-ticket-message"), _TEXTS),
    ),
    Mutation(
        "operation_loses_one_of_two_bodies",
        without(bodies("post-files"), JSON),
        "major",
        (
            _breaking("files.upload()", "post-files", "upload", "post"),
            _breaking("files.create_directory()", "post-files", "removed"),
        ),
    ),
    Mutation(
        "operation_gets_a_body",
        updated(operation("close-ticket"), requestBody={"content": _json(_object({"reason": _TEXT}))}),
        "minor",
        (_feature("tickets.close(reason=)", "close-ticket", "optional", "reason", "str"),),
    ),
    Mutation(
        "operation_loses_its_body",
        without(operation("stamp-bought-punch-card"), "requestBody"),
        "major",
        (_breaking("punch_cards.stamp(stamps=)", "stamp-punch-card", "stamps"),),
    ),
    Mutation(
        "body_gets_another_media_type",
        key_renamed(bodies("create-webhook"), JSON, FORM),
        "patch",
        (_patch("webhooks.create()", "create-webhook", JSON, FORM),),
    ),
    Mutation(
        "response_exists_in_another_media_type_too",
        with_keys(inside(successful_response("get-invoice"), "content"), {"application/pdf": {"schema": _FILE}}),
        "patch",
        (_patch("invoices.get()", "get-invoice", "application/pdf"),),
    ),
)

_ARGUMENTS = (
    Mutation(
        "required_argument_is_added",
        with_property(body("create-customer-offer-manual"), "reference", _TEXT, required=True),
        "major",
        (
            _breaking(
                "customer_offers.create_manual(reference=)",
                "create-customer-offer-manual",
                "required",
                "reference",
                "str",
            ),
        ),
    ),
    Mutation(
        "optional_argument_is_added",
        with_property(body("create-customer"), "vatNumber", _TEXT),
        "minor",
        (_feature("customers.create(vat_number=)", "create-customer", "optional", "vat_number", "str"),),
    ),
    Mutation(
        "argument_is_added_that_the_overlay_gives_allowed_values",
        with_property(body("create-payment-link"), "vatRate", _NUMBER),
        "minor",
        (_feature("payment_links.create(vat_rate=)", "create-payment-link", "vat_rate", "VatRate"),),
    ),
    Mutation(
        "argument_is_added_that_the_overlay_makes_money",
        with_property(body("issue-punch-card"), "price", _TEXT),
        "minor",
        (_feature("punch_cards.issue(price=)", "issue-punch-card", "price", "Decimal"),),
    ),
    Mutation(
        "argument_of_a_new_class_is_added",
        with_property(body("create-customer"), "contact", {"title": "ContactPerson", **_PERSON}),
        "minor",
        (_feature("customers.create(contact=)", "create-customer", "contact", "ContactPerson"),),
    ),
    Mutation(
        "optional_argument_is_removed",
        without_property(body("create-customer-offer-manual"), "sendNotification"),
        "major",
        (
            _breaking(
                "customer_offers.create_manual(send_notification=)", "create-customer-offer-manual", "send_notification"
            ),
        ),
    ),
    Mutation(
        "required_argument_is_removed",
        without_property(body("create-customer"), "city"),
        "major",
        (_breaking("customers.create(city=)", "create-customer", "city"),),
    ),
    Mutation(
        "optional_argument_becomes_required",
        required(body("schedule-appointment"), "customerId"),
        "major",
        (_breaking("appointments.schedule(customer_id=)", "schedule-appointment", "customer_id", "required"),),
    ),
    Mutation(
        "required_argument_becomes_optional",
        optional(body("create-customer"), "zipCode"),
        "minor",
        (_feature("customers.create(zip_code=)", "create-customer", "zip_code", "optional"),),
    ),
    Mutation(
        "argument_is_renamed",
        property_renamed(body("create-payment-link"), "reusable", "isReusable"),
        "major",
        (_breaking("payment_links.create(reusable=)", "create-payment-link", "reusable", "is_reusable"),),
    ),
    Mutation(
        "argument_is_renamed_and_not_in_python",
        property_renamed(body("create-customer"), "zipCode", "zip_code"),
        "patch",
        (_patch("customers.create(zip_code=)", "create-customer", "zipCode", "zip_code"),),
    ),
    Mutation(
        "number_becomes_text_in_an_argument",
        with_keywords(body("create-punch-card"), "punches", type="string", example="20"),
        "major",
        (
            _breaking("punch_cards.create(punches=)", "create-punch-card", "punches", "int", "str"),
            _TEXTS,
        ),
    ),
    Mutation(
        "integer_becomes_any_number_in_an_argument",
        with_keywords(body("stamp-bought-punch-card"), "stamps", type="number"),
        "minor",
        (_feature("punch_cards.stamp(stamps=)", "stamp-punch-card", "int", "float"),),
    ),
    Mutation(
        "argument_takes_another_type_too",
        with_keywords(body("create-customer"), "zipCode", type=["string", "integer"]),
        "minor",
        (_feature("customers.create(zip_code=)", "create-customer", "zip_code", "str"),),
    ),
    Mutation(
        "argument_takes_null_too",
        with_keywords(body("edit-punch-card"), "price", nullable=True),
        "minor",
        (_feature("punch_cards.update(price=)", "update-punch-card", "price", "None"),),
    ),
    Mutation(
        "argument_takes_null_no_longer",
        without_keywords(body("edit-customer"), "address", "nullable"),
        "major",
        (_breaking("customers.update(address=)", "update-customer", "address", "None"),),
        given=with_keywords(body("edit-customer"), "address", nullable=True),
    ),
    Mutation(
        "members_of_an_argument_get_another_type",
        replaced(items(body("create-customer-group"), "customers"), _NUMBER),
        "major",
        (_breaking("customer_groups.create(customers=)", "create-customer-group", "str", "int"), _TEXTS),
    ),
    Mutation(
        "argument_becomes_a_list",
        replaced(inside(body("create-file-share"), "properties", "customerId"), _list_of(_TEXT)),
        "major",
        (_breaking("file_shares.create(customer_id=)", "create-file-share", "customer_id", "str"), _TEXTS),
    ),
    Mutation(
        "file_becomes_text",
        without_keywords(body("create-customer-invoice"), "pdf", "format"),
        "major",
        (_breaking("customer_invoices.create(pdf=)", "create-customer-invoice", "FileInput", "str"),),
    ),
    Mutation(
        "text_documents_that_a_date_has_a_time",
        with_keywords(
            body("create-payment-link"),
            "expiresAt",
            description="When it stops to work, `YYYY-mm-dd HH:mm:ss`",
            example="2024-05-04 12:00:00",
        ),
        "major",
        (_breaking("payment_links.create(expires_at=)", "create-payment-link", "date", "datetime"), _TEXTS),
    ),
    Mutation(
        "text_names_the_form_of_a_time_no_longer",
        updated(parameter("list-appointments", "start_at"), description="Start of the range"),
        "major",
        (_breaking("appointments.list(start_at=)", "list-appointments", "datetime", "str"), _TEXTS),
    ),
    Mutation(
        "argument_is_deprecated",
        with_keywords(body("create-customer-subscription"), "createPayment", deprecated=True),
        "minor",
        (_feature("customer_subscriptions.create(create_payment=)", "create-customer-subscription", "deprecated"),),
    ),
)

_PARAMETERS = (
    Mutation(
        "optional_query_parameter_is_added_and_with_it_an_error",
        with_parameter("list-customers", "search", "query", _TEXT),
        "minor",
        (
            _feature("customers.list(search=)", "list-customers", "optional", "search", "str"),
            _patch("customers.list()", "list-customers", "422"),
        ),
    ),
    Mutation(
        "required_query_parameter_is_added",
        with_parameter("post-files", "folder", "query", _TEXT, required=True),
        "major",
        (
            _breaking("files.upload(folder=)", "post-files", "required", "folder", "str"),
            _breaking("files.create_directory(folder=)", "post-files", "required", "folder", "str"),
        ),
    ),
    Mutation(
        "query_parameter_is_removed",
        without_parameter("list-appointments", "days"),
        "major",
        (_breaking("appointments.list(days=)", "list-appointments", "days"),),
    ),
    Mutation(
        "query_parameter_is_renamed",
        updated(parameter("list-appointments", "days"), name="numberOfDays"),
        "major",
        (_breaking("appointments.list(days=)", "list-appointments", "days", "number_of_days"),),
    ),
    Mutation(
        "query_parameter_becomes_required",
        updated(parameter("list-appointments", "days"), required=True),
        "major",
        (_breaking("appointments.list(days=)", "list-appointments", "days", "required"),),
    ),
    Mutation(
        "query_parameter_gets_another_type",
        updated(parameter("list-appointments", "days"), schema=_TEXT),
        "major",
        (_breaking("appointments.list(days=)", "list-appointments", "int", "str"),),
    ),
    Mutation(
        "query_parameter_is_deprecated",
        updated(parameter("list-appointments", "days"), deprecated=True),
        "minor",
        (_feature("appointments.list(days=)", "list-appointments", "deprecated"),),
    ),
    Mutation(
        "query_parameter_moves_to_the_headers",
        updated(parameter("list-appointments", "days"), **{"in": "header"}),
        "patch",
        (_patch("appointments.list(days=)", "list-appointments", "query", "header"),),
    ),
    Mutation(
        "argument_moves_from_the_body_to_the_query",
        several(
            without_property(body("create-file-request"), "directoryId"),
            with_parameter("create-file-request", "directoryId", "query", _TEXT),
        ),
        "patch",
        (
            _patch("file_requests.create(directory_id=)", "create-file-request", "body", "query"),
            _TEXTS,
        ),
    ),
    Mutation(
        "parameter_is_written_in_another_style",
        updated(parameter("list-customers", "groups"), style="pipeDelimited", explode=False),
        "patch",
        (_patch("customers.list(groups=)", "list-customers", "style", "pipeDelimited"),),
        given=with_parameter("list-customers", "groups", "query", _list_of(_TEXT)),
    ),
    Mutation(
        "single_value_is_written_in_another_style",
        updated(parameter("list-appointments", "days"), style="form", explode=False),
        "patch",
        (_FORM,),
    ),
    Mutation(
        "header_parameter_is_added",
        with_parameter("create-payment-link", "Idempotency-Key", "header", _TEXT),
        "minor",
        (_feature("payment_links.create(idempotency_key=)", "create-payment-link", "optional", "idempotency_key"),),
    ),
    Mutation(
        "header_parameter_is_removed",
        without_parameter("create-payment-link", "Idempotency-Key"),
        "major",
        (_breaking("payment_links.create(idempotency_key=)", "create-payment-link", "idempotency_key"),),
        given=with_parameter("create-payment-link", "Idempotency-Key", "header", _TEXT),
    ),
    Mutation(
        "path_parameter_is_renamed",
        several(
            path_renamed("/invoices/{invoiceId}", "/invoices/{number}"),
            updated(parameter("get-invoice", "invoiceId"), name="number"),
        ),
        "major",
        (_breaking("invoices.get(invoice_id=)", "get-invoice", "invoice_id", "number"),),
    ),
    Mutation(
        "path_parameter_gets_another_type",
        updated(parameter("get-customer-offer", "offerId"), schema=_NUMBER),
        "major",
        (_breaking("customer_offers.get(offer_id=)", "get-customer-offer", "str", "int"),),
    ),
    Mutation(
        "positional_arguments_change_order",
        path_renamed(
            "/tickets/{ticketId}/message/{messageId}/attachment", "/messages/{messageId}/of/{ticketId}/attachment"
        ),
        "major",
        (
            _breaking("tickets.upload_attachment()", "upload-ticket-attachment", "ticket_id", "message_id"),
            _patch("tickets.upload_attachment()", "upload-ticket-attachment", "/messages/{messageId}"),
        ),
    ),
    Mutation(
        "positional_argument_is_put_before_another",
        several(
            path_renamed("/file-requests/{requestId}", "/customers/{customerId}/file-requests/{requestId}"),
            with_parameter("get-file-request", "customerId", "path", _TEXT, required=True),
        ),
        "major",
        (
            _breaking("file_requests.get(customer_id=)", "get-file-request", "customer_id"),
            _patch("file_requests.get()", "get-file-request", "/customers/{customerId}/file-requests/{requestId}"),
        ),
    ),
    Mutation(
        "positional_argument_is_taken_out",
        several(
            path_renamed("/punch-cards/{punchCardId}/issued/{issuedPunchCardId}", "/issued/{issuedPunchCardId}"),
            without_parameter("get-bought-punch-card", "punchCardId"),
        ),
        "major",
        (
            _breaking("punch_cards.get_issued(punch_card_id=)", "get-issued-punch-card", "punch_card_id"),
            _patch("punch_cards.get_issued()", "get-issued-punch-card", "/issued/{issuedPunchCardId}"),
        ),
    ),
)

_NL_BE_DE = {"enum": ["NL", "BE", "DE"]}
_CODES = with_keywords(body("create-customer"), "countryCode", **_NL_BE_DE)
_STATUSES = with_keywords(schema("PaymentLinkPayment"), "status", enum=["paid", "failed"])


def _with_vat_rate(*rates: int) -> Change:
    """Add VAT rates to those of the overlay."""
    return with_keys(schemas, {"VatRate": {"enum": list(rates)}})


_ENUMERATIONS = (
    Mutation(
        "allowed_value_is_added",
        _with_vat_rate(6),
        "minor",
        (_feature("VatRate", None, "6"),),
    ),
    Mutation(
        "allowed_value_is_removed",
        without(schemas, "VatRate"),
        "major",
        (_breaking("VatRate", None, "6"),),
        given=_with_vat_rate(6),
    ),
    Mutation(
        "allowed_values_appear_for_an_argument",
        _CODES,
        "major",
        (_breaking("customers.create(country_code=)", "create-customer", "str", "CreateCustomerBodyCountryCode"),),
    ),
    Mutation(
        "allowed_values_are_lifted_for_an_argument",
        without_keywords(body("create-customer"), "countryCode", "enum"),
        "major",
        (
            _feature("customers.create(country_code=)", "create-customer", "CreateCustomerBodyCountryCode", "str"),
            _breaking("CreateCustomerBodyCountryCode", None, "removed"),
        ),
        given=_CODES,
    ),
    Mutation(
        "allowed_value_is_renamed",
        with_keywords(body("create-customer"), "countryCode", enum=["NL", "BE", "LU"]),
        "major",
        (
            _breaking("CreateCustomerBodyCountryCode", None, "DE"),
            _feature("CreateCustomerBodyCountryCode", None, "LU"),
        ),
        given=_CODES,
    ),
    Mutation(
        "allowed_values_change_order",
        with_keywords(body("create-customer"), "countryCode", enum=["DE", "BE", "NL"]),
        "patch",
        (_TEXTS,),
        given=_CODES,
    ),
    Mutation(
        "allowed_values_are_fewer_beside_a_reference",
        with_keywords(body("create-customer-subscription"), "vatRate", enum=[0, 21]),
        "major",
        (
            _breaking("customer_subscriptions.create(vat_rate=)", "create-customer-subscription", "9"),
            _patch(
                "customer_subscriptions.create(vat_rate=)",
                "create-customer-subscription",
                "CreateCustomerSubscriptionBodyVatRate",
            ),
        ),
    ),
    Mutation(
        "allowed_values_appear_for_a_query_parameter",
        updated(inside(parameter("list-appointments", "days"), "schema"), enum=[1, 7, 31]),
        "major",
        (_breaking("appointments.list(days=)", "list-appointments", "int", "ListAppointmentsDays"),),
    ),
    Mutation(
        "allowed_values_get_another_name",
        component_renamed("Country", "CountryCode"),
        "major",
        (_breaking("Country", None, "Country", "CountryCode"),),
        given=several(
            with_keys(schemas, {"Country": {"type": "string", **_NL_BE_DE}}),
            replaced(inside(body("create-customer"), "properties", "countryCode"), _reference("Country")),
        ),
    ),
    Mutation(
        "received_values_are_listed",
        _STATUSES,
        "minor",
        (_feature("PaymentLinkPayment.status", None, "paid", "failed"),),
    ),
    Mutation(
        "received_value_is_added",
        with_keywords(schema("PaymentLinkPayment"), "status", enum=["paid", "failed", "expired"]),
        "minor",
        (_feature("PaymentLinkPayment.status", None, "expired"),),
        given=_STATUSES,
    ),
    Mutation(
        "received_value_is_removed",
        with_keywords(schema("PaymentLinkPayment"), "status", enum=["paid"]),
        "patch",
        (_patch("PaymentLinkPayment.status", None, "failed"),),
        given=_STATUSES,
    ),
    Mutation(
        "received_values_are_listed_no_longer",
        without_keywords(schema("PaymentLinkPayment"), "status", "enum"),
        "major",
        (_breaking("PaymentLinkPayment.status", None, "PaymentLinkPaymentStatus"),),
        given=_STATUSES,
    ),
    Mutation(
        "members_of_a_union_change_order",
        with_property(body("create-customer"), "owner", {"anyOf": [_reference("Customer"), _reference("Agreement")]}),
        "patch",
        (_TEXTS,),
        given=with_property(
            body("create-customer"), "owner", {"anyOf": [_reference("Agreement"), _reference("Customer")]}
        ),
    ),
)

_LONG = with_keywords(body("create-customer"), "companyName", maxLength=100)
_LIMIT_OF_NAME = "customers.create(company_name=)"
_WEEK = updated(inside(parameter("list-appointments", "days"), "schema"), default=7)

_LIMITS = (
    Mutation(
        "limit_of_an_argument_is_added",
        _LONG,
        "major",
        (_breaking(_LIMIT_OF_NAME, "create-customer", "maxLength", "100"),),
    ),
    Mutation(
        "limit_of_an_argument_is_tightened",
        with_keywords(body("create-customer"), "companyName", maxLength=50),
        "major",
        (_breaking(_LIMIT_OF_NAME, "create-customer", "maxLength", "100", "50"),),
        given=_LONG,
    ),
    Mutation(
        "limit_of_an_argument_is_loosened",
        with_keywords(body("create-customer"), "companyName", maxLength=200),
        "minor",
        (_feature(_LIMIT_OF_NAME, "create-customer", "maxLength", "100", "200"),),
        given=_LONG,
    ),
    Mutation(
        "limit_of_an_argument_is_removed",
        without_keywords(body("create-customer"), "companyName", "maxLength"),
        "minor",
        (_feature(_LIMIT_OF_NAME, "create-customer", "maxLength", "100"),),
        given=_LONG,
    ),
    Mutation(
        "lower_limit_of_an_argument_is_raised",
        with_keywords(body("stamp-bought-punch-card"), "stamps", minimum=2, example=2),
        "major",
        (_breaking("punch_cards.stamp(stamps=)", "stamp-punch-card", "minimum", "1", "2"), _TEXTS),
        given=with_keywords(body("stamp-bought-punch-card"), "stamps", minimum=1),
    ),
    Mutation(
        "lower_limit_of_an_argument_is_lowered",
        with_keywords(body("stamp-bought-punch-card"), "stamps", minimum=0),
        "minor",
        (_feature("punch_cards.stamp(stamps=)", "stamp-punch-card", "minimum", "1", "0"),),
        given=with_keywords(body("stamp-bought-punch-card"), "stamps", minimum=1),
    ),
    Mutation(
        "list_may_have_so_many_members_only",
        with_keywords(body("create-file-request"), "requestedFiles", maxItems=10),
        "major",
        (_breaking("file_requests.create(requested_files=)", "create-file-request", "maxItems", "10"),),
    ),
    Mutation(
        "members_of_a_list_get_a_limit",
        updated(items(body("create-customer-group"), "customers"), pattern="^cst_"),
        "major",
        (_breaking("customer_groups.create(customers=)", "create-customer-group", "pattern", "^cst_"),),
    ),
    Mutation(
        "pattern_of_an_argument_changes",
        with_keywords(body("create-customer"), "zipCode", pattern="^[0-9]{4} ?[A-Z]{2}$"),
        "major",
        (_breaking("customers.create(zip_code=)", "create-customer", "pattern"),),
        given=with_keywords(body("create-customer"), "zipCode", pattern="^[0-9]{4}[A-Z]{2}$"),
    ),
    Mutation(
        "argument_gets_a_format_without_a_type_in_python",
        with_keywords(body("create-customer-offer"), "acceptedViaIp", format="ipv4"),
        "major",
        (_breaking("customer_offers.create(accepted_via_ip=)", "create-customer-offer", "format", "ipv4"),),
    ),
    Mutation(
        "query_parameter_gets_a_limit",
        updated(inside(parameter("list-appointments", "days"), "schema"), maximum=31),
        "major",
        (_breaking("appointments.list(days=)", "list-appointments", "maximum", "31"),),
    ),
    Mutation(
        "limit_of_a_whole_body_is_added",
        updated(body("create-customer"), minProperties=6),
        "major",
        (_breaking("customers.create()", "create-customer", "minProperties", "6"),),
    ),
    Mutation("limit_is_documented_that_the_overlay_sets", updated(body("edit-customer"), minProperties=1), "none"),
    Mutation(
        "field_of_a_response_gets_a_limit",
        with_keywords(schema("Customer"), "companyName", maxLength=100),
        "patch",
        (_patch("Customer.company_name", None, "maxLength", "100"),),
    ),
    Mutation(
        "field_of_a_response_gets_a_format_without_a_type_in_python",
        with_keywords(schema("CustomerOffer"), "acceptedViaIp", format="ipv4"),
        "patch",
        (_patch("CustomerOffer.accepted_via_ip", None, "format", "ipv4"),),
    ),
    Mutation(
        "default_of_an_argument_is_added",
        _WEEK,
        "patch",
        (_patch("appointments.list(days=)", "list-appointments", "default", "7"),),
    ),
    Mutation(
        "default_of_an_argument_changes",
        updated(inside(parameter("list-appointments", "days"), "schema"), default=14),
        "major",
        (_breaking("appointments.list(days=)", "list-appointments", "default", "7", "14"),),
        given=_WEEK,
    ),
    Mutation(
        "default_of_an_argument_is_removed",
        without(inside(parameter("list-appointments", "days"), "schema"), "default"),
        "major",
        (_breaking("appointments.list(days=)", "list-appointments", "default", "7"),),
        given=_WEEK,
    ),
    Mutation(
        "default_of_a_field_of_a_response_is_added",
        with_keywords(schema("Customer"), "countryCode", default="NL"),
        "patch",
        (_patch("Customer.country_code", None, "default", "NL"),),
    ),
)

_LINE = items(body("create-customer-offer-manual"), "lines")

_FIELDS = (
    Mutation(
        "field_is_removed_from_a_response",
        without_property(schema("CustomerOffer"), "acceptanceSignature"),
        "major",
        (_breaking("CustomerOffer.acceptance_signature", None, "acceptance_signature"),),
    ),
    Mutation(
        "field_is_added_to_a_response",
        with_property(schema("Customer"), "vatNumber", _TEXT),
        "minor",
        (_feature("Customer.vat_number", None, "vat_number", "str"),),
    ),
    Mutation(
        "field_of_a_new_class_is_added_to_a_response",
        with_property(schema("Customer"), "contact", _object({"name": _TEXT})),
        "minor",
        (_feature("Customer.contact", None, "contact", "CustomerContact"),),
    ),
    Mutation(
        "field_is_added_to_errors",
        with_property(schema("Error_ApiError"), "code", _NUMBER),
        "patch",
        (_patch(None, None, "properties/code"), _patch(None, None, "required"), _patch(None, None, "allOf")),
    ),
    Mutation(
        "field_of_a_response_is_renamed",
        property_renamed(schema("PunchCard"), "expiryPeriode", "expiryPeriod"),
        "major",
        # The overlay names the field, and so no longer has an effect on its values.
        (
            _breaking("PunchCard.expiry_periode", None, "expiry_periode", "expiry_period"),
            # Others still have the alias, so that imports of it work.
            _patch("PunchCard.expiry_period", None, "ExpiryPeriod"),
            _TEXTS,
        ),
    ),
    Mutation(
        "field_of_a_response_is_renamed_and_not_in_python",
        property_renamed(schema("Customer"), "zipCode", "zip_code"),
        "patch",
        (_patch("Customer.zip_code", None, "zipCode", "zip_code"),),
    ),
    Mutation(
        "field_of_a_response_gets_another_type",
        with_keywords(items(schema("AgreementWithDetails"), "documents"), "fileSize", type="string", example="512"),
        "major",
        (_breaking("AgreementDocument.file_size", None, "int", "str"), _TEXTS),
    ),
    Mutation(
        "integer_becomes_any_number_in_a_response",
        with_keywords(schema("PunchCardBought"), "punchesLeft", type="number"),
        "major",
        (_breaking("IssuedPunchCard.punches_left", None, "int", "float"),),
    ),
    Mutation(
        "text_documents_that_a_date_of_a_response_has_a_time",
        with_keywords(
            schema("CustomerSubscription"),
            "renewsAt",
            description="When it is renewed next, in ATOM format",
            example="2025-04-29T00:00:00+02:00",
        ),
        "major",
        (_breaking("CustomerSubscription.renews_at", None, "date", "datetime"), _TEXTS),
    ),
    Mutation(
        "members_of_a_list_in_a_response_get_another_type",
        replaced(items(schema("Customer"), "customerGroups"), _reference("CustomerGroup")),
        "major",
        (_breaking("Customer.customer_groups", None, "str", "CustomerGroup"), _TEXTS),
    ),
    Mutation(
        "field_of_a_response_may_be_null",
        with_keywords(schema("Customer"), "companyName", nullable=True),
        "major",
        (_breaking("Customer.company_name", None, "None"),),
    ),
    Mutation(
        "number_in_a_response_may_be_null",
        with_keywords(schema("PunchCardBought"), "punchesLeft", nullable=True),
        "major",
        (_breaking("IssuedPunchCard.punches_left", None, "None"),),
    ),
    Mutation(
        "field_of_a_response_is_never_null_any_more",
        without_keywords(schema("Customer"), "phone", "nullable"),
        "patch",
        (_patch("Customer.phone", None, "None"),),
    ),
    Mutation(
        "field_of_a_response_is_deprecated",
        with_keywords(schema("Customer"), "integration", deprecated=True),
        "minor",
        (_feature("Customer.integration", None, "deprecated"),),
    ),
    Mutation("response_lists_what_it_always_has", required(schema("Customer"), "id", "companyName"), "none"),
    Mutation(
        "required_field_is_added_to_a_class_that_is_sent",
        with_property(_LINE, "unit", _TEXT, required=True),
        "major",
        (_breaking("CustomerOfferLine.unit", None, "required", "unit", "str"),),
    ),
    Mutation(
        "optional_field_is_added_to_a_class_that_is_sent",
        with_property(_LINE, "unit", _TEXT),
        "minor",
        (_feature("CustomerOfferLine.unit", None, "optional", "unit", "str"),),
    ),
    Mutation(
        "field_is_removed_from_a_class_that_is_sent",
        without_property(items(body("create-file-request"), "requestedFiles"), "maxFileSize"),
        "major",
        (_breaking("FileToRequest.max_file_size", None, "max_file_size"),),
    ),
    Mutation(
        "field_of_a_class_that_is_sent_is_renamed",
        property_renamed(_LINE, "description", "text"),
        "major",
        (_breaking("CustomerOfferLine.description", None, "description", "text"),),
    ),
    Mutation(
        "field_of_a_class_that_is_sent_becomes_required",
        required(items(body("create-file-request"), "requestedFiles"), "name"),
        "major",
        (_breaking("FileToRequest.name", None, "name", "required"),),
    ),
    Mutation(
        "field_of_a_class_that_is_sent_becomes_optional",
        optional(_LINE, "vatRate"),
        "minor",
        (_feature("CustomerOfferLine.vat_rate", None, "vat_rate", "optional"),),
    ),
    Mutation(
        "field_of_a_class_that_is_sent_may_be_null",
        with_keywords(items(body("create-file-request"), "requestedFiles"), "description", nullable=True),
        "minor",
        (_feature("FileToRequest.description", None, "None"),),
    ),
    Mutation(
        "field_of_a_class_that_is_sent_gets_a_limit",
        with_keywords(_LINE, "description", maxLength=80),
        "major",
        (_breaking("CustomerOfferLine.description", None, "maxLength", "80"),),
    ),
    Mutation(
        "field_is_added_to_a_class_that_is_sent_and_received",
        with_property(schema("Customer"), "vatNumber", _TEXT),
        "major",
        (_breaking("Customer.vat_number", None, "vat_number", "str"),),
        given=with_property(body("schedule-appointment"), "customer", _reference("Customer")),
    ),
)

_ANSWERS = (
    Mutation(
        "response_is_of_another_class",
        replaced(response_schema("get-agreement"), _reference("Agreement")),
        "major",
        (_breaking("agreements.get()", "get-agreement", "AgreementWithDetails", "Agreement"),),
    ),
    Mutation(
        "response_is_a_list_of_another_class",
        replaced(items(response_schema("add-customers-to-customer-group"), "data"), _reference("CustomerGroup")),
        "major",
        (_breaking("customer_groups.add_customers()", "add-customer-group-customers", "Customer", "CustomerGroup"),),
    ),
    Mutation(
        "method_returns_nothing_any_more",
        without(successful_response("cancel-appointment"), "content"),
        "major",
        (_breaking("appointments.cancel()", "cancel-appointment", "Appointment", "None"),),
    ),
    Mutation(
        "method_returns_a_value",
        updated(successful_response("delete-webhook"), content=_json(_reference("Webhook"))),
        "minor",
        (_feature("webhooks.delete()", "delete-webhook", "None", "Webhook"),),
        given=updated(path_item("/webhooks/{webhookId}"), delete=_DELETE_WEBHOOK),
    ),
    Mutation(
        "page_becomes_a_list",
        without_property(
            response_schema("list-webhooks"),
            "current_page",
            "first_page_url",
            "from",
            "next_page_url",
            "path",
            "per_page",
            "prev_page_url",
            "to",
        ),
        "major",
        (
            _breaking("webhooks.list()", "list-webhooks", "Page[Webhook]", "list[Webhook]"),
            _breaking("webhooks.list(page=)", "list-webhooks", "page"),
        ),
    ),
    Mutation(
        "list_becomes_a_page",
        _paged_appointments,
        "major",
        (
            _breaking("appointments.list()", "list-appointments", "list[Appointment]", "Page[Appointment]"),
            _feature("appointments.list(page=)", "list-appointments", "optional", "page"),
        ),
    ),
    Mutation(
        "field_is_added_to_a_page",
        with_property(response_schema("list-webhooks"), "total", _NUMBER),
        "minor",
        (_feature("webhooks.list()", "list-webhooks", "total"),),
    ),
    Mutation(
        "status_of_a_response_changes",
        key_renamed(responses("create-webhook"), "201", "200"),
        "patch",
        (_patch("webhooks.create()", "create-webhook", "201", "200"),),
    ),
    Mutation(
        "error_is_added",
        updated(
            responses("close-ticket"),
            **{"409": {"description": "Closed already", "content": _json(_reference("Error_ApiError"))}},
        ),
        "patch",
        (_patch("tickets.close()", "close-ticket", "409"),),
    ),
    Mutation(
        "error_is_removed",
        without(responses("create-customer-offer"), "426"),
        "patch",
        (_patch("customer_offers.create()", "create-customer-offer", "426"),),
    ),
    Mutation("error_is_removed_that_the_overlay_adds", without(responses("get-customer"), "404"), "patch", (_TEXTS,)),
    Mutation(
        "error_has_no_body_any_more",
        without(inside(responses("get-ticket"), "404"), "content"),
        "patch",
        (_patch("tickets.get()", "get-ticket", "404"),),
    ),
    Mutation(
        "header_of_a_response_is_added",
        updated(successful_response("list-invoices"), headers={"X-Total": {"schema": _NUMBER}}),
        "patch",
        (_patch("invoices.list()", "list-invoices", "X-Total"),),
    ),
    Mutation(
        "header_of_a_response_gets_another_type",
        updated(inside(successful_response("list-invoices"), "headers", "X-Total"), schema=_TEXT),
        "patch",
        (_patch("invoices.list()", "list-invoices", "X-Total"),),
        given=updated(successful_response("list-invoices"), headers={"X-Total": {"schema": _NUMBER}}),
    ),
)

_SIGN_UP = "sign-up-customer-subscription-package-to-non-customer"

_CLASSES = (
    Mutation(
        "component_is_added_that_nothing_uses",
        with_keys(schemas, {"Project": _object({"name": _TEXT})}),
        "patch",
        (_FORM,),
    ),
    Mutation(
        "component_is_renamed",
        component_renamed("Appointment", "Meeting"),
        "major",
        # The overlay names the component, and so no longer has an effect on the values of its status.
        (
            _breaking("Appointment", None, "Appointment", "Meeting"),
            _breaking("Meeting.status", None, "AppointmentStatus"),
            _TEXTS,
        ),
    ),
    Mutation(
        "component_is_renamed_that_comes_in_pages",
        component_renamed("CustomerGroup", "Group"),
        "major",
        (_breaking("CustomerGroup", None, "CustomerGroup", "Group"),),
    ),
    Mutation(
        "component_gets_a_title_and_its_class_that_name",
        updated(schema("Appointment"), title="Meeting"),
        "major",
        (_breaking("Appointment", None, "Appointment", "Meeting"),),
    ),
    Mutation("field_gets_a_title", with_keywords(schema("Customer"), "city", title="City"), "patch", (_TEXTS,)),
    Mutation(
        "body_gets_a_title_which_names_nothing",
        updated(body("create-customer"), title="NewCustomer"),
        "patch",
        (_TEXTS,),
    ),
    Mutation(
        "schema_of_a_response_is_extracted",
        extracted(response_schema(_SIGN_UP), "PendingSignUp"),
        "patch",
        (_FORM,),
        given=updated(response_schema(_SIGN_UP), description="Sign-up that waits for its first payment"),
    ),
    Mutation(
        "schema_that_is_sent_is_extracted",
        extracted(inside(body("create-customer"), "properties", "contact"), "ContactPerson"),
        "patch",
        (_FORM,),
        given=with_property(body("create-customer"), "contact", {"title": "ContactPerson", **_PERSON}),
    ),
    Mutation(
        "schema_that_is_sent_is_extracted_out_of_the_overlays_reach",
        extracted(_LINE, "CustomerOfferLine"),
        "minor",
        (_feature("CustomerOfferLine.vat_rate", None, "VatRate", "int"), _TEXTS),
    ),
    Mutation(
        "schema_that_is_sent_is_extracted_and_the_overlay_requires_all_of_it",
        extracted(items(body("create-file-request"), "requestedFiles"), "FileToRequest"),
        "major",
        (
            _breaking("FileToRequest.name", None, "name", "required"),
            _breaking("FileToRequest.description", None, "description", "required"),
            _breaking("FileToRequest.required", None, "required"),
            _breaking("FileToRequest.max_file_size", None, "max_file_size", "required"),
            _TEXTS,
        ),
    ),
    Mutation(
        "component_is_written_in_place",
        several(
            with_property(body("create-customer"), "contact", {"title": "ContactPerson", **_PERSON}),
            without(schemas, "ContactPerson"),
        ),
        "patch",
        (_FORM,),
        given=several(
            with_keys(schemas, {"ContactPerson": _PERSON}),
            with_property(body("create-customer"), "contact", _reference("ContactPerson")),
        ),
    ),
    Mutation("schema_is_composed_of_parts", _in_parts, "patch", (_FORM,)),
    Mutation("parameter_moves_to_its_path", _parameters_at_the_path, "patch", (_FORM,)),
    Mutation("parameter_is_extracted", _parameter_component, "patch", (_FORM,)),
    Mutation(
        "received_class_is_sent_too",
        with_property(body("schedule-appointment"), "customer", _reference("Customer")),
        "minor",
        (_feature("appointments.schedule(customer=)", "schedule-appointment", "customer", "Customer"),),
    ),
)

_SERVERS = [
    {"url": "https://api.mijnklantportaal.nl/v1"},
    {"url": "https://test.mijnklantportaal.nl/v1"},
    {"url": "https://demo.mijnklantportaal.nl/v1"},
]
_OAUTH: Node = {
    "type": "oauth2",
    "flows": {
        "clientCredentials": {
            "tokenUrl": "https://app.mijnklantportaal.nl/oauth/token",
            "scopes": {"webhooks.read": "Read webhooks", "webhooks.write": "Change webhooks"},
        }
    },
}


def _with_scopes(*scopes: str) -> Change:
    return updated(operation("list-webhooks"), security=[{"OAuth": list(scopes)}])


_WITH_OAUTH = several(
    with_keys(inside(root, "components", "securitySchemes"), {"OAuth": _OAUTH}),
    _with_scopes("webhooks.read"),
)

_ACCESS = (
    Mutation(
        "first_server_changes",
        updated(root, servers=[{"url": "https://api.mijnklantportaal.nl/v2"}]),
        "major",
        (_breaking("MijnKlantportaal(base_url=)", None, "/v1", "/v2"),),
    ),
    Mutation(
        "first_server_gets_a_slash_at_its_end",
        updated(root, servers=[{"url": "https://api.mijnklantportaal.nl/v1/"}]),
        "patch",
        (_patch(None, None, "/v1/"),),
    ),
    Mutation(
        "another_server_is_added",
        updated(root, servers=_SERVERS[:2]),
        "patch",
        (_patch(None, None, "https://test.mijnklantportaal.nl/v1"),),
    ),
    Mutation(
        "other_servers_change_order",
        updated(root, servers=[_SERVERS[0], _SERVERS[2], _SERVERS[1]]),
        "patch",
        (_patch(None, None, "https://demo.mijnklantportaal.nl/v1"),),
        given=updated(root, servers=_SERVERS),
    ),
    Mutation(
        "first_server_changes_order",
        updated(root, servers=[_SERVERS[1], _SERVERS[0], _SERVERS[2]]),
        "major",
        (_breaking("MijnKlantportaal(base_url=)", None, "https://test.mijnklantportaal.nl/v1"),),
        given=updated(root, servers=_SERVERS),
    ),
    Mutation("server_gets_a_text", updated(root, servers=[{**_SERVERS[0], "description": "Live"}]), "patch", (_TEXTS,)),
    Mutation(
        "another_kind_of_token_will_do_too",
        several(
            with_keys(inside(root, "components", "securitySchemes"), {"OAuth": _OAUTH}),
            updated(root, security=[{"APIKey": []}, {"OAuth": ["webhooks.read"]}]),
        ),
        "minor",
        (_feature("MijnKlantportaal(api_key=)", None, "oauth2"),),
    ),
    Mutation(
        "description_of_the_token_is_added",
        updated(inside(root, "components", "securitySchemes", "APIKey"), description="Made in the portal"),
        "patch",
        (_TEXTS,),
    ),
    Mutation(
        "token_goes_elsewhere",
        replaced(
            inside(root, "components", "securitySchemes", "APIKey"),
            {"type": "apiKey", "in": "header", "name": "X-Api-Key"},
        ),
        "major",
        (_breaking("MijnKlantportaal(api_key=)", None, "X-Api-Key"),),
    ),
    Mutation(
        "operation_needs_no_token_any_more",
        updated(operation("list-webhooks"), security=[]),
        "minor",
        (_feature("webhooks.list()", "list-webhooks"),),
    ),
    Mutation(
        "operation_needs_a_token_now",
        without(operation("list-webhooks"), "security"),
        "major",
        (_breaking("webhooks.list()", "list-webhooks"),),
        given=updated(operation("list-webhooks"), security=[]),
    ),
    Mutation(
        "operation_needs_another_scope",
        _with_scopes("webhooks.read", "webhooks.write"),
        "major",
        (_breaking("webhooks.list()", "list-webhooks", "webhooks.write"),),
        given=_WITH_OAUTH,
    ),
    Mutation(
        "operation_needs_fewer_scopes",
        _with_scopes("webhooks.read"),
        "minor",
        (_feature("webhooks.list()", "list-webhooks", "webhooks.write"),),
        given=several(_WITH_OAUTH, _with_scopes("webhooks.read", "webhooks.write")),
    ),
)

_NOTHING_ELSE = (
    Mutation(
        "description_of_an_operation_changes",
        updated(operation("create-payment-link"), description="Make a payment link"),
        "patch",
        (_TEXTS,),
    ),
    Mutation(
        "description_of_an_argument_changes",
        with_keywords(body("create-customer"), "city", description="City or village"),
        "patch",
        (_TEXTS,),
    ),
    Mutation(
        "description_of_a_parameter_changes",
        updated(parameter("list-appointments", "days"), description="How many days"),
        "patch",
        (_TEXTS,),
    ),
    Mutation(
        "example_of_a_field_changes",
        with_keywords(schema("Customer"), "city", example="Utrecht"),
        "patch",
        (_TEXTS,),
    ),
    Mutation(
        "example_of_a_response_is_added",
        updated(
            inside(successful_response("get-customer-group"), "content", JSON),
            example={"id": "cug_1", "name": "Hosting", "createdAt": "2025-07-27T14:42:00+02:00"},
        ),
        "patch",
        (_TEXTS,),
    ),
    Mutation(
        "example_of_a_body_is_added",
        updated(inside(bodies("edit-customer-group"), JSON), example={"name": "Hosting"}),
        "patch",
        (_TEXTS,),
    ),
    Mutation(
        "description_of_a_body_is_added",
        updated(inside(operation("create-webhook"), "requestBody"), description="The webhook"),
        "patch",
        (_TEXTS,),
    ),
    Mutation(
        "description_of_a_tag_is_added",
        lambda spec: spec["tags"][0].update(description="What is signed."),
        "patch",
        (_TEXTS,),
    ),
    Mutation(
        "tag_is_declared_that_nothing_has", with_tag("Projects API"), "patch", (_patch(None, None, "Projects API"),)
    ),
    Mutation(
        "external_documentation_is_added",
        updated(operation("create-webhook"), externalDocs={"url": "https://docs.developers.mijnklantportaal.nl"}),
        "patch",
        (_TEXTS,),
    ),
    Mutation("extension_is_added", with_keys(operation("create-webhook"), {"x-internal": True}), "patch", (_TEXTS,)),
    Mutation("version_of_the_api_changes", updated(inside(root, "info"), version="v1.1"), "patch", (_TEXTS,)),
    Mutation("version_of_openapi_changes", updated(root, openapi="3.1.0"), "patch", (_patch(None, None, "3.1.0"),)),
    Mutation("many_texts_change", _many_texts, "patch", (_TEXTS,)),
    Mutation("keys_change_order", keys_reversed, "none"),
    Mutation("members_of_sets_change_order", _lists_reversed, "none"),
    Mutation(
        "fields_change_order",
        moved_to_end(inside(schema("Webhook"), "properties"), "id", "type"),
        "patch",
        (_patch("Webhook", None, "order of fields changed"),),
    ),
    Mutation(
        "query_parameters_change_order",
        parameters_reversed("list-appointments"),
        "patch",
        (_patch("appointments.list()", "list-appointments", "order of arguments changed"),),
    ),
    Mutation(
        "properties_of_a_body_change_order",
        moved_to_end(inside(body("create-customer"), "properties"), "companyName"),
        "patch",
        (_patch("customers.create()", "create-customer", "order of arguments changed"),),
    ),
    Mutation(
        "path_parameters_change_order", parameters_reversed("upload-ticket-message-attachment"), "patch", (_FORM,)
    ),
    Mutation(
        "paths_change_order",
        moved_to_end(inside(root, "paths"), "/customers"),
        "patch",
        (_patch("customers", None, "order of methods changed"),),
    ),
    Mutation(
        "tags_change_order",
        lambda spec: spec["tags"].reverse(),
        "patch",
        (_patch("MijnKlantportaal", None, "order of resources changed"),),
    ),
    Mutation(
        "body_is_declared_optional",
        updated(inside(operation("create-webhook"), "requestBody"), required=False),
        "none",
    ),
    Mutation(
        "misspelt_key_is_corrected",
        key_renamed(inside(schema("CustomerInvoice"), "properties", "dueAt"), "nullabe", "nullable"),
        "none",
    ),
    Mutation(
        "nullable_is_written_as_the_overlay_does",
        several(
            with_keywords(schema("Customer"), "phone", type=["null", "string"]),
            without_keywords(schema("Customer"), "phone", "nullable"),
        ),
        "none",
    ),
    Mutation(
        "format_is_documented_that_the_overlay_sets",
        with_keywords(schema("CustomerOffer"), "issuedAt", format="date"),
        "none",
    ),
    Mutation(
        "example_is_corrected_as_the_overlay_does",
        with_keywords(body("create-customer-offer-manual"), "expiresAt", example="2025-04-30"),
        "none",
    ),
    Mutation(
        "parameter_is_documented_that_the_overlay_adds",
        with_parameter("list-customers", "page", "query", {"type": "integer", "minimum": 1}),
        "patch",
        (_TEXTS,),
    ),
)

MUTATIONS: tuple[Mutation, ...] = (
    *_METHODS,
    *_ARGUMENTS,
    *_PARAMETERS,
    *_ENUMERATIONS,
    *_LIMITS,
    *_FIELDS,
    *_ANSWERS,
    *_CLASSES,
    *_ACCESS,
    *_NOTHING_ELSE,
)

COMBINED: tuple[Mutation, ...] = (
    Mutation(
        "field_is_renamed_and_gets_another_type",
        several(
            property_renamed(schema("PunchCardBought"), "punchesLeft", "punchesLeftOver"),
            with_keywords(schema("PunchCardBought"), "punchesLeftOver", type="string", example="17"),
        ),
        "major",
        (
            _breaking("IssuedPunchCard.punches_left", None, "punches_left", "punches_left_over"),
            _breaking("IssuedPunchCard.punches_left_over", None, "int", "str"),
            _TEXTS,
        ),
    ),
    Mutation(
        "argument_is_removed_and_another_one_added",
        several(
            without_property(body("create-customer"), "city"),
            with_property(body("create-customer"), "isCompany", _FLAG),
        ),
        "major",
        (
            _breaking("customers.create(city=)", "create-customer", "city"),
            _feature("customers.create(is_company=)", "create-customer", "optional", "is_company", "bool"),
        ),
    ),
    Mutation(
        "operation_is_renamed_and_gets_an_argument",
        several(
            updated(operation("create-payment-link"), operationId="make-payment-link"),
            with_property(body("make-payment-link"), "reference", _TEXT),
        ),
        "major",
        (
            _breaking("payment_links.create()", "create-payment-link", "create", "make"),
            _feature("payment_links.make(reference=)", "make-payment-link", "optional", "reference", "str"),
        ),
    ),
    Mutation(
        "operation_moves_to_another_tag_and_loses_an_argument",
        several(
            updated(operation("list-appointments"), tags=["Customers API"]),
            without_parameter("list-appointments", "days"),
        ),
        "major",
        (
            _breaking("appointments.list()", "list-appointments", "customers.list_appointments"),
            _breaking("customers.list_appointments(days=)", "list-appointments", "days"),
        ),
    ),
    Mutation(
        "operation_gets_another_path_method_and_media_type",
        several(
            updated(bodies("edit-customer-group"), **{FORM: {"schema": _object({"name": _TEXT}, required=["name"])}}),
            without(bodies("edit-customer-group"), JSON),
            key_renamed(path_item("/customer-groups/{customerGroupId}"), "patch", "put"),
            with_path("/groups/{customerGroupId}", {}),
            lambda spec: spec["paths"]["/groups/{customerGroupId}"].update(
                put=spec["paths"]["/customer-groups/{customerGroupId}"].pop("put")
            ),
        ),
        "patch",
        (
            _patch("customer_groups.update()", "update-customer-group", "/groups/{customerGroupId}"),
            _patch("customer_groups.update()", "update-customer-group", "PATCH", "PUT"),
            _patch("customer_groups.update()", "update-customer-group", JSON, FORM),
            _patch("customer_groups", None, "order of methods changed"),
            _TEXTS,
        ),
    ),
    Mutation(
        "operation_is_deprecated_and_another_one_added",
        several(
            updated(operation("mark-customer-invoice-paid"), deprecated=True),
            updated(path_item("/webhooks/{webhookId}"), delete=_DELETE_WEBHOOK),
        ),
        "minor",
        (
            _feature("customer_invoices.mark_paid()", "mark-customer-invoice-paid", "deprecated"),
            _feature("webhooks.delete()", "delete-webhook"),
        ),
    ),
    Mutation(
        "optional_argument_is_added_and_a_text_changes",
        several(
            with_property(body("create-customer"), "vatNumber", _TEXT),
            updated(operation("create-customer"), description="Add a customer to your portal"),
        ),
        "minor",
        (_feature("customers.create(vat_number=)", "create-customer", "optional", "vat_number"), _TEXTS),
    ),
    Mutation(
        "one_class_loses_a_field_and_another_gets_one",
        several(
            without_property(schema("CustomerOffer"), "acceptanceSignature"),
            with_property(schema("CustomerInvoice"), "acceptanceSignature", _TEXT),
        ),
        "major",
        (
            _breaking("CustomerOffer.acceptance_signature", None, "acceptance_signature"),
            _feature("CustomerInvoice.acceptance_signature", None, "acceptance_signature"),
        ),
    ),
    Mutation(
        "class_is_renamed_and_gets_a_field",
        several(
            component_renamed("Appointment", "Meeting"),
            with_property(schema("Meeting"), "location", _TEXT),
        ),
        "major",
        (
            _breaking("Appointment", None, "Appointment", "Meeting"),
            _breaking("Meeting.status", None, "AppointmentStatus"),
            _TEXTS,
            _feature("Meeting.location", None, "location", "str"),
        ),
    ),
    Mutation(
        "field_gets_another_type_and_may_be_null",
        with_keywords(schema("PunchCardBought"), "punchesLeft", type="string", nullable=True, example="17"),
        "major",
        (_breaking("IssuedPunchCard.punches_left", None, "int", "str | None"), _TEXTS),
    ),
    Mutation(
        "argument_moves_to_the_headers_and_becomes_required",
        updated(parameter("list-appointments", "days"), **{"in": "header", "required": True}),
        "major",
        (
            _patch("appointments.list(days=)", "list-appointments", "query", "header"),
            _breaking("appointments.list(days=)", "list-appointments", "days", "required"),
        ),
    ),
    Mutation(
        "argument_gets_a_limit_and_another_default",
        updated(inside(parameter("list-appointments", "days"), "schema"), default=14, maximum=31),
        "major",
        (
            _breaking("appointments.list(days=)", "list-appointments", "maximum", "31"),
            _breaking("appointments.list(days=)", "list-appointments", "default", "7", "14"),
        ),
        given=_WEEK,
    ),
    Mutation(
        "argument_is_renamed_out_of_the_overlays_reach",
        property_renamed(body("create-customer-subscription-package"), "interval", "renewal"),
        "major",
        (
            _breaking(
                "customer_subscription_packages.create(interval=)", "create-customer-subscription-package", "removed"
            ),
            _breaking(
                "customer_subscription_packages.create(renewal=)",
                "create-customer-subscription-package",
                "required",
                "str",
            ),
        ),
    ),
    Mutation(
        "resource_is_removed_with_its_classes",
        several(
            without_path("/file-shares"),
            without_tag("File Share API"),
            without(schemas, "FileShare"),
        ),
        "major",
        (_breaking("file_shares", None, "removed"),),
    ),
    Mutation(
        "status_header_and_error_change_together",
        several(
            key_renamed(responses("create-webhook"), "201", "202"),
            without(responses("create-webhook"), "422"),
            updated(successful_response("list-webhooks"), headers={"X-Total": {"schema": _NUMBER}}),
        ),
        "patch",
        (
            _patch("webhooks.create()", "create-webhook", "201", "202"),
            _patch("webhooks.create()", "create-webhook", "422"),
            _patch("webhooks.list()", "list-webhooks", "X-Total"),
        ),
    ),
    Mutation(
        "one_thing_breaks_among_features_and_texts",
        several(
            _many_texts,
            with_property(body("create-customer"), "vatNumber", _TEXT),
            with_property(schema("Customer"), "vatNumber", _TEXT),
            with_keywords(schema("Customer"), "companyName", nullable=True),
        ),
        "major",
        (
            _breaking("Customer.company_name", None, "None"),
            _feature("customers.create(vat_number=)", "create-customer", "vat_number"),
            _feature("Customer.vat_number", None, "vat_number"),
            _TEXTS,
        ),
    ),
    Mutation(
        "everything_changes_order_and_one_text_changes",
        several(
            keys_reversed,
            _lists_reversed,
            updated(operation("create-payment-link"), description="Make a payment link"),
        ),
        "patch",
        (_TEXTS,),
    ),
)
