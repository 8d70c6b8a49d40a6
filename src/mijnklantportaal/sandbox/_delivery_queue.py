"""Webhook calls that are due, and the thread that makes them."""

import json
import logging
import os
import re
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from copy import deepcopy
from typing import Any

from attrs import define, field, frozen

from mijnklantportaal._clock import real_monotonic
from mijnklantportaal._wire.parameters import checked_header_value
from mijnklantportaal.sandbox._webhook_transport import WebhookClient, check_url, discard_body, post

logger = logging.getLogger("mijnklantportaal.sandbox")

PATIENCE = 20.0
"""Seconds that a reader waits for the calls that are due, beside their delays. It is longer than the timeout of one."""

_HEADERS = {"Content-Type": "application/json"}


@frozen
class Delivery:
    """A call of a webhook that the sandbox has made, or could not make. It does not hold the secret.

    Args:
        type: The type of the event, such as `invoice-paid`.
        url: The URL of the webhook, without a user name and password.
        webhook_id: The ID of the webhook.
        headers: The headers that the sandbox sends, without `X-Webhook-Signature`.
        body: The body.
        status: The status of the response; `None` if no response was received.
        error: Why the call was not made, or failed; `None` if a whole response was received.
        seconds: How long the call took.
    """

    type: str
    url: str
    webhook_id: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    status: int | None
    error: str | None
    seconds: float

    @property
    def json(self) -> Any:
        """The body as JSON values."""
        return json.loads(self.body)

    def __str__(self) -> str:
        """Return one line for a log."""
        lines = (self.error or "").splitlines()
        outcome = ", ".join([*([str(self.status)] if self.status else []), *lines[:1]])
        url = self.url if self.url.isprintable() else repr(self.url)
        return f"{self.type} to {url}: {outcome} in {self.seconds:.3f} s"


@frozen
class DueCall:
    """A call of a webhook that is due.

    Args:
        type: The type of the event.
        url: The URL of the webhook.
        webhook_id: The ID of the webhook.
        body: The body.
        secret: The secret of the webhook.
        signatures: The values of the header `X-Webhook-Signature`, one for each header of that name.
        client: The caller's client, if there is one.
        delay: Seconds of real time to wait first.
        is_dropped: Whether the call is not made.
        is_late: Whether the call is made after the next one.
    """

    type: str
    url: str
    webhook_id: str
    body: bytes = field(repr=False)
    secret: str = field(repr=False)
    signatures: tuple[str, ...] = field(repr=False)
    client: WebhookClient | None = field(repr=False)
    delay: float = 0.0
    is_dropped: bool = False
    is_late: bool = False


ChangeOfCall = Callable[[DueCall], list[DueCall]]
"""A fault: it takes a call that is due, and returns those to make instead."""


@define
class _Fault:
    times: int
    apply: ChangeOfCall


