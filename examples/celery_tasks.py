"""A Celery application whose workers share the rate limit of one API key.

    celery -A celery_tasks worker

It reads REDIS_URL, and MIJNKLANTPORTAAL_API_KEY as the client does.
"""

import os
from functools import cache

from celery import Celery, Task

from mijnklantportaal import MijnKlantportaal, RateLimitError
from mijnklantportaal.limits import RedisRateLimiter

REDIS_URL = os.environ.get("REDIS_URL", "redis://localhost:6379/0")
MAX_RETRIES = 20

app = Celery("tasks", broker=REDIS_URL, backend=REDIS_URL)


@cache
def portal() -> MijnKlantportaal:
    # One for each worker process, made by its first task. A task does not occupy its process for longer than max_wait.
    return MijnKlantportaal(rate_limiter=RedisRateLimiter(REDIS_URL), max_wait=2)


@app.task(bind=True, max_retries=MAX_RETRIES)  # type: ignore[untyped-decorator]
def company_name(task: Task, customer_id: str) -> str | None:
    try:
        return portal().customers.get(customer_id).company_name
    except RateLimitError as error:
        # Celery's autoretry_for knows no time of its own for an error. This one knows when a call is possible again.
        raise task.retry(exc=error, countdown=error.retry_after or 1) from error
