"""Values of YAML 1.2 documents, read by libyaml.

This takes a fraction of the time of ruamel.yaml, which also keeps the layout for writing.
"""

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from pipeline.errors import PipelineError
from pipeline.yaml_events import events_of, line_of

# The published spec has about 10,000 values.
MAX_VALUES = 1_000_000

_TAG = "tag:yaml.org,2002:"
# The core schema of YAML 1.2, without .inf and .nan, which JSON does not have.
_WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NOT_IN_JSON = re.compile(r"[-+]?\.(inf|Inf|INF)|\.nan|\.NaN|\.NAN")
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
_MAYBE_NUMBER = frozenset("+-.0123456789")


class YamlError(PipelineError):
    """The text is not valid YAML, or has values that JSON does not have."""


class _Merge:
    """The key `<<`, which YAML 1.2 does not have, but its tools still read."""


@dataclass
class _Open:
    """A list or mapping before its end. For a mapping, `values` has its keys and values alternately."""

    anchor: str | None
    line: int
    is_mapping: bool
    values: list[Any] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


def yaml_value(text: str, name: str) -> Any:
    """Return a YAML document as a JSON value. Keys are strings, and aliases are expanded.

    Args:
        text: The document. Dates and everything else that the core schema of YAML 1.2 does not name are strings.
        name: The name of the document in errors.

    Raises:
        YamlError: The text is not valid YAML, has more than one document, or has a duplicate key, a tag, or a value
            that JSON does not have.
    """
    replaced = _without_old_line_breaks(text)
    try:
        return _Reader(name, {ord(new): old for old, new in replaced.items()}).document(
            text.translate({ord(old): new for old, new in replaced.items()}) if replaced else text
        )
    except yaml.MarkedYAMLError as error:
        raise YamlError(f"{name} {_sentence(error, text)}.") from None
    except yaml.reader.ReaderError as error:
        line_number = text.count("\n", 0, error.position) + 1
        raise YamlError(
            f"{name} is not valid YAML: unacceptable character #x{error.character:04x}, line {line_number}."
        ) from None
    except (RecursionError, MemoryError):
        raise YamlError(f"{name} is nested too deeply to be an API spec.") from None


def _without_old_line_breaks(text: str) -> dict[str, str]:
    """Return a replacement, which the text does not contain, for each character that only ends a line in YAML 1.1."""
    breaks = [char for char in "\x85\u2028\u2029" if char in text]
    if not breaks:
        return {}
    lowered = text.lower()
    # Characters for private use. The text must not contain their escapes either.
    unused = (chr(code) for code in range(0xE000, 0xF900) if chr(code) not in text and f"{code:x}" not in lowered)
    return dict(zip(breaks, unused, strict=False))


def _sentence(error: yaml.MarkedYAMLError, text: str) -> str:
    problem = str(error.problem)
    if "nesting depth" in problem:
        return "is nested too deeply to be an API spec"
    if error.problem_mark is None:
        return f"is not valid YAML: {problem}"
    number = error.problem_mark.line
    # libyaml also refuses each half of a surrogate pair.
    surrogate = _SURROGATE.search(text.split("\n")[number]) if "Unicode character escape" in problem else None
    if surrogate:
        return (
            f"contains the lone surrogate {surrogate[0]}, line {number + 1}: write the character itself, which two of "
            "them make, or remove it"
        )
    return f"is not valid YAML, line {number + 1}: {problem}"


