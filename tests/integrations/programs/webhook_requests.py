"""Requests of the portal to a receiver of docs/guides/webhooks.md, on the server of its framework."""

import logging
from typing import Any

import httpx

from tests.integrations.programs.framework_servers import SERVERS

SECRETS = {"invoice-paid": ["old-secret", "OUJX2prdBbJxR77BZlGz"], "offer-accepted": ["w3FbKc0PzTqN5mYhV8sD"]}


def post_requests(framework: str, app: Any) -> None:
    """Serve an application, send requests to it, and print the statuses of the responses when all has ended."""
    # Refused requests are logged, which Python prints if there is no handler.
    logging.getLogger().addHandler(logging.NullHandler())
    name = "X-Webhook-Signature"
    with SERVERS[framework](app) as url, httpx.Client(base_url=url) as portal:
        statuses = [
            portal.post("/webhooks", headers=headers, content=content).status_code
            for content, headers in (
                (b'{"id": 1}', [(name, SECRETS["invoice-paid"][1])]),
                (b'{"id": 2}', [(name, SECRETS["offer-accepted"][0])]),
                (b'{"id": 3}', [(name, "wrong")]),
                (b'{"id": 4}', []),
                (b'{"id": 5}', [(name, SECRETS["invoice-paid"][0])] * 2),
                (b'{"id": 6}', [(name, SECRETS["invoice-paid"][0])]),
            )
        ]
    print(*statuses)
