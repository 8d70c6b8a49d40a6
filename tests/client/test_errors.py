"""The errors that calls raise, and what they hold."""

import json
import pickle
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

import mijnklantportaal
from mijnklantportaal import (
    APIConnectionError,
    APIError,
    APIResponseValidationError,
    APIStatusError,
    AuthenticationError,
    BadRequestError,
    ConflictError,
    InternalServerError,
    MijnKlantportaal,
    MijnKlantportaalError,
    NotFoundError,
    PermissionDeniedError,
    RateLimitError,
    UnprocessableEntityError,
    UpgradeRequiredError,
)
from mijnklantportaal.errors import RequestInfo
from tests.client.fake_clock import FakeClock
from tests.client.messages import NO_REASON, NOT_FOLLOWED
from tests.client.portal_server import PortalServer
from tests.client.tcp_server import TcpServer, responding_and_closing
from tests.operations import methods

STATUSES = [
    (301, APIStatusError),
    (304, APIStatusError),
    (400, BadRequestError),
    (401, AuthenticationError),
    (402, APIStatusError),
    (403, PermissionDeniedError),
    (404, NotFoundError),
    (409, ConflictError),
    (419, APIStatusError),
    (422, UnprocessableEntityError),
    (426, UpgradeRequiredError),
    (429, RateLimitError),
    (500, InternalServerError),
    (520, InternalServerError),
]


@pytest.mark.parametrize(("status", "kind"), STATUSES)
def test_status_other_than_success_raises(
    portal: PortalServer, client: MijnKlantportaal, status: int, kind: type[APIStatusError]
) -> None:
    # 304 has no body by definition (RFC 9110, section 15.4.5).
    portal.add_response(b"" if status == 304 else {"message": "what is wrong"}, status=status)
    with pytest.raises(APIStatusError) as caught:
        client.customer_offers.get("off_1")
    error = caught.value
    assert type(error) is kind
    assert error.status_code == status
    assert error.url == f"{portal.url}/customer-offers/off_1"
    assert error.method == "GET"
    assert error.attempts == 1
    if status >= 400:
        assert error.message == "what is wrong"
        assert str(error) == f"{status} for GET {portal.url}/customer-offers/off_1: what is wrong"


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        (b"", ""),
        (b"<html>Bad gateway</html>", "<html>Bad gateway</html>"),
        (b"[1]", [1]),
        (b"\xff", "\ufffd"),
        (b'{"message": {"a": 1}}', {"message": {"a": 1}}),
        (b"[" * 100_000, "[" * 100_000),
    ],
    ids=["empty", "HTML", "array", "not UTF-8", "message is an object", "deeply nested"],
)
def test_error_without_a_readable_body_keeps_its_class(
    portal: PortalServer, client: MijnKlantportaal, body: bytes, kept: Any
) -> None:
    portal.add_response(body, status=502)
    with pytest.raises(InternalServerError, match=NO_REASON) as caught:
        client.customer_offers.get("off_1")
    assert caught.value.body == kept


@pytest.mark.parametrize(
    ("errors", "messages"),
    [
        ({"amount": ["is not an amount", "is negative"]}, {"amount": ["is not an amount", "is negative"]}),
        ({"amount": "is not an amount"}, {"amount": ["is not an amount"]}),
        ([], {}),
        (None, {}),
    ],
)
def test_unprocessable_entity_error_has_messages_by_field(
    portal: PortalServer, client: MijnKlantportaal, errors: Any, messages: dict[str, list[str]]
) -> None:
    portal.add_response({"message": "The given data was invalid.", "errors": errors}, status=422)
    with pytest.raises(UnprocessableEntityError) as caught:
        client.customer_offers.mark("off_1")
    assert caught.value.errors == messages


def test_rate_limit_error_has_retry_after(portal: PortalServer, client: MijnKlantportaal) -> None:
    portal.add_response(
        {"code": 429, "message": "Too many requests."}, status=429, Retry_After="17", X_Request_Id="abc"
    )
    with pytest.raises(RateLimitError) as caught:
        client.customer_offers.get("off_1")
    assert caught.value.retry_after == 17
    assert caught.value.request_id == "abc"


