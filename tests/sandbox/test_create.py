"""Created objects have the sent values, and can be listed and retrieved."""

import json
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

import attrs
import pytest

from mijnklantportaal import MijnKlantportaal
from mijnklantportaal.models import AgreementSignerInvitation, FileToRequest
from mijnklantportaal.sandbox import Sandbox
from tests.operations import Method, resolve
from tests.sandbox.create_arguments import CREATE_ARGUMENTS, METHODS, add_referenced_objects, expected_value

RENAMED = {
    "signer_signature_data": "signer_signature",
    "start_date": "starts_at",
    "expire_period": "expiry_periode",
    "create_invoice": "options.create_invoice",
    "create_payment": "options.create_payment",
    "invoice_description": "options.invoice_description",
    "payment_integration_mandate_id": "options.payment_integration_mandate_id",
    "follow_up_failed_payment": "options.follow_up_failed_payment",
}
# Responses contain neither the name of an appointment nor the directory of a file.
NOT_IN_RESPONSE = {
    "appointments.schedule": {"name"},
    "files.create_directory": {"directory"},
    "files.upload": {"directory"},
}
TESTED_ELSEWHERE = {"send_notification", "pdf", "lines", "customers", "documents", "file", "content"}
"""Arguments without a property of the same name in responses; those with an effect have tests of their own."""


@pytest.fixture(autouse=True)
def referenced_objects(sandbox: Sandbox) -> None:
    add_referenced_objects(sandbox)


def sent_and_received(name: str, arguments: dict[str, Any], created: Any) -> Iterator[tuple[str, Any, Any]]:
    for argument, value in arguments.items():
        if argument in TESTED_ELSEWHERE | NOT_IN_RESPONSE.get(name, set()):
            continue
        received = created
        if argument == "expires_at" and name == "payment_links.create":
            value = datetime(value.year, value.month, value.day, 23, 59, 59)
        if argument == "customer_id" and name == "file_shares.create":
            argument = "shared_with_customer_id"
        for part in RENAMED.get(argument, argument).split("."):
            received = getattr(received, part)
        if isinstance(value, list):
            for sent, item in zip(value, received, strict=True):
                yield from sent_and_received(name, attrs.asdict(sent, filter=not_additional, recurse=False), item)
        else:
            yield argument, expected_value(value), received


def not_additional(attribute: "attrs.Attribute[Any]", value: Any) -> bool:
    return attribute.name != "additional_properties"


def prefix_of(method: Method, created: Any) -> str:
    """Return the prefix of the example ID in the spec."""
    if getattr(created, "type_", None) == "directory":
        return "fsd_"
    described = method.operation_spec["responses"]["201"]["content"]["application/json"]["schema"]
    prefix: str = resolve(described)["properties"]["id"]["example"][:4]
    return prefix


def test_every_creating_method_and_argument_is_tested() -> None:
    creating = {
        name for name in METHODS if name.partition(".")[2].startswith(("create", "upload", "schedule", "issue"))
    }
    assert creating - {"tickets.upload_attachment"} == set(CREATE_ARGUMENTS)
    for name, arguments in CREATE_ARGUMENTS.items():
        assert arguments.keys() == METHODS[name].hints.keys()


@pytest.mark.parametrize("name", CREATE_ARGUMENTS)
def test_created_object_has_the_sent_values(client: MijnKlantportaal, name: str) -> None:
    method = METHODS[name]
    created = method.on(client)(**CREATE_ARGUMENTS[name])
    assert created.id.startswith(prefix_of(method, created))
    compared = list(sent_and_received(name, CREATE_ARGUMENTS[name], created))
    assert [(argument, received) for argument, _, received in compared] == [
        (argument, sent) for argument, sent, _ in compared
    ]


def listed(client: MijnKlantportaal, name: str) -> list[Any]:
    if name == "appointments.schedule":
        # The spec does not define their order.
        return client.appointments.list(start_at=datetime(2026, 7, 6), days=1)[::-1]
    if name == "punch_cards.issue":
        return list(client.punch_cards.list_issued("pcd_coffee"))
    return list(getattr(client, METHODS[name].resource).list())


