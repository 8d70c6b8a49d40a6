"""What is said to those who lack the packages of the extra."""

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def said_what_to_install() -> Iterator[None]:
    """Around imports of what the extra brings.

    Raises:
        ImportError: A package is not there; the error is one sentence.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        message = f"the sandbox needs {error.name}: pip install 'mijnklantportaal[sandbox]'"
        raise ImportError(message, name=error.name) from None
