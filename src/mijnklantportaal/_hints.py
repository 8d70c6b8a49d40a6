"""The names of other modules that the client classes use, each imported on first use.

Otherwise, importing the clients would import typing, httpx and the modules that send calls. Types are imported when
`typing.get_type_hints` evaluates an annotation.
"""

from mijnklantportaal._imports import import_export

# As in `__init__.py`.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterable as Iterable
    from collections.abc import Sequence as Sequence
    from os import PathLike as PathLike
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
    from mijnklantportaal._client_state import ClientState as ClientState
    from mijnklantportaal._iteration import AsyncItems as AsyncItems
    from mijnklantportaal._iteration import AsyncPages as AsyncPages
    from mijnklantportaal._iteration import ListProgress as ListProgress
    from mijnklantportaal._send import AsyncRawSender as AsyncRawSender
    from mijnklantportaal._send import AsyncSender as AsyncSender
    from mijnklantportaal._send import RawSender as RawSender
    from mijnklantportaal._send import Sender as Sender
    from mijnklantportaal._settings import ClientOptions as ClientOptions
    from mijnklantportaal._setup import make_async_sender as make_async_sender
    from mijnklantportaal._setup import make_sender as make_sender
    from mijnklantportaal._transport import AsyncHttpClient as AsyncHttpClient
    from mijnklantportaal._transport import HttpClient as HttpClient
    from mijnklantportaal._wire.model import Model as Model
    from mijnklantportaal.downloads import DownloadedFile as DownloadedFile
    from mijnklantportaal.downloads import DownloadOptions as DownloadOptions
    from mijnklantportaal.export._exports import ExportOptions as ExportOptions
    from mijnklantportaal.export._exports import run_export as run_export
    from mijnklantportaal.export._exports import run_export_all as run_export_all
    from mijnklantportaal.export._exports import run_export_all_async as run_export_all_async
    from mijnklantportaal.export._exports import run_export_async as run_export_async
    from mijnklantportaal.export._result import ExportResult as ExportResult
    from mijnklantportaal.export._source import AsyncExportSource as AsyncExportSource
    from mijnklantportaal.export._source import ExportSource as ExportSource
    from mijnklantportaal.export._target import ExcelLocale as ExcelLocale
    from mijnklantportaal.export._target import ExportFormat as ExportFormat
    from mijnklantportaal.limits import RateLimiter as RateLimiter
    from mijnklantportaal.oauth import OAuth as OAuth
    from mijnklantportaal.pagination import AsyncPage as AsyncPage
    from mijnklantportaal.progress import ProgressOption as ProgressOption

_MODULES = {
    "Any": "typing",
    "AsyncExportSource": "mijnklantportaal.export._source",
    "AsyncHttpClient": "mijnklantportaal._transport",
    "AsyncItems": "mijnklantportaal._iteration",
    "AsyncPage": "mijnklantportaal.pagination",
    "AsyncPages": "mijnklantportaal._iteration",
    "AsyncRawSender": "mijnklantportaal._send",
    "AsyncSender": "mijnklantportaal._send",
    "AsyncTokenSource": "mijnklantportaal._auth",
    "Call": "mijnklantportaal._call",
    "ClientOptions": "mijnklantportaal._settings",
    "ClientState": "mijnklantportaal._client_state",
    "DownloadOptions": "mijnklantportaal.downloads",
    "DownloadedFile": "mijnklantportaal.downloads",
    "ExcelLocale": "mijnklantportaal.export._target",
    "ExportFormat": "mijnklantportaal.export._target",
    "ExportOptions": "mijnklantportaal.export._exports",
    "ExportResult": "mijnklantportaal.export._result",
    "ExportSource": "mijnklantportaal.export._source",
    "HttpClient": "mijnklantportaal._transport",
    "Iterable": "collections.abc",
    "ListProgress": "mijnklantportaal._iteration",
    "Model": "mijnklantportaal._wire.model",
    "NoReturn": "typing",
    "OAuth": "mijnklantportaal.oauth",
    "PathLike": "os",
    "ProgressOption": "mijnklantportaal.progress",
    "Query": "mijnklantportaal._call",
    "RateLimiter": "mijnklantportaal.limits",
    "RawSender": "mijnklantportaal._send",
    "Self": "typing",
    "Sequence": "collections.abc",
    "Sender": "mijnklantportaal._send",
    "TokenSource": "mijnklantportaal._auth",
    "TracebackType": "types",
    "Unpack": "typing",
    "make_async_sender": "mijnklantportaal._setup",
    "make_auth": "mijnklantportaal._auth",
    "make_sender": "mijnklantportaal._setup",
    "run_export": "mijnklantportaal.export._exports",
    "run_export_all": "mijnklantportaal.export._exports",
    "run_export_all_async": "mijnklantportaal.export._exports",
    "run_export_async": "mijnklantportaal.export._exports",
}


def __getattr__(name: str) -> "Any":
    return import_export(globals(), _MODULES, name)
