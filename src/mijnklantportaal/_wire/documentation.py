"""The documentation of models at runtime. The descriptions of fields exist only in the source, below each field.

Editors and documentation tools read them there. For `help()` and JSON schemas, they are read from the source on demand.
If the classes held them, every program would load them.
"""

import ast
import inspect
import textwrap
from functools import cache
from itertools import pairwise
from typing import NamedTuple

_WIDTH = 100


class FieldDocumentation(NamedTuple):
    """The annotation and the description of a field in the source of its model."""

    annotation: str
    text: str


@cache
def field_documentation(model: type) -> dict[str, FieldDocumentation]:
    """Return the documentation of each field by its name; empty for a class without source."""
    documentation: dict[str, FieldDocumentation] = {}
    for base in reversed(model.__mro__):
        documentation |= _own_documentation(base)
    return documentation


def class_documentation(model: type, summary: str) -> str:
    """Return the docstring of a model: its summary, and a section on its fields."""
    entries = [
        textwrap.fill(
            f"{name} ({field.annotation}): {field.text}",
            _WIDTH,
            initial_indent=" " * 4,
            subsequent_indent=" " * 8,
            break_long_words=False,
            break_on_hyphens=False,
        )
        for name, field in field_documentation(model).items()
    ]
    return "\n".join([inspect.cleandoc(summary), "", "Attributes:", *entries]) if entries else summary


def _own_documentation(cls: type) -> dict[str, FieldDocumentation]:
    if "_field_table" not in vars(cls):
        return {}
    try:
        (definition,) = ast.parse(textwrap.dedent(inspect.getsource(cls))).body
    # OSError: the source is missing, as in frozen programs. The others: it is not the source of the class.
    except (OSError, TypeError, ValueError, SyntaxError):
        return {}
    statements = definition.body if isinstance(definition, ast.ClassDef) else []
    documentation: dict[str, FieldDocumentation] = {}
    for statement, following in pairwise(statements):
        match statement, following:
            case ast.AnnAssign(target=ast.Name(name)), ast.Expr(ast.Constant(str(text))):
                annotation = ast.unparse(statement.annotation)
                documentation[name] = FieldDocumentation(annotation, " ".join(text.split()))
    return documentation
