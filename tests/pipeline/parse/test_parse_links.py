"""Operations that return a link to a file, and the methods that download it."""

from typing import Any

import pytest

from pipeline.errors import PipelineError
from tests.pipeline.parse.parse_samples import (
    TEXT,
    Change,
    Spec,
    add_components,
    add_parameter,
    api_of,
    object_of,
    operation,
    reference_to,
    respond_with,
)


def link(**changes: Any) -> Spec:
    return {**object_of(url=TEXT, size={"type": "integer"}), "required": ["url"], "x-download-link": "url", **changes}


def returning(schema: Spec, operation_id: str = "download-thing") -> Change:
    def change(spec: Spec) -> None:
        add_components(FileLink=schema)(spec)
        respond_with(reference_to("FileLink"))(spec)
        operation(spec)["operationId"] = operation_id

    return change


@pytest.mark.parametrize(
    ("operation_id", "link_method", "download"),
    [
        ("download-thing", "get_download_link", "download"),
        ("download-thing-contract", "get_contract_download_link", "download_contract"),
        ("get-thing", "get_download_link", "download"),
        ("get-thing-photo", "get_photo_download_link", "download_photo"),
        ("create-thing-export", "get_create_export_download_link", "download_create_export"),
    ],
)
def test_operation_that_returns_a_link_has_two_methods(operation_id: str, link_method: str, download: str) -> None:
    first, second = api_of(returning(link(), operation_id)).resources[0].methods
    assert (first.name, first.link_method, first.url_field) == (link_method, "", "")
    assert (second.name, second.link_method, second.url_field) == (download, link_method, "url")
    assert first.arguments == second.arguments


def test_argument_that_downloads_have_too_gets_its_location() -> None:
    methods = api_of(returning(link()), add_parameter("to", "query", TEXT)).methods
    assert [argument.name for argument in methods["things.download"].arguments] == ["thing_id", "to_query", "a"]


@pytest.mark.parametrize(
    "schema",
    {
        "no property": link(**{"x-download-link": "href"}),
        "number": link(**{"x-download-link": "size", "required": ["size"]}),
        "optional": link(required=[]),
        "nullable": link(**object_of(url={"type": ["string", "null"]})),
        "list": link(**{"x-download-link": ["url"]}),
    }.values(),
)
def test_mark_that_names_no_url_is_refused(schema: Spec) -> None:
    with pytest.raises(PipelineError, match="x-download-link must name a required property that is a string, and "):
        api_of(returning(schema))


def test_link_inside_another_result_has_no_method() -> None:
    methods = api_of(add_components(FileLink=link()), respond_with(object_of(file=reference_to("FileLink")))).methods
    assert [name for name, method in methods.items() if method.link_method] == []
