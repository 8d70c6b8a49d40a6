"""Counts the code of the package that one call runs through: `python tests/client/call_counts.py` prints a table."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType
from typing import Any

import httpx

from mijnklantportaal import MijnKlantportaal

OFFER: dict[str, Any] = {
    "id": "off_abc12345def678",
    "customerId": "cst_abc12345def678",
    "offerNumber": "2024-001",
    "issuedAt": "2024-04-29",
    "expiresAt": "2024-05-29",
    "currency": "EUR",
    "amount": "12.95",
    "acceptedAt": None,
    "acceptedViaIp": None,
    "acceptedViaUserAgent": None,
    "acceptanceSignature": None,
    "rejectedAt": None,
    "createdAt": "2024-04-29T21:00:00+02:00",
    "links": {"customer": {"href": "https://portal.example/customers/cst_1", "type": "application/json"}},
}
PAGE: dict[str, Any] = {
    "data": [OFFER],
    "current_page": 1,
    "per_page": 15,
    "from": 1,
    "to": 1,
    "path": "https://portal.example/customer-offers",
    "first_page_url": "https://portal.example/customer-offers?page=1",
    "prev_page_url": None,
    "next_page_url": None,
}
FILE: dict[str, Any] = {
    "id": "fsf_abc12345def678",
    "type": "file",
    "name": "a.txt",
    "mimeType": "text/plain",
    "size": 1,
    "customerId": None,
    "directoryId": None,
    "sharedWithCustomerId": None,
    "createdAt": "2024-04-29T21:00:00+02:00",
}


@dataclass(frozen=True)
class Counts:
    """What one call runs through: modules of the package, lines of these, and calls of their functions."""

    files: int
    lines: int
    calls: int


def respond(request: httpx.Request) -> httpx.Response:
    body = FILE if request.method == "POST" else OFFER if request.url.path.endswith("off_1") else PAGE
    headers = {"X-RateLimit-Limit": "60", "X-RateLimit-Remaining": "59"}
    return httpx.Response(200, content=json.dumps(body).encode(), headers=headers)


CALLS: dict[str, Callable[[MijnKlantportaal], object]] = {
    "get": lambda client: client.customer_offers.get("off_1"),
    "list": lambda client: client.customer_offers.list().data,
    "upload": lambda client: client.files.upload(file=b"x"),
}


def count(call: Callable[[MijnKlantportaal], object]) -> Counts:
    """Count what the second of two equal calls runs through: the first one also imports and caches."""
    files: set[str] = set()
    lines: set[tuple[str, int]] = set()
    calls = 0

    def trace(frame: FrameType, event: str, argument: object) -> Any:
        nonlocal calls
        file = frame.f_code.co_filename
        if "/mijnklantportaal" not in file or "/site-packages/httpx" in file:
            return None
        if event == "call":
            calls += 1
            files.add(file)
        elif event == "line":
            lines.add((file, frame.f_lineno))
        return trace

    with MijnKlantportaal(
        api_key="k", base_url="https://portal.example", http_client=httpx.MockTransport(respond)
    ) as client:
        call(client)
        before = sys.gettrace()
        sys.settrace(trace)
        try:
            call(client)
        finally:
            sys.settrace(before)
    return Counts(len(files), len(lines), calls)


if __name__ == "__main__":
    print(f"{'call':8}{'files':>8}{'lines':>8}{'calls':>8}")
    for name, made in CALLS.items():
        counts = count(made)
        print(f"{name:8}{counts.files:8}{counts.lines:8}{counts.calls:8}")
