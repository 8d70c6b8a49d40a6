"""Verifying and parsing a request, for any web framework."""

from mijnklantportaal._hidden_arguments import hides_arguments
from mijnklantportaal._received_headers import ReceivedHeaders, header_values
from mijnklantportaal.webhooks._event import WebhookEvent
from mijnklantportaal.webhooks._event_type import EventType
from mijnklantportaal.webhooks._secrets import Secrets, SecretTable

SIGNATURE_HEADER = "x-webhook-signature"


@hides_arguments
def verify(headers: ReceivedHeaders, body: bytes, secrets: Secrets) -> None:
    """Check that a request is from the portal: its header `X-Webhook-Signature` must be one of the secrets.

    The guide says that the secret of a webhook is added to this header, and describes no computation over the body. So
    a body that was changed on its way is not detected, and whoever reads one request can forge others: use a URL that
    begins with https. `body` is an argument because a signature that covers it may become known: then this function
    checks it, and its callers stay as they are.

    Args:
        headers: The headers of the request: what the web framework has, a mapping, or pairs of names and values.
        body: The body of the request, as it was received.
        secrets: The secret of the webhook, or several, such as the old and the new one while they are changed. As a
            mapping by event type, they are also valid for `parse`.

    Raises:
        WebhookSignatureError: The header is missing, occurs twice, or is not one of the secrets.
        ConfigurationError: There is no secret, one is not valid, or two event types have the same.
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
            to know it.

    Raises:
        WebhookSignatureError: As for `verify`, respond with status 403.
        ConfigurationError: As for `verify`.
        TypeError: As for `verify`.
    """
    return WebhookEvent(_verified_type(headers, body, secrets), bytes(body))


def _verified_type(headers: ReceivedHeaders, body: bytes, secrets: Secrets) -> EventType | None:
    if not isinstance(body, bytes | bytearray | memoryview):
        raise TypeError(f"body must be the bytes of the request, not {type(body).__name__}")
    return SecretTable(secrets).type_of(header_values(headers, SIGNATURE_HEADER))
