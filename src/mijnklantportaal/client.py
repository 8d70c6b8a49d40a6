"""The two clients."""

from functools import cached_property
from types import TracebackType
from typing import Any, NoReturn, Self, Unpack

from attrs import evolve

from mijnklantportaal._call import Exchange
from mijnklantportaal._send import (
    AsyncCaller,
    AsyncRawCaller,
    AsyncTokenSource,
    RawCaller,
    SyncCaller,
    TokenSource,
    moment,
)
from mijnklantportaal._settings import (
    ClientOptions,
    Settings,
    api_key_from_environment,
    checked_token,
    resolved_base_url,
)
from mijnklantportaal._transport import AsyncHttpClient, AsyncTransport, HttpClient, Transport
from mijnklantportaal.errors import ConfigurationError
from mijnklantportaal_api.client import (
    AsyncResources,
    AsyncResourcesWithRawResponse,
    Resources,
    ResourcesWithRawResponse,
)


class _Client:
    """What both clients do in the same way."""

    # A SyncCaller or an AsyncCaller: that of the resources, which know no more of it than they need.
    _caller: Any

    def with_options(self, **options: Unpack[ClientOptions]) -> Self:
        """A copy that behaves differently and shares the connections: closing one closes both.

        Args:
            options: See `ClientOptions`; what is left out stays as it is.

        Raises:
            TypeError, ValueError: There is no such option, or it can't be right.
        """
        copy = type(self).__new__(type(self))
        # The resources that were used already are in there too, and go by the old options.
        kept = {
            name: value
            for name, value in vars(self).items()
            if not isinstance(getattr(type(self), name, None), cached_property)
        }
        vars(copy).update(kept, _caller=evolve(self._caller, exchange=self._caller.exchange.evolve(options)))
        return copy

    def __repr__(self) -> str:
        """The client and its server; never the token."""
        return f"{type(self).__name__}(base_url={self._caller.exchange.settings.base_url!r})"

    def __reduce__(self) -> NoReturn:
        """Refused: the token would stand in the pickle.

        Raises:
            TypeError: Always.
        """
        raise TypeError(f"a {type(self).__name__} can't be pickled, since its token would be: make one in each process")


class MijnKlantportaal(_Client, Resources):
    """The client. It may be shared between threads; close it, or use it in a `with` block.

    Args:
        api_key: API key of the portal; by default the environment variable `MIJNKLANTPORTAAL_API_KEY`.
        auth: Instead of a key: called for each call, gives the token to send.
        base_url: Address of the API; by default the environment variable `MIJNKLANTPORTAAL_BASE_URL`, else the
            server of the document.
        http_client: An own `httpx.Client`, for proxies and the like, which stays open; or a transport.
        options: See `ClientOptions`.

    Raises:
        ConfigurationError: There is no key, or an argument can't be used.
        TypeError, ValueError: An option can't be right.
    """

    def __init__(
        self,
        *,
        api_key: str | None = None,
        auth: TokenSource | None = None,
        base_url: str | None = None,
        http_client: HttpClient | None = None,
        **options: Unpack[ClientOptions],
    ) -> None:
        exchange = Exchange(Settings(base_url=resolved_base_url(base_url)).evolve(options), moment)
        super().__init__(SyncCaller(exchange, Transport(http_client), _token_source(api_key, auth)))

    @cached_property
    def with_raw_response(self) -> ResourcesWithRawResponse:
        """The same resources, whose methods give the answer as it came: `.status_code`, `.headers`, `.parse()`."""
        return ResourcesWithRawResponse(RawCaller(self._caller))

    def close(self) -> None:
        """Close the connections. An own httpx client stays open."""
        self._caller.transport.close()

    def __enter__(self) -> Self:
        """The client itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close the connections."""
        self.close()


class AsyncMijnKlantportaal(_Client, AsyncResources):
    """The asynchronous client. Close it, or use it in an `async with` block.

    Args:
        api_key: API key of the portal; by default the environment variable `MIJNKLANTPORTAAL_API_KEY`.
        auth: Instead of a key: called for each call, gives the token to send, at once or when awaited.
        base_url: Address of the API; by default the environment variable `MIJNKLANTPORTAAL_BASE_URL`, else the
            server of the document.
        http_client: An own `httpx.AsyncClient`, for proxies and the like, which stays open; or a transport.
        options: See `ClientOptions`.

    Raises:
        ConfigurationError: There is no key, or an argument can't be used.
        TypeError, ValueError: An option can't be right.
    """

    def __init__(
        self,
        *,
        api_key: str | None = None,
        auth: AsyncTokenSource | None = None,
        base_url: str | None = None,
        http_client: AsyncHttpClient | None = None,
        **options: Unpack[ClientOptions],
    ) -> None:
        exchange = Exchange(Settings(base_url=resolved_base_url(base_url)).evolve(options), moment)
        super().__init__(AsyncCaller(exchange, AsyncTransport(http_client), _token_source(api_key, auth)))

    @cached_property
    def with_raw_response(self) -> AsyncResourcesWithRawResponse:
        """The same resources, whose methods give the answer as it came: `.status_code`, `.headers`, `.parse()`."""
        return AsyncResourcesWithRawResponse(AsyncRawCaller(self._caller))

    async def close(self) -> None:
        """Close the connections. An own httpx client stays open."""
        await self._caller.transport.close()

    async def __aenter__(self) -> Self:
        """The client itself."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close the connections."""
        await self.close()


def _token_source(api_key: str | None, auth: Any) -> Any:
    if api_key is not None and auth is not None:
        raise ConfigurationError("api_key and auth were both given: one token is enough")
    if auth is not None:
        if not callable(auth):
            raise ConfigurationError(f"auth must be callable, not {type(auth).__name__}")
        return auth
    key = checked_token(api_key if api_key is not None else api_key_from_environment())
    return lambda: key
