"""The resources of the client and their methods, from the generated classes."""

import inspect
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, cast, get_type_hints

from mijnklantportaal._attributes import cached_resource
from mijnklantportaal.cli._texts import kebab_case
from mijnklantportaal.cli.methods._documentation import is_deprecated
from mijnklantportaal_api.client import Resources

if TYPE_CHECKING:
    from mijnklantportaal._send import Sender
    from mijnklantportaal._wire.operation import Operation


def resource_summaries() -> dict[str, str]:
    """Return the summary of each resource, by its name on the command line, without importing the resources."""
    return {kebab_case(name): attribute.__doc__ or "" for name, attribute in _attributes().items()}


def resource_class(command_name: str) -> tuple[str, type] | None:
    """Return the attribute of the client and the class of a resource, or `None` if there is no such resource.

    Args:
        command_name: The name on the command line.
    """
    for name, attribute in _attributes().items():
        if kebab_case(name) == command_name:
            # Only the module of this resource is imported.
            return name, get_type_hints(cast("Any", attribute).func)["return"]
    return None


def method_functions(kind: type) -> dict[str, Callable[..., Any]]:
    """Return the methods of a resource class that are not deprecated, by their names on the command line."""
    return {
        kebab_case(name): function
        for base in reversed(kind.__mro__)
        for name, function in vars(base).items()
        if not name.startswith("_") and inspect.isfunction(function) and not is_deprecated(function)
    }


class ResourceMethod(NamedTuple):
    """A method of a resource, with its operation."""

    resource: str
    """The attribute of the client."""
    function: Callable[..., Any]
    operation: "Operation[Any]"
    argument_names: tuple[str, ...]
    """The names of the arguments that are sent."""
    is_download: bool
    """Whether the method downloads the file at the link that the operation returns."""

    @property
    def parameters(self) -> Mapping[str, inspect.Parameter]:
        """The parameters of the method, without `self`."""
        return dict([*inspect.signature(self.function).parameters.items()][1:])


def resource_method(resource: str, kind: type, function: Callable[..., Any]) -> ResourceMethod:
    """Return a method with its operation.

    Args:
        resource: The attribute of the client.
        kind: The class of the resource.
        function: The method.
    """
    # The method is called to find its operation, since a method that downloads a file has another name.
    recorder = _Recorder()
    names = [*inspect.signature(function).parameters][1:]
    function(kind(cast("Sender", recorder)), **dict.fromkeys(names))
    return ResourceMethod(resource, function, recorder.operation, recorder.argument_names, recorder.is_download)


class _Recorder:
    """A sender that records the operation of a call instead of sending it."""

    operation: "Operation[Any]"
    argument_names: tuple[str, ...]
    is_download = False

    def call(self, operation: "Operation[Any]", arguments: Mapping[str, Any], options: object) -> None:
        self.operation = operation
        self.argument_names = tuple(arguments)

    list = call

    def download(
        self, operation: "Operation[Any]", arguments: Mapping[str, Any], download_options: object, options: object
    ) -> None:
        self.is_download = True
        self.call(operation, arguments, options)


def _attributes() -> dict[str, object]:
    return {name: attribute for name, attribute in vars(Resources).items() if isinstance(attribute, cached_resource)}
