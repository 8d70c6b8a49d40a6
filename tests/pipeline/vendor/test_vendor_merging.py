"""Merging of sources."""

import itertools
import json
import random

import pytest

from pipeline.documents import dump_yaml, parse_document, plain
from pipeline.errors import PipelineError
from tests.pipeline.vendor.vendor_samples import DOCUMENT, HEAD, PAGE, PAGES, Workspace, lines_in_order

FRAGMENT = PAGE.partition("post /orders\n")[2].removesuffix("````\n")


def value_of(text: str) -> object:
    return plain(parse_document(text.encode(), "result"))


def page_for(method: str, path: str, tag: str = "Orders API", schemas: str = "") -> str:
    operation = f"    {method}:\n      tags:\n        - {tag}\n      responses: {{}}\n"
    components = f"components:\n  schemas:\n{schemas}" if schemas else ""
    return f"~~~yaml /openapi.yaml {method} {path}\n{HEAD}paths:\n  {path}:\n{operation}{components}~~~\n"


def test_single_yaml_spec_is_copied_byte_for_byte(workspace: Workspace) -> None:
    text = f"# Ours.\r\n---\n{DOCUMENT}\n\n"
    workspace.vendor(workspace.add("api.yaml", text))
    assert workspace.target.read_bytes() == text.encode()


def test_page_is_merged_into_a_spec(workspace: Workspace) -> None:
    result = workspace.vendor(workspace.add("page.md", PAGE), workspace.add("api.yaml", DOCUMENT))
    assert lines_in_order(DOCUMENT, result)
    assert lines_in_order(FRAGMENT, result)
    created = result.index("    post:")
    assert result.index("operationId: list-orders") < created < result.index("  /orders/{orderId}:")
    assert result.index("    Order:") < result.index("    Receipt:") < result.index("    Stock:")
    assert "          example: 2025-04-31  # in no calendar\n" in result


def test_order_of_sources_has_no_effect(workspace: Workspace) -> None:
    sources = [workspace.add("api.yaml", DOCUMENT), workspace.add("page.md", PAGE)]
    sources += [workspace.add(f"{path[1:]}.md", page_for("put", path)) for path in ("/b", "/a", "/orders")]
    sources += [workspace.add("more.json", json.dumps(value_of(DOCUMENT.replace("/stock", "/more"))))]
    results = set()
    for order in random.Random(7).sample(list(itertools.permutations(sources)), 12):
        results.add((workspace.vendor(*order), workspace.lock.read_text(encoding="utf-8")))
    assert len(results) == 1


def test_pages_alone_give_a_spec(workspace: Workspace) -> None:
    assert workspace.vendor(*PAGES) == workspace.vendor(*reversed(PAGES))
    assert workspace.summary.startswith("openapi.yaml: 4 operations, 4 paths, 16 tags, 3 schemas from 4 sources")


@pytest.mark.parametrize(
    ("page", "before", "after"),
    [
        (page_for("get", "/orders/all"), "  /orders:", "  /orders/{orderId}:"),
        (page_for("get", "/zebra"), "  /orders/{orderId}:", "  /stock:"),
        (page_for("get", "/a", "Stock API"), "  /orders/{orderId}:", "  /stock:"),
        (page_for("get", "/a", "New API"), "  /stock:", "components:"),
    ],
)
def test_new_path_is_inserted_in_the_group_of_its_tag(workspace: Workspace, page: str, before: str, after: str) -> None:
    result = workspace.vendor(workspace.add("api.yaml", DOCUMENT), workspace.add("page.md", page))
    [path] = [line for line in page.splitlines() if line.startswith("  /")]
    positions = [result.index(f"{line}\n") for line in (before, path, after)]
    assert positions == sorted(positions)


@pytest.mark.parametrize("methods", [["get", "patch", "delete"], ["get", "post"], ["delete", "get"]])
def test_new_operation_is_inserted_in_the_usual_order(workspace: Workspace, methods: list[str]) -> None:
    item = "".join(f"    {method}:\n      responses: {{}}\n" for method in methods)
    spec = workspace.add("api.yaml", f"{HEAD}paths:\n  /orders:\n{item}")
    result = workspace.vendor(spec, workspace.add("page.md", page_for("put", "/orders")))
    found = list(parse_document(result.encode(), "result")["paths"]["/orders"])
    assert [method for method in found if method != "put"] == methods
    assert found.index("put") < min(found.index(name) for name in ("post", "patch", "delete") if name in found)


