"""Tokens, scopes and servers."""

from functools import partial
from typing import Any

from tests.pipeline.diff.pairs.comparisons import whole
from tests.pipeline.diff.pairs.fragments import Spec, api, operation
from tests.pipeline.diff.pairs.pair import Expected, Pair, Versions

_pair = partial(Pair, "security")

_SCOPES = {"things": "Things", "items": "Items"}
_FLOWS = {"clientCredentials": {"tokenUrl": "https://api.example.com/token", "scopes": _SCOPES}}
_SCHEMES: Spec = {
    "token": {"type": "http", "scheme": "bearer"},
    "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
    "oauth": {"type": "oauth2", "flows": _FLOWS},
}

Requirements = list[dict[str, list[str]]]


def _api(schemes: Spec = _SCHEMES, *, own: Requirements | None = None, **top: Any) -> Spec:
    keywords: Spec = {} if own is None else {"security": own}
    return api(operation(**keywords), components={"securitySchemes": schemes}, **top)


def _default(old: Requirements, new: Requirements) -> Versions:
    return whole(_api(security=old), _api(security=new))


def _own(old: Requirements | None, new: Requirements | None) -> Versions:
    """Change the security of one operation, where the default is a token."""
    both: Requirements = [{"token": []}]
    return whole(_api(security=both, own=old), _api(security=both, own=new))


def _servers(old: list[str], new: list[str]) -> Versions:
    before, after = ([{"url": url} for url in urls] for urls in (old, new))
    return whole(_api(servers=before), _api(servers=after))


_TOKEN: dict[str, list[str]] = {"token": []}
_KEY: dict[str, list[str]] = {"key": []}
_MAIN, _OTHER = "https://api.example.com", "https://api.example.org"

PAIRS = [
    _pair("other-scheme", _default([_TOKEN], [_KEY]), Expected.BREAKING, "tokens in use are refused"),
    _pair("alternative-added", _default([_TOKEN], [_TOKEN, _KEY]), Expected.FEATURE, "tokens in use keep working"),
    _pair("alternative-removed", _default([_TOKEN, _KEY], [_TOKEN]), Expected.BREAKING, "keys in use are refused"),
    _pair(
        "alternatives-in-another-order",
        _default([_TOKEN, _KEY], [_KEY, _TOKEN]),
        Expected.FORM,
        "the order has no meaning",
    ),
    _pair("second-scheme-needed", _default([_TOKEN], [{**_TOKEN, **_KEY}]), Expected.BREAKING, "a token is not enough"),
    _pair("second-scheme-not-needed", _default([{**_TOKEN, **_KEY}], [_TOKEN]), Expected.FEATURE, "less is needed"),
    _pair("default-added", _default([], [_TOKEN]), Expected.BREAKING, "calls without a token are refused"),
    _pair("default-removed", _default([_TOKEN], []), Expected.FEATURE, "no token is needed"),
    _pair("optional-token", _default([_TOKEN], [_TOKEN, {}]), Expected.FEATURE, "no token is needed"),
    _pair("own-became-public", _own(None, []), Expected.FEATURE, "no token is needed", "things.create"),
    _pair(
        "own-became-secured", _own([], None), Expected.BREAKING, "calls without a token are refused", "things.create"
    ),
    _pair("own-repeats-default", _own(None, [_TOKEN]), Expected.FORM, "the same token is needed"),
    _pair(
        "scope-added",
        _own([{"oauth": ["things"]}], [{"oauth": ["things", "items"]}]),
        Expected.BREAKING,
        "tokens in use are refused",
    ),
    _pair(
        "scope-removed",
        _own([{"oauth": ["things", "items"]}], [{"oauth": ["things"]}]),
        Expected.FEATURE,
        "tokens in use keep working",
    ),
    _pair(
        "scope-exchanged",
        _own([{"oauth": ["things"]}], [{"oauth": ["items"]}]),
        Expected.BREAKING,
        "tokens in use are refused",
        "items",
    ),
    _pair(
        "scopes-in-another-order",
        _own([{"oauth": ["things", "items"]}], [{"oauth": ["items", "things"]}]),
        Expected.FORM,
        "the order has no meaning",
    ),
    _pair(
        "key-header-renamed",
        whole(
            _api(security=[_KEY]),
            _api({**_SCHEMES, "key": {"type": "apiKey", "in": "header", "name": "X-Other"}}, security=[_KEY]),
        ),
        Expected.BREAKING,
        "keys in the old header are refused",
    ),
    _pair(
        "scheme-renamed",
        whole(_api(security=[_KEY]), _api({"other": _SCHEMES["key"]}, security=[{"other": []}])),
        Expected.FORM,
        "the name of a scheme has no effect",
    ),
    _pair("server-changed", _servers([_MAIN], [_OTHER]), Expected.BREAKING, "calls go to another address", _OTHER),
    _pair(
        "server-path-changed",
        _servers([_MAIN + "/v1"], [_MAIN + "/v2"]),
        Expected.BREAKING,
        "calls go to another address",
        "v2",
    ),
    _pair(
        "servers-exchanged", _servers([_MAIN, _OTHER], [_OTHER, _MAIN]), Expected.BREAKING, "the first is the default"
    ),
    _pair("server-added", _servers([_MAIN], [_MAIN, _OTHER]), Expected.PATCH, "the first is the default"),
    _pair("server-added-in-front", _servers([_MAIN], [_OTHER, _MAIN]), Expected.BREAKING, "the first is the default"),
    _pair("second-server-removed", _servers([_MAIN, _OTHER], [_MAIN]), Expected.PATCH, "the first is the default"),
    _pair("server-slash-added", _servers([_MAIN], [_MAIN + "/"]), Expected.FORM, "calls go to the same address"),
]
