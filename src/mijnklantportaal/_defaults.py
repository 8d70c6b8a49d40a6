"""What holds when nobody says otherwise, and why."""

from typing import Final

API_KEY_VARIABLE: Final = "MIJNKLANTPORTAAL_API_KEY"
"""Environment variable that an API key is read from, so that no key has to stand in code."""

BASE_URL_VARIABLE: Final = "MIJNKLANTPORTAAL_BASE_URL"
"""Environment variable that points a program at another server, such as a sandbox, without changing it."""

TIMEOUT: Final = 30.0
"""Seconds for an attempt, from connecting to the last byte of the answer. Longer than the portal needs for a page, and
short enough for somebody who waits."""

FILE_TIMEOUT: Final = 120.0
"""The same for a call that sends files: agreements may have 5 MB of documents (document, create-agreement)."""

LONGEST_TIMEOUT: Final = 86_400.0
"""Seconds that anybody may wait for one: a day. More is a mistake, and beyond some months more than a socket takes."""

CONNECT_TIMEOUT: Final = 5.0
"""Seconds to connect. A server that does not accept by then will not do so in 30 seconds either."""

SHARE_BEFORE_SENDING: Final = 0.9
"""The part of an attempt's time that may pass until it has a connection. Were it all of it, nobody could tell whether
the time ran out before anything was sent, when a call may be repeated, or after."""

MAX_RESPONSE_SIZE: Final = 32 * 1024 * 1024
"""Bytes of an answer, decompressed. A page has some thousands; a megabyte of gzip can become a gigabyte."""

MAX_RETRIES: Final = 2
"""Repetitions of a call after a failure that allows one: enough for a restart behind a load balancer."""

FIRST_BACKOFF: Final = 0.5
"""Seconds before the first repetition; each further one waits twice as long."""

LONGEST_BACKOFF: Final = 8.0
"""Seconds that a wait of our own choice takes at most."""

LONGEST_REQUESTED_WAIT: Final = 60.0
"""Seconds that a wait asked for by the server takes at most: the portal counts its limit by the minute (guide, rate
limiting). Whoever asks for more is answered by an error with `retry_after`, not by a program that seems to hang."""

RATE_LIMIT: Final = 60
"""Calls a minute that the portal allows (guide, rate limiting), until an answer says how many these are."""

RATE_WINDOW: Final = 60.0
"""Seconds that this limit is counted over."""

LONGEST_PAUSE: Final = 1.0
"""Seconds until a call that waits for its turn asks again, since an answer to another one may have changed what is
known of the limit."""
