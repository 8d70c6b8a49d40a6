"""How objects that lead to a token, or another secret, are copied and pickled."""

from mijnklantportaal import _hints


class Unpicklable:
    """Refuses to be pickled: whoever reads the pickle would have the token, or another secret."""

    __slots__ = ()

    _instead = "create a client in each process"
    """What the error proposes."""

    def __reduce__(self) -> "_hints.NoReturn":
        """Refuse to be pickled.

        Raises:
            TypeError: Always.
        """
        raise TypeError(f"{type(self).__name__} cannot be pickled, since a secret would be in it: {self._instead}")


class SharedByCopies(Unpicklable):
    """Is its own copy.

    Test cases of Django, dataclasses.asdict and pydantic copy what they hold. A second client would have connections
    and a rate limiter of its own, which nobody asked for.
    """

    __slots__ = ()

    def __copy__(self) -> "_hints.Self":
        """Return the object itself."""
        return self

    def __deepcopy__(self, memo: object) -> "_hints.Self":
        """Return the object itself."""
        return self
