"""Show customers their invoices, from a cache that webhooks of the portal invalidate.

    python fastapi_portal.py                             # serve the application
    python fastapi_portal.py --code cst_abc12345def678   # print the access code of a customer

It reads MIJNKLANTPORTAAL_API_KEY; ACCESS_KEY, a secret that access codes are made of; and PUBLIC_URL, where the portal
reaches it. The key needs the scopes `customers.read`, `invoices.read`, `webhooks.read` and `webhooks.write`.
"""

import argparse
import asyncio
import hmac
import logging
import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from math import ceil
from typing import Annotated

import uvicorn
from fastapi import Depends, FastAPI, HTTPException, Request, Response
from fastapi.responses import JSONResponse
from fastapi.security import HTTPBasic, HTTPBasicCredentials
from starlette.routing import Route

from mijnklantportaal import AsyncMijnKlantportaal, MijnKlantportaalError, NotFoundError, RateLimitError
from mijnklantportaal.models import CustomerInvoice
from mijnklantportaal.webhooks import EventType, WebhookASGIApp, WebhookEvent, ensure_async, secrets_of

ACCESS_KEY = os.environ.get("ACCESS_KEY", "").encode()
if len(ACCESS_KEY) < 32:
    raise SystemExit("ACCESS_KEY must have 32 characters or more")
EVENTS = [EventType.INVOICE_CREATED, EventType.INVOICE_PAID, EventType.INVOICE_CHARGEBACK, EventType.INVOICE_DELETED]
MAX_AGE = 300.0
"""Seconds after which the invoices are fetched again without an event, since a webhook can be lost."""


class Cache:
    """All invoices: the portal cannot list those of one customer."""

    def __init__(self) -> None:
        self.fetch: asyncio.Task[list[CustomerInvoice]] | None = None
        self.valid_until = 0.0

    async def invoices(self, portal: AsyncMijnKlantportaal) -> list[CustomerInvoice]:
        if self.fetch is None or time.monotonic() >= self.valid_until:
            self.fetch = asyncio.create_task(fetch_all(portal))
            self.valid_until = time.monotonic() + MAX_AGE
        fetch = self.fetch
        try:
            # Visitors share the task, which goes on when one of them leaves.
            return await asyncio.shield(fetch)
        except Exception:
            # Another visitor may have begun the next one already.
            if self.fetch is fetch:
                self.fetch = None
            raise

    async def invalidate(self, event: WebhookEvent) -> None:
        # The body of the event is not used: the portal has the truth.
        self.fetch = None


async def fetch_all(portal: AsyncMijnKlantportaal) -> list[CustomerInvoice]:
    return [invoice async for invoice in portal.customer_invoices.list()]


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    # A visitor does not wait for the rate limit for longer than this: the response is 429.
    async with AsyncMijnKlantportaal(timeout=10, max_retries=1, max_wait=2) as portal:
        url = f"{os.environ.get('PUBLIC_URL', 'http://127.0.0.1:5000')}/webhooks"
        secrets.update(secrets_of(await ensure_async(portal, url=url, types=EVENTS)))
        app.state.portal = portal
        yield


cache = Cache()
secrets: dict[EventType, list[str]] = {}
receiver = WebhookASGIApp(cache.invalidate, lambda: secrets)
app = FastAPI(lifespan=lifespan, routes=[Route("/webhooks", receiver)])


def access_code(customer_id: str) -> str:
    return hmac.digest(ACCESS_KEY, customer_id.encode(), "sha256").hex()


def logged_in(customer_id: str, login: Annotated[HTTPBasicCredentials, Depends(HTTPBasic())]) -> None:
    has_code = hmac.compare_digest(login.password.encode(), access_code(customer_id).encode())
    if login.username != customer_id or not has_code:
        raise HTTPException(401, "This is not your page, or not your access code.", {"WWW-Authenticate": "Basic"})


@app.get("/customers/{customer_id}/invoices", dependencies=[Depends(logged_in)])
async def invoices(request: Request, response: Response, customer_id: str) -> list[CustomerInvoice]:
    # Neither a browser nor a proxy may show them to somebody else.
    response.headers["Cache-Control"] = "no-store"
    portal: AsyncMijnKlantportaal = request.app.state.portal
    invoices = [invoice for invoice in await cache.invoices(portal) if invoice.customer_id == customer_id]
    if not invoices:
        await portal.customers.get(customer_id)  # raises NotFoundError if the customer has been deleted
    return invoices


@app.exception_handler(MijnKlantportaalError)
async def portal_failed(request: Request, error: MijnKlantportaalError) -> JSONResponse:
    if isinstance(error, NotFoundError):
        return JSONResponse({"detail": "There is no such customer."}, 404)
    if isinstance(error, RateLimitError):
        return JSONResponse({"detail": "Busy."}, 429, {"Retry-After": str(ceil(error.retry_after or 1))})
    # Such as a wrong API key: for the log, and not for visitors.
    logging.getLogger(__name__).error("the portal failed: %s", error)
    return JSONResponse({"detail": "The portal does not respond."}, 502)


def main() -> None:
    parser = argparse.ArgumentParser(description="Show customers their invoices.")
    parser.add_argument("--code", metavar="CUSTOMER", help="print the access code of a customer")
    parser.add_argument("--port", type=int, default=5000, help="default: %(default)s")
    options = parser.parse_args()
    if options.code:
        print(access_code(options.code))
    else:
        uvicorn.run(app, port=options.port)


if __name__ == "__main__":
    main()
