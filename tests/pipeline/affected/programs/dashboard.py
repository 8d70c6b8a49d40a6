"""Show the work of today: appointments, tickets, punch cards and files.

The comments are read by the tests: the level and the subject of what affects a line.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

import mijnklantportaal.models as m
from mijnklantportaal import AsyncMijnKlantportaal

Portal: TypeAlias = AsyncMijnKlantportaal
Cards: TypeAlias = dict[str, list[m.IssuedPunchCard]]
Count = Callable[[str], Awaitable[int]]


async def agenda(portal: Portal, start: datetime) -> list[str]:
    today = await portal.appointments.list(start_at=start)  # breaking appointments.list(days=)
    rows = [f"{item.starts_at:%H:%M} {item.attendee_name}" for item in today]
    later = await portal.appointments.list(start_at=start, days=30)
    return [*rows, f"{len(later)} in the next 30 days"]


def channel(ticket: m.Ticket | m.TicketWithMessages) -> str:
    match ticket.source:  # feature TicketSource
        case "email" | "portal":
            return "written"
        case "chat":
            return "talk"
    return "other"


async def tickets(portal: Portal) -> Counter[str]:
    counts: Counter[str] = Counter()
    async for page in portal.tickets.list().pages():
        counts.update(channel(ticket) for ticket in page.data if ticket.status == "open")
    return counts


async def answer(portal: Portal, ticket_id: str, text: str, attachment: Path | None) -> m.TicketWithMessages:
    ticket = await portal.tickets.add_message(ticket_id, message=text)
    if attachment:
        last = ticket.messages[-1]
        ticket = await portal.tickets.upload_attachment(ticket.id, last.id, attachment=attachment)
    return ticket


async def issued_cards(portal: Portal) -> Cards:
    cards: Cards = {}
    async for card in portal.punch_cards.list():
        async for issued in portal.punch_cards.list_issued(card.id):
            cards.setdefault(issued.customer_id, []).append(issued)
    return cards


def left(cards: Cards) -> Mapping[str, int]:
    return {customer: sum(card.punches_left for card in issued) for customer, issued in cards.items()}


async def stamp(portal: Portal, card: m.IssuedPunchCard, count: int) -> m.IssuedPunchCard:
    # breaking punch_cards.stamp(stamps=)
    card = await portal.punch_cards.stamp(card.punch_card_id, card.id, stamps=count)
    values: dict[str, Any] = {"stamps": 1}
    again = partial(portal.punch_cards.stamp, card.punch_card_id)  # patch punch_cards.stamp(stamps=)
    await again(card.id)
    return await portal.punch_cards.stamp(card.punch_card_id, card.id, **values)  # breaking punch_cards.stamp(stamps=)


async def upload(portal: Portal, folder: Path) -> list[m.FileOrDirectory]:
    calls = [portal.files.upload(file=path) for path in folder.glob("*.pdf")]  # breaking files.upload(directory=)
    return list(await asyncio.gather(*calls))


async def remaining_calls(portal: Portal, customer_id: str) -> int:
    raw = portal.with_raw_response
    response = await raw.customers.get(customer_id)
    customer = response.parse()
    print(customer.company_name, customer.phone)  # breaking Customer.phone
    update = await raw.customers.update(customer_id, city="Utrecht")  # patch customers.update()
    await raw.appointments.list()  # breaking appointments.list(days=)
    invoice = await portal.invoices.get(response.headers["x-invoice"])  # feature invoices.get()
    print(invoice.lines)
    return int(update.headers.get("x-ratelimit-remaining", "0"))


async def sign(portal: Portal, name: str, documents: list[Path]) -> m.AgreementWithDetails:
    signer = m.AgreementSignerInvitation(first_name=name, email="info@example.com")
    agreement = await portal.agreements.create(
        name="Terms", signer_name=name, signer_signature_data="", signers=[signer], documents=documents
    )
    return await portal.agreements.get(agreement.id)


async def main() -> None:
    async with AsyncMijnKlantportaal() as portal:  # breaking MijnKlantportaal(base_url=)
        count: Count = partial(remaining_calls, portal)
        print(await agenda(portal, datetime(2026, 4, 14)), await tickets(portal))
        print(left(await issued_cards(portal)), await count("cst_1"))


if __name__ == "__main__":
    asyncio.run(main())
