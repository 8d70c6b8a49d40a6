"""Print or send a digest of the tickets: the new ones, and those that wait for an answer.

    python tickets_digest.py
    python tickets_digest.py --smtp mail.example:587 --from portal@shop.example --to help@shop.example

It reads MIJNKLANTPORTAAL_API_KEY, which needs the scope `tickets.read`, and, to log in at the mail server, SMTP_USER
and SMTP_PASSWORD.
"""

import argparse
import os
import smtplib
import ssl
import sys
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from pathlib import Path
from zoneinfo import ZoneInfo

from mijnklantportaal import MijnKlantportaal, MijnKlantportaalError

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def line(time: datetime, title: str, ticket_id: str) -> str:
    # A title is text of a customer: a line break in it must not look like a line of the digest, and a control character
    # must not reach a terminal.
    text = "".join(char if char.isprintable() else " " for char in title)
    return f"  {time.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}  {' '.join(text.split())} ({ticket_id})"


def digest(portal: MijnKlantportaal, since: datetime) -> tuple[str, str]:
    """Return the subject and the text."""
    tickets = list(portal.tickets.list())
    new = [ticket for ticket in tickets if ticket.created_at > since]
    waiting = []
    for ticket in tickets:
        if ticket.status == "open":
            # The list has no messages, so each open ticket is one more call.
            # Their order is not documented.
            messages = sorted(portal.tickets.get(ticket.id).messages, key=lambda message: message.posted_at)
            if messages and messages[-1].is_posted_by_customer:
                waiting.append((messages[-1].posted_at, ticket.title, ticket.id))
    lines = [
        f"New since {since.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}: {len(new)}",
        *(line(ticket.created_at, ticket.title, ticket.id) for ticket in new),
        f"Open: {sum(ticket.status == 'open' for ticket in tickets)}",
        f"Waiting for an answer, the longest first: {len(waiting)}",
        *(line(*row) for row in sorted(waiting)),
    ]
    return f"Tickets: {len(new)} new, {len(waiting)} waiting", "\n".join(lines) + "\n"


def send(message: EmailMessage, server: str) -> None:
    host, _, port = server.partition(":")
    with smtplib.SMTP(host, int(port or 587), timeout=30) as smtp:
        if "SMTP_PASSWORD" in os.environ:
            # It fails without encryption, before the password is sent.
            smtp.starttls(context=ssl.create_default_context())
            smtp.login(os.environ["SMTP_USER"], os.environ["SMTP_PASSWORD"])
        smtp.send_message(message)


def main() -> int:
    parser = argparse.ArgumentParser(description="Print or send a digest of the tickets.")
    parser.add_argument("--smtp", metavar="HOST:PORT", help="send the digest, once a day")
    parser.add_argument("--from", dest="sender", default="portal@localhost", help="default: %(default)s")
    parser.add_argument("--to", default="postmaster@localhost", help="default: %(default)s")
    parser.add_argument("--state", type=Path, default=Path("tickets_digest.sent"), help="default: %(default)s")
    options = parser.parse_args()

    now = datetime.now(AMSTERDAM)
    try:
        sent = datetime.fromisoformat(options.state.read_text()) if options.state.exists() else None
        if options.smtp and sent and sent.astimezone(AMSTERDAM).date() == now.date():
            print(f"the digest of {now:%d-%m-%Y} was sent before")
            return 0
        with MijnKlantportaal() as portal:
            subject, text = digest(portal, sent or now - timedelta(days=1))
        if not options.smtp:
            print(f"{subject}\n\n{text}", end="")
            return 0
        message = EmailMessage()
        message["Subject"], message["From"], message["To"] = subject, options.sender, options.to
        message["Date"] = format_datetime(now)
        # The same for each attempt of a day, so that a mail program recognizes a digest that it gets twice.
        message["Message-ID"] = f"<tickets-{now:%Y-%m-%d}-{parseaddr(options.sender)[1]}>"
        message.set_content(text)
        send(message, options.smtp)
    except (MijnKlantportaalError, smtplib.SMTPException, OSError, ValueError) as error:
        print(f"no digest was sent: {error}", file=sys.stderr)
        return 1
    # A run that is killed here leaves no half-written time, which no later run could read.
    partial = options.state.with_name(f"{options.state.name}.partial")
    try:
        partial.write_text(now.isoformat())
        partial.replace(options.state)
    except OSError as error:
        print(f"the digest was sent, but the next run may send it again: {error}", file=sys.stderr)
        return 1
    print(f"sent to {options.to}: {subject}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
