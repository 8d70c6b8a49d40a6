"""Parses an effective spec to an `Api`."""

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.api import Api, Kind, Method, Model, Resource, Type, Webhook
from pipeline.openapi import METHODS
from pipeline.parse.arguments import ArgumentParser
from pipeline.parse.checks import check_classes, check_methods, check_operation_names, check_resources
from pipeline.parse.completeness import separated
from pipeline.parse.flat import LocatedSchema
from pipeline.parse.flattening import Flattener
from pipeline.parse.generator import Names, Refusal, names_of, read_config
from pipeline.parse.links import DOWNLOAD_ARGUMENTS, link_and_download, url_field
from pipeline.parse.naming import method_name, resource_name
from pipeline.parse.nodes import OperationNode, operations, webhooks
from pipeline.parse.preparing import prepared
from pipeline.parse.problems import Problems
from pipeline.parse.responses import ResponseParser
from pipeline.parse.security import scheme_keywords, security_of
from pipeline.parse.types import Types

_COMPONENT = re.compile("#/components/schemas/[^/]+")
# Keys of the spec that are attributes of `Api`, or in other nodes.
_EXPRESSED = frozenset({"components", "info", "paths", "security", "tags", "webhooks"})


def parse_api(spec: dict[str, Any], config_path: Path) -> Api:
    """Return the API that an effective spec describes.

    Args:
        spec: The effective spec, which is valid.
        config_path: The settings of the generator.

    Raises:
        PipelineError: No client can be generated. The message lists all problems, each with its place and a way out.
    """
    return _Parser(spec, config_path).api()


