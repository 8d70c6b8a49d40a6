"""Checks that no two nodes get the same name."""

from collections.abc import Iterable, Mapping, Sequence

from pipeline.api import Enum, Method, Model
from pipeline.parse.generator import class_name, identifier
from pipeline.parse.naming import add_tag_problem, check_name
from pipeline.parse.nodes import OperationNode
from pipeline.parse.problems import Problems


def check_operation_names(operations: Iterable[OperationNode], problems: Problems) -> None:
    """Check that all operations have different names in Python, by which the generator identifies them."""
    by_name: dict[str, OperationNode] = {}
    for operation in operations:
        name = identifier(operation.id)
        pointer = f"{operation.pointer}/operationId"
        values = {"operationId": "ANOTHER-NAME"}
        check_name(name, str(operation), pointer, problems, target=operation.pointer, values=values)
        if name in by_name:
            problems.update(
                pointer,
                f"{operation} has the same name in Python as {by_name[name]}",
                operation.pointer,
                values,
            )
        by_name[name] = operation


def check_resources(resources: Mapping[str, tuple[str, str]], problems: Problems) -> None:
    """Check that the attributes and classes of all resources have different names.

    Args:
        resources: The name of each resource and the pointer of its tag, by tag.
        problems: Where problems are collected.
    """
    tags: dict[str, str] = {}
    for tag, (name, pointer) in resources.items():
        resource_class = class_name(name)
        check_name(resource_class, f"the tag {tag!r}", pointer, problems)
        if resource_class == "Resources":
            add_tag_problem(
                pointer, f"the tag {tag!r} would become `{name}`, which the client defines itself", problems
            )
        if resource_class == name:
            add_tag_problem(pointer, f"the tag {tag!r} would be the name of an attribute and of a class", problems)
        for defined in (
            name,
            resource_class,
            f"Async{resource_class}",
            f"{resource_class}WithRawResponse",
            f"Async{resource_class}WithRawResponse",
        ):
            if defined in tags and tags[defined] != tag:
                add_tag_problem(pointer, f"the tags {tags[defined]!r} and {tag!r} both become `{defined}`", problems)
                break
            tags[defined] = tag


def check_methods(resource: str, methods: Sequence[Method], problems: Problems) -> None:
    """Check that the methods of a resource have different names."""
    by_name: dict[str, Method] = {}
    for method in methods:
        if method.name in by_name:
            earlier = by_name[method.name]
            problems.update(
                method.pointer,
                f"the operations {earlier.operation_id!r} and {method.operation_id!r} both become "
                f"`{resource}.{method.name}`",
                method.pointer,
                {"operationId": "ANOTHER-NAME"},
            )
        by_name[method.name] = method


def check_classes(classes: Iterable[Model | Enum], problems: Problems) -> None:
    """Check that the modules of all classes and aliases have different names."""
    modules: dict[str, str] = {}
    for node in classes:
        title = {"title": "ANOTHER TITLE"}
        check_name(node.name, "the schema", node.pointer, problems, target=node.pointer, values=title)
        origin = f"the module of the schema {node.name!r}"
        check_name(node.module, origin, node.pointer, problems, target=node.pointer, values=title)
        if node.module == node.name:
            # The package of the models would have the class and its module under the same name.
            problems.update(
                node.pointer,
                f"the schema {node.name!r} has no upper-case letter, so that its module has the same name",
                node.pointer,
                title,
            )
        if node.module in modules:
            problems.update(
                node.pointer,
                f"the schemas {modules[node.module]!r} and {node.name!r} both become the module `{node.module}`",
                node.pointer,
                title,
            )
        modules[node.module] = node.name
