"""Merge sources into one spec, or report their contradictions."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from pipeline.errors import PipelineError
from pipeline.openapi import METHODS, escape
from pipeline.vendor.blocks import Block, Place, blocks_of
from pipeline.vendor.sources import Source

# The order of the publisher, and the order of the OpenAPI specification for other keys.
_ROOT = ["openapi", "info", "servers", "security", "tags", "externalDocs", "paths", "webhooks", "components"]
_PATH_ITEM = ["$ref", "summary", "description", "servers", "parameters", *METHODS]
_COMPONENTS = ["schemas", "responses", "parameters", "examples", "requestBodies", "headers", "securitySchemes"]
_SHOWN_CHARACTERS = 60

# The sort key of a key among its siblings: its group first, then the rest.
_Rank = Callable[[str, Block], tuple[int, int, str]]


def merge(sources: list[Source]) -> Block:
    """Merge sources in their canonical order: the others are inserted into the first.

    If a published source contradicts a vendored one, the published one wins.

    Raises:
        PipelineError: Two sources contradict each other. The message has one line for each contradiction.
    """
    newest_first = sorted(sources, key=lambda source: source.is_recorded)
    tags: list[dict[str, str]] = next((source.value["tags"] for source in newest_first if source.value.get("tags")), [])
    tag_order = [tag["name"] for tag in tags]
    root = blocks_of(sources[0])
    disagreements: list[str] = []
    for source in sources[1:]:
        _merge_into(root, blocks_of(source), (), tag_order, disagreements)
    if disagreements:
        raise PipelineError("\n".join([*disagreements, "Correct the source that is wrong, and vendor again."]))
    return root


def differences(one: Any, other: Any, place: str) -> Iterator[tuple[str, Any, Any]]:
    """Yield the location of each difference between two values, with both values there.

    If only one of them has a key, the other value is a placeholder, which is printed as `nothing`.
    """
    if isinstance(one, dict) and isinstance(other, dict):
        for key in [*one, *(key for key in other if key not in one)]:
            inner = f"{place}/{escape(key)}"
            if key in one and key in other:
                yield from differences(one[key], other[key], inner)
            else:
                yield inner, one.get(key, _NOTHING), other.get(key, _NOTHING)
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for index, (left, right) in enumerate(zip(one, other, strict=True)):
            yield from differences(left, right, f"{place}/{index}")
    # In Python, True equals 1.
    elif one != other or isinstance(one, bool) != isinstance(other, bool):
        yield place, one, other


class _Nothing:
    def __repr__(self) -> str:
        return "nothing"


_NOTHING = _Nothing()


def _merge_into(base: Block, other: Block, place: Place, tag_order: list[str], disagreements: list[str]) -> None:
    rank = _rank_at(place, tag_order)
    if not base.children or (other.children and other.is_original and not base.is_original):
        base.lines, base.is_original = other.moved_to(base.column).lines, other.is_original
    column = next((child.column for child in base.children.values()), None)
    order = list(base.children)
    lowest = 0
    remaining = list(other.children)
    for key, block in other.children.items():
        remaining.remove(key)
        if key not in base.children:
            position = _position(order, base.children, key, block, rank, lowest, remaining)
            order.insert(position, key)
            base.children[key] = block if column is None else block.moved_to(column)
        elif block.is_divided:
            _merge_into(base.children[key], block, (*place, key), tag_order, disagreements)
        else:
            base.children[key] = _agreed(base.children[key], block, (*place, key), disagreements)
        lowest = max(lowest, order.index(key) + 1)
    base.children = {key: base.children[key] for key in order}


def _position(
    order: list[str], siblings: dict[str, Block], key: str, block: Block, rank: _Rank, lowest: int, later: list[str]
) -> int:
    """Return the index for a new key, by its rank, but never against the order in its source."""
    highest = min((order.index(name) for name in later if name in order[lowest:]), default=len(order))
    own = rank(key, block)
    ranks = {index: rank(order[index], siblings[order[index]]) for index in range(lowest, highest)}
    members = [index for index, sibling in ranks.items() if sibling[0] == own[0]]
    # The groups of the first source may be in any order, so members of the same group are considered first.
    following = next((index for index in members or ranks if ranks[index] > own), None)
    if following is not None:
        return following
    return members[-1] + 1 if members else highest


def _rank_at(place: Place, tag_order: list[str]) -> _Rank:
    match place:
        case ():
            names = _ROOT
        case ("paths",):
            return lambda path, block: (_tag_rank(block, tag_order), 0, path)
        case ("paths", _):
            names = _PATH_ITEM
        case ("components",):
            names = _COMPONENTS
        case _:
            names = []
    return lambda name, _: (0, _index(names, name), name)


def _tag_rank(path_item: Block, tag_order: list[str]) -> int:
    for method, operation in path_item.children.items():
        if method in METHODS and operation.value.get("tags"):
            return _index(tag_order, operation.value["tags"][0])
    return len(tag_order)


def _index(names: list[str], name: str) -> int:
    return names.index(name) if name in names else len(names)


def _agreed(base: Block, other: Block, place: Place, disagreements: list[str]) -> Block:
    pointer = "".join(f"/{escape(key)}" for key in place)
    found = list(differences(base.value, other.value, pointer))
    if not found:
        return _same(base, other)
    if other.source.supersedes(base.source):
        return other.moved_to(base.column)
    if not base.source.supersedes(other.source):
        disagreements.extend(
            f"{base.source.label} and {other.source.label} disagree about {where}: {_shown(one)} and {_shown(two)}."
            for where, one, two in found
        )
    return base


def _same(base: Block, other: Block) -> Block:
    """Return the one of two equal blocks that is closer to the published spec."""
    closest = max(base, other, key=lambda block: (block.is_original, block.source.is_published))
    # A value that another source confirms cannot be superseded like a vendored one.
    independent = other if base.source.is_recorded else base
    return replace(closest.moved_to(base.column), source=independent.source)


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= _SHOWN_CHARACTERS else f"{text[:_SHOWN_CHARACTERS]}…"
