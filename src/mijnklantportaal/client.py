"""The clients `MijnKlantportaal` and `AsyncMijnKlantportaal`."""

from __future__ import annotations

import functools

from mijnklantportaal import _hints
from mijnklantportaal._attributes import cached_resource
from mijnklantportaal._copying import SharedByCopies
from mijnklantportaal_api.client import (
    AsyncResources,
    AsyncResourcesWithRawResponse,
    Resources,
    ResourcesWithRawResponse,
)


# The senders of the two clients have different types. Only typing.Generic could declare that here, but importing typing
# takes more than twice as long as all other imports of this module. So the methods read the sender from vars().
class _BaseClient(SharedByCopies):
    def _copy(self, sender: object) -> _hints.Self:
        copy = type(self).__new__(type(self))
        # Resources that were used already have the old sender, and are not copied.
        resources = {
            name
            for kind in type(self).__mro__
            for name, attribute in vars(kind).items()
            if isinstance(attribute, functools.cached_property)
        }
        attributes = {name: value for name, value in vars(self).items() if name not in resources}
        vars(copy).update(attributes, _sender=sender)
        return copy

    def __repr__(self) -> str:
        """Return the class and the base URL, but never the token."""
        sender = vars(self).get("_sender")
        # Error reports show variables, even a client whose constructor has failed.
        base_url = f"base_url={sender.state.settings.base_url!r}" if sender else ""
        return f"{type(self).__name__}({base_url})"


