"""Changes of the tokens and scopes that requests need."""

import json
from collections.abc import Iterator

from pipeline.api import Security
from pipeline.diff.changes import Change
from pipeline.diff.quoting import quoted
from pipeline.diff.subjects import Subject


def compare_security(subject: Subject, old: Security, new: Security) -> Iterator[Change]:
    """Yield the change of the alternatives to authenticate."""
    if old == new:
        return
    before, after = _shown(old), _shown(new)
    if not _allows(new, old):
        text = f"requires {after} instead of {before}"
        yield subject.change("security-tightened", text, before, after)
    elif not _allows(old, new):
        yield subject.change("security-loosened", f"requires only {after}", before, after)
    else:
        # For example, the order of alternatives has no meaning.
        yield subject.change("security-written", f"requires {after}, as before", before, after)


def _allows(needed: Security, given: Security) -> bool:
    """Return whether each of the given alternatives is sufficient."""
    return all(any(_suffices(one, other) for other in needed or ({},)) for one in given or ({},))


def _suffices(given: dict[str, tuple[str, ...]], needed: dict[str, tuple[str, ...]]) -> bool:
    return all(scheme in given and set(scopes) <= set(given[scheme]) for scheme, scopes in needed.items())


def _shown(alternatives: Security) -> str:
    shown = [" and ".join(_scheme(scheme, scopes) for scheme, scopes in one.items()) for one in alternatives]
    return " or ".join(one or "nothing" for one in shown) or "nothing"


def _scheme(scheme: str, scopes: tuple[str, ...]) -> str:
    definition = json.loads(scheme)
    kind = " ".join(str(definition[key]) for key in ("type", "scheme", "in", "name") if key in definition)
    return quoted(kind) + (f" with {', '.join(quoted(scope) for scope in sorted(scopes))}" if scopes else "")
