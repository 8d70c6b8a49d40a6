"""Models and pages in IPython: how they are displayed, and what is completed."""

from collections.abc import Iterator
from typing import Any

import pytest
from IPython.core.completer import provisionalcompleter
from IPython.core.interactiveshell import InteractiveShell

from mijnklantportaal import APIError, MijnKlantportaal
from mijnklantportaal.sandbox import Sandbox

IMPORTS = (
    "import mijnklantportaal, mijnklantportaal.models as models\nfrom mijnklantportaal.models import CustomerOffer"
)
RESOURCE = {"create", "create_manual", "get", "list", "mark"}


@pytest.fixture(scope="module")
def sandbox() -> Sandbox:
    sandbox = Sandbox()
    for _ in range(20):
        sandbox.customer_offers.add()
    return sandbox


@pytest.fixture(scope="module")
def shell(sandbox: Sandbox) -> Iterator[Any]:
    shell: Any = InteractiveShell.instance()
    with sandbox.client() as client:
        shell.user_ns.update(portal=client, error=error_of(client))
        for code in (IMPORTS, "page = portal.customer_offers.list()", "offer = page.data[0]"):
            shell.run_cell(code).raise_error()
        yield shell
    InteractiveShell.clear_instance()


def error_of(client: MijnKlantportaal) -> APIError:
    with pytest.raises(APIError) as caught:
        client.customer_offers.get("off_unknown")
    return caught.value


def displayed(shell: Any, code: str) -> dict[str, Any]:
    result = shell.run_cell(code)
    result.raise_error()
    data: dict[str, Any] = shell.display_formatter.format(result.result)[0]
    return data


@pytest.mark.parametrize(
    ("code", "plain", "caption"),
    [
        ("offer", "CustomerOffer(", "CustomerOffer"),
        ("offer.links", "CustomerOfferLinks(", "CustomerOfferLinks"),
        ("page", "<Page 1", "Page 1 with 15 items, another page follows"),
        ("page.next_page()", "<Page 2", "Page 2 with 5 items, the last page"),
        ("portal.tickets.list()", "<Page 1", "Page 1 with 0 items, the last page"),
    ],
)
def test_value_is_displayed_as_text_and_as_a_table(shell: Any, code: str, plain: str, caption: str) -> None:
    data = displayed(shell, code)
    assert data["text/plain"].startswith(plain)
    assert f"<caption>{caption}</caption>" in data["text/html"]


@pytest.mark.parametrize("code", ["CustomerOffer", "portal", "portal.customer_offers", "type(page)", "error"])
def test_class_and_client_are_displayed_as_text_only(shell: Any, code: str) -> None:
    assert displayed(shell, code).keys() == {"text/plain"}


def test_question_mark_shows_the_texts_of_the_fields(shell: Any, capsys: pytest.CaptureFixture[str]) -> None:
    for code in ("CustomerOffer?", "offer?"):
        shell.run_cell(code).raise_error()
        assert "Amount, in EUR. Example: `12.95`." in capsys.readouterr().out


def completed(shell: Any, text: str) -> set[str]:
    with provisionalcompleter():
        return {completion.text.lstrip(".") for completion in shell.Completer.completions(text, len(text))}


@pytest.mark.parametrize("use_jedi", [False, True], ids=["without jedi", "with jedi"])
def test_completion_shows_public_names_only(shell: Any, use_jedi: bool) -> None:
    shell.Completer.use_jedi = use_jedi
    fields = {field.name for field in shell.user_ns["CustomerOffer"]._field_table}
    methods = {"additional_properties", "from_dict", "to_dict"}
    assert completed(shell, "offer.") == fields | methods
    assert completed(shell, "CustomerOffer.") - {"mro"} == fields | methods
    assert completed(shell, "portal.customer_offers.") == RESOURCE
    assert {"data", "next_page", "pages", "has_next_page"} <= completed(shell, "page.")
    assert completed(shell, "portal.") >= {"customers", "close", "with_options", "with_raw_response"}
    assert {"status_code", "message", "body"} <= completed(shell, "error.")
    for name in ("portal", "page", "error", "mijnklantportaal"):
        assert not [each for each in completed(shell, f"{name}.") if each.startswith("_")]
    assert {name for name in completed(shell, "mijnklantportaal.") if name.isupper()} == {"UNSET"}
    assert completed(shell, "mijnklantportaal.models.") == public_models(shell)


def public_models(shell: Any) -> set[str]:
    return {name for name in dir(shell.user_ns["models"]) if not name.startswith("_")}


def test_import_completes_public_names_only(shell: Any) -> None:
    shell.Completer.use_jedi = False
    assert completed(shell, "from mijnklantportaal.models import ") == public_models(shell)
    shown = completed(shell, "from mijnklantportaal import ")
    assert not shown & {"TYPE_CHECKING", "_MODULES", "_SUBMODULES"}
