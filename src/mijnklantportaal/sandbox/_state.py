"""The state of the portal between two calls."""

import random
import string
import threading
from collections.abc import Mapping
from copy import deepcopy
from datetime import datetime, timedelta
from typing import Any, NoReturn

from attrs import define, field, frozen

from mijnklantportaal.sandbox._clock import Clock
from mijnklantportaal.sandbox._delivery_queue import DeliveryQueue
from mijnklantportaal.sandbox._records import Record, Records, UploadedFile
from mijnklantportaal.sandbox._spec import Collection, Spec
from mijnklantportaal.sandbox._values import ObjectBuilder

IN_PROCESS_ROOT = "http://sandbox.localhost"
"""The base of all URLs while the sandbox is not served."""

_LETTERS = string.ascii_lowercase + string.digits
_ID_LENGTH = 14
_LINK_LIFETIME = timedelta(minutes=5)
"""From the guide: download links work for 5 minutes."""


@frozen
class Download:
    """The target of a download link.

    Args:
        file: The file.
        expires_at: When the link stops working.
    """

    file: UploadedFile
    expires_at: datetime

    @property
    def etag(self) -> str:
        """The entity tag. It is the same for each link to the same content."""
        return f'"{self.file.digest}"'


@frozen
class SignUp:
    """A sign-up to a package that is not paid yet.

    Args:
        package: The package at the time of the sign-up.
        customer: The properties of the new customer, by their names in responses.
        expires_at: When the sign-up expires.
    """

    package: Mapping[str, Any]
    customer: Mapping[str, Any]
    expires_at: datetime


# Without a generated repr, since error reports would show the secrets of webhooks in it.
@define(repr=False)
class State:
    """The state of the portal.

    Args:
        spec: The effective spec.
        clock: The sandbox's clock.
        rng: Generates IDs and secrets.
        page_size: Objects per page of a list.
        monthly_limit: Offers, and invoices, that can be created per calendar month; `None` disables the limit.
    """

    spec: Spec
    clock: Clock
    rng: random.Random
    page_size: int
    monthly_limit: int | None
    root: str = field(default=IN_PROCESS_ROOT, init=False)
    """The base of URLs in objects that are read without a request, such as `http://127.0.0.1:8000`."""
    lock: threading.RLock = field(factory=threading.RLock, init=False)
    """Guards the whole state. It is reentrant, since functions that users pass to faults can call the sandbox."""
    records: Records = field(factory=Records)
    contents: dict[str, UploadedFile] = field(factory=dict)
    """Contents by the ID of the file, document or attachment."""
    sign_ups: dict[str, SignUp] = field(factory=dict)
    """Unpaid sign-ups by ID."""
    _downloads: dict[str, Download] = field(factory=dict)
    deliveries: DeliveryQueue = field(factory=DeliveryQueue)
    """The webhook calls, which are made without the lock."""

    def __deepcopy__(self, memo: dict[int, Any]) -> "State":
        with self.lock:
            return State(
                self.spec,
                deepcopy(self.clock, memo),
                deepcopy(self.rng, memo),
                self.page_size,
                self.monthly_limit,
                deepcopy(self.records, memo),
                deepcopy(self.contents, memo),
                deepcopy(self.sign_ups, memo),
                deepcopy(self._downloads, memo),
                deepcopy(self.deliveries, memo),
            )

    def __reduce__(self) -> NoReturn:
        """Refuse to be pickled, for the sandbox and everything that belongs to it.

        Raises:
            TypeError: Always.
        """
        raise TypeError(
            "a Sandbox cannot be pickled: create one in each process, or serve one and pass its URL to the others"
        )

    def new_token(self, length: int) -> str:
        return "".join(self.rng.choices(_LETTERS, k=length))

    def new_id(self, prefix: str) -> str:
        """Return an unused ID. Factories may have used any IDs."""
        while True:
            identifier = f"{prefix}_{self.new_token(_ID_LENGTH)}"
            collection = self.spec.collection_of_id(identifier)
            if collection is None or self.records.find(collection, identifier) is None:
                return identifier

    def builder(self, request_fields: frozenset[str] = frozenset()) -> ObjectBuilder:
        """Return a builder for the current time."""
        return ObjectBuilder(self.spec, self.clock.now, self.new_id, request_fields)

    def collection(self, name: str) -> Collection:
        return self.spec.collections[name]

    def find(self, collection_name: str, identifier: object) -> Record | None:
        return self.records.find(self.collection(collection_name), identifier)

    def create_download(self, identifier: str) -> tuple[str, datetime]:
        """Return a path that serves this content without a token, and when it expires."""
        token, expires_at = self.new_token(40), self.clock.after(_LINK_LIFETIME)
        self._downloads[token] = Download(self.contents[identifier], expires_at)
        return f"/downloads/{token}", expires_at

    def find_download(self, token: str) -> Download | None:
        """Return the target of a download link, or `None` if the link is unknown or expired."""
        download = self._downloads.get(token)
        return None if download is None or download.expires_at <= self.clock.now else download
