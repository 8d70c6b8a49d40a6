"""One download: its state, and every decision about it. Its only I/O is that of its target."""

from collections.abc import Mapping
from io import UnsupportedOperation
from typing import Any

from mijnklantportaal._client_state import ClientState
from mijnklantportaal._defaults import MAX_DOWNLOAD_SIZE, MAX_REDIRECTS
from mijnklantportaal._download_head import Head
from mijnklantportaal._download_link import Link
from mijnklantportaal._download_names import server_name
from mijnklantportaal._download_target import checked_target
from mijnklantportaal._headers import BASE_HEADERS
from mijnklantportaal._logging import logger
from mijnklantportaal._retry import is_transient, retry_wait
from mijnklantportaal._settings import checked_max_retries, checked_max_wait
from mijnklantportaal._wire.operation import CallOptions
from mijnklantportaal.downloads import DownloadedFile, DownloadOptions
from mijnklantportaal.errors import APIConnectionError, APIError, DownloadError, _status_error_class
from mijnklantportaal.progress import ProgressReporter

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
# Statuses that servers use for an expired link. Which of them the server of the portal uses is not known.
_REFUSALS = frozenset({400, 401, 403, 404, 410})
# Of the headers of API calls, only `User-Agent`: some servers refuse clients without one.
_HEADERS = {"accept": "*/*", "accept-encoding": "identity", "user-agent": BASE_HEADERS["user-agent"]}


