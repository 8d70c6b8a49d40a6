"""The two clients."""

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


# The senders of the two clients have different types. Only typing.Generic could declare that here, and typing takes
# more than twice as long to import as everything else that this module imports. So the methods read it by vars().
class _BaseClient(SharedByCopies):
    def _copy(self, sender: object) -> _hints.Self:
        copy = type(self).__new__(type(self))
        # Without the resources that were used already, which have the old sender.
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
        """Return the class and the base URL; never the token."""
        sender = vars(self).get("_sender")
        # Reports of errors show variables, also the client whose constructor has failed.
        base_url = f"base_url={sender.state.settings.base_url!r}" if sender else ""
        return f"{type(self).__name__}({base_url})"


class MijnKlantportaal(_BaseClient, Resources):
    """The client. Threads may share it. Close it after use, or use it as a context manager.

    It belongs to the process that uses it first: one that was made before a fork, and not used yet, works in the child.

    Examples:
        ```python
        from mijnklantportaal import MijnKlantportaal

        with MijnKlantportaal() as portal:
            print(portal.customers.get("cst_abc12345def678").company_name)
        ```

    Args:
        api_key: The API key; by default the environment variable `MIJNKLANTPORTAAL_API_KEY`.
        auth: Instead of a key: an `OAuth`; or a function that returns the token, called once for each call, and once
            more if the portal refuses the token.
        base_url: The URL of the API; by default the environment variable `MIJNKLANTPORTAAL_BASE_URL`, else the server
            of the spec.
        http_client: An `httpx.Client` of your own, for proxies, say, which the client does not close; or a transport.
        options: See `ClientOptions`.

    Raises:
        ConfigurationError: There is no API key, or an argument is not valid. Without an `http_client` also: the proxy
            of the environment is not valid; or, for an `https:` URL, a file that `SSL_CERT_FILE`, `SSL_CERT_DIR` or
            `SSLKEYLOGFILE` names is not.
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
        """Return a copy with other options, which shares the connections: closing one closes both.

        A program with many tenants makes one client, and a copy with the API key of each tenant. Copies with the same
        key, or the same function, share a rate limiter, since the portal counts the calls of each token alone.

        Args:
            api_key: Another API key.
            auth: Instead of a key: as for the constructor.
            options: See `ClientOptions`; an option that is left out stays as it is.

        Raises:
            ConfigurationError: `api_key` or `auth` is not valid, or both are given.
            TypeError: An option does not exist, or has a wrong type.
            ValueError: An option is not valid.
        """
        return self._copy(self._sender.with_options(options, _hints.make_auth(api_key, auth, is_async=False)))

    @cached_resource
    def with_raw_response(self) -> ResourcesWithRawResponse:
        """The same resources, whose methods return the response as it was received, a `RawResponse`."""
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

        What is received is kept in `<to>.partial`, page by page. After any interruption, also of the process, the same
        call goes on from there: no object is lost or doubled. One that was received twice is written as it was received
        last. An object that is created after the start may be missing, and so may one that moves to an earlier page
        because another one is deleted while the export runs.

        Args:
            source: A resource with a list, such as `portal.customer_invoices`; what a list method has returned, for
                lists with arguments; or models, such as those of a list that has no pages.
            to: The path of the file.
            format: By default, the suffix of the file says it: `.csv`, `.jsonl`, `.parquet`, or `.sqlite`, `.sqlite3`
                and `.db`.
            since: IDs of objects that were exported before: only newer objects are written. The list is fetched up to
                the first of them. The portal does not document the order of lists: where the times of creation do not
                descend, or do not tell, all objects are written, with a warning. Several IDs are better than one, which
                may be deleted. An object of the same second as a known one may be missing.
            overwrite: Whether an existing file is replaced.
            excel: For a CSV file that Excel opens: `"nl"` for one with Dutch settings (semicolons, decimal commas),
                `"en"` for English ones. Both have a byte order mark.
            progress: `True` draws a bar where a terminal is; a function is called with each `Progress`.

        Raises:
            APIError: A call failed. The same call of `export` goes on.
            ExportError: The file with what was received is in use, damaged, or of an export with other arguments.
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

        It is resumable as `export` is. Lists that each object of another list has, such as the payments of payment
        links, take a call for each object, and so a second each at 60 calls a minute. They are included, since nobody
        would miss them before they are needed. A list without pages has what its method returns without arguments: for
        appointments, those of the next seven days.

        A list for which the token lacks the scope is left out, with a warning, and is in `skipped` of the result.

        Args:
            to: A folder, which gets a file for each list; or a SQLite file, which ends in `.sqlite`, `.sqlite3` or
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
        """Close the connections. An httpx client of your own stays open."""
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

    Each event loop in which it is used has connections of its own, which close with it. It belongs to the process that
    uses it first.

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
        api_key: The API key; by default the environment variable `MIJNKLANTPORTAAL_API_KEY`.
        auth: Instead of a key: an `OAuth`; or a function that returns the token, or an awaitable of it, called once for
            each call, and once more if the portal refuses the token.
        base_url: The URL of the API; by default the environment variable `MIJNKLANTPORTAAL_BASE_URL`, else the server
            of the spec.
        http_client: An `httpx.AsyncClient` of your own, for proxies, say, which the client does not close; or a
            transport.
        options: See `ClientOptions`.

    Raises:
        ConfigurationError: There is no API key, or an argument is not valid. Without an `http_client` also: the proxy
            of the environment is not valid; or, for an `https:` URL, a file that `SSL_CERT_FILE`, `SSL_CERT_DIR` or
            `SSLKEYLOGFILE` names is not.
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
        """Return a copy with other options, which shares the connections: closing one closes both.

        A program with many tenants makes one client, and a copy with the API key of each tenant. Copies with the same
        key, or the same function, share a rate limiter, since the portal counts the calls of each token alone.

        Args:
            api_key: Another API key.
            auth: Instead of a key: as for the constructor.
            options: See `ClientOptions`; an option that is left out stays as it is.

        Raises:
            ConfigurationError: `api_key` or `auth` is not valid, or both are given.
            TypeError: An option does not exist, or has a wrong type.
            ValueError: An option is not valid.
        """
        return self._copy(self._sender.with_options(options, _hints.make_auth(api_key, auth, is_async=True)))

    @cached_resource
    def with_raw_response(self) -> AsyncResourcesWithRawResponse:
        """The same resources, whose methods return the response as it was received, a `RawResponse`."""
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

        What is received is kept in `<to>.partial`, page by page. After any interruption, also of the process, the same
        call goes on from there: no object is lost or doubled. One that was received twice is written as it was received
        last. An object that is created after the start may be missing, and so may one that moves to an earlier page
        because another one is deleted while the export runs.

        The asynchronous client writes the files in a thread: where its caller is cancelled meanwhile, that goes on.

        Args:
            source: A resource with a list, such as `portal.customer_invoices`; what a list method has returned, for
                lists with arguments; or models, such as those of a list that has no pages.
            to: The path of the file.
            format: By default, the suffix of the file says it: `.csv`, `.jsonl`, `.parquet`, or `.sqlite`, `.sqlite3`
                and `.db`.
            since: IDs of objects that were exported before: only newer objects are written. The list is fetched up to
                the first of them. The portal does not document the order of lists: where the times of creation do not
                descend, or do not tell, all objects are written, with a warning. Several IDs are better than one, which
                may be deleted. An object of the same second as a known one may be missing.
            overwrite: Whether an existing file is replaced.
            excel: For a CSV file that Excel opens: `"nl"` for one with Dutch settings (semicolons, decimal commas),
                `"en"` for English ones. Both have a byte order mark.
            progress: `True` draws a bar where a terminal is; a function is called with each `Progress`.

        Raises:
            APIError: A call failed. The same call of `export` goes on.
            ExportError: The file with what was received is in use, damaged, or of an export with other arguments.
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

        It is resumable as `export` is. Lists that each object of another list has, such as the payments of payment
        links, take a call for each object, and so a second each at 60 calls a minute. They are included, since nobody
        would miss them before they are needed. A list without pages has what its method returns without arguments: for
        appointments, those of the next seven days.

        A list for which the token lacks the scope is left out, with a warning, and is in `skipped` of the result.

        Args:
            to: A folder, which gets a file for each list; or a SQLite file, which ends in `.sqlite`, `.sqlite3` or
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
        """Close the connections. An httpx client of your own stays open."""
        await self._sender.transport.close()

    async def __aenter__(self) -> _hints.Self:
        """Return the client itself."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: _hints.TracebackType | None
    ) -> None:
        """Close the connections."""
        await self.close()
