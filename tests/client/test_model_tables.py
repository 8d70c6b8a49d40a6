"""Models and pages as HTML, which notebooks show. The tests with IPython are in integrations/programs/."""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import httpx
import pytest
from attrs import define, evolve, field

from mijnklantportaal import MijnKlantportaal
from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.model import Field, Model
from mijnklantportaal.models import CustomerInvoice, CustomerOffer, TicketWithMessages
from mijnklantportaal.pagination import Page
from tests.client import call_counts
from tests.client.clients import API_KEY
from tests.client.sample_models import Dog, Letter


class _Table(HTMLParser):
    """Collects the texts of cells, and checks that each element is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.texts: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def page_with(items: list[Any], next_page_url: str | None = None) -> Page[CustomerOffer]:
    body = {**call_counts.PAGE, "data": items, "next_page_url": next_page_url}
    transport = httpx.MockTransport(lambda request: httpx.Response(200, json=body))
    with MijnKlantportaal(api_key=API_KEY, base_url="http://portal.example", http_client=transport) as client:
        return client.customer_offers.list()


def test_table_of_a_model_has_each_field_and_its_value(offer: dict[str, Any]) -> None:
    table = _Table(CustomerOffer.from_dict(offer)._repr_html_())
    assert table.tags == {"table", "caption", "tr", "th", "td"}
    assert table.texts[0] == "CustomerOffer"
    shown = dict(zip(table.texts[1::2], table.texts[2::2], strict=False))
    assert shown["amount"] == "12.95"
    assert shown["issued_at"] == "2024-04-29"
    assert shown["created_at"] == "2024-04-29 21:00:00+02:00"
    assert shown["rejected_at"] == "None"
    # Nested models are tables with captions.
    assert {"CustomerOfferLinks", "Link", offer["links"]["customer"]["href"]} <= set(table.texts)


HOSTILE = ["<script>alert('1')</script>", '"><img src=x onerror="alert(1)">', "</td></table>", "&lt;b&gt;", "<!--"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_escaped(text: str, offer: dict[str, Any]) -> None:
    hostile = {**offer, "offerNumber": text, text: {text: text}, "links": text, "currency": [text]}
    for html in (CustomerOffer.from_dict(hostile)._repr_html_(), page_with([hostile])._repr_html_()):
        table = _Table(html)
        assert table.tags == {"table", "caption", "tr", "th", "td"}
        assert text in table.texts


def test_text_between_dollar_signs_is_no_mathematics(offer: dict[str, Any]) -> None:
    html = CustomerOffer.from_dict({**offer, "offerNumber": "$x^2$"})._repr_html_()
    assert html.startswith('<table class="tex2jax_ignore mathjax_ignore">')


def test_lone_surrogate_is_shown_by_its_escape(offer: dict[str, Any]) -> None:
    html = CustomerOffer.from_dict({**offer, "offerNumber": "a\ud800"})._repr_html_()
    assert "<td>a\\ud800</td>" in html
    assert html.encode()


def test_long_value_is_cut(offer: dict[str, Any]) -> None:
    signature = "data:image/png;base64," + "A" * 100_000
    html = CustomerOffer.from_dict({**offer, "acceptanceSignature": signature})._repr_html_()
    assert "(100022 characters)" in html
    assert len(html) < 3000


def test_unknown_fields_are_shown(offer: dict[str, Any]) -> None:
    assert "additional_properties['new']" in _Table(CustomerOffer.from_dict({**offer, "new": 1})._repr_html_()).texts


def test_model_that_deviates_from_the_spec_is_shown() -> None:
    table = _Table(CustomerOffer.from_dict({"amount": {"value": 1}, "links": [1, None]})._repr_html_())
    assert {"{'value': 1}", "[1, None]"} <= set(table.texts)


def test_list_of_models_is_a_table_with_a_row_for_each() -> None:
    messages = [{"message": f"Message {number}"} for number in range(3)]
    table = _Table(TicketWithMessages.from_dict({"messages": messages})._repr_html_())
    assert [text for text in table.texts if text.startswith("Message ")] == ["Message 0", "Message 1", "Message 2"]


def test_field_that_is_unset_is_shown_empty() -> None:
    assert "UNSET" not in Letter(street="a")._repr_html_()


def nested(depth: int) -> Iterator[Letter]:
    letter = Letter(street="the innermost")
    for _ in range(depth):
        letter = Letter(copies=[letter])
        yield letter


def test_deep_model_is_cut() -> None:
    *_, outermost = nested(90)
    html = outermost._repr_html_()
    assert _Table(html)
    assert "the innermost" not in html
    assert len(html) < 3000


@define(kw_only=True)
class Secret(Model):
    """Has a password, which generated models keep out of their reprs."""

    password: str = field(repr=False)
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)

    _field_table = (Field("password", "password", codecs.STRING, True),)


def test_password_is_not_shown() -> None:
    assert "hunter2" not in Secret(password="hunter2")._repr_html_()


def test_table_of_a_page_has_a_row_for_each_item(offer: dict[str, Any]) -> None:
    page = page_with([offer, {**offer, "id": "off_2"}, 5, None], next_page_url="?page=2")
    table = _Table(page._repr_html_())
    assert table.texts[:4] == ["Page 1 with 4 items, another page follows", "id", "customer_id", "offer_number"]
    assert {offer["id"], "off_2", "5"} <= set(table.texts)


@pytest.mark.parametrize(
    ("count", "caption"), [(0, "Page 1 with 0 items, the last page"), (1, "Page 1 with 1 item, the last page")]
)
def test_caption_of_the_last_page_says_so(count: int, caption: str, offer: dict[str, Any]) -> None:
    assert _Table(page_with([offer] * count)._repr_html_()).texts[0] == caption


def test_table_of_a_large_page_is_cut(offer: dict[str, Any]) -> None:
    table = _Table(page_with([{**offer, "id": f"off_{number}"} for number in range(1000)])._repr_html_())
    assert "off_99" in table.texts
    assert "off_100" not in table.texts
    assert table.texts[-1] == "and 900 more"


def test_table_shows_what_a_changed_copy_has(offer: dict[str, Any]) -> None:
    changed = evolve(CustomerInvoice.from_dict({"id": "inv_1"}), id="inv_2")
    assert "inv_2" in changed._repr_html_()
    assert "<th>bark</th><td>woof</td>" in Dog(bark="woof", price_per_day=None)._repr_html_()
