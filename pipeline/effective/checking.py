"""All checks of a document."""

from collections.abc import Sequence
from typing import Any

from pipeline.effective.examples import wrong_examples
from pipeline.effective.formats import unknown_formats
from pipeline.effective.keys import broken_references, unknown_keys
from pipeline.effective.objects import walk
from pipeline.effective.operations import nameless_operations, wrong_path_parameters, wrong_tags
from pipeline.effective.places import Finding
from pipeline.effective.validity import invalid_objects, invalid_schemas, remaining_errors
from pipeline.errors import PipelineError
from pipeline.overlay.depth import check_depth


def check_document(document: dict[str, Any]) -> None:
    """Check that the client can be generated from a document.

    Args:
        document: The document in plain values.

    Raises:
        PipelineError: it can't; one line for each finding, which names the place as a JSON pointer.
    """
    check_depth(document, "The document")
    refuse(findings(document))


def refuse(found: Sequence[Finding]) -> None:
    """Raise one error with all findings, if there are any.

    Raises:
        PipelineError: there are.
    """
    if found:
        raise PipelineError("\n".join(str(finding) for finding in found))


def findings(document: dict[str, Any]) -> list[Finding]:
    """Everything that is wrong with a document."""
    nodes = list(walk(document))
    unknown = list(unknown_keys(nodes))
    invalid = [
        *broken_references(nodes),
        *invalid_objects(document, unknown),
        *invalid_schemas(nodes),
    ]
    found = [
        *unknown,
        *invalid,
        *unknown_formats(nodes),
        *nameless_operations(nodes),
        *wrong_tags(document, nodes),
        *wrong_path_parameters(document),
    ]
    # A value can't be checked by a schema that is no schema.
    if not invalid:
        found += wrong_examples(document, nodes)
    return found or list(remaining_errors(document))