class DeliveryQueue:
    """Calls webhooks one after another, in a thread that ends when no call is due.

    A call of the API that an event belongs to only adds to the queue, so that it neither waits for a receiver nor holds
    the lock of the state, and a receiver can call the sandbox.
    """

    def __init__(self) -> None:
        self.client: WebhookClient | None = None
        self._log: list[Delivery] = []
        self._faults: list[_Fault] = []
        self._start_empty()

    def _start_empty(self) -> None:
        self._process = os.getpid()
        self._changed = threading.Condition()
        self._due: deque[DueCall] = deque()
        self._late: list[DueCall] = []
        self._has_thread = False

    def __deepcopy__(self, memo: dict[int, Any]) -> "DeliveryQueue":
        with self._lock():
            copy = DeliveryQueue()
            # A client has connections, and an application in process exists once.
            copy.client = self.client
            copy._log = list(self._log)
            copy._faults = deepcopy(self._faults, memo)
            return copy

    def _lock(self) -> threading.Condition:
        # After a fork, the thread exists in the other process only, which makes the calls that were due.
        if self._process != os.getpid():
            self._start_empty()
        return self._changed

    def add_fault(self, fault: ChangeOfCall, times: int) -> None:
        """Apply a fault to the next calls that are added and have no other fault."""
        with self._lock():
            self._faults.append(_Fault(times, fault))

    def add(self, call: DueCall) -> None:
        """Add a call, and return at once."""
        with self._lock():
            calls = self._with_fault(call)
            if calls[0].is_late:
                self._late += calls
            else:
                self._start(calls)

    def _with_fault(self, call: DueCall) -> list[DueCall]:
        if not self._faults:
            return [call]
        fault = self._faults[0]
        fault.times -= 1
        if not fault.times:
            self._faults.remove(fault)
        return fault.apply(call)

    def _start(self, calls: list[DueCall]) -> None:
        """Make these calls after those that are due, and then the late ones."""
        self._due += [*calls, *self._late]
        self._late = []
        if not self._has_thread:
            # A daemon: a receiver that hangs must not keep the program from ending.
            threading.Thread(target=self._run, name="sandbox-webhooks", daemon=True).start()
            self._has_thread = True

    def _run(self) -> None:
        while True:
            with self._changed:
                if not self._due:
                    self._has_thread = False
                    return
                call = self._due[0]
            delivery = _make(call)
            # A filter of the program may raise, and other calls are due.
            with suppress(Exception):
                logger.info("%s", delivery)
            with self._changed:
                self._log.append(delivery)
                self._due.popleft()
                self._changed.notify_all()

    def wait(self) -> list[Delivery]:
        """Wait until no call is due, and return what became of all so far.

        Raises:
            TimeoutError: Calls are still due after some seconds.
        """
        with self._lock():
            patience = PATIENCE + sum(call.delay for call in (*self._due, *self._late))
            end = real_monotonic() + patience
            while self._due or self._late:
                # Nothing may follow that they could be later than.
                self._start([])
                if not self._changed.wait(end - real_monotonic()) and self._due:
                    raise TimeoutError(
                        f"after {patience:g} seconds, webhook calls are still due ({len(self._due)}, the first one to "
                        f"{_without_credentials(self._due[0].url)}). If its receiver runs in the event loop of the "
                        "test, read the deliveries in a thread: await asyncio.to_thread(list, sandbox.deliveries)"
                    )
            return list(self._log)

    def clear(self) -> None:
        """Wait as `wait` does, and forget the deliveries so far."""
        with self._lock():
            self.wait()
            self._log.clear()

    def counts(self) -> tuple[int, int]:
        """Return how many deliveries there are, and how many calls are due, without waiting."""
        with self._lock():
            return len(self._log), len(self._due) + len(self._late)


def _make(call: DueCall) -> Delivery:
    time.sleep(call.delay)
    status = error = None
    start = real_monotonic()
    try:
        if call.is_dropped:
            raise _NotSentError("a fault dropped it")
        _check(call)
        headers = [*_HEADERS.items(), *(("X-Webhook-Signature", signature) for signature in call.signatures)]
        with post(call.client, call.url, headers, call.body) as response:
            status = response.status_code
            discard_body(response)
    except _NotSentError as reason:
        error = f"not sent: {reason}"
    except BaseException as failure:
        # Whatever it is: a receiver in process may call pytest.fail() or sys.exit(), and other calls are due.
        error = _text(failure, call)
    url = _without_credentials(call.url)
    return Delivery(call.type, url, call.webhook_id, dict(_HEADERS), call.body, status, error, real_monotonic() - start)


class _NotSentError(Exception):
    """The reason why a call is not made."""


def _check(call: DueCall) -> None:
    try:
        check_url(call.url, is_local=call.client is None)
        for signature in call.signatures:
            checked_header_value("the secret of the webhook", signature)
    except ValueError as error:
        raise _NotSentError(str(error)) from None


def _text(error: BaseException, call: DueCall) -> str:
    """Return the class and the message of an error. A receiver in process may name the signature in it."""
    text = type(error).__name__
    with suppress(Exception):
        text += f": {error}"
    for secret in filter(None, (call.secret, *call.signatures)):
        text = text.replace(secret, "[signature]")
    return text


def _without_credentials(url: str) -> str:
    return re.sub(r"//[^/?#]*@", "//", url)
