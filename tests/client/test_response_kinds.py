"""Responses that are no JSON object, have several statuses, or no body."""

import gzip
from decimal import Decimal
from typing import Any, assert_type

import pytest

from mijnklantportaal import (
    APIConnectionError,
    APIResponseValidationError,
    MijnKlantportaal,
    NotFoundError,
    RawResponse,
    SpecDrift,
)
from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.codec import ResponseCodec
from mijnklantportaal._wire.operation import Operation
from tests.client.clients import ClientFactory, both_clients
from tests.client.fake_clock import FakeClock
from tests.client.messages import TOO_LARGE, TRUNCATED, TRUNCATED_AFTER_SUCCESS
from tests.client.operation_calls import OPTIONS, calling, calling_raw
from tests.client.portal_server import PortalServer
from tests.client.sample_models import CAT, DOG, Cat, Dog
from tests.client.tcp_server import TcpServer, http_response, responding_and_closing

PDF = b"%PDF-1.7\n\x00\xff\r\n{not JSON"


def getting(response: ResponseCodec[Any] | None, method: str = "GET", **options: Any) -> Operation[Any]:
    return Operation("get-value", method, "/values", response=response, **options)


# Responses that are no JSON objects

RESPONSES = [
    pytest.param(codecs.BYTES, PDF, "application/pdf", PDF, id="bytes"),
    pytest.param(codecs.BYTES, b"", "application/pdf", b"", id="no bytes"),
    pytest.param(codecs.TEXT, b"a;b\r\n\xe9", "text/csv; charset=latin-1", "a;b\r\né", id="text"),
    pytest.param(codecs.Array(CAT), b'[{"meow": "x"}]', "application/json", [Cat(meow="x")], id="list"),
    pytest.param(codecs.Array(CAT), b"[]", "application/json", [], id="empty list"),
    pytest.param(codecs.Map(codecs.MONEY), b'{"a": 0.10}', "application/json", {"a": Decimal("0.10")}, id="map"),
    pytest.param(
        codecs.Union((CAT, codecs.Array(CAT))), b'{"meow": "x"}', "application/json", Cat(meow="x"), id="union"
    ),
    pytest.param(codecs.Nullable(CAT), b"null", "application/json", None, id="null"),
    pytest.param(codecs.INTEGER, b"7", "application/json", 7, id="number"),
    pytest.param(codecs.STRING, b'"\\u00e9"', "application/json", "é", id="string"),
]


@both_clients
@pytest.mark.parametrize("is_compressed", [False, True], ids=["plain", "gzip"])
@pytest.mark.parametrize(("codec", "content", "media_type", "result"), RESPONSES)
def test_response_is_parsed_by_its_codec(
    portal: PortalServer,
    client_factory: ClientFactory,
    codec: ResponseCodec[Any],
    content: bytes,
    media_type: str,
    result: Any,
    is_compressed: bool,
) -> None:
    if is_compressed:
        portal.add_response(gzip.compress(content), Content_Type=media_type, Content_Encoding="gzip")
    else:
        portal.add_response(content, Content_Type=media_type)
    with client_factory(base_url=portal.url, strict=True) as perform:
        parsed = perform(calling(getting(codec)))
        raw: RawResponse[Any] = perform(calling_raw(getting(codec)))
    assert parsed == result
    assert type(parsed) is type(result)
    assert raw.content == content
    assert raw.parse() == result


@both_clients
@pytest.mark.parametrize(("accept", "header"), [(None, "application/json"), ("application/pdf", "application/pdf")])
def test_accept_header_is_that_of_the_operation(
    portal: PortalServer, client_factory: ClientFactory, accept: str | None, header: str
) -> None:
    portal.add_response(PDF)
    with client_factory(base_url=portal.url) as perform:
        perform(calling(getting(codecs.BYTES, accept=accept)))
    assert portal.request.headers.get_all("Accept") == [header]


@both_clients
@pytest.mark.parametrize("is_strict", [False, True], ids=["lenient", "strict"])
@pytest.mark.parametrize(
    ("codec", "content"),
    [
        (codecs.Array(CAT), b"{}"),
        (codecs.Array(CAT), b"null"),
        (codecs.Array(CAT), b""),
        (codecs.Map(codecs.INTEGER), b"[]"),
        (codecs.Union((CAT, DOG)), b"[]"),
        (codecs.INTEGER, b"<html>"),
    ],
)
def test_response_of_another_json_type_raises_in_either_mode(
    portal: PortalServer,
    client_factory: ClientFactory,
    codec: ResponseCodec[Any],
    content: bytes,
    is_strict: bool,
) -> None:
    portal.add_response(content)
    with (
        client_factory(base_url=portal.url, strict=is_strict) as perform,
        pytest.raises(APIResponseValidationError, match="succeeded with 200, but the body is") as caught,
    ):
        perform(calling(getting(codec)))
    assert caught.value.body == content


