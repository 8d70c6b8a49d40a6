"""The defaults of the client, with the reason for each."""

from typing import Final

API_KEY_VARIABLE: Final = "MIJNKLANTPORTAAL_API_KEY"
"""The environment variable with the API key, so that programs need not contain it."""

BASE_URL_VARIABLE: Final = "MIJNKLANTPORTAAL_BASE_URL"
"""The environment variable with the base URL, so that an unchanged program can use another server, such as a
sandbox."""

CLIENT_ID_VARIABLE: Final = "MIJNKLANTPORTAAL_CLIENT_ID"
"""The environment variable with the ID of an OAuth application (guide: App ID)."""

CLIENT_SECRET_VARIABLE: Final = "MIJNKLANTPORTAAL_CLIENT_SECRET"
"""The environment variable with the secret of the application, so that programs need not contain it (guide: App
Secret)."""

OAUTH_URL_VARIABLE: Final = "MIJNKLANTPORTAAL_OAUTH_URL"
"""The environment variable with the URL of another authorization server, such as that of a sandbox."""

OAUTH_SERVER: Final = "https://manage.mijnklantportaal.nl"
"""The authorization server (guide, OAuth endpoints). It is not the server of the API."""

EXPIRY_MARGIN: Final = 60.0
"""An access token is refreshed this many seconds before it expires: more than a call takes, so that no call arrives
with an expired token."""

STORE_INTERVAL: Final = 60.0
"""Seconds after which a process reads its token store again. It then notices that a user has agreed to other scopes, or
has connected another portal, in another process."""

TIMEOUT: Final = 30.0
"""Seconds for an attempt, from connecting to the last byte of the response: more than the portal needs for a page, and
acceptable for a person who waits."""

FILE_TIMEOUT: Final = 120.0
"""The same, for a method that can send files: agreements may have 5 MB of documents (spec, create-agreement)."""

MAX_TIMEOUT: Final = 86_400.0
"""The largest timeout that the client accepts, in seconds: a day. A larger value is probably a mistake, and a socket
does not accept more than some months."""

CONNECT_TIMEOUT: Final = 5.0
"""Seconds to connect. A server that has not accepted by then is unlikely to do so within 30 seconds."""

CONNECT_SHARE: Final = 0.9
"""The share of an attempt's timeout that it may wait for a connection. If it could wait for all of it, a timeout would
not show whether the request was sent, and so whether a write may be retried."""

MAX_RESPONSE_SIZE: Final = 32 * 1024 * 1024
"""The largest response body in bytes, decompressed. A page has some thousands; a megabyte of gzip can expand to a
gigabyte."""

MAX_DOWNLOAD_SIZE: Final = 2 * 1024 * 1024 * 1024
"""The largest download in bytes: more than documents have, but too little for an endless response to fill a disk."""

MAX_REDIRECTS: Final = 5
"""The most redirects of a link to a file. A storage service needs one or two; more indicate a loop."""

MAX_RETRIES: Final = 2
"""Retries of a call after a failure that allows one: enough for a restart behind a load balancer."""

FIRST_BACKOFF: Final = 0.5
"""Seconds before the first retry. Each further retry waits twice as long as the one before it."""

MAX_BACKOFF: Final = 8.0
"""The longest backoff in seconds, unless the server asks for another wait."""

MAX_RETRY_AFTER: Final = 60.0
"""The longest wait in seconds that a server may ask for: the portal counts its rate limit by the minute (guide, rate
limiting). If it asks for more, the call raises an error with `retry_after`, so that the program does not seem to
hang."""

RATE_LIMIT: Final = 60
"""Calls per minute that the portal allows (guide, rate limiting), until a response states the limit."""

RATE_WINDOW: Final = 60.0
"""The seconds over which the portal counts this limit."""

CLOCK_TOLERANCE: Final = 10.0
"""Seconds by which a time of the monotonic clock may be earlier than the last one, since a thread can be slow between
reading the clock and using the time. If it is earlier than that, a test has replaced the clock."""

MAX_KEYS: Final = 1000
"""How many API keys the copies of a client may use before the rate limiters of idle keys are dropped."""

REDIS_TIMEOUT: Final = 1.0
"""Seconds to connect to Redis, and for each reply. Redis is usually near, and calls wait for it."""

REDIS_LOCK_LEASE: Final = 15.0
"""Seconds after which the lock of tokens in Redis expires. Its holder renews it three times in this period."""

REDIS_LOCK_WAIT: Final = 600.0
"""Seconds to wait for this lock: until the lock of a killed process expires, and other waiting processes are done."""
