"""Properties that the portal sets itself, by collection."""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from typing import Any, TypeAlias, TypeVar

from attrs import evolve
from dateutil.relativedelta import relativedelta

from mijnklantportaal._wire.serializing import portal_zone
from mijnklantportaal.sandbox._errors import PortalError, field_error
from mijnklantportaal.sandbox._records import UploadedFile
from mijnklantportaal.sandbox._state import State
from mijnklantportaal.sandbox._values import (
    api_link,
    format_amount,
    format_datetime,
    page_link,
    parse_datetime,
    total_with_vat,
)

Data: TypeAlias = dict[str, Any]
Given: TypeAlias = Mapping[str, Any]
Files: TypeAlias = Mapping[str, Sequence[UploadedFile]]
DateT = TypeVar("DateT", bound=date)

RENAMED = {
    "startDate": "startsAt",
    "expirePeriod": "expiryPeriode",
    "signerSignatureData": "signerSignature",
    "invoiceText": "invoiceDescription",
    "mandateId": "paymentIntegrationMandateId",
    "email": "primaryEmail",
    "customerId": "sharedWithCustomerId",
}
"""Properties of requests with another name in responses."""

_MEGABYTE = 1_000_000
_LONGEST_TERM_IN_DAYS = {"days": 1, "months": 31, "years": 366}


def set_links(state: State, data: Data) -> None:
    """Set the links of an object to the objects and pages that they refer to."""
    for name in data.get("links", ()):
        # Properties such as `customerId` and `sharedWithCustomerId`.
        references = [value for key, value in data.items() if key.lower().endswith(f"{name}id")]
        if not references:
            data["links"][name] = page_link(name, data["id"])
        elif references[0] is None:
            data["links"][name] = None
        elif collection := state.spec.collection_of_id(references[0]):
            data["links"][name] = api_link(collection.path, references[0])


def _create_with_lines(state: State, data: Data, given: Given, files: Files) -> None:
    if "lines" in given:
        total = total_with_vat((line["amountExclVat"], line["vatRate"]) for line in given["lines"])
        data["amount"] = format_amount(total)


def _create_agreement(state: State, data: Data, given: Given, files: Files) -> None:
    documents = files.get("documents", ())
    for name, values in (("signers", given.get("signers", ())), ("documents", documents)):
        if len(values) > 5:
            raise field_error(name, "There must not be more than 5.")
    if sum(len(document.content) for document in documents) > 5 * _MEGABYTE:
        raise field_error("documents", "Together they must not be larger than 5 MB.")
    if documents:
        data["documents"] = [_create_document(state, document) for document in documents]
    else:
        for document in data["documents"]:
            content = _zeros(document["documentName"], "application/pdf", document["fileSize"])
            state.contents[document["id"]] = content
    signed = f"{data['signerSignature']}{data['createdAt']}"
    data["signerSignatureHash"] = hashlib.sha256(signed.encode()).hexdigest()


def _zeros(name: str, media_type: str, size: int) -> UploadedFile:
    """Return the content of a file that a factory adds."""
    if not 0 <= size <= _MEGABYTE * 100:
        raise field_error("size", "This must be from 0 to 100 MB for a file without content.")
    return UploadedFile(name, media_type, bytes(size))


def _create_document(state: State, document: UploadedFile) -> Data:
    identifier = state.new_id("agd")
    state.contents[identifier] = document
    return {
        "id": identifier,
        "documentName": document.name,
        "fileSize": len(document.content),
        "fileHash": document.digest,
    }


def _create_appointment(state: State, data: Data, given: Given, files: Files) -> None:
    customer = state.find("customers", data["customerId"])
    for name, customer_property in (("attendeeName", "companyName"), ("attendeeEmail", "primaryEmail")):
        if customer and not given.get(name):
            data[name] = customer.data[customer_property]


def _create_customer(state: State, data: Data, given: Given, files: Files) -> None:
    data["countryCode"] = data["countryCode"] or "NL"


def _create_group(state: State, data: Data, given: Given, files: Files) -> None:
    add_to_group(state, data["id"], given.get("customers", ()))


def add_to_group(state: State, group: str, customers: Sequence[Any]) -> list[Data]:
    """Add customers to a group, and return them. Unknown IDs are skipped, as the spec says."""
    members = [record.data for identifier in customers if (record := state.find("customers", identifier))]
    for customer in members:
        if group not in customer["customerGroups"]:
            customer["customerGroups"].append(group)
    return members


def _create_subscription(state: State, data: Data, given: Given, files: Files) -> None:
    options = data["options"]
    if "options" in given:
        return
    options["paymentIntegration"] = "mollie" if options["createPayment"] else None
    for name, needed in (("invoiceDescription", "createInvoice"), ("paymentIntegrationMandateId", "createPayment")):
        if not options[needed]:
            options[name] = None


def _create_file(state: State, data: Data, given: Given, files: Files) -> None:
    if "id" not in given and data["type"] == "directory":
        data["id"] = state.new_id("fsd")
    elif "type" not in given and data["id"].startswith("fsd_"):
        data["type"] = "directory"
    if data["type"] == "directory":
        return
    name, media_type = data["name"], data["mime"] or "application/octet-stream"
    if "file" in files:
        file = files["file"][-1]
        # A factory passes the content only.
        file = evolve(file, name=file.name or name, media_type=file.media_type or media_type)
    else:
        file = _zeros(name, media_type, data["size"] or 0)
    data.update(name=file.name, size=len(file.content), mime=file.media_type)
    state.contents[data["id"]] = file


