"""The sandbox as an HTTP server: the command `python -m mijnklantportaal.sandbox`, and `Sandbox.serve`."""

import gc
import json
import logging
import os
import re
import shlex
import shutil
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

import mijnklantportaal
import mijnklantportaal_api
from mijnklantportaal import SpecDrift, Upload
from mijnklantportaal.sandbox import Factory, Sandbox
from mijnklantportaal.sandbox.__main__ import main, reachable_address
from mijnklantportaal.sandbox._demo_data import add_demo_data
from mijnklantportaal_api import spec
from tests.sandbox.delivery_receivers import Receiver

PATHS = [str(Path(package.__file__ or "").parents[1]) for package in (mijnklantportaal, mijnklantportaal_api)]
# Seconds after which a test fails instead of hanging. No test depends on this much time passing.
DEADLINE = 120

AUTHORIZED = {"Authorization": "Bearer sandbox-key"}
DISCONNECTED = (httpx.ReadError, httpx.RemoteProtocolError)

# Without the proxies of the environment, and without loading CA certificates, which is slow.
HTTP = httpx.Client(verify=False, trust_env=False, timeout=DEADLINE)

can_interrupt = pytest.mark.skipif(os.name == "nt", reason="Windows cannot send Ctrl-C to a single process")


@pytest.fixture(scope="module", autouse=True)
def _close_client() -> Iterator[None]:
    with HTTP:
        yield


# A program that uses OAuth, with the variables of the greeting.
SHOW_CONSENT_PAGE = """
from mijnklantportaal import OAuthError
from mijnklantportaal.oauth import OAuth, Scope

oauth = OAuth(redirect_uri="http://localhost/")
url, state = oauth.authorization_url([Scope.TICKETS_READ])
print(url)
try:
    oauth.fetch_tokens(f"http://localhost/?code=unknown&state={state}", state=state)
except OAuthError as error:
    print(error.error)
"""


class Command:
    """A running `python -m mijnklantportaal.sandbox`.

    Args:
        process: Its process.
        greeting: Its output so far.
    """

    def __init__(self, process: "subprocess.Popen[str]", greeting: str) -> None:
        self.greeting = greeting
        self._process = process

    @property
    def url(self) -> str:
        match = re.search(r"^MijnKlantportaal sandbox at (\S+), with", self.greeting, re.MULTILINE)
        assert match
        return match[1]

    def read_line(self) -> str:
        """Wait for the next line of its output."""
        assert self._process.stdout
        return self._process.stdout.readline()

    def interrupt(self) -> tuple[int, str, str]:
        """Send Ctrl-C, and return the exit status, the further output and the errors."""
        self._process.send_signal(signal.SIGINT)
        assert self._process.stdout
        assert self._process.stderr
        out, errors = self._process.stdout.read(), self._process.stderr.read()
        return self._process.wait(), out, errors


def environment(folder: Path, *missing: str) -> dict[str, str]:
    """Return environment variables with which these modules appear as not installed."""
    for name in missing:
        text = f"raise ModuleNotFoundError('No module named {name}', name={name!r})"
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    # The command must flush its output itself.
    return {**os.environ, "PYTHONUNBUFFERED": "", "PYTHONPATH": os.pathsep.join([str(folder), *PATHS])}


@contextmanager
def command(folder: Path, *arguments: str, until: str = "The data is not saved.") -> Iterator[Command]:
    """Run the command, and wait for the end of its greeting."""
    line = [sys.executable, "-W", "error", "-m", "mijnklantportaal.sandbox", *arguments]
    with subprocess.Popen(
        line, env=environment(folder), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        watch = threading.Timer(DEADLINE, process.kill)
        watch.start()
        assert process.stdout
        try:
            greeting = ""
            while until not in greeting:
                text = process.stdout.readline()
                assert text, greeting
                greeting += text
            yield Command(process, greeting)
        finally:
            watch.cancel()
            process.kill()


def run_python(folder: Path, code: str, **variables: str) -> str:
    completed = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        env=environment(folder) | variables, capture_output=True, text=True, encoding="utf-8", timeout=DEADLINE,
    )  # fmt: skip
    assert completed.returncode == 0, completed.stderr
    return completed.stdout


