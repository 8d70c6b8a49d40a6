"""Stamp the punch card of a customer, once for each visit.

    python punch_card_stamping.py pcd_abc12345def678 info@bakkerij-jansen.nl 2026-0117

A visit is the number of a receipt or of a lesson: a second run with the same one does nothing. The program reads
MIJNKLANTPORTAAL_API_KEY.
"""

import argparse
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime

from mijnklantportaal import (
    APIConnectionError,
    APIError,
    APIStatusError,
    MijnKlantportaal,
    MijnKlantportaalError,
    NotFoundError,
)
from mijnklantportaal.models import IssuedPunchCard

TABLE = """CREATE TABLE IF NOT EXISTS stamps (
    visit TEXT PRIMARY KEY, card TEXT, issued TEXT, left_before INTEGER NOT NULL, left_after INTEGER)"""


def settle(portal: MijnKlantportaal, journal: sqlite3.Connection) -> None:
    """Find out whether the stamps were given whose responses an earlier run did not get."""
    rows = journal.execute("SELECT visit, card, issued, left_before FROM stamps WHERE left_after IS NULL").fetchall()
    for visit, card_id, issued_id, left_before in rows:
        try:
            left = portal.punch_cards.get_issued(card_id, issued_id).punches_left
        except NotFoundError:
            # The card has been deleted, which must not stop the stamps of all other cards.
            left = 0
        # Fewer than before: the stamp was given, or somebody gave another one. In doubt, no second one is given.
        if left < left_before:
            journal.execute("UPDATE stamps SET left_after = ? WHERE visit = ?", (left, visit))
        else:
            journal.execute("DELETE FROM stamps WHERE visit = ?", (visit,))


def customer_id_of(portal: MijnKlantportaal, customer: str) -> str:
    if customer.startswith("cst_"):
        return customer
    email = customer.casefold()
    ids = [customer.id for customer in portal.customers.list() if customer.primary_email.casefold() == email]
    if len(ids) != 1:
        raise LookupError(f"{len(ids)} customers have the email address {customer}")
    return ids[0]


def active_card(portal: MijnKlantportaal, card_id: str, customer_id: str, may_issue: bool) -> IssuedPunchCard:
    """Return the active card of the customer that expires first, or issue one if that is allowed."""
    cards = [card for card in portal.punch_cards.list_issued(card_id) if card.customer_id == customer_id]
    if active := [card for card in cards if card.status == "active"]:
        never = datetime.max.replace(tzinfo=UTC)
        return min(active, key=lambda card: card.expires_at or never)
    if not may_issue:
        raise LookupError(f"the customer has no active card, and {len(cards)} full or expired ones")
    return portal.punch_cards.issue(card_id, customer_id=customer_id)


def stamp(portal: MijnKlantportaal, journal: sqlite3.Connection, visit: str, card: IssuedPunchCard) -> IssuedPunchCard:
    # Before the call, so that the next run knows of a stamp whose response was lost.
    journal.execute(
        "INSERT INTO stamps VALUES (?, ?, ?, ?, NULL)", (visit, card.punch_card_id, card.id, card.punches_left)
    )
    try:
        stamped = portal.punch_cards.stamp(card.punch_card_id, card.id)
    except APIError as error:
        unsent = isinstance(error, APIConnectionError) and not error.sent
        if unsent or (isinstance(error, APIStatusError) and error.status_code < 500):
            journal.execute("DELETE FROM stamps WHERE visit = ?", (visit,))
        raise
    journal.execute("UPDATE stamps SET left_after = ? WHERE visit = ?", (stamped.punches_left, visit))
    return stamped


def main() -> int:
    parser = argparse.ArgumentParser(description="Stamp the punch card of a customer, once for each visit.")
    parser.add_argument("card", help="ID of the punch card")
    parser.add_argument("customer", help="email address or ID of the customer")
    parser.add_argument("visit", help="number of the receipt or the lesson")
    parser.add_argument("--issue", action="store_true", help="issue a card if the customer has no active one")
    parser.add_argument("--journal", default="punch_card_stamps.db", help="default: %(default)s")
    options = parser.parse_args()
    try:
        # Without an isolation level, each statement is on the disk when it returns.
        with closing(sqlite3.connect(options.journal, isolation_level=None)) as journal, MijnKlantportaal() as portal:
            # One run at a time, until the connection is closed.
            journal.executescript(f"PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; {TABLE}; COMMIT")
            settle(portal, journal)
            for (left,) in journal.execute("SELECT left_after FROM stamps WHERE visit = ?", (options.visit,)):
                print(f"visit {options.visit} has its stamp already; {left} were left")
                return 0
            customer_id = customer_id_of(portal, options.customer)
            card = stamp(portal, journal, options.visit, active_card(portal, options.card, customer_id, options.issue))
    except (MijnKlantportaalError, LookupError, sqlite3.Error) as error:
        print(f"visit {options.visit}: {error}", file=sys.stderr)
        return 1
    print(f"visit {options.visit}: {card.id} has {card.punches_left} left" + ", and is full" * (card.punches_left == 0))
    return 0


if __name__ == "__main__":
    sys.exit(main())
