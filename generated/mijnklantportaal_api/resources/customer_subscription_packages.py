"""The methods of `portal.customer_subscription_packages` and the operations that they send."""

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


class CustomerSubscriptionPackages:
    """Customer Subscription Packages API."""

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
    ) -> Page[models.CustomerSubscriptionPackage]:
        """List the subscription packages, page by page.

        `GET /customer-subscription-packages`

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
        interval: models.SubscriptionInterval,
        amount: Decimal,
        vat_rate: models.VatRate,
        description: str | Unset = UNSET,
        available_for_sale: bool | Unset = UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.CustomerSubscriptionPackage:
        """Add a subscription package.

        `POST /customer-subscription-packages`

        Args:
            name (str): Name. Example: `Phone subscription`.
            interval (models.SubscriptionInterval): Renewal interval. One of `14 days`, `1 month`, `2 months`, `6
                months`, `1 year`. Example: `1 year`.
            amount (Decimal): Amount, in EUR. Example: `Decimal("12.95")`.
            vat_rate (models.VatRate): VAT percentage. One of `0`, `9`, `21`. Example: `21`.
            description (str, optional): Description, mainly for terms. Example: `1GB per month, 300min per month`.
            available_for_sale (bool, optional): Whether it is sold in the portal and on the public page. Example:
                `True`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The created package.

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
                "name": name,
                "description": description,
                "interval": interval,
                "amount": amount,
                "vat_rate": vat_rate,
                "available_for_sale": available_for_sale,
            },
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    def get(
        self,
        package_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.CustomerSubscriptionPackage:
        """Fetch one subscription package.

        `GET /customer-subscription-packages/{packageId}`

        Args:
            package_id (str): ID of the package.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The package.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown package ID.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.call(
            GET,
            {"package_id": package_id},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    def update(
        self,
        package_id: str,
        *,
        name: str | Unset = UNSET,
        description: str | Unset = UNSET,
        interval: models.SubscriptionInterval | Unset = UNSET,
        amount: Decimal | Unset = UNSET,
        vat_rate: models.VatRate | Unset = UNSET,
        available_for_sale: bool | Unset = UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.CustomerSubscriptionPackage:
        """Change a subscription package.

        `PATCH /customer-subscription-packages/{packageId}`

        Args:
            package_id (str): ID of the package.
            name (str, optional): Name. Example: `Phone subscription`.
            description (str, optional): Description, mainly for terms. Example: `1GB per month, 300min per month`.
            interval (models.SubscriptionInterval, optional): Renewal interval. One of `14 days`, `1 month`, `2
                months`, `6 months`, `1 year`. Example: `1 year`.
            amount (Decimal, optional): Amount, in EUR. Example: `Decimal("12.95")`.
            vat_rate (models.VatRate, optional): VAT percentage. One of `0`, `9`, `21`. Example: `21`.
            available_for_sale (bool, optional): Whether it is sold in the portal and on the public page. Example:
                `True`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The changed package.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown package ID.
            UnprocessableEntityError: Status 422. Invalid data.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.call(
            UPDATE,
            {
                "package_id": package_id,
                "name": name,
                "description": description,
                "interval": interval,
                "amount": amount,
                "vat_rate": vat_rate,
                "available_for_sale": available_for_sale,
            },
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    def sign_up(
        self,
        package_id: str,
        *,
        customer_id: str,
        start_date: datetime.date,
        mandate_id: str | Unset = UNSET,
        create_invoice: bool | Unset = UNSET,
        invoice_text: str | None | Unset = UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.CustomerSubscription:
        """Sign an existing customer up for a package.

        `POST /customer-subscription-packages/{packageId}/sign-up`

        Args:
            package_id (str): ID of the package.
            customer_id (str): Customer to sign up. Example: `cst_abc12345def678`.
            start_date (datetime.date): Start date, `YYYY-mm-dd`. Example: `date(2024, 5, 4)`.
            mandate_id (str, optional): Mandate to charge; left out for a new customer or for no automatic charges.
                Example: `mdt_abc12345def678`.
            create_invoice (bool, optional): Whether every charge gets an invoice. Example: `True`.
            invoice_text (str | None, optional): Own invoice text; the name of the package when left out.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The created subscription.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown package ID.
            UnprocessableEntityError: Status 422. Invalid data.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.call(
            SIGN_UP,
            {
                "package_id": package_id,
                "customer_id": customer_id,
                "start_date": start_date,
                "mandate_id": mandate_id,
                "create_invoice": create_invoice,
                "invoice_text": invoice_text,
            },
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    def sign_up_non_customer(
        self,
        package_id: str,
        *,
        company_name: str,
        address: str,
        zip_code: str,
        city: str,
        email: str,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.PendingSignUp:
        """Sign a new customer up for a package; yields a payment link.

        `POST /customer-subscription-packages/{packageId}/sign-up/`

        Args:
            package_id (str): ID of the package.
            company_name (str): Name. Example: `Test Company BV`.
            address (str): Street and number. Example: `Teststreet 123`.
            zip_code (str): Zip code. Example: `1234AB`.
            city (str): City. Example: `Amsterdam`.
            email (str): Email address, used for notifications. Example: `john.doe@test.com`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The pending record.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown package ID.
            UnprocessableEntityError: Status 422. Invalid data.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.call(
            SIGN_UP_NON_CUSTOMER,
            {
                "package_id": package_id,
                "company_name": company_name,
                "address": address,
                "zip_code": zip_code,
                "city": city,
                "email": email,
            },
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )


class AsyncCustomerSubscriptionPackages:
    """Customer Subscription Packages API (asynchronous)."""

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
    ) -> AsyncPager[models.CustomerSubscriptionPackage]:
        """List the subscription packages, page by page.

        `GET /customer-subscription-packages`

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
        interval: models.SubscriptionInterval,
        amount: Decimal,
        vat_rate: models.VatRate,
        description: str | Unset = UNSET,
        available_for_sale: bool | Unset = UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.CustomerSubscriptionPackage:
        """Add a subscription package.

        `POST /customer-subscription-packages`

        Args:
            name (str): Name. Example: `Phone subscription`.
            interval (models.SubscriptionInterval): Renewal interval. One of `14 days`, `1 month`, `2 months`, `6
                months`, `1 year`. Example: `1 year`.
            amount (Decimal): Amount, in EUR. Example: `Decimal("12.95")`.
            vat_rate (models.VatRate): VAT percentage. One of `0`, `9`, `21`. Example: `21`.
            description (str, optional): Description, mainly for terms. Example: `1GB per month, 300min per month`.
            available_for_sale (bool, optional): Whether it is sold in the portal and on the public page. Example:
                `True`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The created package.

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
                "name": name,
                "description": description,
                "interval": interval,
                "amount": amount,
                "vat_rate": vat_rate,
                "available_for_sale": available_for_sale,
            },
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    async def get(
        self,
        package_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.CustomerSubscriptionPackage:
        """Fetch one subscription package.

        `GET /customer-subscription-packages/{packageId}`

        Args:
            package_id (str): ID of the package.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The package.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown package ID.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return await self._sender.call(
            GET,
            {"package_id": package_id},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    async def update(
        self,
        package_id: str,
        *,
        name: str | Unset = UNSET,
        description: str | Unset = UNSET,
        interval: models.SubscriptionInterval | Unset = UNSET,
        amount: Decimal | Unset = UNSET,
        vat_rate: models.VatRate | Unset = UNSET,
        available_for_sale: bool | Unset = UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.CustomerSubscriptionPackage:
        """Change a subscription package.

        `PATCH /customer-subscription-packages/{packageId}`

        Args:
            package_id (str): ID of the package.
            name (str, optional): Name. Example: `Phone subscription`.
            description (str, optional): Description, mainly for terms. Example: `1GB per month, 300min per month`.
            interval (models.SubscriptionInterval, optional): Renewal interval. One of `14 days`, `1 month`, `2
                months`, `6 months`, `1 year`. Example: `1 year`.
            amount (Decimal, optional): Amount, in EUR. Example: `Decimal("12.95")`.
            vat_rate (models.VatRate, optional): VAT percentage. One of `0`, `9`, `21`. Example: `21`.
            available_for_sale (bool, optional): Whether it is sold in the portal and on the public page. Example:
                `True`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The changed package.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown package ID.
            UnprocessableEntityError: Status 422. Invalid data.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return await self._sender.call(
            UPDATE,
            {
                "package_id": package_id,
                "name": name,
                "description": description,
                "interval": interval,
                "amount": amount,
                "vat_rate": vat_rate,
                "available_for_sale": available_for_sale,
            },
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    async def sign_up(
        self,
        package_id: str,
        *,
        customer_id: str,
        start_date: datetime.date,
        mandate_id: str | Unset = UNSET,
        create_invoice: bool | Unset = UNSET,
        invoice_text: str | None | Unset = UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.CustomerSubscription:
        """Sign an existing customer up for a package.

        `POST /customer-subscription-packages/{packageId}/sign-up`

        Args:
            package_id (str): ID of the package.
            customer_id (str): Customer to sign up. Example: `cst_abc12345def678`.
            start_date (datetime.date): Start date, `YYYY-mm-dd`. Example: `date(2024, 5, 4)`.
            mandate_id (str, optional): Mandate to charge; left out for a new customer or for no automatic charges.
                Example: `mdt_abc12345def678`.
            create_invoice (bool, optional): Whether every charge gets an invoice. Example: `True`.
            invoice_text (str | None, optional): Own invoice text; the name of the package when left out.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The created subscription.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown package ID.
            UnprocessableEntityError: Status 422. Invalid data.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return await self._sender.call(
            SIGN_UP,
            {
                "package_id": package_id,
                "customer_id": customer_id,
                "start_date": start_date,
                "mandate_id": mandate_id,
                "create_invoice": create_invoice,
                "invoice_text": invoice_text,
            },
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    async def sign_up_non_customer(
        self,
        package_id: str,
        *,
        company_name: str,
        address: str,
        zip_code: str,
        city: str,
        email: str,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.PendingSignUp:
        """Sign a new customer up for a package; yields a payment link.

        `POST /customer-subscription-packages/{packageId}/sign-up/`

        Args:
            package_id (str): ID of the package.
            company_name (str): Name. Example: `Test Company BV`.
            address (str): Street and number. Example: `Teststreet 123`.
            zip_code (str): Zip code. Example: `1234AB`.
            city (str): City. Example: `Amsterdam`.
            email (str): Email address, used for notifications. Example: `john.doe@test.com`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The pending record.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown package ID.
            UnprocessableEntityError: Status 422. Invalid data.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return await self._sender.call(
            SIGN_UP_NON_CUSTOMER,
            {
                "package_id": package_id,
                "company_name": company_name,
                "address": address,
                "zip_code": zip_code,
                "city": city,
                "email": email,
            },
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )


class CustomerSubscriptionPackagesWithRawResponse:
    """Customer Subscription Packages API with methods that return raw responses."""

    def __init__(self, sender: RawSender) -> None:
        self._sender = sender

    list = returns_raw_response(CustomerSubscriptionPackages.list)
    create = returns_raw_response(CustomerSubscriptionPackages.create)
    get = returns_raw_response(CustomerSubscriptionPackages.get)
    update = returns_raw_response(CustomerSubscriptionPackages.update)
    sign_up = returns_raw_response(CustomerSubscriptionPackages.sign_up)
    sign_up_non_customer = returns_raw_response(CustomerSubscriptionPackages.sign_up_non_customer)


class AsyncCustomerSubscriptionPackagesWithRawResponse:
    """Customer Subscription Packages API (asynchronous) with methods that return raw responses."""

    def __init__(self, sender: AsyncRawSender) -> None:
        self._sender = sender

    list = returns_raw_page_async(AsyncCustomerSubscriptionPackages.list)
    create = returns_raw_response_async(AsyncCustomerSubscriptionPackages.create)
    get = returns_raw_response_async(AsyncCustomerSubscriptionPackages.get)
    update = returns_raw_response_async(AsyncCustomerSubscriptionPackages.update)
    sign_up = returns_raw_response_async(AsyncCustomerSubscriptionPackages.sign_up)
    sign_up_non_customer = returns_raw_response_async(AsyncCustomerSubscriptionPackages.sign_up_non_customer)


LIST: Operation[codecs.PageData[models.CustomerSubscriptionPackage]] = Operation(
    id="list-customer-subscription-packages",
    method="GET",
    path="/customer-subscription-packages",
    parameters=(Parameter("page", "page", codecs.Integer(minimum=1), Location.QUERY),),
    response=codecs.PageOf(codecs.Object(lambda: models.CustomerSubscriptionPackage)),
)
CREATE: Operation[models.CustomerSubscriptionPackage] = Operation(
    id="create-customer-subscription-package",
    method="POST",
    path="/customer-subscription-packages",
    body=Body(
        MediaType.JSON,
        (
            Field("name", "name", codecs.STRING, True),
            Field("description", "description", codecs.STRING, False),
            Field("interval", "interval", codecs.STRING, True),
            Field("amount", "amount", codecs.MONEY, True),
            Field("vat_rate", "vatRate", codecs.INTEGER, True),
            Field("available_for_sale", "availableForSale", codecs.BOOLEAN, False),
        ),
    ),
    response=codecs.Object(lambda: models.CustomerSubscriptionPackage),
)
GET: Operation[models.CustomerSubscriptionPackage] = Operation(
    id="get-customer-subscription-package",
    method="GET",
    path="/customer-subscription-packages/{packageId}",
    parameters=(Parameter("package_id", "packageId", codecs.STRING, Location.PATH),),
    response=codecs.Object(lambda: models.CustomerSubscriptionPackage),
)
UPDATE: Operation[models.CustomerSubscriptionPackage] = Operation(
    id="update-customer-subscription-package",
    method="PATCH",
    path="/customer-subscription-packages/{packageId}",
    parameters=(Parameter("package_id", "packageId", codecs.STRING, Location.PATH),),
    body=Body(
        MediaType.JSON,
        (
            Field("name", "name", codecs.STRING, False),
            Field("description", "description", codecs.STRING, False),
            Field("interval", "interval", codecs.STRING, False),
            Field("amount", "amount", codecs.MONEY, False),
            Field("vat_rate", "vatRate", codecs.INTEGER, False),
            Field("available_for_sale", "availableForSale", codecs.BOOLEAN, False),
        ),
    ),
    response=codecs.Object(lambda: models.CustomerSubscriptionPackage),
)
SIGN_UP: Operation[models.CustomerSubscription] = Operation(
    id="sign-up-customer-subscription-package",
    method="POST",
    path="/customer-subscription-packages/{packageId}/sign-up",
    parameters=(Parameter("package_id", "packageId", codecs.STRING, Location.PATH),),
    body=Body(
        MediaType.JSON,
        (
            Field("customer_id", "customerId", codecs.STRING, True),
            Field("start_date", "startDate", codecs.DATE, True),
            Field("mandate_id", "mandateId", codecs.STRING, False),
            Field("create_invoice", "createInvoice", codecs.BOOLEAN, False),
            Field("invoice_text", "invoiceText", codecs.Nullable(codecs.STRING), False),
        ),
    ),
    response=codecs.Object(lambda: models.CustomerSubscription),
)
SIGN_UP_NON_CUSTOMER: Operation[models.PendingSignUp] = Operation(
    id="sign-up-customer-subscription-package-non-customer",
    method="POST",
    path="/customer-subscription-packages/{packageId}/sign-up/",
    parameters=(Parameter("package_id", "packageId", codecs.STRING, Location.PATH),),
    body=Body(
        MediaType.JSON,
        (
            Field("company_name", "companyName", codecs.STRING, True),
            Field("address", "address", codecs.STRING, True),
            Field("zip_code", "zipCode", codecs.STRING, True),
            Field("city", "city", codecs.STRING, True),
            Field("email", "email", codecs.STRING, True),
        ),
    ),
    response=codecs.Object(lambda: models.PendingSignUp),
)
