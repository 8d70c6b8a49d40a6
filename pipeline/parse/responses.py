"""Makes the responses of a method."""

from typing import Any

from pipeline.api import Content, Response
from pipeline.parse.arguments import split
from pipeline.parse.flattening import Flat, Flattener, Part
from pipeline.parse.media_types import is_json, is_text
from pipeline.parse.nodes import Located, OperationNode
from pipeline.parse.problems import Problems
from pipeline.parse.shapes import Shape, shape_of
from pipeline.parse.types import Types


class ResponseParser:
    """Makes the responses of the methods of one spec.

    Args:
        types: Makes their types.
        flattener: Resolves references.
        problems: Where problems are collected.
    """

    def __init__(self, types: Types, flattener: Flattener, problems: Problems) -> None:
        self._types = types
        self._flattener = flattener
        self._problems = problems

    def responses(self, operation: OperationNode) -> tuple[Response, ...]:
        """Return the documented responses of an operation."""
        if set(operation.responses) == {"default"} or (
            "default" in operation.responses and not any(status.startswith("2") for status in operation.responses)
        ):
            self._problems.leave_out(
                operation.pointer,
                f"{operation} has its successful response as `default` only: state its status, or leave it out",
                operation.pointer,
            )
        responses = tuple(self._response(status, one) for status, one in operation.responses.items())
        successes = [one for one in responses if one.is_successful]
        contents = {one.content for one in successes}
        if Content.PAGE in contents and len(contents) > 1:
            reason = f"{operation} returns a page with one status and something else with another"
            self._problems.leave_out(operation.pointer, reason, operation.pointer)
        media_types = {one.media_type for one in successes if one.media_type}
        if len(media_types) > 1:
            reason = f"{operation} has successful responses of different media types: {', '.join(sorted(media_types))}"
            self._problems.leave_out(operation.pointer, reason, operation.pointer)
        return responses

    def _response(self, status: str, response: Located) -> Response:
        rest: dict[str, Any] = {key: value for key, value in response.node.items() if key != "content"}
        contents = dict(response.node.get("content", {}))
        if not status.startswith("2") or not contents:
            return Response(
                pointer=response.pointer,
                status=status,
                **self._split(rest | ({"content": contents} if contents else {})),
            )
        media_type = next(filter(is_json, contents), next(iter(contents)))
        media = dict(contents.pop(media_type))
        schema, beside = media.pop("schema", None), {"content": contents} if contents else {}
        common = {"pointer": response.pointer, "status": status, "media_type": media_type}
        if not is_json(media_type):
            content = Content.TEXT if is_text(media_type) else Content.BINARY
            beside |= {"schema": schema} if schema is not None else {}
            return Response(content=content, **common, **self._split(media | beside | rest))
        # JSON without a schema is any JSON value.
        pointer = response.child("content", media_type)
        part = Part(pointer, True) if schema is None else Part(f"{pointer}/schema", schema)
        flat = self._types.flatten([part])
        content, items, around = self._content(flat)
        value = self._types.type_of(items) if items else self._types.type_of_flat(flat)
        return Response(content=content, type=value, **common, **self._split(media | beside | rest | around))

    def _content(self, flat: Flat) -> tuple[Content, tuple[Part, ...], dict[str, Any]]:
        """Return what a JSON body contains, the schemas of its items if it is a page or a list under `data`, and what
        else it contains then.
        """
        if shape_of(flat) is not Shape.MODEL or "data" not in flat.properties:
            return Content.VALUE, (), {}
        data = self._types.flatten(flat.properties["data"])
        if shape_of(data) is not Shape.LIST or not data.items:
            return Content.VALUE, (), {}
        others = {
            key: [self._flattener.expanded(part.schema) for part in parts]
            for key, parts in flat.properties.items()
            if key != "data"
        }
        around = {"object": flat.keywords, "data": data.keywords}
        if "next_page_url" in others:
            return Content.PAGE, data.items, around | {"page": others}
        return (Content.VALUE, (), {}) if others else (Content.ITEMS, data.items, around)

    def _split(self, keys: dict[str, Any]) -> dict[str, Any]:
        return split(self._flattener.expanded(keys))
