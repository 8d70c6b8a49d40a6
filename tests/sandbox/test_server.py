"""The sandbox over HTTP: as a program, and from a thread."""

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
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

import mijnklantportaal
import mijnklantportaal_api
from mijnklantportaal import Upload
from mijnklantportaal.sandbox import Sandbox
from mijnklantportaal.sandbox.__main__ import main
from mijnklantportaal_api import document

PATHS = [str(Path(package.__file__ or "").parents[1]) for package in (mijnklantportaal, mijnklantportaal_api)]
# Longer than anything here takes, and no longer than somebody waits who sees it hang.
LONG = 60

CUT = (httpx.ReadError, httpx.RemoteProtocolError)

# Without proxies of the machine's, and without reading its certificates, which takes long.
HTTP = httpx.Client(verify=False, trust_env=False)

can_interrupt = pytest.mark.skipif(os.name == "nt", reason="there is no sending Ctrl-C to one process alone")


@pytest.fixture(scope="module", autouse=True)
def _closed() -> Iterator[None]:
    with HTTP:
        yield


class Program:
    """The sandbox as a program of its own.

    Args:
        process: That which runs it.
        greeting: What it has said so far.
    """

    def __init__(self, process: "subprocess.Popen[str]", greeting: str) -> None:
        self.greeting = greeting
        self._process = process

    @property
    def url(self) -> str:
        match = re.search(r"^A sandbox of MijnKlantportaal, at (\S+)$", self.greeting, re.MULTILINE)
        assert match
        return match[1]

    def interrupt(self) -> tuple[int, str, str]:
        """Press Ctrl-C; the status, and what it has said since."""
        self._process.send_signal(signal.SIGINT)
        assert self._process.stdout
        assert self._process.stderr
        out, errors = self._process.stdout.read(), self._process.stderr.read()
        return self._process.wait(), out, errors


def without(*names: str, folder: Path) -> dict[str, str]:
    """An environment in which these modules are not installed."""
    for name in names:
        text = f"raise ModuleNotFoundError('No module named {name}', name={name!r})"
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    # What is said arrives when it is said, also where Python holds it back.
    return {**os.environ, "PYTHONUNBUFFERED": "", "PYTHONPATH": os.pathsep.join([str(folder), *PATHS])}


