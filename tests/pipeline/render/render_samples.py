"""Small APIs as Python values."""

from pathlib import Path
from typing import Any

from pydantic import JsonValue

from pipeline.api import (
    Api,
    Argument,
    Body,
    Content,
    Enum,
    Field,
    Kind,
    Location,
    Method,
    Model,
    Resource,
    Response,
    Style,
    Type,
    Webhook,
)

ROOT = Path(__file__).parents[3]
TEMPLATES = ROOT / "overrides" / "templates"


def of(kind: Kind, *, name: str = "", description: str = "", example: JsonValue = None, **more: Any) -> Type:
    """Return a type; what is not an attribute of it is a keyword."""
    wording: dict[str, JsonValue] = {"description": description} if description else {}
    if example is not None:
        wording["example"] = example
    keywords = {key: more.pop(key) for key in list(more) if key not in Type.model_fields}
    return Type(pointer="#/type", kind=kind, name=name, wording=wording, keywords=keywords, **more)


TEXT = of(Kind.STRING)
NUMBER = of(Kind.INTEGER)
THING = of(Kind.MODEL, name="Thing")


def list_of(items: Type, **more: Any) -> Type:
    return of(Kind.LIST, items=items, **more)


def map_of(items: Type, **more: Any) -> Type:
    return of(Kind.MAP, items=items, **more)


def union_of(*members: Type, **more: Any) -> Type:
    return of(Kind.UNION, members=members, **more)


def nullable(value: Type) -> Type:
    return value.model_copy(update={"is_nullable": True})


def field(name: str, value: Type = TEXT, *, required: bool = True, **more: Any) -> Field:
    key = more.pop("key", name)
    return Field(pointer=f"#/{name}", name=name, key=key, type=value, is_required=required, **more)


def model(name: str, *fields: Field, sent: bool = False, received: bool = True, **more: Any) -> Model:
    module = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")
    return Model(
        pointer=f"#/{name}", name=name, module=module, fields=fields, is_sent=sent, is_received=received, **more
    )


def argument(
    name: str, value: Type = TEXT, location: Location = Location.BODY, *, required: bool = False, **more: Any
) -> Argument:
    key = more.pop("key", name)
    return Argument(
        pointer=f"#/{name}", name=name, key=key, location=location, type=value, is_required=required, **more
    )


def query(name: str, value: Type = TEXT, style: Style | None = None, *, required: bool = False) -> Argument:
    return argument(name, value, Location.QUERY, required=required, style=style)


def path(name: str, **more: Any) -> Argument:
    return argument(name, TEXT, Location.PATH, required=True, **more)


def response(content: Content, value: Type | None = None, status: str = "200", **more: Any) -> Response:
    media_types = {Content.NOTHING: "", Content.BINARY: "application/pdf", Content.TEXT: "text/csv"}
    media_type = more.pop("media_type", media_types.get(content, "application/json"))
    wording = {"description": more.pop("description", "The thing.")}
    return Response(
        pointer=f"#/{status}", status=status, content=content, media_type=media_type, type=value, wording=wording
    )


RETURNS_THING = response(Content.VALUE, THING)


def method(*arguments: Argument, responses: tuple[Response, ...] = (RETURNS_THING,), **more: Any) -> Method:
    """Return the method `update` of `PUT /things/{thingId}`, with a body if an argument is in it."""
    in_body = [argument for argument in arguments if argument.location is Location.BODY]
    is_flattened = all(argument.key for argument in in_body)
    media_type = more.pop("media_type", "application/json")
    body = Body(pointer="#/body", media_type=media_type, type=of(Kind.ANY), is_flattened=is_flattened, is_required=True)
    attributes = {
        "name": "update",
        "operation_id": "update-thing",
        "tag": "Things API",
        "http_method": "PUT",
        "path": "/things/{thingId}",
        "wording": {"summary": "Update a thing"},
    }
    return Method(
        pointer="#/put",
        arguments=(path("thing_id", key="thingId"), *arguments),
        body=body if in_body else None,
        responses=responses,
        **{**attributes, **more},
    )


def enum(name: str, *values: str | int, **more: Any) -> Enum:
    return Enum(pointer=f"#/{name}", name=name, module=name.lower(), values=values, **more)


def resource(*methods: Method, name: str = "things", tag: str = "Things API") -> Resource:
    return Resource(pointer="#/tags/0", name=name, tag=tag, methods=methods)


def api(
    *methods: Method,
    models: tuple[Model, ...] = (),
    enums: tuple[Enum, ...] = (),
    resources: tuple[Resource, ...] = (),
    webhooks: tuple[Webhook, ...] = (),
    **more: Any,
) -> Api:
    """Return an API with these methods of `things`; every API has the model `Thing`."""
    thing = () if any(model.name == "Thing" for model in models) else (model("Thing", field("a", required=False)),)
    attributes = {"title": "Test", "version": "1", "server": "https://example.com"}
    return Api(
        pointer="#",
        security=(),
        resources=(*([resource(*methods)] if methods else []), *resources),
        models={model.name: model for model in (*thing, *models)},
        enums={enum.name: enum for enum in enums},
        components={},
        webhooks=webhooks,
        remarks=(),
        **{**attributes, **more},
    )
