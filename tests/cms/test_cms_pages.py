"""Dynamic HTML pages: the checksum, the requests, and the responses."""

import pickle
import shutil
import subprocess
import sys
from copy import copy, deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import Headers, MutableHeaders

from mijnklantportaal.cms import (
    CallbackError,
    CallbackResponse,
    PageRequest,
    checksum,
    page_response,
    parse_page_request,
)
from mijnklantportaal.errors import ConfigurationError, MijnKlantportaalError

CUSTOMER = "cst_123abc456def"
PAGE = "pag_123abc456def"
HEADERS = {"Accept": "text/html", "X-Customer-Id": CUSTOMER, "X-Page-Id": PAGE}

IDS = st.text("0123456789abcdefXYZ_-", min_size=1, max_size=30)
PRINTABLE = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1)

# printf '%s' 'cst_123abc456def,pag_123abc456def' | openssl dgst -sha256 -hmac 'OUJX2prdBbJxR77BZlGz'
VECTORS = [
    (CUSTOMER, PAGE, "OUJX2prdBbJxR77BZlGz", "4b7ca4c635cd51bc602520acc0c65e7a3923cbed9fada3cd2a02d7df85fd9687"),
    ("cst_1", "pag_1", "key", "cb97e24ab23010e2e71318521357ff549693093d55baf079d7a1d04717088881"),
    ("cst_abc12345def678", PAGE, "a b,c!", "edc34e0bb001167918bd7ae1cc97d6389fdc94e9aef5cc6b921fb560a369e98d"),
]


@pytest.mark.parametrize(("customer_id", "page_id", "key", "expected"), VECTORS)
def test_checksum_is_that_of_openssl(customer_id: str, page_id: str, key: str, expected: str) -> None:
    assert checksum(customer_id, page_id, key) == expected
    assert page_response(PageRequest(customer_id, page_id), "", key).headers["X-Checksum"] == expected


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")
@given(IDS, IDS, PRINTABLE)
def test_checksum_is_that_of_the_installed_openssl(customer: str, page: str, key: str) -> None:
    customer_id, page_id = f"cst_{customer}", f"pag_{page}"
    # In hexadecimal: `-hmac` takes no key that begins with a dash.
    command = ["openssl", "dgst", "-sha256", "-mac", "HMAC", "-macopt", f"hexkey:{key.encode().hex()}"]
    done = subprocess.run(command, input=f"{customer_id},{page_id}".encode(), capture_output=True, check=True)
    assert checksum(customer_id, page_id, key) == done.stdout.decode().rpartition(" ")[2].strip()


@pytest.mark.parametrize("key", ["", "é", "key\n", "key\0", None, b"key", 7])
def test_checksum_with_a_key_that_is_not_valid_raises(key: Any) -> None:
    with pytest.raises(ConfigurationError, match="key must"):
        checksum(CUSTOMER, PAGE, key)
    with pytest.raises(ConfigurationError, match="key must"):
        page_response(PageRequest(CUSTOMER, PAGE), "<p>", key)


INVALID_IDS = {
    "empty": "",
    "prefix only": "cst_",
    "no prefix": "123abc456def",
    "other prefix": "frm_123abc456def",
    "other case": "CST_123abc456def",
    "space before": " cst_1",
    "space behind": "cst_1 ",
    "comma": "cst_1,pag_1",
    "line break": "cst_1\n",
    "line breaks": "cst_1\r\nX-Evil: 1",
    "NUL": "cst_1\0",
    "letter with an accent": "cst_é",
    "digit of another script": "cst_\u0661",
    "lone surrogate": "cst_\ud800",
    "HTML": "cst_<script>",
    "path": "cst_../customers",
    "quote": "cst_1'",
}
OTHER_TYPES = {"None": None, "bytes": b"cst_1", "number": 1, "list": ["cst_1"]}


@pytest.mark.parametrize("value", [*INVALID_IDS.values(), *OTHER_TYPES.values()], ids=[*INVALID_IDS, *OTHER_TYPES])
def test_checksum_of_an_id_that_is_not_valid_raises(value: Any) -> None:
    with pytest.raises(ValueError, match="customer_id must be an ID such as cst_123abc456def"):
        checksum(value, PAGE, "key")
    with pytest.raises(ValueError, match="page_id must be an ID such as pag_123abc456def"):
        checksum(CUSTOMER, value, "key")


def test_checksum_of_ids_that_are_moved_raises() -> None:
    with pytest.raises(ValueError, match="page_id must"):
        checksum("cst_1", "pag_2,pag_3", "key")
    with pytest.raises(ValueError, match="customer_id must"):
        checksum("cst_1,pag_2", "pag_3", "key")


