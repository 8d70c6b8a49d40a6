"""The models and enumerations to render, and the declarations of their fields."""

from collections.abc import Iterator

from pipeline.api import Api, Enum, Field, Kind, Model, Type
from pipeline.python_types import annotation


def used_models(api: Api) -> list[Model]:
    """Return the models that methods or webhooks use, without pages and bodies of errors."""
    return [model for model in api.models.values() if model.is_sent or model.is_received]


def used_enums(api: Api) -> list[Enum]:
    """Return the enumerations that methods, webhooks and rendered models use."""
    names = {node.name for value in _types(api) for node in value.nodes() if node.kind is not Kind.MODEL}
    return [enum for enum in api.enums.values() if enum.name in names]


def is_optional(field: Field, model: Model) -> bool:
    """Return whether objects may lack the field: requests lack read-only fields, and responses write-only fields."""
    return (
        not field.is_required or (field.is_read_only and model.is_sent) or (field.is_write_only and model.is_received)
    )


def field_flags(field: Field, model: Model) -> str:
    """Return the arguments of a field in the table of its model that are not about its value."""
    # An object that is only received may lack write-only fields. For other objects, this is decided at runtime.
    is_required = field.is_required if model.is_sent else not is_optional(field, model)
    read_only = ", read_only=True" if field.is_read_only else ""
    write_only = ", write_only=True" if field.is_write_only else ""
    return f"{is_required}{read_only}{write_only}"


def has_straight_parser(model: Model) -> bool:
    """Return whether the model has a generated parser: all its objects are received and have all fields."""
    return not model.is_sent and bool(model.fields) and not any(is_optional(field, model) for field in model.fields)


def declaration(field: Field, model: Model) -> str:
    """Return the declaration of a field in the class of its model."""
    default = ""
    if not is_optional(field, model):
        kind = annotation(field.type, is_sent=model.is_sent)
    elif model.is_sent:
        kind, default = f"{annotation(field.type, is_sent=True)} | _types.Unset", "_types.UNSET"
    else:
        nullable = field.type.model_copy(update={"is_nullable": True})
        kind, default = annotation(nullable, is_sent=False), "None"
    # Reprs, and so logs, do not show passwords.
    if field.type.keywords.get("format") == "password":
        default = f"_attrs.field({f'default={default}, ' if default else ''}repr=False)"
    return f"{field.name}: {kind}" + (f" = {default}" if default else "")


def _types(api: Api) -> Iterator[Type]:
    for method in api.methods.values():
        yield from (argument.type for argument in method.arguments)
        yield from (response.type for response in method.successes if response.type)
    for model in used_models(api):
        yield from (field.type for field in model.fields)
    yield from (webhook.type for webhook in api.webhooks if webhook.type)
