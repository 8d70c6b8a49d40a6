"""The credentials of a profile, with the servers that they may be sent to."""

import json
from typing import TypeAlias
from urllib.parse import urlsplit

from attrs import frozen

from mijnklantportaal.oauth._secret import Secret
from mijnklantportaal.types import JSON

_PORTS = {"http": 80, "https": 443}


@frozen
class ApiKey:
    """An API key of a portal.

    Args:
        origin: The origin that the key may be sent to. See `url_origin`.
        key: The key.
    """

    origin: str
    key: Secret


@frozen
class OAuthApplication:
    """An OAuth application. Its tokens for a portal are stored separately, since they change.

    Args:
        origin: The origin that the access tokens may be sent to. See `url_origin`.
        oauth_url: The URL of the authorization server, to which the client secret and refresh tokens may be sent.
        client_id: The client ID.
        client_secret: The client secret.
    """

    origin: str
    oauth_url: str
    client_id: str
    client_secret: Secret


Credentials: TypeAlias = ApiKey | OAuthApplication


def url_origin(url: str) -> str:
    """Return the scheme, the host and the port of a URL, which `checked_server_url` must have accepted."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname}:{parts.port or _PORTS[parts.scheme]}"


def serialize_credentials(credentials: Credentials) -> Secret:
    """Return credentials as JSON in ASCII, for a secret store."""
    if isinstance(credentials, ApiKey):
        return Secret(json.dumps({"origin": credentials.origin, "api_key": credentials.key.value}))
    texts = {
        "origin": credentials.origin,
        "oauth_url": credentials.oauth_url,
        "client_id": credentials.client_id,
        "client_secret": credentials.client_secret.value,
    }
    return Secret(json.dumps(texts))


def parse_credentials(content: Secret) -> Credentials | None:
    """Return the credentials that `serialize_credentials` serialized, or `None` if the text is not valid."""
    try:
        data: JSON = json.loads(content.value)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict):
        return None
    texts = {name: value for name, value in data.items() if isinstance(value, str) and value}
    match texts:
        case {"origin": origin, "api_key": key}:
            return ApiKey(origin, Secret(key))
        case {"origin": origin, "oauth_url": url, "client_id": client_id, "client_secret": secret}:
            return OAuthApplication(origin, url, client_id, Secret(secret))
    return None
