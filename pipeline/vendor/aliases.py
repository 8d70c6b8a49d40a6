"""Limits on YAML aliases, by which a few lines can expand to gigabytes."""

import re
from typing import Any

from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent

from pipeline.documents import round_trip_yaml
from pipeline.errors import PipelineError

# The published spec has about 10,000 values.
MAX_VALUES = 1_000_000

# A quick test with false positives, such as `a: 2 *b`.
_MAYBE_ALIAS = re.compile(r"(?:^|[\s,\[{:])\*[^\s*,\[\]{}]")


def has_aliases(text: str, name: str) -> bool:
    """Return whether a YAML document has aliases.

    Raises:
        PipelineError: An alias is inside its own anchor.
    """
    if not _MAYBE_ALIAS.search(text):
        return False
    found = False
    open_anchors: list[str | None] = []
    for event in round_trip_yaml().parse(text):
        if isinstance(event, CollectionStartEvent):
            open_anchors.append(event.anchor)
        elif isinstance(event, CollectionEndEvent):
            open_anchors.pop()
        elif isinstance(event, AliasEvent):
            found = True
            # ruamel would load null there.
            if event.anchor in open_anchors:
                raise PipelineError(
                    f"{name} has the YAML alias *{event.anchor} inside its own anchor; write that part out."
                )
    return found


def check_expansion(document: Any, name: str) -> None:
    """Check the size of a document with its aliases expanded.

    Raises:
        PipelineError: It has more than `MAX_VALUES` values.
    """
    sizes: dict[int, int] = {}

    def size(node: Any) -> int:
        if not isinstance(node, dict | list):
            return 1
        if id(node) not in sizes:
            sizes[id(node)] = 1 + sum(map(size, node.values() if isinstance(node, dict) else node))
        return sizes[id(node)]

    if size(document) > MAX_VALUES:
        raise PipelineError(
            f"{name} is too large: it has more than {MAX_VALUES:,} values after its YAML aliases are expanded."
        )
