"""The results of methods: their types, and the codecs of successful responses."""

from dataclasses import dataclass

from pipeline.api import Content, Method, Response, Type
from pipeline.media_types import JSON
from pipeline.python_types import annotation
from pipeline.render.codecs import codec


@dataclass(frozen=True)
class Result:
    """The result of a method, as code.

    Attributes:
        annotation: The type that responses are parsed to.
        codec: The codec of successful responses.
        other_codecs: The codecs of successful responses with another content, by their statuses.
        item: The type of the items, if the method returns a page. accept: The media types of the content; empty if it
        is only JSON.
    """

    annotation: str
    codec: str
    other_codecs: dict[int, str]
    item: str | None
    accept: str


def result_of(method: Method) -> Result:
    """Return the result of a method."""
    successes = method.successes
    # A range, such as 2XX, stands for all statuses that are not listed.
    default = next((response for response in successes if not response.status.isdecimal()), None)
    codecs = {response.status: _codec(response) for response in successes}
    default_codec = codecs[(default or successes[0]).status] if successes else "None"
    media_types = dict.fromkeys(response.media_type for response in successes if response.media_type)
    page = next((response for response in successes if response.content is Content.PAGE), None)
    return Result(
        annotation=_annotation(successes),
        codec=default_codec,
        other_codecs={
            int(status): code for status, code in codecs.items() if status.isdecimal() and code != default_codec
        },
        item=_item(page) if page else None,
        accept="" if list(media_types) in ([], [JSON]) else ", ".join(media_types),
    )


def _annotation(responses: list[Response]) -> str:
    annotations = [result_annotation(response) for response in responses]
    members = dict.fromkeys(text.removesuffix(" | None") for text in annotations if text != "None")
    if "_typing.Any" in members:
        return "_typing.Any"
    # `None` is more readable at the end.
    has_null = not members or any(text == "None" or text.endswith(" | None") for text in annotations)
    return " | ".join([*members, *(["None"] if has_null else [])])


def result_annotation(response: Response) -> str:
    """Return the type that a successful response is parsed to."""
    match response.content:
        case Content.NOTHING:
            return "None"
        case Content.BINARY:
            return "bytes"
        case Content.TEXT:
            return "str"
        case Content.PAGE:
            return f"_codecs.PageData[{_item(response)}]"
        case Content.ITEMS:
            return f"_builtins.list[{_item(response)}]"
    return _item(response)


def _item(response: Response) -> str:
    return annotation(_type(response), is_sent=False)


def _codec(response: Response) -> str:
    match response.content:
        case Content.NOTHING:
            return "None"
        case Content.BINARY:
            return "_codecs.BYTES"
        case Content.TEXT:
            return "_codecs.TEXT"
        case Content.PAGE:
            return f"_codecs.PageOf({codec(_type(response))})"
        case Content.ITEMS:
            return f"_codecs.Items({codec(_type(response))})"
    return codec(_type(response))


def _type(response: Response) -> Type:
    if response.type is None:
        raise ValueError(f"the response at {response.pointer} has JSON content, and must have a type")
    return response.type
