"""When access tokens are renewed, and what happens when that fails, in one process."""

import asyncio
import os
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
import trio
from freezegun import freeze_time

from mijnklantportaal import (
    APIConnectionError,
    AsyncMijnKlantportaal,
    AuthenticationError,
    MijnKlantportaal,
    OAuthError,
    PermissionDeniedError,
    RateLimitError,
)
from mijnklantportaal.oauth import FileTokenStore, MemoryTokenStore, Tokens, _shared_tokens
from mijnklantportaal.sandbox import Sandbox
from tests.oauth.applications import agree, application

HOUR = timedelta(hours=1)


@pytest.fixture
def sandbox() -> Sandbox:
    return Sandbox(rate_limit=None)


class FakeMonotonic:
    """The clock by which tokens that a process holds expire."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = time.monotonic()
        monkeypatch.setattr(_shared_tokens, "real_monotonic", lambda: self.now)


@pytest.fixture
def monotonic(monkeypatch: pytest.MonkeyPatch) -> FakeMonotonic:
    return FakeMonotonic(monkeypatch)


def test_token_is_refreshed_before_it_expires(sandbox: Sandbox, monotonic: FakeMonotonic) -> None:
    oauth = application(sandbox)
    agree(sandbox, oauth)
    portal = sandbox.client(auth=oauth)
    monotonic.now += 3500
    portal.customers.list()
    assert sandbox.oauth.refreshes == 0
    monotonic.now += 61
    with freeze_time(datetime.now(UTC) + timedelta(seconds=3541), real_asyncio=True):
        portal.customers.list()
    assert sandbox.oauth.refreshes == 1
    # The portal did not refuse any call.
    assert len(sandbox.requests) == 2


def test_refused_token_is_refreshed_and_the_write_sent_again(sandbox: Sandbox) -> None:
    oauth = application(sandbox)
    agree(sandbox, oauth)
    portal = sandbox.client(auth=oauth)
    sandbox.clock.advance(2 * HOUR)
    portal.customer_groups.create(name="Webhosting")
    assert (sandbox.oauth.refreshes, len(sandbox.requests), len(sandbox.customer_groups)) == (1, 2, 1)


def test_other_process_notices_within_a_minute_that_the_user_has_agreed_again(
    sandbox: Sandbox, monotonic: FakeMonotonic
) -> None:
    store = MemoryTokenStore()
    here, elsewhere = application(sandbox, store=store), application(sandbox, store=store)
    agree(sandbox, here, "files.read")
    portal = sandbox.client(auth=elsewhere)
    with pytest.raises(PermissionDeniedError):
        portal.customers.list()
    agree(sandbox, here, "customers.read")
    monotonic.now += 61
    portal.customers.list()
    assert sandbox.oauth.refreshes == 0


def test_token_that_is_refused_although_it_is_new_raises(sandbox: Sandbox) -> None:
    oauth = application(sandbox)
    agree(sandbox, oauth)
    sandbox.faults.status(401, times=2)
    with pytest.raises(AuthenticationError) as caught:
        sandbox.client(auth=oauth).customers.list()
    assert (caught.value.attempts, sandbox.oauth.refreshes) == (2, 1)


def test_rate_limit_after_a_refresh_is_not_reported_as_a_refused_token() -> None:
    sandbox = Sandbox(rate_limit=2)
    oauth = application(sandbox)
    agree(sandbox, oauth)
    portal = sandbox.client(auth=oauth, max_wait=0)
    portal.customers.list()
    sandbox.oauth._access.revoke(oauth.access_token())
    with pytest.raises(RateLimitError, match="not sent") as caught:
        portal.customers.list()
    assert (caught.value.attempts, sandbox.oauth.refreshes) == (1, 1)


def test_scope_that_is_missing_is_no_reason_to_refresh(sandbox: Sandbox) -> None:
    oauth = application(sandbox)
    agree(sandbox, oauth, "files.read")
    with pytest.raises(PermissionDeniedError):
        sandbox.client(auth=oauth).customers.list()
    assert sandbox.oauth.refreshes == 0


@pytest.mark.parametrize("by", [-timedelta(days=400), -timedelta(minutes=30), timedelta(days=400)])
def test_clock_that_is_set_costs_no_call_and_at_most_one_refresh(sandbox: Sandbox, by: timedelta) -> None:
    oauth = application(sandbox)
    agree(sandbox, oauth)
    now = datetime.now(UTC)
    with freeze_time(now + by, real_asyncio=True):
        # The clock of the portal is right.
        sandbox.clock.set(now)
        for _ in range(3):
            sandbox.client(auth=oauth).customers.list()
        # A process that begins now.
        restarted = application(sandbox, store=oauth._tokens._store)
        for _ in range(3):
            sandbox.client(auth=restarted).customers.list()
    assert sandbox.oauth.refreshes <= 1
    assert len(sandbox.requests) == 6


def test_lifetime_that_is_not_known_lasts_until_the_token_is_refused(sandbox: Sandbox) -> None:
    oauth = application(sandbox)
    sandbox.oauth.faults.body(lambda body: {key: value for key, value in body.items() if key != "expires_in"})
    tokens = agree(sandbox, oauth)
    assert (tokens.expires_in, tokens.expires_at) == (None, None)
    portal = sandbox.client(auth=oauth)
    portal.customers.list()
    sandbox.clock.advance(2 * HOUR)
    portal.customers.list()
    assert sandbox.oauth.refreshes == 1


def test_missing_refresh_token_raises_once_the_access_token_is_refused(sandbox: Sandbox) -> None:
    oauth = application(sandbox)
    sandbox.oauth.faults.body(lambda body: {key: value for key, value in body.items() if key != "refresh_token"})
    agree(sandbox, oauth)
    portal = sandbox.client(auth=oauth)
    portal.customers.list()
    sandbox.clock.advance(2 * HOUR)
    with pytest.raises(OAuthError, match="there is no refresh token: the user must agree again"):
        portal.customers.list()


def test_call_before_anybody_has_agreed_raises(sandbox: Sandbox) -> None:
    with pytest.raises(OAuthError, match="there are no tokens yet: a user must agree first"):
        sandbox.client(auth=application(sandbox)).customers.list()
    assert sandbox.requests == []


def test_token_that_is_still_valid_is_used_when_the_refresh_fails(
    sandbox: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    store = MemoryTokenStore()
    tokens = agree(sandbox, application(sandbox, store=store))
    store.save(Tokens(tokens.access_token, tokens.refresh_token, datetime.now(UTC) - timedelta(seconds=3550), 3600))
    sandbox.oauth.faults.status(503, times=5)
    portal = sandbox.client(auth=application(sandbox, store=store))
    for _ in range(3):
        portal.customers.list()
    (record,) = caplog.records
    assert "the access token is used until it expires, since it cannot be refreshed" in record.getMessage()


def test_connection_that_fails_during_a_refresh_says_that_the_call_was_not_sent(sandbox: Sandbox) -> None:
    oauth = application(sandbox)
    agree(sandbox, oauth)
    sandbox.clock.advance(2 * HOUR)
    sandbox.oauth.faults.disconnect()
    with pytest.raises(APIConnectionError) as caught:
        sandbox.client(auth=oauth).customer_groups.create(name="x")
    assert caught.value.sent is False
    assert caught.value.request.url == f"{sandbox.oauth_url}/oauth/tokens"


def test_refused_refresh_token_is_sent_once(sandbox: Sandbox) -> None:
    oauth = application(sandbox)
    agree(sandbox, oauth)
    sandbox.oauth.revoke()
    portal = sandbox.client(auth=oauth)
    for _ in range(3):
        with pytest.raises(OAuthError, match="invalid_grant") as caught:
            portal.customers.list()
        assert (caught.value.error, caught.value.status_code) == ("invalid_grant", 400)
    assert sandbox.oauth.refused_refreshes == 1
    # After the user has agreed again, there is another refresh token.
    agree(sandbox, oauth)
    portal.customers.list()


class SlowStore(MemoryTokenStore):
    """A store whose lock takes long, so that many callers wait."""

    @contextmanager
    def lock(self) -> Iterator[None]:
        with super().lock():
            time.sleep(0.2)
            yield


def test_failure_is_shared_by_all_that_wait_for_it(sandbox: Sandbox) -> None:
    oauth = application(sandbox, store=SlowStore())
    agree(sandbox, oauth)
    sandbox.clock.advance(2 * HOUR)
    sandbox.oauth.faults.status(503, times=100)
    portal = sandbox.client(auth=oauth)

    def error(_: int) -> OAuthError:
        with pytest.raises(OAuthError, match="503") as caught:
            portal.customers.list()
        return caught.value

    started = time.monotonic()
    with ThreadPoolExecutor(30) as executor:
        errors = list(executor.map(error, range(30)))
    assert time.monotonic() - started < 3
    assert len({id(error) for error in errors}) == 30
    # A call that begins later tries again.
    sandbox.oauth.faults.clear()
    portal.customers.list()


def test_tasks_wait_for_a_refresh_without_threads_of_their_own(sandbox: Sandbox) -> None:
    oauth = application(sandbox, store=SlowStore())
    agree(sandbox, oauth)
    sandbox.clock.advance(2 * HOUR)
    portal = sandbox.async_client(auth=oauth)
    threads: list[int] = []

    async def main() -> None:
        async with asyncio.TaskGroup() as group:
            for _ in range(30):
                group.create_task(portal.customers.list())
            await asyncio.sleep(0.1)
            threads.append(threading.active_count())

    before = threading.active_count()
    asyncio.run(main())
    assert threads[0] - before <= 1
    assert sandbox.oauth.refreshes == 1


@pytest.mark.parametrize("library", ["asyncio", "trio"])
def test_canceled_call_does_not_stop_the_refresh_that_others_wait_for(sandbox: Sandbox, library: str) -> None:
    oauth = application(sandbox, store=SlowStore())
    agree(sandbox, oauth)
    sandbox.clock.advance(2 * HOUR)
    portal = sandbox.async_client(auth=oauth)

    async def in_asyncio() -> None:
        canceled = asyncio.create_task(portal.customers.get("cst_1"))
        other = asyncio.create_task(portal.customers.list())
        await asyncio.sleep(0.05)
        canceled.cancel()
        started = time.monotonic()
        with pytest.raises(asyncio.CancelledError):
            await canceled
        assert time.monotonic() - started < 0.1
        await other

    async def in_trio() -> None:
        with trio.move_on_after(0.05) as scope:
            await portal.customers.get("cst_1")
        assert scope.cancelled_caught
        await portal.customers.list()

    if library == "asyncio":
        asyncio.run(in_asyncio())
    else:
        trio.run(in_trio)
    assert sandbox.oauth.refreshes == 1


def test_sync_and_async_clients_share_a_refresh(sandbox: Sandbox) -> None:
    with sandbox.serve() as url:
        oauth = application(sandbox, http_client=None, base_url=sandbox.oauth_url)
        agree(sandbox, oauth)
        sandbox.clock.advance(2 * HOUR)

        async def main() -> None:
            async with AsyncMijnKlantportaal(auth=oauth, base_url=url) as portal:
                with MijnKlantportaal(auth=oauth, base_url=url) as blocking:
                    await asyncio.gather(
                        *(portal.customers.list() for _ in range(5)),
                        *(asyncio.to_thread(blocking.customers.list) for _ in range(5)),
                    )

        asyncio.run(main())
    assert sandbox.oauth.refreshes == 1


class ReadOnlyStore(MemoryTokenStore):
    """A store that cannot save."""

    is_read_only = False

    def save(self, tokens: Tokens) -> None:
        if self.is_read_only:
            raise OAuthError("the file cannot be written")
        super().save(tokens)


def test_tokens_that_cannot_be_saved_are_used_by_this_process(sandbox: Sandbox) -> None:
    store = ReadOnlyStore()
    oauth = application(sandbox, store=store)
    agree(sandbox, oauth)
    sandbox.clock.advance(2 * HOUR)
    store.is_read_only = True
    portal = sandbox.client(auth=oauth)
    with pytest.raises(OAuthError, match="cannot be written"):
        portal.customers.list()
    portal.customers.list()
    assert sandbox.oauth.refreshes == 1


def test_tokens_that_could_not_be_saved_are_refreshed_instead_of_those_before(sandbox: Sandbox) -> None:
    sandbox.oauth.rotates_refresh_tokens = True
    store = ReadOnlyStore()
    oauth = application(sandbox, store=store)
    agree(sandbox, oauth)
    store.is_read_only = True
    with pytest.raises(OAuthError, match="cannot be written"):
        oauth.refresh()
    store.is_read_only = False
    tokens = oauth.refresh()
    assert (store.load(), sandbox.oauth.refreshes, sandbox.oauth.refused_refreshes) == (tokens, 2, 0)


class BrokenStore(MemoryTokenStore):
    """A store whose lock fails slowly, with its own exception."""

    @contextmanager
    def lock(self) -> Iterator[None]:
        time.sleep(0.2)
        raise ConnectionError("password=very-secret")
        yield


def test_failure_of_the_store_is_shared_by_all_that_wait_without_its_text(sandbox: Sandbox) -> None:
    store = MemoryTokenStore()
    agree(sandbox, application(sandbox, store=store))
    sandbox.oauth.revoke()
    broken = BrokenStore()
    broken.save(store.load() or pytest.fail("no tokens"))
    portal = sandbox.client(auth=application(sandbox, store=broken))

    def error(_: int) -> str:
        with pytest.raises((ConnectionError, OAuthError)) as caught:
            portal.customers.list()
        return f"{type(caught.value).__name__}: {caught.value}"

    started = time.monotonic()
    with ThreadPoolExecutor(20) as executor:
        errors = set(executor.map(error, range(20)))
    assert time.monotonic() - started < 3
    assert errors == {
        "ConnectionError: password=very-secret",
        "OAuthError: the token store failed for another call, with ConnectionError",
    }


def test_store_that_cannot_be_locked_does_not_use_up_the_code(sandbox: Sandbox) -> None:
    oauth = application(sandbox, store=FileTokenStore(os.devnull + "/tokens.json"))
    url, state = oauth.authorization_url(["customers.read"])
    callback = sandbox.oauth.approve(url)
    with pytest.raises(OAuthError, match=r"tokens\.json"):
        oauth.fetch_tokens(callback, state)
    assert application(sandbox).fetch_tokens(callback, state)


def test_async_methods_do_the_same(sandbox: Sandbox) -> None:
    oauth = application(sandbox)

    async def main() -> None:
        url, state = oauth.authorization_url(["customers.read"])
        tokens = await oauth.fetch_tokens_async(sandbox.oauth.approve(url), state)
        assert await oauth.access_token_async() == tokens.access_token
        refreshed = await oauth.refresh_async()
        assert await oauth.access_token_async() == refreshed.access_token != tokens.access_token

    asyncio.run(main())


def test_tenants_have_a_rate_limiter_for_each_application(sandbox: Sandbox) -> None:
    first, second = application(sandbox), application(sandbox)
    portal = sandbox.client(auth=first)
    other = portal.with_options(auth=second)
    assert other._sender.state.limiter is not portal._sender.state.limiter
    assert other.with_options(auth=first)._sender.state.limiter is portal._sender.state.limiter
    assert other.with_options(timeout=5)._sender.state.limiter is other._sender.state.limiter


def test_fork_during_a_refresh_leaves_the_lock_to_the_parent(sandbox: Sandbox) -> None:
    if sys.platform == "win32":
        pytest.skip("no fork on this system")
    with sandbox.serve():
        oauth = application(sandbox, store=SlowStore(), base_url=sandbox.oauth_url, http_client=None)
        agree(sandbox, oauth)
        thread = threading.Thread(target=oauth.refresh)
        thread.start()
        time.sleep(0.05)
        child = os.fork()
        if not child:
            status = 1
            try:
                status = 0 if oauth.refresh() else 1
            finally:
                os._exit(status)
        thread.join()
        deadline = time.monotonic() + 10
        while (ended := os.waitpid(child, os.WNOHANG)) == (0, 0) and time.monotonic() < deadline:
            time.sleep(0.01)
        if ended == (0, 0):
            os.kill(child, 9)
        assert os.waitstatus_to_exitcode(ended[1]) == 0