def test_redirect_is_not_followed(portal: PortalServer, client: MijnKlantportaal) -> None:
    portal.add_response(b"", status=302, Location=f"{portal.url}/elsewhere")
    with pytest.raises(APIStatusError, match=NOT_FOLLOWED):
        client.customer_offers.get("off_1")
    assert len(portal.requests) == 1


def test_write_with_truncated_response_headers_is_not_retried(clock: FakeClock) -> None:
    with (
        TcpServer(responding_and_closing(b"HTTP/1.1 201 Created\r\nContent-Le")) as server,
        MijnKlantportaal(api_key="k", base_url=server.url, max_retries=3) as client,
    ):
        with pytest.raises(APIConnectionError) as caught:
            client.tickets.add_message("tic_1", message="x")
        assert len(server.requests) == caught.value.attempts == 1


def error_of(kind: type[MijnKlantportaalError]) -> MijnKlantportaalError:
    request = RequestInfo("GET", "https://example.com/v1/tickets")
    if issubclass(kind, APIStatusError):
        return kind("m", request=request, status_code=418, headers={"x-request-id": "1"}, body={"a": 1}, attempts=2)
    if issubclass(kind, APIResponseValidationError):
        return kind("m", request=request, status_code=200, headers={}, body=b"{", attempts=2)
    if issubclass(kind, APIError):
        return kind("m", request=request, attempts=2)
    return kind("m")


