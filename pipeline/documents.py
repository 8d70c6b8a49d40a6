"""Reading and writing YAML and JSON documents without changing what they say."""

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

# The published document has about 5,000 lines (200 kB); a hundred times that is somebody's mistake.
MAX_BYTES = 20_000_000


_TIMESTAMP = "tag:yaml.org,2002:timestamp"


class UnquotedDate(str):
    """A string that YAML 1.1 would read as a date, and that stood without quotes; it is written without them again.

    YAML 1.2 has no dates. The document holds some that are in no calendar, such as 2025-04-31.
    """

    __slots__ = ()


class _Constructor(RoundTripConstructor):
    """Reads dates as the strings they are."""

    def construct_unquoted_date(self, node: ScalarNode) -> UnquotedDate:
        return UnquotedDate(node.value)


class _Representer(RoundTripRepresenter):
    """Writes `null` as a word, and dates as they were read."""

    def represent_null(self, _: None) -> ScalarNode:
        return self.represent_scalar("tag:yaml.org,2002:null", "null")

    def represent_unquoted_date(self, date: UnquotedDate) -> ScalarNode:
        return self.represent_scalar(_TIMESTAMP, date)


_Constructor.add_constructor(_TIMESTAMP, _Constructor.construct_unquoted_date)
_Representer.add_representer(type(None), _Representer.represent_null)
_Representer.add_representer(UnquotedDate, _Representer.represent_unquoted_date)


def round_trip_yaml() -> YAML:
    """A YAML reader and writer that keeps order, quoting, folding and comments.

    The width is far beyond any line, since ruamel would re-wrap long ones.
    """
    yaml = YAML(typ="rt")
    yaml.Constructor = _Constructor
    yaml.Representer = _Representer
    yaml.preserve_quotes = True
    yaml.width = 4096
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def parse_document(content: bytes, name: str) -> Any:
    """Read one YAML or JSON document; JSON is YAML.

    Raises:
        PipelineError: it is larger than `MAX_BYTES`, no text in UTF-8, no YAML, or its top is no mapping.
    """
    if len(content) > MAX_BYTES:
        raise PipelineError(f"{name} has {len(content):,} bytes; more than {MAX_BYTES:,} can't be an API document.")
    try:
        document = round_trip_yaml().load(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise PipelineError(f"{name} is not UTF-8 text (byte {error.start}).") from None
    except DuplicateKeyError as error:
        # The problem goes on with both values, which may be half the document.
        problem = str(error.problem).partition(" with value ")[0]
        raise PipelineError(f"{name} is not valid YAML, line {error.problem_mark.line + 1}: {problem}.") from None
    except RecursionError:
        raise PipelineError(f"{name} is nested too deeply to be an API document.") from None
    except MarkedYAMLError as error:
        line = f", line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise PipelineError(f"{name} is not valid YAML{line}: {error.problem}.") from None
    except (YAMLError, ValueError, AttributeError, TypeError, LookupError) as error:
        # ruamel has no error of its own for some tags and keys that make no sense.
        raise PipelineError(
            f"{name} is not valid YAML: {str(error).splitlines()[0] if str(error) else type(error).__name__}."
        ) from None
    if not isinstance(document, dict):
        kind = "a list" if isinstance(document, list) else "nothing" if document is None else "a single value"
        raise PipelineError(f"{name} holds {kind}, where an OpenAPI document or an overlay has its keys and values.")
    return document


def read_document(path: Path) -> Any:
    """`parse_document` on a file.

    Raises:
        PipelineError: the file is missing or can't be read, or as for `parse_document`.
    """
    try:
        return parse_document(path.read_bytes(), str(path))
    except OSError as error:
        raise PipelineError(f"{path} can't be read: {error.strerror}.") from None


def dump_yaml(document: Any) -> bytes:
    """The document as YAML, in the style of the published pages."""
    stream = io.BytesIO()
    round_trip_yaml().dump(document, stream)
    return stream.getvalue()


def plain(document: Any, name: str = "The document") -> Any:
    """The document as plain Python values, as JSON would give them back: no YAML types, no anchors shared.

    Raises:
        PipelineError: a number of it is none that JSON knows; `name` is what the error calls it.
    """
    try:
        return json.loads(json.dumps(document, default=str, allow_nan=False))
    except ValueError:
        raise PipelineError(
            f"{name} has a number that is .nan or .inf, which JSON has not: write another one."
        ) from None


def refuse_half_characters(name: str, document: Any) -> None:
    """See to it that no text of a document holds half of a character, which no file can hold.

    An escape such as \\ud800 stands for one, where the other half does not follow.

    Raises:
        PipelineError: one does.
    """
    try:
        json.dumps(plain(document), ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        half = ascii(error.object[error.start])
        raise PipelineError(f"{name} holds half of a character, {half}: complete or remove it.") from None
