"""The Python client for MijnKlantportaal, a Dutch customer portal. Unofficial.

Everything here is imported when it is first used (PEP 562), so that `import mijnklantportaal` costs next to nothing.
"""

import sys

# Type checkers take this for `typing.TYPE_CHECKING`. Importing typing takes much longer than the rest of this module.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from mijnklantportaal._drift import SpecDrift
    from mijnklantportaal._logging import RequestEvent, ResponseEvent
    from mijnklantportaal._settings import ClientOptions
    from mijnklantportaal._version import __version__
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
        NotFoundError,
        OAuthError,
        PermissionDeniedError,
        RateLimitError,
        UnprocessableEntityError,
        UpgradeRequiredError,
        WebhookSignatureError,
    )
    from mijnklantportaal.pagination import AsyncPage, AsyncPager, Page
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
    "FileInput": ".types",
    "InternalServerError": ".errors",
    "MijnKlantportaal": ".client",
    "NotFoundError": ".errors",
    "OAuthError": ".errors",
    "Page": ".pagination",
    "PermissionDeniedError": ".errors",
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
# Submodules that are public, which users expect to be attributes after `import mijnklantportaal`.
_SUBMODULES = ("arguments", "client", "errors", "models", "pagination", "types")

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


class MijnKlantportaalError(Exception):
    """Base class of all errors of this package."""

    # The other errors are in `errors`. This one is raised where no module can be imported.

    def __reduce__(self) -> tuple[object, ...]:
        """Make errors picklable, whatever their constructors take."""
        return _restore, (type(self), self.args, self.__dict__)


def _restore(
    kind: type[MijnKlantportaalError], args: tuple[object, ...], state: dict[str, object]
) -> MijnKlantportaalError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error


def _import_export(namespace: "dict[str, Any]", modules: "Mapping[str, str]", name: str) -> "Any":
    """Import a name that a module exports, and keep it in the module.

    Args:
        namespace: The `globals()` of the module.
        modules: The module that defines each name, relative to the package or absolute.
        name: The name.

    Raises:
        AttributeError: The module does not export the name.
        MijnKlantportaalError: The interpreter is shutting down.
    """
    if name not in modules:
        raise AttributeError(f"module {namespace['__name__']!r} has no attribute {name!r}")
    module = _import_module(modules[name], namespace)
    # All names of the module, since one that equals that of the module would be hidden: importing it defined that.
    for exported, path in modules.items():
        if path == modules[name]:
            namespace[exported] = getattr(module, exported)
    return namespace[name]


def _import_module(name: str, namespace: "dict[str, Any]") -> "Any":
    try:
        from importlib import import_module

        return import_module(name, namespace["__name__"])
    except ImportError as error:
        # The list of loaded modules is empty during the shutdown, but packages still have theirs.
        if sys.is_finalizing() and (loaded := namespace.get(name.removeprefix("."))) is not None:
            return loaded
        _raise_if_shutting_down(error)
        raise


def _raise_if_shutting_down(error: Exception) -> None:
    """Raise an error of this package if the cause of another one is that the interpreter is shutting down.

    Modules cannot be imported then, which httpx does for each request. Earlier already, while functions of atexit run,
    threads cannot be started, which asyncio needs to look up a host.

    Raises:
        MijnKlantportaalError: The interpreter is shutting down.
    """
    if isinstance(error, RuntimeError) and "shutdown" in str(error):
        from threading import main_thread

        is_late = not main_thread().is_alive()
    else:
        is_late = sys.is_finalizing()
    if is_late:
        raise MijnKlantportaalError(
            f"the interpreter is shutting down ({error}): use the client before the program ends; one that is not "
            "asynchronous also works in a function that atexit calls"
        ) from error


def __getattr__(name: str) -> "Any":
    if name in _SUBMODULES:
        return _import_module(f".{name}", globals())
    return _import_export(globals(), _MODULES, name)


def __dir__() -> list[str]:
    # Without what only this module uses, which completion would offer.
    public = {name for name in globals() if name.startswith("__") or not name.startswith("_")}
    return sorted({*public, *__all__, *_SUBMODULES} - {"TYPE_CHECKING"})
