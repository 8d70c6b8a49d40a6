"""The names that generated modules define."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from pipeline.api import Method, Resource

# A longer operationId is a text, not a name.
_MAX_LENGTH = 100


def resource_class(name: str) -> str:
    """Return the class of a resource, such as `CustomerOffers` for `customer_offers`."""
    return "".join(word.capitalize() for word in name.split("_"))


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
    """Return the name of the codec of a model, in the modules of the models that contain it."""
    return f"_{model}Codec"


def operation_constants(resource: Resource) -> dict[str, str]:
    """Return the names of the operations in the module of a resource, by the methods that send them."""
    # Arguments hide constants inside a method, and a tag such as `A B` has an upper-case class.
    taken = {argument.name for method in resource.methods for argument in method.arguments}
    taken.update(resource_classes(resource.name))
    constants: dict[str, str] = {}
    for method in resource.methods:
        constant = method.name.upper()
        while constant in taken:
            constant += "_"
        taken.add(constant)
        constants[method.name] = constant
    return constants


def names_in_client(resources: Iterable[Resource]) -> list[str]:
    """Return the names that the module of the client defines for its resources."""
    return [name for resource in resources for name in (resource.name, *resource_classes(resource.name))]


def argument_classes(resources: Iterable[Resource]) -> dict[str, dict[str, str]]:
    """Return the names of the types of arguments, by the resource and the method, which has a body.

    It is `CreateCustomerArguments` for the operation `create-customer`. Where that does not name a single method, or is
    not valid in Python, it consists of the names of the resource and the method: `FilesUploadArguments`.
    """
    methods = [(resource, method) for resource in resources for method in resource.methods if method.body]
    uses = Counter(_arguments_of_operation(method) for _, method in methods)
    taken: set[str] = set()
    classes: dict[str, dict[str, str]] = {}
    for resource, method in methods:
        name = _arguments_of_operation(method)
        if uses[name] > 1 or not name.isidentifier() or len(name) > _MAX_LENGTH:
            name = f"{resource_class(resource.name)}{resource_class(method.name)}Arguments"
        while name in taken:
            name += "_"
        taken.add(name)
        classes.setdefault(resource.name, {})[method.name] = name
    return classes


def _arguments_of_operation(method: Method) -> str:
    # Python reads an identifier in this form, and the package looks it up as text.
    text = unicodedata.normalize("NFKC", method.operation_id)
    return "".join(word[0].upper() + word[1:] for word in re.findall(r"[^\W_]+", text)) + "Arguments"
