"""Who is let in, and what is refused: every status, in the portal's order."""

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
from mijnklantportaal_api import document
from tests.sandbox.asking import OFFER, ask

PATHS: dict[str, dict[str, Any]] = json.loads(document())["paths"]
OPERATIONS = [
    (method.upper(), re.sub(r"\{\w+\}", "unknown", path))
    for path, item in PATHS.items()
    for method in ("get", "post", "patch", "delete")
    if method in item
]

# The guide's scopes, each with where it opens. Punch cards have none, and invoices can't be written with any.
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
    """The scope that the guide asks for."""
    area = next(
        (name for name, paths in {**READ_AND_WRITE, **READ_ONLY}.items() if f"/{path.split('/')[1]}" in paths), None
    )
    scope = f"{area}.{'read' if method == 'GET' else 'write'}"
    return scope if scope in GUIDE else None


def test_every_operation_wants_a_token() -> None:
    sandbox = Sandbox()
    for method, path in OPERATIONS:
        answer = ask(sandbox, method, path, "")
        assert (answer.status_code, answer.json()) == (401, {"message": "Unauthenticated."}), (method, path)


@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": "Bearer wrong"},
        {"Authorization": "Bearer"},
        {"Authorization": "sandbox-key"},
        {"Authorization": "Basic sandbox-key"},
        {"Authorization": "Bearer sandbox-key sandbox-key"},
        # As the guide calls it, by mistake.
        {"Authentication": "Bearer sandbox-key"},
    ],
)
def test_a_token_that_is_none_is_refused(headers: dict[str, str]) -> None:
    assert ask(Sandbox(), "GET", "/customers", "", headers=headers).status_code == 401


def test_the_scheme_may_be_written_in_any_case() -> None:
    answer = ask(Sandbox(), "GET", "/customers", "", headers={"Authorization": "bearer sandbox-key"})
    assert answer.status_code == 200


def test_the_client_raises_what_the_portal_refuses_a_wrong_key_with() -> None:
    with pytest.raises(AuthenticationError):
        Sandbox().client(api_key="wrong").customers.list()


def test_each_operation_is_open_to_the_scope_of_the_guide_and_to_no_other() -> None:
    sandbox = Sandbox(rate_limit=None)
    for method, path in OPERATIONS:
        scope = scope_for(method, path)
        others = sandbox.token(*(other for other in GUIDE if other != scope))
        refused = ask(sandbox, method, path, others)
        if scope is None:
            assert refused.status_code != 403, (method, path)
            assert ask(sandbox, method, path, sandbox.token()).status_code != 403, (method, path)
            continue
        assert refused.status_code == 403, (method, path)
        assert refused.json() == {"message": f"The token lacks the scope {scope}."}
        assert ask(sandbox, method, path, sandbox.token(scope)).status_code not in (401, 403), (method, path)


def test_tokens_can_be_had_for_the_scopes_of_the_guide_only() -> None:
    sandbox = Sandbox()
    for scope in GUIDE:
        assert sandbox.token(scope)
    for scope in ("invoices.write", "businessoperations.write", "customer.write", "customers", "", "*"):
        with pytest.raises(ValueError, match=re.escape(f"there is no scope {scope!r}; the guide has agreements.read,")):
            sandbox.token("customers.read", scope)


def test_the_client_raises_what_a_token_without_the_scope_is_refused_with() -> None:
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
def test_an_address_that_is_none_is_not_found(path: str) -> None:
    sandbox = Sandbox()
    sandbox.customers.add(id="cst_1")
    answer = ask(sandbox, "GET", path)
    assert (answer.status_code, answer.json()) == (404, {"message": "There is nothing at this address."})


def test_no_operation_takes_an_id_that_is_unknown() -> None:
    sandbox = Sandbox(rate_limit=None)
    with_id = [(method, path) for method, path in OPERATIONS if "unknown" in path]
    assert len(with_id) > 30
    for method, path in with_id:
        answer = ask(sandbox, method, path)
        assert answer.status_code == 404, (method, path)
        assert "with the ID unknown." in answer.json()["message"]


