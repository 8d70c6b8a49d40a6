"""The tokens and scopes that requests need."""

import json
from typing import Any

from pipeline.api import Keywords, Security
from pipeline.parse.nodes import Object, resolved

_DEFINING = ("in", "name", "openIdConnectUrl", "scheme", "type")


def security_of(spec: Object, required: list[dict[str, list[str]]]) -> Security:
    """Return the alternatives to authenticate, each with the definitions of its schemes instead of their names."""
    schemes = _schemes(spec)
    return tuple(
        {definition(schemes.get(name, {})): tuple(sorted(scopes)) for name, scopes in alternative.items()}
        for alternative in required
    )


def scheme_keywords(spec: Object) -> dict[str, Keywords]:
    """Return the keys of each security scheme that do not define it, by its definition."""
    return {
        definition(scheme): {key: value for key, value in scheme.items() if key not in _DEFINING}
        for scheme in _schemes(spec).values()
    }


def definition(scheme: dict[str, Any]) -> str:
    """Return the keys that define how a scheme authenticates requests, as JSON text."""
    return json.dumps({key: scheme[key] for key in _DEFINING if key in scheme}, sort_keys=True)


def _schemes(spec: Object) -> dict[str, dict[str, Any]]:
    schemes = spec.get("components", {}).get("securitySchemes", {})
    return {
        name: dict(resolved(spec, f"#/components/securitySchemes/{name}", scheme).node)
        for name, scheme in schemes.items()
    }
