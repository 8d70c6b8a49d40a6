"""Tickets: replies, attachments and closing; webhooks: secrets."""

from datetime import timedelta

import attrs
import pytest

from mijnklantportaal import MijnKlantportaal, NotFoundError, UnprocessableEntityError, Upload
from mijnklantportaal.models import TicketMessage, TicketWithMessages
from mijnklantportaal.sandbox import Sandbox

PICTURE = Upload(b"\x89PNG", name="één.png", media_type="image/png")


@pytest.fixture
def ticket(sandbox: Sandbox) -> TicketWithMessages:
    """A ticket with a message that a customer posted two hours ago."""
    message = TicketMessage(
        id="tim_first",
        posted_by="Bram Jansen",
        is_posted_by_customer=True,
        message="<p>Help</p>",
        posted_at=sandbox.clock.now - timedelta(hours=2),
        attachments=[],
    )
    return sandbox.tickets.add(messages=[message])


def test_add_message_appends_a_reply(sandbox: Sandbox, client: MijnKlantportaal, ticket: TicketWithMessages) -> None:
    replied = client.tickets.add_message(ticket.id, message="<p>We will <b>look</b> & see</p>")
    assert replied == attrs.evolve(ticket, messages=[*ticket.messages, replied.messages[1]])
    message = replied.messages[1]
    assert (message.id[:4], message.message) == ("tim_", "<p>We will <b>look</b> & see</p>")
    assert (message.is_posted_by_customer, message.posted_at, message.attachments) == (False, sandbox.clock.now, [])
    assert client.tickets.get(ticket.id) == replied


def test_add_message_reopens_a_closed_ticket(client: MijnKlantportaal, ticket: TicketWithMessages) -> None:
    closed = client.tickets.close(ticket.id)
    assert closed == attrs.evolve(ticket, status="closed")
    assert [listed.status for listed in client.tickets.list()] == ["closed"]
    assert client.tickets.add_message(ticket.id, message="Hello").status == "open"
    assert client.tickets.get(ticket.id).status == "open"


def test_attachment_is_accepted_for_five_minutes(
    sandbox: Sandbox, client: MijnKlantportaal, ticket: TicketWithMessages
) -> None:
    message = client.tickets.add_message(ticket.id, message="Hello").messages[1]
    sandbox.clock.advance(timedelta(minutes=5))
    upload = client.tickets.upload_attachment
    upload(ticket.id, message.id, attachment=PICTURE)
    attached = upload(ticket.id, message.id, attachment=b"second")
    first, second = attached.messages[1].attachments
    assert (first.id[:4], first.name, first.size, first.mime) == ("tma_", "één.png", 4, "image/png")
    assert second.id != first.id
    assert attached.messages[0].attachments == []
    sandbox.clock.advance(timedelta(seconds=1))
    with pytest.raises(UnprocessableEntityError):
        upload(ticket.id, message.id, attachment=PICTURE)
    assert client.tickets.get(ticket.id) == attached


def test_attachment_to_an_old_or_unknown_message_is_rejected(
    client: MijnKlantportaal, ticket: TicketWithMessages
) -> None:
    with pytest.raises(UnprocessableEntityError):
        client.tickets.upload_attachment(ticket.id, "tim_first", attachment=PICTURE)
    with pytest.raises(NotFoundError):
        client.tickets.upload_attachment(ticket.id, "tim_unknown", attachment=PICTURE)
    assert client.tickets.get(ticket.id) == ticket


def test_live_chat_rejects_replies_and_attachments(sandbox: Sandbox, client: MijnKlantportaal) -> None:
    message = TicketMessage(
        id="tim_chat",
        posted_by="Bram Jansen",
        is_posted_by_customer=True,
        message="Hello?",
        posted_at=sandbox.clock.now,
        attachments=[],
    )
    chat = sandbox.tickets.add(source="chat", messages=[message])
    with pytest.raises(UnprocessableEntityError):
        client.tickets.add_message(chat.id, message="Hello")
    with pytest.raises(UnprocessableEntityError):
        client.tickets.upload_attachment(chat.id, message.id, attachment=PICTURE)
    assert client.tickets.get(chat.id) == chat
    assert client.tickets.close(chat.id).status == "closed"


def test_webhooks_have_distinct_secrets(client: MijnKlantportaal) -> None:
    first, second = (client.webhooks.create(url="https://bakery.example/hook", type_="invoice-paid") for _ in range(2))
    assert first.secret != second.secret
    assert (len(first.secret), first.secret.isalnum()) == (20, True)
    assert [listed.secret for listed in client.webhooks.list()] == [second.secret, first.secret]
    assert client.webhooks.get(first.id).secret == first.secret
