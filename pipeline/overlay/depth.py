"""A limit on nesting, so that no recursion over a document can end in a crash."""

from typing import Any

from pipeline.errors import PipelineError

# The published document nests about 20 deep. JSONPath descends 100 levels, and so does everything else here.
MAX_DEPTH = 100


def check_depth(document: Any, name: str) -> None:
    """Check that objects and arrays are not nested more than `MAX_DEPTH` deep.

    Args:
        document: Any JSON-like value.
        name: What to call it in the error.

    Raises:
        PipelineError: they are.
    """
    level = [document]
    for _ in range(MAX_DEPTH + 1):
        # Every container once, so that a document that shares parts through YAML anchors costs no more than it is long.
        containers = {id(value): value for value in level if isinstance(value, dict | list)}.values()
        if not containers:
            return
        level = [
            child
            for container in containers
            for child in (container.values() if isinstance(container, dict) else container)
        ]
    raise PipelineError(f"{name} is nested more than {MAX_DEPTH} levels deep; no API document needs that.")
