"""`OAuth.login()` with a real browser, whose user clicks on the pages of a served sandbox."""

import webbrowser
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, ConsoleMessage, sync_playwright

from mijnklantportaal import MijnKlantportaal, OAuthError, PermissionDeniedError
from mijnklantportaal.oauth import OAuth, Scope
from mijnklantportaal.oauth._loopback import LoopbackListener
from mijnklantportaal.sandbox import Sandbox
from tests.browser_program import browser_path

OPTIONS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Seconds after which a test fails instead of hanging. No test depends on this much time passing.
DEADLINE = 60


class User(webbrowser.BaseBrowser):
    """A user, who clicks on buttons one after another, and the browser that programs open with `webbrowser`.

    Args:
        browser: The browser. It is used in the thread of `worker` only.
        worker: Its thread.
    """

    def __init__(self, browser: Browser, worker: ThreadPoolExecutor) -> None:
        super().__init__("user of the sandbox")
        self._browser = browser
        self._worker = worker
        self.buttons: list[str] = []
        self.visits: list[Future[list[str]]] = []

    def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:
        self.visits.append(self._worker.submit(self._visit, url))
        # The program waits for the callback meanwhile.
        return True

    def texts(self) -> list[str]:
        """Return the texts of the pages that the user has seen, from the first to the last."""
        (visit,) = self.visits
        return visit.result(DEADLINE)

    def _visit(self, url: str) -> list[str]:
        problems: list[str] = []

        def record(message: ConsoleMessage) -> None:
            if message.type in ("error", "warning"):
                problems.append(message.text)

        with self._browser.new_context() as context:
            page = context.new_page()
            page.set_default_timeout(DEADLINE * 1000)
            page.on("console", record)
            page.goto(url)
            texts = [page.inner_text("body")]
            for button in self.buttons:
                with page.expect_navigation():
                    page.get_by_role("button", name=button).click()
                texts.append(page.inner_text("body"))
        # Such as a style that the policy of a page does not allow.
        assert problems == []
        return texts


@pytest.fixture(scope="module")
def browser() -> Iterator[tuple[Browser, ThreadPoolExecutor]]:
    path = browser_path()
    with ThreadPoolExecutor(1) as worker:
        # Playwright must be used in one thread, and the test's one waits in `login`.
        playwright = sync_playwright()
        started = worker.submit(playwright.start).result(DEADLINE)
        try:
            browser = worker.submit(started.chromium.launch, executable_path=path, args=OPTIONS).result(DEADLINE)
            yield browser, worker
            worker.submit(browser.close).result(DEADLINE)
        finally:
            worker.submit(started.stop).result(DEADLINE)


@pytest.fixture
def user(browser: tuple[Browser, ThreadPoolExecutor]) -> User:
    user = User(*browser)
    webbrowser.register("user", None, user, preferred=True)
    return user


@pytest.fixture
def url(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("MIJNKLANTPORTAAL_CLIENT_ID", sandbox.client_id)
    monkeypatch.setenv("MIJNKLANTPORTAAL_CLIENT_SECRET", sandbox.client_secret)
    with sandbox.serve() as url:
        monkeypatch.setenv("MIJNKLANTPORTAAL_OAUTH_URL", sandbox.oauth_url)
        yield url


def unused_port() -> str:
    with LoopbackListener(None) as listener:
        return listener.redirect_uri.split(":")[2].partition("/")[0]


def test_login_of_a_user_who_allows_stores_tokens_for_calls(user: User, url: str) -> None:
    user.buttons = ["Allow"]
    oauth = OAuth()
    tokens = oauth.login([Scope.CUSTOMERS_READ, Scope.WEBHOOKS_WRITE], timeout=DEADLINE)
    assert oauth.access_token() == tokens.access_token
    with MijnKlantportaal(auth=oauth, base_url=url) as portal:
        assert portal.customers.list().data == []
        with pytest.raises(PermissionDeniedError):
            portal.tickets.list()
    consent, last = user.texts()
    assert "Read customers and customer groups" in consent
    assert "Create, change and delete webhooks" in consent
    assert "You can close this page" in last


def test_login_of_a_user_who_denies_raises(user: User, url: str) -> None:
    user.buttons = ["Deny"]
    oauth = OAuth()
    with pytest.raises(OAuthError) as caught:
        oauth.login([Scope.CUSTOMERS_READ], timeout=DEADLINE)
    assert caught.value.error == "access_denied"
    assert "Access was refused\n\nthe user refused the access" in user.texts()[-1]
    with pytest.raises(OAuthError):
        oauth.access_token()


def test_login_with_a_prompt_shows_the_login_page_first(user: User, url: str) -> None:
    user.buttons = ["Log in", "Allow"]
    OAuth().login([Scope.CUSTOMERS_READ], prompt="login", timeout=DEADLINE)
    login, consent, last = user.texts()
    assert "log in again" in login
    assert "Read customers" in consent
    assert "You can close this page" in last


@pytest.mark.parametrize("host", ["localhost", "[::1]", "127.0.0.1"])
def test_login_with_a_registered_redirect_uri_uses_it(user: User, url: str, host: str) -> None:
    user.buttons = ["Allow"]
    uri = f"http://{host}:{unused_port()}/back"
    assert OAuth(redirect_uri=uri).login([Scope.CUSTOMERS_READ], timeout=DEADLINE).refresh_token
    assert uri in user.texts()[0]


def test_login_with_a_browser_that_blocks_the_program_waits_for_the_callback(url: str) -> None:
    class TerminalBrowser(webbrowser.BaseBrowser):
        def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:
            with urlopen(Request(url, b"decision=allow"), timeout=DEADLINE) as page:
                return bool(page.read())

    webbrowser.register("user", None, TerminalBrowser(), preferred=True)
    assert OAuth().login([Scope.CUSTOMERS_READ], timeout=DEADLINE).refresh_token


def test_text_of_the_query_is_no_code_in_the_browser(user: User, url: str, sandbox: Sandbox) -> None:
    hostile = (
        "http://localhost/'\"></code><script>document.body.innerText = 'replaced'</script><img src=x onerror=alert(1)>"
    )
    page = OAuth(redirect_uri=hostile).authorization_url([Scope.CUSTOMERS_READ])
    assert user.open(page.url)
    (text,) = user.texts()
    assert hostile in text


def test_login_with_an_unknown_scope_shows_the_error_of_the_server(user: User, url: str) -> None:
    with pytest.raises(OAuthError) as caught:
        OAuth().login(["customers.read", "nonsense.read"], timeout=DEADLINE)
    assert caught.value.error == "invalid_scope"
    assert user.texts() == ["Access was refused\n\nunknown scopes: nonsense.read"]
