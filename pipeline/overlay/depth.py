"""A limit on nesting, which protects recursive functions from a RecursionError."""

from typing import Any

from pipeline.errors import PipelineError

# The published spec is about 20 levels deep. The JSONPath library stops at 100 levels.
MAX_DEPTH = 100


def check_depth(document: Any, name: str) -> None:
    """Check that objects and arrays are not nested more than `MAX_DEPTH` deep.

    Args:
        document: Any JSON-like value.
        name: Its name in the error.

    Raises:
        PipelineError: They are nested more deeply.
    """
    level = [document]
    for _ in range(MAX_DEPTH + 1):
        # Each container counts once, since YAML anchors can repeat a part exponentially often.
        containers = {id(value): value for value in level if isinstance(value, dict | list)}.values()
        if not containers:
            return
        level = [
            child
            for container in containers
            for child in (container.values() if isinstance(container, dict) else container)
        ]
    raise PipelineError(f"{name} is nested more than {MAX_DEPTH} levels deep, which is the limit for an API spec.")
