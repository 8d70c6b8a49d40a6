"""Downloads of 200 MB: memory, and interruptions at random points."""

import hashlib
import random
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from mijnklantportaal.sandbox import Sandbox
from tests.files.download_calls import TOKEN, Kind
from tests.files.file_server import ETAG, FileRequest, FileServer, Reply, response, whole

ROOT = Path(__file__).parents[2]
MEGABYTE = 1_000_000
SIZE = 200 * MEGABYTE
CUTS = 20
# Downloads a small file, then a large one, and prints how much the peak of the memory has risen, in megabytes.
PROGRAM = """
import re, sys
from tests.files.download_calls import download

def peak():
    # Not ru_maxrss, which a process has from the one that has started it.
    with open("/proc/self/status") as status:
        return int(re.search(r"VmHWM:\\s*(\\d+)", status.read())[1]) / 1000

kind, url, target, api_key, small, large = sys.argv[1:]
download(kind, url, target + ".small", file_id=small, api_key=api_key)
before = peak()
download(kind, url, target, file_id=large, api_key=api_key)
print(f"{before:.1f} {peak() - before:.1f}")
"""
pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux has the peak of the memory there"),
]


def increase_of_memory(kind: Kind, url: str, target: Path, api_key: str, small: str, large: str) -> float:
    process = subprocess.run(
        [sys.executable, "-c", PROGRAM, kind, url, target, api_key, small, large],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    before, increase = map(float, process.stdout.split())
    print(f"{kind}: {before} MB after a small file, {increase:+} MB for {SIZE // MEGABYTE} MB")
    return increase


def checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def cut_at_random(content: memoryview, rng: random.Random, cuts: int) -> Reply:
    """Send what is asked for, but close the connection at each of some random points of the content."""
    ends = [*sorted(rng.sample(range(1, len(content)), cuts)), len(content)]

    def reply(connection: socket.socket, request: FileRequest) -> None:
        start = int(request.headers.get("range", "bytes=0-")[len("bytes=") : -1])
        headers = {"ETag": ETAG, "Content-Range": f"bytes {start}-{len(content) - 1}/{len(content)}"}
        line = "206 Partial Content" if start else "200 OK"
        connection.sendall(response(line, headers=headers, length=len(content) - start))
        connection.sendall(content[start : ends.pop(0)])

    return reply


@pytest.mark.parametrize("kind", ["sync", "asyncio", "trio"])
def test_two_hundred_megabytes_that_are_interrupted_twenty_times_are_identical(kind: Kind, tmp_path: Path) -> None:
    rng = random.Random(16)
    content = rng.randbytes(SIZE)
    target = tmp_path / "large"
    large = cut_at_random(memoryview(content), rng, CUTS)
    with FileServer([whole(), *[large] * (CUTS + 1)]) as server:
        increase = increase_of_memory(kind, server.url, target, TOKEN, "fsf_small", "fsf_large")
    assert server.plan == []
    assert server.calls == 2
    assert checksum(target) == hashlib.sha256(content).hexdigest()
    assert increase < 15


@pytest.mark.parametrize("kind", ["sync", "asyncio"])
def test_sandbox_serves_two_hundred_megabytes(kind: Kind, tmp_path: Path) -> None:
    sandbox = Sandbox()
    content = random.Random(16).randbytes(SIZE)
    small, large = sandbox.files.add(content=b"small"), sandbox.files.add(content=content)
    target = tmp_path / "large"
    with sandbox.serve() as url:
        increase = increase_of_memory(kind, url, target, sandbox.api_key, small.id, large.id)
    assert checksum(target) == hashlib.sha256(content).hexdigest()
    assert increase < 15
