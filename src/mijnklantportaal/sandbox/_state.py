"""All that the portal knows: its objects, its files, its time and its chance."""

import random
import string
import threading
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from attrs import define, field, frozen

from mijnklantportaal.sandbox._clock import Clock
from mijnklantportaal.sandbox._document import Collection, Document
from mijnklantportaal.sandbox._records import Record, Records, Uploaded
from mijnklantportaal.sandbox._values import Making

_LETTERS = string.ascii_lowercase + string.digits
_ID_LENGTH = 14
_LINK_LIFE = timedelta(minutes=5)
"""The guide: download links work for 5 minutes."""


@frozen
class _Download:
    content: Uploaded
    until: datetime


@frozen
class SignUp:
    """Somebody who signs up for a package, and has not paid yet.

    Args:
        package: What it is for, as it was then.
        customer: Who it is, by the names of answers.
        until: When it is over.
    """

    package: Mapping[str, Any]
    customer: Mapping[str, Any]
    until: datetime


@define
class State:
    """The portal between two calls.

    Args:
        document: What it is made after.
        clock: Its time.
        chance: Where IDs and secrets come from.
        page_size: Objects in a page of a list.
        monthly_limit: Offers, and invoices, that may be made in a calendar month; `None` for any number.
        root: Where addresses lead that nobody has asked for by a request: `http://127.0.0.1:8000`.
    """

    document: Document
    clock: Clock
    chance: random.Random
    page_size: int
    monthly_limit: int | None
    root: str
    lock: threading.RLock = field(factory=threading.RLock, init=False)
    """Whoever reads or changes it holds this; whatever is called meanwhile may come back for it."""
    records: Records = field(factory=Records)
    contents: dict[str, Uploaded] = field(factory=dict)
    """What was uploaded, by the ID of the file, document or attachment."""
    sign_ups: dict[str, SignUp] = field(factory=dict)
    """Those that wait for their payment, by their ID."""
    _downloads: dict[str, _Download] = field(factory=dict)

    def token(self, length: int) -> str:
        """Random letters and digits."""
        return "".join(self.chance.choices(_LETTERS, k=length))

    def new_id(self, prefix: str) -> str:
        """An ID that nothing has yet, whatever was added with an ID of its own."""
        while True:
            identifier = f"{prefix}_{self.token(_ID_LENGTH)}"
            collection = self.document.collection_of(identifier)
            if collection is None or self.records.find(collection, identifier) is None:
                return identifier

    def making(self, asked: frozenset[str] = frozenset()) -> Making:
        """What objects are made with now."""
        return Making(self.document, self.clock.now, self.new_id, asked)

    def collection(self, name: str) -> Collection:
        """The collection of this name."""
        return self.document.collections[name]

    def find(self, name: str, identifier: object) -> Record | None:
        """The object with this ID in the collection of this name; `None` when there is none."""
        return self.records.find(self.collection(name), identifier)

    def link(self, identifier: str) -> tuple[str, datetime]:
        """A path from which the content of this ID can be had without a token, and when that ends."""
        token, until = self.token(40), self.clock.after(_LINK_LIFE)
        self._downloads[token] = _Download(self.contents[identifier], until)
        return f"/downloads/{token}", until

    def downloaded(self, token: str) -> Uploaded | None:
        """What a link leads to; `None` when it has expired, or never was."""
        download = self._downloads.get(token)
        return None if download is None or download.until <= self.clock.now else download.content
