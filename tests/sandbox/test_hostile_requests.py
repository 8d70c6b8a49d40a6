"""The sandbox responds to malformed and hostile requests with an error message, and keeps working."""

import gzip
import json
import re
import socket
from collections.abc import Iterator
from datetime import datetime
from typing import Any, get_type_hints
from urllib.parse import urlsplit

import httpx
import pytest

from mijnklantportaal.sandbox import Sandbox
from tests.operations import example, resolve, spec

# A placeholder in a body for raw JSON text that `json.dumps` would not produce.
PLACEHOLDER = "<placeholder>"

JSON_VALUES = {
    "null": "null",
    "too large for a float": "1e999",
    "four thousand digits": "9" * 4000,
    "a thousand million": "1000000000",
    "negative": "-1",
    "a fraction": "0.5",
    "not a number": "NaN",
    "fifty digits": f'"{"9" * 50}.{"9" * 50}"',
    "first day": '"0001-01-01"',
    "last day": '"9999-12-31"',
    "first second": '"0001-01-01 00:00:00"',
    "last second": '"9999-12-31 23:59:59"',
    "first minute": '"0001-01-01 00:00"',
    "last minute": '"9999-12-31 23:59"',
    "date that does not exist": '"2024-02-30"',
    "time skipped by daylight saving": '"2024-03-31 02:30:00"',
    "empty string": '""',
    "null character": '"\\u0000"',
    "lone surrogate": '"\\ud800"',
    "invalid URL": '"http://["',
    "a list": "[]",
    "a deep list": "[" * 500 + "]" * 500,
}

BODIES = {
    "empty": b"",
    "null": b"null",
    "a list": b"[]",
    "a string": b'"a"',
    "malformed JSON": b"{",
    "trailing data": b"{} {}",
    "lists in lists": b"[" * 100_000 + b"]" * 100_000,
    "objects in objects": b'{"name":' * 100_000 + b"1" + b"}" * 100_000,
    "lone surrogate in a name": b'{"\\ud800": 1}',
    "not UTF-8": b'{"name": "\xff"}',
    "compressed": gzip.compress(b"{}"),
    "too many digits": b'{"stamps": ' + b"9" * 5000 + b"}",
}

CONTENT_TYPES = [
    b"",
    b";",
    b"json",
    b"*/*",
    b"application/json,text/plain",
    b"application/json; charset=utf-16",
    b'application/json; charset="',
    b"application/json; charset*=nosuch''%FF",
    b"APPLICATION/JSON;;a=b;=",
    b"application/\xff",
    b"a" * 100_000,
]

AUTHORIZATIONS = [
    b"",
    b"Bearer",
    b"Bearer ",
    b"Basic sandbox-key",
    b"sandbox-key",
    b"Bearer sandbox-key,sandbox-key",
    b"Bearer\tsandbox-key",
    b"Bearer \xff",
    b"Bearer " + b"a" * 100_000,
]

METHODS = ["GET", "HEAD", "OPTIONS", "TRACE", "CONNECT", "POST", "PUT", "get", "PROPFIND", "M" * 1000]

ADDRESSES = [
    "",
    "/",
    "//",
    "/v1",
    "/v1/",
    "/v1//customers",
    "/V1/customers",
    "/v1/customers/",
    "/v1/customers/..",
    "/v1/customers/%2e%2e",
    "/v1/customers/%2F",
    "/v1/customers/%00",
    "/v1/customers/%FF",
    "/v1/customers/%ED%A0%80",
    "/v1/customers/%E2%82%AC",
    "/v1/customers/%0d%0aX:%20y",
    "/v1/customers/%3Fpage",
    "/v1/customers/{customerId}",
    "/v1/customers/" + "a" * 50_000,
    "/v1/customers?" + "a=b&" * 10_000,
    "/v1/customers?&&==&%",
    "/v1/customers?page=%FF&page=%00&page[]=1",
    "/v1/customers?page=" + "9" * 5000,
    "/v1/customers?page=999999999999999999",
    "/v1/appointments?days=-1",
    "/v1/appointments?days=" + "9" * 18,
    "/v1/appointments?days=" + "9" * 5000,
    "/v1/appointments?start_at=0001-01-01 00:00",
    "/v1/appointments?start_at=9999-12-31 23:59&days=3660",
    "/v1/appointments?start_at=2024-03-31 02:30",
    "/downloads/%00",
    "/payment-link/%2F",
    "/oauth/authorize?client_id=sandbox-application&redirect_uri=http://[",
    "/oauth/authorize?client_id=sandbox-application&redirect_uri=http://localhost:99999999",
    "/oauth/tokens",
    "/openapi.json/",
]


