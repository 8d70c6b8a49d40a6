"""Imports on first use, and the error for imports while the interpreter shuts down.

`import mijnklantportaal` loads this module, so it imports no slow modules.
"""

import sys

# As in `__init__.py`.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any


class MijnKlantportaalError(Exception):
    """Base class of all errors of this package."""

    # The public module, which has the other errors. This class is defined here since no module can be imported while
    # the interpreter shuts down.
    __module__ = "mijnklantportaal.errors"

    def __reduce__(self) -> tuple[object, ...]:
        """Make errors picklable, whatever their constructors take."""
        return _restore, (type(self), self.args, self.__dict__)


def _restore(
    kind: type[MijnKlantportaalError], args: tuple[object, ...], state: dict[str, object]
) -> MijnKlantportaalError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error


def import_export(namespace: "dict[str, Any]", modules: "Mapping[str, str]", name: str) -> "Any":
    """Import a name that a module exports, and store it in the namespace of the module.

    Args:
        namespace: The `globals()` of the module.
        modules: The module that defines each name: a relative or absolute module name.
        name: The name.

    Raises:
        AttributeError: The module does not export the name.
        MijnKlantportaalError: The interpreter is shutting down.
    """
    if name not in modules:
        raise AttributeError(f"module {namespace['__name__']!r} has no attribute {name!r}")
    module = import_module(modules[name], namespace)
    # All names of the submodule at once: importing a submodule also sets its own name, which would hide an export with
    # the same name.
    for exported, path in modules.items():
        if path == modules[name]:
            namespace[exported] = getattr(module, exported)
    return namespace[name]


def import_module(name: str, namespace: "dict[str, Any]") -> "Any":
    try:
        from importlib import import_module as import_anew

        return import_anew(name, namespace["__name__"])
    except ImportError as error:
        # `sys.modules` is empty during the shutdown, but packages still have their submodules as attributes.
        if sys.is_finalizing() and (loaded := namespace.get(name.removeprefix("."))) is not None:
            return loaded
        raise_if_shutting_down(error)
        raise


def raise_if_shutting_down(error: Exception) -> None:
    """Raise an error of this package if another error was raised because the interpreter is shutting down.

    During the shutdown, modules cannot be imported, which httpx does for each request. While `atexit` functions run,
    before that, threads cannot be started, which asyncio needs to look up a host.

    Raises:
        MijnKlantportaalError: The interpreter is shutting down.
    """
    if isinstance(error, RuntimeError) and "shutdown" in str(error):
        from threading import main_thread

        is_late = not main_thread().is_alive()
    else:
        is_late = sys.is_finalizing()
    if is_late:
        raise MijnKlantportaalError(
            f"the interpreter is shutting down ({error}): use the client before the program ends; one that is not "
            "asynchronous also works in a function that atexit calls"
        ) from error
