"""The portal on this machine."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Unpack, get_args, get_type_hints

from attrs import evolve

from mijnklantportaal import AsyncMijnKlantportaal, ClientOptions, MijnKlantportaal, models
from mijnklantportaal._send import AsyncSender, Sender
from mijnklantportaal._transport import InProcessTransport
from mijnklantportaal.sandbox._access import SCOPES, Access
from mijnklantportaal.sandbox._client_clock import ClientClock
from mijnklantportaal.sandbox._clock import Clock
from mijnklantportaal.sandbox._document import API, Document
from mijnklantportaal.sandbox._extra import said_what_to_install
from mijnklantportaal.sandbox._faults import Faults
from mijnklantportaal.sandbox._in_process import answering
from mijnklantportaal.sandbox._oauth import OAuth
from mijnklantportaal.sandbox._portal import Portal, SandboxRequest
from mijnklantportaal.sandbox._seeding import Seeds
from mijnklantportaal.sandbox._state import State

API_KEY = "sandbox-key"
CLIENT_ID = "sandbox-application"
CLIENT_SECRET = "sandbox-secret"
_ROOT = "http://sandbox.localhost"


class Sandbox:
    """The portal on this machine, empty at first, as far as its document and its guides tell how it behaves.

    What is created is there when it is listed. Nothing leaves the process unless `serve` is called, and nothing is
    kept when the program ends.

    Args:
        now: What the clock is set to, and stands at; by default it is the machine's.
        rate_limit: Calls in a minute, for each token, 60 as the guide has it; `None` for any number.
        page_size: Objects in a page of a list.
        monthly_limit: Offers, and invoices, that may be made in a calendar month; `None` for any number.
        seed: Where IDs and secrets come from: the same ones each time.

    Raises:
        ValueError: A limit or a size is less than 1.
    """

    agreements: Seeds[models.AgreementWithDetails]
    appointments: Seeds[models.Appointment]
    customer_groups: Seeds[models.CustomerGroup]
    customer_invoices: Seeds[models.CustomerInvoice]
    customer_offers: Seeds[models.CustomerOffer]
    customer_subscription_packages: Seeds[models.CustomerSubscriptionPackage]
    customer_subscriptions: Seeds[models.CustomerSubscription]
    customers: Seeds[models.Customer]
    file_requests: Seeds[models.FileRequest]
    file_shares: Seeds[models.FileShare]
    files: Seeds[models.FileOrDirectory]
    invoices: Seeds[models.Invoice]
    issued_punch_cards: Seeds[models.IssuedPunchCard]
    payment_link_payments: Seeds[models.PaymentLinkPayment]
    payment_links: Seeds[models.PaymentLink]
    punch_cards: Seeds[models.PunchCard]
    tickets: Seeds[models.TicketWithMessages]
    webhooks: Seeds[models.Webhook]

    def __init__(
        self,
        *,
        now: datetime | None = None,
        rate_limit: int | None = 60,
        page_size: int = 15,
        monthly_limit: int | None = None,
        seed: int = 0,
    ) -> None:
        limits = {"rate_limit": rate_limit, "page_size": page_size, "monthly_limit": monthly_limit}
        for name, value in limits.items():
            if value is not None and value < 1:
                raise ValueError(f"{name} must be at least 1, and is {value}")
        self.clock = Clock(now)
        """The time of the portal."""
        self.faults = Faults()
        """What goes wrong with the next calls."""
        self.api_key = API_KEY
        """A key that allows everything."""
        self._state = State(Document(), self.clock, random.Random(seed), page_size, monthly_limit, _ROOT)
        self._client_clock = ClientClock(self.clock, random.Random(seed))
        self._access = Access(self.clock, rate_limit)
        self._access.allow(API_KEY)
        self.client_id = CLIENT_ID
        """That of an application which may use OAuth here."""
        self.client_secret = CLIENT_SECRET
        """That of the same application."""
        self._oauth = OAuth(CLIENT_ID, CLIENT_SECRET)
        self._portal = Portal(self._state, self._access, self._oauth, self.faults)
        self.transport = InProcessTransport(answering(self._portal, self.clock))
        """A transport for httpx clients of both kinds, that reaches the sandbox at `base_url` without a network."""
        for name, kind in get_type_hints(Sandbox).items():
            (model,) = get_args(kind)
            setattr(self, name, Seeds(self._state, self._state.collection(name), model))

    @property
    def base_url(self) -> str:
        """Where the transport finds the API."""
        return _ROOT + API

    @property
    def requests(self) -> list[SandboxRequest]:
        """The calls so far, the first one first. Clearing the list forgets them."""
        return self._portal.requests

    def token(self, *scopes: str) -> str:
        """A new token that allows these scopes only, for `client(api_key=...)`.

        Args:
            scopes: As in the guide: `customers.read`, say.

        Raises:
            ValueError: The guide has no such scope.
        """
        for scope in scopes:
            if scope not in SCOPES:
                raise ValueError(f"there is no scope {scope!r}; the guide has {', '.join(sorted(SCOPES))}")
        token = self._state.token(40)
        self._access.allow(token, scopes)
        return token

    def client(self, *, api_key: str | None = None, **options: Unpack[ClientOptions]) -> MijnKlantportaal:
        """A client of this sandbox, without a network. It waits in the sandbox's time: a minute takes no minute.

        Args:
            api_key: A token from `token`, or a wrong one; by default one that allows everything.
            options: See `ClientOptions`.

        Raises:
            TypeError, ValueError: An option can't be right.
        """
        key = self.api_key if api_key is None else api_key
        client = MijnKlantportaal(api_key=key, base_url=self.base_url, http_client=self.transport, **options)
        self._use_clock(client._sender)
        return client

    def async_client(self, *, api_key: str | None = None, **options: Unpack[ClientOptions]) -> AsyncMijnKlantportaal:
        """The same, asynchronously."""
        key = self.api_key if api_key is None else api_key
        client = AsyncMijnKlantportaal(api_key=key, base_url=self.base_url, http_client=self.transport, **options)
        self._use_clock(client._sender)
        return client

    @contextmanager
    def serve(self, *, host: str = "127.0.0.1", port: int = 0, latency: float = 0.0) -> Iterator[str]:
        """Serve the sandbox from a thread, for as long as a `with` block lasts.

        Meanwhile the addresses in all objects lead to the server.

        Args:
            host: What to bind to; by default nobody else can reach it.
            port: 0 for one that is free.
            latency: Seconds that each answer takes longer.

        Yields:
            The address of the API: `http://127.0.0.1:8000/v1`, say.

        Raises:
            ImportError: The extra `sandbox` is not installed as a whole.
            OSError: The port is taken, or the host is none of this machine.
            OverflowError: There is no such port.
            ValueError: `latency` is negative.
        """
        if latency < 0:
            raise ValueError(f"latency must not be negative, and is {latency}")
        with said_what_to_install():
            from mijnklantportaal.sandbox._server import served

        with served(self._portal, host, port, latency) as address:
            before, self._state.root = self._state.root, address.removesuffix(API)
            try:
                yield address
            finally:
                self._state.root = before

    def _use_clock(self, sender: Sender | AsyncSender) -> None:
        sender.state = evolve(sender.state, clock=self._client_clock)

    def __repr__(self) -> str:
        """How many calls there were; no token."""
        return f"<Sandbox after {len(self.requests)} calls>"
