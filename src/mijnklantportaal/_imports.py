"""Imports on first use, and the error of those that come when the interpreter shuts down.

`import mijnklantportaal` loads this module, so it imports nothing that takes time.
"""

import sys

# As in `__init__.py`.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any


class MijnKlantportaalError(Exception):
    """Base class of all errors of this package."""

    # The public name of its module, where the other errors are. This one is raised where no module can be imported.
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
    """Import a name that a module exports, and keep it in the module.

    Args:
        namespace: The `globals()` of the module.
        modules: The module that defines each name, relative to the package or absolute.
        name: The name.

    Raises:
        AttributeError: The module does not export the name.
        MijnKlantportaalError: The interpreter is shutting down.
    """
    if name not in modules:
        raise AttributeError(f"module {namespace['__name__']!r} has no attribute {name!r}")
    module = import_module(modules[name], namespace)
    # All names of the module, since one that equals that of the module would be hidden: importing it defined that.
    for exported, path in modules.items():
        if path == modules[name]:
            namespace[exported] = getattr(module, exported)
    return namespace[name]


def import_module(name: str, namespace: "dict[str, Any]") -> "Any":
    try:
        from importlib import import_module as import_anew

        return import_anew(name, namespace["__name__"])
    except ImportError as error:
        # The list of loaded modules is empty during the shutdown, but packages still have theirs.
        if sys.is_finalizing() and (loaded := namespace.get(name.removeprefix("."))) is not None:
            return loaded
        raise_if_shutting_down(error)
        raise


def raise_if_shutting_down(error: Exception) -> None:
    """Raise an error of this package if the cause of another one is that the interpreter is shutting down.

    Modules cannot be imported then, which httpx does for each request. Earlier already, while functions of atexit run,
    threads cannot be started, which asyncio needs to look up a host.

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