@contextmanager
def program(folder: Path, *arguments: str, until: str = "Ctrl-C ends it") -> Iterator[Program]:
    """One that has said what it has to say before it serves."""
    command = [sys.executable, "-W", "error", "-m", "mijnklantportaal.sandbox", *arguments]
    with subprocess.Popen(
        command, env=without(folder=folder), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        watch = threading.Timer(LONG, process.kill)
        watch.start()
        assert process.stdout
        try:
            said = ""
            while until not in said:
                line = process.stdout.readline()
                assert line, said
                said += line
            yield Program(process, said)
        finally:
            watch.cancel()
            process.kill()


@can_interrupt
def test_a_program_is_greeted_with_what_works_and_ends_cleanly(tmp_path: Path) -> None:
    with program(tmp_path, "--port", "0", "--seed-data", "demo") as running:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/v1", running.url)
        assert "Not only this machine" not in running.greeting
        indented = [line[4:] for line in running.greeting.splitlines() if line.startswith("    ")]
        snippet = "\n".join(line for line in indented if not line.startswith("curl"))
        shown = subprocess.run(
            [sys.executable, "-c", snippet],
            env=without(folder=tmp_path), capture_output=True, text=True, check=True, timeout=LONG,
        ).stdout  # fmt: skip
        assert "company_name='Bakkerij Jansen'" in shown

        (line,) = (line for line in indented if line.startswith("curl"))
        command = shlex.split(line)
        headers = dict([command[command.index("-H") + 1].split(": ", 1)])
        listed = HTTP.get(command[-1], headers=headers).json()["data"]
        assert [customer["companyName"] for customer in listed] == [
            "Bakkerij Jansen",
            "Bloemen van Dijk",
            "Bakkerij Jansen",
        ]
        if shutil.which("curl"):
            by_curl = subprocess.run([*command, "--silent"], capture_output=True, check=True, timeout=LONG).stdout
            assert by_curl == HTTP.get(command[-1], headers=headers).content

        for path in ("/customer-offers", "/customer-invoices", "/punch-cards", "/tickets", "/invoices"):
            assert HTTP.get(running.url + path, headers=headers).json()["data"], path
        (address,) = re.findall(r"Its document is at (\S+)\.", running.greeting)
        assert HTTP.get(address).json()["servers"] == [{"url": running.url}]
        (address,) = re.findall(r"OAuth begins at (\S+),", running.greeting)
        assert HTTP.get(address).status_code == 400
        ((name, secret),) = re.findall(r"for the application\n(\S+) with the secret (\S+)\.", running.greeting)
        sent = {"client_id": name, "client_secret": secret, "grant_type": "refresh_token", "refresh_token": "none"}
        assert HTTP.post(address.replace("authorize", "tokens"), json=sent).json()["error"] == "invalid_grant"

        # With connections that are open.
        assert running.interrupt() == (0, "\nStopped.\n", "")


@can_interrupt
def test_a_program_that_makes_others_wait_ends_at_once(tmp_path: Path) -> None:
    with program(tmp_path, "--latency", "600") as running:
        address = httpx.URL(running.url)
        # The first one to give up, and one that goes on waiting.
        with pytest.raises(httpx.ReadTimeout):
            HTTP.get(running.url, timeout=0.5)
        with socket.create_connection((address.host, address.port or 0)) as waiting:
            waiting.sendall(b"GET /v1/customers HTTP/1.1\r\nHost: localhost\r\n\r\n")
            with pytest.raises(httpx.ReadTimeout):
                HTTP.get(running.url, timeout=0.5)
            assert running.interrupt() == (0, "\nStopped.\n", "")


@can_interrupt
def test_a_program_that_others_can_reach_says_so_and_is_empty(tmp_path: Path) -> None:
    with program(tmp_path, "--host", "0.0.0.0", until="is no secret.") as running:
        assert (
            "Not only this machine can reach it: it listens on 0.0.0.0, and its key is no secret." in running.greeting
        )
        here = running.url.replace("0.0.0.0", "127.0.0.1")
        listed = HTTP.get(f"{here}/customers", headers={"Authorization": "Bearer sandbox-key"}).json()
        assert listed["data"] == []
        assert running.interrupt()[::2] == (0, "")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--port", "nonsense"], "argument --port: nonsense is no port: it is a number from 0 to 65535"),
        (["--port", "65536"], "argument --port: 65536 is no port"),
        (["--port", "-1"], "argument --port: -1 is no port"),
        (["--port", "٣"], "argument --port: ٣ is no port"),
        (["--latency", "soon"], "argument --latency: soon is no number of seconds: 0.2, say"),
        (["--latency", "-1"], "argument --latency: -1 is no number of seconds"),
        (["--latency", "nan"], "argument --latency: nan is no number of seconds"),
        (["--latency", "inf"], "argument --latency: inf is no number of seconds"),
        (["--seed-data", "other"], "argument --seed-data: invalid choice: 'other'"),
        (["--colour"], "unrecognized arguments: --colour"),
    ],
)
def test_an_argument_that_can_not_be_is_said_in_a_sentence(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    out, errors = capsys.readouterr()
    assert out == ""
    assert errors.splitlines()[-1].startswith(f"python -m mijnklantportaal.sandbox: error: {sentence}")


def test_a_port_that_is_taken_is_said_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["--port", str(port)]) == 1
        with pytest.raises(OSError, match=str(port)), Sandbox().serve(port=port):
            pass
    out, errors = capsys.readouterr()
    assert out == ""
    assert errors.startswith(f"the sandbox can't listen on 127.0.0.1, port {port}: ")
    assert errors.count("\n") == 1


def test_a_host_that_is_none_is_said_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--host", "nowhere.invalid"]) == 1
    out, errors = capsys.readouterr()
    assert out == ""
    assert errors.startswith("the sandbox can't listen on nowhere.invalid, port 0: ")
    assert errors.count("\n") == 1


@pytest.mark.parametrize("missing", ["jsonschema", "starlette", "uvicorn"])
def test_without_the_extra_a_program_says_what_to_install(tmp_path: Path, missing: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "mijnklantportaal.sandbox"],
        env=without(missing, folder=tmp_path), capture_output=True, text=True, check=False, timeout=LONG,
    )  # fmt: skip
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == f"the sandbox needs {missing}: pip install 'mijnklantportaal[sandbox]'\n"


def get(url: str, path: str = "/customers", **what: Any) -> httpx.Response:
    return HTTP.get(url + path, headers={"Authorization": "Bearer sandbox-key", **what.pop("headers", {})}, **what)


