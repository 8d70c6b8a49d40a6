"""Small programs in a folder. Their comments name the level and the subject of what affects their lines."""

import re
from pathlib import Path

from pipeline.affected import Report

_EXPECTED = re.compile(r"# (breaking|feature|patch) (\S+)")

Places = set[tuple[str, int, str, str | None]]


def expected_in(folder: Path) -> Places:
    """Return what the comments name: for their line, or for the next line with code where a comment is a whole line."""
    places: Places = set()
    for path in folder.rglob("*.py"):
        subjects: list[tuple[str, str | None]] = []
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
            subjects += [(level, None if name == "error" else name) for level, name in _EXPECTED.findall(line)]
            if not line.lstrip().startswith("#"):
                places.update((path.name, number, *subject) for subject in subjects)
                subjects.clear()
    return places


def places_in(report: Report) -> Places:
    return {(entry.path.name, entry.line, entry.level.word, entry.python) for entry in report.entries}


def written(folder: Path, programs: dict[str, str]) -> Path:
    """Write the programs and return the folder."""
    for name, text in programs.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


SAMPLES = {
    "comments.py": """\
# pyright: basic, reportAttributeAccessIssue=false
from mijnklantportaal import MijnKlantportaal

def run(portal: MijnKlantportaal) -> None:
    portal.customer_offers.mark("off_1")  # type: ignore  # breaking customer_offers.mark()
    portal.customer_offers.mark("off_1")  # pyright: ignore  # breaking customer_offers.mark()
""",
    "unknown types.py": """\
def run(portal, data):
    portal.customer_offers.mark("off_1")  # breaking customer_offers.mark()
    data.offers.mark("off_1")
    portal.payment_links.create(**data)  # breaking payment_links.create(expires_at=)
    portal.files.upload(file=b"", directory="d")
    portal.files.upload(file=b"")  # breaking files.upload(directory=)
""",
    "other_class.py": """\
class Offers:
    def mark(self, offer_id: str) -> None: ...

class Shop:
    customer_offers = Offers()
    phone: str | None = None

def run(shop: Shop) -> None:
    shop.customer_offers.mark("off_1")
    print(shop.phone)
""",
    "errors_before.py": """\
from mijnklantportaal import MijnKlantportaal
import not_installed

def run(portal: MijnKlantportaal) -> int:
    print(portal.customers.gone(), not_installed.name)
    return "text"
""",
    "variables.py": """\
from datetime import date
from mijnklantportaal import MijnKlantportaal

def run(portal: MijnKlantportaal) -> date:
    offer = portal.customer_offers.get("off_1")  # breaking customer_offers.get(offer_id=)
    expires = offer.expires_at  # patch CustomerOffer.expires_at
    return expires  # breaking error
""",
    "package/__init__.py": "",
    "package/portal.py": """\
from mijnklantportaal import MijnKlantportaal
from mijnklantportaal.models import Customer

def customer(portal: MijnKlantportaal) -> Customer:
    return portal.customers.get("cst_1")
""",
    "package/app.py": """\
from mijnklantportaal import MijnKlantportaal
from .portal import customer

print("€ \U0001d4b3", customer(MijnKlantportaal(base_url="")).phone)  # breaking Customer.phone
""",
    "imports_package.py": """\
import package.portal as p
from mijnklantportaal import MijnKlantportaal as Client

with Client() as client:  # breaking MijnKlantportaal(base_url=)
    getattr(client, "invoices").get("inv_1")
    print([p.customer(c).phone for c in (client,)])  # breaking Customer.phone
""",
    "classes.py": """\
from typing import Any
import mijnklantportaal as mk
from mijnklantportaal import AsyncMijnKlantportaal, MijnKlantportaal
from mijnklantportaal import models
from mijnklantportaal.models import CustomerOfferLine, Customer as Person
from mijnklantportaal.models import CustomerOfferLine as Line

def lines(text: str, values: dict[str, Any]) -> "list[CustomerOfferLine]":  # feature CustomerOfferLine
    line = Line(  # feature CustomerOfferLine
        description=text,  # breaking CustomerOfferLine.description
        amount_excl_vat=1, vat_rate=21)
    other = models.CustomerOfferLine(**values)  # feature CustomerOfferLine  # breaking CustomerOfferLine.description
    line.description += "!"  # breaking CustomerOfferLine.description
    match other:
        # feature CustomerOfferLine
        case Line(description=text):  # breaking CustomerOfferLine.description
            print(text)
    return [line, other]

def clients() -> None:
    MijnKlantportaal()  # breaking MijnKlantportaal(base_url=)
    mk.AsyncMijnKlantportaal(api_key="k")  # breaking MijnKlantportaal(base_url=)
    AsyncMijnKlantportaal(base_url="https://example.com")

def person(person: Person) -> str:
    return person.city
""",
    "pyrightconfig.json": '{"typeCheckingMode": "off"}',
    "renamed.py": """\
import mijnklantportaal_api.models.agreement_status
import mijnklantportaal_api.models.pending_sign_up as sign_up  # breaking error
from mijnklantportaal import MijnKlantportaal

def run(portal: MijnKlantportaal, webhook_id: str) -> None:
    portal.webhooks.get(webhook_id)  # breaking webhooks.get()  # breaking webhooks.find(webhook_id=)
    portal.punch_cards.get_issued("a", "b")  # breaking punch_cards.get_issued()
    portal.punch_cards.get_issued(punch_card_id="a", issued_punch_card_id="b")
    print(sign_up.__name__)
""",
    "deprecated.py": """\
from mijnklantportaal import MijnKlantportaal

def run(portal: MijnKlantportaal) -> None:
    for ticket in portal.tickets.list():
        print(ticket.title)  # feature Ticket.title
    portal.files.get_download_link("fil_1")  # feature files.get_download_link()
""",
    "methods.py": """\
from collections.abc import Callable
from mijnklantportaal import MijnKlantportaal

class App:
    def __init__(self, portal: MijnKlantportaal) -> None:
        self.portal = portal
        self.get = portal.customer_offers.get  # breaking customer_offers.get(offer_id=)
        self.groups = portal.customer_groups  # feature customer_groups

    def run(self, ids: list[str]) -> None:
        get = self.portal.customer_offers.get
        get(ids[0])  # breaking customer_offers.get(offer_id=)
        list(map(self.portal.customer_offers.get, ids))  # breaking customer_offers.get(offer_id=)
        self.portal.customer_offers.get(*ids)  # breaking customer_offers.get(offer_id=)
        (lambda p: p.customer_offers)(self.portal)
        self.portal.customer_groups.list()  # feature customer_groups
""",
}
