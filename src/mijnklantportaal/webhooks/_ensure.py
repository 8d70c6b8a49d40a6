"""Creates the webhooks that a program needs."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from mijnklantportaal import models
from mijnklantportaal._hidden_arguments import hides_arguments
from mijnklantportaal.client import AsyncMijnKlantportaal, MijnKlantportaal
from mijnklantportaal.errors import ConfigurationError
from mijnklantportaal.webhooks._event_type import EventType

_DEFAULT_PORTS = {"http": 80, "https": 443}


def ensure(portal: MijnKlantportaal, *, url: str, types: Iterable[EventType | str]) -> "list[models.Webhook]":
    """Create the missing webhooks, so that the portal calls a URL for each event of the given types.

    Call it at each deployment: existing webhooks are kept, and nothing is deleted. If a call fails, repeat `ensure` to
    create the remaining webhooks. Two simultaneous deployments may both create a webhook for the same type, because the
    portal has no operation that creates a webhook only if it is missing. The portal then calls the URL once for each.

    Args:
        portal: The client. Its token needs the scopes `webhooks.read` and `webhooks.write`.
        url: The URL to call. It should begin with `https:`, since each request contains the secret of its webhook.
        types: The event types. The portal refuses a type that it does not know.

    Returns:
        The webhooks of this URL in the order of `types`. If a type has several webhooks, all of them are returned: a
        request may contain the secret of any of them. Pass the webhooks to `secrets_of`.

    Raises:
        ConfigurationError: `url` is not a valid URL.
        TypeError: `types` is not an iterable of str.
        ValueError: A type is empty.
        APIError: A call failed.
    """
    wanted = _wanted(url, types)
    existing = list(portal.webhooks.list())
    return [
        webhook
        for type_ in wanted
        for webhook in _matching(existing, url, type_) or [portal.webhooks.create(url=url, type_=type_)]
    ]


async def ensure_async(
    portal: AsyncMijnKlantportaal, *, url: str, types: Iterable[EventType | str]
) -> "list[models.Webhook]":
    """Asynchronous version of `ensure`, which raises the same errors."""
    wanted = _wanted(url, types)
    existing = [webhook async for webhook in portal.webhooks.list()]
    return [
        webhook
        for type_ in wanted
        for webhook in _matching(existing, url, type_) or [await portal.webhooks.create(url=url, type_=type_)]
    ]


@hides_arguments
def secrets_of(webhooks: "Iterable[models.Webhook]") -> dict[EventType, list[str]]:
    """Return the secrets of webhooks by event type, for `verify`, `parse`, `WebhookASGIApp` and `WebhookWSGIApp`.

    Raises:
        ConfigurationError: The portal returned no type or no secret for a webhook.
    """
    secrets: dict[EventType, list[str]] = {}
    for webhook in webhooks:
        # In a response that deviates from the spec, they may be missing or have another type.
        if not all(isinstance(value, str) and value for value in (webhook.type_, webhook.secret)):
            raise ConfigurationError(f"the portal returned no type or no secret for the webhook {webhook.id!r}")
        secrets.setdefault(EventType(webhook.type_), []).append(webhook.secret)
    return secrets


def _wanted(url: str, types: Iterable[EventType | str]) -> "list[models.WebhookType]":
    """Check the arguments, and return each type once, as the client takes it."""
    if not _is_valid(url):
        raise ConfigurationError("url must be a URL that the portal can call, such as https://shop.example/webhooks")
    if isinstance(types, str) or not isinstance(types, Iterable):
        raise TypeError(f"types must be a list of event types, such as [EventType.INVOICE_PAID], not {types!r}")
    return [type_.value for type_ in dict.fromkeys(map(EventType, types))]


def _is_valid(url: object) -> bool:
    # urlsplit() drops unprintable characters, so it would check a URL other than the one that is sent.
    if not isinstance(url, str) or not url.isprintable() or " " in url:
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in _DEFAULT_PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _matching(webhooks: "Iterable[models.Webhook]", url: str, type_: str) -> "list[models.Webhook]":
    return [webhook for webhook in webhooks if webhook.type_ == type_ and _normal(webhook.url) == _normal(url)]


def _normal(url: str) -> object:
    """Return a value that is equal for equivalent URLs (RFC 3986, section 6.2).

    Whether the portal stores a URL unchanged is not known.
    """
    if not _is_valid(url):
        # The portal may have any text here.
        return url
    parts = urlsplit(url)
    return (
        parts.scheme,
        parts.username,
        parts.password,
        parts.hostname,
        parts.port or _DEFAULT_PORTS[parts.scheme],
        parts.path or "/",
        parts.query,
        parts.fragment,
    )
