"""The intermediate representation: the API as the effective spec describes it, in the terms of the client.

`pipeline.parse` creates an `Api` from the effective spec. Templates, the README's table and the diff read nothing else.
Every node has the JSON pointer that it comes from, and the keywords that its attributes do not express: `wording` for
readers of the documentation, `keywords` for everything else. So no part of the spec is lost.

`python -m pipeline.api` prints the API as JSON.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict, JsonValue

Keywords = dict[str, JsonValue]


class Node(BaseModel):
    """One node of the representation.

    Attributes:
        pointer: Its place in the effective spec, as in `$ref`: `#/paths/~1files/post`. wording: The keywords for
        readers of the documentation: descriptions, examples, extensions. keywords: All other keywords that no attribute
        expresses, with their references resolved.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    pointer: str
    wording: Keywords = {}
    keywords: Keywords = {}

    @property
    def is_deprecated(self) -> bool:
        """Whether the spec deprecates this node."""
        return bool(self.keywords.get("deprecated"))

    @property
    def description(self) -> str:
        """The description; empty if there is none."""
        return str(self.wording.get("description") or "")


class Kind(StrEnum):
    """The kind of a value in Python."""

    ANY = "any"
    NULL = "null"
    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DECIMAL = "decimal"
    DATE = "date"
    DATE_TIME = "date-time"
    LOCAL_DATE_TIME = "local-date-time"
    LOCAL_MINUTE = "local-minute"
    FILE = "file"
    LIST = "list"
    MAP = "map"
    MODEL = "model"
    UNION = "union"


class Discriminator(BaseModel):
    """The discriminator of a union: a property whose values select the member.

    Attributes:
        key: The property.
        mapping: The index of the member, by the value of the property.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    mapping: dict[str, int]


class Type(Node):
    """The type of a value.

    A schema that combines several, by `$ref` or `allOf`, is one type with all their keywords.

    Attributes:
        kind: Its kind in Python. is_nullable: Whether it may be `null`. name: The class of a model, or the alias of an
        enumeration; empty for others. values: The only values that the spec allows, in its order and without `null`.
        items: The type of the elements of a list, or of the values of a map. members: The types of a union.
        discriminator: The discriminator of a union, if the spec has one.
    """

    kind: Kind
    is_nullable: bool = False
    name: str = ""
    values: tuple[JsonValue, ...] | None = None
    items: Type | None = None
    members: tuple[Type, ...] = ()
    discriminator: Discriminator | None = None

    def nodes(self) -> Iterator[Type]:
        """Yield this type and the types inside it, except those of a model's fields."""
        yield self
        for inner in (*self.members, *([self.items] if self.items else [])):
            yield from inner.nodes()


class Enum(Node):
    """An enumeration that has an alias in Python, such as `TicketStatus`.

    Attributes:
        name: The alias.
        module: The name of its module.
        values: The values, in the order of the spec.
    """

    name: str
    module: str
    values: tuple[str | int, ...]


class Field(Node):
    """A property of an object.

    Attributes:
        name: Its name in Python.
        key: Its name in JSON.
        type: Its type.
        is_required: Whether the spec requires it.
        is_read_only: Whether only responses contain it.
        is_write_only: Whether only requests contain it.
    """

    name: str
    key: str
    type: Type
    is_required: bool
    is_read_only: bool = False
    is_write_only: bool = False


class Model(Node):
    """An object with properties, which is a class in Python.

    Attributes:
        name: The name of the class.
        module: The name of its module.
        fields: Its fields, in the order of the spec.
        additional: The type of further properties, if the spec describes it.
        is_sent: Whether requests can contain it.
        is_received: Whether successful responses or webhooks can contain it.
    """

    name: str
    module: str
    fields: tuple[Field, ...]
    additional: Type | None = None
    is_sent: bool
    is_received: bool


class Location(StrEnum):
    """The location of an argument in the request."""

    PATH = "path"
    QUERY = "query"
    HEADER = "header"
    BODY = "body"


class Style(StrEnum):
    """The style of a parameter that is not a single value (OpenAPI 3.1, "Style Values"; RFC 6570)."""

    SIMPLE = "simple"
    SIMPLE_EXPLODED = "simple exploded"
    FORM = "form"
    FORM_EXPLODED = "form exploded"
    SPACE_DELIMITED = "spaceDelimited"
    PIPE_DELIMITED = "pipeDelimited"
    DEEP_OBJECT = "deepObject"
    JSON = "json"


class Argument(Node):
    """An argument of a method: a parameter, a field of the body, or the body as a whole.

    Attributes:
        name: Its name in Python.
        key: Its name in the request; empty for the body as a whole.
        location: Its location in the request. type: Its type. is_required: Whether callers must pass it. style: The
        style of a parameter.
    """

    name: str
    key: str
    location: Location
    type: Type
    is_required: bool
    style: Style | None = None


