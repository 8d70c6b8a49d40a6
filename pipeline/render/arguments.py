"""The code that declares and sends the arguments of methods."""

from pipeline.api import Argument, Body, Location, Method, Style
from pipeline.media_types import is_multipart
from pipeline.python_types import argument_annotation

# The default styles of parameters in OpenAPI.
_DEFAULT_STYLES = {
    Location.PATH: Style.SIMPLE,
    Location.HEADER: Style.SIMPLE,
    Location.QUERY: Style.FORM_EXPLODED,
}


def sends_files(method: Method) -> bool:
    """Return whether a method sends a multipart body, which can contain files."""
    return bool(method.body and is_multipart(method.body.media_type))


def argument_declaration(argument: Argument) -> str:
    """Return the argument for the signature."""
    kind = argument_annotation(argument.type)
    default = "" if argument.is_required else " | _types.Unset = _types.UNSET"
    return f"{argument.name}: {kind}{default}"


def argument_key(argument: Argument) -> str:
    """Return the argument for the `TypedDict`."""
    kind = argument_annotation(argument.type)
    return f"{argument.name}: {kind if argument.is_required else f'_typing.NotRequired[{kind}]'}"


def special_style(argument: Argument) -> str:
    """Return the style of a parameter; empty if it is the default of its location."""
    if argument.style is None or argument.style is _DEFAULT_STYLES[argument.location]:
        return ""
    return f"_operation.Style.{argument.style.name}"


def media_type(body: Body) -> str:
    """Return the media type of a body as code: JSON or a form."""
    return f"_operation.MediaType.{'MULTIPART' if is_multipart(body.media_type) else 'JSON'}"
