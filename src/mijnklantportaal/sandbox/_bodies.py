"""What is in the body of a request, read with the schema that it should have."""

import json
from collections.abc import Mapping
from typing import Any

from attrs import evolve, frozen
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import Field, File, FormParser, parse_options_header

from mijnklantportaal.sandbox._document import Document, Schema
from mijnklantportaal.sandbox._records import Uploaded
from mijnklantportaal.sandbox._refusals import Refusal

# The parts of a form stay in memory, as the request is there already.
_IN_MEMORY = {"MAX_MEMORY_FILE_SIZE": float("inf")}


@frozen
class Body:
    """A body: its schema, if it should have one, its fields as JSON values, and its files by the name of their field.

    The fields that hold files have an empty text each, so that a schema finds them there.
    """

    schema: Schema | None
    fields: dict[str, Any]
    files: dict[str, list[Uploaded]]


def read_body(document: Document, schemas: Mapping[str, Schema], content_type: str, content: bytes) -> Body:
    """The body of a request.

    Args:
        document: Where the schemas are.
        schemas: What the body may be, by media type.
        content_type: The header.
        content: All of it.

    Raises:
        Refusal: It can't be read, or has another media type.
    """
    if not schemas:
        return Body(None, {}, {})
    media_type = parse_options_header(content_type)[0].decode("latin-1").lower()
    if media_type not in schemas:
        raise Refusal(422, f"The body must be {' or '.join(schemas)}, and is {media_type or 'of no type'}.")
    schema = document.resolved(schemas[media_type])
    is_json = media_type == "application/json"
    body = Body(schema, _json_object(content), {}) if is_json else _form(document, schema, content_type, content)
    return evolve(body, fields=_known(document, schema, body.fields))


def _known(document: Document, schema: Schema, value: Any) -> Any:
    """The value without the properties that the schema does not have, of which the portal takes no notice."""
    schema = document.resolved(schema)
    if isinstance(value, list) and "items" in schema:
        return [_known(document, schema["items"], element) for element in value]
    if isinstance(value, dict) and "properties" in schema:
        properties = schema["properties"].items()
        return {name: _known(document, described, value[name]) for name, described in properties if name in value}
    return value


def _json_object(content: bytes) -> dict[str, Any]:
    try:
        value = _json(content)
    except (ValueError, RecursionError):
        raise Refusal(422, "The body is not valid JSON.") from None
    if not isinstance(value, dict):
        raise Refusal(422, "The body must be a JSON object.")
    return value


def _json(content: str | bytes) -> Any:
    value = json.loads(content, parse_constant=_refuse_constant, parse_float=_number)
    # Half of a character that takes two, which no UTF-8 has.
    json.dumps(value, ensure_ascii=False).encode()
    return value


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _number(text: str) -> float:
    """To JSON Schema 7.0 is an integer, and as such it is answered."""
    number = float(text)
    return int(number) if number.is_integer() else number


def _form(document: Document, schema: Schema, content_type: str, content: bytes) -> Body:
    texts: dict[str, list[str]] = {}
    files: dict[str, list[Uploaded]] = {}

    def on_field(part: Field) -> None:
        texts.setdefault(_text(part.field_name), []).append(_text(part.value))

    def on_file(part: File) -> None:
        part.file_object.seek(0)
        media_type = part.content_type or ""
        # It becomes a header again, when the file is downloaded.
        media_type = media_type if media_type.isascii() and media_type.isprintable() else ""
        uploaded = Uploaded(_text(part.file_name), media_type or "application/octet-stream", part.file_object.read())
        files.setdefault(_text(part.field_name), []).append(uploaded)

    try:
        boundary = parse_options_header(content_type)[1].get(b"boundary")
        parser = FormParser("multipart/form-data", on_field, on_file, boundary=boundary, config=_IN_MEMORY)
        parser.write(content)
        parser.finalize()
    except (FormParserError, UnicodeDecodeError) as error:
        raise Refusal(422, f"The form can't be read: {error}") from None
    fields: dict[str, Any] = dict(texts)
    for name, described in schema["properties"].items():
        property_ = document.resolved(described)
        is_list = property_["type"] == "array"
        kind = document.resolved(property_["items"]) if is_list else property_
        # As in PHP, a field is a text or a file, and what is sent as the other is not there.
        parts: list[Any] = [""] * len(files.get(name, ())) if kind.get("format") == "binary" else texts.get(name, [])
        values = [_value(kind, part) for part in parts]
        fields.pop(name, None)
        if values:
            fields[name] = values if is_list else values[-1]
    return Body(schema, fields, files)


def _text(content: bytes | None) -> str:
    return (content or b"").decode()


def _value(schema: Schema, text: str) -> Any:
    """The JSON value that a part of a form stands for; a text that stands for none stays one, for the validator."""
    if schema["type"] == "boolean":
        return {"true": True, "1": True, "false": False, "0": False}.get(text, text)
    if schema["type"] in ("integer", "object"):
        try:
            return _json(text)
        except (ValueError, RecursionError):
            return text
    return text
