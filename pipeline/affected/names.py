"""The names in changes, such as `customer_offers.create(amount=)`, as a program of the old version uses them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from pipeline.diff.changes import Level

_PYTHON = re.compile(r"(?P<callee>\w+(?:\.\w+)?)(?:\((?:(?P<argument>\w+)=)?\))?")


class ChangeLike(Protocol):
    """The part of a change that this package needs; `pipeline.diff.changes.Change` has it."""

    @property
    def rule(self) -> str: ...
    @property
    def level(self) -> Level: ...
    @property
    def text(self) -> str: ...
    @property
    def python(self) -> str | None: ...
    @property
    def before(self) -> str | None: ...
    @property
    def after(self) -> str | None: ...


@dataclass(frozen=True)
class Target:
    """The name that a change concerns.

    Attributes:
        symbol: A method `customer_offers.get()`, a field `CustomerOffer.amount`, or a class, an alias or a resource.
        argument: The argument, if the change concerns one.
    """

    symbol: str
    argument: str | None = None


class Names:
    """The old names that changes concern.

    Changes of a renamed object have its new name; the change that renames it has the old name.
    """

    def __init__(self, changes: Iterable[ChangeLike]) -> None:
        self._callees: dict[str, str] = {}
        self._members: dict[tuple[str, str], str] = {}
        for change in changes:
            if not (change.rule.endswith("-renamed") and change.python and change.before and change.after):
                continue
            target = _parsed(change.python)
            if target is None:
                continue
            owner, _, member = target.symbol.partition(".")
            if target.argument:
                self._members[target.symbol, change.after] = target.argument
            elif member and not member.endswith("()"):
                self._members[owner, change.after] = member
            else:
                self._callees[change.after] = change.before

    def targets_of(self, change: ChangeLike) -> list[Target]:
        """Return the targets of a change with their old names; a field is also an argument of its class."""
        target = _parsed(change.python) if change.python else None
        if target is None:
            return []
        is_renaming = change.rule.endswith("-renamed")
        owner, _, member = target.symbol.partition(".")
        is_field = bool(member) and not member.endswith("()")
        name = target.argument or (member if is_field else None)
        if name is None:
            return [Target(target.symbol if is_renaming else self._callees.get(target.symbol, target.symbol))]
        callee = owner if is_field else target.symbol
        old_name = name if is_renaming else self._members.get((callee, name), name)
        old_callee = self._callees.get(callee, callee)
        fields = [Target(f"{old_callee}.{old_name}")] if is_field else []
        return [*fields, Target(old_callee, old_name)]


def _parsed(python: str) -> Target | None:
    match = _PYTHON.fullmatch(python)
    if match is None:
        return None
    callee, argument = match["callee"], match["argument"]
    # `MijnKlantportaal(api_key=)` is an argument of a class.
    is_method = "." in callee and "(" in python
    return Target(f"{callee}()" if is_method else callee, argument)
