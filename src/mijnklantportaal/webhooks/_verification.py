"""Verifies and parses webhook requests, for any web framework."""

from mijnklantportaal._hidden_arguments import hides_arguments
from mijnklantportaal._received_headers import ReceivedHeaders, header_values
from mijnklantportaal.webhooks._event import WebhookEvent
from mijnklantportaal.webhooks._event_type import EventType
from mijnklantportaal.webhooks._secrets import Secrets, SecretTable

SIGNATURE_HEADER = "x-webhook-signature"


@hides_arguments
def verify(headers: ReceivedHeaders, body: bytes, secrets: Secrets) -> None:
    """Check that a request is from the portal: its header `X-Webhook-Signature` must be one of the secrets.

    The guide says that the secret of a webhook is added to this header, and describes no computation over the body. A
    body that was modified in transit is therefore not detected, and anyone who reads one request can forge others: use
    a URL that begins with `https:`. `body` is an argument so that this function can check a signature of the body
    without changes to its callers, if the portal has one.

    Args:
        headers: The headers of the request: the object of the web framework, a mapping, or pairs of names and values.
        body: The body of the request, as received.
        secrets: The secret of the webhook, or several secrets, for example the old and the new one during a change. A
            mapping by event type, as for `parse`, is accepted, too.

    Raises:
        WebhookSignatureError: The header is missing, occurs more than once, or is not one of the secrets.
        ConfigurationError: `secrets` is empty, a secret is not valid, or two event types have the same secret.
        TypeError: An argument has a wrong type.
    """
    _verified_type(headers, body, secrets)


@hides_arguments
def parse(headers: ReceivedHeaders, body: bytes, secrets: Secrets) -> WebhookEvent:
    """Verify a request, and return its event.

    Args:
        headers: As for `verify`.
        body: As for `verify`.
        secrets: As for `verify`. A mapping by event type gives the event its `type`: the guide documents no other way
            to determine it.

    Raises:
        WebhookSignatureError: As for `verify`. Respond with status 403.
        ConfigurationError: As for `verify`.
        TypeError: As for `verify`.
    """
    return WebhookEvent(_verified_type(headers, body, secrets), bytes(body))


def _verified_type(headers: ReceivedHeaders, body: bytes, secrets: Secrets) -> EventType | None:
    if not isinstance(body, bytes | bytearray | memoryview):
        raise TypeError(f"body must be the bytes of the request, not {type(body).__name__}")
    return SecretTable(secrets).type_of(header_values(headers, SIGNATURE_HEADER))
