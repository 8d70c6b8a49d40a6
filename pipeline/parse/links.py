"""Operations that return a link to a file: for each, a second method that downloads the file."""

from collections.abc import Iterator, Mapping, Sequence

from pipeline.api import Kind, Method, Model, Response
from pipeline.parse.problems import Problems

MARK = "x-download-link"
"""The extension of OpenAPI that marks the schema of a link to a file. Its value is the property with the URL."""

DOWNLOAD_ARGUMENTS = ("to", "overwrite", "max_size")
"""Arguments of every method that downloads a file, in addition to those of its operation."""

# Words of names that only state that there is a link to a file.
_WORDS_OF_LINKS = frozenset({"download", "get", "link", "url"})


def url_field(responses: Sequence[Response], models: Mapping[str, Model], problems: Problems) -> str:
    """Return the name of the field with the URL of a file; empty if the successful responses have none.

    Args:
        responses: The responses of an operation.
        models: The models, by name.
        problems: Where problems are collected.
    """
    types = [response.type for response in responses if response.is_successful and response.type]
    if len(types) != 1 or types[0].kind is not Kind.MODEL or types[0].is_nullable:
        return ""
    model = models[types[0].name]
    if MARK not in model.wording:
        return ""
    key = model.wording[MARK]
    field = next((field for field in model.fields if field.key == key and field.type.kind is Kind.STRING), None)
    if field is None or not field.is_required or field.type.is_nullable:
        sentence = f"{MARK} must name a required property that is a string, and {str(key)[:100]!r} is not one"
        problems.update(model.pointer, sentence, model.pointer, {MARK: "THE-PROPERTY"})
        return ""
    return field.name


def link_and_download(method: Method, field: str) -> Iterator[Method]:
    """Yield the method that returns a link, and the method that downloads the file.

    An operation whose method would be `download_document` has `get_document_download_link` and `download_document`.

    Args:
        method: The method of the operation.
        field: The field of the result with the URL.
    """
    subject = [word for word in method.name.split("_") if word not in _WORDS_OF_LINKS]
    link_method = "_".join(["get", *subject, "download_link"])
    yield method.model_copy(update={"name": link_method})
    yield method.model_copy(
        update={"name": "_".join(["download", *subject]), "link_method": link_method, "url_field": field}
    )
