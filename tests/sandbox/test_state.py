"""What was created is there, as it was sent."""

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
from tests.operations import Method, resolved
from tests.sandbox.creations import CREATIONS, METHODS, add_what_creations_need, as_shown

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
# No answer tells the name of an appointment, whether somebody was notified, and in which directory a file is.
NOT_SHOWN = {"appointments.schedule": {"name"}, "files.create_directory": {"directory"}, "files.upload": {"directory"}}
NEVER_SHOWN = {"send_notification", "pdf", "lines", "customers", "documents", "file", "content"}
"""They have tests of their own, where they show at all."""


@pytest.fixture(autouse=True)
def what_creations_need(sandbox: Sandbox) -> None:
    add_what_creations_need(sandbox)


def sent_and_shown(name: str, arguments: dict[str, Any], created: Any) -> Iterator[tuple[str, Any, Any]]:
    for argument, value in arguments.items():
        if argument in NEVER_SHOWN | NOT_SHOWN.get(name, set()):
            continue
        shown = created
        if argument == "expires_at" and name == "payment_links.create":
            value = datetime(value.year, value.month, value.day, 23, 59, 59)
        if argument == "customer_id" and name == "file_shares.create":
            argument = "shared_with_customer_id"
        for part in RENAMED.get(argument, argument).split("."):
            shown = getattr(shown, part)
        if isinstance(value, list):
            for sent, found in zip(value, shown, strict=True):
                yield from sent_and_shown(name, attrs.asdict(sent, filter=not_additional, recurse=False), found)
        else:
            yield argument, as_shown(value), shown


def not_additional(attribute: "attrs.Attribute[Any]", value: Any) -> bool:
    return attribute.name != "additional_properties"


def prefix_of(method: Method, created: Any) -> str:
    """What the document's example of the ID begins with."""
    if getattr(created, "type_", None) == "directory":
        return "fsd_"
    described = method.described["responses"]["201"]["content"]["application/json"]["schema"]
    prefix: str = resolved(described)["properties"]["id"]["example"][:4]
    return prefix


def test_every_way_to_create_is_tried() -> None:
    creating = {
        name for name in METHODS if name.partition(".")[2].startswith(("create", "upload", "schedule", "issue"))
    }
    assert creating - {"tickets.upload_attachment"} == set(CREATIONS)
    for name, arguments in CREATIONS.items():
        assert arguments.keys() == METHODS[name].hints.keys()


@pytest.mark.parametrize("name", CREATIONS)
def test_what_is_created_is_as_it_was_sent(client: MijnKlantportaal, name: str) -> None:
    method = METHODS[name]
    created = method.on(client)(**CREATIONS[name])
    assert created.id.startswith(prefix_of(method, created))
    compared = list(sent_and_shown(name, CREATIONS[name], created))
    assert [(argument, shown) for argument, _, shown in compared] == [
        (argument, sent) for argument, sent, _ in compared
    ]


def listed(client: MijnKlantportaal, name: str) -> list[Any]:
    if name == "appointments.schedule":
        # Their order is not told.
        return client.appointments.list(start_at=datetime(2026, 7, 6), days=1)[::-1]
    if name == "punch_cards.issue":
        return list(client.punch_cards.list_issued("pcd_coffee"))
    return list(getattr(client, METHODS[name].resource).list())


@pytest.mark.parametrize("name", [name for name in CREATIONS if not name.startswith("files.")])
def test_what_is_created_is_the_first_of_the_list(client: MijnKlantportaal, name: str) -> None:
    before = listed(client, name)
    create = METHODS[name].on(client)
    first, second = create(**CREATIONS[name]), create(**CREATIONS[name])
    assert [item.id for item in listed(client, name)] == [second.id, first.id, *(item.id for item in before)]


@pytest.mark.parametrize("name", [name for name in CREATIONS if not name.startswith("file_shares.")])
def test_what_is_created_can_be_got(client: MijnKlantportaal, name: str) -> None:
    created = METHODS[name].on(client)(**CREATIONS[name])
    if name == "punch_cards.issue":
        assert client.punch_cards.get_issued("pcd_coffee", created.id) == created
    else:
        assert getattr(client, METHODS[name].resource).get(created.id) == created


# What the portal says by itself, and where the document's example says the same. Everything else is what was sent.
SAME_AS_EXAMPLE = {
    # A signer without an address makes no sense, and the document does not ask for one.
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
    # There is no telling what the portal takes for the largest size when none is named.
    "file_requests.create": {"maxFileSize": 10240},
    "payment_links.create": {"currency": "EUR", "status": "open"},
    "punch_cards.issue": {"status": "active"},
}


def examples_in(schema: Any, data: Any) -> Iterator[tuple[str, Any]]:
    """The values that are those of the document's examples, by their names."""
    schema = resolved(schema)
    if isinstance(data, list):
        for element in data:
            yield from examples_in(schema["items"], element)
    elif isinstance(data, dict):
        for key, value in data.items():
            described = resolved(schema["properties"][key])
            # Links that may be null.
            described = described["anyOf"][0] if "anyOf" in described else described
            if isinstance(value, dict | list):
                yield from examples_in(described, value)
            elif value is not None and value == described.get("example"):
                yield key, value


@pytest.mark.parametrize("name", CREATIONS)
def test_what_is_left_out_is_not_as_in_the_examples(client: MijnKlantportaal, name: str) -> None:
    method = METHODS[name]
    required = {argument for argument, (is_required, _) in method.request_schemas().items() if is_required}
    # Somebody has to be met.
    arguments = {key: value for key, value in CREATIONS[name].items() if key in required or "attendee" in key}
    if "signers" in arguments:
        arguments["signers"] = [AgreementSignerInvitation()]
    if "requested_files" in arguments:
        arguments["requested_files"] = [FileToRequest()]
    answer = json.loads(method.on(client.with_raw_response)(**arguments).content)
    schema = method.described["responses"]["201"]["content"]["application/json"]["schema"]
    assert dict(examples_in(schema, answer)) == SAME_AS_EXAMPLE.get(name, {})


def test_times_have_the_zone_of_the_portal_and_amounts_two_decimals(client: MijnKlantportaal) -> None:
    arguments = CREATIONS["customer_offers.create"] | {
        "accepted_at": datetime(2026, 3, 1, 9),
        "amount": Decimal("7.125"),
    }
    offer = json.loads(client.with_raw_response.customer_offers.create(**arguments).content)
    assert (offer["acceptedAt"], offer["rejectedAt"]) == ("2026-03-01T09:00:00+01:00", "2026-07-01T12:00:00+02:00")
    assert (offer["createdAt"], offer["issuedAt"]) == ("2026-03-02T12:00:00+01:00", "2026-02-05")
    assert offer["amount"] == "7.13"
