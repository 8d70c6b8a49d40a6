"""The names that callers write."""

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
        "edit-customer": "edit",
    },
    ("Customer Groups API", "customer_groups"): {
        "list-customer-groups": "list",
        "create-customer-group": "create",
        "get-customer-group": "get",
        "edit-customer-group": "edit",
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
        "change-customer-subscription": "change",
    },
    ("Customer Subscription Packages API", "customer_subscription_packages"): {
        "list-customer-subscription-packages": "list",
        "create-customer-subscription-package": "create",
        "get-customer-subscription-package": "get",
        "change-customer-subscription-package": "change",
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
        "edit-punch-card": "edit",
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


def test_the_table_is_whole() -> None:
    assert len(ROWS) == 70


@pytest.mark.parametrize(
    ("tag", "name"), [*METHODS, ("API", "api"), ("123", "field_123"), ("APIs", "ap_is"), ("a-b", "a_b")]
)
def test_resources(tag: str, name: str) -> None:
    assert resource_name(tag) == name


@pytest.mark.parametrize(("tag", "operation_id", "name"), ROWS)
def test_methods(tag: str, operation_id: str, name: str) -> None:
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
    ],
)
def test_the_rule_at_its_edges(operation_id: str, tag: str, name: str) -> None:
    assert method_name(operation_id, tag) == name


@pytest.mark.parametrize("operation_id", ["file", "files", "File"])
def test_an_operation_without_a_word_of_its_own(operation_id: str) -> None:
    with pytest.raises(PipelineError, match=rf"operation '{operation_id}' has no word beside those of its tag 'Files'"):
        method_name(operation_id, "Files")


@pytest.mark.parametrize("tag", ["", " API", "None", "True", "\U0001f600", "__class__", "\ufb01les", "x" * 101])
def test_tags_without_a_name(tag: str) -> None:
    with pytest.raises(PipelineError, match=r"the tag .* in overrides/overlay\.yaml"):
        resource_name(tag)


@pytest.mark.parametrize("tag", ["Close API", "With options", "with_raw_response"])
def test_tags_that_would_hide_what_the_client_has(tag: str) -> None:
    with pytest.raises(PipelineError, match=rf"the tag '{tag}' would become `\w+`, which the client has already"):
        resource_name(tag)


@pytest.mark.parametrize("name", ["", "a b", "class", "1a", "\ufb01", "a" * 101, "a\n"])
def test_what_is_no_name(name: str) -> None:
    with pytest.raises(PipelineError, match=r"^the thing would be called"):
        python_name(name, "the thing")


@pytest.mark.parametrize("name", ["a", "list", "match", "caf\u00e9", "a" * 100])
def test_what_is_a_name(name: str) -> None:
    assert python_name(name, "the thing") == name


def test_a_module_is_named_once() -> None:
    assert module_name("get-class", "it") == "get_class"
    with pytest.raises(PipelineError, match=r"^it has no letters, or odd ones"):
        module_name("__class__", "it")


def test_an_operation_of_two_bodies_is_two_methods() -> None:
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
