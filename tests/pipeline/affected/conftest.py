"""Fixtures: two versions of the real client with the changes between them."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pipeline.diff.changes import Change
from pipeline.diff.comparing import compare
from pipeline.parse import parse_api
from pipeline.render import render_package

ROOT = Path(__file__).parents[3]
CONFIG = ROOT / "generator-config.yaml"
PACKAGE = "mijnklantportaal_api"


@dataclass(frozen=True)
class Versions:
    """The folders with the generated packages, and the changes between them."""

    old: Path
    new: Path
    changes: list[Change]


@pytest.fixture(scope="session")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Versions:
    old_spec, new_spec = (json.loads((ROOT / "generated" / PACKAGE / "openapi.json").read_text()) for _ in range(2))
    for spec, days in ((old_spec, 7), (new_spec, 14)):
        _document_a_default(spec, days)
    _change(new_spec)
    folder = tmp_path_factory.mktemp("versions")
    old, new = parse_api(old_spec, CONFIG), parse_api(new_spec, CONFIG)
    for name, api in (("old", old), ("new", new)):
        render_package(api, ROOT / "overrides" / "templates", folder / name / PACKAGE, hooks=())
    return Versions(folder / "old", folder / "new", compare(old, new))


def _document_a_default(spec: dict[str, Any], days: int) -> None:
    _parameter(spec["paths"]["/appointments"]["get"], "days")["schema"]["default"] = days


def _change(spec: dict[str, Any]) -> None:
    paths, schemas = spec["paths"], spec["components"]["schemas"]
    # A field is removed.
    del schemas["Customer"]["properties"]["phone"]
    schemas["Customer"]["required"].remove("phone")
    # A field may be null.
    schemas["CustomerOffer"]["properties"]["expiresAt"]["type"] = ["string", "null"]
    # A method is removed.
    del paths["/customer-offers/{offerId}"]["patch"]
    # An argument is renamed.
    links = _body(paths["/payment-links"]["post"])
    links["properties"] = {
        {"expiresAt": "expiresOn"}.get(name, name): value for name, value in links["properties"].items()
    }
    # A required argument is added, and a limit is tightened.
    invoice = _body(paths["/customer-invoices/manual"]["post"])
    invoice["properties"]["paymentTerm"] = {"type": "integer"}
    invoice["required"].append("paymentTerm")
    invoice["properties"]["invoiceNumber"]["maxLength"] = 20
    # An argument becomes required.
    _parameter(paths["/files"]["post"], "directory")["required"] = True
    # A value is removed, and another one is added.
    schemas["SubscriptionInterval"]["enum"].remove("2 months")
    schemas["TicketSource"]["enum"].append("whatsapp")
    # The type of an argument changes.
    stamp = paths["/punch-cards/{punchCardId}/issued/{issuedPunchCardId}/stamp"]["post"]
    _body(stamp)["properties"]["stamps"]["type"] = "string"
    # A status is added.
    paths["/customers/{customerId}"]["patch"]["responses"]["204"] = {"description": "Nothing has changed"}
    # A class gets a required field.
    lines = invoice["properties"]["lines"]["items"]
    lines["properties"]["unit"] = {"type": "string"}
    lines["required"].append("unit")
    # A class is renamed, and with it its module.
    sign_up = paths["/customer-subscription-packages/{packageId}/sign-up/"]["post"]
    sign_up["responses"]["201"]["content"]["application/json"]["schema"]["title"] = "SignUp"
    # A method is renamed, and its argument gets a limit.
    paths["/webhooks/{webhookId}"]["get"]["operationId"] = "find-webhook"
    paths["/webhooks/{webhookId}"]["get"]["parameters"][0]["schema"]["maxLength"] = 30
    # Positional arguments change their order.
    issued = paths.pop("/punch-cards/{punchCardId}/issued/{issuedPunchCardId}")
    paths["/issued/{issuedPunchCardId}/of/{punchCardId}"] = issued
    # A class is deprecated and gets a limit, and an argument gets a limit.
    line = _body(paths["/customer-offers/manual"]["post"])["properties"]["lines"]["items"]
    line["deprecated"] = True
    line["properties"]["description"]["maxLength"] = 80
    paths["/customer-offers/{offerId}"]["get"]["parameters"][0]["schema"]["maxLength"] = 30
    # Calls go to another server.
    spec["servers"][0]["url"] = "https://api.example.com/v2"
    # A limit is loosened.
    paths["/tickets"]["get"]["parameters"][0]["schema"]["minimum"] = 0
    # A field is deprecated.
    schemas["Ticket"]["properties"]["title"]["deprecated"] = True
    # Methods are deprecated.
    paths["/files/{fileId}/download"]["get"]["deprecated"] = True
    paths["/invoices/{invoiceId}"]["get"]["deprecated"] = True


def _parameter(operation: dict[str, Any], name: str) -> dict[str, Any]:
    by_name: dict[str, dict[str, Any]] = {parameter["name"]: parameter for parameter in operation["parameters"]}
    return by_name[name]


def _body(operation: dict[str, Any]) -> dict[str, Any]:
    (media,) = operation["requestBody"]["content"].values()
    schema: dict[str, Any] = media["schema"]
    return schema
