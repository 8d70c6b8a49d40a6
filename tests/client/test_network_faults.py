"""What users see when something goes wrong on the wire, against a real server, for both clients."""

import os
import re
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import trustme

from mijnklantportaal import APIConnectionError, APIError, APIResponseValidationError, APIStatusError, APITimeoutError
from tests.client.faults import (
    FAULTS,
    FORMS,
    GOOD,
    METHODS,
    TOKEN,
    Call,
    Fault,
    Form,
    Outcome,
    bomb,
    bombing,
    http,
    read,
    redirect,
    write,
)
from tests.client.raw_server import Connection, TcpServer, answering

DOCUMENT = Path(__file__).parents[2] / "docs" / "faults.md"
OPEN_FILES = Path("/proc/self/fd")


def read_once(client: Any) -> Any:
    return client.customer_offers.get("off_1", max_retries=0)


forms = pytest.mark.parametrize("form", FORMS)
methods = pytest.mark.parametrize("method", METHODS)


@pytest.fixture(autouse=True, scope="module")
def few_authorities(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Reading the certificates of all authorities takes longer than the rest of a test."""
    path = tmp_path_factory.mktemp("authorities") / "one.pem"
    trustme.CA().cert_pem.write_to_path(path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSL_CERT_FILE", str(path))
        yield


@pytest.fixture(autouse=True, scope="module")
def ready_bomb() -> None:
    """Compressing takes longer than the calls that are timed."""
    bomb()


@contextmanager
def nothing_left_open() -> Iterator[None]:
    """Fails when more files and sockets are open at the end than at the beginning, where the system can tell."""
    before = count_of_open_files()
    yield
    assert count_of_open_files() <= before


def count_of_open_files() -> int:
    return len(os.listdir(OPEN_FILES)) if OPEN_FILES.exists() else 0


def assert_outcome(outcome: Outcome, result: Any) -> None:
    if outcome.error is None:
        assert result.id == "id_of_a_good_answer"
        return
    assert type(result) is outcome.error
    assert re.search(outcome.message, str(result))
    assert TOKEN not in str(result)
    assert result.attempts == outcome.attempts
    assert getattr(result, "sent", None) == outcome.sent
    assert getattr(result, "status_code", None) == outcome.status_code
    assert getattr(result, "request_succeeded", False) == issubclass(outcome.error, APIResponseValidationError)


@forms
@methods
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_fault_has_documented_outcome_and_client_still_works(
    fault: Fault, method: Call, form: Form, clock: FakeClock
) -> None:
    outcome: Outcome = getattr(fault, method.__name__)
    # A write that may have been done is not done twice, so its attempts are one.
    requests = fault.calls - 1 + outcome.attempts if fault.is_request_read else 0
    with nothing_left_open(), TcpServer(fault.answer or GOOD, is_listening=fault.answer is not None) as server:
        with form(base_url=server.url, timeout=fault.timeout, max_retries=2) as client:
            for _ in range(fault.calls - 1):
                client(method)
                assert server.settles(connections=1)
            start = time.monotonic()
            try:
                result = client(lambda made: method(made.with_options(**fault.options)))
            except APIError as error:
                result = error
            assert time.monotonic() - start < 4
            assert_outcome(outcome, result)
            assert server.settles(connections=1, requests=requests)
            assert len(server.requests) == requests

            server.answer = answering(GOOD)
            if fault.answer is None:
                server.listen()
            assert client(read_once).id == "id_of_a_good_answer"
            # A connection that can't be used any more is not kept beside the one that can.
            assert server.settles(connections=1)
        assert server.settles(connections=0)
        assert len(server.requests) == requests + 1


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_no_row_retries_a_write_that_was_sent(fault: Fault) -> None:
    assert fault.write.attempts == 1 or fault.write.sent is False


@forms
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirect_does_not_send_the_token_elsewhere(status: int, form: Form) -> None:
    with TcpServer(GOOD) as elsewhere, TcpServer(redirect(status, f"{elsewhere.url}/customer-offers/off_1")) as server:
        with form(base_url=server.url) as client, pytest.raises(APIStatusError, match="which is not followed"):
            client(read)
        assert elsewhere.accepted == 0
        assert len(server.requests) == 1


@forms
@methods
def test_bytes_after_a_response_are_not_the_response_to_the_next_call(method: Call, form: Form) -> None:
    numbers = iter(range(1, 9))

    def answer_twice(connection: Connection) -> None:
        answering(b"".join(http(b'{"id": "number %d"}' % next(numbers)) for _ in range(2)))(connection)

    with TcpServer(answer_twice) as server, form(base_url=server.url) as client:
        assert client(method).id == "number 1"
        assert client(method).id == "number 3"


@forms
@pytest.mark.parametrize("size", [None, 1_000_000], ids=["default", "own limit"])
def test_compression_bomb_uses_little_memory(size: int | None, form: Form) -> None:
    options = {} if size is None else {"max_response_size": size}
    with TcpServer(bombing) as server, form(base_url=server.url, **options) as client:
        tracemalloc.start()
        try:
            with pytest.raises(APIResponseValidationError, match=f"{size or 33_554_432} bytes, which is max_response"):
                client(read)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    # What is allowed, twice while it is handed on, and some room.
    assert peak < 2 * (size or 33_554_432) + 40_000_000


@forms
def test_request_that_is_received_slowly_ends_at_its_deadline(form: Form) -> None:
    def take_slowly(connection: Connection) -> None:
        # Fast enough for each step to end in time, and not fast enough for all of them.
        while connection.socket.recv(100_000) and not connection.server.closing.wait(0.02):
            pass

    with TcpServer(take_slowly) as server:
        with form(base_url=server.url, timeout=0.5) as client:
            start = time.monotonic()
            with pytest.raises(APITimeoutError) as caught:
                client(lambda made: made.tickets.add_message("tic_1", message="x" * 30_000_000))
            assert time.monotonic() - start < 4
            assert (caught.value.attempts, caught.value.sent) == (1, True)
        assert server.settles(connections=0)


def described(outcome: Outcome, method: Call) -> str:
    if outcome.error is None:
        return "the answer"
    status = f" ({outcome.status_code})" if issubclass(outcome.error, APIStatusError) else ""
    sent = f", `sent={outcome.sent}`" if method is write and issubclass(outcome.error, APIConnectionError) else ""
    return f"`{outcome.error.__name__}`{status}{sent}"


def test_docs_table_equals_the_faults() -> None:
    rows = re.findall(r"^\| (.+?) \| (.+?) \| (.+?) \| (.+?) \|$", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    again = {(1, 1): "no", (3, 1): "reads", (2, 1): "reads", (3, 3): "both"}
    assert rows[0] == ("what happens", "what you see for a read", "for a write", "is it tried again")
    assert rows[1:] == [
        (
            fault.name,
            described(fault.read, read),
            described(fault.write, write),
            again[fault.read.attempts, fault.write.attempts],
        )
        for fault in FAULTS
    ]
