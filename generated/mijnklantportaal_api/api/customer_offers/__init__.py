from __future__ import annotations

import builtins as _builtins
import collections.abc as _abc
import datetime as _datetime
import decimal as _decimal
import typing as _typing

from mijnklantportaal import types as _types
from mijnklantportaal._wire import ports as _ports

from ... import models as _models
from . import create_customer_offer as _create_customer_offer_operation
from . import create_customer_offer_manual as _create_customer_offer_manual_operation
from . import get_customer_offer as _get_customer_offer_operation
from . import list_customer_offers as _list_customer_offers_operation
from . import mark_customer_offer as _mark_customer_offer_operation


class CustomerOffers:
    """The Customer Offers API."""

    def __init__(self, caller: _ports.Caller) -> None:
        self._caller = caller

    def list(
        self,
        *,
        page: int | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _ports.Page[_models.CustomerOffer]:
        """Getting all your customer offers in your portal as paginated response.

        `GET /customer-offers`

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
            _list_customer_offers_operation.LIST,
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
        expires_at: _datetime.date,
        issued_at: _datetime.date,
        offer_number: str,
        pdf: _types.FileInput,
        accepted_at: _datetime.datetime | _types.Unset = _types.UNSET,
        accepted_via_ip: str | _types.Unset = _types.UNSET,
        accepted_via_user_agent: str | _types.Unset = _types.UNSET,
        rejected_at: _datetime.datetime | _types.Unset = _types.UNSET,
        send_notification: bool | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.CustomerOffer:
        """Add a customer offer with its PDF (`multipart/form-data`).

        `POST /customer-offers`

        Args:
            accepted_at (datetime): When it was accepted, `YYYY-mm-dd HH:mm:ss`; empty while open. In the portal's
                zone, to which one with a zone is converted. Example: `datetime(2024, 5, 11, 12, 59)`.
            accepted_via_ip (str): IP used to accept, if known; dropped when `accepted_at` is `null`. Example:
                `203.0.113.8`.
            accepted_via_user_agent (str): User agent used to accept, if known; dropped when `accepted_at` is
                `null`. Example: `Mozilla/5.0 (X11; Linux x86_64) ...`.
            amount (Decimal): Amount, in EUR. Example: `Decimal("12.95")`.
            customer_id (str): Customer the offer is for. Example: `cst_abc12345def678`.
            expires_at (date): Expiry date, `YYYY-mm-dd`. Example: `date(2024, 4, 30)`.
            issued_at (date): Issue date, `YYYY-mm-dd`. Example: `date(2024, 4, 30)`.
            offer_number (str): Offer number, a `string`. Example: `2014-001`.
            pdf (FileInput): PDF of the offer.
            rejected_at (datetime): When it was rejected, `YYYY-mm-dd HH:mm:ss`; empty while open. In the portal's
                zone, to which one with a zone is converted.
            send_notification (bool): Whether to notify the customer. Example: `True`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The created offer.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            UnprocessableEntityError: 422, Invalid data.
            UpgradeRequiredError: 426, Monthly offer limit of the licence reached.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _create_customer_offer_operation.CREATE,
            {
                "accepted_at": accepted_at,
                "accepted_via_ip": accepted_via_ip,
                "accepted_via_user_agent": accepted_via_user_agent,
                "amount": amount,
                "customer_id": customer_id,
                "expires_at": expires_at,
                "issued_at": issued_at,
                "offer_number": offer_number,
                "pdf": pdf,
                "rejected_at": rejected_at,
                "send_notification": send_notification,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def create_manual(
        self,
        *,
        customer_id: str,
        expires_at: _datetime.date,
        issued_at: _datetime.date,
        lines: _abc.Sequence[_models.CustomerOfferLine],
        offer_number: str,
        send_notification: bool | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.CustomerOffer:
        """Create a Customer Offer from the ground up by providing product/service lines.

        `POST /customer-offers/manual`

        Args:
            customer_id (str): ID of the customer this offer is meant for. Example: `cst_abc12345def678`.
            expires_at (date): Date when the offer expires, in `YYYY-mm-dd` format. Example: `date(2025, 4, 30)`.
            issued_at (date): Date when the offer is issued, in `YYYY-mm-dd` format. Example: `date(2025, 4, 14)`.
            lines (list[CustomerOfferLine]): Line in this offer.
            offer_number (str): Number of the offer, as `string`. Example: `2014-001`.
            send_notification (bool): Indicates if MijnKlantportaal should send out the notification to inform the
                customer about the new offer. Example: `True`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            Getting the created Customer Offer.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            UnprocessableEntityError: 422, Something is wrong with the posted data.
            UpgradeRequiredError: 426, The amount of offers this month reached the license's limit.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _create_customer_offer_manual_operation.CREATE_MANUAL,
            {
                "customer_id": customer_id,
                "expires_at": expires_at,
                "issued_at": issued_at,
                "lines": lines,
                "offer_number": offer_number,
                "send_notification": send_notification,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def get(
        self,
        offer_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.CustomerOffer:
        """Get a Customer Offer by ID.

        `GET /customer-offers/{offerId}`

        Args:
            offer_id (str): ID of the Customer Offer to get.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            Getting the requested Customer Offer.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, No Customer Offer can be found for the given ID.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _get_customer_offer_operation.GET,
            {
                "offer_id": offer_id,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def mark(
        self,
        offer_id: str,
        *,
        accepted_at: _datetime.datetime | _types.Unset = _types.UNSET,
        accepted_via_ip: str | _types.Unset = _types.UNSET,
        accepted_via_user_agent: str | _types.Unset = _types.UNSET,
        rejected_at: _datetime.datetime | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.CustomerOffer:
        """Mark an offer as accepted or rejected, also in the connected integration.

        `PATCH /customer-offers/{offerId}`

        Args:
            offer_id (str): ID of the offer.
            accepted_at (datetime): When it was accepted. In the portal's zone, to which one with a zone is
                converted. Example: `datetime(2024, 5, 4, 20, 51, 50)`.
            accepted_via_ip (str): IP used to accept; dropped without `accepted_at`. Example: `203.0.113.8`.
            accepted_via_user_agent (str): User agent used to accept; dropped without `accepted_at`. Example:
                `Mozilla/5.0 (X11; Linux x86_64)...`.
            rejected_at (datetime): When it was rejected. In the portal's zone, to which one with a zone is
                converted.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The changed offer.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown offer ID.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _mark_customer_offer_operation.MARK,
            {
                "offer_id": offer_id,
                "accepted_at": accepted_at,
                "accepted_via_ip": accepted_via_ip,
                "accepted_via_user_agent": accepted_via_user_agent,
                "rejected_at": rejected_at,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )


class AsyncCustomerOffers:
    """The Customer Offers API, asynchronously."""

    def __init__(self, caller: _ports.AsyncCaller) -> None:
        self._caller = caller

    def list(
        self,
        *,
        page: int | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _ports.AsyncPager[_models.CustomerOffer]:
        """Getting all your customer offers in your portal as paginated response.

        `GET /customer-offers`

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
            _list_customer_offers_operation.LIST,
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
        expires_at: _datetime.date,
        issued_at: _datetime.date,
        offer_number: str,
        pdf: _types.FileInput,
        accepted_at: _datetime.datetime | _types.Unset = _types.UNSET,
        accepted_via_ip: str | _types.Unset = _types.UNSET,
        accepted_via_user_agent: str | _types.Unset = _types.UNSET,
        rejected_at: _datetime.datetime | _types.Unset = _types.UNSET,
        send_notification: bool | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.CustomerOffer:
        """Add a customer offer with its PDF (`multipart/form-data`).

        `POST /customer-offers`

        Args:
            accepted_at (datetime): When it was accepted, `YYYY-mm-dd HH:mm:ss`; empty while open. In the portal's
                zone, to which one with a zone is converted. Example: `datetime(2024, 5, 11, 12, 59)`.
            accepted_via_ip (str): IP used to accept, if known; dropped when `accepted_at` is `null`. Example:
                `203.0.113.8`.
            accepted_via_user_agent (str): User agent used to accept, if known; dropped when `accepted_at` is
                `null`. Example: `Mozilla/5.0 (X11; Linux x86_64) ...`.
            amount (Decimal): Amount, in EUR. Example: `Decimal("12.95")`.
            customer_id (str): Customer the offer is for. Example: `cst_abc12345def678`.
            expires_at (date): Expiry date, `YYYY-mm-dd`. Example: `date(2024, 4, 30)`.
            issued_at (date): Issue date, `YYYY-mm-dd`. Example: `date(2024, 4, 30)`.
            offer_number (str): Offer number, a `string`. Example: `2014-001`.
            pdf (FileInput): PDF of the offer.
            rejected_at (datetime): When it was rejected, `YYYY-mm-dd HH:mm:ss`; empty while open. In the portal's
                zone, to which one with a zone is converted.
            send_notification (bool): Whether to notify the customer. Example: `True`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The created offer.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            UnprocessableEntityError: 422, Invalid data.
            UpgradeRequiredError: 426, Monthly offer limit of the licence reached.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _create_customer_offer_operation.CREATE,
            {
                "accepted_at": accepted_at,
                "accepted_via_ip": accepted_via_ip,
                "accepted_via_user_agent": accepted_via_user_agent,
                "amount": amount,
                "customer_id": customer_id,
                "expires_at": expires_at,
                "issued_at": issued_at,
                "offer_number": offer_number,
                "pdf": pdf,
                "rejected_at": rejected_at,
                "send_notification": send_notification,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    async def create_manual(
        self,
        *,
        customer_id: str,
        expires_at: _datetime.date,
        issued_at: _datetime.date,
        lines: _abc.Sequence[_models.CustomerOfferLine],
        offer_number: str,
        send_notification: bool | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.CustomerOffer:
        """Create a Customer Offer from the ground up by providing product/service lines.

        `POST /customer-offers/manual`

        Args:
            customer_id (str): ID of the customer this offer is meant for. Example: `cst_abc12345def678`.
            expires_at (date): Date when the offer expires, in `YYYY-mm-dd` format. Example: `date(2025, 4, 30)`.
            issued_at (date): Date when the offer is issued, in `YYYY-mm-dd` format. Example: `date(2025, 4, 14)`.
            lines (list[CustomerOfferLine]): Line in this offer.
            offer_number (str): Number of the offer, as `string`. Example: `2014-001`.
            send_notification (bool): Indicates if MijnKlantportaal should send out the notification to inform the
                customer about the new offer. Example: `True`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            Getting the created Customer Offer.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            UnprocessableEntityError: 422, Something is wrong with the posted data.
            UpgradeRequiredError: 426, The amount of offers this month reached the license's limit.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _create_customer_offer_manual_operation.CREATE_MANUAL,
            {
                "customer_id": customer_id,
                "expires_at": expires_at,
                "issued_at": issued_at,
                "lines": lines,
                "offer_number": offer_number,
                "send_notification": send_notification,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    async def get(
        self,
        offer_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.CustomerOffer:
        """Get a Customer Offer by ID.

        `GET /customer-offers/{offerId}`

        Args:
            offer_id (str): ID of the Customer Offer to get.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            Getting the requested Customer Offer.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, No Customer Offer can be found for the given ID.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _get_customer_offer_operation.GET,
            {
                "offer_id": offer_id,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    async def mark(
        self,
        offer_id: str,
        *,
        accepted_at: _datetime.datetime | _types.Unset = _types.UNSET,
        accepted_via_ip: str | _types.Unset = _types.UNSET,
        accepted_via_user_agent: str | _types.Unset = _types.UNSET,
        rejected_at: _datetime.datetime | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.CustomerOffer:
        """Mark an offer as accepted or rejected, also in the connected integration.

        `PATCH /customer-offers/{offerId}`

        Args:
            offer_id (str): ID of the offer.
            accepted_at (datetime): When it was accepted. In the portal's zone, to which one with a zone is
                converted. Example: `datetime(2024, 5, 4, 20, 51, 50)`.
            accepted_via_ip (str): IP used to accept; dropped without `accepted_at`. Example: `203.0.113.8`.
            accepted_via_user_agent (str): User agent used to accept; dropped without `accepted_at`. Example:
                `Mozilla/5.0 (X11; Linux x86_64)...`.
            rejected_at (datetime): When it was rejected. In the portal's zone, to which one with a zone is
                converted.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The changed offer.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown offer ID.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _mark_customer_offer_operation.MARK,
            {
                "offer_id": offer_id,
                "accepted_at": accepted_at,
                "accepted_via_ip": accepted_via_ip,
                "accepted_via_user_agent": accepted_via_user_agent,
                "rejected_at": rejected_at,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )


class CustomerOffersWithRawResponse:
    """The Customer Offers API, with the answers as they came."""

    def __init__(self, caller: _ports.Caller) -> None:
        resource = CustomerOffers(caller)
        self.list = _ports.raw(resource.list)
        self.create = _ports.raw(resource.create)
        self.create_manual = _ports.raw(resource.create_manual)
        self.get = _ports.raw(resource.get)
        self.mark = _ports.raw(resource.mark)


class AsyncCustomerOffersWithRawResponse:
    """The Customer Offers API, asynchronously, with the answers as they came."""

    def __init__(self, caller: _ports.AsyncCaller) -> None:
        resource = AsyncCustomerOffers(caller)
        self.list = _ports.async_raw(resource.list)
        self.create = _ports.async_raw(resource.create)
        self.create_manual = _ports.async_raw(resource.create_manual)
        self.get = _ports.async_raw(resource.get)
        self.mark = _ports.async_raw(resource.mark)