def part(disposition: bytes, headers: bytes = b"", content: bytes = b"a") -> bytes:
    return b"--B\r\nContent-Disposition: " + disposition + b"\r\n" + headers + b"\r\n" + content + b"\r\n"


FILE = part(b'form-data; name="file"; filename="a"')
END = b"--B--\r\n"

FORMS: list[tuple[bytes, bytes, int]] = [
    (b"multipart/form-data", FILE + END, 422),
    (b"multipart/form-data; boundary=", FILE + END, 422),
    (b"multipart/form-data; boundary=C", FILE + END, 422),
    (b"multipart/form-data; boundary=" + b"B" * 5000, FILE + END, 422),
    (b"multipart/form-data; boundary=\xff", FILE + END, 422),
    (b"multipart/form-data; boundary*=nosuch''%FF", FILE + END, 422),
    (b"Multipart/Form-Data; Boundary=B; charset=nosuch", FILE + END, 201),
    (b"multipart/form-data; boundary=B", b"", 422),
    (b"multipart/form-data; boundary=B", END, 422),
    (b"multipart/form-data; boundary=B", FILE[:20], 422),
    (b"multipart/form-data; boundary=B", FILE, 422),
    (b"multipart/form-data; boundary=B", b"before\r\n" + FILE + END, 422),
    (b"multipart/form-data; boundary=B", FILE + END + b"after", 201),
    (b"multipart/form-data; boundary=B", (FILE + END).replace(b"\r\n", b"\n"), 422),
    (b"multipart/form-data; boundary=B", FILE * 2000 + END, 201),
    (b"multipart/form-data; boundary=B", part(b'form-data; name="b"') * 2000 + END, 422),
    (b"multipart/form-data; boundary=B", b"--B\r\n\r\na\r\n" + END, 422),
    (b"multipart/form-data; boundary=B", part(b"form-data") + END, 422),
    (b"multipart/form-data; boundary=B", part(b'form-data; filename="a"') + END, 422),
    (b"multipart/form-data; boundary=B", part(b'form-data; name="\xff"; filename="a"') + END, 422),
    (b"multipart/form-data; boundary=B", part(b'form-data; name="file"; filename="\xff"') + END, 422),
    (b"multipart/form-data; boundary=B", part(b'form-data; name="file"; filename="a\nb"') + END, 201),
    (
        b"multipart/form-data; boundary=B",
        part(b'form-data; name="file"; filename="' + b"a" * 100_000 + b'"') + END,
        422,
    ),
    (b"multipart/form-data; boundary=B", part(b'form-data; name="file"; filename="a\\"b\\\\c\x00"') + END, 201),
    (b"multipart/form-data; boundary=B", part('form-data; name="file"; filename="één 😀"'.encode()) + END, 201),
    (b"multipart/form-data; boundary=B", part(b'form-data; name="file"; filename="../a"') + END, 201),
    (b"multipart/form-data; boundary=B", FILE.replace(b"\r\n\r\n", b"\r\nno colon\r\n\r\n") + END, 422),
    (b"multipart/form-data; boundary=B", FILE.replace(b"\r\n\r\n", b"\r\nX: y" * 5000 + b"\r\n\r\n") + END, 422),
    (b"multipart/form-data; boundary=B", FILE.replace(b"\r\n\r\n", b"\r\nContent-Type: \xff\r\n\r\n") + END, 201),
]


