"""A copy of the client in which everything public is deprecated, so that pyright reports each use of it.

pyright finds the uses by types: through variables, functions, containers and `with_raw_response`. The message of each
deprecation is the symbol as in changes, such as `customer_offers.get()`.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.affected.copies import CLIENT, PACKAGE
from pipeline.affected.names import Target

_MESSAGE = "mijnklantportaal: "
_SYMBOL = re.compile(rf"{_MESSAGE}(\S+)\s*$")
# Names of the spec do not begin with an underscore, and are not those of builtins such as `property`.
_DECORATOR = "_deprecated"
_IMPORT = f"from typing_extensions import deprecated as {_DECORATOR}"


@dataclass(frozen=True)
class Probe:
    """The contents of the old version of the client.

    Attributes:
        positional: The names of the positional arguments of each method, by symbol.
        mentions: The arguments and fields whose type contains a model, by the name of the model.
    """

    positional: dict[str, list[str]] = field(default_factory=dict)
    mentions: dict[str, list[Target]] = field(default_factory=dict)

    @property
    def resources(self) -> set[str]:
        return {symbol.partition(".")[0] for symbol in self.positional}

    def add_mentions(self, annotation: ast.expr | None, *targets: Target) -> None:
        for node in ast.walk(annotation) if annotation else ():
            if isinstance(node, ast.Attribute):
                self.mentions.setdefault(node.attr, []).extend(targets)


def symbol_in(message: str) -> str | None:
    """Return the symbol in the message of a deprecation of the copy."""
    match = _SYMBOL.search(message)
    return match[1] if match else None


def deprecate(site: Path) -> Probe:
    """Deprecate everything public in a copy of both packages of the client, in the folder `site`."""
    probe = Probe()
    for path in (site / PACKAGE / "client.py", site / CLIENT / "client.py"):
        tree = _read(path)
        _deprecate_client(tree)
        _write(path, tree)
    for path in sorted((site / PACKAGE / "resources").glob("*.py")):
        tree = _read(path)
        _deprecate_methods(tree, path.stem, probe)
        _write(path, tree)
    for path in sorted((site / PACKAGE / "models").glob("[!_]*.py")):
        tree = _read(path)
        tree.body = [new for node in tree.body for new in _deprecated_model(node, probe)]
        _write(path, tree)
    return probe


def _read(path: Path) -> ast.Module:
    return ast.parse(path.read_bytes())


def _write(path: Path, tree: ast.Module) -> None:
    futures = [node for node in tree.body if isinstance(node, ast.ImportFrom) and node.module == "__future__"]
    rest = [node for node in tree.body if node not in futures]
    tree.body = [*futures, *ast.parse(_IMPORT).body, *rest]
    path.write_text(ast.unparse(ast.fix_missing_locations(tree)), encoding="utf-8")


def _decorator(symbol: str) -> ast.expr:
    return ast.parse(f"{_DECORATOR}({_MESSAGE + symbol!r})", mode="eval").body


def _deprecate_client(tree: ast.Module) -> None:
    """Deprecate the public clients, and the properties of the resources."""
    for node in tree.body:
        if not isinstance(node, ast.ClassDef):
            continue
        if node.name in ("MijnKlantportaal", "AsyncMijnKlantportaal"):
            # Changes name the synchronous method.
            node.decorator_list.insert(0, _decorator("MijnKlantportaal"))
        elif "Resources" in node.name:
            for method in _public_functions(node):
                # A deprecated `cached_property` is not reported.
                method.decorator_list = [ast.Name("property"), _decorator(method.name)]


def _deprecate_methods(tree: ast.Module, resource: str, probe: Probe) -> None:
    # The methods with raw responses are created from these, and keep the deprecation.
    for node in tree.body:
        for method in _public_functions(node):
            symbol = f"{resource}.{method.name}()"
            # If the generated code deprecates the method too, the innermost decorator counts.
            method.decorator_list.append(_decorator(symbol))
            if symbol not in probe.positional:
                probe.positional[symbol] = [argument.arg for argument in method.args.args[1:]]
                for argument in (*method.args.args[1:], *method.args.kwonlyargs):
                    probe.add_mentions(argument.annotation, Target(symbol, argument.arg))


def _public_functions(node: ast.stmt) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for member in node.body if isinstance(node, ast.ClassDef) else ():
        if isinstance(member, ast.FunctionDef | ast.AsyncFunctionDef) and not member.name.startswith("_"):
            yield member


def _deprecated_model(node: ast.stmt, probe: Probe) -> Iterator[ast.stmt]:
    """Yield the statements that replace a statement in the module of a model."""
    match node:
        case ast.ClassDef(name=name, body=body):
            fields = [
                (member.target.id, member.annotation)
                for member in body
                if isinstance(member, ast.AnnAssign) and isinstance(member.target, ast.Name)
            ]
            fields = [(name, annotation) for name, annotation in fields if not name.startswith("_")]
            # The fields stay in the base class, which has the constructor.
            node.name = f"_{name}"
            yield node
            properties = "\n".join(_property(f"{name}.{field}", field, kind) for field, kind in fields)
            yield from ast.parse(f"@{_DECORATOR}({_MESSAGE + name!r})\nclass {name}(_{name}):\n{properties} pass").body
            for field_name, annotation in fields:
                probe.add_mentions(annotation, Target(f"{name}.{field_name}"), Target(name, field_name))
        case ast.AnnAssign(target=ast.Name(id=name), annotation=ast.Name(id="TypeAlias"), value=ast.expr() as value):
            # An alias cannot be deprecated, but one of the members of its union can, if it has the same name.
            member = ast.parse(f"class _Member:\n @{_DECORATOR}({_MESSAGE + name!r})\n class {name}: ...").body
            node.value = ast.BinOp(value, ast.BitOr(), ast.parse(f"_Member.{name}", mode="eval").body)
            yield from (*member, node)
        case _:
            yield node


def _property(symbol: str, name: str, annotation: ast.expr) -> str:
    mark, kind = f" @{_DECORATOR}({_MESSAGE + symbol!r})", ast.unparse(annotation)
    getter = f" @property\n{mark}\n def {name}(self) -> {kind}: ...\n"
    return f"{getter} @{name}.setter\n{mark}\n def {name}(self, value: {kind}) -> None: ...\n"
