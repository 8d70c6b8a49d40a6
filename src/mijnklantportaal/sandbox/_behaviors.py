"""The behavior of operations: generic by their kind, or special for the operations in a table."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from attrs import field, frozen

from mijnklantportaal.sandbox._bodies import Body
from mijnklantportaal.sandbox._changes import change, create, read, refresh
from mijnklantportaal.sandbox._derived_fields import RENAMED, add_to_group
from mijnklantportaal.sandbox._errors import PortalError, field_error
from mijnklantportaal.sandbox._records import Record
from mijnklantportaal.sandbox._spec import API, Collection, Operation
from mijnklantportaal.sandbox._state import SignUp, State
from mijnklantportaal.sandbox._values import format_datetime, parse_datetime, property_names

_SIGN_UP_LIFETIME = timedelta(days=1)
_TIME_TO_ATTACH = timedelta(minutes=5)
"""From the spec: a file can be attached to a message within 5 minutes."""


@frozen
class ValidCall:
    """A call that passed authorization and validation.

    Args:
        state: The state of the portal.
        operation: The operation that is called.
        ids: The path parameters.
        records: The objects that the path parameters identify.
        query: The query parameters.
        page: The requested page number.
        body: The request body.
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
        assert self.operation.collection is not None
        return self.operation.collection

    @property
    def record(self) -> Record:
        """The object that the last path parameter identifies."""
        return list(self.records.values())[-1]


def _response_names(collection: Collection, values: Mapping[str, Any]) -> dict[str, Any]:
    """Rename properties of a request to their names in responses."""
    properties = collection.schema["properties"]
    return {name if name in properties else RENAMED.get(name, name): value for name, value in values.items()}


def _create(call: ValidCall) -> Any:
    collection, operation = call.collection, call.operation
    fields = {name: value for name, value in call.body.fields.items() if name not in call.body.files}
    given = _response_names(collection, fields)
    parent = None
    for name in operation.owners:
        parent = call.ids[name]
        # An issued card contains the ID of its punch card.
        given[name] = call.ids[name]
    request_fields = property_names(call.state.spec, call.body.schema or {})
    return create(call.state, collection, given, call.body.files, request_fields, parent).data


def _add_file(call: ValidCall) -> Any:
    given = {"type": "file"} if call.body.files else {"type": "directory", **call.body.fields}
    return create(call.state, call.collection, given, call.body.files, frozenset()).data


def _list(call: ValidCall) -> Any:
    parent = call.record.id if call.records else None
    records = list(call.state.records.all(call.collection, parent))
    size = call.state.page_size
    start = (call.page - 1) * size
    # The newest objects come first.
    page = [read(call.state, call.collection, record) for record in records[::-1][start : start + size]]
    path = API + call.operation.path.format(**call.ids)
    return {
        "current_page": call.page,
        "data": page,
        "first_page_url": f"{path}?page=1",
        "from": start + 1 if page else None,
        "next_page_url": f"{path}?page={call.page + 1}" if records[start + size :] else None,
        "path": path,
        "per_page": size,
        "prev_page_url": f"{path}?page={call.page - 1}" if call.page > 1 else None,
        "to": start + len(page) if page else None,
    }


def _get(call: ValidCall) -> Any:
    return read(call.state, call.collection, call.record)


def _update(call: ValidCall) -> Any:
    given = _response_names(call.collection, call.body.fields)
    updated = call.state.builder().update(call.collection.schema, call.record.data, given)
    refresh(call.state, call.collection, updated)
    return change(call.state, call.collection, call.record, updated)


def _schedule(call: ValidCall) -> Any:
    for name in ("attendeeName", "attendeeEmail"):
        if "customerId" not in call.body.fields and not call.body.fields.get(name):
            raise field_error(name, "This field is required without customerId.")
    return _create(call)


def _list_appointments(call: ValidCall) -> Any:
    now = call.state.clock.now
    start = parse_datetime(call.query["start_at"]) if "start_at" in call.query else now
    days = call.query.get("days", 7)
    if not 0 <= days <= 3660:
        raise field_error("days", "This must be from 0 to 3660.")
    end = start + timedelta(days=days)
    appointments = [record.data for record in call.state.records.all(call.collection)]
    return {"data": [data for data in appointments if start <= parse_datetime(data["startsAt"]) < end]}


def _cancel_appointment(call: ValidCall) -> Any:
    if call.record.data["status"] == "canceled":
        raise PortalError(409, "The appointment is already canceled.")
    return change(call.state, call.collection, call.record, {"status": "canceled"})


