"""What the portal adds to an object by itself: a table by collection."""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from typing import Any, TypeAlias, TypeVar

from dateutil.relativedelta import relativedelta

from mijnklantportaal._wire.serializing import portal_zone
from mijnklantportaal.sandbox._records import Uploaded
from mijnklantportaal.sandbox._refusals import Refusal, invalid
from mijnklantportaal.sandbox._state import State
from mijnklantportaal.sandbox._values import amount, api_link, local, page_link, total_with_vat

Data: TypeAlias = dict[str, Any]
Given: TypeAlias = Mapping[str, Any]
Files: TypeAlias = Mapping[str, Sequence[Uploaded]]
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
"""What answers call otherwise than requests."""

_MEGABYTE = 1_000_000
_LONGEST_DAYS = {"days": 1, "months": 31, "years": 366}


def with_links(state: State, data: Data) -> None:
    """Point the links of an object to what they are about."""
    for name in data.get("links", ()):
        # `customerId`, and `sharedWithCustomerId`.
        references = [value for key, value in data.items() if key.lower().endswith(f"{name}id")]
        if not references:
            data["links"][name] = page_link(name, data["id"])
        elif references[0] is None:
            data["links"][name] = None
        elif collection := state.document.collection_of(references[0]):
            data["links"][name] = api_link(collection.path, references[0])


def _sum_of_lines(state: State, data: Data, given: Given, files: Files) -> None:
    if "lines" in given:
        data["amount"] = amount(total_with_vat((line["amountExclVat"], line["vatRate"]) for line in given["lines"]))


def _agreement(state: State, data: Data, given: Given, files: Files) -> None:
    documents = files.get("documents", ())
    for name, values in (("signers", given.get("signers", ())), ("documents", documents)):
        if len(values) > 5:
            raise invalid(name, "There must not be more than 5.")
    if sum(len(document.content) for document in documents) > 5 * _MEGABYTE:
        raise invalid("documents", "Together they must not be larger than 5 MB.")
    if documents:
        data["documents"] = [_document(state, document) for document in documents]
    else:
        for described in data["documents"]:
            content = _zeros(described["documentName"], "application/pdf", described["fileSize"])
            state.contents[described["id"]] = content
    signed = f"{data['signerSignature']}{data['createdAt']}"
    data["signerSignatureHash"] = hashlib.sha256(signed.encode()).hexdigest()


def _zeros(name: str, media_type: str, size: int) -> Uploaded:
    """A file that nobody uploaded."""
    if not 0 <= size <= _MEGABYTE * 100:
        raise invalid("size", "A file that is made up has 100 MB at most.")
    return Uploaded(name, media_type, bytes(size))


def _document(state: State, document: Uploaded) -> Data:
    identifier = state.new_id("agd")
    state.contents[identifier] = document
    return {
        "id": identifier,
        "documentName": document.name,
        "fileSize": len(document.content),
        "fileHash": hashlib.sha256(document.content).hexdigest(),
    }


def _appointment(state: State, data: Data, given: Given, files: Files) -> None:
    customer = state.find("customers", data["customerId"])
    attendee = (("attendeeName", "companyName"), ("attendeeEmail", "primaryEmail"))
    for name, own in attendee:
        if customer and not given.get(name):
            data[name] = customer.data[own]


def _customer(state: State, data: Data, given: Given, files: Files) -> None:
    data["countryCode"] = data["countryCode"] or "NL"


def _group(state: State, data: Data, given: Given, files: Files) -> None:
    join(state, data["id"], given.get("customers", ()))


def join(state: State, group: str, customers: Sequence[Any]) -> list[Data]:
    """Put customers into a group; unknown IDs are skipped, as the document says."""
    found = [record.data for identifier in customers if (record := state.find("customers", identifier))]
    for customer in found:
        if group not in customer["customerGroups"]:
            customer["customerGroups"].append(group)
    return found


def _subscription(state: State, data: Data, given: Given, files: Files) -> None:
    options = data["options"]
    if "options" in given:
        return
    options["paymentIntegration"] = "mollie" if options["createPayment"] else None
    for name, needed in (("invoiceDescription", "createInvoice"), ("paymentIntegrationMandateId", "createPayment")):
        if not options[needed]:
            options[name] = None


def _file(state: State, data: Data, given: Given, files: Files) -> None:
    if "id" not in given and data["type"] == "directory":
        data["id"] = state.new_id("fsd")
    elif "type" not in given and data["id"].startswith("fsd_"):
        data["type"] = "directory"
    if data["type"] == "directory":
        return
    name, media_type = data["name"], data["mime"] or "application/octet-stream"
    file = files["file"][-1] if "file" in files else _zeros(name, media_type, data["size"] or 0)
    data.update(name=file.name, size=len(file.content), mime=file.media_type)
    state.contents[data["id"]] = file


def _file_request(state: State, data: Data, given: Given, files: Files) -> None:
    if len(data["requestedFiles"]) > 10:
        raise invalid("requestedFiles", "There must not be more than 10.")


