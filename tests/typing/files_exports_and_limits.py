"""What type checkers infer of downloads, progress, exports and shared rate limits. Checked, and not run."""

import io
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Literal, assert_type

import redis

from mijnklantportaal import AsyncMijnKlantportaal, DownloadedFile, MijnKlantportaal, Progress
from mijnklantportaal.export import ExportResult, data_frame, rows
from mijnklantportaal.limits import Grant, Outcome, RateLimiter, RedisRateLimiter
from mijnklantportaal.models import CustomerInvoice, DownloadLink
from mijnklantportaal.oauth import RedisTokenStore, TokenStore


class LimiterOfTheUser:
    """A rate limiter without a base class."""

    def acquire(self, key: str, lease: float) -> Grant:
        return Grant(0.0, 0.0, "", key)

    def release(self, key: str, grant: Grant, outcome: Outcome) -> None: ...


def show(progress: Progress) -> None:
    assert_type(progress.done, int)
    assert_type(progress.total, int | None)
    assert_type(progress.waiting, float)
    assert_type(progress.unit, Literal["bytes", "objects"])


limiters: list[RateLimiter] = [
    LimiterOfTheUser(),
    RedisRateLimiter("redis://localhost"),
    RedisRateLimiter(redis.Redis()),
]
store: TokenStore = RedisTokenStore("redis://localhost", "portal of a customer")

with MijnKlantportaal(rate_limiter=limiters[0]) as portal:
    assert_type(portal.files.get_download_link("fsf_1"), DownloadLink)
    assert_type(portal.files.download("fsf_1", to="a.pdf"), DownloadedFile)
    file = portal.agreements.download_document("agr_1", "agd_1", to=Path("folder"), overwrite=True, progress=show)
    assert_type(file.path, Path | None)
    assert_type(file.size, int)
    portal.files.download("fsf_1", to=io.BytesIO(), max_size=1000, progress=True)
    portal.files.download("fsf_1")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    portal.files.download("fsf_1", to=1)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    portal.files.upload(file=b"", progress=show)
    for invoice in portal.customer_invoices.list(progress=True):
        assert_type(invoice, CustomerInvoice)
    # A page has no progress.
    portal.customers.get("cst_1", progress=True)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]

    result = portal.export(portal.customer_invoices, to="invoices.csv", since=["inv_1"], excel="nl")
    assert_type(result, ExportResult)
    assert_type(result.paths, tuple[Path, ...])
    portal.export(portal.payment_links.list_payments("plk_1"), to=Path("payments"), format="parquet", progress=show)
    portal.export(portal.files, to="files.csv")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    portal.export_all(to="portal.sqlite", overwrite=True)
    for row in rows(portal.customers):
        assert_type(row["id"], str | int | float | bool | Decimal | date | datetime | None)
    print(data_frame(portal.customer_invoices).shape)


async def main() -> None:
    async with AsyncMijnKlantportaal(rate_limiter=RedisRateLimiter("redis://localhost")) as portal:
        assert_type(await portal.files.download("fsf_1", to="a.pdf"), DownloadedFile)
        assert_type(await portal.export(portal.customers, to="customers.jsonl"), ExportResult)
        assert_type(await portal.export_all(to="folder"), ExportResult)
        async for row in rows(portal.customers):
            print(row["id"])
