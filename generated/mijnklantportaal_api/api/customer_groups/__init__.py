from __future__ import annotations

import builtins as _builtins
import collections.abc as _abc
import datetime as _datetime
import decimal as _decimal
import typing as _typing

from mijnklantportaal import types as _types
from mijnklantportaal._wire import ports as _ports

from ... import models as _models
from . import add_customer_group_customers as _add_customer_group_customers_operation
from . import create_customer_group as _create_customer_group_operation
from . import edit_customer_group as _edit_customer_group_operation
from . import get_customer_group as _get_customer_group_operation
from . import list_customer_groups as _list_customer_groups_operation


class CustomerGroups:
    """The Customer Groups API."""

    def __init__(self, caller: _ports.Caller) -> None:
        self._caller = caller

    def list(
        self,
        *,
        page: int | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _ports.Page[_models.CustomerGroup]:
        """List the customer groups, page by page.

        `GET /customer-groups`

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
            _list_customer_groups_operation.LIST,
            {
                "page": page,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def create(
        self,
        *,
        name: str,
        customers: _abc.Sequence[str] | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.CustomerGroup:
        """Create a customer group.

        `POST /customer-groups`

        Args:
            customers (list[str]): Customer IDs to add; unknown IDs are skipped without error.
            name (str): Name. Example: `Hosting customers`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The created group.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _create_customer_group_operation.CREATE,
            {
                "customers": customers,
                "name": name,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def get(
        self,
        customer_group_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.CustomerGroup:
        """Fetch one customer group.

        `GET /customer-groups/{customerGroupId}`

        Args:
            customer_group_id (str): ID of the group.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The group.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown group ID.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _get_customer_group_operation.GET,
            {
                "customer_group_id": customer_group_id,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def edit(
        self,
        customer_group_id: str,
        *,
        name: str,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.CustomerGroup:
        """Rename a customer group.

        `PATCH /customer-groups/{customerGroupId}`

        Args:
            customer_group_id (str): ID of the group.
            name (str): Name. Example: `Hosting customers`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The changed group.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown group ID.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _edit_customer_group_operation.EDIT,
            {
                "customer_group_id": customer_group_id,
                "name": name,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def add_customers(
        self,
        customer_group_id: str,
        *,
        customers: _abc.Sequence[str],
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _builtins.list[_models.Customer]:
        """Add customers to a group; unknown IDs are skipped without error.

        `POST /customer-groups/{customerGroupId}/customers`

        Args:
            customer_group_id (str): ID of the group.
            customers (list[str]): Customer IDs to add.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The customers (not paginated).

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown group ID.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _add_customer_group_customers_operation.ADD_CUSTOMERS,
            {
                "customer_group_id": customer_group_id,
                "customers": customers,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )


class AsyncCustomerGroups:
    """The Customer Groups API, asynchronously."""

    def __init__(self, caller: _ports.AsyncCaller) -> None:
        self._caller = caller

    def list(
        self,
        *,
        page: int | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _ports.AsyncPager[_models.CustomerGroup]:
        """List the customer groups, page by page.

        `GET /customer-groups`

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
            _list_customer_groups_operation.LIST,
            {
                "page": page,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    async def create(
        self,
        *,
        name: str,
        customers: _abc.Sequence[str] | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.CustomerGroup:
        """Create a customer group.

        `POST /customer-groups`

        Args:
            customers (list[str]): Customer IDs to add; unknown IDs are skipped without error.
            name (str): Name. Example: `Hosting customers`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The created group.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _create_customer_group_operation.CREATE,
            {
                "customers": customers,
                "name": name,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    async def get(
        self,
        customer_group_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.CustomerGroup:
        """Fetch one customer group.

        `GET /customer-groups/{customerGroupId}`

        Args:
            customer_group_id (str): ID of the group.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The group.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown group ID.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _get_customer_group_operation.GET,
            {
                "customer_group_id": customer_group_id,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    async def edit(
        self,
        customer_group_id: str,
        *,
        name: str,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.CustomerGroup:
        """Rename a customer group.

        `PATCH /customer-groups/{customerGroupId}`

        Args:
            customer_group_id (str): ID of the group.
            name (str): Name. Example: `Hosting customers`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The changed group.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown group ID.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _edit_customer_group_operation.EDIT,
            {
                "customer_group_id": customer_group_id,
                "name": name,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    async def add_customers(
        self,
        customer_group_id: str,
        *,
        customers: _abc.Sequence[str],
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _builtins.list[_models.Customer]:
        """Add customers to a group; unknown IDs are skipped without error.

        `POST /customer-groups/{customerGroupId}/customers`

        Args:
            customer_group_id (str): ID of the group.
            customers (list[str]): Customer IDs to add.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The customers (not paginated).

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown group ID.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _add_customer_group_customers_operation.ADD_CUSTOMERS,
            {
                "customer_group_id": customer_group_id,
                "customers": customers,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )


class CustomerGroupsWithRawResponse:
    """The Customer Groups API, with the answers as they came."""

    def __init__(self, caller: _ports.Caller) -> None:
        resource = CustomerGroups(caller)
        self.list = _ports.raw(resource.list)
        self.create = _ports.raw(resource.create)
        self.get = _ports.raw(resource.get)
        self.edit = _ports.raw(resource.edit)
        self.add_customers = _ports.raw(resource.add_customers)


class AsyncCustomerGroupsWithRawResponse:
    """The Customer Groups API, asynchronously, with the answers as they came."""

    def __init__(self, caller: _ports.AsyncCaller) -> None:
        resource = AsyncCustomerGroups(caller)
        self.list = _ports.async_raw(resource.list)
        self.create = _ports.async_raw(resource.create)
        self.get = _ports.async_raw(resource.get)
        self.edit = _ports.async_raw(resource.edit)
        self.add_customers = _ports.async_raw(resource.add_customers)
