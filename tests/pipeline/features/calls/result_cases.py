"""Calls with successful responses of several statuses and kinds."""

from decimal import Decimal

from tests.pipeline.features.calls.feature_case import Case, models
from tests.pipeline.features.calls.feature_server import Planned, json_response

POINT = models.Point(x=1, y=2)
POINT_JSON = {"x": 1, "y": 2}
PDF = b"%PDF-1.7 \x00\xff"
CARD = {"type": "card", "number": "1"}
TRANSFER = {"type": "transfer", "iban": "2"}
PRICE = models.Price(amount=Decimal("1.50"), note=None)
REPORT = {
    "prices": {"a": {"amount": "1.50", "note": None}},
    "counts": {"a": 1, "": 2},
    "regions": [{}, {"a": {"amount": "1.50", "note": None}}],
    "settings": {"deep": [1, {"x": None}]},
}

RESULT_CASES = {
    "200 with a body": Case(
        lambda portal: portal.results.find("1"), "GET /results/1", json_response(POINT_JSON), result=POINT
    ),
    "204 beside 200": Case(lambda portal: portal.results.find("1"), "GET /results/1", Planned(204)),
    "200 beside 202": Case(
        lambda portal: portal.results.start("1"), "POST /results/1", json_response(POINT_JSON), result=POINT
    ),
    "202 with another body": Case(
        lambda portal: portal.results.start("1"),
        "POST /results/1",
        json_response({"jobId": "j"}, 202),
        result=models.Job(job_id="j"),
    ),
    "201 of a range": Case(
        lambda portal: portal.results.save("1"), "PUT /results/1", json_response(POINT_JSON, 201), result=POINT
    ),
    "202 beside a range": Case(lambda portal: portal.results.save("1"), "PUT /results/1", Planned(202)),
    "204 alone": Case(lambda portal: portal.results.delete("1"), "DELETE /results/1", Planned(204)),
    "PDF": Case(
        lambda portal: portal.media.print_(),
        "GET /media/pdf",
        Planned(200, PDF, "application/pdf"),
        result=PDF,
        headers={"accept": "application/pdf"},
        unsupported="openapi-core takes no bytes for a schema",
    ),
    "bytes": Case(
        lambda portal: portal.media.download(),
        "GET /media/raw",
        Planned(200, b"\x00\xff", "application/octet-stream"),
        result=b"\x00\xff",
        headers={"accept": "application/octet-stream"},
    ),
    "no bytes": Case(
        lambda portal: portal.media.download(),
        "GET /media/raw",
        Planned(200, b"", "application/octet-stream"),
        result=b"",
        unsupported="openapi-core takes an empty body for none",
    ),
    "text": Case(
        lambda portal: portal.media.export(),
        "GET /media/table",
        Planned(200, "naam;bedrag\né;1".encode("iso-8859-1"), "text/csv; charset=iso-8859-1"),
        result="naam;bedrag\né;1",
        headers={"accept": "text/csv"},
        unsupported="openapi-core takes no bytes for a schema",
    ),
    "maps": Case(
        lambda portal: portal.maps.get(),
        "GET /maps",
        json_response(REPORT),
        result=models.PriceReport(
            prices={"a": PRICE},
            counts={"a": 1, "": 2},
            regions=[{}, {"a": PRICE}],
            settings={"deep": [1, {"x": None}]},
        ),
    ),
    "list of a union": Case(
        lambda portal: portal.unions.list(),
        "GET /unions",
        json_response([CARD, TRANSFER]),
        result=[models.Card(type_="card", number="1"), models.BankTransfer(type_="transfer", iban="2")],
    ),
    "deprecated": Case(
        lambda portal: portal.deprecations.old(),
        "GET /deprecations",
        json_response({"age": 1, "style": "plain"}),
        result=models.Relic(age=1, style="plain"),
    ),
}
