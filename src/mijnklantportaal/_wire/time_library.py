"""The functions of python-dateutil that codecs of times use. Imported on first use, since most programs never need
them."""

from typing import TYPE_CHECKING, Any

from mijnklantportaal._imports import import_export

if TYPE_CHECKING:
    from dateutil.parser import isoparse as isoparse
    from dateutil.tz import datetime_exists as datetime_exists
    from dateutil.tz import gettz as gettz

_MODULES = {"datetime_exists": "dateutil.tz", "gettz": "dateutil.tz", "isoparse": "dateutil.parser"}


def __getattr__(name: str) -> Any:
    return import_export(globals(), _MODULES, name)
