"""A Redis server for tests: Debian's `redis-server`, which a test can stop, restart and freeze."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from redis import Redis

SECONDS = 20.0


class RedisServer:
    """A server on a free port of this machine, which saves what it has when it is stopped."""

    def __init__(self, command: str, folder: Path, *options: str) -> None:
        self.folder = folder
        self._command = command
        self._options = options
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.client = Redis(port=self.port, socket_timeout=SECONDS)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        options = ("--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self.folder), *self._options)
        with (self.folder / "redis.log").open("ab") as log:
            self._process = subprocess.Popen([self._command, *options], stdout=log, stderr=subprocess.STDOUT)
        end = time.monotonic() + SECONDS
        while not self._responds():
            if time.monotonic() > end or self._process.poll() is not None:
                raise AssertionError((self.folder / "redis.log").read_text())
            time.sleep(0.01)

    def _responds(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), SECONDS) as connection:
                connection.sendall(b"PING\r\n")
                # One that asks for a password is ready too, one that loads its data is not.
                return not connection.recv(100).startswith(b"-LOADING")
        except OSError:
            return False

    def stop(self) -> None:
        """Stop it; it saves its data."""
        self.client.shutdown(save=True)
        self._end()

    def kill(self) -> None:
        """Kill it; all data is lost."""
        assert self._process
        self._process.kill()
        self._end()
        (self.folder / "dump.rdb").unlink(missing_ok=True)

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Accept connections, and answer nothing."""
        assert self._process
        if sys.platform == "win32":
            raise NotImplementedError
        self._process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self._process.send_signal(signal.SIGCONT)

    def close(self) -> None:
        if self._process:
            self._process.kill()
            self._end()
        self.client.close()

    def _end(self) -> None:
        assert self._process
        self._process.wait(SECONDS)
        self._process = None


@contextmanager
def running_redis(folder: Path, *options: str) -> Iterator[RedisServer]:
    """Start a server; skip the test where none is installed, unless it runs in CI."""
    command = shutil.which("redis-server") or shutil.which("valkey-server")
    if command is None:
        report = pytest.fail if os.environ.get("CI") else pytest.skip
        report("there is no redis-server in PATH: install the package redis-server of Debian")
    server = RedisServer(command, folder, *options)
    try:
        server.start()
        yield server
    finally:
        server.close()
