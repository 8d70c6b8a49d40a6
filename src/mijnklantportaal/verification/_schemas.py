"""The parts of the effective spec that a check of responses needs."""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from importlib.resources import files
from typing import Any, TypeAlias

Schema: TypeAlias = Mapping[str, Any]


class Spec:
    """An effective spec.

    Args:
        content: The spec as JSON.
    """

    def __init__(self, content: bytes) -> None:
        self.sha256 = sha256(content).hexdigest()
        self._document: dict[str, Any] = json.loads(content)
        self._resolved: dict[int, Schema] = {}

    def resolve(self, node: Schema) -> Schema:
        """Return a schema without `$ref` and `allOf`, with the keywords and properties of all its parts."""
        if "$ref" not in node and "allOf" not in node:
            return node
        # The spec is never changed, so the id of a node identifies it.
        key = id(node)
        if key not in self._resolved:
            self._resolved[key] = self._join(node)
        return self._resolved[key]

    def operation(self, path: str) -> Schema:
        """Return the GET operation of a path template."""
        operation: Schema = self._document["paths"][path]["get"]
        return operation

    def response_schema(self, path: str, status: int) -> Schema | None:
        """Return the schema of the JSON body of a response with a status, or `None` if there is none.

        For a success status that the spec does not define, this is the schema of the success status that it defines.
        """
        responses: Mapping[str, Schema] = self.operation(path)["responses"]
        names = [str(status), f"{status // 100}XX", "default"]
        if 200 <= status < 300:
            names += [name for name in responses if name.startswith("2")]
        response = next((responses[name] for name in names if name in responses), None)
        if response is None:
            return None
        content: Mapping[str, Schema] = self.resolve(response).get("content", {})
        return next((media.get("schema") for name, media in content.items() if "json" in name), None)

    def parameter_prefix(self, path: str) -> str | None:
        """Return the prefix in the example of the last path parameter, such as `fsf_`; `None` if there is none."""
        item: Schema = self._document["paths"][path]
        for node in reversed([*item.get("parameters", ()), *self.operation(path).get("parameters", ())]):
            parameter = self.resolve(node)
            if parameter["in"] != "path" or f"{{{parameter['name']}}}" != path[path.rindex("{") : path.rindex("}") + 1]:
                continue
            example = parameter.get("example", self.resolve(parameter.get("schema", {})).get("example"))
            prefix, separator, _ = example.partition("_") if isinstance(example, str) else ("", "", "")
            return prefix + separator if separator else None
        return None

    def alternatives(self, schema: Schema) -> list[Schema]:
        """Return the alternatives of a resolved schema, each merged with the keywords next to `anyOf` or `oneOf`."""
        parts: Sequence[Schema] = schema.get("anyOf", schema.get("oneOf", ()))
        common = {key: value for key, value in schema.items() if key not in ("anyOf", "oneOf")}
        return [_joined([common, self.resolve(part)]) for part in parts]

    def types(self, schema: Schema) -> list[str]:
        """Return the JSON types that a schema allows; an empty list if it allows all."""
        resolved = self.resolve(schema)
        alternatives = self.alternatives(resolved)
        if alternatives:
            return list(dict.fromkeys(name for part in alternatives for name in self.types(part)))
        types: str | list[str] = resolved.get("type", [])
        if types:
            return [types] if isinstance(types, str) else types
        return ["object"] if "properties" in resolved else ["array"] if "items" in resolved else []

    def _join(self, node: Schema) -> Schema:
        parts: list[Schema] = []
        if "$ref" in node:
            target: Any = self._document
            for key in node["$ref"].removeprefix("#/").split("/"):
                target = target[key.replace("~1", "/").replace("~0", "~")]
            parts.append(self.resolve(target))
        parts += [self.resolve(part) for part in node.get("allOf", ())]
        return _joined([*parts, {key: value for key, value in node.items() if key not in ("$ref", "allOf")}])


def _joined(parts: Sequence[Schema]) -> Schema:
    joined: dict[str, Any] = {}
    for part in parts:
        properties = {**joined.get("properties", {}), **part.get("properties", {})}
        required = [*joined.get("required", ()), *part.get("required", ())]
        joined |= part
        joined |= {"properties": properties} if properties else {}
        joined |= {"required": required} if required else {}
    return joined


def shipped_spec() -> Spec:
    """Return the effective spec in the package."""
    return Spec(files("mijnklantportaal_api").joinpath("openapi.json").read_bytes())
