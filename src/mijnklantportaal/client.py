"""The two clients."""

from functools import cached_property
from types import TracebackType
from typing import Generic, NoReturn, Self, TypeVar, Unpack

from mijnklantportaal._call import ClientState
from mijnklantportaal._headers import token_problem
from mijnklantportaal._send import (
    AsyncRawSender,
    AsyncSender,
    AsyncTokenSource,
    RawSender,
    Sender,
    TokenSource,
)
from mijnklantportaal._settings import ClientOptions, Settings, api_key_from_environment, resolved_base_url
from mijnklantportaal._transport import AsyncHttpClient, AsyncTransport, HttpClient, Transport
from mijnklantportaal.errors import ConfigurationError
from mijnklantportaal_api.client import (
    AsyncResources,
    AsyncResourcesWithRawResponse,
    Resources,
    ResourcesWithRawResponse,
)

SenderT = TypeVar("SenderT", Sender, AsyncSender)


class _BaseClient(Generic[SenderT]):
    _sender: SenderT

    def with_options(self, **options: Unpack[ClientOptions]) -> Self:
        """Return a copy with other options, which shares the connections: closing one closes both.

        Args:
            options: See `ClientOptions`; an option that is left out stays as it is.

        Raises:
            TypeError: An option does not exist, or has a wrong type.
            ValueError: An option is not valid.
        """
        copy = type(self).__new__(type(self))
        # Without the resources that were used already, which have the old options.
        attributes = {
            name: value
            for name, value in vars(self).items()
            if not isinstance(getattr(type(self), name, None), cached_property)
        }
        vars(copy).update(attributes, _sender=self._sender.with_options(options))
        return copy

    def __repr__(self) -> str:
        """Return the class and the base URL; never the token."""
        return f"{type(self).__name__}(base_url={self._sender.state.settings.base_url!r})"

    def __reduce__(self) -> NoReturn:
        """Refuse to be pickled: the pickle would hold the token.

        Raises:
            TypeError: Always.
        """
        name = type(self).__name__
        raise TypeError(f"a {name} cannot be pickled, since it holds a token: create one in each process")


class MijnKlantportaal(_BaseClient[Sender], Resources):
    """The client. Threads may share it. Close it after use, or use it as a context manager.

    Args:
        api_key: The API key; by default the environment variable `MIJNKLANTPORTAAL_API_KEY`.
        auth: Instead of a key: a function that returns the token, called once for each call.
        base_url: The URL of the API; by default the environment variable `MIJNKLANTPORTAAL_BASE_URL`, else the server
            of the spec.
        http_client: An `httpx.Client` of your own, for proxies, say, which the client does not close; or a transport.
        options: See `ClientOptions`.

    Raises:
        ConfigurationError: There is no API key, or an argument is not valid.
        TypeError: An option does not exist, or has a wrong type.
        ValueError: An option is not valid.
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
        state = ClientState(Settings(base_url=resolved_base_url(base_url)).evolve(options))
        super().__init__(Sender(state, Transport(http_client), _checked_auth(api_key, auth) or _key_source(api_key)))

    @cached_property
    def with_raw_response(self) -> ResourcesWithRawResponse:
        """The same resources, whose methods return the response as it was received, a `RawResponse`."""
        return ResourcesWithRawResponse(RawSender(self._sender))

    def close(self) -> None:
        """Close the connections. An httpx client of your own stays open."""
        self._sender.transport.close()

    def __enter__(self) -> Self:
        """Return the client itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close the connections."""
        self.close()


class AsyncMijnKlantportaal(_BaseClient[AsyncSender], AsyncResources):
    """The asynchronous client. Tasks may share it. Close it after use, or use it as an async context manager.

    Args:
        api_key: The API key; by default the environment variable `MIJNKLANTPORTAAL_API_KEY`.
        auth: Instead of a key: a function that returns the token, or an awaitable of it, called once for each call.
        base_url: The URL of the API; by default the environment variable `MIJNKLANTPORTAAL_BASE_URL`, else the server
            of the spec.
        http_client: An `httpx.AsyncClient` of your own, for proxies, say, which the client does not close; or a
            transport.
        options: See `ClientOptions`.

    Raises:
        ConfigurationError: There is no API key, or an argument is not valid.
        TypeError: An option does not exist, or has a wrong type.
        ValueError: An option is not valid.
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
        state = ClientState(Settings(base_url=resolved_base_url(base_url)).evolve(options))
        token = _checked_auth(api_key, auth) or _key_source(api_key)
        super().__init__(AsyncSender(state, AsyncTransport(http_client), token))

    @cached_property
    def with_raw_response(self) -> AsyncResourcesWithRawResponse:
        """The same resources, whose methods return the response as it was received, a `RawResponse`."""
        return AsyncResourcesWithRawResponse(AsyncRawSender(self._sender))

    async def close(self) -> None:
        """Close the connections. An httpx client of your own stays open."""
        await self._sender.transport.close()

    async def __aenter__(self) -> Self:
        """Return the client itself."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close the connections."""
        await self.close()


AuthT = TypeVar("AuthT", TokenSource, AsyncTokenSource)


def _checked_auth(api_key: str | None, auth: AuthT | None) -> AuthT | None:
    if auth is None:
        return None
    if api_key is not None:
        raise ConfigurationError("api_key and auth must not both be given")
    if not callable(auth):
        raise ConfigurationError(f"auth must be callable, not {type(auth).__name__}")
    return auth


def _key_source(api_key: str | None) -> TokenSource:
    key = api_key if api_key is not None else api_key_from_environment()
    if problem := token_problem(key):
        raise ConfigurationError(problem)
    return lambda: key
