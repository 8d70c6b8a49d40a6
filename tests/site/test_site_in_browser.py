"""The built site in a real browser: requests, search, dark mode, and narrow screens."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from tests.browser_program import browser_path
from tests.site.built_pages import BuiltPage

OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
# Milliseconds after which a test fails instead of hanging.
DEADLINE = 60_000
KINDS = (
    "",
    "getting-started/",
    "guides/files/",
    "cookbook/nightly-export/",
    "reference/",
    "reference/client/",
    "reference/models/",
    "reference/resources/customer_offers/",
    "versions/",
    "known/",
    "overlay/",
    "architecture/",
    "life-of-a-call/",
    "performance/",
    "faults/",
    "changelog/",
)
NARROW = ("", "guides/files/", "reference/resources/customer_offers/", "overlay/", "performance/")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    executable = browser_path()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=OPTIONS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(color_scheme="light") as context:
        page = context.new_page()
        page.set_default_timeout(DEADLINE)
        yield page


def test_no_request_leaves_the_local_server(page: Page, address: str, pages: dict[str, BuiltPage]) -> None:
    assert [kind for kind in KINDS if kind not in pages] == []
    requests: list[str] = []
    problems: list[str] = []

    def record(request: Request) -> None:
        if not request.url.startswith("data:"):
            requests.append(request.url)

    page.on("request", record)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("response", lambda response: problems.extend([response.url] if response.status >= 400 else []))
    for kind in KINDS:
        page.goto(f"{address}{kind}", wait_until="networkidle")
    assert len(requests) > len(KINDS)
    assert [url for url in requests if not url.startswith(address)] == []
    assert problems == []


def test_search_finds_a_word(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type("download")
    results = page.locator(".md-search-result__link")
    results.first.wait_for()
    links = [result.get_attribute("href") or "" for result in results.all()]
    assert any("reference/" in link for link in links), links


def test_switch_changes_the_palette_and_pages_remember_it(page: Page, address: str) -> None:
    page.goto(address)
    assert page.locator("body").get_attribute("data-md-color-scheme") == "default"
    for name in ("switch to light", "switch to dark"):
        page.locator(f"label[title*='{name}']:visible").click()
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    page.goto(f"{address}known/")
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"


@pytest.mark.parametrize(("system", "scheme"), [("light", "default"), ("dark", "slate")])
def test_palette_is_that_of_the_system(browser: Browser, address: str, system: str, scheme: str) -> None:
    with browser.new_context(color_scheme="dark" if system == "dark" else "light") as context:
        page = context.new_page()
        page.goto(address)
        assert page.locator("body").get_attribute("data-md-color-scheme") == scheme


@pytest.mark.parametrize("kind", NARROW)
def test_nothing_scrolls_sideways_on_a_phone(browser: Browser, address: str, kind: str) -> None:
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        page.goto(f"{address}{kind}", wait_until="networkidle")
        page.evaluate("window.scrollTo(200, 0)")
        assert page.evaluate("window.scrollX") == 0
        assert page.evaluate("document.documentElement.scrollWidth") == 390
