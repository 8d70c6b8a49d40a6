"""The names that generated modules define."""

from collections.abc import Iterable

from pipeline.api import Resource
from pipeline.class_names import resource_class


def resource_classes(name: str) -> list[str]:
    """Return all classes of a resource: sync and async, parsed and raw."""
    class_name = resource_class(name)
    return [
        class_name,
        f"Async{class_name}",
        f"{class_name}WithRawResponse",
        f"Async{class_name}WithRawResponse",
    ]


def codec_constant(model: str) -> str:
    """Return the name of the constant for the codec of a model, in the modules that use it."""
    return f"_{model}Codec"


def operation_constants(resource: Resource) -> dict[str, str]:
    """Return the names of the operations in the module of a resource, by the methods that send them."""
    # Arguments hide constants inside a method, and a tag such as `A B` has an upper-case class.
    taken = {argument.name for method in resource.methods for argument in method.arguments}
    taken.update(resource_classes(resource.name))
    constants: dict[str, str] = {}
    for method in resource.methods:
        if method.link_method:
            # A download sends the operation of the method that returns the link, which comes before it.
            constants[method.name] = constants[method.link_method]
            continue
        constant = method.name.upper()
        while constant in taken:
            constant += "_"
        taken.add(constant)
        constants[method.name] = constant
    return constants


def names_in_client(resources: Iterable[Resource]) -> list[str]:
    """Return the names that the module of the client defines for its resources."""
    return [name for resource in resources for name in (resource.name, *resource_classes(resource.name))]
