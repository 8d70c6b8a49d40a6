"""Our one extension of the document: `x-all-required`."""

from collections.abc import Iterable, Iterator

from pipeline.effective.objects import Node
from pipeline.effective.places import Finding

MARKER = "x-all-required"


def expand_all_required(nodes: Iterable[Node]) -> Iterator[Finding]:
    """In every schema marked `x-all-required: true`, in place, require all properties, and remove the marker.

    The overlay can mark all schemas of a kind at once, but no JSONPath update can list each schema's own properties.

    Returns:
        A finding for each marker that can't be expanded.
    """
    for node in nodes:
        if node.kind != "Schema" or MARKER not in node.value:
            continue
        marker = node.value.pop(MARKER)
        properties = node.value.get("properties")
        if marker is not True:
            yield Finding((*node.location, MARKER), f"is {marker!r}, and only `true` means something")
        elif not isinstance(properties, dict) or not properties:
            yield Finding((*node.location, MARKER), "stands in a schema without properties; remove it by the overlay")
        else:
            node.value["required"] = list(properties)
