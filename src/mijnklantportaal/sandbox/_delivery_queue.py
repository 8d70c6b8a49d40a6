"""Webhook calls that are due, and the thread that makes them."""

import logging
import os
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from typing import Any

from attrs import define

from mijnklantportaal._clock import real_monotonic
from mijnklantportaal.sandbox._webhook_calls import Delivery, DueCall, make_call
from mijnklantportaal.sandbox._webhook_transport import WebhookClient

logger = logging.getLogger("mijnklantportaal.sandbox")

READ_TIMEOUT = 20.0
"""Seconds that a reader waits for the calls that are due, in addition to their delays: more than the timeout of a
call."""

ChangeOfCall = Callable[[DueCall], list[DueCall]]
"""A fault: takes a call that is due, and returns the calls to make instead."""


@define
class _Fault:
    times: int
    apply: ChangeOfCall


class DeliveryQueue:
    """Calls webhooks one after another, in a thread that ends when no call is due.

    An API call that causes an event only adds to the queue. So it neither waits for a receiver nor holds the lock of
    the state, and a receiver can call the sandbox.
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
            # The client is not copied, since it has connections, and its application exists only once.
            copy.client = self.client
            copy._log = list(self._log)
            copy._faults = deepcopy(self._faults, memo)
            return copy

    def _lock(self) -> threading.Condition:
        # After a fork, the thread exists only in the parent process, which makes the calls that were due.
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
        """Make these calls after those that are due, and then the late calls."""
        self._due += [*calls, *self._late]
        self._late = []
        if not self._has_thread:
            # A daemon thread, since a receiver that hangs must not keep the program from ending.
            threading.Thread(target=self._run, name="sandbox-webhooks", daemon=True).start()
            self._has_thread = True

    def _run(self) -> None:
        while True:
            with self._changed:
                if not self._due:
                    self._has_thread = False
                    return
                call = self._due[0]
            delivery = make_call(call)
            # A logging filter of the program may raise, which must not stop other calls.
            with suppress(Exception):
                logger.info("%s", delivery)
            with self._changed:
                self._log.append(delivery)
                self._due.popleft()
                self._changed.notify_all()

    def wait(self) -> list[Delivery]:
        """Wait until no call is due, and return all deliveries so far.

        Raises:
            TimeoutError: Calls are still due after some seconds.
        """
        with self._lock():
            timeout = READ_TIMEOUT + sum(call.delay for call in (*self._due, *self._late))
            end = real_monotonic() + timeout
            while self._due or self._late:
                # No further call may follow, so late calls are made now.
                self._start([])
                if not self._changed.wait(end - real_monotonic()) and self._due:
                    raise TimeoutError(
                        f"after {timeout:g} seconds, webhook calls are still due ({len(self._due)}, the first one to "
                        f"{self._due[0].shown_url}). If its receiver runs in the event loop of the "
                        "test, read the deliveries in a thread: await asyncio.to_thread(list, sandbox.deliveries)"
                    )
            return list(self._log)

    def clear(self) -> None:
        """Wait as `wait` does, and remove the deliveries so far."""
        with self._lock():
            self.wait()
            self._log.clear()

    def counts(self) -> tuple[int, int]:
        """Return the number of deliveries and the number of calls that are due, without waiting."""
        with self._lock():
            return len(self._log), len(self._due) + len(self._late)