@both_clients
@pytest.mark.parametrize(
    ("codec", "received", "path"),
    [
        (codecs.Array(codecs.INTEGER), ["x"], "[]"),
        (codecs.Map(codecs.INTEGER), {"a": "x"}, "{}"),
        (codecs.Array(CAT), [{"meow": 1}], "[].meow"),
        (codecs.INTEGER, "x", ""),
        (codecs.Union((CAT, DOG)), {}, ""),
    ],
)
def test_deviation_in_a_response_is_reported_or_raised_with_its_place(
    portal: PortalServer, client_factory: ClientFactory, codec: ResponseCodec[Any], received: Any, path: str
) -> None:
    portal.add_response(received)
    reports: list[SpecDrift] = []
    with client_factory(base_url=portal.url, on_drift=reports.append) as perform:
        perform(calling(getting(codec)))
    assert [report.path for report in reports] == [path]
    with (
        client_factory(base_url=portal.url, strict=True) as perform,
        pytest.raises(APIResponseValidationError) as caught,
    ):
        perform(calling(getting(codec)))
    assert f"but {path or 'the body'} should be " in str(caught.value)


@both_clients
@pytest.mark.parametrize("codec", [codecs.BYTES, codecs.TEXT], ids=["bytes", "text"])
def test_response_that_is_too_large_raises(client_factory: ClientFactory, codec: ResponseCodec[Any]) -> None:
    compressed = gzip.compress(b"x" * 5000)
    for response in (http_response(b"x" * 5000), http_response(compressed, "Content-Encoding: gzip")):
        with (
            TcpServer(response) as server,
            client_factory(base_url=server.url, max_response_size=4999) as perform,
            pytest.raises(APIResponseValidationError, match=TOO_LARGE),
        ):
            perform(calling(getting(codec)))


@both_clients
@pytest.mark.parametrize("codec", [codecs.BYTES, codecs.TEXT], ids=["bytes", "text"])
def test_response_that_is_truncated_is_fetched_again_if_it_was_read(
    client_factory: ClientFactory, codec: ResponseCodec[Any], clock: FakeClock
) -> None:
    truncated = responding_and_closing(http_response(b"half", length=8))
    with TcpServer(truncated) as server, client_factory(base_url=server.url, max_retries=1) as perform:
        with pytest.raises(APIConnectionError, match=TRUNCATED):
            perform(calling(getting(codec)))
        assert len(server.requests) == 2
        with pytest.raises(APIResponseValidationError, match=TRUNCATED_AFTER_SUCCESS) as caught:
            perform(calling(getting(codec, "POST")))
        assert caught.value.body == b"half"
        assert len(server.requests) == 3


@both_clients
def test_error_of_a_binary_operation_has_the_message_of_its_json(
    portal: PortalServer, client_factory: ClientFactory
) -> None:
    portal.add_response({"message": "No such file."}, status=404)
    with client_factory(base_url=portal.url) as perform, pytest.raises(NotFoundError, match="No such file"):
        perform(calling(getting(codecs.BYTES, accept="application/pdf")))


# Several successful statuses

SEVERAL: dict[int, ResponseCodec[Any] | None] = {204: None, 202: codecs.Array(codecs.STRING), 206: codecs.BYTES}


@both_clients
@pytest.mark.parametrize(
    ("status", "content", "result"),
    [
        (200, b'{"meow": "x"}', Cat(meow="x")),
        (201, b'{"meow": "x"}', Cat(meow="x")),
        (202, b'["x"]', ["x"]),
        (204, b"", None),
        (206, PDF, PDF),
    ],
)
def test_each_status_has_its_own_response(
    portal: PortalServer, client_factory: ClientFactory, status: int, content: bytes, result: Any
) -> None:
    portal.add_response(content, status=status)
    operation = getting(CAT, "POST", other_responses=SEVERAL)
    with client_factory(base_url=portal.url, strict=True) as perform:
        assert perform(calling(operation)) == result
        raw = perform(calling_raw(operation))
    assert (raw.status_code, raw.content, raw.parse()) == (status, content, result)


@both_clients
@pytest.mark.parametrize("content", [b"", b'["x"]', b"<html>"], ids=["empty", "list", "html"])
def test_status_without_body_ignores_one(portal: PortalServer, client_factory: ClientFactory, content: bytes) -> None:
    # 204 itself never has a body in HTTP.
    portal.add_response(content, status=202)
    with client_factory(base_url=portal.url, strict=True) as perform:
        assert perform(calling(getting(CAT, other_responses={202: None}))) is None