@pytest.mark.parametrize("name", [name for name in CREATE_ARGUMENTS if not name.startswith("files.")])
def test_created_object_is_first_in_the_list(client: MijnKlantportaal, name: str) -> None:
    before = listed(client, name)
    create = METHODS[name].on(client)
    first, second = create(**CREATE_ARGUMENTS[name]), create(**CREATE_ARGUMENTS[name])
    assert [item.id for item in listed(client, name)] == [second.id, first.id, *(item.id for item in before)]


@pytest.mark.parametrize("name", [name for name in CREATE_ARGUMENTS if not name.startswith("file_shares.")])
def test_created_object_can_be_retrieved(client: MijnKlantportaal, name: str) -> None:
    created = METHODS[name].on(client)(**CREATE_ARGUMENTS[name])
    if name == "punch_cards.issue":
        assert client.punch_cards.get_issued("pcd_coffee", created.id) == created
    else:
        assert getattr(client, METHODS[name].resource).get(created.id) == created


# Properties that the portal sets to the same value as the example in the spec.
SAME_AS_EXAMPLE = {
    # The spec does not require the email address of a signer.
    "agreements.create": {"status": "sent", "email": "dj.bakker@domain.com"},
    "appointments.schedule": {"status": "scheduled"},
    "customers.create": {"countryCode": "NL"},
    "customer_invoices.create": {"currency": "EUR", "type": "application/json"},
    "customer_invoices.create_manual": {"currency": "EUR", "type": "application/json"},
    "customer_offers.create": {"currency": "EUR", "type": "application/json"},
    "customer_offers.create_manual": {"currency": "EUR", "type": "application/json"},
    "customer_subscriptions.create": {"currency": "EUR", "status": "in_progress"},
    "customer_subscription_packages.create": {"currency": "EUR"},
    "files.upload": {"type": "file"},
    "file_shares.create": {"type": "file"},
    # The default maximum size is not documented.
    "file_requests.create": {"maxFileSize": 10240},
    "payment_links.create": {"currency": "EUR", "status": "open"},
    "punch_cards.issue": {"status": "active"},
}


def examples_in(schema: Any, data: Any) -> Iterator[tuple[str, Any]]:
    """Yield name and value of the properties that equal the example in the spec."""
    schema = resolve(schema)
    if isinstance(data, list):
        for element in data:
            yield from examples_in(schema["items"], element)
    elif isinstance(data, dict):
        for key, value in data.items():
            described = resolve(schema["properties"][key])
            # A nullable link.
            described = described["anyOf"][0] if "anyOf" in described else described
            if isinstance(value, dict | list):
                yield from examples_in(described, value)
            elif value is not None and value == described.get("example"):
                yield key, value


@pytest.mark.parametrize("name", CREATE_ARGUMENTS)
def test_omitted_properties_do_not_take_example_values(client: MijnKlantportaal, name: str) -> None:
    method = METHODS[name]
    required = {argument for argument, (is_required, _) in method.request_schemas().items() if is_required}
    # An appointment needs an attendee.
    arguments = {key: value for key, value in CREATE_ARGUMENTS[name].items() if key in required or "attendee" in key}
    if "signers" in arguments:
        arguments["signers"] = [AgreementSignerInvitation()]
    if "requested_files" in arguments:
        arguments["requested_files"] = [FileToRequest()]
    response = json.loads(method.on(client.with_raw_response)(**arguments).content)
    schema = method.operation_spec["responses"]["201"]["content"]["application/json"]["schema"]
    assert dict(examples_in(schema, response)) == SAME_AS_EXAMPLE.get(name, {})


def test_response_times_have_the_portal_zone_and_amounts_two_decimals(client: MijnKlantportaal) -> None:
    arguments = CREATE_ARGUMENTS["customer_offers.create"] | {
        "accepted_at": datetime(2026, 3, 1, 9),
        "amount": Decimal("7.125"),
    }
    offer = json.loads(client.with_raw_response.customer_offers.create(**arguments).content)
    assert (offer["acceptedAt"], offer["rejectedAt"]) == ("2026-03-01T09:00:00+01:00", "2026-07-01T12:00:00+02:00")
    assert (offer["createdAt"], offer["issuedAt"]) == ("2026-03-02T12:00:00+01:00", "2026-02-05")
    assert offer["amount"] == "7.13"
