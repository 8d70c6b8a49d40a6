"""The portal on your own machine, for trying the client and for tests; needs the extra `sandbox`.

Everything here is loaded when it is first asked for, so that nothing but the extra's own users pay for it.
"""

from typing import TYPE_CHECKING, Any

from mijnklantportaal.sandbox._extra import said_what_to_install

if TYPE_CHECKING:
    from mijnklantportaal.sandbox._clock import Clock
    from mijnklantportaal.sandbox._faults import Faults
    from mijnklantportaal.sandbox._in_process import SandboxFailure
    from mijnklantportaal.sandbox._portal import SandboxRequest
    from mijnklantportaal.sandbox._sandbox import Sandbox
    from mijnklantportaal.sandbox._seeding import Seeds

__all__ = ["Clock", "Faults", "Sandbox", "SandboxFailure", "SandboxRequest", "Seeds"]

_MODULES = {
    "Clock": "_clock",
    "Faults": "_faults",
    "SandboxFailure": "_in_process",
    "SandboxRequest": "_portal",
    "Sandbox": "_sandbox",
    "Seeds": "_seeding",
}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    with said_what_to_install():
        return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
