"""The credentials of callbacks."""

from base64 import b64encode
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import Headers

from mijnklantportaal.cms import CallbackError, verify_authentication, verify_basic_auth
from mijnklantportaal.errors import ConfigurationError

USERNAME = "portal"
PASSWORD = "very:secret password"
VALUE = "Bearer very-secret-value"


def basic(username: str, password: str, scheme: str = "Basic") -> str:
    return f"{scheme} {b64encode(f'{username}:{password}'.encode()).decode()}"


RIGHT = basic(USERNAME, PASSWORD)


@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": RIGHT},
        {"authorization": [RIGHT]},
        {"AUTHORIZATION": basic(USERNAME, PASSWORD, "bASIC")},
        {"Authorization": basic(USERNAME, PASSWORD, "Basic ")},
        [(b"authorization", RIGHT.encode())],
        iter([("Authorization", RIGHT)]),
        Headers({"Authorization": RIGHT}),
    ],
)
def test_basic_auth_with_the_right_credentials_is_accepted(headers: Any) -> None:
    verify_basic_auth(headers, USERNAME, PASSWORD)


@given(
    st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E, exclude_characters=":"), min_size=1),
    st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1),
)
def test_basic_auth_as_httpx_sends_it_is_accepted(username: str, password: str) -> None:
    (request,) = httpx.BasicAuth(username, password).auth_flow(httpx.Request("GET", "http://localhost"))
    verify_basic_auth(request.headers, username, password)


WRONG_BASIC = {
    "missing": ({}, "is missing"),
    "doubled": ([("Authorization", RIGHT), ("authorization", RIGHT)], "is repeated"),
    "doubled, one wrong": ([("Authorization", RIGHT), ("authorization", "Basic eA==")], "is repeated"),
    "joined": ({"Authorization": f"{RIGHT}, {RIGHT}"}, "does not contain"),
    "empty": ({"Authorization": ""}, "does not contain"),
    "scheme only": ({"Authorization": "Basic"}, "does not contain"),
    "no scheme": ({"Authorization": RIGHT.removeprefix("Basic ")}, "does not contain"),
    "other scheme": ({"Authorization": basic(USERNAME, PASSWORD, "Bearer")}, "does not contain"),
    "other password": ({"Authorization": basic(USERNAME, "other")}, "does not contain"),
    "other username": ({"Authorization": basic("other", PASSWORD)}, "does not contain"),
    "longer password": ({"Authorization": basic(USERNAME, f"{PASSWORD}x")}, "does not contain"),
    "empty password": ({"Authorization": basic(USERNAME, "")}, "does not contain"),
    "moved colon": ({"Authorization": basic(f"{USERNAME}:very", "secret password")}, None),
    "not base64": ({"Authorization": "Basic ä\ud800"}, "does not contain"),
    "other header": ({"Authentication": RIGHT}, "is missing"),
}


@pytest.mark.parametrize(("headers", "message"), WRONG_BASIC.values(), ids=WRONG_BASIC)
def test_basic_auth_with_other_credentials_is_refused(headers: Any, message: str | None) -> None:
    if message is None:
        # The same bytes: a colon ends the name, and the rest is the password.
        verify_basic_auth(headers, USERNAME, PASSWORD)
        return
    with pytest.raises(CallbackError, match=f"the header Authorization {message}") as caught:
        verify_basic_auth(headers, USERNAME, PASSWORD)
    assert caught.value.response.status_code == 401
    assert caught.value.response.headers["WWW-Authenticate"].startswith("Basic ")


@given(st.text() | st.text().map(lambda password: basic(USERNAME, password.encode(errors="replace").decode())))
def test_basic_auth_with_any_other_header_is_refused(value: str) -> None:
    with pytest.raises(CallbackError):
        verify_basic_auth({"Authorization": value}, USERNAME, PASSWORD)


@pytest.mark.parametrize(
    "headers",
    [
        {"Authentication": VALUE},
        {"authentication": [VALUE]},
        {"Authorization": VALUE},
        {"Authentication": VALUE, "Authorization": "Bearer of something else"},
        [(b"authentication", VALUE.encode())],
        Headers({"Authentication": VALUE}),
    ],
)
def test_authentication_with_the_right_value_is_accepted(headers: Any) -> None:
    verify_authentication(headers, VALUE)


WRONG_VALUES = {
    "missing": ({}, "is missing"),
    "doubled": ([("Authentication", VALUE), ("authentication", VALUE)], "is repeated"),
    "empty": ({"Authentication": ""}, "does not contain"),
    "empty, with the right Authorization": ({"Authentication": "", "Authorization": VALUE}, "does not contain"),
    "other": ({"Authentication": "Bearer other"}, "does not contain"),
    "no scheme": ({"Authentication": VALUE.removeprefix("Bearer ")}, "does not contain"),
    "longer": ({"Authentication": f"{VALUE}x"}, "does not contain"),
    "joined": ({"Authentication": f"{VALUE},{VALUE}"}, "does not contain"),
    "other letters": ({"Authentication": "ä\ud800"}, "does not contain"),
}


@pytest.mark.parametrize(("headers", "message"), WRONG_VALUES.values(), ids=WRONG_VALUES)
def test_authentication_with_another_value_is_refused(headers: Any, message: str) -> None:
    with pytest.raises(CallbackError, match=f"the header Authentication {message}") as caught:
        verify_authentication(headers, VALUE)
    assert caught.value.response.status_code == 403


@given(st.text())
def test_authentication_with_any_other_value_is_refused(value: str) -> None:
    with pytest.raises(CallbackError):
        verify_authentication({"Authentication": value}, VALUE)


def test_question_mark_is_not_any_byte() -> None:
    # aiohttp decodes a byte that is not UTF-8 as a lone surrogate.
    with pytest.raises(CallbackError):
        verify_authentication({"Authentication": "a\udcff"}, "a?")


@pytest.mark.parametrize("value", ["", "é", "x\n", None, b"x", 7])
def test_credentials_that_are_not_valid_raise(value: Any) -> None:
    # Also where the request has the same: an unset variable must let nobody in.
    text = str(value or "")
    with pytest.raises(ConfigurationError, match="username must"):
        verify_basic_auth({"Authorization": basic(text, PASSWORD)}, value, PASSWORD)
    with pytest.raises(ConfigurationError, match="password must"):
        verify_basic_auth({"Authorization": basic(USERNAME, text)}, USERNAME, value)
    with pytest.raises(ConfigurationError, match="value must"):
        verify_authentication({"Authentication": text}, value)


def test_username_with_a_colon_raises() -> None:
    with pytest.raises(ConfigurationError, match="username must not contain a colon"):
        verify_basic_auth({"Authorization": RIGHT}, "a:b", PASSWORD)
