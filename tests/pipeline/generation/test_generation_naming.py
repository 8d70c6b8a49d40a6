"""Names of resources and methods."""

import pytest

from pipeline.errors import PipelineError
from pipeline.generation.naming import method_name, method_names, module_name, python_name, resource_name
from pipeline.generation.schemas import OperationNode

# Tag and operationIds as the overlay leaves them; for each id the method.
METHODS = {
    ("Agreements API", "agreements"): {
        "list-agreements": "list",
        "create-agreement": "create",
        "get-agreement": "get",
        "download-agreement-document": "download_document",
    },
    ("Appointments API", "appointments"): {
        "list-appointments": "list",
        "schedule-appointment": "schedule",
        "get-appointment": "get",
        "change-appointment-status": "change_status",
        "cancel-appointment": "cancel",
    },
    ("Customers API", "customers"): {
        "list-customers": "list",
        "create-customer": "create",
        "get-customer": "get",
        "update-customer": "update",
    },
    ("Customer Groups API", "customer_groups"): {
        "list-customer-groups": "list",
        "create-customer-group": "create",
        "get-customer-group": "get",
        "update-customer-group": "update",
        "add-customer-group-customers": "add_customers",
    },
    ("Customer Invoices API", "customer_invoices"): {
        "list-customer-invoices": "list",
        "create-customer-invoice": "create",
        "create-customer-invoice-manual": "create_manual",
        "get-customer-invoice": "get",
        "mark-customer-invoice-paid": "mark_paid",
    },
    ("Customer Offers API", "customer_offers"): {
        "list-customer-offers": "list",
        "create-customer-offer": "create",
        "create-customer-offer-manual": "create_manual",
        "get-customer-offer": "get",
        "mark-customer-offer": "mark",
    },
    ("Customer Subscriptions API", "customer_subscriptions"): {
        "list-customer-subscriptions": "list",
        "create-customer-subscription": "create",
        "get-customer-subscription": "get",
        "update-customer-subscription": "update",
    },
    ("Customer Subscription Packages API", "customer_subscription_packages"): {
        "list-customer-subscription-packages": "list",
        "create-customer-subscription-package": "create",
        "get-customer-subscription-package": "get",
        "update-customer-subscription-package": "update",
        "sign-up-customer-subscription-package": "sign_up",
        "sign-up-customer-subscription-package-non-customer": "sign_up_non_customer",
    },
    ("Files API", "files"): {
        "UploadFile": "upload",
        "CreateDirectory": "create_directory",
        "get-file": "get",
        "download-file": "download",
    },
    ("File Requests API", "file_requests"): {
        "list-file-requests": "list",
        "create-file-request": "create",
        "get-file-request": "get",
    },
    ("File Shares API", "file_shares"): {"list-file-shares": "list", "create-file-share": "create"},
    ("Invoices API", "invoices"): {"list-invoices": "list", "get-invoice": "get"},
    ("Payment Links API", "payment_links"): {
        "list-payment-links": "list",
        "create-payment-link": "create",
        "get-payment-link": "get",
        "close-payment-link": "close",
        "list-payment-link-payments": "list_payments",
    },
    ("Punch Cards API", "punch_cards"): {
        "list-punch-cards": "list",
        "create-punch-card": "create",
        "get-punch-card": "get",
        "update-punch-card": "update",
        "list-issued-punch-cards": "list_issued",
        "issue-punch-card": "issue",
        "get-issued-punch-card": "get_issued",
        "stamp-punch-card": "stamp",
    },
    ("Tickets API", "tickets"): {
        "list-tickets": "list",
        "get-ticket": "get",
        "add-ticket-message": "add_message",
        "close-ticket": "close",
        "upload-ticket-attachment": "upload_attachment",
    },
    ("Webhooks API", "webhooks"): {"list-webhooks": "list", "create-webhook": "create", "get-webhook": "get"},
}
ROWS = [(tag, operation_id, name) for (tag, _), names in METHODS.items() for operation_id, name in names.items()]


def test_table_has_all_methods() -> None:
    assert len(ROWS) == 70


