"""The names of classes, from the resources and the operations of a spec."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from pipeline.api import Method, Resource

# A longer operationId is not usable as a name.
_MAX_LENGTH = 100


def resource_class(name: str) -> str:
    """Return the class of a resource, such as `CustomerOffers` for `customer_offers`."""
    return "".join(word.capitalize() for word in name.split("_"))


def argument_classes(resources: Iterable[Resource]) -> dict[str, dict[str, str]]:
    """Return the names of the types of arguments, by resource and method, for methods with a body.

    The name is `CreateCustomerArguments` for the operation `create-customer`. If that would not be unique, or not valid
    in Python, it consists of the names of the resource and the method: `FilesUploadArguments`.
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
    # Python normalizes identifiers to this form, but the package looks them up as text.
    text = unicodedata.normalize("NFKC", method.operation_id)
    return "".join(word[0].upper() + word[1:] for word in re.findall(r"[^\W_]+", text)) + "Arguments"
