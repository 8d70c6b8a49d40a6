"""The webhook calls of the sandbox, for its users."""

import json
from collections.abc import Iterator, Mapping, Sequence
from math import inf
from typing import overload

from attrs import evolve

from mijnklantportaal.sandbox._delivery_queue import ChangeOfCall
from mijnklantportaal.sandbox._events import event_types, has_webhook, report
from mijnklantportaal.sandbox._state import State
from mijnklantportaal.sandbox._webhook_calls import Delivery
from mijnklantportaal.sandbox._webhook_transport import WebhookClient
from mijnklantportaal.types import JSON


class Deliveries(Sequence[Delivery]):
    """The webhook calls that the sandbox has made, the oldest first, and faults for the next calls.

    For each event, the sandbox calls the webhooks that are registered for its type, one after another, with the
    webhook's secret in the header `X-Webhook-Signature` (guide, webhooks). Events are: an object is created, by a call
    or a factory; an offer is accepted or rejected; an invoice or a payment link is paid; an appointment is canceled; a
    ticket is replied to; a subscription is updated; and a payment link has expired, which the sandbox notices when the
    link is read. `send` calls the webhooks for other types, such as `customer-deleted`.

    The guide documents neither the method nor the body of these calls, nor whether a failed call is repeated. The
    sandbox sends one POST with a JSON object: `note`, which states that the body is invented; `type`; `createdAt`; and
    `data`, the object as the API returns it.

    Reading the deliveries waits until all calls that are due have been made, at most about 20 seconds. A test whose
    receiver runs in the event loop of the test must read it in a thread, since waiting blocks that loop: `await
    asyncio.to_thread(list, sandbox.deliveries)`.

    A copy of the sandbox has the deliveries so far, the client and the faults. Calls that are due stay with the
    original.

    The methods that add a fault take `times`, the number of calls that it applies to, and raise a ValueError for an
    invalid argument. The first fault that was added applies to the next call.
    """

    def __init__(self, state: State) -> None:
        self._state = state

    @property
    def client(self) -> WebhookClient | None:
        """The `httpx.Client` that sends the calls of later events, to any URL.

        With the `TestClient(app)` of FastAPI, or `httpx.Client(transport=httpx.WSGITransport(app=app))` for a Flask or
        Django application, no server is needed. The sandbox does not close the client. With `None`, the default, the
        sandbox only calls URLs of this machine, without a proxy, and each call may take 10 seconds. In both cases, it
        does not follow redirects.

        Raises:
            TypeError: It is set to a value of another type.
        """
        return self._state.deliveries.client

    @client.setter
    def client(self, client: WebhookClient | None) -> None:
        # Recognized by its methods, since the TestClient of Starlette can be a client of httpx2.
        if client is not None and (not hasattr(client, "stream") or hasattr(client, "aclose")):
            raise TypeError(
                "client must be an httpx.Client, such as TestClient(app) or "
                f"httpx.Client(transport=httpx.WSGITransport(app=app)), or None, not {type(client).__name__}"
            )
        self._state.deliveries.client = client

    def send(self, type_: str, data: Mapping[str, JSON]) -> None:
        """Call the webhooks that are registered for a type, as for an event.

        Args:
            type_: The type of the event.
            data: The value of `data` in the body.

        Raises:
            TypeError: `data` is not a mapping of JSON values.
            ValueError: The spec has no such type, or no webhook is registered for it.
        """
        state = self._state
        if type_ not in event_types(state):
            raise ValueError(f"type_ must be one of {', '.join(event_types(state))}, not {type_!r}")
        with state.lock:
            if not has_webhook(state, type_):
                raise ValueError(
                    f"no webhook is registered for {type_}: add one with sandbox.webhooks.add(type_={type_!r}, url=...)"
                )
            report(state, type_, _json_object(data))

    def clear(self) -> None:
        """Remove the deliveries so far, after waiting for the calls that are due. Faults stay.

        Raises:
            TimeoutError: Calls are still due after about 20 seconds.
        """
        self._state.deliveries.clear()

    def duplicate(self, *, times: int = 1) -> None:
        """Make the call twice."""
        self._add(lambda call: [call, call], times)

    def drop(self, *, times: int = 1) -> None:
        """Do not make the call."""
        self._add(lambda call: [evolve(call, is_dropped=True)], times)

    def delay(self, seconds: float, *, times: int = 1) -> None:
        """Wait in real time before the call. Later calls wait too, since they keep their order.

        Raises:
            ValueError: `seconds` is negative or not finite.
        """
        if not 0 <= seconds < inf:
            raise ValueError(f"seconds must be 0 or more, not {seconds}")
        self._add(lambda call: [evolve(call, delay=seconds)], times)

    def reorder(self, *, times: int = 1) -> None:
        """Make the call after the next one. If none follows, it is made when the deliveries are read."""
        self._add(lambda call: [evolve(call, is_late=True)], times)

    def wrong_signature(self, *, times: int = 1) -> None:
        """Send a signature that differs from the secret in its last character."""

        def change(secret: str) -> str:
            return secret[:-1] + ("b" if secret.endswith("a") else "a")

        self._add(lambda call: [evolve(call, signatures=(change(call.secret),))], times)

    def missing_signature(self, *, times: int = 1) -> None:
        """Leave out the header `X-Webhook-Signature`."""
        self._add(lambda call: [evolve(call, signatures=())], times)

    def doubled_signature(self, *, times: int = 1) -> None:
        """Send the header `X-Webhook-Signature` twice, with the secret in both."""
        self._add(lambda call: [evolve(call, signatures=(call.secret, call.secret))], times)

    def _add(self, fault: ChangeOfCall, times: int) -> None:
        if times < 1:
            raise ValueError(f"times must be at least 1, not {times}")
        self._state.deliveries.add_fault(fault, times)

    @overload
    def __getitem__(self, index: int) -> Delivery: ...
    @overload
    def __getitem__(self, index: slice) -> list[Delivery]: ...
    def __getitem__(self, index: int | slice) -> Delivery | list[Delivery]:
        return self._state.deliveries.wait()[index]

    def __iter__(self) -> Iterator[Delivery]:
        return iter(self._state.deliveries.wait())

    def __len__(self) -> int:
        return len(self._state.deliveries.wait())

    def __repr__(self) -> str:
        count, due = self._state.deliveries.counts()
        return f"<Deliveries: {count}, and {due} due>"


def _json_object(data: Mapping[str, JSON]) -> dict[str, JSON]:
    try:
        copy: dict[str, JSON] = json.loads(json.dumps(dict(data), allow_nan=False))
    except (TypeError, ValueError) as error:
        raise TypeError(f"data must be a mapping of JSON values: {error}") from None
    return copy