@both_clients
@pytest.mark.parametrize(("status", "content"), [(200, b""), (202, b""), (202, b"{}"), (204, b""), (205, b"")])
def test_status_with_body_that_has_none_raises(
    portal: PortalServer, client_factory: ClientFactory, status: int, content: bytes
) -> None:
    portal.add_response(content, status=status)
    operation = getting(CAT, other_responses={202: codecs.Array(codecs.STRING)})
    with client_factory(base_url=portal.url) as perform, pytest.raises(APIResponseValidationError, match="the body is"):
        perform(calling(operation))


@both_clients
def test_operation_without_body_can_have_a_status_with_one(portal: PortalServer, client_factory: ClientFactory) -> None:
    operation = getting(None, other_responses={202: codecs.STRING})
    portal.add_response(b"ignored", status=200)
    portal.add_response(b'"later"', status=202)
    with client_factory(base_url=portal.url) as perform:
        assert perform(calling(operation)) is None
        assert perform(calling(operation)) == "later"


@both_clients
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_truncated_response_succeeds_only_if_its_status_has_no_body(
    client_factory: ClientFactory, method: str, clock: FakeClock
) -> None:
    operation = getting(CAT, method, other_responses={202: None})
    truncated = responding_and_closing(http_response(b"half", status="202 Accepted", length=8))
    with TcpServer(truncated) as server, client_factory(base_url=server.url) as perform:
        assert perform(calling(operation)) is None
        assert len(server.requests) == 1
    truncated = responding_and_closing(http_response(b"half", length=8))
    with (
        TcpServer(truncated) as server,
        client_factory(base_url=server.url, max_retries=0) as perform,
        pytest.raises(APIConnectionError if method == "GET" else APIResponseValidationError),
    ):
        perform(calling(operation))


@both_clients
def test_too_large_response_succeeds_if_its_status_has_no_body(client_factory: ClientFactory) -> None:
    response = http_response(b"x" * 50, status="202 Accepted")
    with TcpServer(response) as server, client_factory(base_url=server.url, max_response_size=9) as perform:
        assert perform(calling(getting(CAT, other_responses={202: None}))) is None


@both_clients
def test_page_of_a_status_without_body_is_empty(portal: PortalServer, client_factory: ClientFactory) -> None:
    portal.add_response(b"", status=204)
    cats: Operation[codecs.PageData[Cat]] = Operation(
        "list-cats", "GET", "/cats", response=codecs.PageOf(CAT), other_responses={204: None}
    )
    with client_factory(base_url=portal.url, strict=True) as perform:
        page = perform(lambda client: client._sender.list(cats, {}, OPTIONS))
    assert (page.data, page.has_next_page) == ([], False)
    assert not page


def test_connection_is_used_again_after_a_binary_response() -> None:
    with (
        TcpServer(http_response(PDF)) as server,
        MijnKlantportaal(api_key="k", base_url=server.url) as client,
    ):
        for _ in range(3):
            assert client._sender.call(getting(codecs.BYTES), {}, OPTIONS) == PDF
        assert server.accepted == 1


PET: Operation[Cat | Dog] = Operation("a", "GET", "/a", response=codecs.Union((CAT, DOG)))
PETS: Operation[list[Cat | Dog | None]] = Operation(
    "b", "GET", "/b", response=codecs.Array(codecs.Nullable(codecs.Union((CAT, DOG), "kind", {"cat": 0, "dog": 1})))
)
BY_NAME: Operation[dict[str, Cat] | None] = Operation(
    "c", "GET", "/c", response=codecs.Map(CAT), other_responses={204: None}
)
FILE: Operation[bytes | str] = Operation(
    "d", "GET", "/d", response=codecs.BYTES, other_responses={202: codecs.TEXT}, accept="application/pdf"
)


def test_result_has_the_type_that_the_operation_states(portal: PortalServer) -> None:
    for response in ({"meow": "x"}, [None], {"a": {"meow": "x"}}, PDF):
        portal.add_response(response)
    with MijnKlantportaal(api_key="k", base_url=portal.url) as client:
        call = client._sender.call
        assert assert_type(call(PET, {}, OPTIONS), Cat | Dog) == Cat(meow="x")
        assert assert_type(call(PETS, {}, OPTIONS), list[Cat | Dog | None]) == [None]
        assert assert_type(call(BY_NAME, {}, OPTIONS), dict[str, Cat] | None) == {"a": Cat(meow="x")}
        assert assert_type(call(FILE, {}, OPTIONS), bytes | str) == PDF
