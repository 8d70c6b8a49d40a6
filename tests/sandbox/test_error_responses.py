"""Error responses in the order of their checks: authorization, unknown addresses and IDs, validation; page numbers."""

import json
import re
from typing import Any

import pytest

from mijnklantportaal import (
    AuthenticationError,
    NotFoundError,
    PermissionDeniedError,
    UnprocessableEntityError,
)
from mijnklantportaal.sandbox import Sandbox
from mijnklantportaal_api import spec
from tests.sandbox.raw_requests import OFFER, send

PATHS: dict[str, dict[str, Any]] = json.loads(spec())["paths"]
OPERATIONS = [
    (method.upper(), re.sub(r"\{\w+\}", "unknown", path))
    for path, item in PATHS.items()
    for method in ("get", "post", "patch", "delete")
    if method in item
]

# The scopes of the guide, with the paths that they give access to. Punch cards need no scope, and neither does
# writing invoices.
READ_AND_WRITE = {
    "agreements": ["/agreements"],
    "appointments": ["/appointments"],
    "customers": ["/customers", "/customer-groups"],
    "files": ["/files"],
    "filerequest": ["/file-requests"],
    "fileshare": ["/file-shares"],
    "offers": ["/customer-offers"],
    "paymentlinks": ["/payment-links"],
    "subscription": ["/customer-subscriptions", "/customer-subscription-packages"],
    "tickets": ["/tickets"],
    "webhooks": ["/webhooks"],
}
READ_ONLY = {"businessoperations": ["/invoices"], "invoices": ["/customer-invoices"]}
GUIDE = sorted(
    [f"{area}.{right}" for area in READ_AND_WRITE for right in ("read", "write")]
    + [f"{area}.read" for area in READ_ONLY]
)


def scope_for(method: str, path: str) -> str | None:
    """Return the scope that the guide requires."""
    area = next(
        (name for name, paths in {**READ_AND_WRITE, **READ_ONLY}.items() if f"/{path.split('/')[1]}" in paths), None
    )
    scope = f"{area}.{'read' if method == 'GET' else 'write'}"
    return scope if scope in GUIDE else None


def test_every_operation_requires_a_token() -> None:
    sandbox = Sandbox()
    for method, path in OPERATIONS:
        response = send(sandbox, method, path, "")
        assert (response.status_code, response.json()) == (401, {"message": "Unauthenticated."}), (method, path)


@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": "Bearer wrong"},
        {"Authorization": "Bearer"},
        {"Authorization": "sandbox-key"},
        {"Authorization": "Basic sandbox-key"},
        {"Authorization": "Bearer sandbox-key sandbox-key"},
        # The wrong name of the header in the guide.
        {"Authentication": "Bearer sandbox-key"},
    ],
)
def test_invalid_token_is_rejected(headers: dict[str, str]) -> None:
    assert send(Sandbox(), "GET", "/customers", "", headers=headers).status_code == 401


def test_authorization_scheme_is_case_insensitive() -> None:
    response = send(Sandbox(), "GET", "/customers", "", headers={"Authorization": "bearer sandbox-key"})
    assert response.status_code == 200


def test_client_raises_authentication_error_for_a_wrong_key() -> None:
    with pytest.raises(AuthenticationError):
        Sandbox().client(api_key="wrong").customers.list()


def test_operation_requires_the_scope_of_the_guide() -> None:
    sandbox = Sandbox(rate_limit=None)
    for method, path in OPERATIONS:
        scope = scope_for(method, path)
        others = sandbox.token(*(other for other in GUIDE if other != scope))
        rejected = send(sandbox, method, path, others)
        if scope is None:
            assert rejected.status_code != 403, (method, path)
            assert send(sandbox, method, path, sandbox.token()).status_code != 403, (method, path)
            continue
        assert rejected.status_code == 403, (method, path)
        assert rejected.json() == {"message": f"The token lacks the scope {scope}."}
        assert send(sandbox, method, path, sandbox.token(scope)).status_code not in (401, 403), (method, path)


def test_token_rejects_scopes_that_the_guide_lacks() -> None:
    sandbox = Sandbox()
    for scope in GUIDE:
        assert sandbox.token(scope)
    for scope in ("invoices.write", "businessoperations.write", "customer.write", "customers", "", "*"):
        with pytest.raises(
            ValueError, match=re.escape(f"{scope!r} is not a valid scope; the guide has agreements.read,")
        ):
            sandbox.token("customers.read", scope)


