"""`mijnklantportaal download`: a shorter name for `mijnklantportaal files download`."""

from mijnklantportaal.cli.methods._command import MethodCommand
from mijnklantportaal.cli.methods._methods import resource_method
from mijnklantportaal_api.resources.files import Files

download = MethodCommand("download", resource_method("files", Files, Files.download))
