"""The sandbox itself."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from datetime import datetime
from math import inf
from typing import Any, NoReturn, Self, Unpack, get_args, get_type_hints

from mijnklantportaal import AsyncMijnKlantportaal, ClientOptions, MijnKlantportaal, models
from mijnklantportaal._auth import AsyncTokenSource, TokenSource
from mijnklantportaal._send import AsyncSender, Sender
from mijnklantportaal.oauth import OAuth
from mijnklantportaal.sandbox._access import SCOPES, Access
from mijnklantportaal.sandbox._client_clock import ClientClock
from mijnklantportaal.sandbox._clock import Clock
from mijnklantportaal.sandbox._deliveries import Deliveries
from mijnklantportaal.sandbox._extra import require_extra
from mijnklantportaal.sandbox._factories import Factory
from mijnklantportaal.sandbox._faults import Faults
from mijnklantportaal.sandbox._oauth import AuthorizationServer
from mijnklantportaal.sandbox._portal import Portal, SandboxRequest
from mijnklantportaal.sandbox._spec import API, Spec
from mijnklantportaal.sandbox._state import IN_PROCESS_ROOT, State
from mijnklantportaal.sandbox._transport import InProcessTransport

API_KEY = "sandbox-key"
CLIENT_ID = "sandbox-application"
CLIENT_SECRET = "sandbox-secret"


class Sandbox:
    """A local portal that behaves as the spec and its guides describe. It is empty at first.

    It stores created objects in memory, validates requests, enforces scopes and limits, and calls registered webhooks.
    It uses only the loopback interface of the network, in `serve` and for webhooks on this machine. Each resource has a
    factory, such as `customers`, which adds objects without a call.

    `copy.deepcopy` returns an independent sandbox with the same contents, for tests that start from a common state.

    Args:
        now: The time to set the clock to. By default it follows the system clock.
        speed: Seconds of the portal that pass in a second of real time, until the clock is set. For example, a window
            of the rate limit ends sooner for programs that call a served sandbox.
        rate_limit: Calls per minute and token; `None` disables the rate limit. The guide documents 60.
        page_size: Objects per page of a list.
        monthly_limit: Offers, and invoices, that can be created per calendar month; `None` disables the limit.
        seed: The seed of the random number generator for IDs and secrets, so that runs are reproducible.

    Raises:
        ValueError: A limit or size is less than 1, or the speed is not positive.
    """

    agreements: Factory[models.AgreementWithDetails]
    appointments: Factory[models.Appointment]
    customer_groups: Factory[models.CustomerGroup]
    customer_invoices: Factory[models.CustomerInvoice]
    customer_offers: Factory[models.CustomerOffer]
    customer_subscription_packages: Factory[models.CustomerSubscriptionPackage]
    customer_subscriptions: Factory[models.CustomerSubscription]
    customers: Factory[models.Customer]
    file_requests: Factory[models.FileRequest]
    file_shares: Factory[models.FileShare]
    files: Factory[models.FileOrDirectory]
    invoices: Factory[models.Invoice]
    issued_punch_cards: Factory[models.IssuedPunchCard]
    payment_link_payments: Factory[models.PaymentLinkPayment]
    payment_links: Factory[models.PaymentLink]
    punch_cards: Factory[models.PunchCard]
    tickets: Factory[models.TicketWithMessages]
    webhooks: Factory[models.Webhook]

    def __init__(
        self,
        *,
        now: datetime | None = None,
        speed: float = 1.0,
        rate_limit: int | None = 60,
        page_size: int = 15,
        monthly_limit: int | None = None,
        seed: int = 0,
    ) -> None:
        limits = {"rate_limit": rate_limit, "page_size": page_size, "monthly_limit": monthly_limit}
        for name, value in limits.items():
            if value is not None and value < 1:
                raise ValueError(f"{name} must be at least 1, not {value}")
        if not 0 < speed < inf:
            raise ValueError(f"speed must be positive and finite, not {speed}")
        self.clock = Clock(now, speed)
        """The clock of the portal."""
        self.faults = Faults()
        """Faults for the next calls of the API. `oauth.faults` has those of the authorization server."""
        self.api_key = API_KEY
        """An API key with all scopes."""
        self._state = State(Spec(), self.clock, random.Random(seed), page_size, monthly_limit)
        self.deliveries = Deliveries(self._state)
        """The webhook calls so far, and faults for the next calls."""
        self._client_clock = ClientClock(self.clock, random.Random(seed))
        self._access = Access(self.clock, rate_limit)
        self._access.grant(API_KEY)
        self.client_id = CLIENT_ID
        """The OAuth client ID of the sandbox's application."""
        self.client_secret = CLIENT_SECRET
        """The OAuth client secret of the sandbox's application."""
        self.oauth = AuthorizationServer(CLIENT_ID, CLIENT_SECRET, self._state, self._access)
        """The authorization server, at `oauth_url`."""
        self._portal = Portal(self._state, self._access, self.oauth, self.faults)
        self.transport = InProcessTransport(self._portal, self.clock)
        """A transport for sync and async httpx clients that reaches the sandbox at `base_url` without a network."""
        for name, annotation in get_type_hints(Sandbox).items():
            (model,) = get_args(annotation)
            setattr(self, name, Factory(self._state, self._state.collection(name), model))

    @property
    def base_url(self) -> str:
        """The base URL of the API for `transport`."""
        return IN_PROCESS_ROOT + API

    @property
    def oauth_url(self) -> str:
        """The base URL of the authorization server, for `OAuth(base_url=...)`: for `transport`, or of the server."""
        return self._state.root

    @property
    def requests(self) -> list[SandboxRequest]:
        """All API requests so far, the oldest first. The list may be cleared."""
        return self._portal.requests

    def token(self, *scopes: str) -> str:
        """Return a new token that has only these scopes, for `client(api_key=...)`.

        Args:
            scopes: Scopes of the guide, such as `customers.read`.

        Raises:
            ValueError: The guide has no such scope.
        """
        for scope in scopes:
            if scope not in SCOPES:
                raise ValueError(f"{scope!r} is not a valid scope; the guide has {', '.join(sorted(SCOPES))}")
        token = self._state.new_token(40)
        self._access.grant(token, scopes)
        return token

    def client(
        self,
        *,
        api_key: str | None = None,
        auth: TokenSource | OAuth | None = None,
        **options: Unpack[ClientOptions],
    ) -> MijnKlantportaal:
        """Return a client that calls the sandbox in process. Its waits advance the sandbox's clock, not real time.

        The client always calls this sandbox. A copy of the sandbox needs another client.

        Args:
            api_key: A token from `token`, or an invalid token. The default is `api_key` of the sandbox.
            auth: As for `MijnKlantportaal`, instead of an API key.
            options: See `ClientOptions`.

        Raises:
            ConfigurationError: `api_key` or `auth` is not valid, or both are given.
            TypeError, ValueError: An option is not valid.
        """
        key = self.api_key if api_key is None and auth is None else api_key
        client = MijnKlantportaal(api_key=key, auth=auth, base_url=self.base_url, http_client=self.transport, **options)
        self._use_clock(client._sender)
        return client

    def async_client(
        self,
        *,
        api_key: str | None = None,
        auth: AsyncTokenSource | OAuth | None = None,
        **options: Unpack[ClientOptions],
    ) -> AsyncMijnKlantportaal:
        """Return an asynchronous client that calls the sandbox in process. See `client`."""
        key = self.api_key if api_key is None and auth is None else api_key
        client = AsyncMijnKlantportaal(
            api_key=key, auth=auth, base_url=self.base_url, http_client=self.transport, **options
        )
        self._use_clock(client._sender)
        return client

    @contextmanager
    def serve(self, *, host: str = "127.0.0.1", port: int = 0, latency: float = 0.0) -> Iterator[str]:
        """Serve the sandbox over HTTP from a thread, for the duration of a `with` block.

        Within the block, all URLs in objects refer to the server.

        Args:
            host: The address to bind to. By default only this machine can connect.
            port: The port to bind to; 0 chooses a free one.
            latency: Seconds that are added to the delay of each response.

        Yields:
            The base URL of the API, such as `http://127.0.0.1:8000/v1`.

        Raises:
            ImportError: A package of the extra `sandbox` is not installed.
            OSError: The port is in use, or the host is not an address of this machine.
            OverflowError: The port is out of range.
            ValueError: `latency` is negative.
        """
        if latency < 0:
            raise ValueError(f"latency must be 0 or more, not {latency}")
        with require_extra():
            from mijnklantportaal.sandbox._server import serve_in_thread

        with serve_in_thread(self._portal, host, port, latency) as address:
            previous_root, self._state.root = self._state.root, address.removesuffix(API)
            try:
                yield address
            finally:
                self._state.root = previous_root

    def _use_clock(self, sender: Sender | AsyncSender) -> None:
        sender.state.clock = self._client_clock

    def __copy__(self) -> Self:
        """Return an independent sandbox with the same contents, as `copy.deepcopy` does."""
        return deepcopy(self)

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """Return an independent sandbox with the same contents: objects, clock, faults, tokens and requests.

        Clients of this sandbox keep calling this one. The copy of a sandbox that is being served is not served.
        """
        copy = type(self).__new__(type(self))
        memo[id(self)] = copy
        # With the lock, no call changes the state during the copy.
        with self._state.lock:
            vars(copy).update(deepcopy(vars(self), memo))
        return copy

    def __reduce__(self) -> NoReturn:
        """Refuse to be pickled.

        Raises:
            TypeError: Always.
        """
        self._state.__reduce__()

    def __repr__(self) -> str:
        return f"<Sandbox: {len(self.requests)} requests>"
