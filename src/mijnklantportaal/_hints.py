"""What the classes of the clients use of other modules, each imported when it is first used.

Without this, importing the clients would import typing, httpx, and the modules that send calls. Types are imported when
`typing.get_type_hints` evaluates an annotation.
"""

from mijnklantportaal._imports import import_export

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
    from mijnklantportaal._auth import make_auth as make_auth
    from mijnklantportaal._call import Call as Call
    from mijnklantportaal._call import Query as Query
    from mijnklantportaal._iteration import AsyncItems as AsyncItems
    from mijnklantportaal._iteration import AsyncPages as AsyncPages
    from mijnklantportaal._send import AsyncRawSender as AsyncRawSender
    from mijnklantportaal._send import AsyncSender as AsyncSender
    from mijnklantportaal._send import RawSender as RawSender
    from mijnklantportaal._send import Sender as Sender
    from mijnklantportaal._settings import ClientOptions as ClientOptions
    from mijnklantportaal._setup import make_async_sender as make_async_sender
    from mijnklantportaal._setup import make_sender as make_sender
    from mijnklantportaal._transport import AsyncHttpClient as AsyncHttpClient
    from mijnklantportaal._transport import HttpClient as HttpClient
    from mijnklantportaal.limits import RateLimiter as RateLimiter
    from mijnklantportaal.oauth import OAuth as OAuth
    from mijnklantportaal.pagination import AsyncPage as AsyncPage

_MODULES = {
    "Any": "typing",
    "AsyncHttpClient": "mijnklantportaal._transport",
    "AsyncItems": "mijnklantportaal._iteration",
    "AsyncPage": "mijnklantportaal.pagination",
    "AsyncPages": "mijnklantportaal._iteration",
    "AsyncRawSender": "mijnklantportaal._send",
    "AsyncSender": "mijnklantportaal._send",
    "AsyncTokenSource": "mijnklantportaal._auth",
    "Call": "mijnklantportaal._call",
    "ClientOptions": "mijnklantportaal._settings",
    "HttpClient": "mijnklantportaal._transport",
    "NoReturn": "typing",
    "OAuth": "mijnklantportaal.oauth",
    "Query": "mijnklantportaal._call",
    "RateLimiter": "mijnklantportaal.limits",
    "RawSender": "mijnklantportaal._send",
    "Self": "typing",
    "Sender": "mijnklantportaal._send",
    "TokenSource": "mijnklantportaal._auth",
    "TracebackType": "types",
    "Unpack": "typing",
    "make_async_sender": "mijnklantportaal._setup",
    "make_auth": "mijnklantportaal._auth",
    "make_sender": "mijnklantportaal._setup",
}


def __getattr__(name: str) -> "Any":
    return import_export(globals(), _MODULES, name)
