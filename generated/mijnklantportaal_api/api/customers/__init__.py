from __future__ import annotations

import builtins as _builtins
import collections.abc as _abc
import datetime as _datetime
import decimal as _decimal
import typing as _typing

from mijnklantportaal import types as _types
from mijnklantportaal._wire import ports as _ports

from ... import models as _models
from . import create_customer as _create_customer_operation
from . import edit_customer as _edit_customer_operation
from . import get_customer as _get_customer_operation
from . import list_customers as _list_customers_operation


class Customers:
    """The Customers API."""

    def __init__(self, caller: _ports.Caller) -> None:
        self._caller = caller

    def list(
        self,
        *,
        page: int | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _ports.Page[_models.Customer]:
        """List the customers of the portal, page by page.

        `GET /customers`

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
            _list_customers_operation.LIST,
            {
                "page": page,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def create(
        self,
        *,
        address: str,
        city: str,
        company_name: str,
        primary_email: str,
        zip_code: str,
        country_code: str | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.Customer:
        """Add a customer to the portal.

        `POST /customers`

        Args:
            address (str): Street and number. Example: `Teststreet 123`.
            city (str): City. Example: `Amsterdam`.
            company_name (str): Name. Example: `Test Company BV`.
            country_code (str): Country, ISO 3166-1 alpha-2; `NL` when left out. Example: `NL`.
            primary_email (str): Main email address, used for notifications. Example: `john.doe@test.com`.
            zip_code (str): Zip code. Example: `1234AB`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The created customer.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _create_customer_operation.CREATE,
            {
                "address": address,
                "city": city,
                "company_name": company_name,
                "country_code": country_code,
                "primary_email": primary_email,
                "zip_code": zip_code,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def get(
        self,
        customer_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.Customer:
        """Fetch one customer.

        `GET /customers/{customerId}`

        Args:
            customer_id (str): ID of the customer.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The customer.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown customer ID.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _get_customer_operation.GET,
            {
                "customer_id": customer_id,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def edit(
        self,
        customer_id: str,
        *,
        address: str | _types.Unset = _types.UNSET,
        city: str | _types.Unset = _types.UNSET,
        company_name: str | _types.Unset = _types.UNSET,
        primary_email: str | _types.Unset = _types.UNSET,
        zip_code: str | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.Customer:
        """Change a customer; every field is optional but at least one is needed.

        `PATCH /customers/{customerId}`

        Args:
            customer_id (str): ID of the customer.
            address (str): Street and number. Example: `Teststreet 123`.
            city (str): City. Example: `Amsterdam`.
            company_name (str): Name. Example: `Test Company BV`.
            primary_email (str): Main email address, used for notifications. Example: `john.doe@test.com`.
            zip_code (str): Zip code. Example: `1234AB`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The changed customer.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown customer ID.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _edit_customer_operation.EDIT,
            {
                "customer_id": customer_id,
                "address": address,
                "city": city,
                "company_name": company_name,
                "primary_email": primary_email,
                "zip_code": zip_code,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )


class AsyncCustomers:
    """The Customers API, asynchronously."""

    def __init__(self, caller: _ports.AsyncCaller) -> None:
        self._caller = caller

    def list(
        self,
        *,
        page: int | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _ports.AsyncPager[_models.Customer]:
        """List the customers of the portal, page by page.

        `GET /customers`

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
            _list_customers_operation.LIST,
            {
                "page": page,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    async def create(
        self,
        *,
        address: str,
        city: str,
        company_name: str,
        primary_email: str,
        zip_code: str,
        country_code: str | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.Customer:
        """Add a customer to the portal.

        `POST /customers`

        Args:
            address (str): Street and number. Example: `Teststreet 123`.
            city (str): City. Example: `Amsterdam`.
            company_name (str): Name. Example: `Test Company BV`.
            country_code (str): Country, ISO 3166-1 alpha-2; `NL` when left out. Example: `NL`.
            primary_email (str): Main email address, used for notifications. Example: `john.doe@test.com`.
            zip_code (str): Zip code. Example: `1234AB`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The created customer.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _create_customer_operation.CREATE,
            {
                "address": address,
                "city": city,
                "company_name": company_name,
                "country_code": country_code,
                "primary_email": primary_email,
                "zip_code": zip_code,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    async def get(
        self,
        customer_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.Customer:
        """Fetch one customer.

        `GET /customers/{customerId}`

        Args:
            customer_id (str): ID of the customer.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The customer.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown customer ID.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _get_customer_operation.GET,
            {
                "customer_id": customer_id,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    async def edit(
        self,
        customer_id: str,
        *,
        address: str | _types.Unset = _types.UNSET,
        city: str | _types.Unset = _types.UNSET,
        company_name: str | _types.Unset = _types.UNSET,
        primary_email: str | _types.Unset = _types.UNSET,
        zip_code: str | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.Customer:
        """Change a customer; every field is optional but at least one is needed.

        `PATCH /customers/{customerId}`

        Args:
            customer_id (str): ID of the customer.
            address (str): Street and number. Example: `Teststreet 123`.
            city (str): City. Example: `Amsterdam`.
            company_name (str): Name. Example: `Test Company BV`.
            primary_email (str): Main email address, used for notifications. Example: `john.doe@test.com`.
            zip_code (str): Zip code. Example: `1234AB`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The changed customer.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown customer ID.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _edit_customer_operation.EDIT,
            {
                "customer_id": customer_id,
                "address": address,
                "city": city,
                "company_name": company_name,
                "primary_email": primary_email,
                "zip_code": zip_code,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )


class CustomersWithRawResponse:
    """The Customers API, with the answers as they came."""

    def __init__(self, caller: _ports.Caller) -> None:
        resource = Customers(caller)
        self.list = _ports.raw(resource.list)
        self.create = _ports.raw(resource.create)
        self.get = _ports.raw(resource.get)
        self.edit = _ports.raw(resource.edit)


class AsyncCustomersWithRawResponse:
    """The Customers API, asynchronously, with the answers as they came."""

    def __init__(self, caller: _ports.AsyncCaller) -> None:
        resource = AsyncCustomers(caller)
        self.list = _ports.async_raw(resource.list)
        self.create = _ports.async_raw(resource.create)
        self.get = _ports.async_raw(resource.get)
        self.edit = _ports.async_raw(resource.edit)
