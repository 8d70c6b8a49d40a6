"""The methods of `portal.webhooks` and the operations that they send."""

from __future__ import annotations

from collections.abc import Mapping

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


class Webhooks:
    """Webhooks API."""

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
    ) -> Page[models.Webhook]:
        """List the active webhooks, page by page.

        `GET /webhooks`

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
        url: str,
        type_: models.WebhookType,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.Webhook:
        """Create a webhook, so that the portal calls a URL at each event of one type.

        `POST /webhooks`

        Args:
            url (str): URL to call. Example: `https://mijnklantportaal.nl/webhook-incoming`.
            type_ (models.WebhookType): Event that triggers it. One of `appointment-created`,
                `appointment-canceled`, `customer-created`, `customer-deleted`, `offer-created`, `offer-deleted`,
                `offer-accepted`, `offer-rejected`, `invoice-created`, `invoice-chargeback`, `invoice-paid`,
                `invoice-deleted`, `payment-link-created`, `payment-link-expired`, `payment-link-paid`,
                `ticket-created`, `ticket-reply-customer`, `ticket-reply-employee`, `subscription-created`,
                `subscription-updated`, `subscription-deleted`, `subscription-payment-created`,
                `subscription-payment-updated`. Example: `customer-created`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The created webhook.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            UnprocessableEntityError: Status 422. Invalid data.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.call(
            CREATE,
            {"url": url, "type_": type_},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    def get(
        self,
        webhook_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.Webhook:
        """Fetch one webhook.

        `GET /webhooks/{webhookId}`

        Args:
            webhook_id (str): ID of the webhook.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The webhook.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown webhook ID.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.call(
            GET,
            {"webhook_id": webhook_id},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )


class AsyncWebhooks:
    """Webhooks API (asynchronous)."""

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
    ) -> AsyncPager[models.Webhook]:
        """List the active webhooks, page by page.

        `GET /webhooks`

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
        url: str,
        type_: models.WebhookType,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.Webhook:
        """Create a webhook, so that the portal calls a URL at each event of one type.

        `POST /webhooks`

        Args:
            url (str): URL to call. Example: `https://mijnklantportaal.nl/webhook-incoming`.
            type_ (models.WebhookType): Event that triggers it. One of `appointment-created`,
                `appointment-canceled`, `customer-created`, `customer-deleted`, `offer-created`, `offer-deleted`,
                `offer-accepted`, `offer-rejected`, `invoice-created`, `invoice-chargeback`, `invoice-paid`,
                `invoice-deleted`, `payment-link-created`, `payment-link-expired`, `payment-link-paid`,
                `ticket-created`, `ticket-reply-customer`, `ticket-reply-employee`, `subscription-created`,
                `subscription-updated`, `subscription-deleted`, `subscription-payment-created`,
                `subscription-payment-updated`. Example: `customer-created`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The created webhook.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            UnprocessableEntityError: Status 422. Invalid data.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return await self._sender.call(
            CREATE,
            {"url": url, "type_": type_},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    async def get(
        self,
        webhook_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.Webhook:
        """Fetch one webhook.

        `GET /webhooks/{webhookId}`

        Args:
            webhook_id (str): ID of the webhook.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The webhook.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown webhook ID.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return await self._sender.call(
            GET,
            {"webhook_id": webhook_id},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )


class WebhooksWithRawResponse:
    """Webhooks API with methods that return raw responses."""

    def __init__(self, sender: RawSender) -> None:
        self._sender = sender

    list = returns_raw_response(Webhooks.list)
    create = returns_raw_response(Webhooks.create)
    get = returns_raw_response(Webhooks.get)


class AsyncWebhooksWithRawResponse:
    """Webhooks API (asynchronous) with methods that return raw responses."""

    def __init__(self, sender: AsyncRawSender) -> None:
        self._sender = sender

    list = returns_raw_page_async(AsyncWebhooks.list)
    create = returns_raw_response_async(AsyncWebhooks.create)
    get = returns_raw_response_async(AsyncWebhooks.get)


LIST: Operation[codecs.PageData[models.Webhook]] = Operation(
    id="list-webhooks",
    method="GET",
    path="/webhooks",
    parameters=(Parameter("page", "page", codecs.Integer(minimum=1), Location.QUERY),),
    response=codecs.PageOf(codecs.Object(lambda: models.Webhook)),
)
CREATE: Operation[models.Webhook] = Operation(
    id="create-webhook",
    method="POST",
    path="/webhooks",
    body=Body(
        MediaType.JSON,
        (
            Field("url", "url", codecs.STRING, True),
            Field("type_", "type", codecs.STRING, True),
        ),
    ),
    response=codecs.Object(lambda: models.Webhook),
)
GET: Operation[models.Webhook] = Operation(
    id="get-webhook",
    method="GET",
    path="/webhooks/{webhookId}",
    parameters=(Parameter("webhook_id", "webhookId", codecs.STRING, Location.PATH),),
    response=codecs.Object(lambda: models.Webhook),
)
