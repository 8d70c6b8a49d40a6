"""The error for a missing extra."""

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def require_extra() -> Iterator[None]:
    """Wrap imports of packages that the extra `sandbox` installs.

    Raises:
        ImportError: A package is not installed. The message contains the command that installs it.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        message = f"the sandbox needs {error.name}: pip install 'mijnklantportaal[sandbox]'"
        raise ImportError(message, name=error.name) from None
