from __future__ import annotations

import builtins as _builtins
import collections.abc as _abc
import datetime as _datetime
import decimal as _decimal
import typing as _typing

from mijnklantportaal import types as _types
from mijnklantportaal._wire import ports as _ports

from ... import models as _models
from . import create_punch_card as _create_punch_card_operation
from . import edit_punch_card as _edit_punch_card_operation
from . import get_issued_punch_card as _get_issued_punch_card_operation
from . import get_punch_card as _get_punch_card_operation
from . import issue_punch_card as _issue_punch_card_operation
from . import list_issued_punch_cards as _list_issued_punch_cards_operation
from . import list_punch_cards as _list_punch_cards_operation
from . import stamp_punch_card as _stamp_punch_card_operation


class PunchCards:
    """The Punch Cards API."""

    def __init__(self, caller: _ports.Caller) -> None:
        self._caller = caller

    def list(
        self,
        *,
        page: int | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _ports.Page[_models.PunchCard]:
        """List the punch cards, page by page.

        `GET /punch-cards`

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
            _list_punch_cards_operation.LIST,
            {
                "page": page,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def create(
        self,
        *,
        name: str,
        punch_label: str,
        punches: int,
        description: str | _types.Unset = _types.UNSET,
        expire_period: _models.ExpiryPeriod | _types.Unset = _types.UNSET,
        expiry_value: int | _types.Unset = _types.UNSET,
        for_sale: bool | _types.Unset = _types.UNSET,
        price: _decimal.Decimal | _types.Unset = _types.UNSET,
        vat_rate: _models.VatRate | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.PunchCard:
        """Create a punch card.

        `POST /punch-cards`

        Args:
            description (str): Description shown in the portal. Example: `Lessons in a BMW, Mon-Fri 09AM-05PM`.
            expire_period (ExpiryPeriod): Unit of `expiry_value`. One of `days`, `months`, `years`. Example:
                `years`.
            expiry_value (int): Periods until expiry; never when left out. Example: `3`.
            for_sale (bool): Whether it is sold online in the portal; `false` when left out. Example: `True`.
            name (str): Name. Example: `Driving lessons`.
            price (Decimal): Price with VAT; needed when for sale, in EUR. Example: `Decimal("229.95")`.
            punch_label (str): What a punch stands for. Example: `lessons`.
            punches (int): Punches on the card. Example: `20`.
            vat_rate (VatRate): VAT percentage; needed when for sale. One of `0`, `9`, `21`. Example: `21`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The created punch card.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _create_punch_card_operation.CREATE,
            {
                "description": description,
                "expire_period": expire_period,
                "expiry_value": expiry_value,
                "for_sale": for_sale,
                "name": name,
                "price": price,
                "punch_label": punch_label,
                "punches": punches,
                "vat_rate": vat_rate,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def get(
        self,
        punch_card_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.PunchCard:
        """Fetch one punch card.

        `GET /punch-cards/{punchCardId}`

        Args:
            punch_card_id (str): ID of the punch card.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The punch card.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown punch card ID.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _get_punch_card_operation.GET,
            {
                "punch_card_id": punch_card_id,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def edit(
        self,
        punch_card_id: str,
        *,
        for_sale: bool,
        price: _decimal.Decimal | _types.Unset = _types.UNSET,
        vat_rate: _models.VatRate | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.PunchCard:
        """Change the sale settings of a punch card.

        `PATCH /punch-cards/{punchCardId}`

        Args:
            punch_card_id (str): ID of the punch card.
            for_sale (bool): Whether it is sold online in the portal. Example: `True`.
            price (Decimal): Price with VAT; needed when for sale, in EUR. Example: `Decimal("229.95")`.
            vat_rate (VatRate): VAT percentage; needed when for sale. One of `0`, `9`, `21`. Example: `21`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The changed punch card.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown punch card ID.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _edit_punch_card_operation.EDIT,
            {
                "punch_card_id": punch_card_id,
                "for_sale": for_sale,
                "price": price,
                "vat_rate": vat_rate,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def list_issued(
        self,
        punch_card_id: str,
        *,
        page: int | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _ports.Page[_models.IssuedPunchCard]:
        """List the issued cards of a punch card, page by page.

        `GET /punch-cards/{punchCardId}/issued`

        Args:
            punch_card_id (str): ID of the punch card.
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
            _list_issued_punch_cards_operation.LIST_ISSUED,
            {
                "punch_card_id": punch_card_id,
                "page": page,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def issue(
        self,
        punch_card_id: str,
        *,
        customer_id: str,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.IssuedPunchCard:
        """Issue a punch card to a customer.

        `POST /punch-cards/{punchCardId}/issued`

        Args:
            punch_card_id (str): ID of the punch card.
            customer_id (str): Customer to issue to. Example: `cst_abc12345def678`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The issued card.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown punch card ID.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _issue_punch_card_operation.ISSUE,
            {
                "punch_card_id": punch_card_id,
                "customer_id": customer_id,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def get_issued(
        self,
        punch_card_id: str,
        issued_punch_card_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.IssuedPunchCard:
        """Fetch one issued card.

        `GET /punch-cards/{punchCardId}/issued/{issuedPunchCardId}`

        Args:
            punch_card_id (str): ID of the punch card.
            issued_punch_card_id (str): ID of the issued card.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The issued card.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown IDs.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _get_issued_punch_card_operation.GET_ISSUED,
            {
                "punch_card_id": punch_card_id,
                "issued_punch_card_id": issued_punch_card_id,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def stamp(
        self,
        punch_card_id: str,
        issued_punch_card_id: str,
        *,
        stamps: int | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.IssuedPunchCard:
        """Use punches of an issued card.

        `POST /punch-cards/{punchCardId}/issued/{issuedPunchCardId}/stamp`

        Args:
            punch_card_id (str): ID of the punch card.
            issued_punch_card_id (str): ID of the issued card.
            stamps (int): Punches to use. Example: `1`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The stamped card.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown IDs.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return self._caller.call(
            _stamp_punch_card_operation.STAMP,
            {
                "punch_card_id": punch_card_id,
                "issued_punch_card_id": issued_punch_card_id,
                "stamps": stamps,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )


class AsyncPunchCards:
    """The Punch Cards API, asynchronously."""

    def __init__(self, caller: _ports.AsyncCaller) -> None:
        self._caller = caller

    def list(
        self,
        *,
        page: int | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _ports.AsyncPager[_models.PunchCard]:
        """List the punch cards, page by page.

        `GET /punch-cards`

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
            _list_punch_cards_operation.LIST,
            {
                "page": page,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    async def create(
        self,
        *,
        name: str,
        punch_label: str,
        punches: int,
        description: str | _types.Unset = _types.UNSET,
        expire_period: _models.ExpiryPeriod | _types.Unset = _types.UNSET,
        expiry_value: int | _types.Unset = _types.UNSET,
        for_sale: bool | _types.Unset = _types.UNSET,
        price: _decimal.Decimal | _types.Unset = _types.UNSET,
        vat_rate: _models.VatRate | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.PunchCard:
        """Create a punch card.

        `POST /punch-cards`

        Args:
            description (str): Description shown in the portal. Example: `Lessons in a BMW, Mon-Fri 09AM-05PM`.
            expire_period (ExpiryPeriod): Unit of `expiry_value`. One of `days`, `months`, `years`. Example:
                `years`.
            expiry_value (int): Periods until expiry; never when left out. Example: `3`.
            for_sale (bool): Whether it is sold online in the portal; `false` when left out. Example: `True`.
            name (str): Name. Example: `Driving lessons`.
            price (Decimal): Price with VAT; needed when for sale, in EUR. Example: `Decimal("229.95")`.
            punch_label (str): What a punch stands for. Example: `lessons`.
            punches (int): Punches on the card. Example: `20`.
            vat_rate (VatRate): VAT percentage; needed when for sale. One of `0`, `9`, `21`. Example: `21`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The created punch card.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _create_punch_card_operation.CREATE,
            {
                "description": description,
                "expire_period": expire_period,
                "expiry_value": expiry_value,
                "for_sale": for_sale,
                "name": name,
                "price": price,
                "punch_label": punch_label,
                "punches": punches,
                "vat_rate": vat_rate,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    async def get(
        self,
        punch_card_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.PunchCard:
        """Fetch one punch card.

        `GET /punch-cards/{punchCardId}`

        Args:
            punch_card_id (str): ID of the punch card.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The punch card.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown punch card ID.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _get_punch_card_operation.GET,
            {
                "punch_card_id": punch_card_id,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    async def edit(
        self,
        punch_card_id: str,
        *,
        for_sale: bool,
        price: _decimal.Decimal | _types.Unset = _types.UNSET,
        vat_rate: _models.VatRate | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.PunchCard:
        """Change the sale settings of a punch card.

        `PATCH /punch-cards/{punchCardId}`

        Args:
            punch_card_id (str): ID of the punch card.
            for_sale (bool): Whether it is sold online in the portal. Example: `True`.
            price (Decimal): Price with VAT; needed when for sale, in EUR. Example: `Decimal("229.95")`.
            vat_rate (VatRate): VAT percentage; needed when for sale. One of `0`, `9`, `21`. Example: `21`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The changed punch card.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown punch card ID.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _edit_punch_card_operation.EDIT,
            {
                "punch_card_id": punch_card_id,
                "for_sale": for_sale,
                "price": price,
                "vat_rate": vat_rate,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    def list_issued(
        self,
        punch_card_id: str,
        *,
        page: int | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _ports.AsyncPager[_models.IssuedPunchCard]:
        """List the issued cards of a punch card, page by page.

        `GET /punch-cards/{punchCardId}/issued`

        Args:
            punch_card_id (str): ID of the punch card.
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
            _list_issued_punch_cards_operation.LIST_ISSUED,
            {
                "punch_card_id": punch_card_id,
                "page": page,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    async def issue(
        self,
        punch_card_id: str,
        *,
        customer_id: str,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.IssuedPunchCard:
        """Issue a punch card to a customer.

        `POST /punch-cards/{punchCardId}/issued`

        Args:
            punch_card_id (str): ID of the punch card.
            customer_id (str): Customer to issue to. Example: `cst_abc12345def678`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The issued card.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown punch card ID.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _issue_punch_card_operation.ISSUE,
            {
                "punch_card_id": punch_card_id,
                "customer_id": customer_id,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    async def get_issued(
        self,
        punch_card_id: str,
        issued_punch_card_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.IssuedPunchCard:
        """Fetch one issued card.

        `GET /punch-cards/{punchCardId}/issued/{issuedPunchCardId}`

        Args:
            punch_card_id (str): ID of the punch card.
            issued_punch_card_id (str): ID of the issued card.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The issued card.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown IDs.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _get_issued_punch_card_operation.GET_ISSUED,
            {
                "punch_card_id": punch_card_id,
                "issued_punch_card_id": issued_punch_card_id,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )

    async def stamp(
        self,
        punch_card_id: str,
        issued_punch_card_id: str,
        *,
        stamps: int | _types.Unset = _types.UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: _abc.Mapping[str, str] | None = None,
    ) -> _models.IssuedPunchCard:
        """Use punches of an issued card.

        `POST /punch-cards/{punchCardId}/issued/{issuedPunchCardId}/stamp`

        Args:
            punch_card_id (str): ID of the punch card.
            issued_punch_card_id (str): ID of the issued card.
            stamps (int): Punches to use. Example: `1`.
            timeout (float): Seconds that an attempt may take as a whole, instead of the client's.
            max_retries (int): Repetitions after a failure that allows one, instead of the client's.
            extra_headers (Mapping[str, str]): Headers for this call, beside the client's.

        Returns:
            The stamped card.

        Raises:
            AuthenticationError: 401, The token is missing or not valid.
            PermissionDeniedError: 403, The token lacks the scope for this.
            NotFoundError: 404, Unknown IDs.
            UnprocessableEntityError: 422, Invalid data.
            RateLimitError: 429, More requests in a minute than allowed, 60 by default.
            APIError: Any other failure: no connection, a timeout, another status, an unreadable answer.
        """
        return await self._caller.call(
            _stamp_punch_card_operation.STAMP,
            {
                "punch_card_id": punch_card_id,
                "issued_punch_card_id": issued_punch_card_id,
                "stamps": stamps,
            },
            _ports.CallOptions(timeout, max_retries, extra_headers),
        )


class PunchCardsWithRawResponse:
    """The Punch Cards API, with the answers as they came."""

    def __init__(self, caller: _ports.Caller) -> None:
        resource = PunchCards(caller)
        self.list = _ports.raw(resource.list)
        self.create = _ports.raw(resource.create)
        self.get = _ports.raw(resource.get)
        self.edit = _ports.raw(resource.edit)
        self.list_issued = _ports.raw(resource.list_issued)
        self.issue = _ports.raw(resource.issue)
        self.get_issued = _ports.raw(resource.get_issued)
        self.stamp = _ports.raw(resource.stamp)


class AsyncPunchCardsWithRawResponse:
    """The Punch Cards API, asynchronously, with the answers as they came."""

    def __init__(self, caller: _ports.AsyncCaller) -> None:
        resource = AsyncPunchCards(caller)
        self.list = _ports.async_raw(resource.list)
        self.create = _ports.async_raw(resource.create)
        self.get = _ports.async_raw(resource.get)
        self.edit = _ports.async_raw(resource.edit)
        self.list_issued = _ports.async_raw(resource.list_issued)
        self.issue = _ports.async_raw(resource.issue)
        self.get_issued = _ports.async_raw(resource.get_issued)
        self.stamp = _ports.async_raw(resource.stamp)
