"""The methods of `portal.punch_cards` and the operations that they send."""

from __future__ import annotations

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


class PunchCards:
    """Punch Cards API."""

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
    ) -> Page[models.PunchCard]:
        """List the punch cards, page by page.

        `GET /punch-cards`

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
        punches: int,
        punch_label: str,
        description: str | Unset = UNSET,
        for_sale: bool | Unset = UNSET,
        price: Decimal | Unset = UNSET,
        vat_rate: models.VatRate | Unset = UNSET,
        expiry_value: int | Unset = UNSET,
        expire_period: models.ExpiryPeriod | Unset = UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.PunchCard:
        """Create a punch card.

        `POST /punch-cards`

        Args:
            name (str): Name. Example: `Driving lessons`.
            punches (int): Punches on the card. Example: `20`.
            punch_label (str): What a punch stands for. Example: `lessons`.
            description (str, optional): Description shown in the portal. Example: `Lessons in a BMW, Mon-Fri
                09AM-05PM`.
            for_sale (bool, optional): Whether it is sold online in the portal; `false` when left out. Example:
                `True`.
            price (Decimal, optional): Price with VAT; needed when for sale, in EUR. Example: `Decimal("229.95")`.
            vat_rate (models.VatRate, optional): VAT percentage; needed when for sale. One of `0`, `9`, `21`.
                Example: `21`.
            expiry_value (int, optional): Periods until expiry; never when left out. Example: `3`.
            expire_period (models.ExpiryPeriod, optional): Unit of `expiry_value`. One of `days`, `months`, `years`.
                Example: `years`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The created punch card.

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
                "punches": punches,
                "punch_label": punch_label,
                "for_sale": for_sale,
                "price": price,
                "vat_rate": vat_rate,
                "expiry_value": expiry_value,
                "expire_period": expire_period,
            },
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    def get(
        self,
        punch_card_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.PunchCard:
        """Fetch one punch card.

        `GET /punch-cards/{punchCardId}`

        Args:
            punch_card_id (str): ID of the punch card.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The punch card.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown punch card ID.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.call(
            GET,
            {"punch_card_id": punch_card_id},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    def update(
        self,
        punch_card_id: str,
        *,
        for_sale: bool,
        price: Decimal | Unset = UNSET,
        vat_rate: models.VatRate | Unset = UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.PunchCard:
        """Change the sale settings of a punch card.

        `PATCH /punch-cards/{punchCardId}`

        Args:
            punch_card_id (str): ID of the punch card.
            for_sale (bool): Whether it is sold online in the portal. Example: `True`.
            price (Decimal, optional): Price with VAT; needed when for sale, in EUR. Example: `Decimal("229.95")`.
            vat_rate (models.VatRate, optional): VAT percentage; needed when for sale. One of `0`, `9`, `21`.
                Example: `21`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The changed punch card.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown punch card ID.
            UnprocessableEntityError: Status 422. Invalid data.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.call(
            UPDATE,
            {"punch_card_id": punch_card_id, "for_sale": for_sale, "price": price, "vat_rate": vat_rate},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    def list_issued(
        self,
        punch_card_id: str,
        *,
        page: int | Unset = UNSET,
        progress: ProgressOption = False,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> Page[models.IssuedPunchCard]:
        """List the issued cards of a punch card, page by page.

        `GET /punch-cards/{punchCardId}/issued`

        Args:
            punch_card_id (str): ID of the punch card.
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
            NotFoundError: Status 404. Unknown ID.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.list(
            LIST_ISSUED,
            {"punch_card_id": punch_card_id, "page": page},
            CallOptions(timeout, max_retries, extra_headers, max_wait, progress),
        )

    def issue(
        self,
        punch_card_id: str,
        *,
        customer_id: str,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.IssuedPunchCard:
        """Issue a punch card to a customer.

        `POST /punch-cards/{punchCardId}/issued`

        Args:
            punch_card_id (str): ID of the punch card.
            customer_id (str): Customer to issue to. Example: `cst_abc12345def678`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The issued card.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown punch card ID.
            UnprocessableEntityError: Status 422. Invalid data.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.call(
            ISSUE,
            {"punch_card_id": punch_card_id, "customer_id": customer_id},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    def get_issued(
        self,
        punch_card_id: str,
        issued_punch_card_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.IssuedPunchCard:
        """Fetch one issued card.

        `GET /punch-cards/{punchCardId}/issued/{issuedPunchCardId}`

        Args:
            punch_card_id (str): ID of the punch card.
            issued_punch_card_id (str): ID of the issued card.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The issued card.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown IDs.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.call(
            GET_ISSUED,
            {"punch_card_id": punch_card_id, "issued_punch_card_id": issued_punch_card_id},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    def stamp(
        self,
        punch_card_id: str,
        issued_punch_card_id: str,
        *,
        stamps: int | Unset = UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.IssuedPunchCard:
        """Use punches of an issued card.

        `POST /punch-cards/{punchCardId}/issued/{issuedPunchCardId}/stamp`

        Args:
            punch_card_id (str): ID of the punch card.
            issued_punch_card_id (str): ID of the issued card.
            stamps (int, optional): Punches to use. Example: `1`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The stamped card.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown IDs.
            UnprocessableEntityError: Status 422. Invalid data.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.call(
            STAMP,
            {"punch_card_id": punch_card_id, "issued_punch_card_id": issued_punch_card_id, "stamps": stamps},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )


class AsyncPunchCards:
    """Punch Cards API (asynchronous)."""

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
    ) -> AsyncPager[models.PunchCard]:
        """List the punch cards, page by page.

        `GET /punch-cards`

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
        punches: int,
        punch_label: str,
        description: str | Unset = UNSET,
        for_sale: bool | Unset = UNSET,
        price: Decimal | Unset = UNSET,
        vat_rate: models.VatRate | Unset = UNSET,
        expiry_value: int | Unset = UNSET,
        expire_period: models.ExpiryPeriod | Unset = UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.PunchCard:
        """Create a punch card.

        `POST /punch-cards`

        Args:
            name (str): Name. Example: `Driving lessons`.
            punches (int): Punches on the card. Example: `20`.
            punch_label (str): What a punch stands for. Example: `lessons`.
            description (str, optional): Description shown in the portal. Example: `Lessons in a BMW, Mon-Fri
                09AM-05PM`.
            for_sale (bool, optional): Whether it is sold online in the portal; `false` when left out. Example:
                `True`.
            price (Decimal, optional): Price with VAT; needed when for sale, in EUR. Example: `Decimal("229.95")`.
            vat_rate (models.VatRate, optional): VAT percentage; needed when for sale. One of `0`, `9`, `21`.
                Example: `21`.
            expiry_value (int, optional): Periods until expiry; never when left out. Example: `3`.
            expire_period (models.ExpiryPeriod, optional): Unit of `expiry_value`. One of `days`, `months`, `years`.
                Example: `years`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The created punch card.

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
                "punches": punches,
                "punch_label": punch_label,
                "for_sale": for_sale,
                "price": price,
                "vat_rate": vat_rate,
                "expiry_value": expiry_value,
                "expire_period": expire_period,
            },
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    async def get(
        self,
        punch_card_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.PunchCard:
        """Fetch one punch card.

        `GET /punch-cards/{punchCardId}`

        Args:
            punch_card_id (str): ID of the punch card.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The punch card.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown punch card ID.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return await self._sender.call(
            GET,
            {"punch_card_id": punch_card_id},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    async def update(
        self,
        punch_card_id: str,
        *,
        for_sale: bool,
        price: Decimal | Unset = UNSET,
        vat_rate: models.VatRate | Unset = UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.PunchCard:
        """Change the sale settings of a punch card.

        `PATCH /punch-cards/{punchCardId}`

        Args:
            punch_card_id (str): ID of the punch card.
            for_sale (bool): Whether it is sold online in the portal. Example: `True`.
            price (Decimal, optional): Price with VAT; needed when for sale, in EUR. Example: `Decimal("229.95")`.
            vat_rate (models.VatRate, optional): VAT percentage; needed when for sale. One of `0`, `9`, `21`.
                Example: `21`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The changed punch card.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown punch card ID.
            UnprocessableEntityError: Status 422. Invalid data.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return await self._sender.call(
            UPDATE,
            {"punch_card_id": punch_card_id, "for_sale": for_sale, "price": price, "vat_rate": vat_rate},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    def list_issued(
        self,
        punch_card_id: str,
        *,
        page: int | Unset = UNSET,
        progress: ProgressOption = False,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> AsyncPager[models.IssuedPunchCard]:
        """List the issued cards of a punch card, page by page.

        `GET /punch-cards/{punchCardId}/issued`

        Args:
            punch_card_id (str): ID of the punch card.
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
            NotFoundError: Status 404. Unknown ID.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return self._sender.list(
            LIST_ISSUED,
            {"punch_card_id": punch_card_id, "page": page},
            CallOptions(timeout, max_retries, extra_headers, max_wait, progress),
        )

    async def issue(
        self,
        punch_card_id: str,
        *,
        customer_id: str,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.IssuedPunchCard:
        """Issue a punch card to a customer.

        `POST /punch-cards/{punchCardId}/issued`

        Args:
            punch_card_id (str): ID of the punch card.
            customer_id (str): Customer to issue to. Example: `cst_abc12345def678`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The issued card.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown punch card ID.
            UnprocessableEntityError: Status 422. Invalid data.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return await self._sender.call(
            ISSUE,
            {"punch_card_id": punch_card_id, "customer_id": customer_id},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    async def get_issued(
        self,
        punch_card_id: str,
        issued_punch_card_id: str,
        *,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.IssuedPunchCard:
        """Fetch one issued card.

        `GET /punch-cards/{punchCardId}/issued/{issuedPunchCardId}`

        Args:
            punch_card_id (str): ID of the punch card.
            issued_punch_card_id (str): ID of the issued card.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The issued card.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown IDs.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return await self._sender.call(
            GET_ISSUED,
            {"punch_card_id": punch_card_id, "issued_punch_card_id": issued_punch_card_id},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )

    async def stamp(
        self,
        punch_card_id: str,
        issued_punch_card_id: str,
        *,
        stamps: int | Unset = UNSET,
        timeout: float | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        max_wait: float | None = None,
    ) -> models.IssuedPunchCard:
        """Use punches of an issued card.

        `POST /punch-cards/{punchCardId}/issued/{issuedPunchCardId}/stamp`

        Args:
            punch_card_id (str): ID of the punch card.
            issued_punch_card_id (str): ID of the issued card.
            stamps (int, optional): Punches to use. Example: `1`.
            timeout (float | None): Seconds for each attempt, instead of the client's timeout.
            max_retries (int | None): Retries after a failure that allows a retry, instead of the client's.
            extra_headers (Mapping[str, str] | None): Headers of this call, in addition to the client's.
            max_wait (float | None): The most seconds to wait for rate limit and retries, instead of the client's.

        Returns:
            The stamped card.

        Raises:
            AuthenticationError: Status 401. The token is missing or not valid.
            PermissionDeniedError: Status 403. The token lacks the scope for this.
            NotFoundError: Status 404. Unknown IDs.
            UnprocessableEntityError: Status 422. Invalid data.
            RateLimitError: Status 429. More requests in a minute than allowed, 60 by default.
            APIError: The call failed for another reason: connection, timeout, another status, a malformed response.
        """
        return await self._sender.call(
            STAMP,
            {"punch_card_id": punch_card_id, "issued_punch_card_id": issued_punch_card_id, "stamps": stamps},
            CallOptions(timeout, max_retries, extra_headers, max_wait),
        )


class PunchCardsWithRawResponse:
    """Punch Cards API with methods that return raw responses."""

    def __init__(self, sender: RawSender) -> None:
        self._sender = sender

    list = returns_raw_response(PunchCards.list)
    create = returns_raw_response(PunchCards.create)
    get = returns_raw_response(PunchCards.get)
    update = returns_raw_response(PunchCards.update)
    list_issued = returns_raw_response(PunchCards.list_issued)
    issue = returns_raw_response(PunchCards.issue)
    get_issued = returns_raw_response(PunchCards.get_issued)
    stamp = returns_raw_response(PunchCards.stamp)


class AsyncPunchCardsWithRawResponse:
    """Punch Cards API (asynchronous) with methods that return raw responses."""

    def __init__(self, sender: AsyncRawSender) -> None:
        self._sender = sender

    list = returns_raw_page_async(AsyncPunchCards.list)
    create = returns_raw_response_async(AsyncPunchCards.create)
    get = returns_raw_response_async(AsyncPunchCards.get)
    update = returns_raw_response_async(AsyncPunchCards.update)
    list_issued = returns_raw_page_async(AsyncPunchCards.list_issued)
    issue = returns_raw_response_async(AsyncPunchCards.issue)
    get_issued = returns_raw_response_async(AsyncPunchCards.get_issued)
    stamp = returns_raw_response_async(AsyncPunchCards.stamp)


LIST: Operation[codecs.PageData[models.PunchCard]] = Operation(
    id="list-punch-cards",
    method="GET",
    path="/punch-cards",
    parameters=(Parameter("page", "page", codecs.Integer(minimum=1), Location.QUERY),),
    response=codecs.PageOf(codecs.Object(lambda: models.PunchCard)),
)
CREATE: Operation[models.PunchCard] = Operation(
    id="create-punch-card",
    method="POST",
    path="/punch-cards",
    body=Body(
        MediaType.JSON,
        (
            Field("name", "name", codecs.STRING, True),
            Field("description", "description", codecs.STRING, False),
            Field("punches", "punches", codecs.INTEGER, True),
            Field("punch_label", "punchLabel", codecs.STRING, True),
            Field("for_sale", "forSale", codecs.BOOLEAN, False),
            Field("price", "price", codecs.MONEY, False),
            Field("vat_rate", "vatRate", codecs.INTEGER, False),
            Field("expiry_value", "expiryValue", codecs.INTEGER, False),
            Field("expire_period", "expirePeriod", codecs.STRING, False),
        ),
    ),
    response=codecs.Object(lambda: models.PunchCard),
)
GET: Operation[models.PunchCard] = Operation(
    id="get-punch-card",
    method="GET",
    path="/punch-cards/{punchCardId}",
    parameters=(Parameter("punch_card_id", "punchCardId", codecs.STRING, Location.PATH),),
    response=codecs.Object(lambda: models.PunchCard),
)
UPDATE: Operation[models.PunchCard] = Operation(
    id="update-punch-card",
    method="PATCH",
    path="/punch-cards/{punchCardId}",
    parameters=(Parameter("punch_card_id", "punchCardId", codecs.STRING, Location.PATH),),
    body=Body(
        MediaType.JSON,
        (
            Field("for_sale", "forSale", codecs.BOOLEAN, True),
            Field("price", "price", codecs.MONEY, False),
            Field("vat_rate", "vatRate", codecs.INTEGER, False),
        ),
    ),
    response=codecs.Object(lambda: models.PunchCard),
)
LIST_ISSUED: Operation[codecs.PageData[models.IssuedPunchCard]] = Operation(
    id="list-issued-punch-cards",
    method="GET",
    path="/punch-cards/{punchCardId}/issued",
    parameters=(
        Parameter("punch_card_id", "punchCardId", codecs.STRING, Location.PATH),
        Parameter("page", "page", codecs.Integer(minimum=1), Location.QUERY),
    ),
    response=codecs.PageOf(codecs.Object(lambda: models.IssuedPunchCard)),
)
ISSUE: Operation[models.IssuedPunchCard] = Operation(
    id="issue-punch-card",
    method="POST",
    path="/punch-cards/{punchCardId}/issued",
    parameters=(Parameter("punch_card_id", "punchCardId", codecs.STRING, Location.PATH),),
    body=Body(
        MediaType.JSON,
        (Field("customer_id", "customerId", codecs.STRING, True),),
    ),
    response=codecs.Object(lambda: models.IssuedPunchCard),
)
GET_ISSUED: Operation[models.IssuedPunchCard] = Operation(
    id="get-issued-punch-card",
    method="GET",
    path="/punch-cards/{punchCardId}/issued/{issuedPunchCardId}",
    parameters=(
        Parameter("punch_card_id", "punchCardId", codecs.STRING, Location.PATH),
        Parameter("issued_punch_card_id", "issuedPunchCardId", codecs.STRING, Location.PATH),
    ),
    response=codecs.Object(lambda: models.IssuedPunchCard),
)
STAMP: Operation[models.IssuedPunchCard] = Operation(
    id="stamp-punch-card",
    method="POST",
    path="/punch-cards/{punchCardId}/issued/{issuedPunchCardId}/stamp",
    parameters=(
        Parameter("punch_card_id", "punchCardId", codecs.STRING, Location.PATH),
        Parameter("issued_punch_card_id", "issuedPunchCardId", codecs.STRING, Location.PATH),
    ),
    body=Body(
        MediaType.JSON,
        (Field("stamps", "stamps", codecs.INTEGER, False),),
    ),
    response=codecs.Object(lambda: models.IssuedPunchCard),
)
