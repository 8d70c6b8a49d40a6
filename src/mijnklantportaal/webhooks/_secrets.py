"""The secrets of webhooks, as programs give them."""

from collections.abc import Iterable, Mapping
from hmac import compare_digest
from typing import Any, TypeAlias

from mijnklantportaal._copying import SharedByCopies
from mijnklantportaal._hidden_arguments import hides_arguments
from mijnklantportaal.errors import ConfigurationError, WebhookSignatureError
from mijnklantportaal.types import UNSET, Unset
from mijnklantportaal.webhooks._event_type import EventType

Secrets: TypeAlias = str | Iterable[str] | Mapping[EventType, str | Iterable[str]] | Mapping[str, str | Iterable[str]]
"""A secret, several, or one or several for each event type, as `secrets_of` returns them.

Each webhook has its own secret (guide, webhooks). So the secret that a request has identifies the type of its event, if
the secrets are given by type: no other way to know it is documented.
"""


class SecretTable(SharedByCopies):
    """Secrets, each with the type of the events that it stands for. Its repr shows none of them.

    Raises:
        TypeError: A secret is not a str, or a type is not.
        ConfigurationError: There is no secret, one is not valid, or two types have the same.
    """

    __slots__ = ("_secrets",)
    _instead = "make it of the secrets in each process"

    @hides_arguments
    def __init__(self, secrets: Secrets) -> None:
        pairs = _pairs(secrets)
        _check(pairs)
        self._secrets = [
            (None if type_ is UNSET else EventType(type_), secret.encode("ascii")) for type_, secret in pairs
        ]

    @hides_arguments
    def type_of(self, signatures: list[str]) -> EventType | None:
        """Return the type whose secret the signature is; `None` if the secrets have no types.

        Args:
            signatures: The values of the signature header.

        Raises:
            WebhookSignatureError: There is not exactly one value, or it is not one of the secrets.
        """
        received = [signature.encode(errors="surrogatepass") for signature in signatures]
        # All of them are compared, so that the time does not depend on which one matches.
        types = [type_ for type_, secret in self._secrets for value in received if compare_digest(secret, value)]
        if not received:
            raise WebhookSignatureError(
                "the request has no X-Webhook-Signature header: it is not from the portal, or a proxy removes it"
            )
        if len(received) > 1:
            raise WebhookSignatureError(
                f"the request has {len(received)} X-Webhook-Signature headers, but must have one"
            )
        if not types:
            raise WebhookSignatureError(
                "the X-Webhook-Signature header is not one of the secrets: the request is not from the portal, or the "
                "secret of its webhook is missing"
            )
        return types[0]


def _pairs(secrets: Secrets) -> list[tuple[Any, Any]]:
    """Return each type with each of its secrets, unchecked; `UNSET` is the type of secrets without one."""
    if not isinstance(secrets, Mapping):
        return [(UNSET, secret) for secret in _listed(secrets)]
    # A type without a secret is reported as one with an empty secret.
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
            raise TypeError(f"secrets must map event types to secrets, but a key is of type {type(type_).__name__}")
        if type_ == "":
            raise ConfigurationError("secrets must map event types to secrets, but a key is empty")
        if not isinstance(secret, str):
            raise TypeError(f"a secret must be a str, not {type(secret).__name__}")
        place = "a secret" if type_ is UNSET else f"the secret of {str(type_)!r}"
        if not secret or not secret.isascii() or not secret.isprintable() or " " in secret:
            raise ConfigurationError(
                f"{place} must be printable ASCII characters without spaces, and must not be empty"
            )
        if types.setdefault(secret, type_) != type_:
            raise ConfigurationError(
                f"{place} must differ from that of {str(types[secret])!r}, since it identifies the type of an event"
            )
