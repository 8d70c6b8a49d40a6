"""How parameters are written: the paths, queries and headers that a server receives from both clients.

The examples `R`, `G` and `B` are those of OpenAPI 3.1, section 4.8.12.
"""

from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mijnklantportaal import UNSET, MijnKlantportaal
from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.operation import Location, Operation, Parameter, Style
from tests.client.clients import ClientFactory, both_clients
from tests.client.operation_calls import OPTIONS, calling
from tests.client.portal_server import PortalServer
from tests.client.sample_models import DOG, Account, Dog

COLORS = ["blue", "black", "brown"]
RGB = {"R": 100, "G": 200, "B": 150}
ANY, LIST, MAP = codecs.ANY, codecs.Array(codecs.STRING), codecs.Map(codecs.INTEGER)
FORM, SPACE, PIPE = Style.FORM, Style.SPACE_DELIMITED, Style.PIPE_DELIMITED
FORM_EXPLODED, DEEP, JSON = Style.FORM_EXPLODED, Style.DEEP_OBJECT, Style.JSON


def operation(
    codec: codecs.Codec[Any], location: Location, style: Style | None, key: str = "color"
) -> Operation[dict[str, Any]]:
    """Return an operation with one parameter."""
    path = f"/colors/{{{key}}}/x" if location is Location.PATH else "/colors"
    parameter = Parameter("color", key, codec, location, style)
    return Operation("list-colors", "GET", path, (parameter,), response=codecs.Map(ANY))


# The codec, the style, the value, and the query as it is sent.
QUERIES = [
    (LIST, None, COLORS, "color=blue&color=black&color=brown"),
    (LIST, FORM_EXPLODED, COLORS, "color=blue&color=black&color=brown"),
    (LIST, FORM, COLORS, "color=blue%2Cblack%2Cbrown"),
    (LIST, PIPE, COLORS, "color=blue%7Cblack%7Cbrown"),
    (LIST, SPACE, COLORS, "color=blue%20black%20brown"),
    (LIST, JSON, COLORS, "color=%5B%22blue%22%2C%22black%22%2C%22brown%22%5D"),
    (LIST, FORM, ["blue"], "color=blue"),
    (LIST, FORM, ["a&b=c", "ü/?"], "color=a%26b%3Dc%2C%C3%BC%2F%3F"),
    (MAP, None, RGB, "R=100&G=200&B=150"),
    (MAP, FORM, RGB, "color=R%2C100%2CG%2C200%2CB%2C150"),
    (MAP, PIPE, RGB, "color=R%7C100%7CG%7C200%7CB%7C150"),
    (MAP, SPACE, RGB, "color=R%20100%20G%20200%20B%20150"),
    (MAP, DEEP, RGB, "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"),
    (MAP, JSON, RGB, "color=%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D"),
    (codecs.Map(LIST), DEEP, {"b": ["1", "2"], "a": ["3"]}, "color%5Bb%5D=1&color%5Bb%5D=2&color%5Ba%5D=3"),
    (DOG, None, Dog(bark="a b", price_per_day=None), "bark=a%20b"),
    (DOG, DEEP, Dog(bark="a", price_per_day=Decimal("1.50")), "color%5Bbark%5D=a&color%5BpricePerDay%5D=1.50"),
    (codecs.Array(codecs.BOOLEAN), FORM, [True, False], "color=true%2Cfalse"),
    (codecs.Map(codecs.DATE), DEEP, {"since": date(2024, 4, 29)}, "color%5Bsince%5D=2024-04-29"),
    (codecs.Array(codecs.Nullable(codecs.NUMBER)), FORM, [1.5, None, 2], "color=1.5%2C2"),
    (codecs.Array(codecs.Nullable(codecs.NUMBER)), None, [None, 2], "color=2"),
    (codecs.Map(codecs.Array(codecs.Nullable(codecs.NUMBER))), DEEP, {"a": [None, 2], "b": []}, "color%5Ba%5D=2"),
    (codecs.INTEGER, FORM, 7, "color=7"),
    (codecs.STRING, PIPE, "a|b,c d", "color=a%7Cb%2Cc%20d"),
    (codecs.STRING, JSON, "7", "color=%227%22"),
    (ANY, JSON, {"a": [{"b": None}]}, "color=%7B%22a%22%3A%5B%7B%22b%22%3Anull%7D%5D%7D"),
    *((LIST, style, [], "") for style in (None, FORM, PIPE, SPACE)),
    *((codecs.Map(ANY), style, {"a": None}, "") for style in (None, FORM, PIPE, SPACE, DEEP)),
    (LIST, FORM, UNSET, ""),
]  # fmt: skip
HEADERS = [
    (LIST, None, COLORS, "blue,black,brown"),
    (LIST, Style.SIMPLE_EXPLODED, COLORS, "blue,black,brown"),
    (MAP, Style.SIMPLE, RGB, "R,100,G,200,B,150"),
    (MAP, Style.SIMPLE_EXPLODED, RGB, "R=100,G=200,B=150"),
    (MAP, JSON, RGB, '{"R":100,"G":200,"B":150}'),
    (codecs.STRING, JSON, "é", '"\\u00e9"'),
    (codecs.STRING, None, "a, b=c", "a, b=c"),
    (codecs.BOOLEAN, None, True, "true"),
    (DOG, Style.SIMPLE_EXPLODED, Dog(bark="a=b", price_per_day=None), "bark=a=b"),
    (LIST, None, [], None),
    (MAP, Style.SIMPLE_EXPLODED, {}, None),
    (LIST, None, UNSET, None),
]
PATHS = [
    (LIST, None, COLORS, "blue,black,brown"),
    (LIST, Style.SIMPLE_EXPLODED, COLORS, "blue,black,brown"),
    (MAP, None, RGB, "R,100,G,200,B,150"),
    (MAP, Style.SIMPLE_EXPLODED, RGB, "R=100,G=200,B=150"),
    (LIST, None, ["a,b", "c=d", "é {color}?#%", ".a"], "a%2Cb,c%3Dd,%C3%A9%20%7Bcolor%7D%3F%23%25,.a"),
    (codecs.Map(codecs.STRING), Style.SIMPLE_EXPLODED, {"a=b,": "c=d"}, "a%3Db%2C=c%3Dd"),
    (codecs.Array(codecs.DATE), None, [date(2024, 4, 29)], "2024-04-29"),
    (codecs.STRING, None, "a,b", "a%2Cb"),
    (codecs.INTEGER, None, 7, "7"),
    (MAP, JSON, RGB, "%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D"),
    (codecs.STRING, JSON, "7", "%227%22"),
]


