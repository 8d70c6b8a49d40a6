"""The methods of `portal.payment_links` and the operations that they send."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal

from mijnklantportaal._send import (
    AsyncRawSender,
    AsyncSender,
    RawSender,
    Sender,
    returns_raw_page_async,
    returns_raw_response,
    returns_raw_response_async,
)
from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.model import Field
from mijnklantportaal._wire.operation import Body, CallOptions, Location, MediaType, Operation, Parameter
from mijnklantportaal.pagination import AsyncPager, Page
from mijnklantportaal.progress import ProgressOption
from mijnklantportaal.types import UNSET, Unset

from .. import models


class PaymentLinks:
    """Payment Links API."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def list(
        self,
        *,
        page: int | Unset = UNSET,
        progress: ProgressOption = False,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> Page[models.PaymentLink]:
        """List the payment links, page by page.

        `GET /payment-links`

        Args:
            page (int, optional): Number of the page; the first one when left out. At least 1.
            progress (ProgressOption): `True` draws a bar if standard error is a terminal. A function is called with
                each `Progress`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The requested page; by default, the first page. Iterating over it yields the items of all pages from
                there on.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.list(
            LIST,
            {"page": page},
            CallOptions(timeout, max_retries, extra_headers, max_wait, progress),
        )

    def create(
        self,
        *,
        description: str,
        amount: Decimal,
        expires_at: datetime.date | Unset = UNSET,
        reusable: bool | Unset = UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.PaymentLink:
        """Create a payment link.

        `POST /payment-links`

        Args:
            description (str): Text, also on the bank statement of the payer. Example: `Contribution costs`.
            amount (Decimal): Amount, in EUR. Example: `Decimal("12.95")`.
            expires_at (datetime.date, optional): Last day it works, `YYYY-mm-dd`. Example: `date(2024, 5, 4)`.
            reusable (bool, optional): Whether it can be paid more than once; once only when `false` or left out.
                Example: `True`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The created payment link.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            UnprocessableEntityError: Status 422. Invalid data.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.call(
            CREATE,
            {"description": description, "amount": amount, "expires_at": expires_at, "reusable": reusable},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    def get(
        self,
        link_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.PaymentLink:
        """Fetch one payment link.

        `GET /payment-links/{linkId}`

        Args:
            link_id (str): ID of the payment link.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The payment link.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown payment link ID.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.call(
            GET,
            {"link_id": link_id},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    def close(
        self,
        link_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.PaymentLink:
        """Close a payment link so it cannot be used any more; meant for reusable ones.

        `DELETE /payment-links/{linkId}`

        Args:
            link_id (str): ID of the payment link.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The closed payment link.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown payment link ID.
            UnprocessableEntityError: Status 422. Already closed.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.call(
            CLOSE,
            {"link_id": link_id},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    def list_payments(
        self,
        link_id: str,
        *,
        page: int | Unset = UNSET,
        progress: ProgressOption = False,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> Page[models.PaymentLinkPayment]:
        """List the payments made by a payment link, page by page.

        `GET /payment-links/{linkId}/payments`

        Args:
            link_id (str): ID of the payment link.
            page (int, optional): Number of the page; the first one when left out. At least 1.
            progress (ProgressOption): `True` draws a bar if standard error is a terminal. A function is called with
                each `Progress`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The requested page; by default, the first page. Iterating over it yields the items of all pages from
                there on.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown ID.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.list(
            LIST_PAYMENTS,
            {"link_id": link_id, "page": page},
            CallOptions(timeout, max_retries, extra_headers, max_wait, progress),
        )


class AsyncPaymentLinks:
    """Payment Links API (asynchronous)."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    def list(
        self,
        *,
        page: int | Unset = UNSET,
        progress: ProgressOption = False,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> AsyncPager[models.PaymentLink]:
        """List the payment links, page by page.

        `GET /payment-links`

        Args:
            page (int, optional): Number of the page; the first one when left out. At least 1.
            progress (ProgressOption): `True` draws a bar if standard error is a terminal. A function is called with
                each `Progress`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            A list: `await` it to get the requested page, by default the first one, or use `async for` to get all
                items.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.list(
            LIST,
            {"page": page},
            CallOptions(timeout, max_retries, extra_headers, max_wait, progress),
        )

    async def create(
        self,
        *,
        description: str,
        amount: Decimal,
        expires_at: datetime.date | Unset = UNSET,
        reusable: bool | Unset = UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.PaymentLink:
        """Create a payment link.

        `POST /payment-links`

        Args:
            description (str): Text, also on the bank statement of the payer. Example: `Contribution costs`.
            amount (Decimal): Amount, in EUR. Example: `Decimal("12.95")`.
            expires_at (datetime.date, optional): Last day it works, `YYYY-mm-dd`. Example: `date(2024, 5, 4)`.
            reusable (bool, optional): Whether it can be paid more than once; once only when `false` or left out.
                Example: `True`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The created payment link.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            UnprocessableEntityError: Status 422. Invalid data.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return await self._sender.call(
            CREATE,
            {"description": description, "amount": amount, "expires_at": expires_at, "reusable": reusable},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    async def get(
        self,
        link_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.PaymentLink:
        """Fetch one payment link.

        `GET /payment-links/{linkId}`

        Args:
            link_id (str): ID of the payment link.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The payment link.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown payment link ID.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return await self._sender.call(
            GET,
            {"link_id": link_id},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    async def close(
        self,
        link_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.PaymentLink:
        """Close a payment link so it cannot be used any more; meant for reusable ones.

        `DELETE /payment-links/{linkId}`

        Args:
            link_id (str): ID of the payment link.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The closed payment link.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown payment link ID.
            UnprocessableEntityError: Status 422. Already closed.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return await self._sender.call(
            CLOSE,
            {"link_id": link_id},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    def list_payments(
        self,
        link_id: str,
        *,
        page: int | Unset = UNSET,
        progress: ProgressOption = False,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> AsyncPager[models.PaymentLinkPayment]:
        """List the payments made by a payment link, page by page.

        `GET /payment-links/{linkId}/payments`

        Args:
            link_id (str): ID of the payment link.
            page (int, optional): Number of the page; the first one when left out. At least 1.
            progress (ProgressOption): `True` draws a bar if standard error is a terminal. A function is called with
                each `Progress`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            A list: `await` it to get the requested page, by default the first one, or use `async for` to get all
                items.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown ID.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.list(
            LIST_PAYMENTS,
            {"link_id": link_id, "page": page},
            CallOptions(timeout, max_retries, extra_headers, max_wait, progress),
        )


class PaymentLinksWithRawResponse:
    """Payment Links API with methods that return raw responses."""

    def __init__(self, sender: RawSender) -> None:
        self._sender = sender

    list = returns_raw_response(PaymentLinks.list)
    create = returns_raw_response(PaymentLinks.create)
    get = returns_raw_response(PaymentLinks.get)
    close = returns_raw_response(PaymentLinks.close)
    list_payments = returns_raw_response(PaymentLinks.list_payments)


class AsyncPaymentLinksWithRawResponse:
    """Payment Links API (asynchronous) with methods that return raw responses."""

    def __init__(self, sender: AsyncRawSender) -> None:
        self._sender = sender

    list = returns_raw_page_async(AsyncPaymentLinks.list)
    create = returns_raw_response_async(AsyncPaymentLinks.create)
    get = returns_raw_response_async(AsyncPaymentLinks.get)
    close = returns_raw_response_async(AsyncPaymentLinks.close)
    list_payments = returns_raw_page_async(AsyncPaymentLinks.list_payments)


LIST: Operation[codecs.PageData[models.PaymentLink]] = Operation(
    id="list-payment-links",
    method="GET",
    path="/payment-links",
    parameters=(Parameter("page", "page", codecs.Integer(minimum=1), Location.QUERY),),
    response=codecs.PageOf(codecs.Object(lambda: models.PaymentLink)),
)
CREATE: Operation[models.PaymentLink] = Operation(
    id="create-payment-link",
    method="POST",
    path="/payment-links",
    body=Body(
        MediaType.JSON,
        (
            Field("description", "description", codecs.STRING, True),
            Field("amount", "amount", codecs.MONEY, True),
            Field("expires_at", "expiresAt", codecs.DATE, False),
            Field("reusable", "reusable", codecs.BOOLEAN, False),
        ),
    ),
    response=codecs.Object(lambda: models.PaymentLink),
)
GET: Operation[models.PaymentLink] = Operation(
    id="get-payment-link",
    method="GET",
    path="/payment-links/{linkId}",
    parameters=(Parameter("link_id", "linkId", codecs.STRING, Location.PATH),),
    response=codecs.Object(lambda: models.PaymentLink),
)
CLOSE: Operation[models.PaymentLink] = Operation(
    id="close-payment-link",
    method="DELETE",
    path="/payment-links/{linkId}",
    parameters=(Parameter("link_id", "linkId", codecs.STRING, Location.PATH),),
    response=codecs.Object(lambda: models.PaymentLink),
)
LIST_PAYMENTS: Operation[codecs.PageData[models.PaymentLinkPayment]] = Operation(
    id="list-payment-link-payments",
    method="GET",
    path="/payment-links/{linkId}/payments",
    parameters=(
        Parameter("link_id", "linkId", codecs.STRING, Location.PATH),
        Parameter("page", "page", codecs.Integer(minimum=1), Location.QUERY),
    ),
    response=codecs.PageOf(codecs.Object(lambda: models.PaymentLinkPayment)),
)