@pytest.fixture
def sandbox() -> Sandbox:
    return Sandbox(rate_limit=None)


def test_a_served_sandbox_is_the_same_as_in_process(sandbox: Sandbox) -> None:
    with sandbox.serve() as url:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/v1", url)
        added = sandbox.customers.add()
        assert [customer["id"] for customer in get(url).json()["data"]] == [added.id]
        assert [request.path for request in sandbox.requests] == ["/customers"]
        assert sandbox.client().customers.list().data == [added]


def test_the_document_is_the_one_that_is_shipped_and_leads_here(sandbox: Sandbox) -> None:
    with sandbox.serve() as url:
        answer = HTTP.get(url.removesuffix("/v1") + "/openapi.json")
    assert answer.headers["content-type"] == "application/json"
    assert answer.json() == {**json.loads(document()), "servers": [{"url": url}]}


def test_a_port_can_be_chosen(sandbox: Sandbox) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with sandbox.serve(port=port) as url:
        assert url == f"http://127.0.0.1:{port}/v1"
        assert get(url).status_code == 200


def test_two_servers_of_one_sandbox_show_the_same_and_those_of_two_do_not(sandbox: Sandbox) -> None:
    with sandbox.serve() as one, sandbox.serve() as other, Sandbox().serve() as apart:
        sandbox.customers.add()
        assert [len(get(url).json()["data"]) for url in (one, other, apart)] == [1, 1, 0]


def test_the_end_of_one_server_leaves_another_alone(sandbox: Sandbox) -> None:
    with sandbox.serve() as url:
        with sandbox.serve():
            pass
        assert get(url).status_code == 200


def test_a_server_is_gone_after_its_block(sandbox: Sandbox) -> None:
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
def test_ipv6_is_served_too_with_cuts_and_links(sandbox: Sandbox) -> None:
    with sandbox.serve(host="::1") as url:
        assert re.fullmatch(r"http://\[::1\]:\d+/v1", url)
        sandbox.customer_offers.add()
        (offer,) = get(url, "/customer-offers").json()["data"]
        assert offer["links"]["customer"]["href"].startswith(f"{url}/customers/cst_")
        sandbox.faults.cut()
        with pytest.raises(CUT):
            get(url)


def test_each_answer_takes_as_long_as_was_asked_for(sandbox: Sandbox) -> None:
    with sandbox.serve(latency=600) as url:
        with pytest.raises(httpx.ReadTimeout):
            get(url, timeout=0.5)
        assert [request.path for request in sandbox.requests] == ["/customers"]


def test_only_the_connection_that_was_meant_is_cut(sandbox: Sandbox) -> None:
    with sandbox.serve() as url, httpx.Client(verify=False) as other:
        root = url.removesuffix("/v1")
        assert other.get(f"{root}/openapi.json").status_code == 200
        sandbox.faults.cut()
        with pytest.raises(CUT):
            get(url)
        # By the connection that it had.
        assert other.get(f"{root}/openapi.json").status_code == 200
        assert get(url).status_code == 200


def test_nothing_is_left_of_a_server(sandbox: Sandbox, capfd: pytest.CaptureFixture[str]) -> None:
    before = set(threading.enumerate())
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        # One that nobody called, one in the middle of an answer, one with a connection that was cut.
        with sandbox.serve():
            pass
        sandbox.faults.delay(600)
        with sandbox.serve() as url:
            with pytest.raises(httpx.ReadTimeout):
                get(url, timeout=0.5)
            sandbox.faults.cut()
            with pytest.raises(CUT):
                get(url)
        gc.collect()
    assert caught == []
    assert set(threading.enumerate()) == before
    assert capfd.readouterr() == ("", "")


def test_whoever_waits_when_the_server_ends_is_cut_off(sandbox: Sandbox) -> None:
    sandbox.faults.delay(600, times=2)
    with sandbox.serve() as url:
        address = httpx.URL(url)
        waiting = socket.create_connection((address.host, address.port or 0))
        waiting.sendall(b"GET /v1/customers HTTP/1.1\r\nHost: localhost\r\n\r\n")
        with pytest.raises(httpx.ReadTimeout):
            # After the other one has come.
            get(url, timeout=0.5)
        assert len(sandbox.requests) == 2
    with waiting:
        waiting.settimeout(LONG)
        assert waiting.recv(1) == b""


