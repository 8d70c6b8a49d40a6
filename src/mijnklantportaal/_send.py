"""The two loops that send a call, one blocking and one asynchronous. `Call` decides what they do next."""

import threading
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from functools import partial, wraps
from inspect import isawaitable
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

from mijnklantportaal import _async_library, _hints
from mijnklantportaal._auth import Auth
from mijnklantportaal._call import Call
from mijnklantportaal._client_state import ClientState
from mijnklantportaal._copying import SharedByCopies
from mijnklantportaal._imports import raise_if_shutting_down
from mijnklantportaal._settings import ClientOptions
from mijnklantportaal._transport import AsyncTransport, Transport
from mijnklantportaal._wire.containers import PageData
from mijnklantportaal._wire.operation import CallOptions, Operation
from mijnklantportaal.pagination import AsyncPage, AsyncPager, Page
from mijnklantportaal.types import RawResponse

P = ParamSpec("P")
T = TypeVar("T")
R = TypeVar("R")
C = TypeVar("C", covariant=True)


class Sender(SharedByCopies):
    """Sends calls, and blocks until they end.

    Args:
        state: The state that the calls of a client share.
        transport: Sends a single attempt.
    """

    def __init__(self, state: ClientState, transport: Transport) -> None:
        self.state = state
        self.transport = transport

    def with_options(self, options: ClientOptions, auth: Auth | None) -> "Sender":
        """Return a copy with changed options, and with another source of tokens unless `auth` is `None`."""
        return Sender(self.state.evolve(options, auth), self.transport)

    def call(self, operation: Operation[T], arguments: Mapping[str, Any], options: CallOptions) -> T:
        """Send a call, and return its result."""
        return self.send(Call(self.state, operation, arguments, options)).parse()

    def list(self, operation: Operation[PageData[T]], arguments: Mapping[str, Any], options: CallOptions) -> Page[T]:
        """Send a call for a list, and return its page."""
        return Page(self, self.send(Call(self.state, operation, arguments, options)))

    def download(
        self,
        operation: Operation[Any],
        arguments: Mapping[str, Any],
        options: "_hints.DownloadOptions",
        call_options: CallOptions,
    ) -> "_hints.DownloadedFile":
        """Download the file behind the link that an operation returns."""
        # Imported here, since most programs download no files.
        from mijnklantportaal._download_loops import download

        return download(self, operation, arguments, options, call_options)

    def send(self, call: Call[T]) -> Call[T]:
        """Send attempts of a call until it succeeds.

        Raises:
            APIError: The call has failed.
        """
        if call.shows_progress:
            with call.open_progress():
                return self.send(call)
        self.transport.check_usable()
        call.authorize(self.state.auth.token())
        while True:
            if call.next_wait() > 0:
                self._wait_for_limit(call)
            try:
                call.start_attempt()
                call.outcome = self.transport.send(call.request)
            except (ImportError, RuntimeError) as error:
                raise_if_shutting_down(error)
                raise
            finally:
                call.record_attempt()
            if (wait := call.finish_attempt()) is None:
                return call
            if call.refused_token:
                call.authorize(self.state.auth.renewed_token(call.refused_token))
            else:
                self.state.clock.sleep(wait)
                call.end_wait()

    def _wait_for_limit(self, call: Call[Any]) -> None:
        # The response to another call may show a higher limit, which ends this wait early.
        wake_up = threading.Event()
        slept = 0.0
        with self.state.limiter.listening(wake_up.set):
            while (wait := call.next_wait(slept)) > 0:
                self.state.clock.sleep(wait, wake_up)
                slept += 0.0 if wake_up.is_set() else wait
                wake_up.clear()


class AsyncSender(SharedByCopies):
    """Sends calls while other tasks run.

    Args:
        state: The state that the calls of a client share.
        transport: Sends a single attempt.
    """

    def __init__(self, state: ClientState, transport: AsyncTransport) -> None:
        self.state = state
        self.transport = transport

    def with_options(self, options: ClientOptions, auth: Auth | None) -> "AsyncSender":
        """Return a copy with changed options, and with another source of tokens unless `auth` is `None`."""
        return AsyncSender(self.state.evolve(options, auth), self.transport)

    async def call(self, operation: Operation[T], arguments: Mapping[str, Any], options: CallOptions) -> T:
        """Send a call, and return its result."""
        return (await self.send(Call(self.state, operation, arguments, options))).parse()

    def list(
        self, operation: Operation[PageData[T]], arguments: Mapping[str, Any], options: CallOptions
    ) -> AsyncPager[T]:
        """Return a list that has not been fetched yet."""
        return AsyncPager(self, Call(self.state, operation, arguments, options))

    async def download(
        self,
        operation: Operation[Any],
        arguments: Mapping[str, Any],
        options: "_hints.DownloadOptions",
        call_options: CallOptions,
    ) -> "_hints.DownloadedFile":
        """Download the file behind the link that an operation returns."""
        # Imported here, since most programs download no files.
        from mijnklantportaal._download_loops import download_async

        return await download_async(self, operation, arguments, options, call_options)

    async def send(self, call: Call[T]) -> Call[T]:
        """Send attempts of a call until it succeeds.

        Raises:
            APIError: The call has failed.
        """
        if call.shows_progress:
            with call.open_progress():
                return await self.send(call)
        self.transport.check_usable()
        call.authorize(await _resolved(self.state.auth.token))
        while True:
            if call.shared_limit or call.next_wait() > 0:
                await self._wait_for_limit(call)
            try:
                call.start_attempt()
                call.outcome = await self.transport.send(call.request)
            except (ImportError, RuntimeError) as error:
                raise_if_shutting_down(error)
                raise
            finally:
                call.record_attempt()
            if (wait := call.finish_attempt()) is None:
                return call
            if call.refused_token:
                call.authorize(await _resolved(self.state.auth.renewed_token, call.refused_token))
            else:
                await self.state.clock.sleep_async(wait)
                call.end_wait()

    async def _wait_for_limit(self, call: Call[Any]) -> None:
        wake_up = _async_library.Event()
        slept = 0.0
        with self.state.limiter.listening(wake_up.set):
            while (wait := await _next_wait(call, slept)) > 0:
                await self.state.clock.sleep_async(wait, wake_up)
                slept += 0.0 if wake_up.is_set() else wait
                wake_up.clear()