@pytest.mark.parametrize(
    ("tag", "name"), [*METHODS, ("API", "api"), ("123", "field_123"), ("APIs", "ap_is"), ("a-b", "a_b")]
)
def test_name_of_a_resource(tag: str, name: str) -> None:
    assert resource_name(tag) == name


@pytest.mark.parametrize(("tag", "operation_id", "name"), ROWS)
def test_name_of_a_method(tag: str, operation_id: str, name: str) -> None:
    assert method_name(operation_id, tag) == name


@pytest.mark.parametrize(
    ("operation_id", "tag", "name"),
    [
        ("get-profile", "Files", "get_profile"),
        ("file-get-file", "Files", "get_file"),
        ("getCustomerOffer", "Customer Offers", "get"),
        ("get customer.offer", "Customer Offers API", "get"),
        ("import-file", "Files", "import_"),
        ("list-files", "Files", "list"),
        ("type-file", "Files", "type_"),
        ("get-api", "API API", "get"),
        ("get-thing-2", "Things", "get_2"),
        ("2-thing", "Things", "field_2"),
        ("get-cafés", "cafés", "get"),
        ("get-company", "Companies API", "get"),
        ("get-status", "Statuses API", "get"),
        ("get-type", "Type", "get"),
    ],
)
def test_name_of_an_unusual_operation(operation_id: str, tag: str, name: str) -> None:
    assert method_name(operation_id, tag) == name


@pytest.mark.parametrize("operation_id", ["file", "files", "File"])
def test_operation_without_a_word_beside_its_tag_is_an_error(operation_id: str) -> None:
    with pytest.raises(
        PipelineError, match=rf"operation '{operation_id}' has no words beside those of its tag 'Files'"
    ):
        method_name(operation_id, "Files")


@pytest.mark.parametrize("tag", ["", " API", "None", "True", "\U0001f600", "__class__", "\ufb01les", "x" * 101])
def test_tag_without_a_valid_name_is_an_error(tag: str) -> None:
    with pytest.raises(PipelineError, match=r"the tag .* in overrides/overlay\.yaml"):
        resource_name(tag)


@pytest.mark.parametrize("tag", ["Close API", "With options", "with_raw_response", "Resources API"])
def test_tag_with_the_name_of_a_client_attribute_is_an_error(tag: str) -> None:
    with pytest.raises(PipelineError, match=rf"the tag '{tag}' would become `\w+`, which the client defines itself"):
        resource_name(tag)


def test_tag_without_upper_case_is_an_error() -> None:
    with pytest.raises(PipelineError, match=r"^the tag '数据' would be the name of an attribute and of a class"):
        resource_name("数据")


@pytest.mark.parametrize("name", ["", "a b", "class", "1a", "\ufb01", "a" * 101, "a\n"])
def test_invalid_python_name_is_an_error(name: str) -> None:
    with pytest.raises(PipelineError, match=r"^the thing would be called"):
        python_name(name, "the thing")


@pytest.mark.parametrize("name", ["a", "list", "match", "caf\u00e9", "a" * 100])
def test_valid_python_name_is_unchanged(name: str) -> None:
    assert python_name(name, "the thing") == name


def test_name_that_the_generator_would_change_again_is_an_error() -> None:
    assert module_name("get-class", "the operation") == "get_class"
    with pytest.raises(PipelineError, match=r"^the operation has no letters that a Python name can be made of"):
        module_name("__class__", "the operation")


def test_operation_with_two_bodies_has_two_methods() -> None:
    bodies = {
        "multipart/form-data": {"schema": {"title": "UploadFile"}},
        "application/json": {"schema": {"title": "MakeFile"}},
    }
    operation = OperationNode(
        "/files", "post", {"operationId": "x", "tags": ["Files"], "requestBody": {"content": bodies}}, []
    )
    assert method_names(operation, {}) == ["upload", "make"]
    del bodies["application/json"]["schema"]["title"]
    with pytest.raises(
        PipelineError, match=r"operation 'x' \(POST /files\) has several bodies.*application/json has no title"
    ):
        method_names(operation, {})
