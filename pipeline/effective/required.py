"""`x-all-required`, the extension of OpenAPI that the overlay uses."""

from collections.abc import Iterable, Iterator

from pipeline.effective.finding import Finding
from pipeline.effective.objects import Node

MARKER = "x-all-required"


def expand_all_required(nodes: Iterable[Node]) -> Iterator[Finding]:
    """Make all properties required in every schema marked `x-all-required: true`, and remove the marker, in place.

    The overlay can mark many schemas with one action, but no JSONPath update can list the properties of each.

    Yields:
        A finding for each marker that cannot be expanded.
    """
    for node in nodes:
        if node.kind != "Schema" or MARKER not in node.value:
            continue
        marker = node.value.pop(MARKER)
        properties = node.value.get("properties")
        if marker is not True:
            yield Finding((*node.location, MARKER), f"is {marker!r}; it must be `true`")
        elif not isinstance(properties, dict) or not properties:
            yield Finding(
                (*node.location, MARKER), "is in a schema without properties; correct the overlay action that sets it"
            )
        else:
            node.value["required"] = list(properties)
