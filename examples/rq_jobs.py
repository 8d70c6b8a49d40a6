"""Jobs of RQ whose workers share the rate limit of one API key.

    rq worker --with-scheduler

They read REDIS_URL, and MIJNKLANTPORTAAL_API_KEY as the client does. `queue.enqueue(company_name, id)` enqueues one.
"""

import math
import os

from rq import Retry

from mijnklantportaal import MijnKlantportaal, RateLimitError
from mijnklantportaal.limits import RedisRateLimiter

REDIS_URL = os.environ.get("REDIS_URL", "redis://localhost:6379/0")
MAX_RETRIES = 20


def company_name(customer_id: str) -> str | Retry | None:
    # RQ runs each job in a process of its own, so that the client is made there.
    with MijnKlantportaal(rate_limiter=RedisRateLimiter(REDIS_URL), max_wait=2) as portal:
        try:
            return portal.customers.get(customer_id).company_name
        except RateLimitError as error:
            # The scheduler of a worker runs the job again when a call is possible.
            return Retry(max=MAX_RETRIES, interval=math.ceil(error.retry_after or 1))