@pytest.fixture
def sandbox() -> Sandbox:
    """A sandbox with an object of each kind and without a rate limit."""
    sandbox = Sandbox(now=datetime(2026, 3, 2, 12), rate_limit=None)
    for name in get_type_hints(Sandbox):
        getattr(sandbox, name).add()
    sandbox.files.add(id="fsd_contracts")
    return sandbox


@pytest.fixture
def caller(sandbox: Sandbox) -> Iterator[httpx.Client]:
    """An HTTP client for requests that the portal client cannot send."""
    headers = {"Authorization": f"Bearer {sandbox.api_key}"}
    with httpx.Client(transport=sandbox.transport, headers=headers) as caller:
        yield caller


def checked(response: httpx.Response) -> httpx.Response:
    """Check that the response is well-formed, and return it."""
    assert response.status_code < 500
    if response.status_code not in (302, 200, 201):
        body = response.json()
        assert isinstance(body["message"] if "message" in body else body["error_description"], str)
    # NaN and Infinity are not valid JSON.
    json.loads(response.text or "null", parse_constant=pytest.fail)
    return response


def ids(sandbox: Sandbox) -> dict[str, str]:
    """Return an ID of each kind by its prefix."""
    identifiers = [item.id for name in get_type_hints(Sandbox) for item in getattr(sandbox, name)]
    return {identifier.partition("_")[0]: identifier for identifier in identifiers}


def with_existing_ids(body: Any, known: dict[str, str]) -> Any:
    """Replace IDs in the body by those of existing objects."""
    if isinstance(body, dict):
        return {name: with_existing_ids(value, known) for name, value in body.items()}
    if isinstance(body, list):
        return [with_existing_ids(value, known) for value in body]
    return known.get(body.partition("_")[0], body) if isinstance(body, str) else body


def requests_with_json(sandbox: Sandbox) -> Iterator[tuple[str, str, Any]]:
    """Yield method, URL and a valid body for each operation that takes JSON."""
    known = ids(sandbox)
    for path, item in spec()["paths"].items():
        for method, operation in item.items():
            media = resolve(operation.get("requestBody", {})).get("content", {}).get("application/json")
            if media is None:
                continue
            address = path
            for name, parameter in re.findall(r"([\w-]+)/(\{\w+\})", path):
                item_ = next(
                    iter(getattr(sandbox, "issued_punch_cards" if name == "issued" else name.replace("-", "_")))
                )
                address = address.replace(parameter, item_.id)
            yield method, sandbox.base_url + address, with_existing_ids(example(media["schema"]), known)


def with_placeholder(body: Any) -> Iterator[Any]:
    """Yield copies of the body with each of its values replaced by the placeholder in turn."""
    yield PLACEHOLDER
    items = body.items() if isinstance(body, dict) else enumerate(body) if isinstance(body, list) else ()
    for key, value in items:
        for changed in with_placeholder(value):
            copied = body.copy()
            copied[key] = changed
            yield copied


@pytest.mark.parametrize("value", JSON_VALUES.values(), ids=JSON_VALUES)
def test_no_json_value_in_any_field_causes_a_server_error(sandbox: Sandbox, caller: httpx.Client, value: str) -> None:
    headers = {"Content-Type": "application/json"}
    for method, address, body in requests_with_json(sandbox):
        for changed in with_placeholder(body):
            content = json.dumps(changed).replace(f'"{PLACEHOLDER}"', value)
            checked(caller.request(method, address, content=content, headers=headers))
    for path, item in spec()["paths"].items():
        if "get" in item and "{" not in path:
            assert checked(caller.get(sandbox.base_url + path)).status_code == 200