def exported(greeting: str) -> dict[str, str]:
    """Return the environment variables of the `export` lines."""
    return dict(re.findall(r"^    export (\w+)=(\S+)$", greeting, re.MULTILINE))


@can_interrupt
def test_command_greeting_works_and_interrupt_exits_cleanly(tmp_path: Path) -> None:
    with command(tmp_path, "--port", "0") as running:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/v1", running.url)
        assert f"{running.url}, with demo data\n" in running.greeting
        assert "Other machines" not in running.greeting
        assert exported(running.greeting) == {
            "MIJNKLANTPORTAAL_BASE_URL": running.url,
            "MIJNKLANTPORTAAL_API_KEY": "sandbox-key",
            "MIJNKLANTPORTAAL_OAUTH_URL": running.url.removesuffix("/v1"),
            "MIJNKLANTPORTAAL_CLIENT_ID": "sandbox-application",
            "MIJNKLANTPORTAAL_CLIENT_SECRET": "sandbox-secret",
        }
        indented = [line[4:] for line in running.greeting.splitlines() if line.startswith("    ")]
        snippet = "\n".join(line for line in indented if not line.startswith(("curl", "export")))
        assert run_python(tmp_path, snippet).splitlines()[-1] == "cst_abc12345def678 Bakkerij Jansen"

        (line,) = (line for line in indented if line.startswith("curl"))
        curl = shlex.split(line)
        headers = dict([curl[curl.index("-H") + 1].split(": ", 1)])
        customers = HTTP.get(curl[-1], headers=headers)
        assert [customer["companyName"] for customer in customers.json()["data"]] == [
            "Bloemen van Dijk",
            "Bakkerij Jansen",
        ]
        if shutil.which("curl"):
            by_curl = subprocess.run([*curl, "--silent"], capture_output=True, check=True, timeout=DEADLINE).stdout
            assert by_curl == customers.content

        urls = dict(re.findall(r"^(.+?): +(\S+)$", running.greeting, re.MULTILINE))
        assert HTTP.get(urls["OpenAPI spec"]).json()["servers"] == [{"url": running.url}]
        consent = run_python(tmp_path, SHOW_CONSENT_PAGE, **exported(running.greeting)).splitlines()
        assert consent[0].startswith(urls["OAuth authorization"])
        assert HTTP.get(consent[0]).status_code == 200
        assert consent[1] == "invalid_grant"

        # While connections are open.
        assert running.interrupt() == (0, "\nStopped.\n", "")


@can_interrupt
def test_command_runs_the_quick_start_of_the_readme(tmp_path: Path) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    quick_start, asynchronous = re.findall(r"^```python\n(.*?)^```", readme, re.DOTALL | re.MULTILINE)
    (printed,) = re.findall(r"^```text\n(.*?)^```", readme, re.DOTALL | re.MULTILINE)
    with command(tmp_path) as running:
        assert run_python(tmp_path, quick_start, **exported(running.greeting)) == printed
        output = run_python(tmp_path, asynchronous, **exported(running.greeting))
        assert output == "Bloemen van Dijk\nBakkerij Jansen\n"


@can_interrupt
def test_command_calls_webhooks_and_prints_each_call(tmp_path: Path, shop: Receiver) -> None:
    with command(tmp_path) as running:
        webhooks = [{"type": "customer-created", "url": url} for url in (shop.url, "https://shop.example/")]
        secrets = [
            HTTP.post(f"{running.url}/webhooks", headers=AUTHORIZED, json=webhook).json()["secret"]
            for webhook in webhooks
        ]
        customer = {"companyName": "a", "address": "a", "zipCode": "z", "city": "c", "primaryEmail": "a@b.nl"}
        created = HTTP.post(f"{running.url}/customers", headers=AUTHORIZED, json=customer).json()
        # The greeting ends with an empty line.
        _, made, refused = (running.read_line() for _ in range(3))
        assert re.fullmatch(rf"customer-created to {shop.url}: 204 in \d+\.\d{{3}} s\n", made)
        assert refused.startswith("customer-created to https://shop.example/: not sent: the URL is not one of this ")
        (call,) = shop.calls
        assert (call.signatures, call.json["data"]) == (secrets[:1], created)
        offer = {"customerId": created["id"], "offerNumber": "1", "issuedAt": "2026-03-01", "expiresAt": "2026-04-01"}
        HTTP.post(f"{running.url}/webhooks", headers=AUTHORIZED, json={"type": "offer-created", "url": shop.url})
        HTTP.post(f"{running.url}/customer-offers/manual", headers=AUTHORIZED, json={**offer, "lines": []})
        assert running.read_line().startswith("offer-created to ")
        assert shop.calls[-1].json["data"]["links"]["customer"]["href"].startswith(f"{running.url}/customers/cst_")
        code, out, errors = running.interrupt()
        assert (code, errors) == (0, "")
        assert [text for text in secrets if text in made + refused + out] == []