def _create_file_request(state: State, data: Data, given: Given, files: Files) -> None:
    if len(data["requestedFiles"]) > 10:
        raise field_error("requestedFiles", "There must not be more than 10.")


def _create_file_share(state: State, data: Data, given: Given, files: Files) -> None:
    shared = []
    for index, identifier in enumerate(given.get("content", ())):
        record = state.find("files", identifier)
        if record is None:
            raise field_error(f"content.{index}", "There is no file or directory with this ID.")
        shared.append(record.data)
    for content in shared:
        content["fileShareId"] = data["id"]
    if "content" in given:
        data["sharedContent"] = shared


def _create_payment_link(state: State, data: Data, given: Given, files: Files) -> None:
    if "checkoutUrl" not in given:
        data["checkoutUrl"] = page_link("payment-link", data["id"])["href"]


def _create_issued_card(state: State, data: Data, given: Given, files: Files) -> None:
    card = state.find("punch_cards", data["punchCardId"])
    if card is None:
        return
    if "punchesLeft" not in given:
        data["punchesLeft"] = card.data["punches"]
    period = card.data["expiryPeriode"]
    if "expiresAt" not in given and period and card.data["expiryValue"]:
        # In local time, so that the hour stays the same across daylight saving time. The punch card may have any
        # period, so a date beyond the calendar means that the issued card does not expire.
        with suppress(PortalError, OverflowError):
            issued_at = parse_datetime(data["issuedAt"]).astimezone(portal_zone())
            data["expiresAt"] = format_datetime(_add_period(issued_at, period, card.data["expiryValue"]))


def _create_webhook(state: State, data: Data, given: Given, files: Files) -> None:
    if "secret" not in given:
        data["secret"] = state.new_token(20)


ON_CREATE: dict[str, Callable[[State, Data, Given, Files], None]] = {
    "agreements": _create_agreement,
    "appointments": _create_appointment,
    "customer_groups": _create_group,
    "customer_invoices": _create_with_lines,
    "customer_offers": _create_with_lines,
    "customer_subscriptions": _create_subscription,
    "customers": _create_customer,
    "file_requests": _create_file_request,
    "file_shares": _create_file_share,
    "files": _create_file,
    "issued_punch_cards": _create_issued_card,
    "payment_links": _create_payment_link,
    "webhooks": _create_webhook,
}
"""Functions that complete a new object from the given properties, or reject it with a PortalError."""


def _refresh_offer(data: Data, now: datetime) -> None:
    if data["acceptedAt"] is None:
        data.update(acceptedViaIp=None, acceptedViaUserAgent=None, acceptanceSignature=None)


def _refresh_package(data: Data, now: datetime) -> None:
    _parse_interval(data)


def _parse_interval(data: Data) -> tuple[int, str]:
    """Return the length of a term: a number, and `days`, `months` or `years`."""
    match = re.fullmatch(r"([1-9][0-9]?) (day|month|year)s?", data["interval"])
    if match is None:
        raise field_error("interval", "This must be an interval such as 1 month.")
    return int(match[1]), f"{match[2]}s"


def _refresh_subscription(data: Data, now: datetime) -> None:
    starts = date.fromisoformat(data["startsAt"])
    count, unit = _parse_interval(data)
    # Months differ in length, so start with the number of terms that have certainly passed, and count from there.
    terms = max(1, (now.date() - starts).days // (count * _LONGEST_TERM_IN_DAYS[unit]))
    while (renews := _add_period(starts, unit, count * terms)) <= now.date():
        terms += 1
    data["renewsAt"] = renews.isoformat()
    if data["terminatedAt"] is not None:
        data["status"] = "terminated"
    # The spec does not state when a subscription ends by itself, but a factory can add an ended subscription.
    elif data["status"] != "ended":
        data["status"] = "planned" if starts > now.date() else "in_progress"


def _add_period(start: DateT, unit: str, count: int) -> DateT:
    try:
        return start + relativedelta(
            days=count if unit == "days" else 0,
            months=count if unit == "months" else 0,
            years=count if unit == "years" else 0,
        )
    except ValueError:
        # Python's calendar has the years 1 to 9999.
        raise PortalError(422, "A date is too far away.") from None


def _refresh_payment_link(data: Data, now: datetime) -> None:
    if data["status"] == "open" and data["expiresAt"] is not None and parse_datetime(data["expiresAt"]) < now:
        data["status"] = "expired"
    if data["status"] != "open":
        data["checkoutUrl"] = None


def _refresh_punch_card(data: Data, now: datetime) -> None:
    if not data["forSale"]:
        data.update(price=None, vatRate=None)
    for name in ("price", "vatRate"):
        if data["forSale"] and data[name] is None:
            raise field_error(name, "This field is required when forSale is true.")


def _refresh_issued_card(data: Data, now: datetime) -> None:
    if data["punchesLeft"] <= 0:
        data["status"] = "fully_used"
    elif data["expiresAt"] is not None and parse_datetime(data["expiresAt"]) < now:
        data["status"] = "expired"


ON_REFRESH: dict[str, Callable[[Data, datetime], None]] = {
    "customer_offers": _refresh_offer,
    "customer_subscription_packages": _refresh_package,
    "customer_subscriptions": _refresh_subscription,
    "issued_punch_cards": _refresh_issued_card,
    "payment_links": _refresh_payment_link,
    "punch_cards": _refresh_punch_card,
}
"""Functions that update properties that depend on others or on the time, after each change and before each read."""