def test_fragment_keeps_the_order_of_its_schemas(workspace: Workspace) -> None:
    schemas = "    Zebra:\n      type: string\n    Ant:\n      type: string\n"
    page = page_for("get", "/zoo", schemas=schemas)
    result = workspace.vendor(workspace.add("api.yaml", DOCUMENT), workspace.add("page.md", page))
    assert lines_in_order(schemas, result)


@pytest.mark.parametrize(
    "detail",
    [
        "description: 2024-001",
        "description: 'yes'",
        "example: null",
        "example: 2025-04-31",
        "example: 2024-04-29T21:00:00+02:00",
        "example: ~",
        "description: >-\n            folded over\n            two lines",
        "description: |+\n            # no comment\n\n            kept",
        "description: a long line, " + "and longer " * 40 + "still",
        "description: text  # a comment",
        "# a comment\n          description: text",
        "x-flow: {a: [1, 2.50, 0x10], 'b': \"\\u00e9\"}",
        "required: [a,b]",
    ],
)
def test_merge_keeps_the_layout(workspace: Workspace, detail: str) -> None:
    page = PAGE.replace('description: "The order"', detail)
    result = workspace.vendor(workspace.add("api.yaml", DOCUMENT), workspace.add("page.md", page))
    assert f"          {detail}\n" in result
    assert lines_in_order(DOCUMENT, result)


def test_merge_keeps_comments_above_their_keys(workspace: Workspace) -> None:
    commented = DOCUMENT.replace("  /stock:", "  # About the stock,\n  # in two lines.\n  /stock:")
    result = workspace.vendor(
        workspace.add("api.yaml", commented), workspace.add("page.md", page_for("get", "/a", "Stock API"))
    )
    assert "  # About the stock,\n  # in two lines.\n  /stock:\n" in result


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_merge_adapts_indentation_and_line_ends(workspace: Workspace, newline: str) -> None:
    wide = "\n".join(" " * (len(line) - len(line.lstrip())) + line for line in PAGE.split("\n"))
    page = workspace.add("page.md", wide.replace("\n", newline).encode())
    result = workspace.vendor(workspace.add("api.yaml", DOCUMENT), page)
    assert value_of(result) == value_of(workspace.vendor(workspace.folder / "api.yaml", workspace.add("p.md", PAGE)))
    assert "\r" not in result


@pytest.mark.parametrize(
    "spec",
    [
        DOCUMENT.replace("type: object", "type: &t object").replace("type: integer", "type: *t"),
        json.dumps(value_of(DOCUMENT)),
        json.dumps(value_of(DOCUMENT), indent="\t"),
        DOCUMENT.replace("  schemas:\n", "  headers: {}\n  schemas:\n"),
        f"{HEAD}paths: {{/stock: {{get: {{tags: [Stock API], responses: {{}}}}}}}}\n",
        f"---\n{DOCUMENT}...\n",
        f"\ufeff{DOCUMENT}",
        DOCUMENT.replace("description: Stock\n", "description: 'a\u2028b'\n"),
    ],
    ids=["aliases", "json", "json with tabs", "empty mapping", "flow style", "markers", "byte order mark", "separator"],
)
def test_merge_supports_other_yaml_styles(workspace: Workspace, spec: str) -> None:
    result = workspace.vendor(workspace.add("api.yaml", spec), workspace.add("page.md", PAGE))
    assert lines_in_order(FRAGMENT, result)
    expected = plain(parse_document(spec.encode(), "document"))
    found = plain(parse_document(result.encode(), "result"))
    for path, item in expected["paths"].items():
        assert item.items() <= found["paths"][path].items()
    for name, schema in expected.get("components", {}).get("schemas", {}).items():
        assert found["components"]["schemas"][name] == schema


def test_json_is_converted_to_block_yaml(workspace: Workspace) -> None:
    spec = {
        "openapi": "3.1.1",
        "paths": {"/a": {"get": {"example": "2024-04-29", "n": None, "text": "a\nb", "1": "true"}}},
    }
    result = workspace.vendor(workspace.add("api.json", json.dumps(spec)))
    assert value_of(result) == spec
    assert "      example: '2024-04-29'\n      n: null\n" in result


def test_published_source_wins_over_transcription(workspace: Workspace) -> None:
    double = PAGE.replace("'2024-04-29'", '"2024-04-29"')
    workspace.add("provenance.yaml", "operations:\n  create-order:\n    evidence: seen-in-yaml\nschemas: {}\n")
    transcribed = workspace.add("api.yaml", f"{HEAD}{FRAGMENT.partition(HEAD)[2]}".partition("components:")[0])
    result = workspace.vendor(transcribed, workspace.add("page.md", double.replace('"The order"', "The order")))
    assert "          description: The order\n" in result


