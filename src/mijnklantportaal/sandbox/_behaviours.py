"""What operations do: most by their kind, as the document shows it, and a few by a table."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from attrs import field, frozen

from mijnklantportaal.sandbox._bodies import Body
from mijnklantportaal.sandbox._completions import (
    COMPLETIONS,
    RENAMED,
    SETTLEMENTS,
    Data,
    Files,
    Given,
    join,
    with_links,
)
from mijnklantportaal.sandbox._document import API, Collection, Operation
from mijnklantportaal.sandbox._records import Record
from mijnklantportaal.sandbox._refusals import Refusal, invalid
from mijnklantportaal.sandbox._state import SignUp, State
from mijnklantportaal.sandbox._values import local, names

_TIME_TO_SIGN_UP = timedelta(days=1)
_TIME_TO_ATTACH = timedelta(minutes=5)
"""The document: a file can be attached to a message within 5 minutes."""


@frozen
class Call:
    """A call that is allowed and valid.

    Args:
        state: The portal.
        operation: What is called.
        ids: The parameters of the path.
        records: The objects that they are the IDs of.
        query: The parameters of the query.
        page: Number of the page that is asked for.
        body: What was sent.
    """

    state: State
    operation: Operation
    ids: Mapping[str, str]
    records: Mapping[str, Record]
    query: Mapping[str, Any]
    page: int
    body: Body = field(repr=False)

    @property
    def collection(self) -> Collection:
        """What the operation works on."""
        assert self.operation.collection is not None
        return self.operation.collection

    @property
    def record(self) -> Record:
        """The object that the path names last."""
        return list(self.records.values())[-1]


def create(
    state: State, collection: Collection, given: Given, files: Files, asked: frozenset[str], parent: str | None = None
) -> Record:
    """A new object of a collection.

    Args:
        state: The portal, which keeps it.
        collection: What it is one of.
        given: What was given, by the names of answers.
        files: The files that were given, by the name of their field.
        asked: What could have been given.
        parent: ID of the object that it belongs to.

    Raises:
        Refusal: 422, there can be no such object.
    """
    data = state.making(asked).made(collection.schema, given)
    if collection.name in COMPLETIONS:
        COMPLETIONS[collection.name](state, data, given, files)
    with_links(state, data)
    settle(state, collection, data)
    return state.records.add(collection, Record(data, parent))


def settle(state: State, collection: Collection, data: Data) -> None:
    """Make an object true again, after a change or as time has passed."""
    if collection.name in SETTLEMENTS:
        SETTLEMENTS[collection.name](data, state.clock.now)


def _given(collection: Collection, values: Mapping[str, Any]) -> dict[str, Any]:
    """What was sent, by the names that answers have for it."""
    known = collection.schema["properties"]
    return {name if name in known else RENAMED.get(name, name): value for name, value in values.items()}


def _create(call: Call) -> Any:
    collection, operation = call.collection, call.operation
    given = _given(collection, {name: value for name, value in call.body.fields.items() if name not in call.body.files})
    parent = None
    for name in operation.owners:
        parent = call.ids[name]
        # A card that is issued holds the ID of the card that it is one of.
        given[name] = call.ids[name]
    asked = names(call.state.document, call.body.schema or {})
    return create(call.state, collection, given, call.body.files, asked, parent).data


def _add_file(call: Call) -> Any:
    given = {"type": "file"} if call.body.files else {"type": "directory", **call.body.fields}
    return create(call.state, call.collection, given, call.body.files, frozenset()).data


def _list(call: Call) -> Any:
    parent = call.record.id if call.records else None
    found = list(call.state.records.of(call.collection, parent))
    size = call.state.page_size
    first = (call.page - 1) * size
    shown = [record.data for record in found[::-1][first : first + size]]
    for data in shown:
        settle(call.state, call.collection, data)
    path = API + call.operation.path.format(**call.ids)
    return {
        "current_page": call.page,
        "data": shown,
        "first_page_url": f"{path}?page=1",
        "from": first + 1 if shown else None,
        "next_page_url": f"{path}?page={call.page + 1}" if found[first + size :] else None,
        "path": path,
        "per_page": size,
        "prev_page_url": f"{path}?page={call.page - 1}" if call.page > 1 else None,
        "to": first + len(shown) if shown else None,
    }


def _get(call: Call) -> Any:
    settle(call.state, call.collection, call.record.data)
    return call.record.data


def _change(call: Call) -> Any:
    given = _given(call.collection, call.body.fields)
    changed = call.state.making().changed(call.collection.schema, call.record.data, given)
    settle(call.state, call.collection, changed)
    call.record.data.update(changed)
    return call.record.data


def _schedule(call: Call) -> Any:
    for name in ("attendeeName", "attendeeEmail"):
        if "customerId" not in call.body.fields and not call.body.fields.get(name):
            raise invalid(name, "This field is required without customerId.")
    return _create(call)


def _list_appointments(call: Call) -> Any:
    now = call.state.clock.now
    start = local(call.query["start_at"]) if "start_at" in call.query else now
    days = call.query.get("days", 7)
    if not 0 <= days <= 3660:
        raise invalid("days", "This must be from 0 to 3660.")
    end = start + timedelta(days=days)
    found = [record.data for record in call.state.records.of(call.collection)]
    return {"data": [data for data in found if start <= local(data["startsAt"]) < end]}


def _cancel_appointment(call: Call) -> Any:
    if call.record.data["status"] == "canceled":
        raise Refusal(409, "The appointment is canceled already.")
    call.record.data["status"] = "canceled"
    return call.record.data


def _close_payment_link(call: Call) -> Any:
    data = _get(call)
    if data["status"] == "closed":
        raise Refusal(422, "The payment link is closed already.")
    data.update(status="closed", checkoutUrl=None)
    return data


def _add_customers(call: Call) -> Any:
    return {"data": join(call.state, call.record.id, call.body.fields["customers"])}


def subscribe(state: State, package: Mapping[str, Any], given: Mapping[str, Any]) -> Record:
    """A new subscription to a package.

    Args:
        state: The portal.
        package: What is subscribed to.
        given: What the subscription has of its own, by the names of answers.
    """
    taken = {name: package[name] for name in ("interval", "amount", "vatRate")}
    text = {"invoiceDescription": given.get("invoiceDescription") or package["name"]}
    pays = {"createPayment": "paymentIntegrationMandateId" in given}
    whole = {"description": package["name"], **taken, **given, **text, **pays}
    return create(state, state.collection("customer_subscriptions"), whole, {}, frozenset())


def _sign_up(call: Call) -> Any:
    given = _given(call.state.collection("customer_subscriptions"), call.body.fields)
    return subscribe(call.state, call.record.data, given).data


def _sign_up_non_customer(call: Call) -> Any:
    customer = _given(call.state.collection("customers"), call.body.fields)
    until = call.state.clock.after(_TIME_TO_SIGN_UP)
    identifier = str(UUID(int=call.state.chance.getrandbits(128), version=4))
    call.state.sign_ups[identifier] = SignUp(dict(call.record.data), customer, until)
    return {"id": identifier, "paymentLink": f"/sign-up/{identifier}", "expiresAt": call.state.making().moment(until)}


def _stamp(call: Call) -> Any:
    data = _get(call)
    stamps = call.body.fields.get("stamps", 1)
    if data["status"] == "expired":
        raise Refusal(422, "The card has expired.")
    if not 1 <= stamps <= data["punchesLeft"]:
        raise invalid("stamps", f"This must be from 1 to {data['punchesLeft']}, as many as are left.")
    data["punchesLeft"] -= stamps
    return _get(call)


def _add_message(call: Call) -> Any:
    ticket = call.record.data
    if ticket["source"] == "chat":
        raise Refusal(422, "A live chat can't be replied to.")
    items = call.collection.schema["properties"]["messages"]["items"]
    given = {"message": call.body.fields["message"], "postedBy": "Sandbox"}
    ticket["messages"].append(call.state.making().made(items, given))
    ticket["status"] = "open"
    return ticket


def _close_ticket(call: Call) -> Any:
    call.record.data["status"] = "closed"
    return call.record.data


def _attach(call: Call) -> Any:
    ticket = call.record.data
    message = next((found for found in ticket["messages"] if found["id"] == call.ids["messageId"]), None)
    if message is None:
        raise Refusal(404, "The ticket has no message with this ID.")
    if ticket["source"] == "chat":
        raise Refusal(422, "Nothing can be attached to a live chat.")
    if call.state.clock.now - local(message["postedAt"]) > _TIME_TO_ATTACH:
        raise Refusal(422, "Files can be attached within 5 minutes after the message was posted.")
    for file in call.body.files["attachment"]:
        identifier = call.state.new_id("tma")
        call.state.contents[identifier] = file
        message["attachments"].append(
            {"id": identifier, "name": file.name, "size": len(file.content), "mime": file.media_type}
        )
    return ticket


def _download_document(call: Call) -> Any:
    if call.ids["documentId"] not in {document["id"] for document in call.record.data["documents"]}:
        raise Refusal(404, "The agreement has no document with this ID.")
    return _download(call, call.ids["documentId"])


def _download_file(call: Call) -> Any:
    if call.record.id not in call.state.contents:
        raise Refusal(404, "There is nothing to download of a directory.")
    return _download(call, call.record.id)


def _download(call: Call, identifier: str) -> Any:
    link, until = call.state.link(identifier)
    return {"link": link, "expiresAt": call.state.making().moment(until)}


_KINDS: dict[str, Callable[[Call], Any]] = {"list": _list, "create": _create, "get": _get, "change": _change}

_OPERATIONS: dict[str, Callable[[Call], Any]] = {
    "add-customer-group-customers": _add_customers,
    "add-ticket-message": _add_message,
    "cancel-appointment": _cancel_appointment,
    "close-payment-link": _close_payment_link,
    "close-ticket": _close_ticket,
    "download-agreement-document": _download_document,
    "download-file": _download_file,
    "list-appointments": _list_appointments,
    "post-files": _add_file,
    "schedule-appointment": _schedule,
    "sign-up-customer-subscription-package": _sign_up,
    "sign-up-customer-subscription-package-non-customer": _sign_up_non_customer,
    "stamp-punch-card": _stamp,
    "upload-ticket-attachment": _attach,
}


def behaviour(operation: Operation) -> Callable[[Call], Any] | None:
    """What the operation does: gives the object of its answer, in full; `None` when nobody knows."""
    return _OPERATIONS.get(operation.id) or _KINDS.get(operation.kind or "")
