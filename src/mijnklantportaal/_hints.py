"""The types in the signatures of the clients. Each is imported when `typing.get_type_hints` evaluates an annotation.

Without this, importing the clients would import typing, httpx, and the modules that send calls.
"""

# As in `__init__.py`.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from types import TracebackType as TracebackType
    from typing import Any as Any
    from typing import NoReturn as NoReturn
    from typing import Self as Self
    from typing import Unpack as Unpack

    from mijnklantportaal._auth import AsyncTokenSource as AsyncTokenSource
    from mijnklantportaal._auth import TokenSource as TokenSource
    from mijnklantportaal._settings import ClientOptions as ClientOptions
    from mijnklantportaal._transport import AsyncHttpClient as AsyncHttpClient
    from mijnklantportaal._transport import HttpClient as HttpClient

_MODULES = {
    "Any": "typing",
    "AsyncHttpClient": "mijnklantportaal._transport",
    "AsyncTokenSource": "mijnklantportaal._auth",
    "ClientOptions": "mijnklantportaal._settings",
    "HttpClient": "mijnklantportaal._transport",
    "NoReturn": "typing",
    "Self": "typing",
    "TokenSource": "mijnklantportaal._auth",
    "TracebackType": "types",
    "Unpack": "typing",
}


def __getattr__(name: str) -> "Any":
    from importlib import import_module

    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_MODULES[name]), name)
