"""The client for MijnKlantportaal, a Dutch customer portal. Unofficial."""

from mijnklantportaal._drift import SpecDrift
from mijnklantportaal._logging import RequestEvent, ResponseEvent
from mijnklantportaal._settings import ClientOptions
from mijnklantportaal._version import __version__
from mijnklantportaal._wire.ports import AsyncPage, AsyncPager, Page, RawResponse
from mijnklantportaal.client import AsyncMijnKlantportaal, MijnKlantportaal
from mijnklantportaal.errors import (
    APIConnectionError,
    APIError,
    APIResponseValidationError,
    APIStatusError,
    APITimeoutError,
    AuthenticationError,
    BadRequestError,
    ConfigurationError,
    ConflictError,
    InternalServerError,
    MijnKlantportaalError,
    NotFoundError,
    OAuthError,
    PermissionDeniedError,
    RateLimitError,
    UnprocessableEntityError,
    UpgradeRequiredError,
    WebhookSignatureError,
)
from mijnklantportaal.types import UNSET, FileInput, Unset, Upload

__all__ = [
    "UNSET",
    "APIConnectionError",
    "APIError",
    "APIResponseValidationError",
    "APIStatusError",
    "APITimeoutError",
    "AsyncMijnKlantportaal",
    "AsyncPage",
    "AsyncPager",
    "AuthenticationError",
    "BadRequestError",
    "ClientOptions",
    "ConfigurationError",
    "ConflictError",
    "FileInput",
    "InternalServerError",
    "MijnKlantportaal",
    "MijnKlantportaalError",
    "NotFoundError",
    "OAuthError",
    "Page",
    "PermissionDeniedError",
    "RateLimitError",
    "RawResponse",
    "RequestEvent",
    "ResponseEvent",
    "SpecDrift",
    "UnprocessableEntityError",
    "Unset",
    "UpgradeRequiredError",
    "Upload",
    "WebhookSignatureError",
    "__version__",
]