def test_client_raises_permission_denied_without_the_scope() -> None:
    sandbox = Sandbox()
    client = sandbox.client(api_key=sandbox.token("customers.read"))
    assert client.customers.list().data == []
    with pytest.raises(PermissionDeniedError, match=r"customers\.write"):
        client.customers.create(
            company_name="Bakkerij", address="Dorpsstraat 1", zip_code="1234 AB", city="Utrecht", primary_email="a@b.nl"
        )
    assert len(sandbox.customers) == 0


@pytest.mark.parametrize(
    "path",
    ["/", "/nothing", "/customers/", "//customers", "/customers/cst_1/nothing", "/Customers", "/%2e%2e/v1/customers"],
)
def test_unknown_path_is_not_found(path: str) -> None:
    sandbox = Sandbox()
    sandbox.customers.add(id="cst_1")
    response = send(sandbox, "GET", path)
    assert (response.status_code, response.json()) == (404, {"message": "This address does not exist."})


def test_unknown_id_is_not_found_for_every_operation() -> None:
    sandbox = Sandbox(rate_limit=None)
    with_id = [(method, path) for method, path in OPERATIONS if "unknown" in path]
    assert len(with_id) > 30
    for method, path in with_id:
        response = send(sandbox, method, path)
        assert response.status_code == 404, (method, path)
        assert "with the ID unknown." in response.json()["message"]


def test_id_of_another_collection_is_not_found() -> None:
    sandbox = Sandbox()
    group = sandbox.customer_groups.add()
    with pytest.raises(NotFoundError, match=f"There is no customer with the ID {group.id}"):
        sandbox.client().customers.get(group.id)


def test_issued_card_is_not_found_below_another_punch_card() -> None:
    sandbox = Sandbox()
    mine, other = sandbox.punch_cards.add(), sandbox.punch_cards.add()
    issued = sandbox.issued_punch_cards.add(punch_card_id=mine.id)
    client = sandbox.client()
    assert client.punch_cards.get_issued(mine.id, issued.id).id == issued.id
    with pytest.raises(NotFoundError, match=f"no issued punch card with the ID {issued.id}"):
        client.punch_cards.get_issued(other.id, issued.id)
    with pytest.raises(NotFoundError):
        client.punch_cards.stamp(other.id, issued.id)


def test_long_id_is_truncated_in_the_message() -> None:
    assert len(send(Sandbox(), "GET", f"/customers/{'x' * 5000}").content) < 200


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", "/customers", "GET, POST"),
        ("DELETE", "/customers/cst_1", "GET, PATCH"),
        ("HEAD", "/customers", "GET, POST"),
        ("OPTIONS", "/customers", "GET, POST"),
        ("GET", "/punch-cards/pcd_1/issued/pcb_1/stamp", "POST"),
    ],
)
def test_method_not_in_the_spec_gets_405_with_allow(method: str, path: str, allowed: str) -> None:
    response = send(Sandbox(), method, path)
    assert response.status_code == 405
    assert response.headers["allow"] == allowed
    assert response.json()["message"] == f"{method} is not allowed here; allowed methods: {allowed}."


def test_response_has_no_cors_headers() -> None:
    response = send(Sandbox(), "GET", "/customers", headers={"Origin": "https://example.com"})
    assert not [name for name in response.headers if name.startswith("access-control")]


def rejected_body(sandbox: Sandbox, path: str, **options: Any) -> dict[str, Any]:
    response = send(sandbox, "POST", path, **options)
    assert response.status_code == 422
    body: dict[str, Any] = response.json()
    return body


def test_missing_fields_are_reported_by_name() -> None:
    body = rejected_body(Sandbox(), "/customers", json={"companyName": "Bakkerij"})
    assert body == {
        "message": "address: This field is required. (and 3 more errors)",
        "errors": {name: ["This field is required."] for name in ("address", "zipCode", "city", "primaryEmail")},
    }


def test_message_counts_further_errors() -> None:
    valid = {"companyName": "B", "address": "a", "zipCode": "z", "city": "c", "primaryEmail": "a@b.nl"}
    assert rejected_body(Sandbox(), "/customers", json={**valid, "primaryEmail": "invalid"}) == {
        "message": "primaryEmail: This must be a valid email.",
        "errors": {"primaryEmail": ["This must be a valid email."]},
    }
    body = rejected_body(Sandbox(), "/customers", json={**valid, "primaryEmail": "invalid", "city": 5})
    assert body["message"].endswith(" (and 1 more error)")
    assert set(body["errors"]) == {"primaryEmail", "city"}


def test_nested_field_is_reported_with_its_path() -> None:
    sandbox = Sandbox()
    sandbox.customers.add(id="cst_1")
    lines = [OFFER["lines"][0], {"description": "x", "amountExclVat": "a lot", "vatRate": 20}]  # type: ignore[index]
    body = rejected_body(sandbox, "/customer-offers/manual", json={**OFFER, "lines": lines})
    assert set(body["errors"]) == {"lines.1.amountExclVat", "lines.1.vatRate"}
    assert len(sandbox.customer_offers) == 0


