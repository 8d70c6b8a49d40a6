"""The floor of a client whose values are dates and amounts: plain httpx and json, and the bare conversions.

There is no check, no object, and nothing is kept for a report.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from . import plain


class Client(plain.Client):
    """A client that blocks, and converts offers in place."""

    def list(self) -> list[dict[str, Any]]:
        offers = super().list()
        for offer in offers:
            offer["issuedAt"] = date.fromisoformat(offer["issuedAt"])
            offer["expiresAt"] = date.fromisoformat(offer["expiresAt"])
            offer["amount"] = Decimal(offer["amount"])
            offer["createdAt"] = datetime.fromisoformat(offer["createdAt"])
            if offer["acceptedAt"] is not None:
                offer["acceptedAt"] = datetime.fromisoformat(offer["acceptedAt"])
            if offer["rejectedAt"] is not None:
                offer["rejectedAt"] = datetime.fromisoformat(offer["rejectedAt"])
        return offers
