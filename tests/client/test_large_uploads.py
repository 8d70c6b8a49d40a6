"""Uploads of hundreds of megabytes: in constant memory, and while connections are lost at random points."""

import hashlib
import os
import random
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.client.upload_server import MEGABYTE

pytestmark = pytest.mark.long
CUTS = 20


class CuttingServer:
    """Receives an upload, and closes its first connections at random points of the body, with a reset.

    Args:
        cuts: How many connections it closes.
    """

    def __init__(self, cuts: int) -> None:
        self._rng = random.Random(cuts)
        self.cuts_left = cuts
        self.digests: list[str] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}/v1"
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def close(self) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            with connection:
                self._handle(connection)

    def _handle(self, connection: socket.socket) -> None:
        reader = connection.makefile("rb", buffering=MEGABYTE)
        head = b"".join(iter(reader.readline, b"\r\n"))
        length = int(re.findall(rb"(?i)content-length: (\d+)", head)[0])
        part_head = b"".join(iter(reader.readline, b"\r\n")) + b"\r\n"
        # The boundary, with a line break before it, and dashes and a line break behind it.
        end = part_head.partition(b"\r\n")[0]
        remaining = length - len(part_head) - len(end) - 6
        cut = self._rng.randrange(remaining) if self.cuts_left else 0
        digest = hashlib.sha256()
        while remaining and (self.cuts_left == 0 or remaining > cut):
            chunk = reader.read(min(remaining, MEGABYTE))
            digest.update(chunk)
            remaining -= len(chunk)
        if self.cuts_left:
            self.cuts_left -= 1
            # Without waiting for what is still sent: a reset.
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            reader.close()
            return
        assert reader.read(len(end) + 6) == b"\r\n" + end + b"--\r\n"
        self.digests.append(digest.hexdigest())
        connection.sendall(b"HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}")
        reader.close()


@pytest.fixture(scope="module", params=[200, 500], ids="{} MB".format)
def file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "large.bin"
    block = random.Random(0).randbytes(MEGABYTE)
    with path.open("wb") as opened:
        for number in range(request.param):
            opened.write(number.to_bytes(4) + block[4:])
    return path


PROGRAM = r"""
import asyncio, logging, re, sys
from mijnklantportaal import APIConnectionError, AsyncMijnKlantportaal, MijnKlantportaal
logging.disable()
url, path, kind = sys.argv[1:]
cuts, progress = 0, []
options = {"api_key": "key", "base_url": url, "timeout": 300, "throttle": False}

def cut(error):
    global cuts
    assert error.sent and error.attempts == 1, error
    cuts += 1
    return cuts < 100

def upload():
    with MijnKlantportaal(**options) as portal, open(path, "rb") as file:
        while True:
            try:
                return portal.files.upload(file=file if kind == "object" else path, progress=progress.append)
            except APIConnectionError as error:
                assert cut(error)

async def upload_async():
    async with AsyncMijnKlantportaal(**options) as portal:
        while True:
            try:
                return await portal.files.upload(file=path, progress=progress.append)
            except APIConnectionError as error:
                assert cut(error)

asyncio.run(upload_async()) if kind == "async" else upload()
assert progress[-1].done == progress[-1].total
print(cuts, int(re.search(r"VmHWM:\s+(\d+) kB", open("/proc/self/status").read())[1]) // 1024)
"""


@pytest.fixture
def server(request: pytest.FixtureRequest) -> Iterator[CuttingServer]:
    server = CuttingServer(CUTS)
    yield server
    server.close()


@pytest.mark.skipif(sys.platform != "linux", reason="the peak of a process is elsewhere there")
@pytest.mark.parametrize("kind", ["path", "object", "async"])
def test_large_upload_that_is_cut_is_complete_in_constant_memory(server: CuttingServer, file: Path, kind: str) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", PROGRAM, server.url, str(file), kind],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    cuts, peak = map(int, run.stdout.split())
    assert cuts == CUTS
    # The interpreter and the client alone take some 40 MB.
    assert peak < 80
    print(f"peak: {peak} MB")
    with file.open("rb") as opened:
        assert server.digests == [hashlib.file_digest(opened, "sha256").hexdigest()]
