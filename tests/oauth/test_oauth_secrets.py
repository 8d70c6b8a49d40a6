"""The secrets of an application are in its requests, and nowhere else."""

import asyncio
import copy
import logging
import pickle
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from mijnklantportaal import APIConnectionError, ConfigurationError, MijnKlantportaal, MijnKlantportaalError, OAuthError
from mijnklantportaal.oauth import MemoryTokenStore, OAuth, Tokens
from mijnklantportaal.sandbox import Sandbox
from tests.oauth.applications import agree, application, chain
from tests.tracebacks import traceback_with_locals


def assert_hidden(error: BaseException, secrets: list[str]) -> None:
    """Check that no secret is in an error, its attributes, its pickle, and its traceback with local variables."""
    texts = [traceback_with_locals(error)]
    for part in chain(error):
        texts += [repr(part), str(part), repr(vars(part))]
        if isinstance(part, MijnKlantportaalError):
            texts.append(pickle.dumps(part).decode("latin-1"))
    shown = "\n".join(texts)
    for secret in secrets:
        assert secret not in shown


def malformed(sandbox: Sandbox) -> None:
    sandbox.oauth.faults.body(lambda body: {**body, "access_token": f"{body['access_token']} broken"})


FAULTS: list[Any] = [
    pytest.param(lambda sandbox: sandbox.oauth.revoke(), id="revoked"),
    pytest.param(lambda sandbox: sandbox.oauth.faults.status(500), id="500"),
    pytest.param(lambda sandbox: sandbox.oauth.faults.disconnect(), id="disconnect"),
    pytest.param(malformed, id="malformed"),
]


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("is_served", [False, True], ids=["in process", "served"])
def test_failed_refresh_shows_no_secret(
    fault: Callable[[Sandbox], None], is_served: bool, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    sandbox = Sandbox()
    with sandbox.serve() as url:
        transport = None if is_served else sandbox.transport
        oauth = application(sandbox, http_client=transport, base_url=sandbox.oauth_url)
        tokens = agree(sandbox, oauth)
        secrets = [sandbox.client_secret, tokens.access_token, str(tokens.refresh_token)]
        fault(sandbox)
        with pytest.raises((OAuthError, APIConnectionError)) as caught:
            oauth.refresh()
        assert_hidden(caught.value, secrets)
        fault(sandbox)
        with pytest.raises((OAuthError, APIConnectionError)) as caught:
            asyncio.run(oauth.refresh_async())
        assert_hidden(caught.value, secrets)
        # The sandbox refuses the token of the call too.
        sandbox.oauth.revoke()
        with (
            MijnKlantportaal(auth=oauth, base_url=url) as portal,
            pytest.raises(OAuthError) as caught_in_call,
        ):
            portal.customers.list()
        assert_hidden(caught_in_call.value, secrets)
    for record in caplog.records:
        assert not [secret for secret in secrets if secret in f"{record.getMessage()} {vars(record)}"]


@pytest.mark.parametrize("is_async", [False, True])
def test_failed_exchange_shows_no_code(is_async: bool) -> None:
    sandbox = Sandbox()
    oauth = application(sandbox)

    def fetch(callback: str, state: str | None) -> Tokens:
        if is_async:
            return asyncio.run(oauth.fetch_tokens_async(callback, state))
        return oauth.fetch_tokens(callback, state)

    for fault, changed_state in ((sandbox.oauth.revoke, None), (lambda: None, "another")):
        url, state = oauth.authorization_url(["files.read"])
        callback = sandbox.oauth.approve(url)
        fault()
        (code,) = parse_qs(urlsplit(callback).query)["code"]
        with pytest.raises(OAuthError) as caught:
            fetch(callback, changed_state or state)
        del callback
        # The frames of the test have it, and are not those of the package.
        assert_hidden(caught.value, [code, sandbox.client_secret])


def test_constructor_that_fails_shows_no_secret() -> None:
    secret = "-".join(["very", "secret"])
    with pytest.raises(ConfigurationError) as caught:
        OAuth(client_id="app", client_secret=secret, base_url="ftp://x")
    assert_hidden(caught.value, [secret])


def test_representation_copy_and_pickle_show_no_secret() -> None:
    sandbox = Sandbox()
    store = MemoryTokenStore()
    oauth = application(sandbox, store=store)
    tokens = agree(sandbox, oauth)
    values = [oauth, tokens, store, oauth._tokens, oauth._tokens._held, oauth._endpoint, oauth._endpoint._client_secret]
    shown = "\n".join(f"{value!r} {value}" for value in values)
    for secret in (sandbox.client_secret, tokens.access_token, str(tokens.refresh_token)):
        assert secret not in shown
    assert copy.copy(oauth) is copy.deepcopy(oauth) is oauth
    for value in (oauth, tokens, store, MijnKlantportaal(auth=oauth, base_url=sandbox.base_url)):
        with pytest.raises(TypeError, match="cannot be pickled, since it holds a secret"):
            pickle.dumps(value)


def test_client_with_oauth_shows_no_secret() -> None:
    sandbox = Sandbox()
    oauth = application(sandbox)
    tokens = agree(sandbox, oauth)
    client = MijnKlantportaal(auth=oauth, base_url=sandbox.base_url, http_client=sandbox.transport)
    client.customers.list()
    shown = f"{client!r} {vars(client)!r} {client._sender.state.auth!r} {vars(client._sender.state)!r}"
    assert tokens.access_token not in shown
    assert sandbox.client_secret not in shown


def test_canceled_call_does_not_show_the_token_that_arrives_later() -> None:
    sandbox = Sandbox()
    with sandbox.serve():
        oauth = application(sandbox, base_url=sandbox.oauth_url, http_client=None)
        agree(sandbox, oauth)
        sandbox.clock.advance(timedelta(days=1))
        sandbox.oauth.faults.delay(0.2)

        async def main() -> BaseException:
            with pytest.raises(TimeoutError) as caught:
                async with asyncio.timeout(0.05):
                    await sandbox.async_client(auth=oauth).customers.list()
            # A refresh that others wait for goes on.
            async with asyncio.timeout(20):
                while not sandbox.oauth.refreshes:
                    await asyncio.sleep(0.02)
            await asyncio.sleep(0.1)
            return caught.value

        error = asyncio.run(main())
    assert_hidden(error, [oauth.access_token()])
    assert sandbox.oauth.refreshes == 1


def test_store_that_returns_something_else_is_an_error_that_does_not_show_it() -> None:
    class Store(MemoryTokenStore):
        def load(self) -> Any:
            tokens = super().load()
            return tokens and tokens.to_dict()

    sandbox = Sandbox()
    oauth = application(sandbox, store=Store())
    tokens = agree(sandbox, oauth)
    other = application(sandbox, store=oauth._tokens._store)
    for use in (oauth.refresh, other.access_token):
        with pytest.raises(ConfigurationError, match=r"load\(\) of the token store must return Tokens") as caught:
            use()
        assert_hidden(caught.value, [tokens.access_token, str(tokens.refresh_token)])
