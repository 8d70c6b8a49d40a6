"""An API that uses every feature, with a text of the spec in every place that can have one."""

from collections.abc import Callable
from typing import Any

from pydantic import JsonValue

from pipeline.api import Api, Content, Discriminator, Kind, Location, Method, Style, Webhook
from tests.pipeline.render.render_samples import (
    NUMBER,
    TEXT,
    THING,
    api,
    argument,
    enum,
    field,
    list_of,
    map_of,
    method,
    model,
    nullable,
    of,
    query,
    response,
    union_of,
)

COLOR = of(Kind.STRING, name="Color", values=("red", "green"))
PAYMENT = union_of(
    of(Kind.MODEL, name="Card"),
    of(Kind.MODEL, name="Bank"),
    discriminator=Discriminator(key="type", mapping={"card": 0, "bank": 1}),
)
VALUES = {
    "date": of(Kind.DATE, example="2026-01-02", default="2026-01-02"),
    "time": of(Kind.DATE_TIME),
    "amount": nullable(of(Kind.DECIMAL, example="1.50")),
    "words": list_of(of(Kind.STRING, minLength=3)),
    "amounts": list_of(of(Kind.DECIMAL)),
    "number": of(Kind.NUMBER, values=(1, 2.5)),
    "anything": of(Kind.ANY),
    "secret": of(Kind.STRING, format="password"),
    "color": COLOR,
    "colors": list_of(COLOR),
    "inline": of(Kind.STRING, values=("some text", "b"), pattern="^a+$", description="Inline text.", default="b"),
    "constant": of(Kind.BOOLEAN, values=(True,)),
    "things": map_of(THING),
    "payment": nullable(PAYMENT),
    "payments": list_of(PAYMENT),
    "other": union_of(THING, TEXT, list_of(NUMBER)),
}


def methods_of_every_kind() -> list[Method]:
    """Return methods whose arguments have every type and location, and that return every kind of content."""
    parameters = (
        query("filters", THING, Style.DEEP_OBJECT),
        query("ids", list_of(NUMBER), Style.PIPE_DELIMITED),
        argument("trace", TEXT, Location.HEADER),
    )
    fields = [argument(f"x_{name}", value) for name, value in (VALUES | {"minute": of(Kind.LOCAL_MINUTE)}).items()]
    nothing = response(Content.NOTHING, status="204", description="Nothing changed.")
    thing = response(Content.VALUE, THING)
    return [
        method(*parameters, *fields, wording={"description": "Changes it."}, keywords={"deprecated": True}),
        method(argument("f", of(Kind.FILE)), name="send", media_type="multipart/form-data", responses=(nothing,)),
        method(argument("body", list_of(PAYMENT), key=""), name="replace", responses=(thing, nothing)),
        method(name="list", responses=(response(Content.PAGE, THING),)),
        method(name="all", responses=(response(Content.ITEMS, PAYMENT),)),
        method(name="pdf", responses=(response(Content.BINARY), response(Content.VALUE, THING, status="202"))),
        method(name="csv", responses=(response(Content.TEXT), response(Content.NOTHING, status="404"))),
        method(name="get_download_link", responses=(thing,)),
        method(name="download", responses=(thing,), link_method="get_download_link", url_field="a"),
        method(name="payments", responses=(response(Content.VALUE, map_of(PAYMENT)),)),
    ]


def complete_api() -> Api:
    """Return the API with harmless texts."""
    described: dict[str, Any] = {"wording": {"description": "A description."}, "keywords": {"deprecated": True}}
    fields = [field(name, value) for name, value in VALUES.items()]
    optional = [field(name, value, required=False) for name, value in VALUES.items()]
    return api(
        *methods_of_every_kind(),
        models=(
            model("Thing", field("a"), sent=True, **described),
            model("Card", field("type"), *fields),
            model("Bank", field("type"), *optional, field("id", is_read_only=True), sent=True),
            model("Event", *fields, field("key", is_write_only=True)),
        ),
        enums=(enum("Color", "red", "green", **described),),
        webhooks=(Webhook(pointer="#", name="event", type=of(Kind.MODEL, name="Event")),),
    )


# The attributes whose texts the parser has checked: names in Python, and what is an enumeration.
CHECKED = {
    "content",
    "format",
    "kind",
    "link_method",
    "location",
    "media_type",
    "module",
    "name",
    "pointer",
    "status",
    "style",
    "url_field",
}


def with_texts(api: Api, change: Callable[[str], str]) -> Api:
    """Return the API with another text in every place where the spec may have any."""

    def changed(node: JsonValue) -> JsonValue:
        if isinstance(node, str):
            return change(node)
        if isinstance(node, list):
            return [changed(element) for element in node]
        if not isinstance(node, dict):
            return node
        attributes = {key: value if key in CHECKED else changed(value) for key, value in node.items()}
        if isinstance(mapping := node.get("mapping"), dict):
            attributes["mapping"] = {change(key): index for key, index in mapping.items()}
        return attributes

    return Api.model_validate(changed(api.model_dump(mode="json")))