def test_empty_original_part_does_not_hide_a_converted_one(workspace: Workspace) -> None:
    spec = DOCUMENT + "  headers:\n    Total:\n      schema: {}\n"
    other = DOCUMENT + "  headers: {}\n"
    sources = [workspace.add("a.json", json.dumps(value_of(spec))), workspace.add("b.yaml", other)]
    assert value_of(workspace.vendor(*sources)) == value_of(spec)


def test_contradictions_are_reported_together(workspace: Workspace) -> None:
    other = (
        PAGE.replace("title: Shop", "title: Store")
        .replace('"The order"', "The order it made")
        .replace("  - name: Stock API\n", "")
        .replace("type: string", "type: 1")
    )
    sources = [workspace.add("api.yaml", DOCUMENT), workspace.add("one.md", PAGE), workspace.add("two.md", other)]
    with pytest.raises(PipelineError) as caught:
        workspace.vendor(*sources)
    lines = str(caught.value).splitlines()
    assert [line.partition(" disagree about ")[2].partition(":")[0] for line in lines[:-1]] == [
        "/info/title",
        "/tags",
        "/paths/~1orders/post/responses/201/description",
        "/components/schemas/Receipt/type",
    ]
    assert sources[0] in lines[0]
    assert sources[1] in lines[2]
    assert all(sources[2] in line for line in lines[:-1])
    assert workspace.written() == []


@pytest.mark.parametrize(("one", "other"), [("true", "1"), ("'1'", "1"), ("[a, b]", "[b, a]"), ("null", "''")])
def test_values_are_compared_strictly(workspace: Workspace, one: str, other: str) -> None:
    sources = [
        workspace.add(f"{index}.yaml", DOCUMENT.replace("type: integer", f"example: {example}"))
        for index, example in enumerate([one, other])
    ]
    with pytest.raises(PipelineError, match="disagree about /components/schemas/Stock/example"):
        workspace.vendor(*sources)


@pytest.mark.parametrize(
    ("count", "named"),
    [
        (1, "defined: Gone0;"),
        (3, "defined: Gone0, Gone1, Gone2;"),
        (10, "Gone8, Gone9;"),
        (12, "Gone9 and 2 more;"),
    ],
)
def test_unresolved_references_are_one_error(workspace: Workspace, count: int, named: str) -> None:
    references = "".join(f"        - $ref: '#/components/schemas/Gone{index}'\n" * 2 for index in range(count))
    source = workspace.add("api.yaml", DOCUMENT.replace("type: integer\n", f"anyOf:\n{references}"))
    with pytest.raises(PipelineError) as caught:
        workspace.vendor(source)
    assert f"{named} look for a truncated spec or a missing page." in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1
    assert workspace.written() == []


def test_unresolved_reference_to_a_file_is_an_error(workspace: Workspace) -> None:
    source = workspace.add("api.yaml", DOCUMENT.replace("'#/components/schemas/Order'", "'more.yaml#/Order'"))
    with pytest.raises(PipelineError, match=r"not defined: more\.yaml#/Order;"):
        workspace.vendor(source)


@pytest.mark.parametrize("has_provenance", [True, False])
def test_original_lines_win_over_converted_ones(workspace: Workspace, has_provenance: bool) -> None:
    original = DOCUMENT.replace("  /stock:\n", "  '/stock':  # as it was\n")
    if has_provenance:
        names = ("list-orders", "get-order", "get-stock")
        operations = "".join(f"  {name}:\n    evidence: inferred\n" for name in names)
        schemas = "".join(f"  {name}:\n    evidence: inferred\n" for name in ("Order", "Stock"))
        workspace.add("source/provenance.yaml", f"operations:\n{operations}schemas:\n{schemas}")
    source = workspace.add("source/b.yaml", original)
    result = workspace.vendor(workspace.add("a.json", json.dumps(value_of(DOCUMENT))), source)
    assert lines_in_order(original, result)


def test_unquoted_dates_are_strings_and_stay_unquoted() -> None:
    text = b"a: 2025-04-31\nb: '2024-04-29'\nc: 2024-04-29 10:00:00\n"
    spec = parse_document(text, "dates")
    assert plain(spec) == {"a": "2025-04-31", "b": "2024-04-29", "c": "2024-04-29 10:00:00"}
    assert dump_yaml(spec) == text
    assert dump_yaml({"a": "2024-04-29"}) == b"a: '2024-04-29'\n"
