"""What users see, pinned: read by type checkers only, never run."""

import asyncio
from contextlib import aclosing
from datetime import date, datetime
from decimal import Decimal
from typing import assert_type

from mijnklantportaal import (
    UNSET,
    APIConnectionError,
    AsyncMijnKlantportaal,
    AsyncPage,
    AsyncPager,
    MijnKlantportaal,
    NotFoundError,
    Page,
    RawResponse,
    RequestEvent,
    ResponseEvent,
    UnprocessableEntityError,
    Upload,
)
from mijnklantportaal.models import (
    Appointment,
    Customer,
    CustomerOffer,
    CustomerOfferLine,
    DownloadLink,
    FileOrDirectory,
    Invoice,
    IssuedPunchCard,
)
from mijnklantportaal.sandbox import Sandbox, SandboxRequest


def synchronous(portal: MijnKlantportaal) -> None:
    offer = portal.customer_offers.get("off_abc12345def678")
    assert_type(offer, CustomerOffer)
    assert_type(offer.amount, Decimal)
    assert_type(offer.expires_at, date)
    assert_type(offer.accepted_at, datetime | None)
    assert_type(offer.links.customer.href, str)

    for each in portal.customer_offers.list():
        assert_type(each, CustomerOffer)
    page = portal.customer_offers.list(page=2)
    assert_type(page, Page[CustomerOffer])
    assert_type(page.data, list[CustomerOffer])
    assert_type(page.next_page(), Page[CustomerOffer] | None)

    portal.customer_offers.create_manual(
        customer_id="cst_abc12345def678",
        offer_number="2026-001",
        issued_at=date(2026, 4, 14),
        expires_at=date(2026, 4, 30),
        send_notification=True,
        lines=[CustomerOfferLine(description="Website template", amount_excl_vat=Decimal("12.95"), vat_rate=21)],
    )
    assert_type(portal.with_raw_response.customer_offers.get("off_1"), RawResponse[CustomerOffer])
    assert_type(portal.with_raw_response.customer_offers.list().parse(), Page[CustomerOffer])
    assert_type(portal.with_options(max_retries=0), MijnKlantportaal)
    assert_type(portal.appointments.list(), list[Appointment])
    assert_type(portal.files.upload(file=Upload(b"content", name="a.txt")), FileOrDirectory)
    assert_type(portal.files.get_download_link("fsf_1"), DownloadLink)
    assert_type(portal.punch_cards.stamp("pcd_1", "pcb_1", stamps=UNSET), IssuedPunchCard)
    assert_type(portal.invoices.get("fac_1").total_amount, Decimal)
    assert_type(portal.invoices.get("fac_1"), Invoice)


async def asynchronous(portal: AsyncMijnKlantportaal) -> None:
    assert_type(await portal.customer_offers.get("off_1"), CustomerOffer)
    assert_type(portal.customer_offers.list(), AsyncPager[CustomerOffer])
    assert_type(await portal.customer_offers.list(), AsyncPage[CustomerOffer])
    async for each in portal.customer_offers.list():
        assert_type(each, CustomerOffer)
    async for page in portal.customer_offers.list().pages():
        assert_type(page, AsyncPage[CustomerOffer])
    assert_type(asyncio.create_task(portal.customer_offers.list()), asyncio.Task[AsyncPage[CustomerOffer]])
    async with aclosing(portal.customer_offers.list()) as offers:
        assert_type(await anext(aiter(offers)), CustomerOffer)
    async with aclosing((await portal.customer_offers.list()).pages()) as pages:
        assert_type(await anext(pages), AsyncPage[CustomerOffer])
    assert_type(await portal.with_raw_response.customer_offers.get("off_1"), RawResponse[CustomerOffer])
    raw_page = await portal.with_raw_response.customer_offers.list()
    assert_type(raw_page, RawResponse[AsyncPage[CustomerOffer]])


def errors(error: NotFoundError, invalid: UnprocessableEntityError) -> None:
    assert_type(error.status_code, int)
    assert_type(error.waited, float)
    assert_type(error.page, int | None)
    assert_type(invalid.errors, dict[str, list[str]])


def watched(sent: RequestEvent, ended: ResponseEvent) -> None:
    assert_type(sent.request.url, str)
    assert_type(ended.seconds, float)
    assert_type(ended.status_code, int | None)
    assert_type(ended.error, APIConnectionError | None)
    MijnKlantportaal(on_request=lambda event: print(event.operation), on_response=watched_by_name, throttle=False)


def watched_by_name(event: ResponseEvent) -> None: ...


def mistakes(portal: MijnKlantportaal) -> None:
    """Each line is an error of the caller, which a checker must find: an ignore that is not needed is an error too."""
    portal.customer_offers.get()  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    portal.customer_offers.get(7)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    portal.with_options(retries=1)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    CustomerOfferLine(description="x", amount_excl_vat=1.5, vat_rate=21)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    CustomerOfferLine(description="x", amount_excl_vat=Decimal(1), vat_rate=20)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    portal.customer_subscriptions.create(
        customer_id="cst_1",
        description="x",
        start_date=date(2026, 1, 1),
        interval="3 years",  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        amount=Decimal(1),
        vat_rate=21,
    )


def sandbox(portal: Sandbox) -> None:
    assert_type(portal.client(max_retries=0), MijnKlantportaal)
    assert_type(portal.async_client(), AsyncMijnKlantportaal)
    assert_type(portal.customers.add(company_name="Bakkerij Jansen"), Customer)
    assert_type(list(portal.issued_punch_cards), list[IssuedPunchCard])
    assert_type(portal.requests, list[SandboxRequest])
    assert_type(portal.clock.now, datetime)
    with portal.serve() as address:
        assert_type(address, str)
