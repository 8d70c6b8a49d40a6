"""Changes of the tokens and scopes that requests need."""

import json
from collections.abc import Iterator
from typing import Any

from pipeline.diff.changes import Change, Level
from pipeline.diff.limits import Subject
from pipeline.diff.quoting import quoted
from pipeline.generation.schemas import Document, OperationNode, resolve

_DEFINING = ("in", "name", "openIdConnectUrl", "scheme", "type")

# One way to authenticate: the definition of each security scheme, with the scopes that it needs.
Alternative = dict[str, frozenset[str]]


def compare_security(
    subject: Subject, old: OperationNode, new: OperationNode, old_spec: Document, new_spec: Document
) -> Iterator[Change]:
    """Yield the change of the security of an operation, unless both versions have the default security."""
    if "security" in old.node or "security" in new.node:
        yield from _compare(subject, _of(old.node, old_spec), _of(new.node, new_spec))


def compare_default_security(old: Document, new: Document) -> Iterator[Change]:
    """Yield the change of the default security."""
    subject = Subject("the client", "MijnKlantportaal(api_key=)", None, is_sent=True, is_received=False)
    yield from _compare(subject, _of({}, old), _of({}, new))


def _compare(subject: Subject, old: list[Alternative], new: list[Alternative]) -> Iterator[Change]:
    before, after = _shown(old), _shown(new)
    # The order of alternatives has no meaning.
    if _allows(new, old) and _allows(old, new):
        return
    if _allows(new, old):
        yield subject.change("security-loosened", Level.FEATURE, f"requires only {after}", before, after)
    else:
        yield subject.change(
            "security-tightened", Level.BREAKING, f"requires {after} instead of {before}", before, after
        )


def _allows(needed: list[Alternative], given: list[Alternative]) -> bool:
    """Return whether each of the given alternatives is sufficient."""
    return all(any(_suffices(one, other) for other in needed or [{}]) for one in given or [{}])


def _suffices(given: Alternative, needed: Alternative) -> bool:
    return all(scheme in given and scopes <= given[scheme] for scheme, scopes in needed.items())


def _of(node: dict[str, Any], spec: Document) -> list[Alternative]:
    schemes = spec.get("components", {}).get("securitySchemes", {})
    required: list[dict[str, list[str]]] = node["security"] if "security" in node else spec.get("security", [])
    return [
        {defined(schemes.get(name, {}), spec): frozenset(scopes) for name, scopes in one.items()} for one in required
    ]


def defined(scheme: dict[str, Any], spec: Document) -> str:
    """Return the keys that define how a scheme authenticates requests, as JSON."""
    resolved = resolve(spec, scheme)
    return json.dumps({key: resolved[key] for key in _DEFINING if key in resolved}, sort_keys=True)


def undefined(scheme: dict[str, Any], spec: Document) -> dict[str, Any]:
    """Return the other keys of a scheme."""
    return {key: value for key, value in resolve(spec, scheme).items() if key not in _DEFINING}


def _shown(alternatives: list[Alternative]) -> str:
    shown = [" and ".join(_one(scheme, scopes) for scheme, scopes in one.items()) for one in alternatives]
    return " or ".join(one or "nothing" for one in shown) or "nothing"


def _one(scheme: str, scopes: frozenset[str]) -> str:
    definition = json.loads(scheme)
    kind = " ".join(str(definition[key]) for key in ("type", "scheme", "in", "name") if key in definition)
    return quoted(kind) + (f" with {', '.join(quoted(scope) for scope in sorted(scopes))}" if scopes else "")
