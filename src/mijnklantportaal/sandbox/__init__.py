"""A local MijnKlantportaal for development and tests. It needs the extra `sandbox`.

The names below are imported on first use, so that importing this package does not load the packages of the extra.
"""

from typing import TYPE_CHECKING, Any

from mijnklantportaal.sandbox._extra import require_extra

if TYPE_CHECKING:
    from mijnklantportaal.sandbox._clock import Clock
    from mijnklantportaal.sandbox._deliveries import Deliveries
    from mijnklantportaal.sandbox._factories import Factory
    from mijnklantportaal.sandbox._faults import Faults
    from mijnklantportaal.sandbox._oauth import AuthorizationServer
    from mijnklantportaal.sandbox._portal import SandboxRequest
    from mijnklantportaal.sandbox._sandbox import Sandbox
    from mijnklantportaal.sandbox._transport import SandboxFailure
    from mijnklantportaal.sandbox._webhook_calls import Delivery

__all__ = [
    "AuthorizationServer",
    "Clock",
    "Deliveries",
    "Delivery",
    "Factory",
    "Faults",
    "Sandbox",
    "SandboxFailure",
    "SandboxRequest",
]

_MODULES = {
    "AuthorizationServer": "_oauth",
    "Clock": "_clock",
    "Deliveries": "_deliveries",
    "Delivery": "_webhook_calls",
    "Factory": "_factories",
    "Faults": "_faults",
    "Sandbox": "_sandbox",
    "SandboxFailure": "_transport",
    "SandboxRequest": "_portal",
}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    with require_extra():
        return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
