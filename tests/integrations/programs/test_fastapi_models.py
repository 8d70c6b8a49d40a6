"""Models as responses and request bodies of FastAPI, with the OpenAPI document of the application."""

# FastAPI must be able to evaluate the annotations of programs that have them as text.
from __future__ import annotations

import asyncio
from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Any

import httpx
import pytest
from fastapi import APIRouter, Body, Depends, FastAPI
from openapi_spec_validator import validate
from pydantic import BaseModel, Field

from mijnklantportaal import AsyncPage, MijnKlantportaal, Page
from mijnklantportaal.models import CustomerOffer, CustomerOfferLine, TicketWithMessages
from mijnklantportaal.sandbox import Sandbox

LINE = {"description": "Website", "amountExclVat": "12.50", "vatRate": 21}
SANDBOX = Sandbox()
OFFERS = [SANDBOX.customer_offers.add(amount=Decimal("12.50")) for _ in range(20)]
OFFER = SANDBOX.client().customer_offers.get(OFFERS[0].id)
JSON = OFFER.to_dict()
NOT_NULL = {key: value for key, value in JSON.items() if value is not None}


class Order(BaseModel):
    """An order of the user's program."""

    offer: CustomerOffer
    lines: list[CustomerOfferLine] = Field(description="What is ordered.")
    ticket: TicketWithMessages | None = None


def portal() -> Iterator[MijnKlantportaal]:
    with SANDBOX.client() as client:
        yield client


Portal = Annotated[MijnKlantportaal, Depends(portal)]
router = APIRouter()


@router.get("/offer")
def read_offer(client: Portal) -> CustomerOffer:
    return client.customer_offers.get(OFFER.id)


@router.get("/offers")
def read_offers(client: Portal) -> list[CustomerOffer]:
    return client.customer_offers.list().data


@router.get("/all-offers", response_model=list[CustomerOffer])
def read_all_offers(client: Portal) -> Page[CustomerOffer]:
    return client.customer_offers.list()


@router.get("/no-offer")
async def read_no_offer() -> CustomerOffer | None:
    return None


@router.get("/by-name")
async def read_by_name() -> dict[str, CustomerOffer]:
    return {"first": OFFER}


@router.get("/anything")
async def read_anything() -> dict[str, Any]:
    return {"offer": OFFER, "number": 1}


@router.get("/order")
async def read_order() -> Order:
    return Order(offer=OFFER, lines=[CustomerOfferLine.from_dict(LINE)])


@router.get("/public", response_model=CustomerOffer, response_model_exclude={"acceptance_signature", "links"})
async def read_public() -> Any:
    return OFFER


@router.get("/short", response_model=CustomerOffer, response_model_include={"id", "customer_id"})
async def read_short() -> Any:
    return OFFER


@router.get("/not-null", response_model=CustomerOffer, response_model_exclude_none=True)
async def read_not_null() -> Any:
    return OFFER


@router.get("/from-json", response_model=CustomerOffer)
async def read_from_json() -> Any:
    return JSON


@router.get("/deviating")
async def read_deviating() -> CustomerOffer:
    return CustomerOffer.from_dict({**JSON, "amount": None, "new": [1]})


@router.get("/not-annotated", response_model=None)
async def read_not_annotated() -> Any:
    return {"offer": OFFER, "offers": [OFFER]}


@router.post("/line")
def create_line(line: Annotated[CustomerOfferLine, Body()]) -> CustomerOfferLine:
    assert line.amount_excl_vat == Decimal("12.50")
    return line


@router.post("/lines")
def create_lines(
    lines: Annotated[list[CustomerOfferLine], Body()], reference: Annotated[str, Body()]
) -> list[CustomerOfferLine]:
    assert reference
    return lines


@router.post("/order")
def create_order(order: Order) -> Order:
    return order


APP = FastAPI()
APP.include_router(router)


def send(method: str, path: str, json: object = None) -> httpx.Response:
    async def program() -> httpx.Response:
        transport = httpx.ASGITransport(APP)
        async with httpx.AsyncClient(transport=transport, base_url="http://app.example") as client:
            return await client.request(method, path, json=json)

    return asyncio.run(program())


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/offer", JSON),
        ("/no-offer", None),
        ("/by-name", {"first": JSON}),
        ("/anything", {"offer": JSON, "number": 1}),
        ("/order", {"offer": JSON, "lines": [LINE], "ticket": None}),
        ("/short", {"id": JSON["id"], "customerId": JSON["customerId"]}),
        ("/not-null", NOT_NULL),
        ("/from-json", JSON),
        ("/deviating", {**JSON, "amount": None, "new": [1]}),
        ("/not-annotated", {"offer": JSON, "offers": [JSON]}),
    ],
)
def test_response_has_the_json_of_the_models(path: str, expected: object) -> None:
    response = send("GET", path)
    assert (response.status_code, response.json()) == (200, expected)


def test_excluded_fields_are_not_in_the_response() -> None:
    assert send("GET", "/public").json().keys() == JSON.keys() - {"acceptanceSignature", "links"}


def test_data_of_a_page_is_a_list_and_a_page_is_all_items() -> None:
    assert [each["id"] for each in send("GET", "/offers").json()] == [offer.id for offer in reversed(OFFERS)][:15]
    assert len(send("GET", "/all-offers").json()) == 20


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/line", {**LINE, "extra": {"a": 1.5}}),
        ("/order", {"offer": JSON, "lines": [LINE, LINE], "ticket": None}),
    ],
)
def test_request_body_is_parsed_and_returned(path: str, body: dict[str, Any]) -> None:
    response = send("POST", path, body)
    assert (response.status_code, response.json()) == (200, body)


def test_several_bodies_are_parsed() -> None:
    response = send("POST", "/lines", {"lines": [LINE], "reference": "2024"})
    assert (response.status_code, response.json()) == (200, [LINE])


def test_request_body_that_deviates_is_422_with_its_places() -> None:
    lines = [LINE, {**LINE, "amountExclVat": 12.5, "vatRate": 20}, {"description": "a", "amountExclVat": "1"}]
    response = send("POST", "/lines", {"lines": lines, "reference": "2024"})
    assert response.status_code == 422
    assert [(error["loc"], error["msg"]) for error in response.json()["detail"]] == [
        (["body", "lines", 1, "amountExclVat"], "Input should be decimal string"),
        (["body", "lines", 1, "vatRate"], "Input should be 0, 9 or 21"),
        (["body", "lines", 2, "vatRate"], "Field required"),
    ]


def test_openapi_document_is_valid_and_describes_the_models() -> None:
    document = send("GET", "/openapi.json").json()
    validate(document)
    schemas = document["components"]["schemas"]
    assert {"CustomerOffer", "CustomerOfferLine", "CustomerOfferLinks", "Link", "Order"} <= schemas.keys()
    assert schemas["CustomerOffer"]["properties"]["amount"]["description"] == "Amount, in EUR. Example: `12.95`."
    body = document["paths"]["/line"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert body == {"$ref": "#/components/schemas/CustomerOfferLine"}
    response = document["paths"]["/offer"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert response == {"$ref": "#/components/schemas/CustomerOffer"}


@pytest.mark.parametrize("page_class", [Page, AsyncPage])
def test_page_as_a_response_model_is_refused_with_a_hint(page_class: Any) -> None:
    with pytest.raises(TypeError, match="annotate a list of its items, and return its `data`"):
        FastAPI().get("/", response_model=page_class[CustomerOffer])(lambda: None)
