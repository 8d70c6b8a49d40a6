"""The pages at `/oauth/authorize`, and `approve` and `deny`, which do in a test what a user does there."""

from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from urllib.parse import urlsplit

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mijnklantportaal.oauth import Scope
from mijnklantportaal.sandbox import Sandbox
from tests.sandbox.oauth_application import BACK, Application, callback_parameters

# For examples of one property: creating a sandbox for each takes longer.
SHARED = Sandbox()


class Page(HTMLParser):
    """The parts of a page that matter.

    Args:
        html: The page.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.buttons: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "button":
            self.buttons.append(dict(attrs)["value"] or "")

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture
def application(sandbox: Sandbox) -> Iterator[Application]:
    with httpx.Client(base_url=sandbox.oauth_url, transport=sandbox.transport) as http:
        yield Application(sandbox, http)


Callback = Callable[[Application, dict[str, str | None]], str]


def click_allow(application: Application, changed: dict[str, str | None]) -> str:
    return application.click("allow", **changed).headers["location"]


def approve(application: Application, changed: dict[str, str | None]) -> str:
    return application.sandbox.oauth.approve(application.authorization_url(**changed))


def click_deny(application: Application, changed: dict[str, str | None]) -> str:
    return application.click("deny", **changed).headers["location"]


def deny(application: Application, changed: dict[str, str | None]) -> str:
    return application.sandbox.oauth.deny(application.authorization_url(**changed))


def open_page(application: Application, changed: dict[str, str | None]) -> str:
    return application.open(**changed).headers["location"]


BOTH_APPROVALS = pytest.mark.parametrize("allow", [click_allow, approve])


def test_page_shows_application_scopes_and_buttons(application: Application) -> None:
    response = application.open(scope="customers.read webhooks.write")
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    page = Page(response.text)
    for text in (
        "sandbox-application",
        "Read customers and customer groups customers.read",
        "Create, change and delete webhooks webhooks.write",
        BACK,
    ):
        assert text in page.text
    assert page.buttons == ["allow", "deny"]
    assert page.tags.count("li") == 2


def test_page_describes_every_scope_of_the_guide(application: Application) -> None:
    page = Page(application.open(scope=" ".join(Scope)).text)
    assert page.tags.count("li") == len(Scope)
    assert page.text.count("invoices from MijnKlantportaal to you") == 1


def test_prompt_login_shows_a_login_page_first(application: Application) -> None:
    page = Page(application.open(prompt="login").text)
    assert page.buttons == ["login"]
    response = application.click("login", prompt="login")
    assert Page(response.text).buttons == ["allow", "deny"]
    assert "code" in callback_parameters(application.click("allow", prompt="login").headers["location"])


def test_prompt_consent_is_the_default(application: Application) -> None:
    assert application.open(prompt="consent").text == application.open().text


@BOTH_APPROVALS
def test_approval_leads_back_with_code_and_state(application: Application, allow: Callback) -> None:
    url = allow(application, {"state": "a&b=c é"})
    assert url.startswith(f"{BACK}?")
    parameters = callback_parameters(url)
    assert parameters.keys() == {"state", "code"}
    assert parameters["state"] == "a&b=c é"
    assert application.redeem(parameters["code"]).status_code == 200


@pytest.mark.parametrize("refuse", [click_deny, deny])
def test_refusal_leads_back_with_access_denied(application: Application, refuse: Callback) -> None:
    assert callback_parameters(refuse(application, {})) == {
        "state": "random",
        "error": "access_denied",
        "error_description": "the user refused the access",
    }


@BOTH_APPROVALS
def test_query_of_the_redirect_uri_is_kept(application: Application, allow: Callback) -> None:
    parameters = callback_parameters(allow(application, {"redirect_uri": f"{BACK}?from=portal"}))
    assert parameters.keys() == {"from", "state", "code"}


@pytest.mark.parametrize("lead_back", [open_page, click_allow, click_deny, approve, deny])
@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"response_type": None}, "unsupported_response_type"),
        ({"scope": "customers.read nonsense"}, "invalid_scope"),
        ({"scope": ""}, "invalid_scope"),
        ({"scope": None}, "invalid_scope"),
        ({"scope": "invoices.write"}, "invalid_scope"),
        ({"scope": '<b>"'}, "invalid_scope"),
        ({"prompt": "none"}, "invalid_request"),
        ({"prompt": ""}, "invalid_request"),
    ],
)
def test_invalid_parameters_lead_back_with_an_error(
    application: Application, lead_back: Callback, changed: dict[str, str | None], error: str
) -> None:
    parameters = callback_parameters(lead_back(application, changed))
    assert parameters.pop("error_description")
    assert parameters == {"error": error, "state": "random"}


@pytest.mark.parametrize("lead_back", [open_page, click_allow, approve])
@pytest.mark.parametrize("state", [None, ""])
def test_missing_state_leads_back_with_an_error(
    application: Application, lead_back: Callback, state: str | None
) -> None:
    url = lead_back(application, {"state": state})
    assert "error=invalid_request" in url
    assert "code=" not in url


def refusals(application: Application, **changed: str | None) -> set[tuple[int, str]]:
    """Return the status and the message of both requests of the page, none of which redirects."""
    responses = [application.open(**changed), application.click("allow", **changed)]
    assert not any("location" in response.headers for response in responses)
    return {(response.status_code, response.json()["message"]) for response in responses}


@pytest.mark.parametrize("client_id", ["unknown", "", None])
def test_unknown_client_id_leads_nowhere(application: Application, client_id: str | None) -> None:
    message = "client_id must be that of the sandbox's application."
    assert refusals(application, client_id=client_id) == {(400, message)}
    with pytest.raises(ValueError, match=message):
        approve(application, {"client_id": client_id})


@pytest.mark.parametrize("uri", ["http://localhost/", "https://127.0.0.1:8443/x", "http://[::1]:8080/back", BACK])
@BOTH_APPROVALS
def test_browser_is_sent_back_to_loopback_addresses(application: Application, uri: str, allow: Callback) -> None:
    url = allow(application, {"redirect_uri": uri})
    assert url.startswith(uri)
    assert application.redeem(callback_parameters(url)["code"], redirect_uri=uri).status_code == 200


OTHER_MACHINES = [
    "https://example.com/back",
    "http://localhost.example.com/",
    "http://localhost@example.com/",
    "http://example.com?@localhost/",
    "http://127.0.0.1.example.com/",
    "http://[::1.example.com]/",
]
INVALID_URIS = [
    "",
    None,
    "/back",
    "//localhost/back",
    "http:example.com",
    "http:///back",
    "javascript://localhost/%0aalert(1)",
    "data:text/html,localhost",
    "http://example.com#@localhost/",
    "http://localhost:port/",
    "http://localhost:99999/",
    "http://localhost:0/",
    "http://[",
    "http://[::1",
    "http://localhost/#here",
    "http://localhost/#",
]


@pytest.mark.parametrize("uri", [*OTHER_MACHINES, *INVALID_URIS])
def test_browser_is_not_sent_to_other_machines(application: Application, uri: str | None) -> None:
    ((status, message),) = refusals(application, redirect_uri=uri)
    assert status == 400
    assert message.startswith("redirect_uri must be an ")


@pytest.mark.parametrize("uri", INVALID_URIS)
def test_approve_raises_for_an_invalid_redirect_uri(application: Application, uri: str | None) -> None:
    with pytest.raises(ValueError, match="redirect_uri must be an http or https URL, such as"):
        approve(application, {"redirect_uri": uri})


@pytest.mark.parametrize("uri", ["http://testserver/callback", "https://shop.example/oauth/callback"])
def test_approve_returns_a_callback_on_any_host(application: Application, uri: str) -> None:
    url = approve(application, {"redirect_uri": uri})
    assert url.startswith(f"{uri}?")
    assert application.redeem(callback_parameters(url)["code"], redirect_uri=uri).status_code == 200


@pytest.mark.parametrize(
    "url",
    [
        "https://manage.mijnklantportaal.nl/oauth/authorize?client_id=sandbox-application",
        "http://sandbox.localhost/oauth/tokens",
        "http://sandbox.localhost/v1/customers",
        "/oauth/authorize",
        "",
    ],
)
def test_approve_raises_for_the_url_of_another_server(application: Application, url: str) -> None:
    with pytest.raises(ValueError, match=r"begins with http://sandbox\.localhost/oauth/authorize"):
        application.sandbox.oauth.approve(url)


def test_approve_takes_urls_of_the_server_while_it_is_served(application: Application) -> None:
    before = application.authorization_url()
    with application.sandbox.serve() as address:
        assert application.sandbox.oauth_url == address.removesuffix("/v1")
        for url in (application.authorization_url(), before, before.replace("sandbox.localhost", "localhost:1")):
            assert "code" in callback_parameters(application.sandbox.oauth.approve(url))
    assert application.sandbox.oauth_url == "http://sandbox.localhost"


@pytest.mark.parametrize("uri", ["http://example.com\\@localhost/", "http://example.com\r\n@localhost/"])
def test_characters_that_browsers_reinterpret_are_escaped_in_redirects(application: Application, uri: str) -> None:
    location = click_allow(application, {"redirect_uri": uri})
    assert httpx.URL(location).host == "localhost"
    assert not set("\\\r\n\t ") & set(location)


HOSTILE_TEXTS = [
    '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(1)>",
    "</code><form action=//example.com>",
    "&lt;script&gt;",
    "\r\nSet-Cookie: a=b",
    "; script-src *",
    "\x00\u202e😀",
]


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
@pytest.mark.parametrize("prompt", ["consent", "login"])
def test_text_of_the_query_is_escaped(application: Application, text: str, prompt: str) -> None:
    plain = Page(application.open(prompt=prompt).text)
    response = application.open(redirect_uri=f"{BACK}/{text}", state=text, prompt=prompt, unknown=text)
    assert response.status_code == 200
    assert Page(response.text).tags == plain.tags
    assert response.headers.keys() == application.open().headers.keys()
    assert response.headers["content-security-policy"] == application.open().headers["content-security-policy"]


@pytest.mark.parametrize(
    ("uri", "target"),
    [
        (BACK, "http://localhost:*"),
        ("https://127.0.0.1/", "https://127.0.0.1:*"),
        ("HTTP://LOCALHOST:8080/;script-src%20*", "http://localhost:*"),
        ("http://[::1]:8080/", "http:"),
    ],
)
def test_page_runs_no_scripts_and_sends_its_form_to_the_application_only(
    application: Application, uri: str, target: str
) -> None:
    headers = application.open(redirect_uri=uri).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy.pop("style-src").startswith("'sha256-")
    assert policy == {
        "default-src": "'none'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
        "form-action": f"'self' {target}",
    }
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"decision=",
        b"decision=ALLOW",
        b"decision=allow&decision=deny",
        b"decision=allow%00",
        b"\xff\xfe=\x00",
        b"decision=%ff",
        b"%",
        b"a=b&" * 100_000,
    ],
)
def test_form_without_a_decision_is_refused(application: Application, content: bytes) -> None:
    response = application.http.post(application.authorization_url(), content=content)
    assert (response.status_code, response.json()) == (400, {"message": "decision must be allow or deny."})


@given(
    changed=st.dictionaries(
        st.sampled_from(["client_id", "redirect_uri", "state", "scope", "response_type", "prompt"]),
        st.none() | st.text() | st.sampled_from([BACK, "http://localhost", "code", "login", "customers.read"]),
    ),
    content=st.binary() | st.sampled_from([b"decision=allow", b"decision=login", b"decision=deny"]),
)
def test_any_request_gets_a_page_an_error_or_a_redirect_to_this_machine(
    changed: dict[str, str | None], content: bytes
) -> None:
    with httpx.Client(base_url=SHARED.oauth_url, transport=SHARED.transport) as http:
        application = Application(SHARED, http)
        responses = [application.open(**changed), http.post(application.authorization_url(**changed), content=content)]
    for response in responses:
        assert response.status_code in (200, 302, 400)
        if response.status_code == 302:
            assert urlsplit(response.headers["location"]).hostname == "localhost"


def test_consent_page_is_not_a_recorded_request(application: Application) -> None:
    application.open()
    application.click("allow")
    assert application.sandbox.requests == []
