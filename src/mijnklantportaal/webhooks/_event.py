"""The event in a webhook request."""

import json
from hashlib import sha256
from typing import NoReturn, cast

from attrs import field, frozen

from mijnklantportaal.types import JSON
from mijnklantportaal.webhooks._event_type import EventType


@frozen
class WebhookEvent:
    """A webhook request whose signature was verified. It contains no secret, and can be pickled for a queue.

    Args:
        type: The type of the event; `None` if it is not known, because the secrets were not given by event type.
        body: The body of the request, as received. Its content is not documented.
    """

    type: EventType | None
    body: bytes = field(repr=False)

    def json(self) -> JSON:
        """Return the body as JSON.

        Raises:
            ValueError: The body is not JSON.
        """
        try:
            return cast("JSON", json.loads(self.body, parse_constant=_refuse_constant))
        except (ValueError, RecursionError) as error:
            # The error itself is not chained: the errors of json contain the whole body.
            problem = str(error)
        raise ValueError(f"the body of the webhook request must be JSON: {problem}")

    @property
    def digest(self) -> str:
        """The SHA-256 of type and body in hexadecimal, for recognizing a request that was sent twice.

        The guide documents no ID for requests. The digest therefore cannot distinguish two events of the same type with
        equal bodies. Nor can it recognize a request that was sent again with another body, for example with the time at
        which it was sent.
        """
        return sha256(b"%b\0%b" % ((self.type or "").encode(errors="surrogatepass"), self.body)).hexdigest()


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a valid value")
