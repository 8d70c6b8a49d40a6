"""How long an access token can be used. A pure function: the time is an argument."""

from datetime import datetime
from math import inf

from mijnklantportaal.oauth._tokens import Tokens

# Seconds by which the clocks of two machines that share a store may differ.
_CLOCK_DIFFERENCE = 60.0


def usable_seconds(tokens: Tokens, now: datetime, margin: float) -> float:
    """Return the seconds for which the access token can be used from now on; 0 or less if it must be refreshed.

    Args:
        tokens: The tokens.
        now: The time.
        margin: Seconds before its expiry at which it must be refreshed; at most a tenth of its lifetime counts, since
            the guide does not state how long that is.
    """
    if tokens.expires_in is None:
        # Until the portal refuses it.
        return inf
    age = (now - tokens.issued_at).total_seconds()
    if age < -_CLOCK_DIFFERENCE:
        # The clock was set back since, so that the age is unknown.
        return 0.0
    return tokens.expires_in - max(age, 0.0) - min(margin, tokens.expires_in / 10)
