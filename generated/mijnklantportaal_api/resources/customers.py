"""The methods of `portal.customers` and the operations that they send."""

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


class Customers:
    """Customers API."""

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
    ) -> Page[models.Customer]:
        """List the customers of the portal, page by page.

        `GET /customers`

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
        company_name: str,
        address: str,
        zip_code: str,
        city: str,
        primary_email: str,
        country_code: str | Unset = UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.Customer:
        """Add a customer to the portal.

        `POST /customers`

        Args:
            company_name (str): Name. Example: `Test Company BV`.
            address (str): Street and number. Example: `Teststreet 123`.
            zip_code (str): Zip code. Example: `1234AB`.
            city (str): City. Example: `Amsterdam`.
            primary_email (str): Main email address, used for notifications. Example: `john.doe@test.com`.
            country_code (str, optional): Country, ISO 3166-1 alpha-2; `NL` when left out. Example: `NL`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The created customer.

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
                "company_name": company_name,
                "address": address,
                "zip_code": zip_code,
                "city": city,
                "primary_email": primary_email,
                "country_code": country_code,
            },
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    def get(
        self,
        customer_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.Customer:
        """Fetch one customer.

        `GET /customers/{customerId}`

        Args:
            customer_id (str): ID of the customer.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The customer.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown customer ID.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.call(
            GET,
            {"customer_id": customer_id},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    def update(
        self,
        customer_id: str,
        *,
        company_name: str | Unset = UNSET,
        address: str | Unset = UNSET,
        zip_code: str | Unset = UNSET,
        city: str | Unset = UNSET,
        primary_email: str | Unset = UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.Customer:
        """Change a customer; every field is optional but at least one is needed.

        `PATCH /customers/{customerId}`

        Args:
            customer_id (str): ID of the customer.
            company_name (str, optional): Name. Example: `Test Company BV`.
            address (str, optional): Street and number. Example: `Teststreet 123`.
            zip_code (str, optional): Zip code. Example: `1234AB`.
            city (str, optional): City. Example: `Amsterdam`.
            primary_email (str, optional): Main email address, used for notifications. Example: `john.doe@test.com`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The changed customer.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown customer ID.
            UnprocessableEntityError: Status 422. Invalid data.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.call(
            UPDATE,
            {
                "customer_id": customer_id,
                "company_name": company_name,
                "address": address,
                "zip_code": zip_code,
                "city": city,
                "primary_email": primary_email,
            },
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )


class AsyncCustomers:
    """Customers API (asynchronous)."""

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
    ) -> AsyncPager[models.Customer]:
        """List the customers of the portal, page by page.

        `GET /customers`

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
        company_name: str,
        address: str,
        zip_code: str,
        city: str,
        primary_email: str,
        country_code: str | Unset = UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.Customer:
        """Add a customer to the portal.

        `POST /customers`

        Args:
            company_name (str): Name. Example: `Test Company BV`.
            address (str): Street and number. Example: `Teststreet 123`.
            zip_code (str): Zip code. Example: `1234AB`.
            city (str): City. Example: `Amsterdam`.
            primary_email (str): Main email address, used for notifications. Example: `john.doe@test.com`.
            country_code (str, optional): Country, ISO 3166-1 alpha-2; `NL` when left out. Example: `NL`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The created customer.

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
                "company_name": company_name,
                "address": address,
                "zip_code": zip_code,
                "city": city,
                "primary_email": primary_email,
                "country_code": country_code,
            },
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    async def get(
        self,
        customer_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.Customer:
        """Fetch one customer.

        `GET /customers/{customerId}`

        Args:
            customer_id (str): ID of the customer.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The customer.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown customer ID.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return await self._sender.call(
            GET,
            {"customer_id": customer_id},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    async def update(
        self,
        customer_id: str,
        *,
        company_name: str | Unset = UNSET,
        address: str | Unset = UNSET,
        zip_code: str | Unset = UNSET,
        city: str | Unset = UNSET,
        primary_email: str | Unset = UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.Customer:
        """Change a customer; every field is optional but at least one is needed.

        `PATCH /customers/{customerId}`

        Args:
            customer_id (str): ID of the customer.
            company_name (str, optional): Name. Example: `Test Company BV`.
            address (str, optional): Street and number. Example: `Teststreet 123`.
            zip_code (str, optional): Zip code. Example: `1234AB`.
            city (str, optional): City. Example: `Amsterdam`.
            primary_email (str, optional): Main email address, used for notifications. Example: `john.doe@test.com`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The changed customer.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown customer ID.
            UnprocessableEntityError: Status 422. Invalid data.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return await self._sender.call(
            UPDATE,
            {
                "customer_id": customer_id,
                "company_name": company_name,
                "address": address,
                "zip_code": zip_code,
                "city": city,
                "primary_email": primary_email,
            },
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )


class CustomersWithRawResponse:
    """Customers API with methods that return raw responses."""

    def __init__(self, sender: RawSender) -> None:
        self._sender = sender

    list = returns_raw_response(Customers.list)
    create = returns_raw_response(Customers.create)
    get = returns_raw_response(Customers.get)
    update = returns_raw_response(Customers.update)


class AsyncCustomersWithRawResponse:
    """Customers API (asynchronous) with methods that return raw responses."""

    def __init__(self, sender: AsyncRawSender) -> None:
        self._sender = sender

    list = returns_raw_page_async(AsyncCustomers.list)
    create = returns_raw_response_async(AsyncCustomers.create)
    get = returns_raw_response_async(AsyncCustomers.get)
    update = returns_raw_response_async(AsyncCustomers.update)


LIST: Operation[codecs.PageData[models.Customer]] = Operation(
    id="list-customers",
    method="GET",
    path="/customers",
    parameters=(Parameter("page", "page", codecs.Integer(minimum=1), Location.QUERY),),
    response=codecs.PageOf(codecs.Object(lambda: models.Customer)),
)
CREATE: Operation[models.Customer] = Operation(
    id="create-customer",
    method="POST",
    path="/customers",
    body=Body(
        MediaType.JSON,
        (
            Field("company_name", "companyName", codecs.STRING, True),
            Field("address", "address", codecs.STRING, True),
            Field("zip_code", "zipCode", codecs.STRING, True),
            Field("city", "city", codecs.STRING, True),
            Field("primary_email", "primaryEmail", codecs.STRING, True),
            Field("country_code", "countryCode", codecs.STRING, False),
        ),
    ),
    response=codecs.Object(lambda: models.Customer),
)
GET: Operation[models.Customer] = Operation(
    id="get-customer",
    method="GET",
    path="/customers/{customerId}",
    parameters=(Parameter("customer_id", "customerId", codecs.STRING, Location.PATH),),
    response=codecs.Object(lambda: models.Customer),
)
UPDATE: Operation[models.Customer] = Operation(
    id="update-customer",
    method="PATCH",
    path="/customers/{customerId}",
    parameters=(Parameter("customer_id", "customerId", codecs.STRING, Location.PATH),),
    body=Body(
        MediaType.JSON,
        (
            Field("company_name", "companyName", codecs.STRING, False),
            Field("address", "address", codecs.STRING, False),
            Field("zip_code", "zipCode", codecs.STRING, False),
            Field("city", "city", codecs.STRING, False),
            Field("primary_email", "primaryEmail", codecs.STRING, False),
        ),
    ),
    response=codecs.Object(lambda: models.Customer),
)
