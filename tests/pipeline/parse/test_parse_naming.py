"""Names of resources and methods."""

from typing import Any

import pytest

from pipeline.errors import PipelineError
from pipeline.parse.naming import check_name, method_name, resource_name
from pipeline.parse.problems import Problems
from tests.pipeline.parse.parse_samples import add_operation, changed_spec, operation, parsed

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


def resource_of(tag: str) -> str:
    """Return the name of a resource, or raise its problems."""
    problems = Problems({"tags": [{"name": tag}]})
    name = resource_name(tag, "#/tags/0", problems)
    problems.raise_all()
    return name


def method_of(operation_id: str, tag: str) -> str:
    """Return the name of a method, or raise its problems."""
    problems = Problems({"operationId": operation_id})
    name = method_name(operation_id, resource_of(tag), "#/operationId", problems)
    problems.raise_all()
    return name


def test_table_has_all_methods() -> None:
    assert len(ROWS) == 70


@pytest.mark.parametrize(
    ("tag", "name"), [*METHODS, ("API", "api"), ("123", "field_123"), ("APIs", "ap_is"), ("a-b", "a_b")]
)
def test_name_of_a_resource(tag: str, name: str) -> None:
    assert resource_of(tag) == name


@pytest.mark.parametrize(("tag", "operation_id", "name"), ROWS)
def test_name_of_a_method(tag: str, operation_id: str, name: str) -> None:
    assert method_of(operation_id, tag) == name


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
    assert method_of(operation_id, tag) == name


@pytest.mark.parametrize("operation_id", ["file", "files", "File"])
def test_operation_without_a_word_beside_its_tag_is_a_problem(operation_id: str) -> None:
    with pytest.raises(PipelineError, match=rf"'{operation_id}' has no words other than those of its resource `files`"):
        method_of(operation_id, "Files")


@pytest.mark.parametrize("tag", ["", " API", "\U0001f600", "__class__", "\ufb01les", "x" * 101])
def test_tag_without_a_valid_name_is_a_problem(tag: str) -> None:
    with pytest.raises(PipelineError, match=r"^#/tags/0: the tag .* would be called .* rename it in the overlay"):
        resource_of(tag)


@pytest.mark.parametrize("tag", ["Close API", "With options", "with_raw_response"])
def test_tag_with_the_name_of_a_client_attribute_is_a_problem(tag: str) -> None:
    with pytest.raises(PipelineError, match=rf"the tag '{tag}' would become `\w+`, which the client defines itself"):
        resource_of(tag)


@pytest.mark.parametrize(
    ("tag", "sentence"),
    [
        ("None", "would be called 'None' in Python"),
        ("数据", "would be the name of an attribute and of a class"),
        ("Resources API", "would become `resources`, which the client defines itself"),
    ],
)
def test_tag_whose_class_collides_is_a_problem(tag: str, sentence: str) -> None:
    spec = changed_spec(lambda spec: operation(spec).update(tags=[tag]), lambda spec: spec.update(tags=[{"name": tag}]))
    with pytest.raises(PipelineError, match=rf"^#/tags/0: the tag '{tag}' {sentence}"):
        parsed(spec)


INVALID = ["", "a b", "class", "1a", "\ufb01", "a" * 101, "a\n"]


@pytest.mark.parametrize("name", INVALID)
@pytest.mark.parametrize(
    ("way_out", "lines"),
    [
        ({"target": "#/a"}, ["  - target: \"$['a']\"", "    remove: true"]),
        ({"target": "#/a", "values": {"title": "B"}}, ["  - target: \"$['a']\"", '    update: {"title": "B"}']),
    ],
)
def test_invalid_name_is_a_problem_with_an_action(name: str, way_out: dict[str, Any], lines: list[str]) -> None:
    problems = Problems({"a": {"b": 1}})
    check_name(name, "the thing", "#/a/b", problems, **way_out)
    with pytest.raises(PipelineError, match=r"^#/a/b: the thing would be called") as caught:
        problems.raise_all()
    assert [line for line in str(caught.value).splitlines()[1:] if "description" not in line] == lines


@pytest.mark.parametrize("name", ["a", "list", "match", "caf\u00e9", "a" * 100])
def test_valid_name_is_no_problem(name: str) -> None:
    problems = Problems({})
    check_name(name, "the thing", "#", problems)
    problems.raise_all()


def test_two_tags_of_one_name_are_a_problem_only_if_both_are_used() -> None:
    spec = changed_spec(lambda spec: spec["tags"].append({"name": "Things"}))
    assert list(parsed(spec).methods) == ["things.update"]
    add_operation("drop-other", "Things")(spec)
    with pytest.raises(PipelineError, match=r"^#/tags/1: the tags 'Things API' and 'Things' both become `things`"):
        parsed(spec)
