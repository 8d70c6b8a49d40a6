"""The methods of `portal.customer_groups` and the operations that they send."""

from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence

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


class CustomerGroups:
    """Customer Groups API."""

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
    ) -> Page[models.CustomerGroup]:
        """List the customer groups, page by page.

        `GET /customer-groups`

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
        name: str,
        customers: Sequence[str] | Unset = UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.CustomerGroup:
        """Create a customer group.

        `POST /customer-groups`

        Args:
            name (str): Name. Example: `Hosting customers`.
            customers (Sequence[str], optional): Customer IDs to add; unknown IDs are skipped without error.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The created group.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            UnprocessableEntityError: Status 422. Invalid data.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.call(
            CREATE,
            {"name": name, "customers": customers},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    def get(
        self,
        customer_group_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.CustomerGroup:
        """Fetch one customer group.

        `GET /customer-groups/{customerGroupId}`

        Args:
            customer_group_id (str): ID of the group.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The group.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown group ID.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.call(
            GET,
            {"customer_group_id": customer_group_id},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    def update(
        self,
        customer_group_id: str,
        *,
        name: str,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.CustomerGroup:
        """Rename a customer group.

        `PATCH /customer-groups/{customerGroupId}`

        Args:
            customer_group_id (str): ID of the group.
            name (str): Name. Example: `Hosting customers`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The changed group.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown group ID.
            UnprocessableEntityError: Status 422. Invalid data.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.call(
            UPDATE,
            {"customer_group_id": customer_group_id, "name": name},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    def add_customers(
        self,
        customer_group_id: str,
        *,
        customers: Sequence[str],
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> builtins.list[models.Customer]:
        """Add customers to a group; unknown IDs are skipped without error.

        `POST /customer-groups/{customerGroupId}/customers`

        Args:
            customer_group_id (str): ID of the group.
            customers (Sequence[str]): Customer IDs to add.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The customers (not paginated).

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown group ID.
            UnprocessableEntityError: Status 422. Invalid data.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.call(
            ADD_CUSTOMERS,
            {"customer_group_id": customer_group_id, "customers": customers},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )


class AsyncCustomerGroups:
    """Customer Groups API (asynchronous)."""

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
    ) -> AsyncPager[models.CustomerGroup]:
        """List the customer groups, page by page.

        `GET /customer-groups`

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
        name: str,
        customers: Sequence[str] | Unset = UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.CustomerGroup:
        """Create a customer group.

        `POST /customer-groups`

        Args:
            name (str): Name. Example: `Hosting customers`.
            customers (Sequence[str], optional): Customer IDs to add; unknown IDs are skipped without error.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The created group.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            UnprocessableEntityError: Status 422. Invalid data.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return await self._sender.call(
            CREATE,
            {"name": name, "customers": customers},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    async def get(
        self,
        customer_group_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.CustomerGroup:
        """Fetch one customer group.

        `GET /customer-groups/{customerGroupId}`

        Args:
            customer_group_id (str): ID of the group.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The group.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown group ID.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return await self._sender.call(
            GET,
            {"customer_group_id": customer_group_id},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    async def update(
        self,
        customer_group_id: str,
        *,
        name: str,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.CustomerGroup:
        """Rename a customer group.

        `PATCH /customer-groups/{customerGroupId}`

        Args:
            customer_group_id (str): ID of the group.
            name (str): Name. Example: `Hosting customers`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The changed group.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown group ID.
            UnprocessableEntityError: Status 422. Invalid data.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return await self._sender.call(
            UPDATE,
            {"customer_group_id": customer_group_id, "name": name},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    async def add_customers(
        self,
        customer_group_id: str,
        *,
        customers: Sequence[str],
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> builtins.list[models.Customer]:
        """Add customers to a group; unknown IDs are skipped without error.

        `POST /customer-groups/{customerGroupId}/customers`

        Args:
            customer_group_id (str): ID of the group.
            customers (Sequence[str]): Customer IDs to add.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The customers (not paginated).

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown group ID.
            UnprocessableEntityError: Status 422. Invalid data.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return await self._sender.call(
            ADD_CUSTOMERS,
            {"customer_group_id": customer_group_id, "customers": customers},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )


class CustomerGroupsWithRawResponse:
    """Customer Groups API with methods that return raw responses."""

    def __init__(self, sender: RawSender) -> None:
        self._sender = sender

    list = returns_raw_response(CustomerGroups.list)
    create = returns_raw_response(CustomerGroups.create)
    get = returns_raw_response(CustomerGroups.get)
    update = returns_raw_response(CustomerGroups.update)
    add_customers = returns_raw_response(CustomerGroups.add_customers)


class AsyncCustomerGroupsWithRawResponse:
    """Customer Groups API (asynchronous) with methods that return raw responses."""

    def __init__(self, sender: AsyncRawSender) -> None:
        self._sender = sender

    list = returns_raw_page_async(AsyncCustomerGroups.list)
    create = returns_raw_response_async(AsyncCustomerGroups.create)
    get = returns_raw_response_async(AsyncCustomerGroups.get)
    update = returns_raw_response_async(AsyncCustomerGroups.update)
    add_customers = returns_raw_response_async(AsyncCustomerGroups.add_customers)


LIST: Operation[codecs.PageData[models.CustomerGroup]] = Operation(
    id="list-customer-groups",
    method="GET",
    path="/customer-groups",
    parameters=(Parameter("page", "page", codecs.Integer(minimum=1), Location.QUERY),),
    response=codecs.PageOf(codecs.Object(lambda: models.CustomerGroup)),
)
CREATE: Operation[models.CustomerGroup] = Operation(
    id="create-customer-group",
    method="POST",
    path="/customer-groups",
    body=Body(
        MediaType.JSON,
        (
            Field("name", "name", codecs.STRING, True),
            Field("customers", "customers", codecs.Array(codecs.STRING), False),
        ),
    ),
    response=codecs.Object(lambda: models.CustomerGroup),
)
GET: Operation[models.CustomerGroup] = Operation(
    id="get-customer-group",
    method="GET",
    path="/customer-groups/{customerGroupId}",
    parameters=(Parameter("customer_group_id", "customerGroupId", codecs.STRING, Location.PATH),),
    response=codecs.Object(lambda: models.CustomerGroup),
)
UPDATE: Operation[models.CustomerGroup] = Operation(
    id="update-customer-group",
    method="PATCH",
    path="/customer-groups/{customerGroupId}",
    parameters=(Parameter("customer_group_id", "customerGroupId", codecs.STRING, Location.PATH),),
    body=Body(
        MediaType.JSON,
        (Field("name", "name", codecs.STRING, True),),
    ),
    response=codecs.Object(lambda: models.CustomerGroup),
)
ADD_CUSTOMERS: Operation[builtins.list[models.Customer]] = Operation(
    id="add-customer-group-customers",
    method="POST",
    path="/customer-groups/{customerGroupId}/customers",
    parameters=(Parameter("customer_group_id", "customerGroupId", codecs.STRING, Location.PATH),),
    body=Body(
        MediaType.JSON,
        (Field("customers", "customers", codecs.Array(codecs.STRING), True),),
    ),
    response=codecs.Items(codecs.Object(lambda: models.Customer)),
)
