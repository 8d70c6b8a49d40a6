"""The libyaml events of a document, for finding its aliases and lines without parsing its values."""

from collections.abc import Iterator

import yaml


def events_of(text: str) -> Iterator[yaml.Event]:
    """Yield the events of a document.

    Raises:
        yaml.YAMLError: The text is not valid YAML.
    """
    events: Iterator[yaml.Event] = yaml.parse(text, Loader=yaml.CSafeLoader)
    return events


def line_of(event: yaml.Event) -> int:
    """Return the line of an event, from 0. Only in the types of PyYAML may it be missing."""
    return event.start_mark.line if event.start_mark else 0


def has_aliases(text: str) -> bool:
    """Return whether a valid YAML document has aliases."""
    return "*" in text and any(isinstance(event, yaml.AliasEvent) for event in events_of(text))


def item_lines(text: str, key: str) -> list[int]:
    """Return the lines, from 1, of the items of the list at a key of a document; none for JSON that is not YAML."""
    try:
        return list(_item_lines(text, key))
    except yaml.YAMLError:
        return []


def _item_lines(text: str, key: str) -> Iterator[int]:
    depth = 0
    position = 0
    is_inside = False
    for event in events_of(text):
        is_node = isinstance(event, (yaml.NodeEvent, yaml.CollectionStartEvent))
        if is_node and depth == 1:
            is_value = position % 2 == 1
            is_inside = is_value and is_inside
            if not is_value:
                is_inside = isinstance(event, yaml.ScalarEvent) and event.value == key
            position += 1
        elif is_node and depth == 2 and is_inside:
            yield line_of(event) + 1
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
