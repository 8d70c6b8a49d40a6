"""The secrets of webhooks, in all forms in which a program may pass them."""

from collections.abc import Iterable, Mapping
from hmac import compare_digest
from typing import Any, TypeAlias

from mijnklantportaal._copying import SharedByCopies
from mijnklantportaal._hidden_arguments import hides_arguments
from mijnklantportaal.errors import ConfigurationError, WebhookSignatureError
from mijnklantportaal.types import UNSET, Unset
from mijnklantportaal.webhooks._event_type import EventType

Secrets: TypeAlias = str | Iterable[str] | Mapping[EventType, str | Iterable[str]] | Mapping[str, str | Iterable[str]]
"""One or more secrets, or one or more secrets for each event type, as `secrets_of` returns them.

Each webhook has its own secret (guide, webhooks). If the secrets are given by event type, the secret in a request
therefore identifies the type of its event. The guide documents no other way to determine it.
"""


class SecretTable(SharedByCopies):
    """Secrets, each with the event type of its webhook. The repr shows no secrets.

    Raises:
        TypeError: A secret or an event type is not a str.
        ConfigurationError: `secrets` is empty, a secret is not valid, or two event types have the same secret.
    """

    __slots__ = ("_secrets",)
    _instead = "create it from the secrets in each process"

    @hides_arguments
    def __init__(self, secrets: Secrets) -> None:
        pairs = _pairs(secrets)
        _check(pairs)
        self._secrets = [
            (None if type_ is UNSET else EventType(type_), secret.encode("ascii")) for type_, secret in pairs
        ]

    @hides_arguments
    def type_of(self, signatures: list[str]) -> EventType | None:
        """Return the event type whose secret equals the signature; `None` if the secrets have no types.

        Args:
            signatures: The values of the signature header.

        Raises:
            WebhookSignatureError: There is not exactly one value, or it is not one of the secrets.
        """
        received = [signature.encode(errors="surrogatepass") for signature in signatures]
        # All secrets are compared, so that the time does not depend on which secret matches.
        types = [type_ for type_, secret in self._secrets for value in received if compare_digest(secret, value)]
        if not received:
            raise WebhookSignatureError(
                "the request has no X-Webhook-Signature header: it is not from the portal, or a proxy removes it"
            )
        if len(received) > 1:
            raise WebhookSignatureError(f"the request must have one X-Webhook-Signature header, not {len(received)}")
        if not types:
            raise WebhookSignatureError(
                "the X-Webhook-Signature header is not one of the secrets: the request is not from the portal, or "
                "secrets lacks the secret of its webhook"
            )
        return types[0]


def _pairs(secrets: Secrets) -> list[tuple[Any, Any]]:
    """Return each event type with each of its secrets, unchecked; `UNSET` is the type of secrets without a type."""
    if not isinstance(secrets, Mapping):
        return [(UNSET, secret) for secret in _listed(secrets)]
    # An event type without secrets is reported as if it had an empty secret.
    return [
        (type_, secret) for type_, secrets_of_type in secrets.items() for secret in _listed(secrets_of_type) or [""]
    ]


def _listed(secrets: object) -> list[object]:
    return list(secrets) if isinstance(secrets, Iterable) and not isinstance(secrets, str | bytes) else [secrets]


def _check(pairs: list[tuple[object, object]]) -> None:
    if not pairs:
        raise ConfigurationError("secrets must not be empty: pass the secret of each webhook that calls this URL")
    types: dict[str, object] = {}
    for type_, secret in pairs:
        if not isinstance(type_, str | Unset):
            raise TypeError(f"a key of secrets must be an event type, not {type(type_).__name__}")
        if type_ == "":
            raise ConfigurationError("a key of secrets must be an event type, not an empty str")
        if not isinstance(secret, str):
            raise TypeError(f"a secret must be str, not {type(secret).__name__}")
        subject = "a secret" if type_ is UNSET else f"the secret of {str(type_)!r}"
        if not secret or not secret.isascii() or not secret.isprintable() or " " in secret:
            raise ConfigurationError(f"{subject} must be printable ASCII characters without spaces, and not empty")
        if types.setdefault(secret, type_) != type_:
            raise ConfigurationError(
                f"{subject} must differ from that of {str(types[secret])!r}, since it identifies the type of an event"
            )
