"""Read YAML and JSON documents, as values or with their layout, and write YAML."""

import io
import json
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import DuplicateKeyError, RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.representer import RoundTripRepresenter

from pipeline.errors import PipelineError
from pipeline.yaml_values import yaml_value

# The published spec has about 5,000 lines (200 kB). A file a hundred times that size is a mistake.
MAX_BYTES = 20_000_000

_TIMESTAMP = "tag:yaml.org,2002:timestamp"


class UnquotedDate(str):
    """An unquoted string that YAML 1.1 would read as a date. It is written without quotes again.

    YAML 1.2 has no dates. The spec contains dates that do not exist, such as 2025-04-31.
    """

    __slots__ = ()


class _Constructor(RoundTripConstructor):
    """Read dates as strings."""

    def construct_unquoted_date(self, node: ScalarNode) -> UnquotedDate:
        return UnquotedDate(node.value)


class _Representer(RoundTripRepresenter):
    """Write `null` as a word, and dates as they were read."""

    def represent_null(self, _: None) -> ScalarNode:
        return self.represent_scalar("tag:yaml.org,2002:null", "null")

    def represent_unquoted_date(self, date: UnquotedDate) -> ScalarNode:
        return self.represent_scalar(_TIMESTAMP, date)


_Constructor.add_constructor(_TIMESTAMP, _Constructor.construct_unquoted_date)
_Representer.add_representer(type(None), _Representer.represent_null)
_Representer.add_representer(UnquotedDate, _Representer.represent_unquoted_date)


def round_trip_yaml() -> YAML:
    """Return a YAML reader and writer that keeps order, quoting, folding and comments."""
    yaml = YAML(typ="rt")
    yaml.Constructor = _Constructor
    yaml.Representer = _Representer
    yaml.preserve_quotes = True
    # Wider than any line, since ruamel would wrap long ones again.
    yaml.width = 4096
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def parse_document(content: bytes, name: str) -> Any:
    """Parse a YAML or JSON document with its layout, so that it can be written back. JSON is YAML.

    Args:
        content: The bytes of the document.
        name: The name of the document in errors.

    Raises:
        PipelineError: The content is larger than `MAX_BYTES`, is not UTF-8 or not YAML, or is not a mapping.
    """
    text = _decoded(content, name)
    try:
        document = round_trip_yaml().load(text)
    except DuplicateKeyError as error:
        # The rest of the problem contains both values, which may be long.
        problem = str(error.problem).partition(" with value ")[0]
        raise PipelineError(f"{name} is not valid YAML, line {error.problem_mark.line + 1}: {problem}.") from None
    except RecursionError:
        raise PipelineError(f"{name} is nested too deeply to be an API spec.") from None
    except MarkedYAMLError as error:
        line = f", line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise PipelineError(f"{name} is not valid YAML{line}: {error.problem}.") from None
    except (YAMLError, ValueError, AttributeError, TypeError, LookupError) as error:
        # ruamel raises these for some invalid tags and keys.
        raise PipelineError(
            f"{name} is not valid YAML: {str(error).splitlines()[0] if str(error) else type(error).__name__}."
        ) from None
    return _mapping(document, name)


def parse_values(content: bytes, name: str) -> dict[str, Any]:
    """Parse a YAML or JSON document into plain JSON values, which do not share objects.

    This is many times faster than `parse_document`.

    Args:
        content: The bytes of the document.
        name: The name of the document in errors.

    Raises:
        PipelineError: As for `parse_document`, or its aliases expand to too many values.
    """
    text = _decoded(content, name)
    value = json_value(text, name)
    if value is not None:
        return value
    mapping: dict[str, Any] = _mapping(yaml_value(text, name), name)
    return mapping


def json_value(text: str, name: str) -> dict[str, Any] | None:
    """Return the value of a JSON object, or None if the text is not JSON.

    Raises:
        PipelineError: The object is nested too deeply, has the same key twice, or a value that JSON does not have.
    """
    if not text.lstrip().startswith("{"):
        return None
    try:
        value: dict[str, Any] = json.loads(
            text, object_pairs_hook=_without_duplicates, parse_constant=_refused_constant, parse_float=_finite
        )
    except json.JSONDecodeError:
        return None
    except RecursionError:
        raise PipelineError(f"{name} is nested too deeply to be an API spec.") from None
    except ValueError as error:
        raise PipelineError(f"{name} is not valid JSON: {error}.") from None
    return value


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, value in pairs:
        if key in values:
            raise ValueError(f'an object has the key "{key[:60]}" twice')
        values[key] = value
    return values


def _refused_constant(name: str) -> None:
    raise ValueError(f"{name} is not a valid number")


def _finite(text: str) -> float:
    number = float(text)
    if abs(number) == float("inf"):
        raise ValueError(f"{text[:40]} is too large a number")
    return number


def read_document(path: Path) -> dict[str, Any]:
    """Parse a YAML or JSON file into plain values.

    Raises:
        PipelineError: The file cannot be read, or `parse_values` rejects its content.
    """
    try:
        return parse_values(path.read_bytes(), str(path))
    except OSError as error:
        raise PipelineError(f"{path} cannot be read: {error.strerror}.") from None


def _decoded(content: bytes, name: str) -> str:
    if len(content) > MAX_BYTES:
        raise PipelineError(f"{name} has {len(content):,} bytes; the limit for an API spec is {MAX_BYTES:,}.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PipelineError(f"{name} is not UTF-8 text (byte {error.start}).") from None


def _mapping(document: Any, name: str) -> Any:
    if not isinstance(document, dict):
        kind = "a list" if isinstance(document, list) else "nothing" if document is None else "a single value"
        raise PipelineError(f"{name} contains {kind}; an OpenAPI spec or an overlay must be a mapping.")
    return document


def dump_yaml(document: Any) -> bytes:
    """Serialize the document as YAML, in the style of the published pages."""
    stream = io.BytesIO()
    round_trip_yaml().dump(document, stream)
    return stream.getvalue()


def plain(document: Any, name: str = "The document") -> Any:
    """Return a copy of the document in plain JSON values, without YAML types and shared objects.

    Args:
        document: The document.
        name: The name of the document in errors.

    Raises:
        PipelineError: The document contains a number that JSON does not have.
    """
    try:
        return json.loads(json.dumps(document, default=str, allow_nan=False))
    except ValueError:
        raise PipelineError(
            f"{name} contains .nan or .inf, which JSON does not have: replace it by a number or null."
        ) from None


def refuse_lone_surrogates(name: str, document: Any) -> None:
    """Check that no text of a document contains a lone surrogate, such as \\ud800, which UTF-8 cannot encode.

    Raises:
        PipelineError: A text contains one.
    """
    try:
        json.dumps(plain(document), ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        surrogate = ascii(error.object[error.start])
        raise PipelineError(f"{name} contains the lone surrogate {surrogate}: complete or remove it.") from None