class MijnKlantportaal(_BaseClient, Resources):
    """The synchronous client. Threads may share it. Close it after use, or use it as a context manager.

    A client belongs to the first process that uses it. If it was created before a fork, but not used, it works in the
    child process.

    Examples:
        ```python
        from mijnklantportaal import MijnKlantportaal

        with MijnKlantportaal() as portal:
            print(portal.customers.get("cst_abc12345def678").company_name)
        ```

    Args:
        api_key: The API key. The default is the environment variable `MIJNKLANTPORTAAL_API_KEY`.
        auth: An `OAuth`, or a function that returns the token, instead of an API key. The client calls the function
            once for each call, and once more if the portal refuses the token.
        base_url: The URL of the API. The default is the environment variable `MIJNKLANTPORTAAL_BASE_URL`, or else the
            server of the spec.
        http_client: Your own `httpx.Client`, for example with a proxy, or an `httpx.BaseTransport`. Closing this client
            closes the transport, but not your `httpx.Client`.
        options: See `ClientOptions`.

    Raises:
        ConfigurationError: There is no API key, or an argument is not valid. Without an `http_client`, also if the
            proxy in the environment is not valid; and, for an `https:` URL, if a file or folder in `SSL_CERT_FILE`,
            `SSL_CERT_DIR` or `SSLKEYLOGFILE` is not valid.
        TypeError: An option does not exist, or has a wrong type.
        ValueError: An option is not valid.
    """

    def __init__(
        self,
        *,
        api_key: str | None = None,
        auth: _hints.TokenSource | _hints.OAuth | None = None,
        base_url: str | None = None,
        http_client: _hints.HttpClient | None = None,
        **options: _hints.Unpack[_hints.ClientOptions],
    ) -> None:
        super().__init__(_hints.make_sender(api_key, auth, base_url, http_client, options))

    def with_options(
        self,
        *,
        api_key: str | None = None,
        auth: _hints.TokenSource | _hints.OAuth | None = None,
        **options: _hints.Unpack[_hints.ClientOptions],
    ) -> _hints.Self:
        """Return a copy with changed options. It shares the connections: closing one client closes both.

        A program with many tenants creates one client, and a copy with the API key of each tenant. Copies with the same
        key, or the same function, share a rate limiter, since the portal counts the calls of each token separately.

        Args:
            api_key: Another API key.
            auth: As for the constructor, instead of an API key.
            options: See `ClientOptions`. Options that are left out do not change.

        Raises:
            ConfigurationError: `api_key` or `auth` is not valid, or both are given.
            TypeError: An option does not exist, or has a wrong type.
            ValueError: An option is not valid.
        """
        return self._copy(self._sender.with_options(options, _hints.make_auth(api_key, auth, is_async=False)))

    @cached_resource
    def with_raw_response(self) -> ResourcesWithRawResponse:
        """The same resources with methods that return a `RawResponse`, the response as it was received."""
        return ResourcesWithRawResponse(_hints.RawSender(self._sender))

    def export(
        self,
        source: _hints.ExportSource | _hints.Sequence[_hints.Model],
        *,
        to: str | _hints.PathLike[str],
        format: _hints.ExportFormat | None = None,
        since: str | _hints.Iterable[str] | None = None,
        overwrite: bool = False,
        excel: _hints.ExcelLocale | None = None,
        progress: _hints.ProgressOption = False,
    ) -> _hints.ExportResult:
        """Write all objects of a list to a file, which appears when it is complete.

        The export stores each received page in `<to>.partial`. After an interruption, even if the process was killed,
        the same call resumes from there: no object is lost or duplicated. An object that was received twice is written
        as it was received last. The file may lack objects that are created after the export starts. If an object is
        deleted while the export runs, it may also lack an object that moves to an earlier page.

        Args:
            source: A resource with a list, such as `portal.customer_invoices`; the result of a list method, for a list
                with arguments; or models, such as the items of a list without pages.
            to: The path of the file.
            format: The format of the file. The default follows from its suffix: `.csv`, `.jsonl`, `.parquet`, or
                `.sqlite`, `.sqlite3` and `.db`.
            since: IDs of objects that were exported before. Only newer objects are written: the list is fetched up to
                the first known object. The portal does not document the order of lists. If the times of creation do not
                descend, or are missing, all objects are written, with a warning. Pass several IDs, since the object of
                a single one may be deleted. An object that was created in the same second as a known one may be
                missing.
            overwrite: Whether an existing file is replaced.
            excel: For a CSV file that Excel opens: `"nl"` for an Excel with Dutch settings (semicolons, decimal
                commas), `"en"` for English settings. Both have a byte order mark.
            progress: `True` draws a bar if standard error is a terminal. A function is called with each `Progress`.

        Raises:
            APIError: A call failed. Calling `export` again resumes.
            ExportError: `<to>.partial` is in use, damaged, or belongs to an export with other arguments.
            FileExistsError: The file exists, and `overwrite` is `False`.
            ConfigurationError: The format needs a package that is not installed.
            OSError: The file cannot be written.
            TypeError, ValueError: An argument is not valid.
        """
        options = _hints.ExportOptions(to, format, excel, overwrite, progress, since)
        return _hints.run_export(source, options)

    def export_all(
        self,
        *,
        to: str | _hints.PathLike[str],
        format: _hints.ExportFormat | None = None,
        overwrite: bool = False,
        excel: _hints.ExcelLocale | None = None,
        progress: _hints.ProgressOption = False,
    ) -> _hints.ExportResult:
        """Write the lists of all resources to a folder, or to one SQLite file.

        It resumes after an interruption, as `export` does. A list that belongs to each object of another list, such as
        the payments of payment links, takes one call for each of these objects: at 60 calls a minute, one second each.
        Such lists are included, since otherwise their absence might only be noticed when they are needed. A list
        without pages contains what its method returns without arguments: for appointments, those of the next seven
        days.

        If the token lacks the scope for a list, the list is left out with a warning, and named in `skipped` of the
        result.

        Args:
            to: A folder, which gets one file for each list; or a SQLite file with the suffix `.sqlite`, `.sqlite3` or
                `.db`.
            format: The format of the files; by default `csv` in a folder.
            overwrite: Whether existing files are replaced.
            excel: As for `export`.
            progress: As for `export`.

        Raises:
            APIError, ConfigurationError, ExportError, OSError, ValueError: As for `export`.
            FileExistsError: One of the files exists, and `overwrite` is `False`.
        """
        options = _hints.ExportOptions(to, format, excel, overwrite, progress)
        return _hints.run_export_all(self, self._sender, options)

    def close(self) -> None:
        """Close the connections. Your own httpx client stays open."""
        self._sender.transport.close()

    def __enter__(self) -> _hints.Self:
        """Return the client itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: _hints.TracebackType | None
    ) -> None:
        """Close the connections."""
        self.close()


class AsyncMijnKlantportaal(_BaseClient, AsyncResources):
    """The asynchronous client. Tasks may share it. Close it after use, or use it as an async context manager.

    Each event loop that uses the client has separate connections, which are closed when the event loop ends. A client
    belongs to the first process that uses it.

    Examples:
        ```python
        import asyncio

        from mijnklantportaal import AsyncMijnKlantportaal


        async def main() -> None:
            async with AsyncMijnKlantportaal() as portal:
                async for customer in portal.customers.list():
                    print(customer.company_name)


        asyncio.run(main())
        ```

    Args:
        api_key: The API key. The default is the environment variable `MIJNKLANTPORTAAL_API_KEY`.
        auth: An `OAuth`, or a function that returns the token or an awaitable of it, instead of an API key. The client
            calls the function once for each call, and once more if the portal refuses the token.
        base_url: The URL of the API. The default is the environment variable `MIJNKLANTPORTAAL_BASE_URL`, or else the
            server of the spec.
        http_client: Your own `httpx.AsyncClient`, for example with a proxy, or an `httpx.AsyncBaseTransport`. Closing
            this client closes the transport, but not your `httpx.AsyncClient`.
        options: See `ClientOptions`.

    Raises:
        ConfigurationError: There is no API key, or an argument is not valid. Without an `http_client`, also if the
            proxy in the environment is not valid; and, for an `https:` URL, if a file or folder in `SSL_CERT_FILE`,
            `SSL_CERT_DIR` or `SSLKEYLOGFILE` is not valid.
        TypeError: An option does not exist, or has a wrong type.
        ValueError: An option is not valid.
    """

    def __init__(
        self,
        *,
        api_key: str | None = None,
        auth: _hints.AsyncTokenSource | _hints.OAuth | None = None,
        base_url: str | None = None,
        http_client: _hints.AsyncHttpClient | None = None,
        **options: _hints.Unpack[_hints.ClientOptions],
    ) -> None:
        super().__init__(_hints.make_async_sender(api_key, auth, base_url, http_client, options))

    def with_options(
        self,
        *,
        api_key: str | None = None,
        auth: _hints.AsyncTokenSource | _hints.OAuth | None = None,
        **options: _hints.Unpack[_hints.ClientOptions],
    ) -> _hints.Self:
        """Return a copy with changed options. It shares the connections: closing one client closes both.

        A program with many tenants creates one client, and a copy with the API key of each tenant. Copies with the same
        key, or the same function, share a rate limiter, since the portal counts the calls of each token separately.

        Args:
            api_key: Another API key.
            auth: As for the constructor, instead of an API key.
            options: See `ClientOptions`. Options that are left out do not change.

        Raises:
            ConfigurationError: `api_key` or `auth` is not valid, or both are given.
            TypeError: An option does not exist, or has a wrong type.
            ValueError: An option is not valid.
        """
        return self._copy(self._sender.with_options(options, _hints.make_auth(api_key, auth, is_async=True)))

    @cached_resource
    def with_raw_response(self) -> AsyncResourcesWithRawResponse:
        """The same resources with methods that return a `RawResponse`, the response as it was received."""
        return AsyncResourcesWithRawResponse(_hints.AsyncRawSender(self._sender))

    async def export(
        self,
        source: _hints.AsyncExportSource | _hints.Sequence[_hints.Model],
        *,
        to: str | _hints.PathLike[str],
        format: _hints.ExportFormat | None = None,
        since: str | _hints.Iterable[str] | None = None,
        overwrite: bool = False,
        excel: _hints.ExcelLocale | None = None,
        progress: _hints.ProgressOption = False,
    ) -> _hints.ExportResult:
        """Write all objects of a list to a file, which appears when it is complete.

        The export stores each received page in `<to>.partial`. After an interruption, even if the process was killed,
        the same call resumes from there: no object is lost or duplicated. An object that was received twice is written
        as it was received last. The file may lack objects that are created after the export starts. If an object is
        deleted while the export runs, it may also lack an object that moves to an earlier page.

        The asynchronous client writes the file in a thread. If the caller is canceled while it does so, the thread
        continues.

        Args:
            source: A resource with a list, such as `portal.customer_invoices`; the result of a list method, for a list
                with arguments; or models, such as the items of a list without pages.
            to: The path of the file.
            format: The format of the file. The default follows from its suffix: `.csv`, `.jsonl`, `.parquet`, or
                `.sqlite`, `.sqlite3` and `.db`.
            since: IDs of objects that were exported before. Only newer objects are written: the list is fetched up to
                the first known object. The portal does not document the order of lists. If the times of creation do not
                descend, or are missing, all objects are written, with a warning. Pass several IDs, since the object of
                a single one may be deleted. An object that was created in the same second as a known one may be
                missing.
            overwrite: Whether an existing file is replaced.
            excel: For a CSV file that Excel opens: `"nl"` for an Excel with Dutch settings (semicolons, decimal
                commas), `"en"` for English settings. Both have a byte order mark.
            progress: `True` draws a bar if standard error is a terminal. A function is called with each `Progress`.

        Raises:
            APIError: A call failed. Calling `export` again resumes.
            ExportError: `<to>.partial` is in use, damaged, or belongs to an export with other arguments.
            FileExistsError: The file exists, and `overwrite` is `False`.
            ConfigurationError: The format needs a package that is not installed.
            OSError: The file cannot be written.
            TypeError, ValueError: An argument is not valid.
        """
        options = _hints.ExportOptions(to, format, excel, overwrite, progress, since)
        return await _hints.run_export_async(source, options)

    async def export_all(
        self,
        *,
        to: str | _hints.PathLike[str],
        format: _hints.ExportFormat | None = None,
        overwrite: bool = False,
        excel: _hints.ExcelLocale | None = None,
        progress: _hints.ProgressOption = False,
    ) -> _hints.ExportResult:
        """Write the lists of all resources to a folder, or to one SQLite file.

        It resumes after an interruption, as `export` does. A list that belongs to each object of another list, such as
        the payments of payment links, takes one call for each of these objects: at 60 calls a minute, one second each.
        Such lists are included, since otherwise their absence might only be noticed when they are needed. A list
        without pages contains what its method returns without arguments: for appointments, those of the next seven
        days.

        If the token lacks the scope for a list, the list is left out with a warning, and named in `skipped` of the
        result.

        Args:
            to: A folder, which gets one file for each list; or a SQLite file with the suffix `.sqlite`, `.sqlite3` or
                `.db`.
            format: The format of the files; by default `csv` in a folder.
            overwrite: Whether existing files are replaced.
            excel: As for `export`.
            progress: As for `export`.

        Raises:
            APIError, ConfigurationError, ExportError, OSError, ValueError: As for `export`.
            FileExistsError: One of the files exists, and `overwrite` is `False`.
        """
        options = _hints.ExportOptions(to, format, excel, overwrite, progress)
        return await _hints.run_export_all_async(self, self._sender, options)

    async def close(self) -> None:
        """Close the connections. Your own httpx client stays open."""
        await self._sender.transport.close()

    async def __aenter__(self) -> _hints.Self:
        """Return the client itself."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: _hints.TracebackType | None
    ) -> None:
        """Close the connections."""
        await self.close()
