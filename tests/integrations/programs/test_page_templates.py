"""Templates of Django and Jinja show the items of lists."""

import django
import jinja2
import pytest
from django.conf import settings
from django.template import Context, Engine

from mijnklantportaal import MijnKlantportaal
from mijnklantportaal.sandbox import Sandbox

TEMPLATE = "{% for customer in customers %}{{ customer.company_name }} {% endfor %}"
PAGE = "{% if customers %}{{ customers.data|length }} of {{ customers.per_page }}{% endif %}"


if not settings.configured:
    settings.configure()
    django.setup()


@pytest.fixture
def portal(sandbox: Sandbox) -> MijnKlantportaal:
    for number in range(20):
        sandbox.customers.add(company_name=str(number))
    return sandbox.client()


def test_django_template_iterates_over_all_pages(portal: MijnKlantportaal) -> None:
    context = Context({"customers": portal.customers.list()})
    assert sorted(Engine().from_string(TEMPLATE).render(context).split(), key=int) == [*map(str, range(20))]
    assert Engine().from_string(PAGE).render(context) == "15 of 15"


def test_jinja_template_iterates_over_all_pages(portal: MijnKlantportaal) -> None:
    customers = portal.customers.list()
    text = jinja2.Template(TEMPLATE).render(customers=customers)
    assert sorted(text.split(), key=int) == [*map(str, range(20))]
    assert jinja2.Template(PAGE).render(customers=customers) == "15 of 15"
