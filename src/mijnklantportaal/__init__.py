"""The Python client for MijnKlantportaal, a Dutch customer portal. Unofficial.

Every name is imported on first use (PEP 562), so that `import mijnklantportaal` takes almost no time.
"""

from mijnklantportaal._imports import MijnKlantportaalError as MijnKlantportaalError
from mijnklantportaal._imports import import_export as _import_export
from mijnklantportaal._imports import import_module as _import_module

# Type checkers take this for `typing.TYPE_CHECKING`. Importing typing takes much longer than the rest of this module.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any

    from mijnklantportaal._drift import SpecDrift
    from mijnklantportaal._logging import RequestEvent, ResponseEvent
    from mijnklantportaal._settings import ClientOptions
    from mijnklantportaal._version import __version__
    from mijnklantportaal.client import AsyncMijnKlantportaal, MijnKlantportaal
    from mijnklantportaal.downloads import DownloadedFile
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
        DownloadError,
        InternalServerError,
        NotFoundError,
        OAuthError,
        PermissionDeniedError,
        RateLimitError,
        UnprocessableEntityError,
        UpgradeRequiredError,
        WebhookSignatureError,
    )
    from mijnklantportaal.pagination import AsyncPage, AsyncPager, Page
    from mijnklantportaal.progress import Progress
    from mijnklantportaal.types import UNSET, FileInput, RawResponse, Unset, Upload

_MODULES = {
    "UNSET": ".types",
    "APIConnectionError": ".errors",
    "APIError": ".errors",
    "APIResponseValidationError": ".errors",
    "APIStatusError": ".errors",
    "APITimeoutError": ".errors",
    "AsyncMijnKlantportaal": ".client",
    "AsyncPage": ".pagination",
    "AsyncPager": ".pagination",
    "AuthenticationError": ".errors",
    "BadRequestError": ".errors",
    "ClientOptions": "._settings",
    "ConfigurationError": ".errors",
    "ConflictError": ".errors",
    "DownloadError": ".errors",
    "DownloadedFile": ".downloads",
    "FileInput": ".types",
    "InternalServerError": ".errors",
    "MijnKlantportaal": ".client",
    "NotFoundError": ".errors",
    "OAuthError": ".errors",
    "Page": ".pagination",
    "PermissionDeniedError": ".errors",
    "Progress": ".progress",
    "RateLimitError": ".errors",
    "RawResponse": ".types",
    "RequestEvent": "._logging",
    "ResponseEvent": "._logging",
    "SpecDrift": "._drift",
    "UnprocessableEntityError": ".errors",
    "Unset": ".types",
    "UpgradeRequiredError": ".errors",
    "Upload": ".types",
    "WebhookSignatureError": ".errors",
    "__version__": "._version",
}
# Public submodules, which users expect as attributes after `import mijnklantportaal`.
_SUBMODULES = (
    "arguments",
    "client",
    "cms",
    "downloads",
    "errors",
    "export",
    "limits",
    "models",
    "oauth",
    "pagination",
    "progress",
    "types",
    "webhooks",
)

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
    "DownloadError",
    "DownloadedFile",
    "FileInput",
    "InternalServerError",
    "MijnKlantportaal",
    "MijnKlantportaalError",
    "NotFoundError",
    "OAuthError",
    "Page",
    "PermissionDeniedError",
    "Progress",
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


def __getattr__(name: str) -> "Any":
    if name in _SUBMODULES:
        return _import_module(f".{name}", globals())
    return _import_export(globals(), _MODULES, name)


def __dir__() -> list[str]:
    # Completion must not offer the names that only this module uses.
    return sorted({*__all__, *_SUBMODULES, *(name for name in globals() if name.startswith("__"))})