def test_demo_data_contains_every_example_id_of_the_spec() -> None:
    sandbox = Sandbox()
    add_demo_data(sandbox)
    schemas = json.loads(spec())["components"]["schemas"]
    for name, factory in vars(sandbox).items():
        if isinstance(factory, Factory):
            component = sandbox._state.spec.collections[name].component
            assert schemas[component]["properties"]["id"]["example"] in [item.id for item in factory], name


def test_demo_data_matches_the_spec() -> None:
    sandbox = Sandbox(rate_limit=None)
    add_demo_data(sandbox)
    drift: list[SpecDrift] = []
    client = sandbox.client(on_drift=drift.append)
    for name in Sandbox.__annotations__:
        for item in getattr(sandbox, name):
            if hasattr(getattr(client, name, None), "get"):
                assert getattr(client, name).get(item.id) == item
    assert drift == []


@can_interrupt
def test_command_exits_at_once_while_responses_are_pending(tmp_path: Path) -> None:
    with command(tmp_path, "--latency", "600") as running:
        address = httpx.URL(running.url)
        # One client that has given up, and one that still waits.
        with pytest.raises(httpx.ReadTimeout):
            HTTP.get(running.url, timeout=httpx.Timeout(DEADLINE, read=0.2))
        with socket.create_connection((address.host, address.port or 0)) as waiting:
            waiting.sendall(b"GET /v1/customers HTTP/1.1\r\nHost: localhost\r\n\r\n")
            with pytest.raises(httpx.ReadTimeout):
                HTTP.get(running.url, timeout=httpx.Timeout(DEADLINE, read=0.2))
            assert running.interrupt() == (0, "\nStopped.\n", "")


@can_interrupt
def test_command_without_seed_data_warns_when_other_machines_can_connect(tmp_path: Path) -> None:
    with command(tmp_path, "--host", "0.0.0.0", "--seed-data", "none", until="is public.") as running:
        warning = "Other machines can reach this server: it listens on 0.0.0.0, and its API key is public."
        assert warning in running.greeting
        assert re.search(r"sandbox at http://127\.0\.0\.1:\d+/v1, without data\n", running.greeting)
        assert exported(running.greeting)["MIJNKLANTPORTAAL_BASE_URL"] == running.url
        for path in ("/customers", "/customer-offers", "/tickets"):
            assert HTTP.get(running.url + path, headers=AUTHORIZED).json()["data"] == []
        assert running.interrupt()[::2] == (0, "")


