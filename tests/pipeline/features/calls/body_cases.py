"""Calls with bodies of every kind."""

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from mijnklantportaal import Upload
from tests.client.clients import Call
from tests.pipeline.features.calls.feature_case import Case, models
from tests.pipeline.features.calls.feature_server import Planned, json_response

POINT, OTHER = models.Point(x=1, y=2), models.Point(x=3, y=4)
POINT_JSON, OTHER_JSON = {"x": 1, "y": 2}, {"x": 3, "y": 4}
PRICE, PRICE_JSON = models.Price(amount=Decimal("1.50")), {"amount": "1.50"}
CARD, CARD_JSON = models.Card(type_="card", number="1"), {"type": "card", "number": "1"}
BANK, BANK_JSON = models.BankTransfer(type_="transfer", iban="2"), {"type": "transfer", "iban": "2"}
SEPA, SEPA_JSON = models.BankTransfer(type_="sepa", iban="2"), {"type": "sepa", "iban": "2"}
CIRCLE, CIRCLE_JSON = models.Circle(kind="Circle", radius=1.5), {"kind": "Circle", "radius": 1.5}
SQUARE, SQUARE_JSON = models.Square(kind="Square", side=2), {"kind": "Square", "side": 2}
CAT, CAT_JSON = models.Cat(name="a", lives=7), {"name": "a", "lives": 7}
DOG, DOG_JSON = models.Dog(name="b", breed="c"), {"name": "b", "breed": "c"}
PRICE_LIST = {
    "prices": {"a": PRICE, "b": models.Price(amount=Decimal(2), note=None)},
    "counts": {"a": 0},
    "days": {"new year": date(2026, 1, 1)},
    "settings": {"dark": True, "sizes": [1, {"x": None}]},
    "extra": {},
    "history": {"a": [PRICE], "b": []},
    "discounts": {"a": None, "b": PRICE},
    "regions": [{"nl": PRICE}, {}],
}
PRICE_LIST_JSON = {
    "prices": {"a": PRICE_JSON, "b": {"amount": "2", "note": None}},
    "counts": {"a": 0},
    "days": {"new year": "2026-01-01"},
    "settings": {"dark": True, "sizes": [1, {"x": None}]},
    "extra": {},
    "history": {"a": [PRICE_JSON], "b": []},
    "discounts": {"a": None, "b": PRICE_JSON},
    "regions": [{"nl": PRICE_JSON}, {}],
}
HOLDER_JSON: dict[str, Any] = {
    "payment": CARD_JSON,
    "shape": SQUARE_JSON,
    "animals": [DOG_JSON, CAT_JSON, {"name": "c"}],
    "code": 7,
    "optional": None,
    "recipients": ["a", "b"],
    "byName": {"x": BANK_JSON, "y": CARD_JSON},
}
HOLDER = models.UnionHolder(
    payment=CARD,
    shape=SQUARE,
    animals=[DOG, CAT, models.Cat(name="c")],
    code=7,
    optional=None,
    recipients=["a", "b"],
    by_name={"x": BANK, "y": CARD},
)
CHOICES_JSON = {
    "color": "red", "mood": None, "otherColor": None, "thirdColor": "green", "size": "small", "weather": "sun",
    "state": "on", "level": 2, "rank": 10, "ratio": 1.5, "mixed": "auto", "version": 2, "kind": "choice", "unit": "kg",
    "accepted": True, "levels": [1, 3], "byColor": {"x": "green"},
}  # fmt: skip
CHOICES = {
    "mood": None, "other_color": None, "third_color": "green", "size": "small", "weather": "sun", "state": "on",
    "rank": 10, "mixed": "auto", "version": 2, "kind": "choice", "unit": "kg", "accepted": True, "levels": [1, 3],
    "by_color": {"x": "green"},
}  # fmt: skip
ACCOUNT_JSON = {
    "id": "1",
    "name": "a",
    "createdAt": "2026-01-02T03:04:05+00:00",
    "owner": {"id": 7, "name": "b"},
}
TREE = models.Tree(
    label="a", children=[models.Tree(label="b", children=[])], parent=None, by_name={"c": models.Tree(label="c")}
)
TREE_JSON = {
    "label": "a",
    "children": [{"label": "b", "children": []}],
    "parent": None,
    "byName": {"c": {"label": "c"}},
}
COMPOSITION_JSON = {
    "text": "abc",
    "numbers": [1, 2],
    "person": {"name": "a", "age": 0, "nickname": "n"},
    "tree": TREE_JSON,
    "open": {"name": "o", "more": {"amount": "1.50"}},
    "closed": {},
}
COMPOSITION = {
    "text": "abc",
    "numbers": [1, 2],
    "person": models.Person(name="a", age=0, nickname="n"),
    "tree": TREE,
    "open_": models.Open(name="o", additional_properties={"more": {"amount": "1.50"}}),
    "closed": models.Closed(),
}