def test_an_error_in_the_block_ends_the_server_too(sandbox: Sandbox) -> None:
    before = set(threading.enumerate())
    with pytest.raises(KeyError, match="mine"), sandbox.serve():
        raise KeyError("mine")
    assert set(threading.enumerate()) == before


def raw(url: str, request: bytes) -> bytes:
    """What comes of bytes that no client would send."""
    address = httpx.URL(url)
    with socket.create_connection((address.host, address.port or 0), timeout=LONG) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def test_whatever_host_is_asked_for_the_path_is_the_one_that_counts(sandbox: Sandbox) -> None:
    head = b"Authorization: Bearer sandbox-key\r\nConnection: close\r\n"
    with sandbox.serve() as url:
        for host in (b"[", b"a b", b"", b"example.com/v1/webhooks?", b"user@example.com", b"x:99999"):
            answer = raw(url, b"GET /v1/customers HTTP/1.1\r\nHost: %b\r\n%b\r\n" % (host, head))
            assert answer.startswith(b"HTTP/1.1 200 "), host
    assert {request.path for request in sandbox.requests} == {"/customers"}


def test_a_path_leads_to_no_file_of_this_machine(sandbox: Sandbox) -> None:
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
            answer = raw(url, b"GET %b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n" % path)
            head, _, body = answer.partition(b"\r\n\r\n")
            assert head.startswith((b"HTTP/1.1 403 ", b"HTTP/1.1 404 ")), path
            assert body.startswith(b'{"message": '), path


def test_what_was_uploaded_is_downloaded_and_never_run(sandbox: Sandbox) -> None:
    with sandbox.serve() as url:
        client = sandbox.client()
        content = b"<script>alert(1)</script>" * 1000
        uploaded = client.files.upload(file=Upload(content, "../../é.html", "text/html"))
        link = get(url, f"/files/{uploaded.id}/download").json()["link"]
        assert link.startswith(url.removesuffix("/v1") + "/downloads/")
        answer = HTTP.get(link)
    assert answer.content == content
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''..%2F..%2F%C3%A9.html"


def test_pages_of_other_origins_get_no_leave_to_call(sandbox: Sandbox) -> None:
    with sandbox.serve() as url:
        headers = {
            "Origin": "https://example.com",
            "Access-Control-Request-Method": "GET",
            "Access-Control-Request-Headers": "authorization",
        }
        asked = HTTP.options(f"{url}/customers", headers=headers)
        answers = [
            asked,
            get(url, headers=headers),
            HTTP.get(url.removesuffix("/v1") + "/openapi.json", headers=headers),
        ]
    assert asked.status_code == 405
    assert not [name for answer in answers for name in answer.headers if name.startswith("access-control")]


def test_a_large_body_in_many_pieces_arrives(sandbox: Sandbox) -> None:
    def pieces() -> Iterator[bytes]:
        yield b'{"name": "'
        for _ in range(300):
            yield b"x" * 10_000
        yield b'", "customers": []}'

    with sandbox.serve() as url:
        headers = {"Authorization": "Bearer sandbox-key", "Content-Type": "application/json"}
        answer = HTTP.post(f"{url}/customer-groups", content=pieces(), headers=headers)
    assert answer.status_code == 201
    assert len(answer.json()["name"]) == 3_000_000


def test_serving_leaves_the_logging_of_the_program_alone(sandbox: Sandbox) -> None:
    loggers = [logging.getLogger(name) for name in ("uvicorn", "uvicorn.error", "uvicorn.access")]
    before = [(logger.level, list(logger.handlers), logger.propagate) for logger in loggers]
    with sandbox.serve() as url:
        assert HTTP.get(url + "/customers").status_code == 401
    assert [(logger.level, list(logger.handlers), logger.propagate) for logger in loggers] == before


def test_a_connection_that_is_to_be_cut_may_be_gone_already(sandbox: Sandbox, caplog: pytest.LogCaptureFixture) -> None:
    sandbox.faults.cut(path="/customers")
    with sandbox.serve() as url:
        port = int(url.split(":")[2].split("/")[0])
        with socket.create_connection(("127.0.0.1", port)) as caller:
            # Closing it ends the connection at once, as if the machine had gone.
            caller.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            caller.sendall(b"GET /v1/customers HTTP/1.1\r\nHost: x\r\n\r\n")
        # The server does one thing after another.
        while "/customers" not in [request.path for request in sandbox.requests]:
            assert HTTP.get(url + "/webhooks").status_code == 401
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []
