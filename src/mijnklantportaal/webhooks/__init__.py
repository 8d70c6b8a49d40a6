"""Webhooks: the portal calls a URL at each event of one type. This package creates them, and receives their requests.

What the guide does not say is not known: the method and the body of a request, whether and when it is sent again, how
long the portal waits for a response, and which statuses it takes for a success.
"""

from mijnklantportaal.webhooks._asgi import WebhookASGIApp
from mijnklantportaal.webhooks._ensure import ensure, ensure_async, secrets_of
from mijnklantportaal.webhooks._event import WebhookEvent
from mijnklantportaal.webhooks._event_type import EventType
from mijnklantportaal.webhooks._secrets import Secrets
from mijnklantportaal.webhooks._verification import parse, verify
from mijnklantportaal.webhooks._wsgi import WebhookWSGIApp

__all__ = [
    "EventType",
    "Secrets",
    "WebhookASGIApp",
    "WebhookEvent",
    "WebhookWSGIApp",
    "ensure",
    "ensure_async",
    "parse",
    "secrets_of",
    "verify",
]