class _Reader:
    def __init__(self, name: str, restored: dict[int, str]) -> None:
        self._name = name
        self._restored = restored
        self._anchors: dict[str, Any] = {}
        self._open: list[_Open] = []
        self._count = 0
        self._documents: list[Any] = []

    def document(self, text: str) -> Any:
        for event in events_of(text):
            match event:
                case yaml.DocumentStartEvent() if self._documents:
                    raise YamlError(
                        f"{self._name} is not valid YAML, line {line_of(event) + 1}: the file has another document, "
                        "and must have one."
                    )
                case yaml.ScalarEvent():
                    if self._restored:
                        event.value = event.value.translate(self._restored)
                    self._add(self._scalar(event), event.anchor, line_of(event))
                case yaml.AliasEvent():
                    self._add(self._alias(event), None, line_of(event))
                case yaml.CollectionStartEvent():
                    is_mapping = isinstance(event, yaml.MappingStartEvent)
                    self._check_tag(event, "map" if is_mapping else "seq")
                    self._open.append(_Open(event.anchor, line_of(event), is_mapping))
                case yaml.CollectionEndEvent():
                    ended = self._open.pop()
                    value = self._mapping(ended) if ended.is_mapping else ended.values
                    self._add(value, ended.anchor, ended.line)
        return self._documents[0] if self._documents else None

    def _add(self, value: Any, anchor: str | None, line: int) -> None:
        self._count_one()
        if anchor is not None:
            self._anchors[anchor] = value
        if self._open:
            self._open[-1].values.append(value)
            self._open[-1].lines.append(line)
        else:
            self._documents.append(value)

    def _count_one(self) -> None:
        self._count += 1
        if self._count > MAX_VALUES:
            raise YamlError(
                f"{self._name} is too large: it has more than {MAX_VALUES:,} values after its YAML aliases are "
                "expanded."
            )

    def _scalar(self, event: yaml.ScalarEvent) -> Any:
        if event.tag is None and event.implicit[0]:
            return self._plain(event.value, line_of(event))
        if event.tag is None or event.tag == "!":
            return event.value
        value = event.value if event.tag == f"{_TAG}str" else self._plain(event.value, line_of(event))
        if not isinstance(value, _TYPES.get(event.tag.removeprefix(_TAG), ())):
            self._refuse_tag(event)
        return value

    def _plain(self, text: str, line: int) -> Any:
        if text in _WORDS:
            return _WORDS[text]
        if text[0] not in _MAYBE_NUMBER:
            return _Merge if text == "<<" and self._is_key() else text
        if _INTEGER.fullmatch(text):
            return self._integer(text, line)
        is_float = _FLOAT.fullmatch(text)
        if _NOT_IN_JSON.fullmatch(text) or (is_float and abs(float(text)) == float("inf")):
            raise YamlError(
                f"{self._name}, line {line + 1}, contains .nan or .inf, which JSON does not have: replace it by a "
                "number or null."
            )
        return float(text) if is_float else text

    def _integer(self, text: str, line: int) -> int:
        try:
            return int(text, 0 if text[:2] in ("0o", "0x") else 10)
        except ValueError as error:
            raise YamlError(f"{self._name} is not valid YAML: {error}, line {line + 1}.") from None

    def _is_key(self) -> bool:
        return bool(self._open) and self._open[-1].is_mapping and len(self._open[-1].values) % 2 == 0

    def _alias(self, event: yaml.AliasEvent) -> Any:
        anchor = event.anchor
        if any(collection.anchor == anchor for collection in self._open):
            raise YamlError(
                f"{self._name} is not valid YAML: the alias *{anchor} is inside its own anchor; write that part out."
            )
        if anchor not in self._anchors:
            raise YamlError(
                f"{self._name} is not valid YAML, line {line_of(event) + 1}: found undefined alias '{anchor}'."
            )
        return self._copied(self._anchors[anchor])

    def _copied(self, value: Any) -> Any:
        self._count_one()
        match value:
            case dict():
                return {key: self._copied(child) for key, child in value.items()}
            case list():
                return [self._copied(child) for child in value]
        return value

    def _mapping(self, ended: _Open) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        merged: list[Any] = []
        for index in range(0, len(ended.values), 2):
            key, value, line = ended.values[index], ended.values[index + 1], ended.lines[index] + 1
            if key is _Merge:
                merged += value if isinstance(value, list) else [value]
                continue
            if isinstance(key, dict | list):
                raise YamlError(f"{self._name}, line {line}, has a list or a mapping as a key; keys must be strings.")
            text = key if isinstance(key, str) else _key(key)
            if text in mapping:
                raise YamlError(f'{self._name} is not valid YAML, line {line}: found duplicate key "{text[:60]}".')
            mapping[text] = value
        for base in merged:
            if not isinstance(base, dict):
                raise YamlError(
                    f"{self._name} is not valid YAML, line {ended.line + 1}: the value of the merge key `<<` is not a "
                    "mapping."
                )
            for text, value in base.items():
                mapping.setdefault(text, value)
        return mapping

    def _check_tag(self, event: yaml.CollectionStartEvent, kind: str) -> None:
        if event.tag not in (None, "!", f"{_TAG}{kind}"):
            self._refuse_tag(event)

    def _refuse_tag(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        tag = str(event.tag).replace(_TAG, "!!")
        raise YamlError(
            f"{self._name} has the YAML tag {tag[:60]} for a value that does not have that type in JSON, line "
            f"{line_of(event) + 1}: remove the tag."
        )


_TYPES: dict[str, type | tuple[type, ...]] = {
    "str": str,
    "int": int,
    "float": (int, float),
    "bool": bool,
    "null": type(None),
    # A date is a string.
    "timestamp": str,
}


def _key(value: float | bool | None) -> str:
    """Return a key that is not a string in the form of JSON."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
    return repr(value)
