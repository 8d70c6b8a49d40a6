"""Exports: the objects of lists as rows and files. `MijnKlantportaal.export` and `export_all` write files.

All names are imported when they are first used, since the clients import modules of this package for their annotations.
"""

from mijnklantportaal._imports import import_export as _import_export

# As in `mijnklantportaal/__init__.py`.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any

    from mijnklantportaal.export._data_frame import data_frame
    from mijnklantportaal.export._errors import ExportError
    from mijnklantportaal.export._result import ExportResult
    from mijnklantportaal.export._rows import rows

_MODULES = {
    "ExportError": "mijnklantportaal.export._errors",
    "ExportResult": "mijnklantportaal.export._result",
    "data_frame": "mijnklantportaal.export._data_frame",
    "rows": "mijnklantportaal.export._rows",
}

__all__ = ["ExportError", "ExportResult", "data_frame", "rows"]


def __getattr__(name: str) -> "Any":
    return _import_export(globals(), _MODULES, name)


def __dir__() -> list[str]:
    return sorted({*__all__, *(name for name in globals() if name.startswith("__"))})
