"""Extract the fragment of the spec from a reference page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.errors import PipelineError
from pipeline.openapi import METHODS
from pipeline.vendor.shape import operations

_OPENING_FENCE = re.compile(r"(?P<indent> {0,3})(?P<fence>`{3,}(?=[^`]*$)|~{3,})(?P<info>.*)")
_FRAGMENT_INFO = re.compile(rf"(?:ya?ml|json)\s+\S+\s+(?P<method>{'|'.join(METHODS)})\s+(?P<path>/\S*)", re.IGNORECASE)
_OPENAPI_KEY = re.compile(r"""^\{?\s*(["']?)openapi\1\s*:""", re.MULTILINE)


@dataclass(frozen=True)
class _FencedBlock:
    info: str
    text: str
    is_closed: bool


@dataclass(frozen=True)
class Fragment:
    """The part of the spec that a page contains for one operation."""

    text: str
    method: str
    path: str


def is_page(text: str) -> bool:
    """Return whether the text is a page with a code fence, not a spec. The marker that comes first decides."""
    key = _OPENAPI_KEY.search(text)
    before_key = text[: key.start()] if key else text
    return not before_key.startswith("{") and any(_OPENING_FENCE.fullmatch(line) for line in before_key.split("\n"))


def fragment_of(text: str, name: str) -> Fragment:
    """Return the fragment of a page.

    Raises:
        PipelineError: The page does not have exactly one fragment, or its code fence is not closed or does not name the
            operation.
    """
    blocks = [
        block
        for block in _fenced_blocks(text)
        if _FRAGMENT_INFO.fullmatch(block.info) or _OPENAPI_KEY.search(block.text)
    ]
    if not blocks:
        raise PipelineError(
            f"{name} has no fragment of an OpenAPI spec: no code fence such as ````yaml /openapi.yaml get /customers; "
            "use the .md form of the page."
        )
    if len(blocks) > 1:
        raise PipelineError(f"{name} has {len(blocks)} fragments of an OpenAPI spec; a page must have one: split it.")
    [block] = blocks
    if not block.is_closed:
        raise PipelineError(f"{name} ends within its fragment; the page is truncated: download it again.")
    info = _FRAGMENT_INFO.fullmatch(block.info)
    if not info:
        raise PipelineError(
            f"{name} has a fragment with the info string {block.info!r}; it must contain spec, method and path."
        )
    return Fragment(block.text, info["method"].lower(), info["path"])


def check_operation(fragment: Fragment, document: dict[str, Any], name: str) -> None:
    """Check that the fragment contains exactly the operation that its code fence names.

    Raises:
        PipelineError: It contains another operation.
    """
    promised = f"{fragment.method.upper()} {fragment.path}"
    held = [operation for operation, _ in operations(document)]
    if held != [promised] or len(document["paths"]) > 1:
        found = ", ".join(held) or "no operation"
        raise PipelineError(f"{name} announces {promised} but its fragment contains {found}; download the page again.")


def _fenced_blocks(text: str) -> Iterator[_FencedBlock]:
    lines = iter(text.split("\n"))
    for line in lines:
        opening = _OPENING_FENCE.fullmatch(line)
        if not opening:
            continue
        fence = opening["fence"]
        closing = re.compile(rf" {{0,3}}{fence[0]}{{{len(fence)},}}[ \t]*")
        indent = re.compile(rf" {{0,{len(opening['indent'])}}}")
        content: list[str] = []
        is_closed = False
        for inner in lines:
            if closing.fullmatch(inner):
                is_closed = True
                break
            content.append(indent.sub("", inner, count=1))
        yield _FencedBlock(opening["info"].strip(), "\n".join(content) + "\n", is_closed)
