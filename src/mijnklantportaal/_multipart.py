"""Multipart bodies, which httpx writes. A program that sends no file does not import this module."""

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import ExitStack
from itertools import islice
from typing import Any

import httpx

from mijnklantportaal import _async_library
from mijnklantportaal._upload import SentFile, form_part
from mijnklantportaal.progress import ProgressReporter
from mijnklantportaal.types import Upload

# How many chunks of a file, of 64 KB each, one thread reads: starting a thread takes longer than reading one chunk.
_CHUNKS_PER_THREAD = 16


def multipart_files(parts: Sequence[tuple[str, str | Upload]], files: ExitStack) -> list[tuple[str, Any]]:
    """Return the parts of a body as the argument `files` of httpx.

    Args:
        parts: The parts, by the names of their fields.
        files: Closes the files that are opened for them.
    """
    return [(name, form_part(part, files)) for name, part in parts]


class MultipartStream(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A multipart body that is read while it is sent.

    For an asynchronous client, a thread reads the files that were opened here, since a slow disk would block all tasks.
    The caller's file objects are read without a thread, since some of them can be used in one thread only.

    Args:
        multipart: The body.
        parts: The parts of the body.
        progress: Reports how many bytes of the files were sent.
    """

    def __init__(self, multipart: Any, parts: list[tuple[str, Any]], progress: ProgressReporter | None) -> None:
        self._multipart = multipart
        self._files = [part[1] for _, part in parts if isinstance(part[1], SentFile)]
        self._progress = progress

    def __iter__(self) -> Iterator[bytes]:
        return self._reporting() if self._progress else iter(self._multipart)

    def _reporting(self) -> Iterator[bytes]:
        self._start()
        for chunk, sent in self._chunks():
            yield chunk
            self._report(sent)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        self._start()
        chunks = self._chunks()
        in_thread = bool(self._files) and all(file.may_change_thread for file in self._files)

        def read() -> list[tuple[bytes, int]]:
            return list(islice(chunks, _CHUNKS_PER_THREAD if in_thread else 1))

        while batch := await _async_library.run_in_thread(read) if in_thread else read():
            for chunk, sent in batch:
                yield chunk
                self._report(sent)

    def _chunks(self) -> Iterator[tuple[bytes, int]]:
        """Yield the chunks of the body, each with the number of file bytes that are sent up to its end."""
        for chunk in self._multipart:
            yield chunk, sum(file.read_size for file in self._files)

    def _start(self) -> None:
        if self._progress:
            self._progress.set_total(sum(file.size for file in self._files))
            self._progress.restart()

    def _report(self, sent: int) -> None:
        if self._progress:
            self._progress.advance_to(sent)