@pytest.mark.parametrize(
    "headers",
    [
        HEADERS,
        {key.lower(): value for key, value in HEADERS.items()},
        {key.upper(): [value] for key, value in HEADERS.items()},
        list(HEADERS.items()),
        iter(HEADERS.items()),
        [(key.lower().encode(), value.encode()) for key, value in HEADERS.items()],
        Headers(HEADERS),
        MutableHeaders(HEADERS),
        Headers(raw=[(key.lower().encode(), value.encode()) for key, value in HEADERS.items()]),
        {"wsgi.version": (1, 0), "HTTP_X_CUSTOMER_ID": CUSTOMER, "HTTP_X_PAGE_ID": PAGE},
    ],
    ids=["dict", "lower case", "lists", "pairs", "iterator", "ASGI", "Starlette", "mutable", "raw", "WSGI"],
)
def test_request_with_headers_of_any_kind_is_parsed(headers: Any) -> None:
    assert parse_page_request(headers) == PageRequest(customer_id=CUSTOMER, page_id=PAGE)


@pytest.mark.parametrize("name", ["X-Customer-Id", "X-Page-Id"])
def test_request_without_an_id_is_refused(name: str) -> None:
    with pytest.raises(CallbackError, match=f"the header {name} is missing"):
        parse_page_request({key: value for key, value in HEADERS.items() if key != name})


@pytest.mark.parametrize("name", ["X-Customer-Id", "X-Page-Id"])
@pytest.mark.parametrize("other", ["cst_2", CUSTOMER, PAGE, ""])
def test_request_with_a_doubled_id_is_refused(name: str, other: str) -> None:
    for doubled in ([*HEADERS.items(), (name.lower(), other)], {**HEADERS, name.upper(): other}):
        with pytest.raises(CallbackError, match=f"the header {name} is repeated"):
            parse_page_request(doubled)
    # As servers of WSGI join them.
    with pytest.raises(CallbackError, match=f"the header {name} must be an ID"):
        parse_page_request({**HEADERS, name: f"{HEADERS[name]},{other}"})


@pytest.mark.parametrize("value", INVALID_IDS.values(), ids=INVALID_IDS)
def test_request_with_an_id_that_is_not_valid_is_refused(value: str) -> None:
    with pytest.raises(
        CallbackError, match="the header X-Customer-Id must be an ID such as cst_123abc456def"
    ) as caught:
        parse_page_request({**HEADERS, "X-Customer-Id": value})
    assert caught.value.response.status_code == 400
    with pytest.raises(CallbackError, match="the header X-Page-Id must be an ID such as pag_123abc456def"):
        parse_page_request({**HEADERS, "X-Page-Id": value})


@given(st.lists(st.tuples(st.sampled_from(["X-Customer-Id", "x-page-id", "X-Form-Id", "Accept"]), st.text())))
def test_request_with_other_headers_raises_nothing_else(pairs: list[tuple[str, str]]) -> None:
    with pytest.raises(CallbackError):
        parse_page_request(pairs)


@given(IDS, IDS, PRINTABLE, st.text(st.characters(exclude_categories=["Cs"])))
def test_response_has_the_checksum_and_the_html(customer: str, page: str, key: str, html: str) -> None:
    request = parse_page_request({"X-Customer-Id": f"cst_{customer}", "X-Page-Id": f"pag_{page}"})
    response = page_response(request, html, key)
    assert response.status_code == 200
    assert response.headers == {
        "Content-Type": "text/html",
        "X-Checksum": checksum(request.customer_id, request.page_id, key),
    }
    assert response.body.decode() == html


def test_response_with_html_that_is_not_text_raises() -> None:
    page = parse_page_request(HEADERS)
    html: Any
    for html in (None, b"<p>"):
        with pytest.raises(TypeError, match=f"html must be str, not {type(html).__name__}"):
            page_response(page, html, "key")
    with pytest.raises(ValueError, match="html must be valid Unicode"):
        page_response(page, "<p>\ud800", "key")


def test_module_loads_no_http_client() -> None:
    program = "import mijnklantportaal.cms, sys; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert {"httpx", "asyncio", "mijnklantportaal.client", "mijnklantportaal_api.client"}.isdisjoint(loaded)


def test_response_is_copied_and_pickled_without_the_key() -> None:
    response = page_response(parse_page_request(HEADERS), "<p>Dear customer</p>", "very-secret-key")
    assert repr(response) == "CallbackResponse(status_code=200)"
    assert b"very-secret-key" not in pickle.dumps(response)
    assert pickle.loads(pickle.dumps(response)) == copy(response) == deepcopy(response) == response


@pytest.mark.parametrize(
    ("error", "status_code", "names"),
    [
        (CallbackError("wrong é"), 400, {"Content-Type"}),
        (CallbackError("wrong é", status_code=401), 401, {"Content-Type", "WWW-Authenticate"}),
        (CallbackError("wrong é", status_code=403), 403, {"Content-Type"}),
    ],
)
def test_error_has_a_response(error: CallbackError, status_code: int, names: set[str]) -> None:
    for each in (error, pickle.loads(pickle.dumps(error)), copy(error)):
        response = each.response
        assert isinstance(response, CallbackResponse)
        assert (response.status_code, response.body) == (status_code, "wrong é".encode())
        assert set(response.headers) == names
        assert response.headers["Content-Type"].startswith("text/plain")
    assert isinstance(error, MijnKlantportaalError)
    assert type(error)(*error.args).status_code == 400
    assert type(error)().response.body == b""