@pytest.mark.parametrize(
    ("host", "address", "expected"),
    [
        ("127.0.0.1", "http://127.0.0.1:80/v1", "http://127.0.0.1:80/v1"),
        ("localhost", "http://localhost:80/v1", "http://localhost:80/v1"),
        ("0.0.0.0", "http://0.0.0.0:80/v1", "http://127.0.0.1:80/v1"),
        ("::", "http://[::]:80/v1", "http://[::1]:80/v1"),
        ("::1", "http://[::1]:80/v1", "http://[::1]:80/v1"),
    ],
)
def test_greeting_address_is_reachable_for_wildcard_hosts(host: str, address: str, expected: str) -> None:
    assert reachable_address(address, host) == expected


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--port", "nonsense"], "argument --port: nonsense is not a valid port: it must be a number from 0 to 65535"),
        (["--port", "65536"], "argument --port: 65536 is not a valid port"),
        (["--port", "-1"], "argument --port: -1 is not a valid port"),
        (["--port", "٣"], "argument --port: ٣ is not a valid port"),
        (["--latency", "soon"], "argument --latency: soon is not a valid number of seconds, such as 0.2"),
        (["--latency", "-1"], "argument --latency: -1 is not a valid number of seconds"),
        (["--latency", "nan"], "argument --latency: nan is not a valid number of seconds"),
        (["--latency", "inf"], "argument --latency: inf is not a valid number of seconds"),
        (["--token-lifetime", "0"], "argument --token-lifetime: 0 is not a valid lifetime: it must be from 1 second"),
        (["--token-lifetime", "1e300"], "argument --token-lifetime: 1e300 is not a valid lifetime"),
        (["--seed-data", "other"], "argument --seed-data: invalid choice: 'other'"),
        (["--color"], "unrecognized arguments: --color"),
    ],
)
def test_command_rejects_invalid_arguments(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    out, errors = capsys.readouterr()
    assert out == ""
    assert errors.splitlines()[-1].startswith(f"python -m mijnklantportaal.sandbox: error: {message}")


def test_command_reports_a_port_in_use(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["--port", str(port)]) == 1
        with pytest.raises(OSError, match=str(port)), Sandbox().serve(port=port):
            pass
    out, errors = capsys.readouterr()
    assert out == ""
    assert errors.startswith(f"the sandbox cannot listen on 127.0.0.1, port {port}: ")
    assert errors.count("\n") == 1


def test_command_reports_an_unknown_host(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--host", "nowhere.invalid"]) == 1
    out, errors = capsys.readouterr()
    assert out == ""
    assert errors.startswith("the sandbox cannot listen on nowhere.invalid, port 0: ")
    assert errors.count("\n") == 1


@pytest.mark.parametrize("missing", ["jsonschema", "starlette", "uvicorn"])
def test_command_reports_a_missing_extra(tmp_path: Path, missing: str) -> None:
    completed = subprocess.run(
        [sys.executable, "-m", "mijnklantportaal.sandbox"],
        env=environment(tmp_path, missing), capture_output=True, text=True, check=False, timeout=DEADLINE,
    )  # fmt: skip
    assert (completed.returncode, completed.stdout) == (1, "")
    assert completed.stderr == f"the sandbox needs {missing}: pip install 'mijnklantportaal[sandbox]'\n"


def get(url: str, path: str = "/customers", **options: Any) -> httpx.Response:
    return HTTP.get(url + path, headers={**AUTHORIZED, **options.pop("headers", {})}, **options)


@contextmanager
def pending_request(sandbox: Sandbox, url: str) -> Iterator[socket.socket]:
    """Send a request, and wait until the sandbox has received it, but not for the response."""
    count, address = len(sandbox.requests), httpx.URL(url)
    with socket.create_connection((address.host, address.port or 0), timeout=DEADLINE) as connection:
        connection.sendall(b"GET /v1/customers HTTP/1.1\r\nHost: localhost\r\n\r\n")
        deadline = time.monotonic() + DEADLINE
        while len(sandbox.requests) == count:
            assert time.monotonic() < deadline
            time.sleep(0.001)
        yield connection


@pytest.fixture
def sandbox() -> Sandbox:
    return Sandbox(rate_limit=None)


def test_served_sandbox_shares_state_with_in_process_clients(sandbox: Sandbox) -> None:
    with sandbox.serve() as url:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/v1", url)
        added = sandbox.customers.add()
        assert [customer["id"] for customer in get(url).json()["data"]] == [added.id]
        assert [request.path for request in sandbox.requests] == ["/customers"]
        assert sandbox.client().customers.list().data == [added]


def test_openapi_json_is_the_effective_spec_with_the_server_url(sandbox: Sandbox) -> None:
    with sandbox.serve() as url:
        response = HTTP.get(url.removesuffix("/v1") + "/openapi.json")
    assert response.headers["content-type"] == "application/json"
    assert response.json() == {**json.loads(spec()), "servers": [{"url": url}]}


def test_serve_uses_the_given_port(sandbox: Sandbox) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with sandbox.serve(port=port) as url:
        assert url == f"http://127.0.0.1:{port}/v1"
        assert get(url).status_code == 200


def test_servers_of_one_sandbox_share_state(sandbox: Sandbox) -> None:
    with sandbox.serve() as one, sandbox.serve() as other, Sandbox().serve() as apart:
        sandbox.customers.add()
        assert [len(get(url).json()["data"]) for url in (one, other, apart)] == [1, 1, 0]


def test_stopping_one_server_keeps_another_running(sandbox: Sandbox) -> None:
    with sandbox.serve() as url:
        with sandbox.serve():
            pass
        assert get(url).status_code == 200


def test_server_stops_after_the_with_block(sandbox: Sandbox) -> None:
    with sandbox.serve() as url:
        pass
    with pytest.raises(httpx.ConnectError):
        get(url)
    with sandbox.serve() as url:
        assert get(url).status_code == 200


def has_ipv6() -> bool:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        return False
    return True


@pytest.mark.skipif(not has_ipv6(), reason="this machine has no IPv6")
def test_ipv6_server_supports_links_and_disconnect(sandbox: Sandbox) -> None:
    with sandbox.serve(host="::1") as url:
        assert re.fullmatch(r"http://\[::1\]:\d+/v1", url)
        sandbox.customer_offers.add()
        (offer,) = get(url, "/customer-offers").json()["data"]
        assert offer["links"]["customer"]["href"].startswith(f"{url}/customers/cst_")
        sandbox.faults.disconnect()
        with pytest.raises(DISCONNECTED):
            get(url)


def test_latency_delays_the_response_after_processing(sandbox: Sandbox) -> None:
    with sandbox.serve(latency=600) as url:
        with pending_request(sandbox, url) as connection:
            connection.settimeout(0.1)
            with pytest.raises(TimeoutError):
                connection.recv(1)
        assert [request.path for request in sandbox.requests] == ["/customers"]


def test_disconnect_closes_only_the_matching_connection(sandbox: Sandbox) -> None:
    with sandbox.serve() as url, httpx.Client(verify=False) as other:
        root = url.removesuffix("/v1")
        assert other.get(f"{root}/openapi.json").status_code == 200
        sandbox.faults.disconnect()
        with pytest.raises(DISCONNECTED):
            get(url)
        # On its existing connection.
        assert other.get(f"{root}/openapi.json").status_code == 200
        assert get(url).status_code == 200


def test_stopped_server_leaves_no_threads_warnings_or_output(
    sandbox: Sandbox, capfd: pytest.CaptureFixture[str]
) -> None:
    before = set(threading.enumerate())
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        # A server without requests, and one with a pending response and a closed connection.
        with sandbox.serve():
            pass
        sandbox.faults.delay(600)
        with sandbox.serve() as url:
            with pending_request(sandbox, url):
                pass
            sandbox.faults.disconnect()
            with pytest.raises(DISCONNECTED):
                get(url)
        gc.collect()
    assert caught == []
    assert set(threading.enumerate()) == before
    assert capfd.readouterr() == ("", "")


def test_stopping_the_server_closes_pending_connections(sandbox: Sandbox) -> None:
    sandbox.faults.delay(600)
    with ExitStack() as stack:
        with sandbox.serve() as url:
            connection = stack.enter_context(pending_request(sandbox, url))
        assert connection.recv(1) == b""


def test_exception_in_the_with_block_stops_the_server(sandbox: Sandbox) -> None:
    before = set(threading.enumerate())
    with pytest.raises(KeyError, match="mine"), sandbox.serve():
        raise KeyError("mine")
    assert set(threading.enumerate()) == before


def raw(url: str, request: bytes) -> bytes:
    """Send bytes that no HTTP client would send, and return the raw response."""
    address = httpx.URL(url)
    with socket.create_connection((address.host, address.port or 0), timeout=DEADLINE) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def test_host_header_does_not_affect_routing_over_http(sandbox: Sandbox) -> None:
    head = b"Authorization: Bearer sandbox-key\r\nConnection: close\r\n"
    with sandbox.serve() as url:
        for host in (b"[", b"a b", b"", b"example.com/v1/webhooks?", b"user@example.com", b"x:99999"):
            response = raw(url, b"GET /v1/customers HTTP/1.1\r\nHost: %b\r\n%b\r\n" % (host, head))
            assert response.startswith(b"HTTP/1.1 200 "), host
    assert {request.path for request in sandbox.requests} == {"/customers"}


def test_path_traversal_reaches_no_local_file(sandbox: Sandbox) -> None:
    with sandbox.serve() as url:
        for path in (
            b"/downloads/",
            b"/downloads/unknown",
            b"/downloads/../openapi.json",
            b"/downloads/..%2f..%2fetc%2fpasswd",
            b"/downloads/%2e%2e/%2e%2e/etc/passwd",
            b"//etc/passwd",
            b"/downloads//etc/passwd",
            b"/downloads/..\\..\\windows",
            b"/downloads/%00",
        ):
            response = raw(url, b"GET %b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n" % path)
            head, _, body = response.partition(b"\r\n\r\n")
            assert head.startswith((b"HTTP/1.1 403 ", b"HTTP/1.1 404 ")), path
            assert body.startswith(b'{"message": '), path


def test_download_headers_prevent_execution_in_browsers(sandbox: Sandbox) -> None:
    with sandbox.serve() as url:
        client = sandbox.client()
        content = b"<script>alert(1)</script>" * 1000
        uploaded = client.files.upload(file=Upload(content, "../../é.html", "text/html"))
        link = get(url, f"/files/{uploaded.id}/download").json()["link"]
        assert link.startswith(url.removesuffix("/v1") + "/downloads/")
        response = HTTP.get(link)
    assert response.content == content
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["content-disposition"] == "attachment; filename*=UTF-8''..%2F..%2F%C3%A9.html"


def test_server_sends_no_cors_headers(sandbox: Sandbox) -> None:
    with sandbox.serve() as url:
        headers = {
            "Origin": "https://example.com",
            "Access-Control-Request-Method": "GET",
            "Access-Control-Request-Headers": "authorization",
        }
        preflight = HTTP.options(f"{url}/customers", headers=headers)
        responses = [
            preflight,
            get(url, headers=headers),
            HTTP.get(url.removesuffix("/v1") + "/openapi.json", headers=headers),
        ]
    assert preflight.status_code == 405
    assert not [name for response in responses for name in response.headers if name.startswith("access-control")]


def test_chunked_large_body_is_received(sandbox: Sandbox) -> None:
    def chunks() -> Iterator[bytes]:
        yield b'{"name": "'
        for _ in range(300):
            yield b"x" * 10_000
        yield b'", "customers": []}'

    with sandbox.serve() as url:
        headers = {"Authorization": "Bearer sandbox-key", "Content-Type": "application/json"}
        response = HTTP.post(f"{url}/customer-groups", content=chunks(), headers=headers)
    assert response.status_code == 201
    assert len(response.json()["name"]) == 3_000_000


def test_serve_does_not_change_logging(sandbox: Sandbox) -> None:
    loggers = [logging.getLogger(name) for name in ("uvicorn", "uvicorn.error", "uvicorn.access")]
    before = [(logger.level, list(logger.handlers), logger.propagate) for logger in loggers]
    with sandbox.serve() as url:
        assert HTTP.get(url + "/customers").status_code == 401
    assert [(logger.level, list(logger.handlers), logger.propagate) for logger in loggers] == before


def test_disconnect_of_a_closed_connection_is_ignored(sandbox: Sandbox, caplog: pytest.LogCaptureFixture) -> None:
    sandbox.faults.disconnect(path="/customers")
    with sandbox.serve() as url:
        port = int(url.split(":")[2].split("/")[0])
        with socket.create_connection(("127.0.0.1", port)) as caller:
            # Closing the socket sends a reset.
            caller.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            caller.sendall(b"GET /v1/customers HTTP/1.1\r\nHost: x\r\n\r\n")
        # The server handles events one after another, so it has handled the request when it responds to a later one.
        while "/customers" not in [request.path for request in sandbox.requests]:
            assert HTTP.get(url + "/webhooks").status_code == 401
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []
