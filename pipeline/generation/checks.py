"""Checks that no two things get one name, and that nothing is left out."""

import re

from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError

from pipeline.errors import PipelineError
from pipeline.generation.methods import methods_of
from pipeline.generation.naming import module_name, python_name, resource_classes, resource_name
from pipeline.generation.schemas import Document, OperationNode, operations

_RENAME = "rename one in overrides/overlay.yaml."


def complaint(error: GeneratorError) -> str:
    """Return the message of the generator as one sentence."""
    text = " ".join(f"{error.header} {error.detail or ''}".split())
    # It may repeat a text of any length, and shows some texts as the address of an object.
    return f"the generator reports: {re.sub(r'<[^<>]* object at 0x[0-9a-f]+>', '…', text)[:500]}"


def operations_by_name(document: Document) -> dict[str, OperationNode]:
    """Return the operations by the names that the generator gives them.

    Raises:
        PipelineError: Two have the same name.
    """
    found: dict[str, OperationNode] = {}
    for operation in operations(document):
        name = module_name(operation.id, operation)
        if name in found:
            raise PipelineError(f"{found[name]} and {operation} have the same name: {_RENAME}")
        found[name] = operation
    return found


def check_names(data: GeneratorData, found: dict[str, OperationNode], document: Document) -> None:
    """Check that no two methods get one name, and that no operation is left out.

    Raises:
        PipelineError: Lists all problems.
    """
    problems = [complaint(error) for error in data.errors]
    tags: dict[str, str] = {}
    for operation in found.values():
        resource = resource_name(operation.tag)
        if tags.setdefault(resource, operation.tag) != operation.tag:
            problems.append(f"the tags {tags[resource]!r} and {operation.tag!r} both become `{resource}`: {_RENAME}")
    problems += _classes_in_common(tags)
    missing = set(found)
    for resource, collection in data.endpoint_collections_by_tag.items():
        problems += [complaint(error) for error in collection.parse_errors]
        methods: dict[str, OperationNode] = {}
        for endpoint in collection.endpoints:
            operation = found[endpoint.name]
            missing.discard(endpoint.name)
            for method in methods_of(endpoint, operation, document):
                if method.name in methods:
                    problems.append(
                        f"{methods[method.name]} and {operation} both become `{resource}.{method.name}`: {_RENAME}"
                    )
                methods[method.name] = operation
    if missing and not problems:
        problems = [f"the generator left out {found[name]} silently." for name in sorted(missing)]
    if problems:
        raise PipelineError("\n".join(problems))


def _classes_in_common(tags: dict[str, str]) -> list[str]:
    """Return a problem for each pair of resources with a class in common, such as `things` and `async_things`."""
    problems: list[str] = []
    classes: dict[str, str] = {}
    for resource, tag in tags.items():
        for class_name in resource_classes(resource):
            if class_name in classes:
                problems.append(
                    f"the tags {classes[class_name]!r} and {tag!r} both have the class `{class_name}`: {_RENAME}"
                )
                break
            classes[class_name] = tag
    return problems


def check_classes(data: GeneratorData) -> None:
    """Check that each class has a module of its own.

    Raises:
        PipelineError: Two classes would be written into one file, or a class has the name of its module.
    """
    modules: dict[str, str] = {}
    for model in (*data.models, *data.enums):
        name = python_name(model.class_info.name, "a schema")
        module = python_name(model.class_info.module_name, f"the module of schema {name!r}")
        if module == name:
            # The package of the models would have the class and its module under one name.
            raise PipelineError(
                f"the schema {name!r} has no upper-case letter, so that its module has the same name: rename it in "
                "overrides/overlay.yaml."
            )
        if module in modules:
            problem = f"the schemas {modules[module]!r} and {name!r} both become the module `{module}`"
            raise PipelineError(f"{problem}: {_RENAME}")
        modules[module] = name
