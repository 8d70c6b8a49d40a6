"""Mermaid diagrams as lists, for pages without scripts of other hosts. GitHub draws them."""

import html
import re
from collections.abc import Iterator

from pipeline.errors import PipelineError
from pipeline.site import markup

_BLOCK = re.compile(r"^```mermaid\n(?P<diagram>.*?)^```$", re.MULTILINE | re.DOTALL)
_PARTICIPANT = re.compile(r"participant (?P<id>\w+)(?: as (?P<label>.+))?")
_MESSAGE = re.compile(r"(?P<sender>\w+)--?>>(?P<receiver>\w+): (?P<text>.+)")
_NOTE = re.compile(r"Note over (?P<id>\w+): (?P<text>.+)")
_NODE = r'(?P<{0}>\w+)(?:\["(?P<{0}_label>[^"]*)"\])?'
_EDGE = re.compile(rf'{_NODE.format("start")}(?: -- "(?P<text>[^"]*)")? --> {_NODE.format("end")}')


def with_lists(text: str, name: str) -> str:
    """Return the text of a page with a list in the place of each diagram.

    Args:
        text: Markdown.
        name: The name of the file, for the error.

    Raises:
        PipelineError: A diagram has a line that this module does not know.
    """
    return _BLOCK.sub(lambda block: "\n".join(_list(block["diagram"], name)), text)


def _list(diagram: str, name: str) -> Iterator[str]:
    kind, *lines = (line.strip() for line in diagram.splitlines() if line.strip())
    if kind == "sequenceDiagram":
        return _messages(lines, name)
    if kind.startswith("flowchart "):
        return _edges(lines, name)
    raise _unknown(kind, name)


def _messages(lines: list[str], name: str) -> Iterator[str]:
    labels: dict[str, str] = {}
    indent = ""
    for line in lines:
        if match := _PARTICIPANT.fullmatch(line):
            labels[match["id"]] = match["label"] or match["id"]
        elif match := _MESSAGE.fullmatch(line):
            sender, receiver = (_bold(labels.get(match[end], match[end])) for end in ("sender", "receiver"))
            yield f"{indent}1. {sender} → {receiver}: {_text(match['text'])}"
        elif match := _NOTE.fullmatch(line):
            yield f"{indent}1. {_bold(labels.get(match['id'], match['id']))}: {_text(match['text'])}"
        elif line.startswith("loop "):
            yield f"{indent}1. Repeated {_text(line.removeprefix('loop '))}:"
            indent += "    "
        elif line == "end" and indent:
            indent = indent[4:]
        else:
            raise _unknown(line, name)


def _edges(lines: list[str], name: str) -> Iterator[str]:
    labels: dict[str, str] = {}
    edges = []
    for line in lines:
        edge = _EDGE.fullmatch(line)
        if edge is None:
            raise _unknown(line, name)
        edges.append(edge)
        for end in ("start", "end"):
            labels[edge[end]] = edge[f"{end}_label"] or labels.get(edge[end]) or edge[end]
    for edge in edges:
        yield f"- {_bold(labels[edge['start']])} → {_bold(labels[edge['end']])}" + (
            f": {_text(edge['text'])}" if edge["text"] else ""
        )


def _bold(label: str) -> str:
    return f"**{_text(label)}**"


def _text(text: str) -> str:
    return markup.prose(html.unescape(text))


def _unknown(line: str, name: str) -> PipelineError:
    return PipelineError(f"{name} has a diagram with the line {line!r}, which pipeline/site/diagrams.py does not know.")
