"""The two thin shells: they do for a flow what it asks for, one with threads' means, one with an event loop's."""

import random
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import closing
from inspect import isawaitable
from typing import Any, TypeAlias, TypeVar

from attrs import evolve, field, frozen

from mijnklantportaal import _async_library
from mijnklantportaal._call import Exchange
from mijnklantportaal._http import Attempt, Authenticate, Flow, Moment, Pause, Token
from mijnklantportaal._transport import AsyncTransport, Transport
from mijnklantportaal._wire.operation import Operation, Request
from mijnklantportaal._wire.ports import AsyncPage, AsyncPager, CallOptions, Page, RawResponse
from mijnklantportaal.errors import APIConnectionError
from mijnklantportaal.pagination import Contents, FetchedAsyncPage, FetchedPage, FirstPagePending, Query

T = TypeVar("T")

TokenSource: TypeAlias = Callable[[], str]
"""Gives the token for a call."""
AsyncTokenSource: TypeAlias = Callable[[], str | Awaitable[str]]
"""Gives the token for a call, at once or when awaited."""


def moment() -> Moment:
    """The real one."""
    return Moment(time.time(), time.monotonic(), random.random())


@frozen
class SyncCaller:
    """Calls that block."""

    exchange: Exchange
    transport: Transport
    token: TokenSource = field(repr=False)
    sleep: Callable[[float], object] = lambda seconds: time.sleep(seconds)

    def call(self, operation: Operation[T], arguments: Mapping[str, Any], options: CallOptions) -> T:
        """What the answer says."""
        request = operation.request(arguments, self.exchange.settings.time_zone)
        return self.run(self.exchange.result(operation, request, options))

    def list(self, operation: Operation[Any], arguments: Mapping[str, Any], options: CallOptions) -> Page[Any]:
        """The first page."""
        request = operation.request(arguments, self.exchange.settings.time_zone)
        fetch = self.fetcher(operation, request, options)
        return FetchedPage(fetch, fetch(request.query))

    def fetcher(self, operation: Operation[Any], request: Request, options: CallOptions) -> Callable[[Query], Contents]:
        """What fetches a page by its query."""
        return lambda query: self.run(self.exchange.page(operation, evolve(request, query=query), options))

    def run(self, flow: Flow[T]) -> T:
        """Do what the flow asks for until it has its result."""
        self.transport.check()
        outcome: Any = None
        # Closed also when interrupted: whatever waits for the end of an attempt is told at once.
        with closing(flow):
            while True:
                try:
                    step = flow.throw(outcome) if isinstance(outcome, APIConnectionError) else flow.send(outcome)
                except StopIteration as stop:
                    result: T = stop.value
                    return result
                try:
                    outcome = self._do(step)
                except APIConnectionError as error:
                    outcome = error

    def _do(self, step: Authenticate | Attempt | Pause) -> Any:
        if isinstance(step, Attempt):
            return self.transport.send(step)
        if isinstance(step, Pause):
            return self.sleep(step.seconds)
        return Token(self.token())


class RawCaller:
    """Calls that block, and give the answers as they came; see `ports.raw`."""

    def __init__(self, caller: SyncCaller) -> None:
        self._caller = caller

    def call(self, operation: Operation[T], arguments: Mapping[str, Any], options: CallOptions) -> Any:
        """The answer."""
        exchange = self._caller.exchange
        request = operation.request(arguments, exchange.settings.time_zone)
        return self._caller.run(exchange.raw(operation, request, options))

    def list(self, operation: Operation[Any], arguments: Mapping[str, Any], options: CallOptions) -> Any:
        """The answer that holds the first page."""
        exchange = self._caller.exchange
        request = operation.request(arguments, exchange.settings.time_zone)
        answer = self._caller.run(exchange.raw_page(operation, request, options))
        fetch = self._caller.fetcher(operation, request, options)
        return RawResponse(
            answer.status_code, answer.headers, answer.content, lambda: FetchedPage(fetch, answer.parse())
        )


@frozen
class AsyncCaller:
    """Calls that let others work meanwhile."""

    exchange: Exchange
    transport: AsyncTransport
    token: AsyncTokenSource = field(repr=False)
    sleep: Callable[[float], Awaitable[object]] = lambda seconds: _async_library.sleep(seconds)

    async def call(self, operation: Operation[T], arguments: Mapping[str, Any], options: CallOptions) -> T:
        """What the answer says."""
        request = operation.request(arguments, self.exchange.settings.time_zone)
        return await self.run(self.exchange.result(operation, request, options))

    def list(self, operation: Operation[Any], arguments: Mapping[str, Any], options: CallOptions) -> AsyncPager[Any]:
        """The list, of which nothing is fetched yet."""
        request = operation.request(arguments, self.exchange.settings.time_zone)
        fetch = self.fetcher(operation, request, options)

        async def first() -> AsyncPage[Any]:
            return FetchedAsyncPage(fetch, await fetch(request.query))

        return FirstPagePending(first)

    def fetcher(
        self, operation: Operation[Any], request: Request, options: CallOptions
    ) -> Callable[[Query], Awaitable[Contents]]:
        """What fetches a page by its query."""
        return lambda query: self.run(self.exchange.page(operation, evolve(request, query=query), options))

    async def run(self, flow: Flow[T]) -> T:
        """Do what the flow asks for until it has its result."""
        self.transport.check()
        outcome: Any = None
        # Closed also when interrupted: whatever waits for the end of an attempt is told at once.
        with closing(flow):
            while True:
                try:
                    step = flow.throw(outcome) if isinstance(outcome, APIConnectionError) else flow.send(outcome)
                except StopIteration as stop:
                    result: T = stop.value
                    return result
                try:
                    outcome = await self._do(step)
                except APIConnectionError as error:
                    outcome = error

    async def _do(self, step: Authenticate | Attempt | Pause) -> Any:
        if isinstance(step, Attempt):
            return await self.transport.send(step)
        if isinstance(step, Pause):
            return await self.sleep(step.seconds)
        token = self.token()
        return Token(await token if isawaitable(token) else token)


class AsyncRawCaller:
    """Calls that let others work meanwhile, and give the answers as they came; see `ports.async_raw`."""

    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller

    async def call(self, operation: Operation[T], arguments: Mapping[str, Any], options: CallOptions) -> Any:
        """The answer."""
        exchange = self._caller.exchange
        request = operation.request(arguments, exchange.settings.time_zone)
        return await self._caller.run(exchange.raw(operation, request, options))

    def list(self, operation: Operation[Any], arguments: Mapping[str, Any], options: CallOptions) -> Any:
        """The answer that holds the first page, when awaited."""
        return self._first(operation, arguments, options)

    async def _first(self, operation: Operation[Any], arguments: Mapping[str, Any], options: CallOptions) -> Any:
        exchange = self._caller.exchange
        request = operation.request(arguments, exchange.settings.time_zone)
        answer = await self._caller.run(exchange.raw_page(operation, request, options))
        fetch = self._caller.fetcher(operation, request, options)
        return RawResponse(
            answer.status_code, answer.headers, answer.content, lambda: FetchedAsyncPage(fetch, answer.parse())
        )