@both_clients
@pytest.mark.parametrize(("codec", "style", "value", "query"), QUERIES)
def test_query_has_the_style_of_the_parameter(
    portal: PortalServer,
    client_factory: ClientFactory,
    codec: codecs.Codec[Any],
    style: Style | None,
    value: Any,
    query: str,
) -> None:
    portal.add_response({})
    with client_factory(base_url=portal.url) as perform:
        perform(calling(operation(codec, Location.QUERY, style), color=value))
    # Some versions of httpx write a space as a plus sign.
    assert portal.request.query.replace("+", "%20") == query


@both_clients
@pytest.mark.parametrize(("codec", "style", "value", "header"), HEADERS)
def test_header_has_the_style_of_the_parameter(
    portal: PortalServer,
    client_factory: ClientFactory,
    codec: codecs.Codec[Any],
    style: Style | None,
    value: Any,
    header: str | None,
) -> None:
    portal.add_response({})
    with client_factory(base_url=portal.url) as perform:
        perform(calling(operation(codec, Location.HEADER, style, "X-Color"), color=value))
    assert portal.request.headers["X-Color"] == header


@both_clients
@pytest.mark.parametrize(("codec", "style", "value", "segment"), PATHS)
def test_path_has_the_style_of_the_parameter_and_one_segment(
    portal: PortalServer,
    client_factory: ClientFactory,
    codec: codecs.Codec[Any],
    style: Style | None,
    value: Any,
    segment: str,
) -> None:
    portal.add_response({})
    with client_factory(base_url=portal.url) as perform:
        perform(calling(operation(codec, Location.PATH, style), color=value))
    assert portal.request.path == f"/v1/colors/{segment}/x"


