"""Calls with parameters of every location and style (OpenAPI 3.1, section 4.8.12; RFC 6570)."""

from datetime import UTC, date, datetime
from typing import Any

from tests.pipeline.features.calls.feature_case import Case, models

POINT = models.Point(x=1, y=-2)
FILTER = models.Filter(name="a b", minimum=0, on=date(2026, 1, 2), active=None)
LISTS = "openapi-core reads no list in `deepObject`"
BOOLEANS = "openapi-core casts no boolean that may be null"
MAPS = "openapi-core reads the declared properties of a `deepObject` only"


def query(expected: str, unsupported: str = "", **arguments: Any) -> Case:
    line = f"GET /query?{expected}" if expected else "GET /query"
    return Case(lambda portal: portal.parameters.query(**arguments), line, unsupported=unsupported)


def path(expected: str, *arguments: Any) -> Case:
    return Case(lambda portal: portal.parameters.path(*arguments), f"GET /path/{expected}")


def header(expected: dict[str, str], **arguments: Any) -> Case:
    return Case(
        lambda portal: portal.parameters.header(x_trace=7, **arguments),
        "GET /headers",
        headers={"x-trace": "7", "accept": "application/json", **expected},
    )


PARAMETER_CASES = {
    "nothing": query(""),
    "deepObject": query(
        "filter%5Bname%5D=a+b&filter%5Bminimum%5D=0&filter%5Bon%5D=2026-01-02", filter_=FILTER
    ),
    "deepObject with a list": query(
        "filter%5Bstates%5D=a&filter%5Bstates%5D=b", filter_=models.Filter(states=["a", "b"]), unsupported=LISTS
    ),
    "deepObject with a boolean": query(
        "filter%5Bactive%5D=true", filter_=models.Filter(active=True), unsupported=BOOLEANS
    ),
    "deepObject without properties": query("", filter_=models.Filter()),
    "deepObject map": Case(
        lambda portal: portal.parameters.label(labels={"a": "1", "b&c": "="}),
        "GET /labels?labels%5Ba%5D=1&labels%5Bb%26c%5D=%3D",
        unsupported=MAPS,
    ),
    "form exploded object": query(
        "from=2026-01-02&until=2026-01-03", range_=models.Range(from_=date(2026, 1, 2), until=date(2026, 1, 3))
    ),
    "form object": query("point=x%2C1%2Cy%2C-2", point=POINT),
    "form exploded list": query("ids=abc&ids=d%26f", ids=["abc", "d&f"]),
    "form exploded list, written out": query("words=a&words=b", words=("a", "b")),
    "empty list": query("", words=[]),
    "form list": query("codes=1%2C2", codes=[1, 2]),
    "space delimited list": query("sizes=a+b", sizes=["a", "b"]),
    "pipe delimited list": query("colors=red%7Cgreen", colors=["red", "green"]),
    "JSON": query("where=%7B%22name%22%3A%22%5Cu00e9%22%2C%22active%22%3Anull%7D",
                  where=models.Filter(name="é", active=None)),
    "time": query("since=2026-01-02T03%3A04%3A05%2B00%3A00", since=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)),
    "boolean and integer": query("active=false&limit=0", active=False, limit=0),
    "union of an integer": query("key=1", key=1),
    "union of a text": query("key=a", key="a"),
    "path": path("a,b/x,1,y,-2/x=1,y=-2/n%20m", ["a", "b"], POINT, POINT, "n m"),
    "path with separators": path("a%2Cb,c/x,1,y,-2/x=1,y=-2/%2C%3D", ["a,b", "c"], POINT, POINT, ",="),
    "required header": header({}),
    "simple list": header({"x-ids": "1,2"}, x_ids=[1, 2]),
    "simple list of an enumeration": header({"x-units": "kg,lb"}, x_units=["kg", "lb"]),
    "simple object": header({"x-point": "x,1,y,-2"}, x_point=POINT),
    "simple exploded object": header({"x-corner": "x=1,y=-2"}, x_corner=POINT),
    "JSON in a header": header({"x-where": '{"name":"a"}'}, x_where=models.Filter(name="a")),
    "inline object in a header": header({"x-box": '{"width":2}'}, x_box=models.HeaderParametersXBox(width=2)),
}  # fmt: skip
