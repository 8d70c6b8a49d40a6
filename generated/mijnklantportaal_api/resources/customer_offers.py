"""The methods of `portal.customer_offers` and the operations that they send."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
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
from mijnklantportaal.types import UNSET, FileInput, Unset

from .. import models


class CustomerOffers:
    """Customer Offers API."""

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
    ) -> Page[models.CustomerOffer]:
        """Get all customer offers of your portal, as a paginated response.

        `GET /customer-offers`

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
        customer_id: str,
        offer_number: str,
        issued_at: datetime.date,
        expires_at: datetime.date,
        amount: Decimal,
        pdf: FileInput,
        send_notification: bool | Unset = UNSET,
        accepted_at: datetime.datetime | Unset = UNSET,
        accepted_via_ip: str | Unset = UNSET,
        accepted_via_user_agent: str | Unset = UNSET,
        rejected_at: datetime.datetime | Unset = UNSET,
        progress: ProgressOption = False,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.CustomerOffer:
        """Add a customer offer with its PDF (`multipart/form-data`).

        `POST /customer-offers`

        Args:
            customer_id (str): Customer the offer is for. Example: `cst_abc12345def678`.
            offer_number (str): Offer number, a `string`. Example: `2014-001`.
            issued_at (datetime.date): Issue date, `YYYY-mm-dd`. Example: `date(2024, 4, 30)`.
            expires_at (datetime.date): Expiry date, `YYYY-mm-dd`. Example: `date(2024, 4, 30)`.
            amount (Decimal): Amount, in EUR. Example: `Decimal("12.95")`.
            pdf (FileInput): PDF of the offer.
            send_notification (bool, optional): Whether to notify the customer. Example: `True`.
            accepted_at (datetime.datetime, optional): When it was accepted, `YYYY-mm-dd HH:mm:ss`; empty while
                open. In the portal's time zone; the client converts an aware time. Example: `datetime(2024, 5, 11,
                12, 59)`.
            accepted_via_ip (str, optional): IP used to accept, if known; dropped when `accepted_at` is `null`.
                Example: `203.0.113.8`.
            accepted_via_user_agent (str, optional): User agent used to accept, if known; dropped when `accepted_at`
                is `null`. Example: `Mozilla/5.0 (X11; Linux x86_64) ...`.
            rejected_at (datetime.datetime, optional): When it was rejected, `YYYY-mm-dd HH:mm:ss`; empty while
                open. In the portal's time zone; the client converts an aware time.
            progress (ProgressOption): `True` draws a bar if standard error is a terminal. A function is called with
                each `Progress`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The created offer.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            UnprocessableEntityError: Status 422. Invalid data.
            UpgradeRequiredError: Status 426. Monthly offer limit of the licence reached.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.call(
            CREATE,
            {
                "customer_id": customer_id,
                "offer_number": offer_number,
                "issued_at": issued_at,
                "expires_at": expires_at,
                "amount": amount,
                "send_notification": send_notification,
                "accepted_at": accepted_at,
                "accepted_via_ip": accepted_via_ip,
                "accepted_via_user_agent": accepted_via_user_agent,
                "rejected_at": rejected_at,
                "pdf": pdf,
            },
            CallOptions(timeout, max_retries, extra_headers, max_wait, progress),
        )

    def create_manual(
        self,
        *,
        customer_id: str,
        offer_number: str,
        issued_at: datetime.date,
        expires_at: datetime.date,
        lines: Sequence[models.CustomerOfferLine],
        send_notification: bool | Unset = UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.CustomerOffer:
        """Create a Customer Offer from the ground up by providing product/service lines.

        `POST /customer-offers/manual`

        Args:
            customer_id (str): ID of the customer this offer is meant for. Example: `cst_abc12345def678`.
            offer_number (str): Number of the offer, as `string`. Example: `2014-001`.
            issued_at (datetime.date): Date when the offer is issued, in `YYYY-mm-dd` format. Example: `date(2025,
                4, 14)`.
            expires_at (datetime.date): Date when the offer expires, in `YYYY-mm-dd` format. Example: `date(2025, 4,
                30)`.
            lines (Sequence[models.CustomerOfferLine]): Line in this offer.
            send_notification (bool, optional): Indicates if MijnKlantportaal should send out the notification to
                inform the customer about the new offer. Example: `True`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The created customer offer.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            UnprocessableEntityError: Status 422. Something is wrong with the posted data.
            UpgradeRequiredError: Status 426. The amount of offers this month reached the license's limit.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.call(
            CREATE_MANUAL,
            {
                "customer_id": customer_id,
                "offer_number": offer_number,
                "issued_at": issued_at,
                "expires_at": expires_at,
                "send_notification": send_notification,
                "lines": lines,
            },
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    def get(
        self,
        offer_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.CustomerOffer:
        """Get a Customer Offer by ID.

        `GET /customer-offers/{offerId}`

        Args:
            offer_id (str): ID of the Customer Offer to get.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The customer offer.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. No Customer Offer can be found for the given ID.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.call(
            GET,
            {"offer_id": offer_id},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    def mark(
        self,
        offer_id: str,
        *,
        accepted_at: datetime.datetime | Unset = UNSET,
        accepted_via_ip: str | Unset = UNSET,
        accepted_via_user_agent: str | Unset = UNSET,
        rejected_at: datetime.datetime | Unset = UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.CustomerOffer:
        """Mark an offer as accepted or rejected, also in the connected integration.

        `PATCH /customer-offers/{offerId}`

        Args:
            offer_id (str): ID of the offer.
            accepted_at (datetime.datetime, optional): When it was accepted. In the portal's time zone; the client
                converts an aware time. Example: `datetime(2024, 5, 4, 20, 51, 50)`.
            accepted_via_ip (str, optional): IP used to accept; dropped without `accepted_at`. Example:
                `203.0.113.8`.
            accepted_via_user_agent (str, optional): User agent used to accept; dropped without `accepted_at`.
                Example: `Mozilla/5.0 (X11; Linux x86_64)...`.
            rejected_at (datetime.datetime, optional): When it was rejected. In the portal's time zone; the client
                converts an aware time.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The changed offer.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown offer ID.
            UnprocessableEntityError: Status 422. Invalid data.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.call(
            MARK,
            {
                "offer_id": offer_id,
                "accepted_at": accepted_at,
                "accepted_via_ip": accepted_via_ip,
                "accepted_via_user_agent": accepted_via_user_agent,
                "rejected_at": rejected_at,
            },
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )


class AsyncCustomerOffers:
    """Customer Offers API (asynchronous)."""

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
    ) -> AsyncPager[models.CustomerOffer]:
        """Get all customer offers of your portal, as a paginated response.

        `GET /customer-offers`

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
        customer_id: str,
        offer_number: str,
        issued_at: datetime.date,
        expires_at: datetime.date,
        amount: Decimal,
        pdf: FileInput,
        send_notification: bool | Unset = UNSET,
        accepted_at: datetime.datetime | Unset = UNSET,
        accepted_via_ip: str | Unset = UNSET,
        accepted_via_user_agent: str | Unset = UNSET,
        rejected_at: datetime.datetime | Unset = UNSET,
        progress: ProgressOption = False,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.CustomerOffer:
        """Add a customer offer with its PDF (`multipart/form-data`).

        `POST /customer-offers`

        Args:
            customer_id (str): Customer the offer is for. Example: `cst_abc12345def678`.
            offer_number (str): Offer number, a `string`. Example: `2014-001`.
            issued_at (datetime.date): Issue date, `YYYY-mm-dd`. Example: `date(2024, 4, 30)`.
            expires_at (datetime.date): Expiry date, `YYYY-mm-dd`. Example: `date(2024, 4, 30)`.
            amount (Decimal): Amount, in EUR. Example: `Decimal("12.95")`.
            pdf (FileInput): PDF of the offer.
            send_notification (bool, optional): Whether to notify the customer. Example: `True`.
            accepted_at (datetime.datetime, optional): When it was accepted, `YYYY-mm-dd HH:mm:ss`; empty while
                open. In the portal's time zone; the client converts an aware time. Example: `datetime(2024, 5, 11,
                12, 59)`.
            accepted_via_ip (str, optional): IP used to accept, if known; dropped when `accepted_at` is `null`.
                Example: `203.0.113.8`.
            accepted_via_user_agent (str, optional): User agent used to accept, if known; dropped when `accepted_at`
                is `null`. Example: `Mozilla/5.0 (X11; Linux x86_64) ...`.
            rejected_at (datetime.datetime, optional): When it was rejected, `YYYY-mm-dd HH:mm:ss`; empty while
                open. In the portal's time zone; the client converts an aware time.
            progress (ProgressOption): `True` draws a bar if standard error is a terminal. A function is called with
                each `Progress`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The created offer.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            UnprocessableEntityError: Status 422. Invalid data.
            UpgradeRequiredError: Status 426. Monthly offer limit of the licence reached.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return await self._sender.call(
            CREATE,
            {
                "customer_id": customer_id,
                "offer_number": offer_number,
                "issued_at": issued_at,
                "expires_at": expires_at,
                "amount": amount,
                "send_notification": send_notification,
                "accepted_at": accepted_at,
                "accepted_via_ip": accepted_via_ip,
                "accepted_via_user_agent": accepted_via_user_agent,
                "rejected_at": rejected_at,
                "pdf": pdf,
            },
            CallOptions(timeout, max_retries, extra_headers, max_wait, progress),
        )

    async def create_manual(
        self,
        *,
        customer_id: str,
        offer_number: str,
        issued_at: datetime.date,
        expires_at: datetime.date,
        lines: Sequence[models.CustomerOfferLine],
        send_notification: bool | Unset = UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.CustomerOffer:
        """Create a Customer Offer from the ground up by providing product/service lines.

        `POST /customer-offers/manual`

        Args:
            customer_id (str): ID of the customer this offer is meant for. Example: `cst_abc12345def678`.
            offer_number (str): Number of the offer, as `string`. Example: `2014-001`.
            issued_at (datetime.date): Date when the offer is issued, in `YYYY-mm-dd` format. Example: `date(2025,
                4, 14)`.
            expires_at (datetime.date): Date when the offer expires, in `YYYY-mm-dd` format. Example: `date(2025, 4,
                30)`.
            lines (Sequence[models.CustomerOfferLine]): Line in this offer.
            send_notification (bool, optional): Indicates if MijnKlantportaal should send out the notification to
                inform the customer about the new offer. Example: `True`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The created customer offer.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            UnprocessableEntityError: Status 422. Something is wrong with the posted data.
            UpgradeRequiredError: Status 426. The amount of offers this month reached the license's limit.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return await self._sender.call(
            CREATE_MANUAL,
            {
                "customer_id": customer_id,
                "offer_number": offer_number,
                "issued_at": issued_at,
                "expires_at": expires_at,
                "send_notification": send_notification,
                "lines": lines,
            },
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    async def get(
        self,
        offer_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.CustomerOffer:
        """Get a Customer Offer by ID.

        `GET /customer-offers/{offerId}`

        Args:
            offer_id (str): ID of the Customer Offer to get.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The customer offer.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. No Customer Offer can be found for the given ID.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return await self._sender.call(
            GET,
            {"offer_id": offer_id},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    async def mark(
        self,
        offer_id: str,
        *,
        accepted_at: datetime.datetime | Unset = UNSET,
        accepted_via_ip: str | Unset = UNSET,
        accepted_via_user_agent: str | Unset = UNSET,
        rejected_at: datetime.datetime | Unset = UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.CustomerOffer:
        """Mark an offer as accepted or rejected, also in the connected integration.

        `PATCH /customer-offers/{offerId}`

        Args:
            offer_id (str): ID of the offer.
            accepted_at (datetime.datetime, optional): When it was accepted. In the portal's time zone; the client
                converts an aware time. Example: `datetime(2024, 5, 4, 20, 51, 50)`.
            accepted_via_ip (str, optional): IP used to accept; dropped without `accepted_at`. Example:
                `203.0.113.8`.
            accepted_via_user_agent (str, optional): User agent used to accept; dropped without `accepted_at`.
                Example: `Mozilla/5.0 (X11; Linux x86_64)...`.
            rejected_at (datetime.datetime, optional): When it was rejected. In the portal's time zone; the client
                converts an aware time.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The changed offer.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown offer ID.
            UnprocessableEntityError: Status 422. Invalid data.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return await self._sender.call(
            MARK,
            {
                "offer_id": offer_id,
                "accepted_at": accepted_at,
                "accepted_via_ip": accepted_via_ip,
                "accepted_via_user_agent": accepted_via_user_agent,
                "rejected_at": rejected_at,
            },
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )


class CustomerOffersWithRawResponse:
    """Customer Offers API with methods that return raw responses."""

    def __init__(self, sender: RawSender) -> None:
        self._sender = sender

    list = returns_raw_response(CustomerOffers.list)
    create = returns_raw_response(CustomerOffers.create)
    create_manual = returns_raw_response(CustomerOffers.create_manual)
    get = returns_raw_response(CustomerOffers.get)
    mark = returns_raw_response(CustomerOffers.mark)


class AsyncCustomerOffersWithRawResponse:
    """Customer Offers API (asynchronous) with methods that return raw responses."""

    def __init__(self, sender: AsyncRawSender) -> None:
        self._sender = sender

    list = returns_raw_page_async(AsyncCustomerOffers.list)
    create = returns_raw_response_async(AsyncCustomerOffers.create)
    create_manual = returns_raw_response_async(AsyncCustomerOffers.create_manual)
    get = returns_raw_response_async(AsyncCustomerOffers.get)
    mark = returns_raw_response_async(AsyncCustomerOffers.mark)


LIST: Operation[codecs.PageData[models.CustomerOffer]] = Operation(
    id="list-customer-offers",
    method="GET",
    path="/customer-offers",
    parameters=(Parameter("page", "page", codecs.Integer(minimum=1), Location.QUERY),),
    response=codecs.PageOf(codecs.Object(lambda: models.CustomerOffer)),
)
CREATE: Operation[models.CustomerOffer] = Operation(
    id="create-customer-offer",
    method="POST",
    path="/customer-offers",
    body=Body(
        MediaType.MULTIPART,
        (
            Field("customer_id", "customerId", codecs.STRING, True),
            Field("offer_number", "offerNumber", codecs.STRING, True),
            Field("issued_at", "issuedAt", codecs.DATE, True),
            Field("expires_at", "expiresAt", codecs.DATE, True),
            Field("amount", "amount", codecs.MONEY, True),
            Field("send_notification", "sendNotification", codecs.BOOLEAN, False),
            Field("accepted_at", "acceptedAt", codecs.LOCAL_DATE_TIME, False),
            Field("accepted_via_ip", "acceptedViaIp", codecs.STRING, False),
            Field("accepted_via_user_agent", "acceptedViaUserAgent", codecs.STRING, False),
            Field("rejected_at", "rejectedAt", codecs.LOCAL_DATE_TIME, False),
            Field("pdf", "pdf", codecs.FILE, True),
        ),
    ),
    response=codecs.Object(lambda: models.CustomerOffer),
)
CREATE_MANUAL: Operation[models.CustomerOffer] = Operation(
    id="create-customer-offer-manual",
    method="POST",
    path="/customer-offers/manual",
    body=Body(
        MediaType.JSON,
        (
            Field("customer_id", "customerId", codecs.STRING, True),
            Field("offer_number", "offerNumber", codecs.STRING, True),
            Field("issued_at", "issuedAt", codecs.DATE, True),
            Field("expires_at", "expiresAt", codecs.DATE, True),
            Field("send_notification", "sendNotification", codecs.BOOLEAN, False),
            Field("lines", "lines", codecs.Array(codecs.Object(lambda: models.CustomerOfferLine)), True),
        ),
    ),
    response=codecs.Object(lambda: models.CustomerOffer),
)
GET: Operation[models.CustomerOffer] = Operation(
    id="get-customer-offer",
    method="GET",
    path="/customer-offers/{offerId}",
    parameters=(Parameter("offer_id", "offerId", codecs.STRING, Location.PATH),),
    response=codecs.Object(lambda: models.CustomerOffer),
)
MARK: Operation[models.CustomerOffer] = Operation(
    id="mark-customer-offer",
    method="PATCH",
    path="/customer-offers/{offerId}",
    parameters=(Parameter("offer_id", "offerId", codecs.STRING, Location.PATH),),
    body=Body(
        MediaType.JSON,
        (
            Field("accepted_at", "acceptedAt", codecs.LOCAL_DATE_TIME, False),
            Field("accepted_via_ip", "acceptedViaIp", codecs.STRING, False),
            Field("accepted_via_user_agent", "acceptedViaUserAgent", codecs.STRING, False),
            Field("rejected_at", "rejectedAt", codecs.LOCAL_DATE_TIME, False),
        ),
    ),
    response=codecs.Object(lambda: models.CustomerOffer),
)
