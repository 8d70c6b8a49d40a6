"""The client for MijnKlantportaal, a Dutch customer portal. Unofficial."""

from mijnklantportaal._client import AsyncMijnKlantportaal, MijnKlantportaal
from mijnklantportaal._drift import SpecDrift
from mijnklantportaal._settings import ClientOptions
from mijnklantportaal._tracing import RequestEvent, ResponseEvent
from mijnklantportaal._version import __version__
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
from mijnklantportaal_api.ports import AsyncPage, AsyncPager, Page, RawResponse
from mijnklantportaal_api.types import UNSET, FileInput, Unset, Upload

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