KINDS = [
    kind
    for kind in vars(mijnklantportaal).values()
    if isinstance(kind, type) and issubclass(kind, MijnKlantportaalError)
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_error_class_pickles(kind: type[MijnKlantportaalError]) -> None:
    error = error_of(kind)
    duplicate = pickle.loads(pickle.dumps(error))
    assert type(duplicate) is kind
    assert (str(duplicate), duplicate.args, vars(duplicate)) == (str(error), error.args, vars(error))


METHODS = {str(method): method for method in methods()}
DEFAULTS: dict[type[MijnKlantportaalError], int] = {
    APIStatusError: 0,
    BadRequestError: 400,
    AuthenticationError: 401,
    PermissionDeniedError: 403,
    NotFoundError: 404,
    ConflictError: 409,
    UnprocessableEntityError: 422,
    UpgradeRequiredError: 426,
    RateLimitError: 429,
    InternalServerError: 500,
    APIResponseValidationError: 200,
}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_error_made_from_the_arguments_of_another_keeps_its_class(kind: type[MijnKlantportaalError]) -> None:
    error = error_of(kind)
    rebuilt = type(error)(*error.args)
    assert (type(rebuilt), str(rebuilt), rebuilt.args) == (kind, "m", ("m",))
    # repr() and str() of what reports show, and every attribute that is documented.
    assert repr(rebuilt) == f"{kind.__name__}('m')"
    if isinstance(rebuilt, APIError):
        assert (rebuilt.request, rebuilt.attempts, rebuilt.waited) == (RequestInfo("", ""), 1, 0.0)
        assert rebuilt.page is None
    if isinstance(rebuilt, APIConnectionError):
        assert rebuilt.sent
    if isinstance(rebuilt, APIStatusError):
        assert (rebuilt.message, rebuilt.body, rebuilt.headers, rebuilt.request_id) == ("m", None, {}, None)
        assert (rebuilt.status_code, rebuilt.method, rebuilt.url) == (DEFAULTS[kind], "", "")
    if isinstance(rebuilt, APIResponseValidationError):
        assert (rebuilt.status_code, rebuilt.body, rebuilt.headers) == (200, b"", {})
    assert pickle.loads(pickle.dumps(rebuilt)).args == ("m",)
    # As tblib and others do, and with a text in front, as programs do.
    assert str(kind(f"while reading: {error}")).startswith("while reading: ")


def test_error_of_a_call_that_is_rebuilt_from_its_message_has_defaults(
    portal: PortalServer, client: MijnKlantportaal
) -> None:
    portal.add_response({"message": "gone"}, status=404)
    with pytest.raises(NotFoundError) as caught:
        client.customer_offers.get("off_1")
    rebuilt = type(caught.value)(*caught.value.args)
    assert (str(rebuilt), rebuilt.status_code) == ("gone", 404)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_mock_raises_an_error_that_it_was_given_as_a_class(kind: type[MijnKlantportaalError]) -> None:
    with pytest.raises(kind) as caught:
        Mock(side_effect=kind)()
    assert str(caught.value) == ""


def test_text_that_a_program_puts_before_the_message_is_shown() -> None:
    error = NotFoundError("gone", request=RequestInfo("GET", "https://portal.invalid"))
    error.args = (f"invoice 7: {error.args[0]}",)
    assert str(error) == "404 for GET https://portal.invalid: invoice 7: gone"


def test_message_that_is_not_text_is_shown() -> None:
    # As a lazy translation of Django is not.
    message: Any = Path("gone")
    assert str(NotFoundError(message)) == "gone"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_error_with_more_arguments_is_rebuilt_from_them(kind: type[MijnKlantportaalError]) -> None:
    error = error_of(kind)
    error.args += ("invoice 7",)
    rebuilt = type(error)(*error.args)
    assert (type(rebuilt), rebuilt.args) == (kind, ("m", "invoice 7"))
    assert "invoice 7" in str(rebuilt)


def test_rebuilt_errors_share_no_headers() -> None:
    first, second = NotFoundError("m"), NotFoundError("m")
    assert first.headers is not second.headers


# What the portal calls an argument, as Laravel writes it, and what Python calls it.
ARGUMENT_NAMES = [
    ("customer_offers.create_manual", "customerId", "customer_id"),
    ("customer_offers.create_manual", "lines", "lines"),
    ("customer_offers.create_manual", "lines.0.amountExclVat", "lines[0].amount_excl_vat"),
    ("customer_offers.create_manual", "lines[12].amountExclVat", "lines[12].amount_excl_vat"),
    ("customer_offers.create_manual", "lines.*.vatRate", "lines[*].vat_rate"),
    ("customer_offers.create_manual", "lines.0.new.fieldName", "lines[0].new.fieldName"),
    ("customer_offers.create_manual", "newField.0.fieldName", "newField.0.fieldName"),
    ("customer_offers.create_manual", "", ""),
    ("customer_offers.create_manual", "...", "..."),
    ("agreements.create", "documents.1", "documents[1]"),
    ("agreements.create", "signers.0.email", "signers[0].email"),
    ("file_requests.create", "requestedFiles.3.name", "requested_files[3].name"),
    ("customers.update", "customerId", "customer_id"),
]


@pytest.mark.parametrize(("method", "received", "name"), ARGUMENT_NAMES)
def test_unprocessable_entity_error_calls_arguments_by_their_names(
    portal: PortalServer, client: MijnKlantportaal, method: str, received: str, name: str
) -> None:
    body = {"message": "The given data was invalid.", "errors": {received: ["is not valid"]}}
    portal.add_response(body, status=422)
    with pytest.raises(UnprocessableEntityError) as caught:
        METHODS[method].on(client)(**METHODS[method].arguments("required"))
    assert caught.value.errors == {name: ["is not valid"]}
    assert caught.value.body == body
    assert pickle.loads(pickle.dumps(caught.value)).errors == {name: ["is not valid"]}


def test_messages_for_two_names_of_one_argument_are_joined(portal: PortalServer, client: MijnKlantportaal) -> None:
    errors = {"lines.0.vatRate": ["is missing"], "lines[0].vatRate": ["is not a rate"]}
    portal.add_response({"errors": errors}, status=422)
    with pytest.raises(UnprocessableEntityError) as caught:
        METHODS["customer_offers.create_manual"].on(client)(
            **METHODS["customer_offers.create_manual"].arguments("required")
        )
    assert caught.value.errors == {"lines[0].vat_rate": ["is missing", "is not a rate"]}


def test_unprocessable_entity_error_made_by_hand_has_the_names_of_its_body() -> None:
    error = UnprocessableEntityError("m", body={"errors": {"primaryEmail": ["is missing"]}})
    assert error.errors == {"primaryEmail": ["is missing"]}


def test_error_of_a_real_call_pickles_without_token(portal: PortalServer, client: MijnKlantportaal) -> None:
    portal.add_response({"message": "gone"}, status=404)
    with pytest.raises(NotFoundError) as caught:
        client.customer_offers.get("off_1")
    content = pickle.dumps(caught.value)
    assert b"key-for-tests" not in content
    assert pickle.loads(content).headers["content-type"] == "application/json"
    assert json.dumps(pickle.loads(content).body) == '{"message": "gone"}'
