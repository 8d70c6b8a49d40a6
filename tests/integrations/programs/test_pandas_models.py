"""Pages of models as tables of pandas."""

import importlib
import io
from datetime import date
from decimal import Decimal
from typing import Any

import attrs
import pytest

from mijnklantportaal import Page
from mijnklantportaal.models import CustomerOffer
from mijnklantportaal.sandbox import Sandbox

# Type checkers take much of what pandas returns for unions.
pd: Any = importlib.import_module("pandas")
AMOUNTS = [Decimal("0.10"), Decimal("0.20"), Decimal("1234567890123.45")]


@pytest.fixture(scope="module")
def page() -> Page[CustomerOffer]:
    sandbox = Sandbox()
    for amount in AMOUNTS:
        sandbox.customer_offers.add(amount=amount, issued_at=date(2024, 4, 29))
    return sandbox.client().customer_offers.list()


@pytest.fixture(scope="module")
def table(page: Page[CustomerOffer]) -> Any:
    return pd.DataFrame([attrs.asdict(offer) for offer in page])


def test_amounts_are_summed_as_decimals(table: Any) -> None:
    assert table["amount"].sum() == sum(AMOUNTS)
    assert table.groupby("currency")["amount"].sum().to_dict() == {"EUR": sum(AMOUNTS)}


def test_amounts_of_to_dict_are_text(page: Page[CustomerOffer]) -> None:
    amounts = pd.DataFrame([offer.to_dict() for offer in page])["amount"]
    assert amounts.sum() == "".join(format(amount, "f") for amount in reversed(AMOUNTS))
    assert amounts.map(Decimal).sum() == sum(AMOUNTS)


def test_dates_and_times_are_those_of_pandas(table: Any) -> None:
    assert set(pd.to_datetime(table["issued_at"]).dt.year) == {2024}
    assert table["created_at"].dt.tz is not None
    assert table["created_at"].is_monotonic_decreasing


def test_missing_values_are_missing(table: Any) -> None:
    assert table["accepted_at"].isna().all()
    assert table["amount"].notna().all()


def test_nested_models_are_columns(page: Page[CustomerOffer]) -> None:
    table = pd.json_normalize([attrs.asdict(offer) for offer in page])
    assert set(table["links.customer.type_"]) == {"application/json"}
    assert table["amount"].sum() == sum(AMOUNTS)
    assert "links.customer.href" in pd.json_normalize([offer.to_dict() for offer in page])


def test_csv_keeps_the_amounts(table: Any) -> None:
    restored = pd.read_csv(io.StringIO(table.to_csv(index=False)), dtype=str)
    assert [Decimal(text) for text in restored["amount"]] == AMOUNTS[::-1]
    assert set(restored["issued_at"]) == {"2024-04-29"}


def test_json_is_written(page: Page[CustomerOffer]) -> None:
    table = pd.DataFrame([offer.to_dict() for offer in page])
    restored = pd.read_json(io.StringIO(table.to_json(orient="records")), dtype=False)
    assert list(restored["id"]) == [offer.id for offer in page]


def test_column_of_models_is_mapped(page: Page[CustomerOffer]) -> None:
    for offers in (pd.Series(page.data), pd.DataFrame({"offer": page.data})["offer"]):
        assert list(offers) == page.data
        assert offers.map(lambda offer: offer.amount).sum() == sum(AMOUNTS)


def test_empty_page_is_an_empty_table() -> None:
    page = Sandbox().client().tickets.list()
    assert pd.DataFrame([attrs.asdict(ticket) for ticket in page]).empty
