"""Requests without the client, and bodies for them."""

from typing import Any

import httpx

from mijnklantportaal.sandbox import Sandbox

OFFER = {
    "customerId": "cst_1",
    "offerNumber": "2026-001",
    "issuedAt": "2026-04-14",
    "expiresAt": "2026-04-30",
    "sendNotification": False,
    "lines": [{"description": "Website", "amountExclVat": "12.95", "vatRate": 21}],
}
INVOICE = {
    "customerId": "cst_1",
    "invoiceNumber": "2026-001",
    "issuedAt": "2026-04-14",
    "dueAt": "2026-04-30",
    "sendNotification": False,
    "lines": [{"description": "Website", "amountExclVat": "12.95", "vatRate": 21}],
}


def send(sandbox: Sandbox, method: str, path: str, token: str | None = None, **options: Any) -> httpx.Response:
    """Send a request, by default with the key of the sandbox; an empty token sends no `Authorization` header."""
    key = sandbox.api_key if token is None else token
    headers = {**({"Authorization": f"Bearer {key}"} if key else {}), **options.pop("headers", {})}
    with httpx.Client(transport=sandbox.transport) as client:
        return client.request(method, sandbox.base_url + path, headers=headers, **options)
