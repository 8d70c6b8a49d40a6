"""YAML aliases: harmless in small numbers, and able to make a few lines fill the memory."""

import re
from typing import Any

from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent

from pipeline.documents import round_trip_yaml
from pipeline.errors import PipelineError

# The published document has about 10,000 values.
MAX_VALUES = 1_000_000

# Quick, and finds too much: `a: 2 *b` for one.
_MAYBE_ALIAS = re.compile(r"(?:^|[\s,\[{:])\*[^\s*,\[\]{}]")


def has_aliases(text: str, name: str) -> bool:
    """Whether a YAML document has aliases.

    Raises:
        PipelineError: one of them is inside of what it stands for.
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
            # ruamel would read null there.
            if event.anchor in open_anchors:
                raise PipelineError(f"{name} has a YAML alias, *{event.anchor}, to something that contains it.")
    return found


def check_expansion(document: Any, name: str) -> None:
    """Make sure that a document stays small when its aliases are written out.

    Raises:
        PipelineError: it has more than `MAX_VALUES` values then.
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
            f"{name} is too large: more than {MAX_VALUES:,} values, once its YAML aliases are written out."
        )