def test_an_id_of_something_else_is_unknown() -> None:
    sandbox = Sandbox()
    group = sandbox.customer_groups.add()
    with pytest.raises(NotFoundError, match=f"There is no customer with the ID {group.id}"):
        sandbox.client().customers.get(group.id)


def test_what_belongs_to_something_else_is_not_found_there() -> None:
    sandbox = Sandbox()
    mine, other = sandbox.punch_cards.add(), sandbox.punch_cards.add()
    issued = sandbox.issued_punch_cards.add(punch_card_id=mine.id)
    client = sandbox.client()
    assert client.punch_cards.get_issued(mine.id, issued.id).id == issued.id
    with pytest.raises(NotFoundError, match=f"no issued punch card with the ID {issued.id}"):
        client.punch_cards.get_issued(other.id, issued.id)
    with pytest.raises(NotFoundError):
        client.punch_cards.stamp(other.id, issued.id)


def test_an_endless_id_is_not_repeated_as_a_whole() -> None:
    assert len(ask(Sandbox(), "GET", f"/customers/{'x' * 5000}").content) < 200


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
def test_a_method_that_the_document_does_not_have_is_refused_with_those_that_it_has(
    method: str, path: str, allowed: str
) -> None:
    answer = ask(Sandbox(), method, path)
    assert answer.status_code == 405
    assert answer.headers["allow"] == allowed
    assert answer.json()["message"] == f"{method} is not possible here, but {allowed}."


def test_pages_of_other_origins_get_no_leave_to_read() -> None:
    answer = ask(Sandbox(), "GET", "/customers", headers={"Origin": "https://example.com"})
    assert not [name for name in answer.headers if name.startswith("access-control")]


def refused(sandbox: Sandbox, path: str, **what: Any) -> dict[str, Any]:
    answer = ask(sandbox, "POST", path, **what)
    assert answer.status_code == 422
    body: dict[str, Any] = answer.json()
    return body


def test_each_field_that_is_missing_is_named() -> None:
    body = refused(Sandbox(), "/customers", json={"companyName": "Bakkerij"})
    assert body == {
        "message": "address: This field is required. (and 3 more errors)",
        "errors": {name: ["This field is required."] for name in ("address", "zipCode", "city", "primaryEmail")},
    }


def test_one_error_is_told_without_a_count_and_two_with_one() -> None:
    whole = {"companyName": "B", "address": "a", "zipCode": "z", "city": "c", "primaryEmail": "a@b.nl"}
    assert refused(Sandbox(), "/customers", json={**whole, "primaryEmail": "nobody"}) == {
        "message": "primaryEmail: This must be a valid email.",
        "errors": {"primaryEmail": ["This must be a valid email."]},
    }
    body = refused(Sandbox(), "/customers", json={**whole, "primaryEmail": "nobody", "city": 5})
    assert body["message"].endswith(" (and 1 more error)")
    assert set(body["errors"]) == {"primaryEmail", "city"}


def test_a_field_deep_inside_is_named_by_its_whole_way() -> None:
    sandbox = Sandbox()
    sandbox.customers.add(id="cst_1")
    lines = [OFFER["lines"][0], {"description": "x", "amountExclVat": "a lot", "vatRate": 20}]  # type: ignore[index]
    body = refused(sandbox, "/customer-offers/manual", json={**OFFER, "lines": lines})
    assert set(body["errors"]) == {"lines.1.amountExclVat", "lines.1.vatRate"}
    assert len(sandbox.customer_offers) == 0


def test_an_unknown_customer_is_an_error_of_the_field() -> None:
    body = refused(Sandbox(), "/customer-offers/manual", json=OFFER)
    assert body["errors"] == {"customerId": ["There is no customer with this ID."]}


def test_the_client_gives_the_errors_of_the_fields() -> None:
    with pytest.raises(UnprocessableEntityError) as caught:
        Sandbox().client().customers.create(
            company_name="B", address="a", zip_code="z", city="c", primary_email="nobody"
        )
    assert caught.value.errors == {"primaryEmail": ["This must be a valid email."]}


