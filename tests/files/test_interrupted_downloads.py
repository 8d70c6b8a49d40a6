"""Downloads that the program ends, and how far they say that they are."""

import asyncio
import gc
import io
import threading
from pathlib import Path
from typing import Any

import httpx
import pytest
import trio

from mijnklantportaal import AsyncMijnKlantportaal
from mijnklantportaal.errors import DownloadError
from mijnklantportaal.progress import Progress
from mijnklantportaal.sandbox import Sandbox
from tests.files.download_calls import KINDS, TOKEN, CountingClock, Kind, download, run
from tests.files.file_server import CONTENT, ETAG, FileRequest, FileServer, cut, part, response, status, whole


def test_progress_shows_the_size_the_waits_and_a_fresh_start(tmp_path: Path) -> None:
    seen: list[Progress] = []
    plan = [cut(1000), part(size=2000), whole(b"another version", '"v2"')]
    with FileServer(plan) as server:
        download("sync", server.url, tmp_path / "file.bin", progress=seen.append)
    assert {progress.description for progress in seen} == {"file.bin"}
    assert {progress.unit for progress in seen} == {"bytes"}
    done = [(progress.done, progress.total) for progress in seen if not progress.waiting]
    positions = [(0, len(CONTENT)), (1000, len(CONTENT)), (0, 15), (15, 15)]
    assert [pair for index, pair in enumerate(done) if pair in positions and pair not in done[:index]] == positions
    assert [progress.done for progress in seen if progress.waiting] == [1000, 3000]


@pytest.mark.parametrize("kind", ["sync", "asyncio"])
def test_interruption_leaves_the_target_as_it_was(kind: Kind, tmp_path: Path) -> None:
    def interrupt(progress: Progress) -> None:
        if progress.done:
            raise KeyboardInterrupt

    target = tmp_path / "file"
    target.write_bytes(b"before")
    with FileServer([whole()]) as server, pytest.raises(KeyboardInterrupt):
        download(kind, server.url, target, overwrite=True, progress=interrupt)
    assert list(tmp_path.iterdir()) == [target]
    assert target.read_bytes() == b"before"


@pytest.mark.parametrize("kind", ["asyncio", "trio"])
@pytest.mark.parametrize("has_own_client", [False, True])
def test_cancellation_within_the_body_closes_the_connection_and_deletes_the_file(
    has_own_client: bool, kind: Kind, tmp_path: Path
) -> None:
    has_left = threading.Event()

    def stalls(connection: Any, request: FileRequest) -> None:
        connection.sendall(response("200 OK", CONTENT[:5000], {"ETag": ETAG}, len(CONTENT)))
        connection.settimeout(20)
        if connection.recv(1) == b"":
            has_left.set()

    async def main() -> None:
        own = httpx.AsyncClient(limits=httpx.Limits(max_connections=1))
        async with (
            own,
            AsyncMijnKlantportaal(
                api_key=TOKEN, base_url=server.url, http_client=own if has_own_client else None
            ) as portal,
        ):
            path = tmp_path / "file"
            if kind == "trio":
                with trio.move_on_after(0.3) as scope:
                    await portal.files.download("fsf_1", to=path)
                assert scope.cancelled_caught
            else:
                with pytest.raises(TimeoutError):
                    async with asyncio.timeout(0.3):
                        await portal.files.download("fsf_1", to=path)
            assert list(tmp_path.iterdir()) == []
            # The only connection of the caller's client is free again.
            await portal.files.download("fsf_1", to=path)
            assert path.read_bytes() == CONTENT

    with FileServer([stalls, whole()]) as server:
        run(kind, main)
        gc.collect()
        assert has_left.wait(20)


def test_other_tasks_run_while_a_file_object_blocks() -> None:
    class Blocking(io.BytesIO):
        def write(self, data: Any, /) -> int:
            # It blocks until another task has run.
            assert ticked.wait(20)
            return super().write(data)

    ticked = threading.Event()

    async def tick() -> None:
        while server.requests == []:
            await asyncio.sleep(0.01)
        ticked.set()

    async def main() -> None:
        async with AsyncMijnKlantportaal(api_key=TOKEN, base_url=server.url) as portal, asyncio.TaskGroup() as tasks:
            tasks.create_task(tick())
            await portal.files.download("fsf_1", to=file)

    file = Blocking()
    with FileServer([whole()]) as server:
        asyncio.run(main())
    assert file.getvalue() == CONTENT


@pytest.mark.parametrize("kind", KINDS)
def test_twenty_cuts_are_survived_as_long_as_bytes_arrive(kind: Kind, tmp_path: Path) -> None:
    clock = CountingClock()
    plan = [cut(500), *[part(size=500)] * 19, part()]
    with FileServer(plan) as server:
        download(kind, server.url, tmp_path / "file", clock=clock, max_retries=1)
    assert (tmp_path / "file").read_bytes() == CONTENT
    # The wait does not grow, since each attempt has brought something.
    assert len(clock.waits) == 20
    assert max(clock.waits) <= 0.5
    assert server.calls == 1


def test_wait_that_the_server_asks_for_is_kept_and_limited_by_max_wait(tmp_path: Path) -> None:
    clock = CountingClock()
    with FileServer([status("503 Service Unavailable", Retry_After="7"), whole()]) as server:
        download("sync", server.url, tmp_path / "file", clock=clock)
    assert clock.waits == [7.0]
    with (
        FileServer([status("503 Service Unavailable", Retry_After="7")]) as server,
        pytest.raises(DownloadError, match="status 503"),
    ):
        download("sync", server.url, tmp_path / "other", max_wait=5.0)


@pytest.mark.parametrize("is_served", [False, True])
def test_sandbox_serves_its_files_to_both_clients(is_served: bool, tmp_path: Path) -> None:
    sandbox = Sandbox()
    file = sandbox.files.add(name="offer.pdf", mime="application/pdf", content=CONTENT)
    with sandbox.serve() as url:
        for kind in KINDS:
            folder = tmp_path / kind
            folder.mkdir()
            result = download(
                kind,
                url if is_served else sandbox.base_url,
                folder,
                api_key=sandbox.api_key,
                file_id=file.id,
                http_client=None if is_served else sandbox.transport,
            )
            assert (result.path, result.media_type) == (folder / "offer.pdf", "application/pdf")
            assert (folder / "offer.pdf").read_bytes() == CONTENT
