"""The pages of the built site: links and anchors, other hosts, headings, and public names."""

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from mkdocstrings import Inventory

import mijnklantportaal
import mijnklantportaal_api.arguments
import mijnklantportaal_api.models
import mijnklantportaal_api.resources
import mijnklantportaal_pytest
from tests.site.built_pages import BuiltPage

_BASE = "https://site.invalid/"
# Programs import the last two by their names only.
_SUBMODULES = (*mijnklantportaal._SUBMODULES, "sandbox", "verification")
_CSS_ADDRESS = re.compile(r"url\(\s*[\"']?([^\"')]+)|@import\s+[\"']([^\"']+)")


def _address(page: str, link: str) -> tuple[str, str] | None:
    """Return the page and the anchor that a link in the site leads to; for a link to elsewhere, None."""
    address = urlsplit(urljoin(f"{_BASE}{page}", link))
    if f"{address.scheme}://{address.netloc}/" != _BASE:
        return None
    return address.path.lstrip("/"), unquote(address.fragment)


def test_every_link_leads_to_a_page_and_to_an_anchor_of_it(site: Path, pages: dict[str, BuiltPage]) -> None:
    broken = []
    for page, built in pages.items():
        for link in built.links:
            address = _address(page, link)
            if address is None:
                continue
            path, anchor = address
            target = pages.get(path)
            if target is None and not (site / path).is_file():
                broken.append(f"{page} links to {link}, which does not exist")
            elif target is not None and anchor and anchor not in target.anchors:
                broken.append(f"{page} links to {link}, and there is no such anchor")
    assert broken == []


def test_links_to_elsewhere_are_encrypted_or_local(pages: dict[str, BuiltPage]) -> None:
    schemes = {(urlsplit(link).scheme, urlsplit(link).hostname) for built in pages.values() for link in built.links}
    allowed = {"", "https", "mailto"}
    assert {(scheme, host) for scheme, host in schemes if scheme not in allowed and host != "127.0.0.1"} == set()


def test_no_page_loads_anything_from_another_host(site: Path, pages: dict[str, BuiltPage]) -> None:
    loaded = {(page, link) for page, built in pages.items() for link in built.loaded if not link.startswith("data:")}
    assert len({link for _, link in loaded}) > 3, "nothing was found, so that nothing was checked"
    assert {(page, link) for page, link in loaded if _address(page, link) is None} == set()
    missing = BuiltPage.read(site / "404.html")
    assert {link for link in missing.loaded if urlsplit(link).netloc} == set()


def test_no_stylesheet_loads_anything_from_another_host(site: Path) -> None:
    sheets = list(site.rglob("*.css"))
    assert sheets
    addresses = {
        first or second for sheet in sheets for first, second in _CSS_ADDRESS.findall(sheet.read_text(encoding="utf-8"))
    }
    assert {address for address in addresses if re.match(r"(https?:)?//", address)} == set()


def test_every_page_has_one_title_and_skips_no_level_of_headings(pages: dict[str, BuiltPage]) -> None:
    wrong = []
    for page, built in pages.items():
        steps = zip(built.headings, built.headings[1:], strict=False)
        if built.headings.count(1) != 1 or built.headings[0] != 1 or any(after > before + 1 for before, after in steps):
            wrong.append((page, built.headings))
    assert wrong == []


def _defined_names(module: ModuleType) -> Iterator[str]:
    """Yield the public names that a module without `__all__` defines: not imports, and not type variables."""
    source = Path(str(module.__file__)).read_text(encoding="utf-8")
    for node in ast.parse(source).body:
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
                names = [name]
            case ast.Assign(value=ast.Call(func=ast.Name(id="TypeVar"))):
                names = []
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                names = [name]
            case _:
                names = []
        yield from (name for name in names if not name.startswith("_"))


