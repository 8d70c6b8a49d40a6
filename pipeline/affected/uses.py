"""The uses of the client in programs."""

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.affected.checking import Diagnostic
from pipeline.affected.probing import Probe, symbol_in
from pipeline.affected.programs import Position, Program

RULES = {"reportDeprecated": "warning", "reportUnknownMemberType": "warning"}
"""The rules of pyright that `uses_in` needs."""


@dataclass(frozen=True, eq=False)
class Use:
    """One use of a method, a field, a class, an alias or a resource.

    Attributes:
        program: The program.
        start: The position of its name. symbol: The name that is used, as in `Target.symbol`. node: Its node; None
        inside a string, such as an annotation in quotes. call: The call, or the class pattern, that it is the callee
        of. positional: The names of the positional arguments, if it is a method. is_typed: Whether pyright knows its
        type. Otherwise, only its names match a resource and its method.
    """

    program: Program
    start: Position
    symbol: str
    node: ast.AST | None
    call: ast.Call | ast.MatchClass | None
    positional: Sequence[str]
    is_typed: bool = True

    @property
    def is_import(self) -> bool:
        return isinstance(self.node, ast.alias)

    @property
    def other_name(self) -> str | None:
        """The name that an import or an assignment gives to a method or class."""
        match self.node:
            case ast.alias(asname=name):
                return name
            case ast.Name() | ast.Attribute() as node if not self.is_field:
                match self.program.parents.get(node):
                    case ast.Assign(targets=[ast.Name(id=name)], value=value) if value is node:
                        return name
        return None

    @property
    def is_field(self) -> bool:
        return "." in self.symbol and not self.symbol.endswith("()")

    @property
    def is_open(self) -> bool:
        """Whether the call may pass more arguments than its syntax shows."""
        match self.call:
            case ast.Call(args=args, keywords=keywords):
                unpacked = any(isinstance(argument, ast.Starred) for argument in args)
                return unpacked or any(keyword.arg is None for keyword in keywords)
        return False

    def value_of(self, argument: str) -> ast.expr | ast.pattern | None:
        """Return the value that the call passes as an argument, if it does."""
        match self.call:
            case ast.Call(args=args, keywords=keywords):
                by_name: dict[str | None, ast.expr] = dict(zip(self.positional, args, strict=False))
                return (by_name | {keyword.arg: keyword.value for keyword in keywords}).get(argument)
            case ast.MatchClass(kwd_attrs=names, kwd_patterns=patterns):
                return dict(zip(names, patterns, strict=True)).get(argument)
        return None


def uses_in(diagnostics: Sequence[Diagnostic], probe: Probe) -> list[Use]:
    """Return the uses in the programs that were checked with a probe."""
    uses: dict[tuple[Program, Position, str], Use] = {}
    reported = [*_typed(diagnostics, probe), *_untyped(diagnostics, probe)]
    for use in (*reported, *(use for named in reported for use in _under_other_name(named))):
        uses.setdefault((use.program, use.start, use.symbol), use)
    return list(uses.values())


def _typed(diagnostics: Iterable[Diagnostic], probe: Probe) -> Iterator[Use]:
    for item in diagnostics:
        symbol = symbol_in(item.message) if item.rule == "reportDeprecated" else None
        node = item.program.names.get(item.start)
        # A variable that is assigned a method with the same name is not a use.
        if symbol and not (isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)):
            positional = probe.positional.get(symbol, [])
            yield Use(item.program, item.start, symbol, node, _call_of(item.program, node), positional)


def _untyped(diagnostics: Iterable[Diagnostic], probe: Probe) -> Iterator[Use]:
    """Yield the attributes of values of an unknown type that have the names of a resource and its method."""
    unknown = {(item.program, item.start) for item in diagnostics if item.rule == "reportUnknownMemberType"}
    for program in {program for program, _ in unknown}:
        for start, node in program.names.items():
            match node:
                case ast.Attribute(attr=method, value=ast.Attribute(attr=resource)):
                    symbol = f"{resource}.{method}()"
                    positional = probe.positional.get(symbol)
                    if positional is not None and (program, program.start(node)) in unknown:
                        yield Use(program, start, symbol, node, _call_of(program, node), positional, is_typed=False)


def _call_of(program: Program, node: ast.AST | None) -> ast.Call | ast.MatchClass | None:
    match program.parents.get(node) if node else None:
        case (ast.Call(func=callee) | ast.MatchClass(cls=callee)) as call if callee is node:
            return call
    return None


def _under_other_name(use: Use) -> Iterator[Use]:
    """Yield the uses of a method or class by its other name, which pyright does not report."""
    if use.other_name is None or use.node is None:
        return
    scope: ast.AST = use.node
    while not isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef | ast.Module):
        scope = use.program.parents[scope]
    for node in ast.walk(scope):
        match node:
            case ast.Name(id=name, ctx=ast.Load()) if name == use.other_name:
                start = use.program.start(node)
                yield replace(use, start=start, node=node, call=_call_of(use.program, node))
