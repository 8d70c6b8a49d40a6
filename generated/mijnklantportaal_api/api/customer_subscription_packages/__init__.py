from __future__ import annotations

import builtins as _builtins
import collections.abc as _abc
import datetime as _datetime
import decimal as _decimal
import typing as _typing

from mijnklantportaal import types as _types
from mijnklantportaal._wire import ports as _ports

from ... import models as _models
from . import change_customer_subscription_package as _change_customer_subscription_package_operation
from . import create_customer_subscription_package as _create_customer_subscription_package_operation
from . import get_customer_subscription_package as _get_customer_subscription_package_operation
from . import list_customer_subscription_packages as _list_customer_subscription_packages_operation
from . import sign_up_customer_subscription_package as _sign_up_customer_subscription_package_operation
from . import (
    sign_up_customer_subscription_package_non_customer as _sign_up_customer_subscription_package_non_customer_operation,
)


class CustomerSubscriptionPackages:
    """The Customer Subscription Packages API."""

    def __init__(self, caller: _ports.Caller) -> None:
        self._caller = caller

    def list(
        self,
        *,
        page: int | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _ports.Page[_models.CustomerSubscriptionPackage]:
        """List the subscription packages, page by page.

        `GET /customer-subscription-packages`

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
            _list_customer_subscription_packages_operation.LIST,
            {
                "page": page,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def create(
        self,
        *,
        amount: _decimal.Decimal,
        interval: _models.SubscriptionInterval,
        name: str,
        vat_rate: _models.VatRate,
        available_for_sale: bool | _types.Unset = _types.UNSET,
        description: str | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.CustomerSubscriptionPackage:
        """Add a subscription package.

        `POST /customer-subscription-packages`

        Args:
            amount (Decimal): Amount, in EUR. Example: `Decimal("12.95")`.
            available_for_sale (bool): Whether it is sold in the portal and on the public page. Example: `True`.
            description (str): Description, mainly for terms. Example: `1GB per month, 300min per month`.
            interval (SubscriptionInterval): Renewal interval. One of `14 days`, `1 month`, `2 months`, `6 months`,
                `1 year`. Example: `1 year`.
            name (str): Name. Example: `Phone subscription`.
            vat_rate (VatRate): VAT percentage. One of `0`, `9`, `21`. Example: `21`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The created package.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _create_customer_subscription_package_operation.CREATE,
            {
                "amount": amount,
                "available_for_sale": available_for_sale,
                "description": description,
                "interval": interval,
                "name": name,
                "vat_rate": vat_rate,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def get(
        self,
        package_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.CustomerSubscriptionPackage:
        """Fetch one subscription package.

        `GET /customer-subscription-packages/{packageId}`

        Args:
            package_id (str): ID of the package.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The package.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown package ID.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _get_customer_subscription_package_operation.GET,
            {
                "package_id": package_id,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def change(
        self,
        package_id: str,
        *,
        amount: _decimal.Decimal | _types.Unset = _types.UNSET,
        available_for_sale: bool | _types.Unset = _types.UNSET,
        description: str | _types.Unset = _types.UNSET,
        interval: _models.SubscriptionInterval | _types.Unset = _types.UNSET,
        name: str | _types.Unset = _types.UNSET,
        vat_rate: _models.VatRate | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.CustomerSubscriptionPackage:
        """Change a subscription package.

        `PATCH /customer-subscription-packages/{packageId}`

        Args:
            package_id (str): ID of the package.
            amount (Decimal): Amount, in EUR. Example: `Decimal("12.95")`.
            available_for_sale (bool): Whether it is sold in the portal and on the public page. Example: `True`.
            description (str): Description, mainly for terms. Example: `1GB per month, 300min per month`.
            interval (SubscriptionInterval): Renewal interval. One of `14 days`, `1 month`, `2 months`, `6 months`,
                `1 year`. Example: `1 year`.
            name (str): Name. Example: `Phone subscription`.
            vat_rate (VatRate): VAT percentage. One of `0`, `9`, `21`. Example: `21`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The changed package.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown package ID.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _change_customer_subscription_package_operation.CHANGE,
            {
                "package_id": package_id,
                "amount": amount,
                "available_for_sale": available_for_sale,
                "description": description,
                "interval": interval,
                "name": name,
                "vat_rate": vat_rate,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def sign_up(
        self,
        package_id: str,
        *,
        customer_id: str,
        start_date: _datetime.date,
        create_invoice: bool | _types.Unset = _types.UNSET,
        invoice_text: str | None | _types.Unset = _types.UNSET,
        mandate_id: str | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.CustomerSubscription:
        """Sign an existing customer up for a package.

        `POST /customer-subscription-packages/{packageId}/sign-up`

        Args:
            package_id (str): ID of the package.
            create_invoice (bool): Whether every charge gets an invoice. Example: `True`.
            customer_id (str): Customer to sign up. Example: `cst_abc12345def678`.
            invoice_text (str | None): Own invoice text; the name of the package when left out.
            mandate_id (str): Mandate to charge; left out for a new customer or for no automatic charges. Example:
                `mdt_abc12345def678`.
            start_date (date): Start date, `YYYY-mm-dd`. Example: `date(2024, 5, 4)`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The created subscription.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown package ID.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _sign_up_customer_subscription_package_operation.SIGN_UP,
            {
                "package_id": package_id,
                "create_invoice": create_invoice,
                "customer_id": customer_id,
                "invoice_text": invoice_text,
                "mandate_id": mandate_id,
                "start_date": start_date,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def sign_up_non_customer(
        self,
        package_id: str,
        *,
        address: str,
        city: str,
        company_name: str,
        email: str,
        zip_code: str,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.PendingSignUp:
        """Sign a new customer up for a package; yields a payment link.

        `POST /customer-subscription-packages/{packageId}/sign-up/`

        Args:
            package_id (str): ID of the package.
            address (str): Street and number. Example: `Teststreet 123`.
            city (str): City. Example: `Amsterdam`.
            company_name (str): Name. Example: `Test Company BV`.
            email (str): Email address, used for notifications. Example: `john.doe@test.com`.
            zip_code (str): Zip code. Example: `1234AB`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The pending record.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown package ID.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _sign_up_customer_subscription_package_non_customer_operation.SIGN_UP_NON_CUSTOMER,
            {
                "package_id": package_id,
                "address": address,
                "city": city,
                "company_name": company_name,
                "email": email,
                "zip_code": zip_code,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )


class AsyncCustomerSubscriptionPackages:
    """The Customer Subscription Packages API, asynchronously."""

    def __init__(self, caller: _ports.AsyncCaller) -> None:
        self._caller = caller

    def list(
        self,
        *,
        page: int | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _ports.AsyncPager[_models.CustomerSubscriptionPackage]:
        """List the subscription packages, page by page.

        `GET /customer-subscription-packages`

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
            _list_customer_subscription_packages_operation.LIST,
            {
                "page": page,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    async def create(
        self,
        *,
        amount: _decimal.Decimal,
        interval: _models.SubscriptionInterval,
        name: str,
        vat_rate: _models.VatRate,
        available_for_sale: bool | _types.Unset = _types.UNSET,
        description: str | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.CustomerSubscriptionPackage:
        """Add a subscription package.

        `POST /customer-subscription-packages`

        Args:
            amount (Decimal): Amount, in EUR. Example: `Decimal("12.95")`.
            available_for_sale (bool): Whether it is sold in the portal and on the public page. Example: `True`.
            description (str): Description, mainly for terms. Example: `1GB per month, 300min per month`.
            interval (SubscriptionInterval): Renewal interval. One of `14 days`, `1 month`, `2 months`, `6 months`,
                `1 year`. Example: `1 year`.
            name (str): Name. Example: `Phone subscription`.
            vat_rate (VatRate): VAT percentage. One of `0`, `9`, `21`. Example: `21`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The created package.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _create_customer_subscription_package_operation.CREATE,
            {
                "amount": amount,
                "available_for_sale": available_for_sale,
                "description": description,
                "interval": interval,
                "name": name,
                "vat_rate": vat_rate,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    async def get(
        self,
        package_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.CustomerSubscriptionPackage:
        """Fetch one subscription package.

        `GET /customer-subscription-packages/{packageId}`

        Args:
            package_id (str): ID of the package.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The package.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown package ID.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _get_customer_subscription_package_operation.GET,
            {
                "package_id": package_id,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    async def change(
        self,
        package_id: str,
        *,
        amount: _decimal.Decimal | _types.Unset = _types.UNSET,
        available_for_sale: bool | _types.Unset = _types.UNSET,
        description: str | _types.Unset = _types.UNSET,
        interval: _models.SubscriptionInterval | _types.Unset = _types.UNSET,
        name: str | _types.Unset = _types.UNSET,
        vat_rate: _models.VatRate | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.CustomerSubscriptionPackage:
        """Change a subscription package.

        `PATCH /customer-subscription-packages/{packageId}`

        Args:
            package_id (str): ID of the package.
            amount (Decimal): Amount, in EUR. Example: `Decimal("12.95")`.
            available_for_sale (bool): Whether it is sold in the portal and on the public page. Example: `True`.
            description (str): Description, mainly for terms. Example: `1GB per month, 300min per month`.
            interval (SubscriptionInterval): Renewal interval. One of `14 days`, `1 month`, `2 months`, `6 months`,
                `1 year`. Example: `1 year`.
            name (str): Name. Example: `Phone subscription`.
            vat_rate (VatRate): VAT percentage. One of `0`, `9`, `21`. Example: `21`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The changed package.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown package ID.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _change_customer_subscription_package_operation.CHANGE,
            {
                "package_id": package_id,
                "amount": amount,
                "available_for_sale": available_for_sale,
                "description": description,
                "interval": interval,
                "name": name,
                "vat_rate": vat_rate,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    async def sign_up(
        self,
        package_id: str,
        *,
        customer_id: str,
        start_date: _datetime.date,
        create_invoice: bool | _types.Unset = _types.UNSET,
        invoice_text: str | None | _types.Unset = _types.UNSET,
        mandate_id: str | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.CustomerSubscription:
        """Sign an existing customer up for a package.

        `POST /customer-subscription-packages/{packageId}/sign-up`

        Args:
            package_id (str): ID of the package.
            create_invoice (bool): Whether every charge gets an invoice. Example: `True`.
            customer_id (str): Customer to sign up. Example: `cst_abc12345def678`.
            invoice_text (str | None): Own invoice text; the name of the package when left out.
            mandate_id (str): Mandate to charge; left out for a new customer or for no automatic charges. Example:
                `mdt_abc12345def678`.
            start_date (date): Start date, `YYYY-mm-dd`. Example: `date(2024, 5, 4)`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The created subscription.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown package ID.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _sign_up_customer_subscription_package_operation.SIGN_UP,
            {
                "package_id": package_id,
                "create_invoice": create_invoice,
                "customer_id": customer_id,
                "invoice_text": invoice_text,
                "mandate_id": mandate_id,
                "start_date": start_date,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    async def sign_up_non_customer(
        self,
        package_id: str,
        *,
        address: str,
        city: str,
        company_name: str,
        email: str,
        zip_code: str,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.PendingSignUp:
        """Sign a new customer up for a package; yields a payment link.

        `POST /customer-subscription-packages/{packageId}/sign-up/`

        Args:
            package_id (str): ID of the package.
            address (str): Street and number. Example: `Teststreet 123`.
            city (str): City. Example: `Amsterdam`.
            company_name (str): Name. Example: `Test Company BV`.
            email (str): Email address, used for notifications. Example: `john.doe@test.com`.
            zip_code (str): Zip code. Example: `1234AB`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The pending record.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown package ID.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _sign_up_customer_subscription_package_non_customer_operation.SIGN_UP_NON_CUSTOMER,
            {
                "package_id": package_id,
                "address": address,
                "city": city,
                "company_name": company_name,
                "email": email,
                "zip_code": zip_code,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )


class CustomerSubscriptionPackagesWithRawResponse:
    """The Customer Subscription Packages API, with the answers as they came."""

    def __init__(self, caller: _ports.Caller) -> None:
        resource = CustomerSubscriptionPackages(caller)
        self.list = _ports.raw(resource.list)
        self.create = _ports.raw(resource.create)
        self.get = _ports.raw(resource.get)
        self.change = _ports.raw(resource.change)
        self.sign_up = _ports.raw(resource.sign_up)
        self.sign_up_non_customer = _ports.raw(resource.sign_up_non_customer)


class AsyncCustomerSubscriptionPackagesWithRawResponse:
    """The Customer Subscription Packages API, asynchronously, with the answers as they came."""

    def __init__(self, caller: _ports.AsyncCaller) -> None:
        resource = AsyncCustomerSubscriptionPackages(caller)
        self.list = _ports.async_raw(resource.list)
        self.create = _ports.async_raw(resource.create)
        self.get = _ports.async_raw(resource.get)
        self.change = _ports.async_raw(resource.change)
        self.sign_up = _ports.async_raw(resource.sign_up)
        self.sign_up_non_customer = _ports.async_raw(resource.sign_up_non_customer)
