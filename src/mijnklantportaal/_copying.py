"""How objects that lead to a token, or another secret, are copied and pickled."""

from mijnklantportaal import _hints


class Unpicklable:
    """Cannot be pickled: the pickle would contain the token, or another secret."""

    __slots__ = ()

    _instead = "create a client in each process"
    """The way out that the error names."""

    def __reduce__(self) -> "_hints.NoReturn":
        """Refuse to be pickled.

        Raises:
            TypeError: Always.
        """
        raise TypeError(f"{type(self).__name__} cannot be pickled, since it holds a secret: {self._instead}")


class SharedByCopies(Unpicklable):
    """An object that `copy` and `deepcopy` return unchanged.

    Test cases of Django, dataclasses.asdict and pydantic copy the objects that they hold. A copied client would have
    separate connections and a separate rate limiter, which nobody asked for.
    """

    __slots__ = ()

    def __copy__(self) -> "_hints.Self":
        """Return the object itself."""
        return self

    def __deepcopy__(self, memo: object) -> "_hints.Self":
        """Return the object itself."""
        return self