class Body(Node):
    """The body of a request.

    Attributes:
        media_type: Its media type.
        type: Its type. The keywords of an object that is flattened into arguments are here.
        is_flattened: Whether its properties are arguments of the method.
        is_required: Whether the spec requires a body.
    """

    media_type: str
    type: Type
    is_flattened: bool
    is_required: bool


class Content(StrEnum):
    """The content of a successful response, for the caller."""

    NOTHING = "nothing"
    VALUE = "value"
    PAGE = "page"
    ITEMS = "items"
    BINARY = "binary"
    TEXT = "text"


class Response(Node):
    """A documented response.

    Attributes:
        status: The status, or `default`, or a range such as `4XX`.
        content: The content of a successful response; `NOTHING` for other responses, whose content is in `keywords`.
        media_type: The media type of the content; empty if there is none. type: The type of the JSON body; for pages
        and lists under `data`, the type of an item. The other properties of a page are in `keywords`.
    """

    status: str
    content: Content = Content.NOTHING
    media_type: str = ""
    type: Type | None = None

    @property
    def is_successful(self) -> bool:
        """Whether the status means success."""
        return self.status.startswith("2")


Security = tuple[dict[str, tuple[str, ...]], ...]
"""The alternatives to authenticate: the definition of each scheme as JSON text, with the scopes that it needs."""


class Method(Node):
    """A method of a resource: one operation, with one of its bodies.

    Attributes:
        name: Its name in Python.
        operation_id: The operationId.
        tag: The tag of the operation.
        http_method: The HTTP method, in capitals.
        path: The path template.
        arguments: The parameters in the order of the spec, then the fields of the body.
        body: The body, if the method sends one.
        responses: The documented responses.
        security: The security of the operation, if it differs from the default. link_method: For a method that
        downloads a file: the method of the same operation that returns the link to it. url_field: For such a method:
        the field of the link with the URL.
    """

    name: str
    operation_id: str
    tag: str
    http_method: str
    path: str
    arguments: tuple[Argument, ...]
    body: Body | None
    responses: tuple[Response, ...]
    security: Security | None = None
    link_method: str = ""
    url_field: str = ""

    @property
    def positional(self) -> list[Argument]:
        """The path parameters, which callers may pass without their names."""
        return [argument for argument in self.arguments if argument.location is Location.PATH]

    @property
    def keyword_only(self) -> list[Argument]:
        """All other arguments; required arguments come first."""
        others = [argument for argument in self.arguments if argument.location is not Location.PATH]
        return sorted(others, key=lambda argument: not argument.is_required)

    @property
    def successes(self) -> list[Response]:
        """The successful responses; those with content first, since they determine what the method returns."""
        successful = [response for response in self.responses if response.is_successful]
        return sorted(successful, key=lambda response: response.content is Content.NOTHING)


class Resource(Node):
    """An attribute of the client, with the methods for the operations of one tag."""

    name: str
    tag: str
    methods: tuple[Method, ...]


class Webhook(Node):
    """A request that the portal sends.

    Attributes:
        name: Its name in the spec.
        type: The type of its JSON payload, if it has one.
    """

    name: str
    type: Type | None


class Api(Node):
    """The API.

    Attributes:
        title: The title of the spec.
        version: The version of the spec.
        server: The base URL of calls.
        security: The default security.
        resources: The resources, in the order of the spec.
        models: The classes, by name.
        enums: The enumerations with an alias, by the alias.
        components: The class or alias of each component schema that has one, by its pointer.
        webhooks: The webhooks.
        remarks: A sentence for each part of the spec that the client leaves out, or has no precise type for.
    """

    title: str
    version: str
    server: str
    security: Security
    resources: tuple[Resource, ...]
    models: dict[str, Model]
    enums: dict[str, Enum]
    components: dict[str, str]
    webhooks: tuple[Webhook, ...]
    remarks: tuple[str, ...]

    @cached_property
    def methods(self) -> dict[str, Method]:
        """All methods, by their names with the resource: `customer_offers.get`."""
        return {f"{resource.name}.{method.name}": method for resource in self.resources for method in resource.methods}


def main(arguments: list[str]) -> None:
    """Print the API of openapi.yaml, or of another spec, as JSON, with the overlay applied."""
    from pipeline.loading import load_files

    root = Path(__file__).parents[1]
    path = Path(arguments[0]) if arguments else root / "openapi.yaml"
    version = load_files(path, root / "overrides/overlay.yaml", root / "generator-config.yaml")
    sys.stdout.write(version.api.model_dump_json(exclude_defaults=True, indent=1) + "\n")


if __name__ == "__main__":
    from pipeline.errors import run_command

    run_command(main)
