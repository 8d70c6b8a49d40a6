"""Creating the webhooks of a program."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from mijnklantportaal import models
from mijnklantportaal._hidden_arguments import hides_arguments
from mijnklantportaal.client import AsyncMijnKlantportaal, MijnKlantportaal
from mijnklantportaal.errors import ConfigurationError
from mijnklantportaal.webhooks._event_type import EventType

_DEFAULT_PORTS = {"http": 80, "https": 443}


def ensure(portal: MijnKlantportaal, *, url: str, types: Iterable[EventType | str]) -> "list[models.Webhook]":
    """Create the webhooks that are missing, so that the portal calls a URL at each event of some types.

    It can be repeated at each deployment: what exists is kept, and nothing is deleted. If a call fails, repeat it to
    create the rest. Two deployments at the same time may both create a webhook for one type, since the portal knows no
    operation that creates only what is missing: then it calls the URL once for each.

    Args:
        portal: The client. Its token needs the scopes `webhooks.read` and `webhooks.write`.
        url: The URL to call. It should begin with https: each request holds the secret of its webhook.
        types: The types of events. One that the portal does not know is refused by it.

    Returns:
        The webhooks of this URL in the order of `types`. There are several of a type for which several exist: a request
        may have the secret of any of them. Pass them to `secrets_of`.

    Raises:
        ConfigurationError: `url` is not a valid URL.
        TypeError: `types` is not a collection of str.
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
    """Do the same as `ensure` with the asynchronous client."""
    wanted = _wanted(url, types)
    existing = [webhook async for webhook in portal.webhooks.list()]
    return [
        webhook
        for type_ in wanted
        for webhook in _matching(existing, url, type_) or [await portal.webhooks.create(url=url, type_=type_)]
    ]


@hides_arguments
def secrets_of(webhooks: "Iterable[models.Webhook]") -> dict[EventType, list[str]]:
    """Return the secrets of webhooks by event type, for `verify`, `parse` and the applications.

    Raises:
        ConfigurationError: The portal gave no type or no secret for a webhook.
    """
    secrets: dict[EventType, list[str]] = {}
    for webhook in webhooks:
        # A response that deviates from the spec may lack them, or have values of another type.
        if not all(isinstance(value, str) and value for value in (webhook.type_, webhook.secret)):
            raise ConfigurationError(f"the portal gave no type or no secret for the webhook {webhook.id!r}")
        secrets.setdefault(EventType(webhook.type_), []).append(webhook.secret)
    return secrets


def _wanted(url: str, types: Iterable[EventType | str]) -> "list[models.WebhookType]":
    """Return each type once, as the argument that the client takes."""
    if not _is_valid(url):
        raise ConfigurationError("url must be a URL that the portal can call, such as https://shop.example/webhooks")
    if isinstance(types, str) or not isinstance(types, Iterable):
        raise TypeError(f"types must be a list of event types, such as [EventType.INVOICE_PAID], not {types!r}")
    return [type_.value for type_ in dict.fromkeys(map(EventType, types))]


def _is_valid(url: object) -> bool:
    # urlsplit() drops unprintable characters, and would check another URL than the one that is sent.
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
    """Return what is equal for URLs that are the same by RFC 3986, section 6.2.

    Whether the portal keeps a URL as it was given is not known.
    """
    if not _is_valid(url):
        # Whatever the portal has.
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