class Download:
    """One download. The loops in `_download_loops.py` carry out its decisions: get a link, request it, write, wait,
    retry.

    Its attributes are the state of the download, for the loops and for a debugger.

    Args:
        state: The state that the calls of a client share.
        arguments: The arguments of the call that returns the link.
        options: The target of the download.
        call_options: The options of the call and the download.

    Raises:
        TypeError: An argument has a wrong type.
        ValueError: An argument is not valid.
        OSError: The target exists, or its folder does not.
    """

    def __init__(
        self,
        state: ClientState,
        arguments: Mapping[str, Any],
        options: DownloadOptions,
        call_options: CallOptions,
    ) -> None:
        settings = state.settings
        timeout, max_retries, _, max_wait, _ = call_options
        # If a path has several IDs, the last one is that of the file.
        identifier = next((value for value in reversed(list(arguments.values())) if isinstance(value, str)), "")
        self.max_size = _checked_max_size(options.max_size)
        self.timeout = settings.timeout_for(timeout, False)
        """Its `total` is the time in seconds without any data after which an attempt ends."""
        self.max_retries = settings.max_retries if max_retries is None else checked_max_retries(max_retries)
        """How many attempts in a row may fail without receiving a byte."""
        self.max_wait = settings.max_wait if max_wait is None else checked_max_wait(max_wait)
        self.target = checked_target(options.to, options.overwrite, identifier)
        self.label = self.target.name or identifier
        """The name of the file in errors, logs and progress reports."""
        self.progress: ProgressReporter | None = None
        self.location: Link | None = None
        """The URL that the next attempt requests: the link, or the target of its redirect; `None` while a link is
        needed."""
        self.received = 0
        """How many bytes of the file were written to the target."""
        self.total: int | None = None
        """The announced size of the file."""
        self.is_complete = False
        self.failures = 0
        """How many attempts in a row have failed without receiving a byte."""
        self._clock = state.clock
        self._url_field = options.url_field
        self._is_encrypted = settings.base_url.startswith("https:")
        self._link: Link | None = None
        self._is_link_new = False
        self._redirects = 0
        self._furthest = 0
        self._waited = 0.0
        self._wait = 0.0
        self._validator: str | None = None
        self._is_range = False
        self._name: str | None = None
        self._media_type: str | None = None

    def take_link(self, model: object) -> None:
        """Use the link that a call has returned.

        Raises:
            DownloadError: The link cannot be used.
        """
        link = Link(getattr(model, self._url_field, None))
        # Error reports show variables, and so would show the link.
        del model
        self._check(link, "the link of the portal", self._is_encrypted)
        self._link, self._is_link_new = link, True
        self._start_at_link()

    def headers(self) -> dict[str, str]:
        """Return the headers of the next attempt, with a range if the download can continue after the received part."""
        self._is_range = self.received > 0 and self._validator is not None
        if not self._is_range:
            return dict(_HEADERS)
        return {**_HEADERS, "range": f"bytes={self.received}-", "if-range": self._validator or ""}

    def start(self, head: Head) -> bool:
        """Handle the head of a response, and return whether its body must be read.

        Raises:
            DownloadError: The download has failed.
            OSError: The target cannot be written.
        """
        assert self.location
        status = head.status_code
        logger.debug("download of %s from %s: %d", self.label, self.location.host, status)
        if status in _REDIRECTS and "location" in head.headers:
            self._follow(head)
            return False
        if status in _REFUSALS and not self._is_link_new:
            # The link has expired.
            self._link = self.location = None
            return False
        self._is_link_new = False
        if status == 416 and self._is_range:
            return self._end_at(head)
        if status not in (200, 206):
            self._fail_with(head)
            return False
        if head.encoding:
            raise self.error(f"the content is encoded as {head.encoding[:40]!r}, which the request does not accept")
        if status == 200:
            self._start_file(head)
        elif self._is_range and head.is_rest(self.received, self.total, self._validator):
            self.total = head.total
        else:
            self._start_over("the server sent a different part than the one requested")
            return False
        if self.total is not None and self.total > self.max_size:
            raise self.error(f"the file has {self.total} bytes, more than max_size, {self.max_size} bytes")
        if self.progress:
            self.progress.set_total(self.total)
        return True

    def accept(self, content: bytes) -> None:
        """Check whether a part of the body may be written.

        Raises:
            DownloadError: The file is larger than announced, or than allowed.
        """
        size = self.received + len(content)
        if self.total is not None and size > self.total:
            raise self.error(f"the server sent more than the {self.total} bytes that it announced")
        if size > self.max_size:
            raise self.error(f"the file is larger than max_size, {self.max_size} bytes")

    def record(self, size: int) -> None:
        """Record that `size` more bytes were written."""
        self.received += size
        if self.received > self._furthest:
            self._furthest = self.received
            self.failures, self._waited = 0, 0.0
        if self.progress:
            self.progress.advance(size)

    def finish(self) -> None:
        """Handle the end of a body.

        Raises:
            DownloadError: The body is too short, and there are no more retries.
        """
        if self.total is not None and self.received < self.total:
            self.fail("the response ended early")
        else:
            self.is_complete = True

    def fail(self, reason: str, cause: Exception | None = None) -> None:
        """Handle the failure of an attempt.

        Args:
            reason: The reason of the failure. It must not contain the link.
            cause: The exception behind the reason.

        Raises:
            DownloadError: There are no more retries.
        """
        self._retry(APIConnectionError(), reason, None, cause)

    def next_wait(self) -> float:
        """Return the seconds to wait before the next attempt."""
        wait, self._wait = self._wait, 0.0
        if wait and self.progress:
            self.progress.wait(wait, "retry")
        return wait

    def publish(self) -> DownloadedFile:
        """Move the file to its path.

        Raises:
            OSError: The file now exists, or its folder no longer does.
        """
        return DownloadedFile(self.target.publish(), self.received, self._name, self._media_type)

    def error(self, reason: str, status_code: int | None = None) -> DownloadError:
        """Return the error of a download that has failed."""
        host = f" from {self.location.host}" if self.location else ""
        return DownloadError(
            f"the download of {self.label}{host} failed after {self.received} bytes: {reason}",
            status_code=status_code,
            received=self.received,
        )

    def _start_at_link(self) -> None:
        self.location, self._redirects = self._link, 0

    def _check(self, link: Link, name: str, needs_https: bool) -> None:
        problem = link.problem
        if not problem and needs_https and link.scheme != "https":
            problem = "is not an https URL"
        if problem:
            raise self.error(f"{name} {problem}")

    def _follow(self, head: Head) -> None:
        """Follow a redirect. It may lead to another server, which receives no secrets."""
        assert self.location
        self._redirects += 1
        if self._redirects > MAX_REDIRECTS:
            raise self.error(f"there were more than {MAX_REDIRECTS} redirects", head.status_code)
        target = self.location.joined(head.headers["location"])
        needs_https = self._is_encrypted or self.location.scheme == "https"
        self._check(target, f"the redirect, status {head.status_code},", needs_https)
        self.location = target

    def _start_file(self, head: Head) -> None:
        """Handle the head of a response that has the whole file."""
        assert self.location
        self._name = server_name(head.headers.get("content-disposition", ""), self.location.url)
        self._media_type = head.media_type
        try:
            self.target.start(self._name)
        except UnsupportedOperation as error:
            raise self.error(f"the server sent the file from its beginning, and {error}") from None
        self.label = self.target.name or self.label
        self.total, self._validator = head.length, head.validator
        if self.received and self.progress:
            self.progress.restart(0)
        self.received = 0

    def _end_at(self, head: Head) -> bool:
        """Handle a response that says that the file ends before the requested range."""
        part = head.content_range
        is_end = part and part.first is None and part.total == self.received and self.total in (None, self.received)
        if is_end and self._validator is not None and head.is_of(self._validator):
            self.is_complete = True
        else:
            self._start_over("the server does not have the requested part")
        return False

    def _start_over(self, reason: str) -> None:
        """Make the next attempt request the whole file."""
        self._validator = None
        self.fail(reason)

    def _fail_with(self, head: Head) -> None:
        """Handle a response with any other status.

        Raises:
            DownloadError: The status is not transient, or there are no more retries.
        """
        status = head.status_code
        reason = f"the server responded with status {status}"
        if not is_transient(status):
            raise self.error(reason, status)
        self._retry(_status_error_class(status)(status_code=status, headers=head.headers), reason, status)

    def _retry(self, error: APIError, reason: str, status: int | None, cause: Exception | None = None) -> None:
        self.failures += 1
        wait = retry_wait("GET", error, self.failures, self._clock.time(), self._clock.jitter())
        if wait is None or self.failures > self.max_retries or self._waited + wait > self.max_wait:
            raise self.error(reason, status) from cause
        logger.info("download of %s: waiting %.1f s before a retry, since %s", self.label, wait, reason)
        self._waited += wait
        self._wait = wait
        # The link may have expired after the wait.
        self._is_link_new = False
        self._start_at_link()


def _checked_max_size(max_size: int | None) -> int:
    if max_size is None:
        return MAX_DOWNLOAD_SIZE
    if isinstance(max_size, bool) or not isinstance(max_size, int):
        raise TypeError(f"max_size must be int, not {type(max_size).__name__}")
    if max_size < 1:
        raise ValueError(f"max_size must be at least 1 byte, not {max_size}")
    return max_size
