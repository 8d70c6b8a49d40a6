"""Creates the arguments of a method from parameters and from the fields of a body."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.api import Argument, Body, Kind, Location, Style, Type
from pipeline.media_types import JSON, is_json, is_multipart, is_plain_json
from pipeline.openapi import DEFAULT_STYLES, escape
from pipeline.parse.completeness import all_wording, separated
from pipeline.parse.flat import Flat, LocatedSchema
from pipeline.parse.generator import Names
from pipeline.parse.naming import check_name
from pipeline.parse.nodes import Located, OperationNode, is_ignored_header, schema_of_parameter
from pipeline.parse.problems import Problems
from pipeline.parse.shapes import Shape, allows_null, shape_of
from pipeline.parse.types import Types

# Arguments of every method, in addition to those of its operation.
_CALL_OPTIONS = ("timeout", "max_retries", "extra_headers", "max_wait", "progress")

_STYLES = {
    ("query", "form", True): Style.FORM_EXPLODED,
    ("query", "form", False): Style.FORM,
    ("query", "spaceDelimited", False): Style.SPACE_DELIMITED,
    ("query", "pipeDelimited", False): Style.PIPE_DELIMITED,
    ("query", "deepObject", True): Style.DEEP_OBJECT,
    ("query", "deepObject", False): Style.DEEP_OBJECT,
    ("path", "simple", False): Style.SIMPLE,
    ("path", "simple", True): Style.SIMPLE_EXPLODED,
    ("header", "simple", False): Style.SIMPLE,
    ("header", "simple", True): Style.SIMPLE_EXPLODED,
}


@dataclass(frozen=True)
class ArgumentParser:
    """Creates the arguments of the methods of one spec.

    Attributes:
        types: Creates their types. names: The names of arguments and fields. problems: Collects problems.
    """

    types: Types
    names: Names
    problems: Problems

    def parameters(self, operation: OperationNode) -> Iterator[Argument]:
        """Yield the arguments for the parameters of an operation."""
        for parameter in operation.parameters:
            location, key = parameter.node["in"], parameter.node["name"]
            if location == "cookie":
                reason = f"{operation} has the cookie {key!r}, and the client sends no cookies"
                self._leave_out(operation, parameter, parameter.pointer, reason)
            elif is_ignored_header(parameter):
                self.types.remark(parameter.pointer, f"is the header {key!r}, which OpenAPI ignores as a parameter")
            else:
                yield self._parameter(operation, parameter)

    def body(self, operation: OperationNode, holder: Located, media_type: str) -> tuple[Body, list[Argument]] | None:
        """Return one of the bodies of an operation, and the arguments for it.

        Args:
            operation: The operation.
            holder: The request body, with all media types.
            media_type: The media type of the body.
        """
        content = holder.node["content"][media_type]
        pointer = holder.child("content", media_type)
        if not (is_plain_json(media_type) or is_multipart(media_type)):
            reason = (
                f"{operation} has a body of media type {media_type!r}, and the client sends JSON and multipart forms "
                "only"
            )
            others = holder.node["content"].keys() - {media_type}
            self.problems.leave_out(pointer, reason, pointer if others else operation.pointer)
            return None
        if "schema" not in content:
            self.problems.leave_out(pointer, f"the body of {operation} has no schema", operation.pointer)
            return None
        flat = self.types.flatten([LocatedSchema(f"{pointer}/schema", content["schema"])])
        is_required = bool(holder.node.get("required"))
        is_flattened = shape_of(flat) is Shape.MODEL
        if is_flattened:
            body_type = self._type_without_class(flat)
            arguments = list(self._fields(flat, in_form=is_multipart(media_type)))
            if "encoding" in content:
                arguments = [self._encoded(argument, content["encoding"], pointer) for argument in arguments]
        elif is_multipart(media_type):
            reason = f"the form of {operation} is not an object with properties, so that it has no fields"
            self.problems.leave_out(pointer, reason, operation.pointer)
            return None
        else:
            body_type = self.types.type_of_flat(flat)
            arguments = [_whole_body(body_type, is_required=is_required)]
        rest = {key: value for key, value in content.items() if key not in ("schema", "encoding")}
        beside = {key: value for key, value in holder.node.items() if key not in ("content", "required")}
        body = Body(
            pointer=pointer,
            media_type=media_type,
            type=body_type,
            is_flattened=is_flattened,
            is_required=is_required,
            **separated(rest | beside),
        )
        return body, arguments

    def _type_without_class(self, flat: Flat) -> Type:
        """Return the type of an object whose fields become arguments, so that it needs no class."""
        return Type(
            pointer=flat.pointer,
            kind=Kind.MODEL,
            is_nullable=allows_null(flat),
            keywords=self.types.keywords_of(flat, has_class=False),
            wording=all_wording(flat),
        )

    def _fields(self, flat: Flat, *, in_form: bool) -> Iterator[Argument]:
        """Yield the arguments for the fields of a body."""
        for key, schemas in flat.properties.items():
            inner = self.types.flatten(schemas)
            # Read-only fields must not be sent.
            if not inner.read_only:
                yield Argument(
                    pointer=schemas[-1].pointer,
                    name=self.names.field_of(flat.definition, key),
                    key=key,
                    location=Location.BODY,
                    type=self.types.type_of_flat(inner, in_form=in_form),
                    is_required=key in flat.required,
                )

    def _encoded(self, argument: Argument, encodings: dict[str, Any], pointer: str) -> Argument:
        """Return the argument for a part of a form, with the media type that `encoding` states for it."""
        encoding = encodings.get(argument.key, {})
        place = f"{pointer}/encoding/{escape(argument.key)}"
        for key in encoding.keys() - {"contentType"}:
            if not key.startswith("x-"):
                reason = f"the part {argument.key!r} of the form has `{key}`, which the client does not support"
                self.problems.leave_out(f"{place}/{escape(key)}", reason, f"{place}/{escape(key)}")
        if "contentType" not in encoding:
            return argument
        media_type = encoding["contentType"]
        element = argument.type.items if argument.type.kind is Kind.LIST and argument.type.items else argument.type
        if element.kind is not Kind.FILE:
            # The media types that OpenAPI gives to parts without `encoding` ("Encoding Object").
            if media_type != (JSON if _has_parts(element) else "text/plain"):
                reason = f"the part {argument.key!r} of the form has the media type {media_type!r}, and only files can"
                self.problems.leave_out(f"{place}/contentType", reason, f"{place}/contentType")
            return argument
        stated = element.model_copy(update={"keywords": {**element.keywords, "contentMediaType": media_type}})
        is_list = element is not argument.type
        return argument.model_copy(
            update={"type": argument.type.model_copy(update={"items": stated}) if is_list else stated}
        )

    def named(
        self, arguments: Sequence[Argument], operation: OperationNode, others: Sequence[str] = ()
    ) -> list[Argument]:
        """Return the arguments. The location is appended to a name that occurs twice, or that every method has.

        Args:
            arguments: The arguments.
            operation: The operation that they belong to.
            others: The names of other arguments that its methods have.
        """
        taken = {"self", *_CALL_OPTIONS, *others}
        named: list[Argument] = []
        for argument in arguments:
            name = argument.name if argument.name not in taken else f"{argument.name}_{argument.location.value}"
            # No request can be sent without a part of its path.
            removed = operation.pointer if argument.location is Location.PATH else argument.pointer
            if name in taken:
                self.problems.leave_out(
                    argument.pointer,
                    f"{operation} has two arguments `{name}`, one of them for {argument.key!r}",
                    removed,
                )
                continue
            taken.add(name)
            check_name(name, f"{argument.key!r} of {operation}", argument.pointer, self.problems, target=removed)
            named.append(argument.model_copy(update={"name": name}))
        return named

    def _parameter(self, operation: OperationNode, parameter: Located) -> Argument:
        node, location = parameter.node, parameter.node["in"]
        style: Style | None = Style.JSON
        value = self.types.type_of([schema_of_parameter(parameter)])
        if "content" in node:
            media_type = next(iter(node["content"]), "")
            if not is_json(media_type):
                reason = f"{operation} has a parameter of media type {media_type!r}, and the client supports JSON only"
                self._leave_out(operation, parameter, parameter.pointer, reason)
        else:
            if "schema" not in node:
                self.problems.update(
                    parameter.pointer,
                    f"{operation} has the parameter {node['name']!r} without a schema",
                    parameter.pointer,
                    {"schema": {"type": "string"}},
                )
            style = self._style(operation, parameter, value)
        expressed = ("content", "explode", "in", "name", "required", "schema", "style")
        rest = separated({key: item for key, item in node.items() if key not in expressed})
        return Argument(
            pointer=parameter.pointer,
            name=self.names.argument_of(operation.pointer, location, node["name"]),
            key=node["name"],
            location=Location(location),
            type=value,
            is_required=location == "path" or bool(node.get("required")),
            style=style,
            **rest,
        )

    def _style(self, operation: OperationNode, parameter: Located, value: Type) -> Style | None:
        """Return the style of a parameter. A single value is written in the same way in every style."""
        location = parameter.node["in"]
        name = parameter.node.get("style", DEFAULT_STYLES[location])
        # `form` is the only style that is exploded by default.
        style = _STYLES.get((location, name, bool(parameter.node.get("explode", name == "form"))))
        if parameter.node.get("allowReserved"):
            self._refuse_key(operation, parameter, "allowReserved")
        if not _has_parts(value):
            if name in ("label", "matrix"):
                self._refuse_key(operation, parameter, "style")
            return None
        if style is None:
            self._refuse_key(operation, parameter, "style" if "style" in parameter.node else "explode")
        if style is Style.DEEP_OBJECT and any(member.kind is Kind.LIST for member in (value, *value.members)):
            reason = (
                f"{operation} has a list as the parameter {parameter.node['name']!r}, and OpenAPI does not say how "
            )
            self._leave_out(operation, parameter, parameter.pointer, reason + "`deepObject` writes that")
        elif any(self._has_undefined_parts(member, style) for member in (value, *value.members)):
            reason = f"{operation} has a list or object inside the parameter {parameter.node['name']!r}, and OpenAPI "
            self._leave_out(operation, parameter, parameter.pointer, reason + "does not say how that is written")
        return style

    def _has_undefined_parts(self, value: Type, style: Style | None) -> bool:
        """Return whether a value contains a list or an object, although the style only defines single values."""
        inside = [value.items] if value.items else []
        if value.kind is Kind.MODEL:
            inside = [field.type for field in self.types.models[value.name].fields]
        if style is Style.DEEP_OBJECT:
            # Its keys are repeated for the elements of a list.
            inside = [inner.items if inner.kind is Kind.LIST and inner.items else inner for inner in inside]
        return any(_has_parts(inner) for inner in inside)

    def _refuse_key(self, operation: OperationNode, parameter: Located, key: str) -> None:
        pointer, name = parameter.child(key), parameter.node["name"]
        setting = f"{key}: {json.dumps(parameter.node.get(key))}"
        reason = f"{operation} has the parameter {name!r} with `{setting}`, which the client does not support"
        self._leave_out(operation, parameter, pointer, reason)

    def _leave_out(self, operation: OperationNode, parameter: Located, pointer: str, reason: str) -> None:
        """Add a problem that is solved by leaving out the parameter, or the operation if each request needs the
        parameter."""
        is_needed = parameter.node["in"] == "path" or parameter.node.get("required")
        self.problems.leave_out(pointer, reason, operation.pointer if is_needed else parameter.pointer)


def _whole_body(value: Type, *, is_required: bool) -> Argument:
    return Argument(
        pointer=value.pointer, name="body", key="", location=Location.BODY, type=value, is_required=is_required
    )


def _has_parts(value: Type) -> bool:
    return any(node.kind in (Kind.LIST, Kind.MAP, Kind.MODEL) for node in value.nodes())