def union(body: dict[str, Any], response: dict[str, Any] | None = None, **arguments: Any) -> Case:
    """Return a call that sends unions, and gets some."""
    changed = response or {}
    result = models.UnionHolder.from_dict(HOLDER_JSON | changed) if changed else HOLDER
    return Case(
        lambda portal: portal.unions.create(payment=CARD, **arguments),
        "POST /unions",
        json_response(HOLDER_JSON | changed),
        result,
        body={"payment": CARD_JSON, **body},
    )


def body(call: Call, name: str, sent: Any, received: Any, result: Any) -> Case:
    return Case(call, f"PUT /bodies/{name}", json_response(received), result, body=sent)


BODY_CASES = {
    "maps": Case(
        lambda portal: portal.maps.replace(**PRICE_LIST),
        "POST /maps",
        json_response(PRICE_LIST_JSON),
        models.PriceList(**PRICE_LIST),
        body=PRICE_LIST_JSON,
    ),
    "maps without a value": Case(
        lambda portal: portal.maps.replace(prices={"a": PRICE}, discounts=None),
        "POST /maps",
        json_response({"prices": {"a": PRICE_JSON}}),
        models.PriceList(prices={"a": PRICE}),
        body={"prices": {"a": PRICE_JSON}, "discounts": None},
    ),
    "maps inside of models": Case(
        lambda portal: portal.maps.import_(lists=[models.PriceList(**PRICE_LIST)]),
        "PUT /maps",
        body={"lists": [PRICE_LIST_JSON]},
    ),
    "union by discriminator": union({}),
    "union without mapping": union({"shape": CIRCLE_JSON}, {"shape": CIRCLE_JSON}, shape=CIRCLE),
    "union of models": union({"animal": DOG_JSON}, animal=DOG),
    "list of unions": union({"animals": [CAT_JSON, DOG_JSON]}, animals=(CAT, DOG)),
    "union of scalars": union({"code": "x"}, {"code": "x"}, code="x"),
    "union of a text and a list": union({"recipients": "a"}, {"recipients": "a"}, recipients="a"),
    "union of a list and a text": union({"recipients": ["a"]}, recipients=["a"]),
    "nullable union": union({"optional": None}, optional=None),
    "nullable union with a value": union({"optional": SQUARE_JSON}, {"optional": SQUARE_JSON}, optional=SQUARE),
    "several types": union({"number": "x"}, number="x"),
    "several types with null": union({"number": None}, number=None),
    "union as a body": Case(
        lambda portal: portal.unions.pay(body=BANK), "PUT /unions", json_response(CARD_JSON), CARD, body=BANK_JSON
    ),
    "union whose mapping names a component": Case(
        lambda portal: portal.unions.pay(body=CARD),
        "PUT /unions",
        json_response(SEPA_JSON),
        SEPA,
        body=CARD_JSON,
        unsupported="openapi-core takes the name of a component for a reference",
    ),
    "enumerations": Case(
        lambda portal: portal.enumerations.choose(
            3, color="green", ratio=0.5, color_body="red", level_body=2, ratio_body=1.5, **CHOICES
        ),
        "POST /enumerations/3?color=green&ratio=0.5",
        json_response(CHOICES_JSON),
        models.Choices(color="red", level=2, ratio=1.5, **CHOICES),
        body=CHOICES_JSON,
    ),
    "read-only and write-only fields of a body": Case(
        lambda portal: portal.accounts.create(
            name="a", password="12345678", hint="h", owner=models.Owner(id=7, name="b")
        ),
        "POST /accounts",
        json_response(ACCOUNT_JSON, 201),
        models.Account(
            id="1",
            name="a",
            created_at=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
            owner=models.Owner(id=7, name="b"),
        ),
        body={"name": "a", "password": "12345678", "hint": "h", "owner": {"name": "b"}},
        unsupported="openapi-core requires read-only properties of requests",
    ),
    "read-only and write-only fields of models": Case(
        lambda portal: portal.accounts.replace(body=[models.Account(id="1", name="a", password="12345678")]),
        "PUT /accounts",
        json_response([{"id": "1", "name": "a"}]),
        [models.Account(id="1", name="a")],
        body=[{"name": "a", "password": "12345678"}],
        unsupported="openapi-core requires read-only properties of requests",
    ),
    "list": body(
        lambda portal: portal.bodies.replace_list(body=(POINT, OTHER)), "list", [POINT_JSON, OTHER_JSON], [1], [1]
    ),
    "empty list": body(lambda portal: portal.bodies.replace_list(body=[]), "list", [], [], []),
    "map": body(
        lambda portal: portal.bodies.replace_map(body={"a": POINT, "": OTHER}),
        "map", {"a": POINT_JSON, "": OTHER_JSON}, {"b": POINT_JSON}, {"b": POINT},
    ),
    "no body": body(lambda portal: portal.bodies.replace_map(), "map", None, {}, {}),
    "union with a model": body(lambda portal: portal.bodies.replace_union(body=POINT), "union", POINT_JSON, "x", "x"),
    "union with a list": body(
        lambda portal: portal.bodies.replace_union(body=[POINT]), "union", [POINT_JSON], OTHER_JSON, OTHER
    ),
    "scalar": body(
        lambda portal: portal.bodies.replace_scalar(body=date(2026, 1, 2)),
        "scalar", "2026-01-02", "1.50", Decimal("1.50"),
    ),
    "null for a scalar": body(
        lambda portal: portal.bodies.replace_scalar(body=date(2026, 1, 2)), "scalar", "2026-01-02", None, None
    ),
    "any value": body(
        lambda portal: portal.bodies.replace_any(body={"a": [1, None, Decimal("1.5")]}),
        "any", {"a": [1, None, 1.5]}, [True, {"a": 1}], [True, {"a": 1}],
    ),
    "compositions": Case(
        lambda portal: portal.compositions.compose(**COMPOSITION),
        "POST /compositions",
        json_response(COMPOSITION_JSON),
        models.Composition(**COMPOSITION),
        body=COMPOSITION_JSON,
    ),
    "deprecated arguments": Case(
        lambda portal: portal.deprecations.change(
            mode="m", style="plain", nickname="n", relic=models.Relic(age=1), point=POINT
        ),
        "POST /deprecations?mode=m&style=plain",
        body={"nickname": "n", "relic": {"age": 1}, "point": POINT_JSON},
    ),
    "form": Case(
        lambda portal: portal.media.upload(
            document=Upload(b"%PDF", "a.pdf"),
            image=Upload(BytesIO(b"\x89PNG"), "b.png"),
            attachments=[b"1", Upload(b"2", "c.bin", "application/zip")],
            photo=b"3",
            title="é",
            pages=3,
            is_public=False,
            tags=["x", "y"],
            where=models.Filter(name="n"),
        ),
        "POST /media",
        json_response("a.pdf", 201),
        "a.pdf",
        parts=[
            ("document", "a.pdf", "application/pdf", b"%PDF"),
            ("image", "b.png", "image/png", b"\x89PNG"),
            ("attachments", "file", "application/octet-stream", b"1"),
            ("attachments", "c.bin", "application/zip", b"2"),
            ("photo", "file", "image/jpeg", b"3"),
            ("title", None, None, "é".encode()),
            ("pages", None, None, b"3"),
            ("isPublic", None, None, b"false"),
            ("tags", None, None, b"x"),
            ("tags", None, None, b"y"),
            ("where", None, None, b'{"name": "n"}'),
        ],
        unsupported="openapi-core casts no part of a form to an integer",
    ),
    "form with one file": Case(
        lambda portal: portal.media.upload(document=b"1"),
        "POST /media",
        Planned(201, b'"file"', "application/json"),
        "file",
        parts=[("document", "file", "application/pdf", b"1")],
    ),
}  # fmt: skip
