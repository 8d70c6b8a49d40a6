"""What type checkers infer of OAuth. Checked, and not run."""

from collections.abc import Awaitable
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from typing import assert_type

import httpx

from mijnklantportaal import AsyncMijnKlantportaal, MijnKlantportaal, OAuthError
from mijnklantportaal.oauth import (
    AuthorizationURL,
    FileTokenStore,
    MemoryTokenStore,
    OAuth,
    Scope,
    Tokens,
    TokenStore,
)
from mijnklantportaal.sandbox import Sandbox


class RowTokenStore:
    """A store of a user, without a base class."""

    def load(self) -> Tokens | None:
        return None

    def save(self, tokens: Tokens) -> None: ...

    def lock(self) -> AbstractContextManager[None]:
        return nullcontext()


stores: list[TokenStore] = [RowTokenStore(), MemoryTokenStore(), FileTokenStore("tokens.json")]
oauth = OAuth(store=stores[0], http_client=httpx.Client())

assert_type(oauth.authorization_url([Scope.CUSTOMERS_READ, "new.scope"], prompt="login"), AuthorizationURL)
url, state = oauth.authorization_url({Scope.FILES_READ})
assert_type(url, str)
assert_type(oauth.fetch_tokens(url, state=state), Tokens)
assert_type(oauth.login([Scope.FILES_READ], timeout=60), Tokens)
assert_type(oauth.refresh(), Tokens)
assert_type(oauth.refresh().expires_at, datetime | None)
assert_type(oauth.access_token(), str)
oauth.authorization_url([Scope.FILES_READ], prompt="none")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
OAuth(store=MijnKlantportaal)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

MijnKlantportaal(auth=oauth).with_options(auth=oauth)
AsyncMijnKlantportaal(auth=oauth).with_options(auth=oauth)
MijnKlantportaal(auth=lambda: "token")
Sandbox().client(auth=oauth)
Sandbox().async_client(auth=oauth)


async def coroutine_function() -> str:
    assert_type(await oauth.fetch_tokens_async(url, None), Tokens)
    assert_type(await oauth.refresh_async(), Tokens)
    return await oauth.access_token_async()


AsyncMijnKlantportaal(auth=coroutine_function)
MijnKlantportaal(auth=coroutine_function)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def handle(error: OAuthError) -> tuple[str | None, int | None]:
    return error.error, error.status_code


def function_of(source: OAuth) -> Awaitable[Tokens]:
    return source.refresh_async()
