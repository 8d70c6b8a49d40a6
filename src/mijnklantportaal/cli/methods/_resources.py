"""The groups for the resources of the API, with a command for each method."""

from collections.abc import Mapping

import click

from mijnklantportaal.cli._groups import LazyGroup
from mijnklantportaal.cli.methods._documentation import summary_of
from mijnklantportaal.cli.methods._methods import method_functions, resource_class, resource_method


class ResourceGroup(LazyGroup):
    """The group for a resource.

    Args:
        name: The name of the resource on the command line.
        attribute: The attribute of the client.
        kind: The class of the resource.
    """

    def __init__(self, name: str, attribute: str, kind: type) -> None:
        super().__init__(name, help=kind.__doc__)
        self._attribute = attribute
        self._kind = kind
        self._functions = method_functions(kind)

    def sections(self) -> Mapping[str, Mapping[str, str]]:
        """Return the summaries of the methods."""
        return {"Methods": {name: summary_of(function) for name, function in self._functions.items()}}

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command for a method."""
        if cmd_name not in self._functions:
            return None
        # Imported here, since help and completion of the group do not need it.
        from mijnklantportaal.cli.methods._command import MethodCommand

        return MethodCommand(cmd_name, resource_method(self._attribute, self._kind, self._functions[cmd_name]))


def resource_group(name: str) -> ResourceGroup | None:
    """Return the group for a resource, or `None` if there is no such resource."""
    resource = resource_class(name)
    return None if resource is None else ResourceGroup(name, *resource)
