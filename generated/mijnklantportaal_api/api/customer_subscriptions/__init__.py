from __future__ import annotations

import builtins as _builtins
import collections.abc as _abc
import datetime as _datetime
import decimal as _decimal
import typing as _typing

from mijnklantportaal import types as _types
from mijnklantportaal._wire import ports as _ports

from ... import models as _models
from . import change_customer_subscription as _change_customer_subscription_operation
from . import create_customer_subscription as _create_customer_subscription_operation
from . import get_customer_subscription as _get_customer_subscription_operation
from . import list_customer_subscriptions as _list_customer_subscriptions_operation


class CustomerSubscriptions:
    """The Customer Subscriptions API."""

    def __init__(self, caller: _ports.Caller) -> None:
        self._caller = caller

    def list(
        self,
        *,
        page: int | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _ports.Page[_models.CustomerSubscription]:
        """List the customer subscriptions, page by page.

        `GET /customer-subscriptions`

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
            _list_customer_subscriptions_operation.LIST,
            {
                "page": page,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def create(
        self,
        *,
        amount: _decimal.Decimal,
        customer_id: str,
        description: str,
        interval: _models.SubscriptionInterval,
        start_date: _datetime.date,
        vat_rate: _models.VatRate,
        create_invoice: bool | _types.Unset = _types.UNSET,
        create_payment: bool | _types.Unset = _types.UNSET,
        follow_up_failed_payment: bool | _types.Unset = _types.UNSET,
        invoice_description: str | _types.Unset = _types.UNSET,
        payment_integration_mandate_id: str | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.CustomerSubscription:
        """Add a customer subscription.

        `POST /customer-subscriptions`

        Args:
            amount (Decimal): Amount, in EUR. Example: `Decimal("12.95")`.
            create_invoice (bool): Make an invoice in the bookkeeping integration; `true` needs a set-up
                integration. Example: `True`.
            create_payment (bool): Make a payment at each renewal; `true` needs a set-up integration, only `mollie`.
                Example: `True`.
            customer_id (str): Customer the subscription is for. Example: `cst_abc12345def678`.
            description (str): Description. Example: `Contribution costs`.
            follow_up_failed_payment (bool): Make a new payment when the first fails; unused without
                `create_payment`. Example: `True`.
            interval (SubscriptionInterval): Renewal interval. One of `14 days`, `1 month`, `2 months`, `6 months`,
                `1 year`. Example: `1 year`.
            invoice_description (str): Text of the invoice line; unused without `create_invoice`. Example:
                `Extending subscription`.
            payment_integration_mandate_id (str): Mandate for the payments; unused without `create_payment`;
                validity is not checked. Example: `mdt_123abc`.
            start_date (date): Start date, `YYYY-mm-dd`. Example: `date(2024, 5, 4)`.
            vat_rate (VatRate): VAT percentage. One of `0`, `9`, `21`. Example: `21`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The created subscription.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _create_customer_subscription_operation.CREATE,
            {
                "amount": amount,
                "create_invoice": create_invoice,
                "create_payment": create_payment,
                "customer_id": customer_id,
                "description": description,
                "follow_up_failed_payment": follow_up_failed_payment,
                "interval": interval,
                "invoice_description": invoice_description,
                "payment_integration_mandate_id": payment_integration_mandate_id,
                "start_date": start_date,
                "vat_rate": vat_rate,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def get(
        self,
        subscription_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.CustomerSubscription:
        """Fetch one customer subscription.

        `GET /customer-subscriptions/{subscriptionId}`

        Args:
            subscription_id (str): ID of the subscription.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The subscription.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown subscription ID.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _get_customer_subscription_operation.GET,
            {
                "subscription_id": subscription_id,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def change(
        self,
        subscription_id: str,
        *,
        amount: _decimal.Decimal | _types.Unset = _types.UNSET,
        description: str | _types.Unset = _types.UNSET,
        interval: _models.SubscriptionInterval | _types.Unset = _types.UNSET,
        terminated_at: _datetime.datetime | _types.Unset = _types.UNSET,
        vat_rate: _models.VatRate | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.CustomerSubscription:
        """Change a customer subscription.

        `PATCH /customer-subscriptions/{subscriptionId}`

        Args:
            subscription_id (str): ID of the subscription.
            amount (Decimal): Amount, in EUR. Example: `Decimal("12.95")`.
            description (str): Description. Example: `Contribution costs`.
            interval (SubscriptionInterval): Renewal interval. One of `14 days`, `1 month`, `2 months`, `6 months`,
                `1 year`. Example: `1 year`.
            terminated_at (datetime): When it was terminated, `YYYY-mm-dd HH:mm:ss`. In the portal's zone, to which
                one with a zone is converted. Example: `datetime(2024, 7, 4, 22, 1)`.
            vat_rate (VatRate): VAT percentage. One of `0`, `9`, `21`. Example: `21`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The changed subscription.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown subscription ID.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _change_customer_subscription_operation.CHANGE,
            {
                "subscription_id": subscription_id,
                "amount": amount,
                "description": description,
                "interval": interval,
                "terminated_at": terminated_at,
                "vat_rate": vat_rate,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )


class AsyncCustomerSubscriptions:
    """The Customer Subscriptions API, asynchronously."""

    def __init__(self, caller: _ports.AsyncCaller) -> None:
        self._caller = caller

    def list(
        self,
        *,
        page: int | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _ports.AsyncPager[_models.CustomerSubscription]:
        """List the customer subscriptions, page by page.

        `GET /customer-subscriptions`

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
            _list_customer_subscriptions_operation.LIST,
            {
                "page": page,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    async def create(
        self,
        *,
        amount: _decimal.Decimal,
        customer_id: str,
        description: str,
        interval: _models.SubscriptionInterval,
        start_date: _datetime.date,
        vat_rate: _models.VatRate,
        create_invoice: bool | _types.Unset = _types.UNSET,
        create_payment: bool | _types.Unset = _types.UNSET,
        follow_up_failed_payment: bool | _types.Unset = _types.UNSET,
        invoice_description: str | _types.Unset = _types.UNSET,
        payment_integration_mandate_id: str | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.CustomerSubscription:
        """Add a customer subscription.

        `POST /customer-subscriptions`

        Args:
            amount (Decimal): Amount, in EUR. Example: `Decimal("12.95")`.
            create_invoice (bool): Make an invoice in the bookkeeping integration; `true` needs a set-up
                integration. Example: `True`.
            create_payment (bool): Make a payment at each renewal; `true` needs a set-up integration, only `mollie`.
                Example: `True`.
            customer_id (str): Customer the subscription is for. Example: `cst_abc12345def678`.
            description (str): Description. Example: `Contribution costs`.
            follow_up_failed_payment (bool): Make a new payment when the first fails; unused without
                `create_payment`. Example: `True`.
            interval (SubscriptionInterval): Renewal interval. One of `14 days`, `1 month`, `2 months`, `6 months`,
                `1 year`. Example: `1 year`.
            invoice_description (str): Text of the invoice line; unused without `create_invoice`. Example:
                `Extending subscription`.
            payment_integration_mandate_id (str): Mandate for the payments; unused without `create_payment`;
                validity is not checked. Example: `mdt_123abc`.
            start_date (date): Start date, `YYYY-mm-dd`. Example: `date(2024, 5, 4)`.
            vat_rate (VatRate): VAT percentage. One of `0`, `9`, `21`. Example: `21`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The created subscription.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _create_customer_subscription_operation.CREATE,
            {
                "amount": amount,
                "create_invoice": create_invoice,
                "create_payment": create_payment,
                "customer_id": customer_id,
                "description": description,
                "follow_up_failed_payment": follow_up_failed_payment,
                "interval": interval,
                "invoice_description": invoice_description,
                "payment_integration_mandate_id": payment_integration_mandate_id,
                "start_date": start_date,
                "vat_rate": vat_rate,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    async def get(
        self,
        subscription_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.CustomerSubscription:
        """Fetch one customer subscription.

        `GET /customer-subscriptions/{subscriptionId}`

        Args:
            subscription_id (str): ID of the subscription.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The subscription.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown subscription ID.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _get_customer_subscription_operation.GET,
            {
                "subscription_id": subscription_id,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    async def change(
        self,
        subscription_id: str,
        *,
        amount: _decimal.Decimal | _types.Unset = _types.UNSET,
        description: str | _types.Unset = _types.UNSET,
        interval: _models.SubscriptionInterval | _types.Unset = _types.UNSET,
        terminated_at: _datetime.datetime | _types.Unset = _types.UNSET,
        vat_rate: _models.VatRate | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.CustomerSubscription:
        """Change a customer subscription.

        `PATCH /customer-subscriptions/{subscriptionId}`

        Args:
            subscription_id (str): ID of the subscription.
            amount (Decimal): Amount, in EUR. Example: `Decimal("12.95")`.
            description (str): Description. Example: `Contribution costs`.
            interval (SubscriptionInterval): Renewal interval. One of `14 days`, `1 month`, `2 months`, `6 months`,
                `1 year`. Example: `1 year`.
            terminated_at (datetime): When it was terminated, `YYYY-mm-dd HH:mm:ss`. In the portal's zone, to which
                one with a zone is converted. Example: `datetime(2024, 7, 4, 22, 1)`.
            vat_rate (VatRate): VAT percentage. One of `0`, `9`, `21`. Example: `21`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The changed subscription.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown subscription ID.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _change_customer_subscription_operation.CHANGE,
            {
                "subscription_id": subscription_id,
                "amount": amount,
                "description": description,
                "interval": interval,
                "terminated_at": terminated_at,
                "vat_rate": vat_rate,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )


class CustomerSubscriptionsWithRawResponse:
    """The Customer Subscriptions API, with the answers as they came."""

    def __init__(self, caller: _ports.Caller) -> None:
        resource = CustomerSubscriptions(caller)
        self.list = _ports.raw(resource.list)
        self.create = _ports.raw(resource.create)
        self.get = _ports.raw(resource.get)
        self.change = _ports.raw(resource.change)


class AsyncCustomerSubscriptionsWithRawResponse:
    """The Customer Subscriptions API, asynchronously, with the answers as they came."""

    def __init__(self, caller: _ports.AsyncCaller) -> None:
        resource = AsyncCustomerSubscriptions(caller)
        self.list = _ports.async_raw(resource.list)
        self.create = _ports.async_raw(resource.create)
        self.get = _ports.async_raw(resource.get)
        self.change = _ports.async_raw(resource.change)
