"""A decorator for functions whose arguments are secret."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from mijnklantportaal.errors import MijnKlantportaalError

P = ParamSpec("P")
T = TypeVar("T")


def hides_arguments(function: Callable[P, T]) -> Callable[P, T]:
    """Remove the function from the tracebacks of the errors that it documents, so that they do not show its arguments.

    Error reports show the variables of every function in a traceback. So the traceback ends here, without the function
    and those that it calls. Other exceptions, which are bugs of this package, keep their traceback.
    """

    @wraps(function)
    def hiding(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return function(*args, **kwargs)
        except (MijnKlantportaalError, TypeError, ValueError) as error:
            error.__context__ = None
            raise error.with_traceback(None) from None
        finally:
            del args, kwargs

    return hiding