NESTED_LIST, NESTED_MAP = [["a"]], {"a": {"b": 1}}
NOT_NESTED = r"must be a single value, not (a list|an object): the style of the parameter defines no other \(RFC 6570\)"
REFUSED = [
    *((Location.QUERY, style, NESTED_LIST, rf"color\[0\] {NOT_NESTED}") for style in (None, FORM, PIPE, SPACE)),
    *((Location.QUERY, style, [{"a": 1}], rf"color\[0\] {NOT_NESTED}") for style in (None, FORM, PIPE, SPACE)),
    *((Location.QUERY, style, NESTED_MAP, rf"color\['a'\] {NOT_NESTED}") for style in (None, FORM, PIPE, SPACE, DEEP)),
    *((Location.QUERY, style, {"a": [1]}, rf"color\['a'\] {NOT_NESTED}") for style in (None, FORM, PIPE, SPACE)),
    (Location.QUERY, DEEP, {"a": [[1]]}, rf"color\['a'\]\[0\] {NOT_NESTED}"),
    *((Location.QUERY, DEEP, value, r"color must be an object, since") for value in ("x", 1, None)),
    (Location.QUERY, DEEP, [], r"color must be an object, since"),
    (Location.QUERY, DEEP, {"a][b": 1}, r"color\['a\]\[b'\] must not contain '\['"),
    (Location.QUERY, FORM, ["a", "b,c"], r"color\[1\] must not contain ',', which separates the elements: 'b,c'"),
    (Location.QUERY, FORM, {"a,b": 1}, r"color\['a,b'\] must not contain ','"),
    (Location.QUERY, FORM, {"a": "b,c"}, r"color\['a'\] must not contain ','"),
    (Location.QUERY, PIPE, ["a|b"], r"color\[0\] must not contain '\|'"),
    (Location.QUERY, SPACE, ["a b"], r"color\[0\] must not contain ' '"),
    (Location.HEADER, None, ["a,b"], r"color\[0\] must not contain ','"),
    (Location.HEADER, Style.SIMPLE_EXPLODED, {"a=b": 1}, r"color\['a=b'\] must not contain '='"),
    (Location.HEADER, None, ["é"], "color must be valid in an HTTP header"),
    (Location.HEADER, None, ["a\r\nX-Evil: 1"], "color must be valid in an HTTP header"),
    (Location.HEADER, None, NESTED_MAP, rf"color\['a'\] {NOT_NESTED}"),
    *((Location.PATH, None, ["a", part], r"color\[1\] must be a") for part in ("", ".", "..", " ", "a/b", "\n")),
    *((Location.PATH, None, value, "color must be a valid ID, not ''") for value in ({}, {"a": None})),
    *((Location.PATH, None, value, "color must be a valid ID, not ''") for value in ([], [None])),
    (Location.PATH, None, {"..": 1}, r"color\['..'\] must be a valid ID, not '..'"),
    (Location.PATH, Style.SIMPLE_EXPLODED, {"a": "/"}, r"color\['a'\] must be a valid ID, not '/'"),
    (Location.PATH, None, NESTED_LIST, rf"color\[0\] {NOT_NESTED}"),
    (Location.PATH, JSON, "a/b", "color must be a valid ID"),
]  # fmt: skip


@pytest.mark.parametrize(("location", "style", "value", "message"), REFUSED)
def test_value_that_a_style_cannot_write_raises_error_with_its_place(
    location: Location, style: Style | None, value: Any, message: str
) -> None:
    with pytest.raises(ValueError, match=f"^{message}"):
        operation(ANY, location, style).prepare({"color": value})


def test_read_only_field_of_an_object_is_not_in_the_query() -> None:
    account = Account(name="a", secret="b", id="c")
    codec = codecs.Object(lambda: Account)
    for style, query in ((None, (("name", "a"), ("secret", "b"))), (FORM, (("color", "name,a,secret,b"),))):
        assert operation(codec, Location.QUERY, style).prepare({"color": account}).query == query


PLAIN = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=",| []="), min_size=1, max_size=5)


@given(st.lists(PLAIN, min_size=1, max_size=4), st.sampled_from([(FORM, ","), (PIPE, "|"), (SPACE, " ")]))
def test_joined_list_can_be_separated_again(values: list[str], row: tuple[Style, str]) -> None:
    style, separator = row
    ((key, text),) = operation(LIST, Location.QUERY, style).prepare({"color": values}).query
    assert (key, text.split(separator)) == ("color", values)


@given(
    st.lists(st.text(st.characters(categories=["L", "N", "P", "S"], exclude_characters="/\\"), min_size=3), min_size=1)
)
def test_list_in_the_path_can_be_separated_again(values: list[str]) -> None:
    path = operation(LIST, Location.PATH, None).prepare({"color": values}).path
    segment = path.removeprefix("/colors/").removesuffix("/x")
    assert [unquote(part) for part in segment.split(",")] == values


@given(st.dictionaries(PLAIN, st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=3), min_size=1)))
def test_deep_object_can_be_read_again(value: dict[str, list[str]]) -> None:
    query = operation(codecs.Map(LIST), Location.QUERY, DEEP).prepare({"color": value}).query
    read: dict[str, list[str]] = {}
    for key, text in query:
        read.setdefault(key.removeprefix("color[").removesuffix("]"), []).append(text)
    assert read == value


def test_list_argument_keeps_all_elements_on_the_following_pages(portal: PortalServer) -> None:
    page = {"data": [1], "current_page": 1, "per_page": 1, "next_page_url": "https://example.com?page=2"}
    portal.add_response(page)
    portal.add_response({**page, "current_page": 2, "next_page_url": None})
    colors: Operation[codecs.PageData[int]] = Operation(
        "list-colors",
        "GET",
        "/colors",
        (Parameter("color", "color", LIST, Location.QUERY),),
        response=codecs.PageOf(codecs.INTEGER),
    )
    with MijnKlantportaal(api_key="k", base_url=portal.url) as client:
        assert list(client._sender.list(colors, {"color": COLORS}, OPTIONS)) == [1, 1]
    first, second = (parse_qsl(request.query) for request in portal.requests)
    assert first == [("color", color) for color in COLORS]
    assert second == [*first, ("page", "2")]