@pytest.mark.parametrize("content", BODIES.values(), ids=BODIES)
def test_body_that_is_not_a_json_object_is_rejected(sandbox: Sandbox, caller: httpx.Client, content: bytes) -> None:
    for method, address, _ in requests_with_json(sandbox):
        response = checked(
            caller.request(method, address, content=content, headers={"Content-Type": "application/json"})
        )
        assert response.status_code == 422


@pytest.mark.parametrize("content_type", CONTENT_TYPES)
@pytest.mark.parametrize("path", ["/customers", "/files", "/agreements"])
def test_unusual_content_type_is_rejected(
    sandbox: Sandbox, caller: httpx.Client, path: str, content_type: bytes
) -> None:
    response = caller.post(sandbox.base_url + path, content=b"{}", headers={b"Content-Type": content_type})
    assert checked(response).status_code == 422


@pytest.mark.parametrize("authorization", AUTHORIZATIONS)
def test_malformed_authorization_is_rejected(sandbox: Sandbox, caller: httpx.Client, authorization: bytes) -> None:
    response = caller.get(f"{sandbox.base_url}/customers", headers={b"Authorization": authorization})
    assert checked(response).status_code == 401


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_method_and_address_cause_a_server_error(sandbox: Sandbox, caller: httpx.Client, address: str) -> None:
    root = sandbox.base_url.removesuffix("/v1")
    for method in METHODS:
        checked(caller.request(method, root + address))


@pytest.mark.parametrize(("content_type", "content", "status"), FORMS)
def test_form_is_parsed_or_rejected(
    sandbox: Sandbox, caller: httpx.Client, content_type: bytes, content: bytes, status: int
) -> None:
    headers = {b"Content-Type": content_type}
    response = checked(caller.post(f"{sandbox.base_url}/files", content=content, headers=headers))
    assert response.status_code == status
    if status == 201:
        link = checked(caller.get(f"{sandbox.base_url}/files/{response.json()['id']}/download")).json()["link"]
        assert caller.get(link).content == b"a"


def test_lone_surrogate_in_a_form_is_rejected(sandbox: Sandbox, caller: httpx.Client) -> None:
    texts = {"name": "A", "signerName": "B", "signerSignatureData": "C", "signers": '{"firstName": "\\ud800"}'}
    files = {"documents": b"%PDF-1.7"}
    response = checked(caller.post(f"{sandbox.base_url}/agreements", data=texts, files=files))
    assert list(response.json()["errors"]) == ["signers.0"]


@pytest.mark.parametrize(
    "host", [b"", b"[", b"[::1", b"a:b", b"a b", b"a/v1/webhooks", b"a?b", b"a#b", b"a@b", b"\xff"]
)
def test_host_header_does_not_affect_routing(sandbox: Sandbox, caller: httpx.Client, host: bytes) -> None:
    response = checked(caller.get(f"{sandbox.base_url}/customers", headers={b"Host": host}))
    assert response.status_code == 200
    assert sandbox.requests[-1].operation == "list-customers"
    assert "None" not in response.json()["path"]


def test_requests_records_the_decoded_path(sandbox: Sandbox, caller: httpx.Client) -> None:
    checked(caller.get(f"{sandbox.base_url}/customers/a%3Fb%23c"))
    assert sandbox.requests[-1].path == "/customers/a?b#c"


def test_incomplete_request_is_ignored(sandbox: Sandbox, capfd: pytest.CaptureFixture[str]) -> None:
    with sandbox.serve() as address:
        parts = urlsplit(address)
        with socket.create_connection((parts.hostname, parts.port)) as sender:
            sender.sendall(b"POST /v1/customers HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{")
            # The server reads it before the next request.
            assert httpx.get(f"{address}/customers").status_code == 401
    assert [request.method for request in sandbox.requests] == ["GET"]
    assert capfd.readouterr().err == ""
