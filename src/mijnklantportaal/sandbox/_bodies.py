"""Parsing of request bodies by their schemas in the spec."""

import json
from collections.abc import Mapping
from typing import Any

from attrs import evolve, frozen
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import Field, File, FormParser, parse_options_header

from mijnklantportaal.sandbox._errors import PortalError
from mijnklantportaal.sandbox._records import UploadedFile
from mijnklantportaal.sandbox._spec import Schema, Spec

# The request is already in memory, so its parts stay there too.
_IN_MEMORY = {"MAX_MEMORY_FILE_SIZE": float("inf")}


@frozen
class Body:
    """A request body.

    Args:
        schema: Its schema; `None` if the operation takes no body.
        fields: Its fields as JSON values. A field that holds files is present as an empty string, for validation.
        files: Its files by field.
    """

    schema: Schema | None
    fields: dict[str, Any]
    files: dict[str, list[UploadedFile]]


def parse_body(spec: Spec, schemas: Mapping[str, Schema], content_type: str, content: bytes) -> Body:
    """Parse a request body.

    Args:
        spec: The spec that contains the schemas.
        schemas: The schemas that the operation accepts, by media type.
        content_type: The `Content-Type` header.
        content: The bytes of the body.

    Raises:
        PortalError: 422, the body is malformed or has another media type.
    """
    if not schemas:
        return Body(None, {}, {})
    media_type = parse_options_header(content_type)[0].decode("latin-1").lower()
    if media_type not in schemas:
        raise PortalError(422, f"The body must be {' or '.join(schemas)}, not {media_type or 'without a type'}.")
    schema = spec.resolve(schemas[media_type])
    is_json = media_type == "application/json"
    body = Body(schema, _parse_object(content), {}) if is_json else _parse_form(spec, schema, content_type, content)
    return evolve(body, fields=_without_unknown(spec, schema, body.fields))


def _without_unknown(spec: Spec, schema: Schema, value: Any) -> Any:
    """Remove properties that the schema does not have, which the portal ignores."""
    schema = spec.resolve(schema)
    if isinstance(value, list) and "items" in schema:
        return [_without_unknown(spec, schema["items"], element) for element in value]
    if isinstance(value, dict) and "properties" in schema:
        properties = schema["properties"].items()
        return {name: _without_unknown(spec, node, value[name]) for name, node in properties if name in value}
    return value


def _parse_object(content: bytes) -> dict[str, Any]:
    try:
        value = _parse_json(content)
    except (ValueError, RecursionError):
        raise PortalError(422, "The body is not valid JSON.") from None
    if not isinstance(value, dict):
        raise PortalError(422, "The body must be a JSON object.")
    return value


def _parse_json(content: str | bytes) -> Any:
    value = json.loads(content, parse_constant=_reject_constant, parse_float=_parse_number)
    # Lone surrogates cannot be encoded in UTF-8.
    json.dumps(value, ensure_ascii=False).encode()
    return value


def _reject_constant(name: str) -> None:
    raise ValueError(f"{name} is not valid JSON")


def _parse_number(text: str) -> float:
    """Return an integer for 7.0, which is an integer in JSON Schema, and is shown as one in responses."""
    number = float(text)
    return int(number) if number.is_integer() else number


def _parse_form(spec: Spec, schema: Schema, content_type: str, content: bytes) -> Body:
    texts: dict[str, list[str]] = {}
    files: dict[str, list[UploadedFile]] = {}

    def on_field(part: Field) -> None:
        texts.setdefault(_decode(part.field_name), []).append(_decode(part.value))

    def on_file(part: File) -> None:
        part.file_object.seek(0)
        media_type = part.content_type or ""
        # A download sends the media type as a header.
        media_type = media_type if media_type.isascii() and media_type.isprintable() else ""
        file = UploadedFile(_decode(part.file_name), media_type or "application/octet-stream", part.file_object.read())
        files.setdefault(_decode(part.field_name), []).append(file)

    try:
        boundary = parse_options_header(content_type)[1].get(b"boundary")
        parser = FormParser("multipart/form-data", on_field, on_file, boundary=boundary, config=_IN_MEMORY)
        parser.write(content)
        parser.finalize()
    except (FormParserError, UnicodeDecodeError) as error:
        raise PortalError(422, f"The form cannot be parsed: {error}") from None
    fields: dict[str, Any] = dict(texts)
    for name, node in schema["properties"].items():
        property_ = spec.resolve(node)
        is_list = property_["type"] == "array"
        value_schema = spec.resolve(property_["items"]) if is_list else property_
        # As in PHP, a file in a text field is ignored, and so is a text in a file field.
        is_file = value_schema.get("format") == "binary"
        parts: list[Any] = [""] * len(files.get(name, ())) if is_file else texts.get(name, [])
        values = [_parse_text(value_schema, part) for part in parts]
        fields.pop(name, None)
        if values:
            fields[name] = values if is_list else values[-1]
    return Body(schema, fields, files)


def _decode(content: bytes | None) -> str:
    return (content or b"").decode()


def _parse_text(schema: Schema, text: str) -> Any:
    """Return the JSON value of a form field, or the text itself, which then fails validation."""
    if schema["type"] == "boolean":
        return {"true": True, "1": True, "false": False, "0": False}.get(text, text)
    if schema["type"] in ("integer", "object"):
        try:
            return _parse_json(text)
        except (ValueError, RecursionError):
            return text
    return text
