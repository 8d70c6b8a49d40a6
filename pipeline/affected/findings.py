"""The uses of the client in programs, and the changes that concern them."""

import ast
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.affected.names import ChangeLike, Names, Target
from pipeline.affected.probing import Probe
from pipeline.affected.rules import HARMLESS, OMITTED, TYPED, VALUES
from pipeline.affected.uses import Use


@dataclass(frozen=True, eq=False)
class Finding:
    """A use that a change concerns.

    Attributes:
        use: The use.
        change: The change.
        argument: The argument of the call, if the change concerns one.
    """

    use: Use
    change: ChangeLike
    argument: str | None


def findings_in(uses: Iterable[Use], changes: Sequence[ChangeLike], probe: Probe) -> Iterator[Finding]:
    """Yield each use with each change that concerns it."""
    by_symbol: dict[str, list[Use]] = {}
    for use in uses:
        by_symbol.setdefault(use.symbol, []).append(use)
    names = Names(changes)
    for change in changes:
        if change.rule in HARMLESS:
            continue
        targets = names.targets_of(change)
        if change.rule in VALUES:
            typed_by = (probe.mentions.get(target.symbol, []) for target in targets)
            targets = [*targets, *itertools.chain.from_iterable(typed_by)]
        for target in targets:
            for use in by_symbol.get(target.symbol, ()):
                if _concerns(change, target, use, probe):
                    yield Finding(use, change, target.argument)


def _concerns(change: ChangeLike, target: Target, use: Use, probe: Probe) -> bool:
    if change.rule == "positions-changed" and isinstance(use.call, ast.Call) and not use.call.args:
        return False
    if target.argument is None:
        # The lines that use the imported name are reported, and an import of a removed name is an error.
        return change.rule in TYPED or not use.is_import
    if change.rule == "value-added":
        # Calls may pass more arguments, but need not.
        return False
    if use.call is None:
        # A method that is passed to other code may be called with any arguments; a class is mostly a type there.
        return target.symbol in probe.positional and use.other_name is None
    is_passed = use.value_of(target.argument) is not None
    if change.rule in OMITTED:
        return isinstance(use.call, ast.Call) and not is_passed
    return is_passed or use.is_open
