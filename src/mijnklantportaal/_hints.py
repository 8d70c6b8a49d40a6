"""The types that signatures name, each imported when an annotation is evaluated, as `typing.get_type_hints` does.

With them at hand, the modules of the clients and of the errors need not import typing, nor httpx and all that it needs.
"""

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType
    from typing import Any, NoReturn, Self, Unpack

    from mijnklantportaal._send import AsyncTokenSource, TokenSource
    from mijnklantportaal._settings import ClientOptions
    from mijnklantportaal._transport import AsyncHttpClient, HttpClient

__all__ = (
    "Any",
    "AsyncHttpClient",
    "AsyncTokenSource",
    "ClientOptions",
    "HttpClient",
    "Mapping",
    "NoReturn",
    "Self",
    "TokenSource",
    "TracebackType",
    "Unpack",
)

_MODULES = {
    "AsyncHttpClient": "mijnklantportaal._transport",
    "AsyncTokenSource": "mijnklantportaal._send",
    "ClientOptions": "mijnklantportaal._settings",
    "HttpClient": "mijnklantportaal._transport",
    "Mapping": "collections.abc",
    "TokenSource": "mijnklantportaal._send",
    "TracebackType": "types",
}


def __getattr__(name: str) -> "Any":
    from importlib import import_module

    return getattr(import_module(_MODULES.get(name, "typing")), name)
