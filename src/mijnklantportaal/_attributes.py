"""Attributes of clients that are created on first use."""

from functools import cached_property

from mijnklantportaal import _hints

# As in `__init__.py`.
TYPE_CHECKING = False

__all__ = ("cached_resource",)


if TYPE_CHECKING:
    # For pyright, a cached_property does not implement the property of a protocol.
    from builtins import property as cached_resource
else:

    class cached_resource(cached_property):
        """A cached property whose value on the class has the same methods as on an instance.

        `unittest.mock.create_autospec` and `inspect` look at the class, and would otherwise find no methods there.
        """

        def __get__(self, instance: object, owner: type | None = None) -> "_hints.Any":
            """Return the resource; on the class, a resource that cannot send calls."""
            if instance is None:
                return _documented(self, self.func(_NoClient))
            return super().__get__(instance, owner)


class _NoSender:
    """Stands for the sender of resources on the class."""

    def __getattr__(self, name: str) -> "_hints.NoReturn":
        raise AttributeError("a resource of the client class cannot send calls: create a client, and use its resource")


class _NoClient:
    """Stands for the client that has the resources on the class."""

    _sender = _NoSender()


def _documented(attribute: object, value: object) -> object:
    # Sphinx documents a cached_property as a property, and mocks get the methods and the class of the value.
    kind: _hints.Any = type(value)
    members = {"__module__": kind.__module__, "__setattr__": _refuse, "__delattr__": _refuse}
    documented: object = object.__new__(type(kind.__name__, (kind, cached_property), members))
    vars(documented).update(vars(attribute) | vars(value))
    return documented


def _refuse(attribute: object, name: str, value: object = None) -> "_hints.NoReturn":
    # mock.patch.object would change no client, and so appear to have no effect.
    kind = type(attribute).__name__
    raise AttributeError(
        f"{name!r} of a resource of the client class must not be set: set it on the class {kind}, or on a client"
    )
