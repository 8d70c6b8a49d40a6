from __future__ import annotations

import builtins as _builtins
import collections.abc as _abc
import datetime as _datetime
import decimal as _decimal
import typing as _typing

from mijnklantportaal import types as _types
from mijnklantportaal._wire import ports as _ports

from ... import models as _models
from . import close_payment_link as _close_payment_link_operation
from . import create_payment_link as _create_payment_link_operation
from . import get_payment_link as _get_payment_link_operation
from . import list_payment_link_payments as _list_payment_link_payments_operation
from . import list_payment_links as _list_payment_links_operation


class PaymentLinks:
    """The Payment Links API."""

    def __init__(self, caller: _ports.Caller) -> None:
        self._caller = caller

    def list(
        self,
        *,
        page: int | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _ports.Page[_models.PaymentLink]:
        """List the payment links, page by page.

        `GET /payment-links`

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
            _list_payment_links_operation.LIST,
            {
                "page": page,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def create(
        self,
        *,
        amount: _decimal.Decimal,
        description: str,
        expires_at: _datetime.date | _types.Unset = _types.UNSET,
        reusable: bool | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.PaymentLink:
        """Create a payment link.

        `POST /payment-links`

        Args:
            amount (Decimal): Amount, in EUR. Example: `Decimal("12.95")`.
            description (str): Text, also on the bank statement of the payer. Example: `Contribution costs`.
            expires_at (date): Last day it works, `YYYY-mm-dd`. Example: `date(2024, 5, 4)`.
            reusable (bool): Whether it can be paid more than once; once only when `false` or left out. Example:
                `True`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The created payment link.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _create_payment_link_operation.CREATE,
            {
                "amount": amount,
                "description": description,
                "expires_at": expires_at,
                "reusable": reusable,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def get(
        self,
        link_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.PaymentLink:
        """Fetch one payment link.

        `GET /payment-links/{linkId}`

        Args:
            link_id (str): ID of the payment link.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The payment link.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown payment link ID.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _get_payment_link_operation.GET,
            {
                "link_id": link_id,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def close(
        self,
        link_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.PaymentLink:
        """Close a payment link so it cannot be used any more; meant for reusable ones.

        `DELETE /payment-links/{linkId}`

        Args:
            link_id (str): ID of the payment link.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The closed payment link.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown payment link ID.
            UnprocessableEntityError: 422, Already closed.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _close_payment_link_operation.CLOSE,
            {
                "link_id": link_id,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def list_payments(
        self,
        link_id: str,
        *,
        page: int | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _ports.Page[_models.PaymentLinkPayment]:
        """List the payments made by a payment link, page by page.

        `GET /payment-links/{linkId}/payments`

        Args:
            link_id (str): ID of the payment link.
            page (int): Number of the page; the first one when left out.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The first page, or the page asked for; iterating over it walks over all items from there on.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown ID.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.list(
            _list_payment_link_payments_operation.LIST_PAYMENTS,
            {
                "link_id": link_id,
                "page": page,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )


class AsyncPaymentLinks:
    """The Payment Links API, asynchronously."""

    def __init__(self, caller: _ports.AsyncCaller) -> None:
        self._caller = caller

    def list(
        self,
        *,
        page: int | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _ports.AsyncPager[_models.PaymentLink]:
        """List the payment links, page by page.

        `GET /payment-links`

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
            _list_payment_links_operation.LIST,
            {
                "page": page,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    async def create(
        self,
        *,
        amount: _decimal.Decimal,
        description: str,
        expires_at: _datetime.date | _types.Unset = _types.UNSET,
        reusable: bool | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.PaymentLink:
        """Create a payment link.

        `POST /payment-links`

        Args:
            amount (Decimal): Amount, in EUR. Example: `Decimal("12.95")`.
            description (str): Text, also on the bank statement of the payer. Example: `Contribution costs`.
            expires_at (date): Last day it works, `YYYY-mm-dd`. Example: `date(2024, 5, 4)`.
            reusable (bool): Whether it can be paid more than once; once only when `false` or left out. Example:
                `True`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The created payment link.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _create_payment_link_operation.CREATE,
            {
                "amount": amount,
                "description": description,
                "expires_at": expires_at,
                "reusable": reusable,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    async def get(
        self,
        link_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.PaymentLink:
        """Fetch one payment link.

        `GET /payment-links/{linkId}`

        Args:
            link_id (str): ID of the payment link.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The payment link.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown payment link ID.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _get_payment_link_operation.GET,
            {
                "link_id": link_id,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    async def close(
        self,
        link_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.PaymentLink:
        """Close a payment link so it cannot be used any more; meant for reusable ones.

        `DELETE /payment-links/{linkId}`

        Args:
            link_id (str): ID of the payment link.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The closed payment link.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown payment link ID.
            UnprocessableEntityError: 422, Already closed.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _close_payment_link_operation.CLOSE,
            {
                "link_id": link_id,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def list_payments(
        self,
        link_id: str,
        *,
        page: int | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _ports.AsyncPager[_models.PaymentLinkPayment]:
        """List the payments made by a payment link, page by page.

        `GET /payment-links/{linkId}/payments`

        Args:
            link_id (str): ID of the payment link.
            page (int): Number of the page; the first one when left out.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The first page, or the page asked for; iterating over it walks over all items from there on.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown ID.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.list(
            _list_payment_link_payments_operation.LIST_PAYMENTS,
            {
                "link_id": link_id,
                "page": page,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )


class PaymentLinksWithRawResponse:
    """The Payment Links API, with the answers as they came."""

    def __init__(self, caller: _ports.Caller) -> None:
        resource = PaymentLinks(caller)
        self.list = _ports.raw(resource.list)
        self.create = _ports.raw(resource.create)
        self.get = _ports.raw(resource.get)
        self.close = _ports.raw(resource.close)
        self.list_payments = _ports.raw(resource.list_payments)


class AsyncPaymentLinksWithRawResponse:
    """The Payment Links API, asynchronously, with the answers as they came."""

    def __init__(self, caller: _ports.AsyncCaller) -> None:
        resource = AsyncPaymentLinks(caller)
        self.list = _ports.async_raw(resource.list)
        self.create = _ports.async_raw(resource.create)
        self.get = _ports.async_raw(resource.get)
        self.close = _ports.async_raw(resource.close)
        self.list_payments = _ports.async_raw(resource.list_payments)