def _close_payment_link(call: ValidCall) -> Any:
    data = _get(call)
    if data["status"] == "closed":
        raise PortalError(422, "The payment link is already closed.")
    data.update(status="closed", checkoutUrl=None)
    return data


def _add_customers(call: ValidCall) -> Any:
    return {"data": add_to_group(call.state, call.record.id, call.body.fields["customers"])}


def subscribe(state: State, package: Mapping[str, Any], given: Mapping[str, Any]) -> Record:
    """Create a subscription to a package.

    Args:
        state: The state of the portal.
        package: The package.
        given: The properties of the subscription that do not come from the package, by their names in responses.
    """
    from_package = {name: package[name] for name in ("interval", "amount", "vatRate")}
    invoice_text = {"invoiceDescription": given.get("invoiceDescription") or package["name"]}
    payment = {"createPayment": "paymentIntegrationMandateId" in given}
    properties = {"description": package["name"], **from_package, **given, **invoice_text, **payment}
    return create(state, state.collection("customer_subscriptions"), properties, {}, frozenset())


def _sign_up(call: ValidCall) -> Any:
    given = _response_names(call.state.collection("customer_subscriptions"), call.body.fields)
    return subscribe(call.state, call.record.data, given).data


def _sign_up_non_customer(call: ValidCall) -> Any:
    customer = _response_names(call.state.collection("customers"), call.body.fields)
    expires_at = call.state.clock.after(_SIGN_UP_LIFETIME)
    identifier = str(UUID(int=call.state.rng.getrandbits(128), version=4))
    call.state.sign_ups[identifier] = SignUp(dict(call.record.data), customer, expires_at)
    return {"id": identifier, "paymentLink": f"/sign-up/{identifier}", "expiresAt": format_datetime(expires_at)}


def _stamp(call: ValidCall) -> Any:
    data = _get(call)
    stamps = call.body.fields.get("stamps", 1)
    if data["status"] == "expired":
        raise PortalError(422, "The card has expired.")
    if not 1 <= stamps <= data["punchesLeft"]:
        raise field_error("stamps", f"This must be from 1 to {data['punchesLeft']}, as many as are left.")
    data["punchesLeft"] -= stamps
    return _get(call)


def _add_message(call: ValidCall) -> Any:
    ticket = call.record.data
    if ticket["source"] == "chat":
        raise PortalError(422, "A live chat cannot be replied to.")
    message_schema = call.collection.schema["properties"]["messages"]["items"]
    given = {"message": call.body.fields["message"], "postedBy": "Sandbox"}
    message = call.state.builder().build(message_schema, given)
    changed = {"messages": [*ticket["messages"], message], "status": "open"}
    return change(call.state, call.collection, call.record, changed)


def _close_ticket(call: ValidCall) -> Any:
    call.record.data["status"] = "closed"
    return call.record.data


def _attach(call: ValidCall) -> Any:
    ticket = call.record.data
    message = next((message for message in ticket["messages"] if message["id"] == call.ids["messageId"]), None)
    if message is None:
        raise PortalError(404, "The ticket has no message with this ID.")
    if ticket["source"] == "chat":
        raise PortalError(422, "A live chat cannot have attachments.")
    if call.state.clock.now - parse_datetime(message["postedAt"]) > _TIME_TO_ATTACH:
        raise PortalError(422, "Files can be attached within 5 minutes after the message was posted.")
    for file in call.body.files["attachment"]:
        identifier = call.state.new_id("tma")
        call.state.contents[identifier] = file
        message["attachments"].append(
            {"id": identifier, "name": file.name, "size": len(file.content), "mime": file.media_type}
        )
    return ticket


def _download_document(call: ValidCall) -> Any:
    if call.ids["documentId"] not in {document["id"] for document in call.record.data["documents"]}:
        raise PortalError(404, "The agreement has no document with this ID.")
    return _download(call, call.ids["documentId"])


def _download_file(call: ValidCall) -> Any:
    if call.record.id not in call.state.contents:
        raise PortalError(404, "A directory cannot be downloaded.")
    return _download(call, call.record.id)


def _download(call: ValidCall, identifier: str) -> Any:
    link, expires_at = call.state.create_download(identifier)
    return {"link": link, "expiresAt": format_datetime(expires_at)}


_KINDS: dict[str, Callable[[ValidCall], Any]] = {"list": _list, "create": _create, "get": _get, "update": _update}

_OPERATIONS: dict[str, Callable[[ValidCall], Any]] = {
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


def behavior_of(operation: Operation) -> Callable[[ValidCall], Any] | None:
    """Return the function that performs the operation and returns the complete object, or `None` if there is none."""
    return _OPERATIONS.get(operation.id) or _KINDS.get(operation.kind or "")
