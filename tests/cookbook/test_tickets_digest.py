"""examples/cookbook/tickets_digest.py: what it prints, and what a mail server on this machine receives."""

import asyncio
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from threading import Thread
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from mijnklantportaal.models import TicketMessage
from mijnklantportaal.sandbox import Sandbox
from mijnklantportaal.sandbox._demo_data import add_demo_data
from tests.cookbook.recipes import Result, served, shown, shows_program, wait_for_a_whole_minute_of_this_day

NAME = "tickets_digest"
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOW = datetime.now(AMSTERDAM)
ADDRESSES = ("--from", "portal@shop.example", "--to", "help@shop.example")


@pytest.fixture(autouse=True)
def whole_minute() -> None:
    wait_for_a_whole_minute_of_this_day(AMSTERDAM)


class Mailbox:
    """The handler of a mail server: it keeps what arrives, or responds with a refusal."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.logins: list[tuple[bytes, bytes]] = []
        self.refusals: list[str] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.refusals:
            return self.refusals.pop()
        assert isinstance(envelope.content, bytes)
        self.messages.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    def log_in(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, login: object) -> AuthResult:
        assert isinstance(login, LoginPassword)
        self.logins.append((login.login, login.password))
        return AuthResult(success=True)


@contextmanager
def mail_server(mailbox: Mailbox, **options: Any) -> Iterator[str]:
    """Yield the host and the port of a server."""
    loop = asyncio.new_event_loop()

    def protocol() -> SMTP:
        return SMTP(mailbox, hostname="mail.example", authenticator=mailbox.log_in, loop=loop, **options)

    server = loop.run_until_complete(loop.create_server(protocol, "127.0.0.1", 0))
    thread = Thread(target=loop.run_forever)
    thread.start()
    try:
        yield f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        server.close()
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()


def hours_ago(hours: float) -> datetime:
    return (NOW.astimezone(UTC) - timedelta(hours=hours)).astimezone(AMSTERDAM)


def shown_time(hours: float) -> str:
    return f"{hours_ago(hours):%d-%m-%Y %H:%M}"


def add(sandbox: Sandbox, title: str, *messages: tuple[bool, float], status: str = "open") -> str:
    """Add a ticket whose messages are those of the customer (True) or of the company, so many hours ago."""
    return sandbox.tickets.add(
        title=title,
        status=status,
        created_at=hours_ago(messages[0][1]),
        messages=[
            TicketMessage(
                id=f"tim_{number}",
                posted_by="Sanne Jansen",
                is_posted_by_customer=by_customer,
                message="<p>Text</p>",
                posted_at=hours_ago(hours),
                attachments=[],
            )
            for number, (by_customer, hours) in enumerate(messages)
        ],
    ).id


def test_digest_lists_new_tickets_and_those_that_wait_the_longest_first(tmp_path: Path) -> None:
    sandbox = Sandbox()
    add(sandbox, "Answered", (True, 50), (False, 49))
    new = add(sandbox, "Broken 🥐\n  Open: 0", (True, 3))
    old = add(sandbox, "Asked again", (True, 90), (False, 80), (True, 70))
    closed = add(sandbox, "Solved", (True, 5), status="closed")
    with served(NAME, tmp_path, sandbox) as recipe:
        result = recipe.run()
    subject, blank, since, *lines = result.output.splitlines()
    assert (subject, blank, since[-3:]) == ("Tickets: 2 new, 2 waiting", "", ": 2")
    assert lines == [
        f"  {shown_time(5)}  Solved ({closed})",
        f"  {shown_time(3)}  Broken 🥐 Open: 0 ({new})",
        "Open: 3",
        "Waiting for an answer, the longest first: 2",
        f"  {shown_time(70)}  Asked again ({old})",
        f"  {shown_time(3)}  Broken 🥐 Open: 0 ({new})",
    ]
    assert (result.code, result.errors) == (0, "")
    assert not (tmp_path / f"{NAME}.sent").exists()


def test_digest_is_sent_once_a_day(tmp_path: Path) -> None:
    sandbox, mailbox, state = Sandbox(), Mailbox(), tmp_path / f"{NAME}.sent"
    add(sandbox, "Broken 🥐", (True, 30))
    with served(NAME, tmp_path, sandbox) as recipe, mail_server(mailbox) as server:
        sent = Result(0, "sent to help@shop.example: Tickets: 0 new, 1 waiting\n", "")
        assert recipe.run("--smtp", server, *ADDRESSES) == sent
        requests = len(sandbox.requests)
        again = recipe.run("--smtp", server, *ADDRESSES)
        assert (again.code, "was sent before" in again.output) == (0, True)
        assert (len(mailbox.messages), len(sandbox.requests)) == (1, requests)

        # The next digest has what is new since the last one, whenever that was.
        state.write_text(hours_ago(31).isoformat())
        assert recipe.run("--smtp", server, *ADDRESSES).output.endswith("Tickets: 1 new, 1 waiting\n")
    first, second = mailbox.messages
    assert (first["From"], first["To"]) == ("portal@shop.example", "help@shop.example")
    assert first["Message-ID"] == f"<tickets-{datetime.now(AMSTERDAM):%Y-%m-%d}-portal@shop.example>"
    assert (first.get_content_type(), "Broken 🥐" in first.get_content()) == ("text/plain", True)
    assert f"New since {shown_time(31)}: 1" in second.get_content()


def test_title_cannot_control_a_terminal(tmp_path: Path) -> None:
    sandbox, mailbox = Sandbox(), Mailbox()
    add(sandbox, "A\x1b[2J\u202eB", (True, 3))
    with served(NAME, tmp_path, sandbox) as recipe, mail_server(mailbox) as server:
        assert " A [2J B (" in recipe.run().output
        assert recipe.run("--smtp", server, *ADDRESSES).code == 0
    assert " A [2J B (" in mailbox.messages[0].get_content()


def test_sender_with_a_name_is_not_in_the_id_of_the_message(tmp_path: Path) -> None:
    mailbox = Mailbox()
    with served(NAME, tmp_path, Sandbox()) as recipe, mail_server(mailbox) as server:
        recipe.run("--smtp", server, "--from", "The Shop <portal@shop.example>")
    assert mailbox.messages[0]["Message-ID"] == f"<tickets-{datetime.now(AMSTERDAM):%Y-%m-%d}-portal@shop.example>"


def test_time_that_cannot_be_read_is_an_error_before_any_call(tmp_path: Path) -> None:
    (tmp_path / f"{NAME}.sent").touch()
    sandbox = Sandbox()
    with served(NAME, tmp_path, sandbox) as recipe:
        failed = recipe.run("--smtp", "127.0.0.1:1", *ADDRESSES)
    assert (failed.code, failed.output, "Traceback" in failed.errors, sandbox.requests) == (1, "", False, [])


def test_time_that_cannot_be_written_is_an_error_after_the_digest(tmp_path: Path) -> None:
    mailbox = Mailbox()
    with served(NAME, tmp_path, Sandbox()) as recipe, mail_server(mailbox) as server:
        failed = recipe.run("--smtp", server, *ADDRESSES, "--state", "missing/state")
    assert (failed.code, failed.output, len(mailbox.messages)) == (1, "", 1)
    assert failed.errors.startswith("the digest was sent, but the next run may send it again: ")
    assert "Traceback" not in failed.errors


def test_failed_run_sends_nothing_and_the_next_one_does(tmp_path: Path) -> None:
    sandbox, mailbox = Sandbox(), Mailbox()
    ids = [add(sandbox, title, (True, 30)) for title in ("Broken", "Slow")]
    with served(NAME, tmp_path, sandbox) as recipe, mail_server(mailbox) as server:
        sandbox.faults.status(403, path=f"/tickets/{ids[0]}")
        mailbox.refusals.append("451 Try again later")
        for reason in ("403", "451"):
            failed = recipe.run("--smtp", server, *ADDRESSES)
            assert (failed.code, failed.output, mailbox.messages) == (1, "", [])
            assert reason in failed.errors
        assert recipe.run("--smtp", server, *ADDRESSES).code == 0
    assert len(mailbox.messages) == 1


def test_password_is_sent_with_encryption_only(tmp_path: Path) -> None:
    mailbox, authority = Mailbox(), trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    login = {"SMTP_USER": "shop", "SMTP_PASSWORD": "secret", "SSL_CERT_FILE": str(tmp_path / "authority.pem")}
    with served(NAME, tmp_path, Sandbox()) as recipe:
        with mail_server(mailbox, auth_require_tls=False) as server:
            failed = recipe.run("--smtp", server, *ADDRESSES, **login)
            assert (failed.code, mailbox.logins, "secret" in failed.errors) == (1, [], False)
        with mail_server(mailbox, tls_context=context) as server:
            assert recipe.run("--smtp", server, *ADDRESSES, **login).code == 0
    assert (mailbox.logins, len(mailbox.messages)) == ([(b"shop", b"secret")], 1)


def without_times(text: str) -> str:
    return re.sub(r"\d\d-\d\d-\d{4} \d\d:\d\d", "<time>", text)


def test_page_shows_the_program_and_what_it_prints(tmp_path: Path) -> None:
    assert shows_program(NAME)
    sandbox = Sandbox()
    add_demo_data(sandbox)
    with served(NAME, tmp_path, sandbox) as recipe:
        (command,) = shown(NAME)
        assert without_times(recipe.run(*command.arguments).output) == without_times(command.output)
