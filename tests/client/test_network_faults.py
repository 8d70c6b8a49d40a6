"""The outcomes of calls when something goes wrong on the network, with a real server and both clients."""

import re
import threading
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import trustme

from mijnklantportaal import APIError, APIResponseValidationError, APIStatusError, APITimeoutError, ClientOptions
from tests.client.clients import (
    API_KEY,
    Call,
    ClientFactory,
    both_clients,
    read,
    write,
)
from tests.client.descriptors import open_descriptors
from tests.client.fake_clock import FakeClock
from tests.client.messages import NOT_FOLLOWED, TOO_LARGE
from tests.client.network_faults import FAULTS, TIMEOUT, Fault, Outcome, docs_table
from tests.client.tcp_server import (
    GOOD,
    Connection,
    TcpServer,
    bomb,
    http_response,
    redirect,
    responding,
    responding_with_bomb,
)
from tests.client.waiting import no_hang

DOCS = Path(__file__).parents[2] / "docs" / "faults.md"


def read_without_retries(client: Any) -> Any:
    return client.customer_offers.get("off_1", max_retries=0)


calls = pytest.mark.parametrize("call", [read, write])


@pytest.fixture(autouse=True, scope="module")
def one_authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let clients read the certificate of one authority: reading those of the system takes longer than a test."""
    path = tmp_path_factory.mktemp("authorities") / "one.pem"
    trustme.CA().cert_pem.write_to_path(path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSL_CERT_FILE", str(path))
        yield


@pytest.fixture(autouse=True, scope="module")
def compressed_bomb() -> None:
    """Compress the bomb before the calls that have a timeout."""
    bomb()


def assert_outcome(outcome: Outcome, result: Any) -> None:
    if outcome.error is None:
        assert result.id == "id_of_a_good_response"
        return
    assert type(result) is outcome.error
    assert re.search(outcome.message, str(result))
    assert API_KEY not in str(result)
    assert result.attempts == outcome.attempts
    assert getattr(result, "sent", None) == outcome.sent
    assert getattr(result, "status_code", None) == outcome.status_code
    assert getattr(result, "request_succeeded", False) == issubclass(outcome.error, APIResponseValidationError)


@both_clients
@calls
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_fault_has_documented_outcome_and_client_still_works(
    fault: Fault, call: Call, client_factory: ClientFactory, clock: FakeClock
) -> None:
    outcome = fault.read if call is read else fault.write
    requests = fault.calls - 1 + outcome.attempts if fault.is_request_read else 0
    descriptors = open_descriptors()
    with TcpServer(fault.handler or GOOD, is_listening=fault.handler is not None) as server:
        with client_factory(base_url=server.url, timeout=fault.timeout, max_retries=fault.max_retries) as perform:
            for _ in range(fault.calls - 1):
                perform(call)
                assert server.settles(connections=1)
            with no_hang():
                try:
                    result = perform(lambda client: call(client.with_options(**fault.options)))
                except APIError as error:
                    result = error
            assert_outcome(outcome, result)
            assert server.settles(connections=1, requests=requests)
            assert len(server.requests) == requests

            server.handler = responding(GOOD)
            if fault.handler is None:
                server.listen()
            assert perform(read_without_retries).id == "id_of_a_good_response"
            # A connection that cannot be used again is not kept besides the one that can.
            assert server.settles(connections=1)
        assert server.settles(connections=0)
        assert len(server.requests) == requests + 1
    assert open_descriptors() <= descriptors


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_no_row_retries_a_write_that_was_sent(fault: Fault) -> None:
    assert fault.write.attempts == 1 or fault.write.sent is False


@both_clients
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirect_does_not_send_the_token_elsewhere(status: int, client_factory: ClientFactory) -> None:
    with TcpServer(GOOD) as elsewhere, TcpServer(redirect(status, f"{elsewhere.url}/customer-offers/off_1")) as server:
        with client_factory(base_url=server.url) as perform, pytest.raises(APIStatusError, match=NOT_FOLLOWED):
            perform(read)
        assert elsewhere.accepted == 0
        assert len(server.requests) == 1


@both_clients
@calls
def test_bytes_after_a_response_are_not_the_response_to_the_next_call(
    call: Call, client_factory: ClientFactory
) -> None:
    numbers = iter(range(1, 9))

    def respond_twice(connection: Connection) -> None:
        responding(b"".join(http_response(b'{"id": "number %d"}' % next(numbers)) for _ in range(2)))(connection)

    with TcpServer(respond_twice) as server, client_factory(base_url=server.url) as perform:
        assert perform(call).id == "number 1"
        assert perform(call).id == "number 3"


@both_clients
@pytest.mark.parametrize("size", [None, 1_000_000], ids=["default limit", "own limit"])
def test_compression_bomb_uses_little_memory(size: int | None, client_factory: ClientFactory) -> None:
    options: ClientOptions = {} if size is None else {"max_response_size": size}
    with TcpServer(responding_with_bomb) as server, client_factory(base_url=server.url, **options) as perform:
        tracemalloc.start()
        try:
            with pytest.raises(APIResponseValidationError, match=f"{TOO_LARGE}, {size or 33_554_432} bytes"):
                perform(read)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    # The allowed size, twice while it is passed on, and a margin.
    assert peak < 2 * (size or 33_554_432) + 40_000_000


@both_clients
def test_request_that_is_received_slowly_ends_at_its_deadline(client_factory: ClientFactory) -> None:
    client_has_ended = threading.Event()

    def receive_slowly(connection: Connection) -> None:
        # Each write ends in time, and the whole request would take longer than the hang guard.
        while connection.socket.recv(100_000) and not client_has_ended.wait(0.1):
            pass
        connection.wait_for_end()

    with TcpServer(receive_slowly) as server:
        with client_factory(base_url=server.url, timeout=TIMEOUT) as perform:
            with no_hang(), pytest.raises(APITimeoutError) as caught:
                perform(lambda client: client.tickets.add_message("tic_1", message="x" * 30_000_000))
            client_has_ended.set()
            assert (caught.value.attempts, caught.value.sent) == (1, True)
        assert server.settles(connections=0)


def test_docs_table_equals_the_faults() -> None:
    rows = re.findall(r"^\| .+ \|$", DOCS.read_text(encoding="utf-8"), re.MULTILINE)
    # Where they differ, the rows of docs/faults.md are to be replaced by this table.
    assert "\n".join(rows[1:]) == docs_table()
