"""Checks that no two things get one name."""

from collections.abc import Iterable, Mapping, Sequence

from pipeline.api import Enum, Method, Model
from pipeline.parse.generator import class_name, identifier
from pipeline.parse.naming import add_tag_problem, check_name
from pipeline.parse.nodes import OperationNode
from pipeline.parse.problems import Problems


def check_operation_names(operations: Iterable[OperationNode], problems: Problems) -> None:
    """Check that the generator, which knows operations by their names in Python, knows each."""
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


def check_resources(names: Mapping[str, str], named: Mapping[str, tuple[str, str]], problems: Problems) -> None:
    """Check that each resource has an attribute and classes of its own.

    Args:
        names: The names of the resources, by tag.
        named: The same, with the pointers of the tags.
        problems: Where problems are collected.
    """
    tags: dict[str, str] = {}
    for tag, name in names.items():
        pointer = named[tag][1]
        own = class_name(name)
        check_name(own, f"the tag {tag!r}", pointer, problems)
        if own == "Resources":
            add_tag_problem(
                pointer, f"the tag {tag!r} would become `{name}`, which the client defines itself", problems
            )
        if own == name:
            add_tag_problem(pointer, f"the tag {tag!r} would be the name of an attribute and of a class", problems)
        for defined in (name, own, f"Async{own}", f"{own}WithRawResponse", f"Async{own}WithRawResponse"):
            if defined in tags and tags[defined] != tag:
                add_tag_problem(pointer, f"the tags {tags[defined]!r} and {tag!r} both become `{defined}`", problems)
                break
            tags[defined] = tag


def check_methods(resource: str, methods: Sequence[Method], problems: Problems) -> None:
    """Check that each method of a resource has a name of its own."""
    by_name: dict[str, Method] = {}
    for method in methods:
        if method.name in by_name:
            other = by_name[method.name]
            problems.update(
                method.pointer,
                f"the operations {other.operation_id!r} and {method.operation_id!r} both become "
                f"`{resource}.{method.name}`",
                method.pointer,
                {"operationId": "ANOTHER-NAME"},
            )
        by_name[method.name] = method


def check_classes(classes: Iterable[Model | Enum], problems: Problems) -> None:
    """Check that each class and alias has a module of its own."""
    modules: dict[str, str] = {}
    for one in classes:
        title = {"title": "ANOTHER TITLE"}
        check_name(one.name, "the schema", one.pointer, problems, target=one.pointer, values=title)
        origin = f"the module of the schema {one.name!r}"
        check_name(one.module, origin, one.pointer, problems, target=one.pointer, values=title)
        if one.module == one.name:
            # The package of the models would have the class and its module under one name.
            problems.update(
                one.pointer,
                f"the schema {one.name!r} has no upper-case letter, so that its module has the same name",
                one.pointer,
                title,
            )
        if one.module in modules:
            problems.update(
                one.pointer,
                f"the schemas {modules[one.module]!r} and {one.name!r} both become the module `{one.module}`",
                one.pointer,
                title,
            )
        modules[one.module] = one.name
