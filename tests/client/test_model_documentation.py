"""What `help`, `dir` and completion show of models, pages, clients and packages."""

import inspect
import pydoc
import re
import rlcompleter
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import mijnklantportaal
import mijnklantportaal_api.models
from mijnklantportaal import AsyncMijnKlantportaal, AsyncPage, MijnKlantportaal, Page, models
from mijnklantportaal._wire.documentation import field_documentation
from mijnklantportaal._wire.model import Model
from mijnklantportaal.models import CustomerOffer, CustomerOfferLine
from tests.client.sample_models import Cat

GENERATED = [
    model
    for name in mijnklantportaal_api.models.__all__
    if isinstance(model := getattr(mijnklantportaal_api.models, name), type)
]
DOCUMENTATION = """\
Line of an offer to create.

Attributes:
    description (str): Description of the offer line. Example: `Website template`.
    amount_excl_vat (Decimal): Amount of the line without VAT, in EUR. Example: `Decimal("12.95")`.
    vat_rate (models.VatRate): VAT percentage. One of `0`, `9`, `21`. Example: `21`.
    additional_properties (dict[str, Any]): Fields that are not in the spec, as JSON values."""


def plain_help(item: object) -> str:
    # Without the bold type of a terminal, which is each character twice.
    return re.sub(".\b", "", pydoc.render_doc(item))


def test_docstring_of_a_model_has_the_texts_of_its_fields() -> None:
    line = CustomerOfferLine(description="a", amount_excl_vat=Decimal(1), vat_rate=9)
    assert inspect.getdoc(CustomerOfferLine) == CustomerOfferLine.__doc__ == line.__doc__ == DOCUMENTATION


@pytest.mark.parametrize("model", GENERATED, ids=lambda model: model.__name__)
def test_docstring_of_each_model_has_each_field(model: type[Model]) -> None:
    section = (model.__doc__ or "").partition("\n\nAttributes:\n")[2]
    names = re.findall(r"^    (\w+) \(", section, re.MULTILINE)
    assert names == [*(field.name for field in model._field_table), "additional_properties"]
    assert max(map(len, section.splitlines())) <= 110


def test_help_for_a_model_shows_its_fields_and_no_internals() -> None:
    text = plain_help(CustomerOfferLine)
    assert "amount_excl_vat (Decimal): Amount of the line without VAT, in EUR." in text
    assert "to_dict(self)" in text
    assert re.findall(r"^ \|  (_[a-z]\w*)", text, re.MULTILINE) == []


@pytest.mark.parametrize("page_class", [Page, AsyncPage])
def test_help_for_a_page_shows_its_attributes(page_class: type[Any]) -> None:
    text = plain_help(page_class)
    for name in ("data", "current_page", "per_page", "has_next_page", "next_page", "pages"):
        assert name in text


@pytest.mark.parametrize("client_class", [MijnKlantportaal, AsyncMijnKlantportaal])
def test_help_for_a_resource_and_a_method_shows_the_arguments(client_class: type[Any]) -> None:
    client = client_class(api_key="key")
    for item in (client.customers, client.customers.create):
        text = plain_help(item)
        assert "company_name (str): Name. Example: `Test Company BV`." in text
        assert "APIError: The call failed for another reason" in text


def test_subclass_keeps_its_own_docstring() -> None:
    class Documented(CustomerOfferLine):
        """A line of mine."""

    class Undocumented(CustomerOfferLine):
        pass

    assert Documented.__doc__ == "A line of mine."
    assert Undocumented.__doc__ is None
    assert inspect.getdoc(Undocumented) == DOCUMENTATION


def test_field_without_a_text_is_left_out() -> None:
    assert Cat.__doc__ == "Has a required field that no other model has, and an optional one."


def test_docstring_of_a_class_without_source_is_its_summary() -> None:
    namespace: dict[str, Any] = {"__name__": "no_file", "CustomerOfferLine": CustomerOfferLine}
    exec('class Line(CustomerOfferLine):\n    """Summary."""\n    _field_table = ()', namespace)
    assert namespace["Line"].__doc__.startswith("Summary.")
    assert field_documentation(namespace["Line"]) == field_documentation(CustomerOfferLine)


@pytest.mark.parametrize(("option", "expected"), [("-O", "True"), ("-OO", "False")])
def test_interpreter_without_docstrings_shows_none(option: str, expected: str) -> None:
    code = "from mijnklantportaal.models import CustomerOffer; print('Amount, in EUR' in (CustomerOffer.__doc__ or ''))"
    process = subprocess.run([sys.executable, option, "-c", code], capture_output=True, text=True, check=True)
    assert process.stdout.strip() == expected


def test_documentation_is_read_only_when_somebody_asks() -> None:
    code = (
        "import sys; from mijnklantportaal.models import CustomerOffer; CustomerOffer.from_dict({}).to_dict();"
        "print([name for name in sys.modules if name.startswith('mijnklantportaal._wire.')])"
    )
    process = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = process.stdout
    assert "_wire.model" in loaded
    assert not re.search(r"_wire\.(documentation|html|pydantic\w+)", loaded)


def public(names: list[str]) -> set[str]:
    return {name for name in names if not name.startswith("_")}


def test_dir_of_the_package_has_what_users_import() -> None:
    submodules = {path.stem for path in Path(mijnklantportaal.__path__[0]).iterdir() if not path.name.startswith("_")}
    names = public(dir(mijnklantportaal))
    assert names >= public(list(mijnklantportaal.__all__)) | {"client", "errors", "models", "pagination", "types"}
    assert names <= {*mijnklantportaal.__all__, *submodules}
    assert not [name for name in dir(mijnklantportaal) if name.startswith("_") and not name.endswith("__")]


@pytest.mark.parametrize("module", [models, mijnklantportaal_api.models])
def test_dir_of_the_models_has_the_models(module: Any) -> None:
    # The module of a model becomes an attribute with its import.
    assert module.CustomerOffer is CustomerOffer
    assert {name for name in dir(module) if not name.startswith("__")} == set(mijnklantportaal_api.models.__all__)


@pytest.mark.parametrize("model", GENERATED, ids=lambda model: model.__name__)
def test_dir_of_each_model_has_its_fields_and_its_methods(model: type[Model]) -> None:
    fields = {field.name for field in model._field_table}
    assert public(dir(model)) == fields | {"additional_properties", "from_dict", "to_dict"}


def completions(text: str, namespace: dict[str, Any]) -> set[str]:
    completer = rlcompleter.Completer(namespace)
    names: set[str] = set()
    while (name := completer.complete(text, len(names))) is not None:
        names.add(name.rpartition(".")[2].rstrip("()"))
    return names


def test_readline_completes_public_names_only(offer: dict[str, Any]) -> None:
    client = MijnKlantportaal(api_key="key")
    namespace = {"package": mijnklantportaal, "offer": CustomerOffer.from_dict(offer), "client": client}
    assert "TYPE_CHECKING" not in completions("package.", namespace)
    assert completions("offer.", namespace) == public(dir(CustomerOffer))
    assert completions("client.customers.", namespace) == {"list", "create", "get", "update"}
    assert {"customers", "close", "with_options"} <= completions("client.", namespace)