class RawSender(SharedByCopies):
    """Sends calls, and returns their raw responses, for `with_raw_response`."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def call(self, operation: Operation[T], arguments: Mapping[str, Any], options: CallOptions) -> RawResponse[T]:
        """Send a call."""
        call = self._sender.send(Call(self._sender.state, operation, arguments, options))
        return _raw_response(call, call.parse)

    def list(
        self, operation: Operation[PageData[T]], arguments: Mapping[str, Any], options: CallOptions
    ) -> RawResponse[Page[T]]:
        """Send a call for a page of a list, and return its raw response."""
        call = self._sender.send(Call(self._sender.state, operation, arguments, options))
        return _raw_response(call, lambda: Page(self._sender, call))


class AsyncRawSender(SharedByCopies):
    """Sends calls while other tasks run, and returns their raw responses, for `with_raw_response`."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    async def call(self, operation: Operation[T], arguments: Mapping[str, Any], options: CallOptions) -> RawResponse[T]:
        """Send a call."""
        call = await self._sender.send(Call(self._sender.state, operation, arguments, options))
        return _raw_response(call, call.parse)

    async def list(
        self, operation: Operation[PageData[T]], arguments: Mapping[str, Any], options: CallOptions
    ) -> RawResponse[AsyncPage[T]]:
        """Send a call for a page of a list, and return its raw response."""
        call = await self._sender.send(Call(self._sender.state, operation, arguments, options))
        return _raw_response(call, lambda: AsyncPage(self._sender, call))


# The methods of a resource class return the result of their sender. Under `with_raw_response`, that is a raw response,
# which the annotations of the class cannot express. The following functions give the methods the types that they have
# there.


class RawMethod(Protocol[P, C]):
    """A method with the parameters of another method and a different result."""

    def __get__(self, instance: object, owner: type, /) -> Callable[P, C]:
        """Return the bound method."""
        ...


def returns_raw_response(method: Callable[Concatenate[Any, P], T]) -> RawMethod[P, RawResponse[T]]:
    """Return a method of a resource class with its type under `with_raw_response`."""
    return cast("RawMethod[P, RawResponse[T]]", method)


def returns_raw_response_async(
    method: Callable[Concatenate[Any, P], Awaitable[T]],
) -> RawMethod[P, Coroutine[Any, Any, RawResponse[T]]]:
    """Return an asynchronous method of a resource class with its type under `with_raw_response`."""
    return cast("RawMethod[P, Coroutine[Any, Any, RawResponse[T]]]", method)


def returns_raw_page_async(
    method: Callable[Concatenate[Any, P], Awaitable[T]],
) -> RawMethod[P, Coroutine[Any, Any, RawResponse[T]]]:
    """Return a list method as a coroutine function, which it is only under `with_raw_response`: otherwise, it returns a
    pager."""

    @wraps(method)
    async def coroutine_function(self: Any, *args: P.args, **kwargs: P.kwargs) -> Any:
        return await method(self, *args, **kwargs)

    return cast("RawMethod[P, Coroutine[Any, Any, RawResponse[T]]]", coroutine_function)


async def _next_wait(call: Call[Any], slept: float) -> float:
    limit = call.shared_limit
    if limit is None:
        return call.next_wait(slept)
    is_cancelled = False

    def give_up_if_cancelled() -> None:
        if is_cancelled:
            limit.give_up()

    try:
        return await _async_library.run_in_thread(partial(call.next_wait, slept), give_up_if_cancelled)
    except BaseException:
        # The thread is still running. Either it sees this flag, or it has acquired its grant already.
        is_cancelled = True
        limit.give_up()
        raise


async def _resolved(source: Callable[P, str | Awaitable[str]], *args: P.args, **kwargs: P.kwargs) -> str:
    # Not in the loop: error reports show variables, and one of them would hold the token.
    value = source(*args, **kwargs)
    return await value if isawaitable(value) else value


def _raw_response(call: Call[Any], parse: Callable[[], R]) -> RawResponse[R]:
    return RawResponse(call.response.status_code, call.response.headers, call.response.content, parse)