class _Parser:
    def __init__(self, spec: dict[str, Any], config_path: Path) -> None:
        self._spec = spec
        self._problems = Problems(spec)
        self._operations = operations(spec, self._problems)
        self._webhooks = list(webhooks(spec))
        self._resource_names = self._named_resources()
        self._flattener = Flattener(spec)
        check_operation_names(self._operations, self._problems)
        names, self._refusals = self._generator_names(config_path)
        if names is None:
            self._add_refusals()
            self._problems.raise_all()
        # If there are no names, the generator refused the spec, which was raised.
        assert names is not None
        self._types = Types(self._flattener, names, self._problems)
        self._arguments = ArgumentParser(self._types, names, self._problems)
        self._responses = ResponseParser(self._types, self._flattener, self._problems)

    def api(self) -> Api:
        """Return the API.

        Raises:
            PipelineError: There are problems.
        """
        server = self._server()
        resources = tuple(self._resources())
        hooks = tuple(
            Webhook(
                pointer=hook.pointer,
                name=hook.name,
                type=self._types.type_of([hook.payload]) if hook.payload else None,
                **separated(
                    self._flattener.expanded({key: value for key, value in hook.node.items() if key != "requestBody"})
                ),
            )
            for hook in self._webhooks
        )
        check_classes((*self._types.models.values(), *self._types.enums.values()), self._problems)
        self._add_refusals()
        self._problems.raise_all()
        names = {model.pointer: model.name for model in self._types.models.values()}
        names |= {enum.pointer: enum.name for enum in self._types.enums.values()}
        return Api(
            pointer="#",
            title=str(self._spec["info"].get("title", "")),
            version=str(self._spec["info"].get("version", "")),
            server=server,
            security=security_of(self._spec, self._spec.get("security", [])),
            resources=resources,
            models=self._models(resources, hooks),
            enums=self._types.enums,
            components={pointer: name for pointer, name in names.items() if _COMPONENT.fullmatch(pointer)},
            webhooks=hooks,
            remarks=tuple(self._types.remarks),
            **self._rest(),
        )

    def _generator_names(self, config_path: Path) -> tuple[Names | None, Sequence[Refusal]]:
        tags = {tag: name for tag, (name, _) in self._resource_names.items()}
        spec = prepared(self._spec, self._flattener, self._operations, self._webhooks, tags)
        return names_of(spec, read_config(config_path))

    def _add_refusals(self) -> None:
        """Add the problems that the generator reports, unless a problem with the same name or place explains them."""
        requests = {
            f"{operation.http_method.upper()} {operation.path}": operation.pointer for operation in self._operations
        }
        for refusal in self._refusals:
            pointer = refusal.pointer or requests.get(refusal.request, "#")
            if refusal.class_name:
                sentence = f"two schemas become the class `{refusal.class_name}`, one of them here"
                if refusal.pointer:
                    self._problems.update(pointer, sentence, pointer, {"title": "ANOTHER TITLE"})
                else:
                    self._problems.add(pointer, f"{sentence}: give it another `title` in the overlay")
            elif not self._problems.has_any_below("#" if refusal.is_consequence else pointer):
                self._problems.leave_out(pointer, f"the generator reports: {refusal.message}", pointer)

    def _named_resources(self) -> dict[str, tuple[str, str]]:
        """Return the name and the pointer of each resource, by its tag, in the order of the spec."""
        used = {operation.tag for operation in self._operations}
        named: dict[str, tuple[str, str]] = {}
        for index, tag in enumerate(self._spec.get("tags", [])):
            if tag["name"] in used:
                pointer = f"#/tags/{index}"
                named[tag["name"]] = (resource_name(tag["name"], pointer, self._problems), pointer)
        check_resources(named, self._problems)
        return named

    def _resources(self) -> Iterator[Resource]:
        for tag, (name, pointer) in self._resource_names.items():
            members = [operation for operation in self._operations if operation.tag == tag]
            methods = [method for operation in members for method in self._methods(operation, name)]
            check_methods(name, methods, self._problems)
            node = next(node for node in self._spec["tags"] if node["name"] == tag)
            rest = separated({key: value for key, value in node.items() if key != "name"})
            yield Resource(pointer=pointer, name=name, tag=tag, methods=tuple(methods), **rest)

    def _methods(self, operation: OperationNode, resource: str) -> Iterator[Method]:
        """Yield the method of an operation, or one for each of its bodies, and one that downloads from its link."""
        parameters = list(self._arguments.parameters(operation))
        responses = self._responses.responses(operation)
        expressed = {"operationId", "parameters", "requestBody", "responses", "security", "tags"}
        rest = {key: value for key, value in operation.node.items() if key not in expressed}
        if "callbacks" in rest:
            self._types.remark(
                f"{operation.pointer}/callbacks", "describes requests of the portal, which the client ignores"
            )
        common: dict[str, Any] = {
            "operation_id": operation.id,
            "tag": operation.tag,
            "http_method": operation.http_method.upper(),
            "path": operation.path,
            "responses": responses,
            "security": security_of(self._spec, operation.node["security"]) if "security" in operation.node else None,
            **separated(self._flattener.expanded(rest)),
        }
        url = url_field(responses, self._types.models, self._problems)
        contents: list[str | None] = list(operation.body.node["content"]) if operation.body else [None]
        for media_type in contents:
            origin, pointer = self._method_origin(operation, media_type, has_several=len(contents) > 1)
            arguments, body = parameters, None
            if operation.body and media_type is not None:
                parsed = self._arguments.body(operation, operation.body, media_type)
                if parsed is None:
                    continue
                body = parsed[0]
                arguments = [*parameters, *parsed[1]]
            method = Method(
                pointer=operation.pointer,
                name=method_name(origin, resource, pointer, self._problems),
                arguments=tuple(self._arguments.named(arguments, operation, DOWNLOAD_ARGUMENTS if url else ())),
                body=body,
                **common,
            )
            yield from link_and_download(method, url) if url else [method]

    def _method_origin(self, operation: OperationNode, media_type: str | None, *, has_several: bool) -> tuple[str, str]:
        """Return the text that a method is named after, and its pointer.

        If an operation has several bodies, the title of each body names its method.
        """
        if not has_several or not operation.body or media_type is None:
            return operation.id, f"{operation.pointer}/operationId"
        pointer = operation.body.child("content", media_type, "schema")
        schema = operation.body.node["content"][media_type].get("schema", True)
        title = self._types.flatten([LocatedSchema(pointer, schema)]).title
        if not title:
            reason = f"{operation} has several bodies, and the one for {media_type} has no title to name its method"
            self._problems.update(pointer, reason, pointer, {"title": "A TITLE"})
        return title or operation.id, pointer

    def _models(self, resources: Sequence[Resource], hooks: Sequence[Webhook]) -> dict[str, Model]:
        """Return the models that callers use, with `is_sent` and `is_received`."""
        methods = [method for resource in resources for method in resource.methods]
        arguments = (argument.type for method in methods for argument in method.arguments)
        responses = (response.type for method in methods for response in method.successes)
        payloads = (hook.type for hook in hooks)
        models = self._types.models
        sent = _reachable(arguments, models)
        received = _reachable((value for value in (*responses, *payloads) if value), models)
        return {
            name: model.model_copy(update={"is_sent": name in sent, "is_received": name in received})
            for name, model in models.items()
            if name in sent or name in received
        }

    def _server(self) -> str:
        url = next((str(server.get("url")) for server in self._spec.get("servers", [])), "")
        if not re.fullmatch(r"https?://[^\s{}?#]+", url):
            self._problems.update(
                "#/servers",
                f"the first server of the spec is {textwrap.shorten(url, 200)!r}, which is not a complete URL",
                "#/servers/0" if self._spec.get("servers") else "#",
                {"url": "https://THE-SERVER"}
                if self._spec.get("servers")
                else {"servers": [{"url": "https://THE-SERVER"}]},
            )
        return url.rstrip("/")

    def _rest(self) -> dict[str, Any]:
        """Return the keys of the spec that belong to no resource."""
        rest = {key: value for key, value in self._spec.items() if key not in _EXPRESSED}
        shared = (*METHODS, "parameters")
        paths = {
            path: {key: value for key, value in item.items() if key not in shared}
            for path, item in self._spec["paths"].items()
            if isinstance(item, dict)
        }
        unused = [tag for tag in self._spec.get("tags", []) if tag["name"] not in self._resource_names]
        rest |= {"paths": {path: item for path, item in paths.items() if item}, "tags": unused}
        rest["securitySchemes"] = scheme_keywords(self._spec)
        nodes = separated(self._flattener.expanded(rest))
        nodes["wording"]["info"] = self._spec["info"]
        return nodes


def _reachable(types: Iterable[Type], models: Mapping[str, Model]) -> set[str]:
    """Return the names of the models in these types, and in the fields of those models."""
    names: set[str] = set()
    pending = list(types)
    while pending:
        for node in pending.pop().nodes():
            if node.kind is Kind.MODEL and node.name not in names:
                names.add(node.name)
                model = models[node.name]
                pending += [field.type for field in model.fields]
                pending += [model.additional] if model.additional else []
    return names