def _file_share(state: State, data: Data, given: Given, files: Files) -> None:
    shared = []
    for index, identifier in enumerate(given.get("content", ())):
        record = state.find("files", identifier)
        if record is None:
            raise invalid(f"content.{index}", "There is no file or directory with this ID.")
        shared.append(record.data)
    for content in shared:
        content["fileShareId"] = data["id"]
    if "content" in given:
        data["sharedContent"] = shared


def _payment_link(state: State, data: Data, given: Given, files: Files) -> None:
    if "checkoutUrl" not in given:
        data["checkoutUrl"] = page_link("payment-link", data["id"])["href"]


def _issued_card(state: State, data: Data, given: Given, files: Files) -> None:
    card = state.find("punch_cards", data["punchCardId"])
    if card is None:
        return
    if "punchesLeft" not in given:
        data["punchesLeft"] = card.data["punches"]
    period = card.data["expiryPeriode"]
    if "expiresAt" not in given and period and card.data["expiryValue"]:
        # At the same hour, summer or winter. Beyond the calendar is never: the card itself was allowed.
        with suppress(Refusal, OverflowError):
            expires = _later(local(data["issuedAt"]).astimezone(portal_zone()), period, card.data["expiryValue"])
            data["expiresAt"] = state.making().moment(expires)


def _webhook(state: State, data: Data, given: Given, files: Files) -> None:
    if "secret" not in given:
        data["secret"] = state.token(20)


COMPLETIONS: dict[str, Callable[[State, Data, Given, Files], None]] = {
    "agreements": _agreement,
    "appointments": _appointment,
    "customer_groups": _group,
    "customer_invoices": _sum_of_lines,
    "customer_offers": _sum_of_lines,
    "customer_subscriptions": _subscription,
    "customers": _customer,
    "file_requests": _file_request,
    "file_shares": _file_share,
    "files": _file,
    "issued_punch_cards": _issued_card,
    "payment_links": _payment_link,
    "webhooks": _webhook,
}
"""What is added when an object comes about, from what was given. It may be refused here."""


def _settled_offer(data: Data, now: datetime) -> None:
    if data["acceptedAt"] is None:
        data.update(acceptedViaIp=None, acceptedViaUserAgent=None, acceptanceSignature=None)


def _settled_package(data: Data, now: datetime) -> None:
    _term(data)


def _term(data: Data) -> tuple[int, str]:
    """How long a term is: a number, and `days`, `months` or `years`."""
    found = re.fullmatch(r"([1-9][0-9]?) (day|month|year)s?", data["interval"])
    if found is None:
        raise invalid("interval", "This must be an interval such as 1 month.")
    return int(found[1]), f"{found[2]}s"


def _settled_subscription(data: Data, now: datetime) -> None:
    starts = date.fromisoformat(data["startsAt"])
    count, unit = _term(data)
    # As many terms as have certainly passed, and then one after another: months differ in length.
    terms = max(1, (now.date() - starts).days // (count * _LONGEST_DAYS[unit]))
    while (renews := _later(starts, unit, count * terms)) <= now.date():
        terms += 1
    data["renewsAt"] = renews.isoformat()
    if data["terminatedAt"] is not None:
        data["status"] = "terminated"
    # Nobody knows when one ends by itself, but it may be made so.
    elif data["status"] != "ended":
        data["status"] = "planned" if starts > now.date() else "in_progress"


def _later(start: DateT, unit: str, count: int) -> DateT:
    try:
        return start + relativedelta(
            days=count if unit == "days" else 0,
            months=count if unit == "months" else 0,
            years=count if unit == "years" else 0,
        )
    except ValueError:
        # Calendars end with the year 9999, and begin with 1.
        raise Refusal(422, "A date is too far away.") from None


def _settled_payment_link(data: Data, now: datetime) -> None:
    if data["status"] == "open" and data["expiresAt"] is not None and local(data["expiresAt"]) < now:
        data["status"] = "expired"
    if data["status"] != "open":
        data["checkoutUrl"] = None


def _settled_punch_card(data: Data, now: datetime) -> None:
    if not data["forSale"]:
        data.update(price=None, vatRate=None)
    for name in ("price", "vatRate"):
        if data["forSale"] and data[name] is None:
            raise invalid(name, "This field is required when forSale is true.")


def _settled_issued_card(data: Data, now: datetime) -> None:
    if data["punchesLeft"] <= 0:
        data["status"] = "fully_used"
    elif data["expiresAt"] is not None and local(data["expiresAt"]) < now:
        data["status"] = "expired"


SETTLEMENTS: dict[str, Callable[[Data, datetime], None]] = {
    "customer_offers": _settled_offer,
    "customer_subscription_packages": _settled_package,
    "customer_subscriptions": _settled_subscription,
    "issued_punch_cards": _settled_issued_card,
    "payment_links": _settled_payment_link,
    "punch_cards": _settled_punch_card,
}
"""What follows from an object's own properties and from the time: kept true after each change, and as time passes."""
