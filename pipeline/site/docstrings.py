"""Extensions of griffe, which reads the docstrings for the site."""

from collections.abc import Iterator
from typing import Any

import griffe

_DECORATORS = ("attrs.define", "attrs.frozen")


class AllAliases(griffe.Extension):
    """Resolves every import of a package, not only those that `__all__` names.

    A page has an anchor for each name under which griffe has seen its object. Annotations of the clients name types in
    other modules, such as `_hints.OAuth`, and would not link to their pages.
    """

    def on_package(self, *, pkg: griffe.Module, loader: griffe.GriffeLoader, **kwargs: Any) -> None:
        """Resolve the imports of a package that was loaded."""
        loader.resolve_aliases(implicit=True, external=False)


class AttrsConstructors(griffe.Extension):
    """Gives classes of attrs the constructor that attrs gives them, which their docstrings describe."""

    def on_class(self, *, cls: griffe.Class, loader: griffe.GriffeLoader, **kwargs: Any) -> None:
        """Add the constructor to a class that was loaded."""
        decorator = next((item for item in cls.decorators if item.callable_path in _DECORATORS), None)
        if decorator is None or "__init__" in cls.members:
            return
        keyword_only = "kw_only=True" in str(decorator.value)
        kind = griffe.ParameterKind.keyword_only if keyword_only else griffe.ParameterKind.positional_or_keyword
        this = griffe.Parameter("self", kind=griffe.ParameterKind.positional_or_keyword)
        parameters = griffe.Parameters(this, *_parameters(cls, kind))
        cls.set_member("__init__", griffe.Function("__init__", parameters=parameters, returns="None"))


def _parameters(cls: griffe.Class, kind: griffe.ParameterKind) -> Iterator[griffe.Parameter]:
    for name, attribute in cls.members.items():
        if not isinstance(attribute, griffe.Attribute) or attribute.annotation is None:
            continue
        options = _field_options(attribute.value)
        if str(attribute.annotation).startswith("ClassVar") or str(options.get("init")) == "False":
            continue
        default = f"{options['factory']}()" if "factory" in options else options.get("default")
        yield griffe.Parameter(name.lstrip("_"), annotation=attribute.annotation, kind=kind, default=default)


def _field_options(value: Any) -> dict[str, Any]:
    """Return the keyword arguments of `attrs.field`, or the default that stands in its place."""
    if isinstance(value, griffe.ExprCall) and value.canonical_path == "attrs.field":
        return {item.name: item.value for item in value.arguments if isinstance(item, griffe.ExprKeyword)}
    return {} if value is None else {"default": value}
