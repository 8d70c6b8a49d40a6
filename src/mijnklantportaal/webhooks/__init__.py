"""Webhooks: the portal calls a URL for each event of one type. This package creates webhooks and receives requests.

The guide does not say which method and body a request has, whether and when it is sent again, how long the portal
waits for a response, and which statuses it treats as success.
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
