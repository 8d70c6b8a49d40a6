"""The two loops that download a file, one blocking and one asynchronous. `Download` decides what they do next."""

from collections.abc import Mapping
from contextlib import closing
from functools import partial
from typing import Any

from mijnklantportaal._async_library import run_in_thread
from mijnklantportaal._download import Download
from mijnklantportaal._download_transport import LinkFailure, open_link, open_link_async
from mijnklantportaal._send import AsyncSender, Sender
from mijnklantportaal._wire.operation import CallOptions, Operation
from mijnklantportaal.downloads import DownloadedFile, DownloadOptions
from mijnklantportaal.progress import _open_progress


def download(
    sender: Sender,
    operation: Operation[Any],
    arguments: Mapping[str, Any],
    options: DownloadOptions,
    call_options: CallOptions,
) -> DownloadedFile:
    """Download the file behind the link that an operation returns.

    Raises:
        TypeError, ValueError: An argument has a wrong type or is not valid.
        OSError: The target exists, or cannot be written.
        APIError: The call for a link has failed.
        DownloadError: The link was received, but the file could not be downloaded.
    """
    work = Download(sender.state, arguments, options, call_options)
    with _open_progress(call_options.progress, work.label, "bytes") as work.progress:
        call_options = call_options._replace(progress=work.progress or False)
        try:
            while not work.is_complete:
                if work.location is None:
                    work.take_link(sender.call(operation, arguments, call_options))
                _attempt(sender, work)
                if wait := work.next_wait():
                    sender.state.clock.sleep(wait)
            work.target.flush()
            return work.publish()
        finally:
            work.target.discard()


def _attempt(sender: Sender, work: Download) -> None:
    assert work.location
    try:
        with open_link(sender.transport, work.location, work.headers(), work.timeout) as response:
            if not work.start(response.head):
                return
            with closing(response.chunks()) as chunks:
                for chunk in chunks:
                    work.accept(chunk)
                    work.target.write(chunk)
                    work.record(len(chunk))
            work.finish()
    except LinkFailure as failure:
        work.fail(str(failure), failure)


async def download_async(
    sender: AsyncSender,
    operation: Operation[Any],
    arguments: Mapping[str, Any],
    options: DownloadOptions,
    call_options: CallOptions,
) -> DownloadedFile:
    """Download the file as `download` does, while other tasks run."""
    work = Download(sender.state, arguments, options, call_options)
    with _open_progress(call_options.progress, work.label, "bytes") as work.progress:
        call_options = call_options._replace(progress=work.progress or False)
        try:
            while not work.is_complete:
                if work.location is None:
                    work.take_link(await sender.call(operation, arguments, call_options))
                await _attempt_async(sender, work)
                if wait := work.next_wait():
                    await sender.state.clock.sleep_async(wait)
            await run_in_thread(work.target.flush)
            return work.publish()
        finally:
            work.target.discard()


async def _attempt_async(sender: AsyncSender, work: Download) -> None:
    assert work.location
    try:
        async with open_link_async(sender.transport, work.location, work.headers(), work.timeout) as response:
            if not work.start(response.head):
                return
            while batch := await response.read():
                work.accept(batch)
                # A slow disk must not block other tasks.
                await run_in_thread(partial(work.target.write, batch))
                work.record(len(batch))
            work.finish()
    except LinkFailure as failure:
        work.fail(str(failure), failure)
