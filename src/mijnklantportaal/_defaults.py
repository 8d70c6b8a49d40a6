"""The defaults of the client, each with its reason."""

from typing import Final

API_KEY_VARIABLE: Final = "MIJNKLANTPORTAAL_API_KEY"
"""The environment variable that an API key is read from, so that no key has to be written in code."""

BASE_URL_VARIABLE: Final = "MIJNKLANTPORTAAL_BASE_URL"
"""The environment variable that points a program at another server, such as a sandbox, without changing it."""

CLIENT_ID_VARIABLE: Final = "MIJNKLANTPORTAAL_CLIENT_ID"
"""The environment variable that the ID of an OAuth application is read from (guide: App ID)."""

CLIENT_SECRET_VARIABLE: Final = "MIJNKLANTPORTAAL_CLIENT_SECRET"
"""The environment variable that its secret is read from, so that none has to be written in code (guide: App Secret)."""

OAUTH_URL_VARIABLE: Final = "MIJNKLANTPORTAAL_OAUTH_URL"
"""The environment variable that points a program at another authorization server, such as that of a sandbox."""

OAUTH_SERVER: Final = "https://manage.mijnklantportaal.nl"
"""The authorization server (guide, OAuth endpoints). It is not the server of the API."""

EXPIRY_MARGIN: Final = 60.0
"""Seconds before an access token expires at which it is refreshed: longer than a call takes, so that none arrives with
a token that has expired meanwhile."""

STORE_INTERVAL: Final = 60.0
"""Seconds after which a process reads its token store again, so that it notices that a user has agreed to other scopes,
or has connected another portal, in another process."""

TIMEOUT: Final = 30.0
"""Seconds for an attempt, from connecting to the last byte of the response. Longer than the portal needs for a page,
and short enough for a person who waits."""

FILE_TIMEOUT: Final = 120.0
"""The same for a call that sends files: agreements may have 5 MB of documents (spec, create-agreement)."""

MAX_TIMEOUT: Final = 86_400.0
"""The largest timeout that the client accepts, in seconds: a day. A larger one is a mistake, and beyond some months
more than a socket accepts."""

CONNECT_TIMEOUT: Final = 5.0
"""Seconds to connect. A server that has not accepted by then will not do so in 30 seconds either."""

CONNECT_SHARE: Final = 0.9
"""The share of an attempt's timeout within which it must have a connection. With all of it, a timeout would not show
whether the request was sent, and so whether a write may be retried."""

MAX_RESPONSE_SIZE: Final = 32 * 1024 * 1024
"""Bytes of a response body, decompressed. A page has some thousands; a megabyte of gzip can become a gigabyte."""

MAX_DOWNLOAD_SIZE: Final = 2 * 1024 * 1024 * 1024
"""Bytes of a file that is downloaded: more than documents have, and less than a disk that an endless response fills."""

MAX_REDIRECTS: Final = 5
"""Redirects of a link to a file. A storage needs one or two; more are a loop."""

MAX_RETRIES: Final = 2
"""Retries of a call after a failure that allows one: enough for a restart behind a load balancer."""

FIRST_BACKOFF: Final = 0.5
"""Seconds before the first retry; each further one waits twice as long."""

MAX_BACKOFF: Final = 8.0
"""The largest backoff in seconds, where the server does not ask for another wait."""

MAX_RETRY_AFTER: Final = 60.0
"""The longest wait in seconds that a server may ask for: the portal counts its rate limit by the minute (guide, rate
limiting). Beyond it the call raises an error with `retry_after`, instead of a program that seems to hang."""

RATE_LIMIT: Final = 60
"""Calls per minute that the portal allows (guide, rate limiting), until a response says how many these are."""

RATE_WINDOW: Final = 60.0
"""The seconds over which the portal counts this limit."""

CLOCK_TOLERANCE: Final = 10.0
"""Seconds by which a reading of the monotonic clock may be earlier than the last one: a thread can be slow between
reading the clock and using its time. A clock that is further back is another one."""

MAX_KEYS: Final = 1000
"""How many API keys the copies of a client may use before the rate limiters of those that are idle are dropped."""

REDIS_TIMEOUT: Final = 1.0
"""Seconds to connect to Redis, and for each reply. It is near, and calls wait for it."""

REDIS_LOCK_LEASE: Final = 15.0
"""Seconds after which the lock of tokens in Redis ends by itself. Its holder renews it three times as often."""

REDIS_LOCK_WAIT: Final = 600.0
"""Seconds to wait for this lock: those of a process that was killed, and of others that wait too."""
