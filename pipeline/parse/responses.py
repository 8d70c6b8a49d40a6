"""Parses the responses of a method."""

from typing import Any

from pipeline.api import Content, Keywords, Response
from pipeline.media_types import is_json, is_text
from pipeline.parse.completeness import all_wording, separated
from pipeline.parse.flat import Flat, LocatedSchema
from pipeline.parse.flattening import Flattener
from pipeline.parse.nodes import Located, OperationNode
from pipeline.parse.problems import Problems
from pipeline.parse.shapes import Shape, allows_null, shape_of
from pipeline.parse.types import Types


class ResponseParser:
    """Parses the responses of the methods of one spec.

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
        responses = tuple(self._response(status, response) for status, response in operation.responses.items())
        successes = [response for response in responses if response.is_successful]
        contents = {response.content for response in successes}
        if Content.PAGE in contents and len(contents) > 1:
            reason = f"{operation} returns a page with one status and something else with another"
            self._problems.leave_out(operation.pointer, reason, operation.pointer)
        media_types = {response.media_type for response in successes if response.media_type}
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
        # JSON without a schema may be any JSON value.
        pointer = response.child("content", media_type)
        located = LocatedSchema(pointer, True) if schema is None else LocatedSchema(f"{pointer}/schema", schema)
        flat = self._types.flatten([located])
        content, data, others = self._content(flat)
        nodes = self._split(media | beside | rest)
        if data is None:
            value = self._types.type_of_flat(flat)
        else:
            value = self._types.type_of(data.items)
            for name, outer in (("object", flat), ("data", data)):
                nodes["keywords"][name] = self._keywords_without_type(outer)
                nodes["wording"] |= {name: wording} if (wording := all_wording(outer)) else {}
            nodes["keywords"] |= {"page": others} if content is Content.PAGE else {}
        return Response(content=content, type=value, **common, **nodes)

    def _content(self, flat: Flat) -> tuple[Content, Flat | None, Keywords]:
        """Return the content of a JSON body. For a page or a list under `data`, also return the list and the other
        properties.
        """
        if shape_of(flat) is not Shape.MODEL or "data" not in flat.properties:
            return Content.VALUE, None, {}
        data = self._types.flatten(flat.properties["data"])
        if shape_of(data) is not Shape.LIST or not data.items:
            return Content.VALUE, None, {}
        others: Keywords = {
            key: [self._flattener.expanded(located.schema) for located in schemas]
            for key, schemas in flat.properties.items()
            if key != "data"
        }
        if "next_page_url" in others:
            return Content.PAGE, data, others
        return (Content.VALUE, None, {}) if others else (Content.ITEMS, data, others)

    def _keywords_without_type(self, flat: Flat) -> Keywords:
        """Return the keywords of the object or list around the items, which has no `Type`."""
        keywords = self._types.keywords_of(flat, has_class=False)
        if flat.required:
            keywords["required"] = [*sorted(flat.required)]
        return keywords | ({"nullable": True} if allows_null(flat) else {})

    def _split(self, keys: dict[str, Any]) -> dict[str, Any]:
        return separated(self._flattener.expanded(keys))