def _public_names() -> Iterator[str]:
    yield from (f"mijnklantportaal.{name}" for name in mijnklantportaal.__all__)
    for submodule in _SUBMODULES:
        module = importlib.import_module(f"mijnklantportaal.{submodule}")
        # The site has the names of the generated package, which these two modules forward.
        prefix = "mijnklantportaal_api" if submodule in ("arguments", "models") else "mijnklantportaal"
        names = getattr(module, "__all__", None) or _defined_names(module)
        yield from (f"{prefix}.{submodule}.{name}" for name in names)
    yield from (f"mijnklantportaal.ClientOptions.{name}" for name in mijnklantportaal.ClientOptions.__annotations__)
    for client in ("MijnKlantportaal", "AsyncMijnKlantportaal"):
        members = vars(getattr(mijnklantportaal, client))
        yield from (f"mijnklantportaal.client.{client}.{name}" for name in members if not name.startswith("_"))
    for name in mijnklantportaal_api.resources.__all__:
        resource = getattr(mijnklantportaal_api.resources, name)
        if not name.startswith("Async") and not name.endswith("WithRawResponse"):
            methods = (method for method in vars(resource) if not method.startswith("_"))
            yield from (f"mijnklantportaal_api.resources.{name}.{method}" for method in methods)
    yield from (
        f"mijnklantportaal_pytest.{name}"
        for name in vars(mijnklantportaal_pytest)
        if name.startswith("mijnklantportaal_")
    )


@pytest.fixture(scope="session")
def documented(site: Path) -> frozenset[str]:
    with (site / "objects.inv").open("rb") as file:
        return frozenset(Inventory.parse_sphinx(file))


def test_every_public_name_is_in_the_reference(documented: frozenset[str]) -> None:
    names = set(_public_names())
    assert len(names) > 250, "few names were found, so that little was checked"
    assert sorted(names - documented) == []


def test_every_public_submodule_is_checked() -> None:
    package = Path(str(mijnklantportaal.__file__)).parent
    modules = {path.stem for path in package.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    public = {name for name in modules if not name.startswith("_")}
    # The command line has a guide, and no names for programs.
    assert public - {"cli"} == set(_SUBMODULES)


def test_every_field_of_a_model_is_in_the_reference(documented: frozenset[str]) -> None:
    fields = [
        f"mijnklantportaal_api.models.{name}.{field.name}"
        for name in mijnklantportaal_api.models.__all__
        for field in getattr(getattr(mijnklantportaal_api.models, name), "_field_table", ())
    ]
    assert len(fields) > 200, "few fields were found, so that little was checked"
    assert [field for field in fields if field not in documented] == []


@pytest.mark.parametrize(
    ("page", "name", "target"),
    [
        ("reference/client/", "ExportResult", "../export/#mijnklantportaal.export.ExportResult"),
        ("reference/client/", "ProgressOption", "../progress/#mijnklantportaal.progress.ProgressOption"),
        ("reference/models/", "CustomerOfferLinks", "#mijnklantportaal_api.models.CustomerOfferLinks"),
        (
            "reference/resources/customer_offers/",
            "CustomerOffer",
            "../../models/#mijnklantportaal_api.models.CustomerOffer",
        ),
    ],
)
def test_types_in_signatures_have_short_names_and_links(site: Path, page: str, name: str, target: str) -> None:
    html = (site / page / "index.html").read_text(encoding="utf-8")
    signatures = " ".join(re.findall(r'<div class="doc-signature highlight">.*?</div>', html, re.DOTALL))
    links = re.findall(rf'href="([^"]*)"[^>]*>{name}<', signatures)
    assert set(links) == {target}


def test_no_text_names_the_module_of_annotations(pages: dict[str, BuiltPage]) -> None:
    assert [page for page, built in pages.items() if page.startswith("reference/") and "_hints" in built.text] == []


def test_statuses_of_errors_are_in_the_reference(pages: dict[str, BuiltPage]) -> None:
    text = " ".join(pages["reference/resources/customers/"].text.split())
    assert re.search(r"AuthenticationError \u2013 Status 401\. ", text)
    assert re.search(r"RateLimitError \u2013 Status 429\. ", text)