@pytest.mark.parametrize(
    ("what", "message"),
    [
        ({"content": b"{"}, "The body is not valid JSON."),
        ({"content": b""}, "The body is not valid JSON."),
        ({"content": b"[]"}, "The body must be a JSON object."),
        ({"content": b'{"companyName": NaN}'}, "The body is not valid JSON."),
        ({"content": b'{"companyName": "\\ud800"}'}, "The body is not valid JSON."),
        ({"content": b"[" * 100_000}, "The body is not valid JSON."),
        (
            {"content": b"{}", "headers": {"Content-Type": "text/plain"}},
            "The body must be application/json, and is text/plain.",
        ),
        (
            {"content": b"{}", "headers": {"Content-Type": ""}},
            "The body must be application/json, and is of no type.",
        ),
    ],
)
def test_a_body_that_is_none_is_refused(what: dict[str, Any], message: str) -> None:
    headers = {"Content-Type": "application/json", **what.get("headers", {})}
    assert refused(Sandbox(), "/customers", content=what["content"], headers=headers) == {"message": message}


def test_the_first_rule_that_is_broken_is_the_one_that_is_told() -> None:
    sandbox = Sandbox(rate_limit=2, monthly_limit=1)
    sandbox.customer_offers.add(customer_id=sandbox.customers.add(id="cst_1").id)
    group = sandbox.customer_groups.add()
    full = sandbox.token("customers.read")
    for _ in range(2):
        ask(sandbox, "GET", "/customers", full)

    def status(method: str, path: str, token: str | None = None, **what: Any) -> int:
        return ask(sandbox, method, path, token, **what).status_code

    wrong: dict[str, Any] = {"json": {}}
    # Each breaks its own rule and all that come later.
    assert status("POST", "/nothing", "wrong", **wrong) == 404
    assert status("PUT", "/customers", "wrong", **wrong) == 405
    assert status("PATCH", "/customer-groups/unknown", "wrong", **wrong) == 401
    assert status("PATCH", "/customer-groups/unknown", full, **wrong) == 429
    assert status("PATCH", "/customer-groups/unknown", sandbox.token("customers.read"), **wrong) == 403
    assert status("PATCH", "/customer-groups/unknown", sandbox.token("customers.write"), content=b"{") == 404
    assert status("PATCH", f"/customer-groups/{group.id}", sandbox.token("customers.write"), content=b"{") == 422
    assert status("POST", "/customer-offers/manual", sandbox.token("offers.write"), **wrong) == 422
    assert status("POST", "/customer-offers/manual", sandbox.token("offers.write"), json=OFFER) == 426


def test_a_list_is_cut_into_pages_of_the_size_that_was_asked_for() -> None:
    sandbox = Sandbox(page_size=2)
    added = [sandbox.customers.add().id for _ in range(5)]
    page = sandbox.client().customers.list()
    assert (page.per_page, len(page.data), page.has_next_page) == (2, 2, True)
    assert [customer.id for customer in page] == added[::-1]
    assert [request.query for request in sandbox.requests] == [{}, {"page": "2"}, {"page": "3"}]


def test_a_page_has_fifteen_objects_unless_told() -> None:
    sandbox = Sandbox()
    for _ in range(16):
        sandbox.customers.add()
    assert len(sandbox.client().customers.list().data) == 15


@pytest.mark.parametrize("page", ["0", "-1", "x", "", "1.5", "٢", "9" * 30])
def test_a_number_that_is_none_stands_for_the_first_page(page: str) -> None:
    sandbox = Sandbox(page_size=1)
    sandbox.customers.add()
    sandbox.customers.add()
    body = ask(sandbox, "GET", "/customers", params={"page": page}).json()
    assert (body["current_page"], len(body["data"])) == (1, 1)


def test_pages_beyond_the_last_one_are_empty() -> None:
    sandbox = Sandbox(page_size=1)
    sandbox.customers.add()
    body = ask(sandbox, "GET", "/customers", params={"page": 10**17}).json()
    assert (body["data"], body["from"], body["to"], body["next_page_url"]) == ([], None, None, None)
