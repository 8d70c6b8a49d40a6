"""respx, pytest-httpx and vcrpy around a client: their responses are used, and their own failures are not hidden."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import respx
import vcr
from pytest_httpx import HTTPXMock
from respx.models import AllMockedAssertionError
from vcr.errors import CannotOverwriteExistingCassetteException
from vcr.record_mode import RecordMode

from mijnklantportaal import (
    APITimeoutError,
    AsyncMijnKlantportaal,
    AuthenticationError,
    ClientOptions,
    MijnKlantportaal,
    RequestEvent,
)
from mijnklantportaal.sandbox import Sandbox

URL = "http://portal.example/v1"
KEY = "very-secret-key"


attempts: list[RequestEvent] = []


@pytest.fixture(autouse=True)
def no_attempts() -> None:
    attempts.clear()


def get(base_url: str, is_async: bool, max_retries: int = 2) -> str:
    """Return the ID of a customer, and add each attempt to `attempts`."""
    options = ClientOptions(max_retries=max_retries, on_request=attempts.append)

    async def program() -> str:
        async with AsyncMijnKlantportaal(api_key=KEY, base_url=base_url, **options) as client:
            return (await client.customers.get("cst_1")).id

    if is_async:
        return asyncio.run(program())
    with MijnKlantportaal(api_key=KEY, base_url=base_url, **options) as client:
        return client.customers.get("cst_1").id


both_clients = pytest.mark.parametrize("is_async", [False, True], ids=["sync", "async"])


@both_clients
@pytest.mark.parametrize("mocker", ["httpcore", "httpx"])
def test_respx_response_is_used(mocker: str, is_async: bool) -> None:
    with respx.mock(using=mocker) as router:
        route = router.get(f"{URL}/customers/cst_1").respond(json={"id": "cst_1"})
        assert get(URL, is_async) == "cst_1"
    assert route.calls.call_count == 1
    assert route.calls.last.request.headers["authorization"] == f"Bearer {KEY}"


@both_clients
@pytest.mark.parametrize("mocker", ["httpcore", "httpx"])
def test_request_that_respx_does_not_expect_raises_its_error_at_once(mocker: str, is_async: bool) -> None:
    with respx.mock(using=mocker, assert_all_called=False) as router:
        router.get(f"{URL}/other").respond()
        with pytest.raises(AllMockedAssertionError, match="not mocked"):
            get(URL, is_async)
    assert len(attempts) == 1


@both_clients
@pytest.mark.parametrize("mocker", ["httpcore", "httpx"])
@pytest.mark.parametrize(("error", "is_sent"), [(httpx.ConnectTimeout, False), (httpx.ReadTimeout, True)])
def test_timeout_that_respx_simulates_is_retried(
    error: type[httpx.TimeoutException], is_sent: bool, mocker: str, is_async: bool
) -> None:
    with respx.mock(using=mocker) as router:
        route = router.get(f"{URL}/customers/cst_1").mock(side_effect=error)
        with pytest.raises(APITimeoutError) as caught:
            get(URL, is_async, max_retries=1)
        assert caught.value.sent is is_sent
        assert route.calls.call_count == 2


@both_clients
def test_exception_of_a_respx_side_effect_passes_through(is_async: bool) -> None:
    error = KeyError("x")
    with respx.mock() as router:
        router.get(f"{URL}/customers/cst_1").mock(side_effect=error)
        with pytest.raises(KeyError) as caught:
            get(URL, is_async)
    assert caught.value is error


@both_clients
def test_pytest_httpx_response_is_used(is_async: bool, httpx_mock: HTTPXMock) -> None:
    httpx_mock.add_response(url=f"{URL}/customers/cst_1", json={"id": "cst_1"})
    assert get(URL, is_async) == "cst_1"


@both_clients
@pytest.mark.httpx_mock(assert_all_requests_were_expected=False, assert_all_responses_were_requested=False)
def test_request_that_pytest_httpx_does_not_expect_raises_its_error_at_once(
    is_async: bool, httpx_mock: HTTPXMock
) -> None:
    httpx_mock.add_response(url=f"{URL}/other")
    with pytest.raises(httpx.TimeoutException, match="No response can be found for GET request"):
        get(URL, is_async)
    assert len(attempts) == len(httpx_mock.get_requests()) == 1


@both_clients
def test_timeout_that_pytest_httpx_simulates_is_retried(is_async: bool, httpx_mock: HTTPXMock) -> None:
    for error in (httpx.ReadTimeout("x"), httpx.TimeoutException("x")):
        httpx_mock.add_exception(error)
    with pytest.raises(APITimeoutError):
        get(URL, is_async, max_retries=1)
    assert len(httpx_mock.get_requests()) == 2


@pytest.fixture
def served() -> Iterator[tuple[Sandbox, str]]:
    sandbox = Sandbox()
    with sandbox.serve() as url:
        yield sandbox, url


def recorder(tmp_path: Path, mode: RecordMode) -> vcr.VCR:
    return vcr.VCR(cassette_library_dir=str(tmp_path), record_mode=mode, filter_headers=["authorization"])


@both_clients
def test_vcrpy_records_and_replays_without_the_token(
    is_async: bool, served: tuple[Sandbox, str], tmp_path: Path
) -> None:
    sandbox, url = served
    customer = sandbox.customers.add()

    async def program() -> list[str]:
        async with AsyncMijnKlantportaal(api_key=sandbox.api_key, base_url=url) as client:
            page = await client.customers.list()
            return [page.data[0].id, (await client.customers.get(page.data[0].id)).id]

    def call() -> list[str]:
        if is_async:
            return asyncio.run(program())
        with MijnKlantportaal(api_key=sandbox.api_key, base_url=url) as client:
            page = client.customers.list()
            return [page.data[0].id, client.customers.get(page.data[0].id).id]

    for _ in range(2):
        with recorder(tmp_path, RecordMode.ONCE).use_cassette("calls.yaml"):
            assert call() == [customer.id] * 2
    assert len(sandbox.requests) == 2
    assert sandbox.api_key not in (tmp_path / "calls.yaml").read_text()


@both_clients
def test_request_that_vcrpy_has_not_recorded_raises_its_error_at_once(is_async: bool, tmp_path: Path) -> None:
    with (
        recorder(tmp_path, RecordMode.NONE).use_cassette("missing.yaml"),
        pytest.raises(CannotOverwriteExistingCassetteException),
    ):
        get(URL, is_async)
    assert len(attempts) == 1


@both_clients
def test_vcrpy_replays_an_error_of_the_portal(is_async: bool, served: tuple[Sandbox, str], tmp_path: Path) -> None:
    sandbox, url = served
    for _ in range(2):
        with recorder(tmp_path, RecordMode.ONCE).use_cassette("error.yaml"), pytest.raises(AuthenticationError):
            get(url, is_async)
    assert len(sandbox.requests) == 1
