"""What the portal has sent to a webhook."""

import json
from hashlib import sha256
from typing import NoReturn, cast

from attrs import field, frozen

from mijnklantportaal.types import JSON
from mijnklantportaal.webhooks._event_type import EventType


@frozen
class WebhookEvent:
    """A request of the portal whose signature was verified. It holds no secret, and can be pickled for a queue.

    Args:
        type: The type of the event; `None` where it is not known, since the secrets were not given by type.
        body: The body of the request, as it was received. Its shape is not documented.
    """

    type: EventType | None
    body: bytes = field(repr=False)

    def json(self) -> JSON:
        """Return the body as JSON.

        Raises:
            ValueError: It is not JSON.
        """
        try:
            return cast("JSON", json.loads(self.body, parse_constant=_refuse_constant))
        except (ValueError, RecursionError) as error:
            # The whole body is an attribute of the error of json.
            problem = str(error)
        raise ValueError(f"the body of the webhook request must be JSON: {problem}")

    @property
    def digest(self) -> str:
        """The SHA-256 of type and body in hexadecimal, which recognizes a request that was sent twice.

        No ID of a request is documented. So it cannot distinguish two events of one type whose bodies are equal, nor
        recognize one that was sent again with another body, such as one that holds the time of sending.
        """
        return sha256(b"%b\0%b" % ((self.type or "").encode(errors="surrogatepass"), self.body)).hexdigest()


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a valid value")
