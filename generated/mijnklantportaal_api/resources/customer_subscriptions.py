"""The methods of `portal.customer_subscriptions` and the operations that they send."""

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


class CustomerSubscriptions:
    """Customer Subscriptions API."""

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
    ) -> Page[models.CustomerSubscription]:
        """List the customer subscriptions, page by page.

        `GET /customer-subscriptions`

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
        description: str,
        start_date: datetime.date,
        interval: models.SubscriptionInterval,
        amount: Decimal,
        vat_rate: models.VatRate,
        create_invoice: bool | Unset = UNSET,
        create_payment: bool | Unset = UNSET,
        invoice_description: str | Unset = UNSET,
        payment_integration_mandate_id: str | Unset = UNSET,
        follow_up_failed_payment: bool | Unset = UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.CustomerSubscription:
        """Add a customer subscription.

        `POST /customer-subscriptions`

        Args:
            customer_id (str): Customer the subscription is for. Example: `cst_abc12345def678`.
            description (str): Description. Example: `Contribution costs`.
            start_date (datetime.date): Start date, `YYYY-mm-dd`. Example: `date(2024, 5, 4)`.
            interval (models.SubscriptionInterval): Renewal interval. One of `14 days`, `1 month`, `2 months`, `6
                months`, `1 year`. Example: `1 year`.
            amount (Decimal): Amount, in EUR. Example: `Decimal("12.95")`.
            vat_rate (models.VatRate): VAT percentage. One of `0`, `9`, `21`. Example: `21`.
            create_invoice (bool, optional): Make an invoice in the bookkeeping integration; `true` needs a set-up
                integration. Example: `True`.
            create_payment (bool, optional): Make a payment at each renewal; `true` needs a set-up integration, only
                `mollie`. Example: `True`.
            invoice_description (str, optional): Text of the invoice line; unused without `create_invoice`. Example:
                `Extending subscription`.
            payment_integration_mandate_id (str, optional): Mandate for the payments; unused without
                `create_payment`; validity is not checked. Example: `mdt_123abc`.
            follow_up_failed_payment (bool, optional): Make a new payment when the first fails; unused without
                `create_payment`. Example: `True`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The created subscription.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            UnprocessableEntityError: Status 422. Invalid data.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.call(
            CREATE,
            {
                "customer_id": customer_id,
                "description": description,
                "start_date": start_date,
                "interval": interval,
                "amount": amount,
                "vat_rate": vat_rate,
                "create_invoice": create_invoice,
                "create_payment": create_payment,
                "invoice_description": invoice_description,
                "payment_integration_mandate_id": payment_integration_mandate_id,
                "follow_up_failed_payment": follow_up_failed_payment,
            },
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    def get(
        self,
        subscription_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.CustomerSubscription:
        """Fetch one customer subscription.

        `GET /customer-subscriptions/{subscriptionId}`

        Args:
            subscription_id (str): ID of the subscription.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The subscription.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown subscription ID.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.call(
            GET,
            {"subscription_id": subscription_id},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    def update(
        self,
        subscription_id: str,
        *,
        description: str | Unset = UNSET,
        interval: models.SubscriptionInterval | Unset = UNSET,
        amount: Decimal | Unset = UNSET,
        vat_rate: models.VatRate | Unset = UNSET,
        terminated_at: datetime.datetime | Unset = UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.CustomerSubscription:
        """Change a customer subscription.

        `PATCH /customer-subscriptions/{subscriptionId}`

        Args:
            subscription_id (str): ID of the subscription.
            description (str, optional): Description. Example: `Contribution costs`.
            interval (models.SubscriptionInterval, optional): Renewal interval. One of `14 days`, `1 month`, `2
                months`, `6 months`, `1 year`. Example: `1 year`.
            amount (Decimal, optional): Amount, in EUR. Example: `Decimal("12.95")`.
            vat_rate (models.VatRate, optional): VAT percentage. One of `0`, `9`, `21`. Example: `21`.
            terminated_at (datetime.datetime, optional): When it was terminated, `YYYY-mm-dd HH:mm:ss`. In the
                portal's time zone; the client converts an aware time. Example: `datetime(2024, 7, 4, 22, 1)`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The changed subscription.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown subscription ID.
            UnprocessableEntityError: Status 422. Invalid data.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.call(
            UPDATE,
            {
                "subscription_id": subscription_id,
                "description": description,
                "interval": interval,
                "amount": amount,
                "vat_rate": vat_rate,
                "terminated_at": terminated_at,
            },
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )


class AsyncCustomerSubscriptions:
    """Customer Subscriptions API (asynchronous)."""

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
    ) -> AsyncPager[models.CustomerSubscription]:
        """List the customer subscriptions, page by page.

        `GET /customer-subscriptions`

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
        description: str,
        start_date: datetime.date,
        interval: models.SubscriptionInterval,
        amount: Decimal,
        vat_rate: models.VatRate,
        create_invoice: bool | Unset = UNSET,
        create_payment: bool | Unset = UNSET,
        invoice_description: str | Unset = UNSET,
        payment_integration_mandate_id: str | Unset = UNSET,
        follow_up_failed_payment: bool | Unset = UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.CustomerSubscription:
        """Add a customer subscription.

        `POST /customer-subscriptions`

        Args:
            customer_id (str): Customer the subscription is for. Example: `cst_abc12345def678`.
            description (str): Description. Example: `Contribution costs`.
            start_date (datetime.date): Start date, `YYYY-mm-dd`. Example: `date(2024, 5, 4)`.
            interval (models.SubscriptionInterval): Renewal interval. One of `14 days`, `1 month`, `2 months`, `6
                months`, `1 year`. Example: `1 year`.
            amount (Decimal): Amount, in EUR. Example: `Decimal("12.95")`.
            vat_rate (models.VatRate): VAT percentage. One of `0`, `9`, `21`. Example: `21`.
            create_invoice (bool, optional): Make an invoice in the bookkeeping integration; `true` needs a set-up
                integration. Example: `True`.
            create_payment (bool, optional): Make a payment at each renewal; `true` needs a set-up integration, only
                `mollie`. Example: `True`.
            invoice_description (str, optional): Text of the invoice line; unused without `create_invoice`. Example:
                `Extending subscription`.
            payment_integration_mandate_id (str, optional): Mandate for the payments; unused without
                `create_payment`; validity is not checked. Example: `mdt_123abc`.
            follow_up_failed_payment (bool, optional): Make a new payment when the first fails; unused without
                `create_payment`. Example: `True`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The created subscription.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            UnprocessableEntityError: Status 422. Invalid data.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return await self._sender.call(
            CREATE,
            {
                "customer_id": customer_id,
                "description": description,
                "start_date": start_date,
                "interval": interval,
                "amount": amount,
                "vat_rate": vat_rate,
                "create_invoice": create_invoice,
                "create_payment": create_payment,
                "invoice_description": invoice_description,
                "payment_integration_mandate_id": payment_integration_mandate_id,
                "follow_up_failed_payment": follow_up_failed_payment,
            },
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    async def get(
        self,
        subscription_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.CustomerSubscription:
        """Fetch one customer subscription.

        `GET /customer-subscriptions/{subscriptionId}`

        Args:
            subscription_id (str): ID of the subscription.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The subscription.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown subscription ID.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return await self._sender.call(
            GET,
            {"subscription_id": subscription_id},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    async def update(
        self,
        subscription_id: str,
        *,
        description: str | Unset = UNSET,
        interval: models.SubscriptionInterval | Unset = UNSET,
        amount: Decimal | Unset = UNSET,
        vat_rate: models.VatRate | Unset = UNSET,
        terminated_at: datetime.datetime | Unset = UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.CustomerSubscription:
        """Change a customer subscription.

        `PATCH /customer-subscriptions/{subscriptionId}`

        Args:
            subscription_id (str): ID of the subscription.
            description (str, optional): Description. Example: `Contribution costs`.
            interval (models.SubscriptionInterval, optional): Renewal interval. One of `14 days`, `1 month`, `2
                months`, `6 months`, `1 year`. Example: `1 year`.
            amount (Decimal, optional): Amount, in EUR. Example: `Decimal("12.95")`.
            vat_rate (models.VatRate, optional): VAT percentage. One of `0`, `9`, `21`. Example: `21`.
            terminated_at (datetime.datetime, optional): When it was terminated, `YYYY-mm-dd HH:mm:ss`. In the
                portal's time zone; the client converts an aware time. Example: `datetime(2024, 7, 4, 22, 1)`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The changed subscription.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown subscription ID.
            UnprocessableEntityError: Status 422. Invalid data.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return await self._sender.call(
            UPDATE,
            {
                "subscription_id": subscription_id,
                "description": description,
                "interval": interval,
                "amount": amount,
                "vat_rate": vat_rate,
                "terminated_at": terminated_at,
            },
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )


class CustomerSubscriptionsWithRawResponse:
    """Customer Subscriptions API with methods that return raw responses."""

    def __init__(self, sender: RawSender) -> None:
        self._sender = sender

    list = returns_raw_response(CustomerSubscriptions.list)
    create = returns_raw_response(CustomerSubscriptions.create)
    get = returns_raw_response(CustomerSubscriptions.get)
    update = returns_raw_response(CustomerSubscriptions.update)


class AsyncCustomerSubscriptionsWithRawResponse:
    """Customer Subscriptions API (asynchronous) with methods that return raw responses."""

    def __init__(self, sender: AsyncRawSender) -> None:
        self._sender = sender

    list = returns_raw_page_async(AsyncCustomerSubscriptions.list)
    create = returns_raw_response_async(AsyncCustomerSubscriptions.create)
    get = returns_raw_response_async(AsyncCustomerSubscriptions.get)
    update = returns_raw_response_async(AsyncCustomerSubscriptions.update)


LIST: Operation[codecs.PageData[models.CustomerSubscription]] = Operation(
    id="list-customer-subscriptions",
    method="GET",
    path="/customer-subscriptions",
    parameters=(Parameter("page", "page", codecs.Integer(minimum=1), Location.QUERY),),
    response=codecs.PageOf(codecs.Object(lambda: models.CustomerSubscription)),
)
CREATE: Operation[models.CustomerSubscription] = Operation(
    id="create-customer-subscription",
    method="POST",
    path="/customer-subscriptions",
    body=Body(
        MediaType.JSON,
        (
            Field("customer_id", "customerId", codecs.STRING, True),
            Field("description", "description", codecs.STRING, True),
            Field("start_date", "startDate", codecs.DATE, True),
            Field("interval", "interval", codecs.STRING, True),
            Field("amount", "amount", codecs.MONEY, True),
            Field("vat_rate", "vatRate", codecs.INTEGER, True),
            Field("create_invoice", "createInvoice", codecs.BOOLEAN, False),
            Field("create_payment", "createPayment", codecs.BOOLEAN, False),
            Field("invoice_description", "invoiceDescription", codecs.STRING, False),
            Field("payment_integration_mandate_id", "paymentIntegrationMandateId", codecs.STRING, False),
            Field("follow_up_failed_payment", "followUpFailedPayment", codecs.BOOLEAN, False),
        ),
    ),
    response=codecs.Object(lambda: models.CustomerSubscription),
)
GET: Operation[models.CustomerSubscription] = Operation(
    id="get-customer-subscription",
    method="GET",
    path="/customer-subscriptions/{subscriptionId}",
    parameters=(Parameter("subscription_id", "subscriptionId", codecs.STRING, Location.PATH),),
    response=codecs.Object(lambda: models.CustomerSubscription),
)
UPDATE: Operation[models.CustomerSubscription] = Operation(
    id="update-customer-subscription",
    method="PATCH",
    path="/customer-subscriptions/{subscriptionId}",
    parameters=(Parameter("subscription_id", "subscriptionId", codecs.STRING, Location.PATH),),
    body=Body(
        MediaType.JSON,
        (
            Field("description", "description", codecs.STRING, False),
            Field("interval", "interval", codecs.STRING, False),
            Field("amount", "amount", codecs.MONEY, False),
            Field("vat_rate", "vatRate", codecs.INTEGER, False),
            Field("terminated_at", "terminatedAt", codecs.LOCAL_DATE_TIME, False),
        ),
    ),
    response=codecs.Object(lambda: models.CustomerSubscription),
)
