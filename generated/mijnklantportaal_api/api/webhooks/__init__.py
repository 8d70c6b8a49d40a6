from __future__ import annotations

import builtins as _builtins
import collections.abc as _abc
import datetime as _datetime
import decimal as _decimal
import typing as _typing

from mijnklantportaal import types as _types
from mijnklantportaal._wire import ports as _ports

from ... import models as _models
from . import create_webhook as _create_webhook_operation
from . import get_webhook as _get_webhook_operation
from . import list_webhooks as _list_webhooks_operation


class Webhooks:
    """The Webhooks API."""

    def __init__(self, caller: _ports.Caller) -> None:
        self._caller = caller

    def list(
        self,
        *,
        page: int | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _ports.Page[_models.Webhook]:
        """List the active webhooks, page by page.

        `GET /webhooks`

        Args:
            page (int): Number of the page; the first one when left out.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The first page, or the page asked for; iterating over it walks over all items from there on.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.list(
            _list_webhooks_operation.LIST,
            {
                "page": page,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def create(
        self,
        *,
        type_: _models.WebhookType,
        url: str,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.Webhook:
        """Create a webhook, so that the portal calls a URL at each event of one type.

        `POST /webhooks`

        Args:
            type_ (WebhookType): Event that triggers it. One of `appointment-created`, `appointment-canceled`,
                `customer-created`, `customer-deleted`, `offer-created`, `offer-deleted`, `offer-accepted`,
                `offer-rejected`, `invoice-created`, `invoice-chargeback`, `invoice-paid`, `invoice-deleted`,
                `payment-link-created`, `payment-link-expired`, `payment-link-paid`, `ticket-created`,
                `ticket-reply-customer`, `ticket-reply-employee`, `subscription-created`, `subscription-updated`,
                `subscription-deleted`, `subscription-payment-created`, `subscription-payment-updated`. Example:
                `customer-created`.
            url (str): URL to call. Example: `https://mijnklantportaal.nl/webhook-incoming`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The created webhook.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _create_webhook_operation.CREATE,
            {
                "type_": type_,
                "url": url,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def get(
        self,
        webhook_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.Webhook:
        """Fetch one webhook.

        `GET /webhooks/{webhookId}`

        Args:
            webhook_id (str): ID of the webhook.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The webhook.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown webhook ID.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _get_webhook_operation.GET,
            {
                "webhook_id": webhook_id,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )


class AsyncWebhooks:
    """The Webhooks API, asynchronously."""

    def __init__(self, caller: _ports.AsyncCaller) -> None:
        self._caller = caller

    def list(
        self,
        *,
        page: int | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _ports.AsyncPager[_models.Webhook]:
        """List the active webhooks, page by page.

        `GET /webhooks`

        Args:
            page (int): Number of the page; the first one when left out.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The first page, or the page asked for; iterating over it walks over all items from there on.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.list(
            _list_webhooks_operation.LIST,
            {
                "page": page,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    async def create(
        self,
        *,
        type_: _models.WebhookType,
        url: str,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.Webhook:
        """Create a webhook, so that the portal calls a URL at each event of one type.

        `POST /webhooks`

        Args:
            type_ (WebhookType): Event that triggers it. One of `appointment-created`, `appointment-canceled`,
                `customer-created`, `customer-deleted`, `offer-created`, `offer-deleted`, `offer-accepted`,
                `offer-rejected`, `invoice-created`, `invoice-chargeback`, `invoice-paid`, `invoice-deleted`,
                `payment-link-created`, `payment-link-expired`, `payment-link-paid`, `ticket-created`,
                `ticket-reply-customer`, `ticket-reply-employee`, `subscription-created`, `subscription-updated`,
                `subscription-deleted`, `subscription-payment-created`, `subscription-payment-updated`. Example:
                `customer-created`.
            url (str): URL to call. Example: `https://mijnklantportaal.nl/webhook-incoming`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The created webhook.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _create_webhook_operation.CREATE,
            {
                "type_": type_,
                "url": url,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    async def get(
        self,
        webhook_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.Webhook:
        """Fetch one webhook.

        `GET /webhooks/{webhookId}`

        Args:
            webhook_id (str): ID of the webhook.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The webhook.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown webhook ID.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _get_webhook_operation.GET,
            {
                "webhook_id": webhook_id,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )


class WebhooksWithRawResponse:
    """The Webhooks API, with the answers as they came."""

    def __init__(self, caller: _ports.Caller) -> None:
        resource = Webhooks(caller)
        self.list = _ports.raw(resource.list)
        self.create = _ports.raw(resource.create)
        self.get = _ports.raw(resource.get)


class AsyncWebhooksWithRawResponse:
    """The Webhooks API, asynchronously, with the answers as they came."""

    def __init__(self, caller: _ports.AsyncCaller) -> None:
        resource = AsyncWebhooks(caller)
        self.list = _ports.async_raw(resource.list)
        self.create = _ports.async_raw(resource.create)
        self.get = _ports.async_raw(resource.get)