def test_unknown_customer_is_reported_for_its_field() -> None:
    body = rejected_body(Sandbox(), "/customer-offers/manual", json=OFFER)
    assert body["errors"] == {"customerId": ["There is no customer with this ID."]}


def test_client_error_has_the_messages_by_argument() -> None:
    with pytest.raises(UnprocessableEntityError) as caught:
        Sandbox().client().customers.create(
            company_name="B", address="a", zip_code="z", city="c", primary_email="invalid"
        )
    assert caught.value.errors == {"primary_email": ["This must be a valid email."]}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"content": b"{"}, "The body is not valid JSON."),
        ({"content": b""}, "The body is not valid JSON."),
        ({"content": b"[]"}, "The body must be a JSON object."),
        ({"content": b'{"companyName": NaN}'}, "The body is not valid JSON."),
        ({"content": b'{"companyName": "\\ud800"}'}, "The body is not valid JSON."),
        ({"content": b"[" * 100_000}, "The body is not valid JSON."),
        (
            {"content": b"{}", "headers": {"Content-Type": "text/plain"}},
            "The body must be application/json, not text/plain.",
        ),
        (
            {"content": b"{}", "headers": {"Content-Type": ""}},
            "The body must be application/json, not without a type.",
        ),
    ],
)
def test_invalid_body_is_rejected(options: dict[str, Any], message: str) -> None:
    headers = {"Content-Type": "application/json", **options.get("headers", {})}
    assert rejected_body(Sandbox(), "/customers", content=options["content"], headers=headers) == {"message": message}


def test_first_violated_rule_determines_the_status() -> None:
    sandbox = Sandbox(rate_limit=2, monthly_limit=1)
    sandbox.customer_offers.add(customer_id=sandbox.customers.add(id="cst_1").id)
    group = sandbox.customer_groups.add()
    full = sandbox.token("customers.read")
    for _ in range(2):
        send(sandbox, "GET", "/customers", full)

    def status(method: str, path: str, token: str | None = None, **options: Any) -> int:
        return send(sandbox, method, path, token, **options).status_code

    invalid: dict[str, Any] = {"json": {}}
    # Each request violates one rule and all rules after it.
    assert status("POST", "/nothing", "wrong", **invalid) == 404
    assert status("PUT", "/customers", "wrong", **invalid) == 405
    assert status("PATCH", "/customer-groups/unknown", "wrong", **invalid) == 401
    assert status("PATCH", "/customer-groups/unknown", full, **invalid) == 429
    assert status("PATCH", "/customer-groups/unknown", sandbox.token("customers.read"), **invalid) == 403
    assert status("PATCH", "/customer-groups/unknown", sandbox.token("customers.write"), content=b"{") == 404
    assert status("PATCH", f"/customer-groups/{group.id}", sandbox.token("customers.write"), content=b"{") == 422
    assert status("POST", "/customer-offers/manual", sandbox.token("offers.write"), **invalid) == 422
    assert status("POST", "/customer-offers/manual", sandbox.token("offers.write"), json=OFFER) == 426


def test_page_size_sets_the_number_of_items_per_page() -> None:
    sandbox = Sandbox(page_size=2)
    added = [sandbox.customers.add().id for _ in range(5)]
    page = sandbox.client().customers.list()
    assert (page.per_page, len(page.data), page.has_next_page) == (2, 2, True)
    assert [customer.id for customer in page] == added[::-1]
    assert [request.query for request in sandbox.requests] == [{}, {"page": "2"}, {"page": "3"}]


def test_page_size_defaults_to_fifteen() -> None:
    sandbox = Sandbox()
    for _ in range(16):
        sandbox.customers.add()
    assert len(sandbox.client().customers.list().data) == 15


@pytest.mark.parametrize("page", ["0", "-1", "x", "", "1.5", "٢", "9" * 30])
def test_invalid_page_number_means_the_first_page(page: str) -> None:
    sandbox = Sandbox(page_size=1)
    sandbox.customers.add()
    sandbox.customers.add()
    body = send(sandbox, "GET", "/customers", params={"page": page}).json()
    assert (body["current_page"], len(body["data"])) == (1, 1)


def test_page_beyond_the_last_is_empty() -> None:
    sandbox = Sandbox(page_size=1)
    sandbox.customers.add()
    body = send(sandbox, "GET", "/customers", params={"page": 10**17}).json()
    assert (body["data"], body["from"], body["to"], body["next_page_url"]) == ([], None, None, None)
