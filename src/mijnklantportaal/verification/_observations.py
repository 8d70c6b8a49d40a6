"""What responses show about questions that the guides leave open, without anybody's data."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

from mijnklantportaal._wire.operation import Operation
from mijnklantportaal.types import JSON
from mijnklantportaal.verification._checking import Findings
from mijnklantportaal.verification._known_objects import is_list, objects_of
from mijnklantportaal.verification._reading import Received
from mijnklantportaal.verification._report import Observation
from mijnklantportaal.verification._schemas import Schema, Spec
from mijnklantportaal.verification._shapes import as_code, json_type, key_hash

# The guide names the first four. The others are from the IETF draft on rate-limit headers, and from other servers.
_LIMIT_HEADERS = (
    "X-RateLimit-Limit",
    "X-RateLimit-Remaining",
    "X-RateLimit-Reset",
    "Retry-After",
    "RateLimit",
    "RateLimit-Limit",
    "RateLimit-Policy",
    "RateLimit-Remaining",
    "RateLimit-Reset",
)
# Other media types may be data.
_MEDIA_TYPES = (
    "application/json",
    "application/problem+json",
    "application/vnd.api+json",
    "application/xml",
    "text/html",
    "text/plain",
)
# A larger number is not a limit or a page size, but may be data.
_MAX_LIMIT = 10_000
_MAX_PAGE_SIZE = 1_000
_MAX_KINDS = 6


class Observer:
    """Collects observations on successful responses other than deviations.

    Args:
        spec: The effective spec.
    """

    def __init__(self, spec: Spec) -> None:
        self._spec = spec
        self._responses = 0
        self._limit_headers: Counter[str] = Counter()
        self._limits: Counter[str] = Counter()
        self._media_types: Counter[str] = Counter()
        self._page_sizes: Counter[str] = Counter()
        # A dict keeps each operation once, in order: a list below an object may be received for several objects.
        self._orders: dict[str, dict[str, None]] = {}

    def add(self, operation: "Operation[object]", received: Received, body: JSON) -> None:
        """Add a response with a success status."""
        self._responses += 1
        headers = received.headers
        self._limit_headers.update(name for name in _LIMIT_HEADERS if name.lower() in headers)
        if (limit := headers.get("x-ratelimit-limit")) is not None:
            self._limits[_number(limit, _MAX_LIMIT)] += 1
        self._media_types[_media_type(headers)] += 1
        if operation.is_paginated and isinstance(body, dict) and "per_page" in body:
            self._page_sizes[_number(body["per_page"], _MAX_PAGE_SIZE)] += 1
        if not is_list(operation):
            return
        schema = self._spec.response_schema(operation.path, received.status) or {}
        order = _order(objects_of(operation, body), _item_properties(self._spec, schema), self._spec)
        self._orders.setdefault(order, {})[operation.id] = None

    def observations(self, findings: Findings) -> Iterator[Observation]:
        """Yield the observations.

        Args:
            findings: The findings of all responses.
        """
        names = [f"{name} in {count} of {self._responses} responses" for name, count in self._limit_headers.items()]
        yield Observation("rate-limit headers", ", ".join(names) or "none")
        yield Observation("rate limit", _counted(self._limits) or "no header states it")
        yield Observation("content type", _counted(self._media_types) or "not reached")
        yield Observation("page size (`per_page`)", _counted(self._page_sizes) or "not reached")
        for order, operations in self._orders.items():
            yield Observation("order of lists", f"{order}: {', '.join(operations)}")
        for name in sorted({name for name, _ in findings.time_shapes}):
            shapes = Counter({f"`{shape}`": n for (other, shape), n in findings.time_shapes.items() if other == name})
            yield Observation(f"form of values with the format {name}", _counted(shapes))


def page_shape(operation: "Operation[object]", received: Received, body: JSON) -> str:
    """Return how the portal responds to a request for a page that does not exist."""
    if received.error is not None:
        return str(received.status)
    text = "a list with objects" if objects_of(operation, body) else "an empty list"
    current = body.get("current_page") if isinstance(body, dict) else None
    return f"{received.status}, {text}{', as page 1' if current == 1 else ''}"


def error_shape(received: Received, known: Collection[str], *, show_keys: bool) -> str:
    """Return the shape of the body of an error.

    Args:
        received: The response.
        known: The keys that are not data.
        show_keys: Whether other keys are shown, too.
    """
    body = None if received.error is None else received.error.body
    media_type = _media_type(received.headers)
    if not isinstance(body, dict):
        return f"{media_type}, not a JSON object"
    properties = [
        f"{as_code(key) if show_keys or key in known else f'a key with the hash {key_hash(key)}'} ({json_type(value)})"
        for key, value in body.items()
    ]
    return f"{media_type}, an object with {', '.join(properties) or 'no properties'}"


def _number(value: object, maximum: int) -> str:
    text = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
    is_plausible = text.isascii() and text.isdecimal() and len(text) < 9 and int(text) <= maximum
    return str(int(text)) if is_plausible else "another value"


def _media_type(headers: Mapping[str, str]) -> str:
    name = headers.get("content-type", "").partition(";")[0].strip().lower()
    if not name:
        return "no content type"
    return name if name in _MEDIA_TYPES else "another content type"


def _counted(counter: Counter[str]) -> str:
    if len(counter) == 1:
        return next(iter(counter))
    texts = [f"{text} ({count} times)" for text, count in counter.most_common(_MAX_KINDS)]
    return ", ".join([*texts, *(["others"] if len(counter) > _MAX_KINDS else [])])


def _item_properties(spec: Spec, schema: Schema) -> Mapping[str, Schema]:
    data = spec.resolve(spec.resolve(schema).get("properties", {}).get("data", {}))
    properties: Mapping[str, Schema] = spec.resolve(data.get("items", {})).get("properties", {})
    return properties


def _order(objects: list[JSON], properties: Mapping[str, Schema], spec: Spec) -> str:
    """Return the property that orders the objects of a list by time, preferably their time of creation."""
    keys = [key for key, node in properties.items() if spec.resolve(node).get("format") in ("date", "date-time")]
    is_known = False
    for key in sorted(keys, key=lambda key: not key.lower().startswith("created")):
        times = [_time(value.get(key)) if isinstance(value, dict) else None for value in objects]
        known = [time for time in times if time is not None]
        if len(known) < len(times) or len(set(known)) < 2:
            continue
        is_known = True
        if known == sorted(known, reverse=True):
            return f"descending by `{key}`"
        if known == sorted(known):
            return f"ascending by `{key}`"
    return "by no date or time" if is_known else "not known: too few objects or times"


def _time(value: JSON) -> float | None:
    try:
        return datetime.fromisoformat(value).timestamp() if isinstance(value, str) else None
    except (ValueError, OverflowError, OSError):
        return None
