"""The models of the API: the results of methods, and objects in their arguments. Each is imported on first use."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mijnklantportaal_api.models import *  # noqa: F403
else:
    from mijnklantportaal_api import models as _models

    __all__ = _models.__all__

    def __getattr__(name: str) -> Any:
        return getattr(_models, name)

    def __dir__() -> list[str]:
        return dir(_models)
