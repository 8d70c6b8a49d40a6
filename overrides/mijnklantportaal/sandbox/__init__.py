"""The portal on your own machine, for trying the client and for tests; needs the extra `sandbox`.

Everything here is loaded when it is first asked for, so that nothing but the extra's own users pay for it.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mijnklantportaal.sandbox._clock import Clock
    from mijnklantportaal.sandbox._faults import Faults
    from mijnklantportaal.sandbox._portal import SandboxRequest
    from mijnklantportaal.sandbox._sandbox import Sandbox
    from mijnklantportaal.sandbox._seeding import Seeds

__all__ = ["Clock", "Faults", "Sandbox", "SandboxRequest", "Seeds"]

_MODULES = {
    "Clock": "_clock",
    "Faults": "_faults",
    "SandboxRequest": "_portal",
    "Sandbox": "_sandbox",
    "Seeds": "_seeding",
}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    try:
        return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    except ModuleNotFoundError as error:
        message = f"the sandbox needs {error.name}: pip install 'mijnklantportaal[sandbox]'"
        raise ImportError(message, name=error.name) from None


def __dir__() -> list[str]:
    return __all__
