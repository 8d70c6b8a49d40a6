"""How long an access token can be used."""

from datetime import datetime
from math import inf

from mijnklantportaal.oauth._tokens import Tokens

# Seconds by which the clocks of machines that share a store may differ.
_CLOCK_DIFFERENCE = 60.0


def usable_seconds(tokens: Tokens, now: datetime, margin: float) -> float:
    """Return the seconds for which the access token can be used from now on; 0 or less if it must be refreshed.

    Args:
        tokens: The tokens.
        now: The current time, with a time zone.
        margin: Seconds before expiry at which the token must be refreshed. At most a tenth of its lifetime is used,
            since the guide does not state how long tokens are valid.
    """
    if tokens.expires_in is None:
        # The token is used until the portal refuses it.
        return inf
    age = (now - tokens.issued_at).total_seconds()
    if age < -_CLOCK_DIFFERENCE:
        # The clock was set back, so the age is unknown.
        return 0.0
    return tokens.expires_in - max(age, 0.0) - min(margin, tokens.expires_in / 10)
