"""The exports of both clients. Their loops differ only in `await`."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from mijnklantportaal import _async_library
from mijnklantportaal._send import AsyncSender, Sender
from mijnklantportaal._wire.model import Model
from mijnklantportaal.errors import APIStatusError
from mijnklantportaal.export._all_lists import ListPlan, all_lists
from mijnklantportaal.export._list_export import ListExport
from mijnklantportaal.export._result import ExportResult
from mijnklantportaal.export._run import Run, identity_of
from mijnklantportaal.export._source import (
    AnySender,
    AsyncExportSource,
    ExportSource,
    ListSource,
    first_call,
    list_source,
    model_of,
)
from mijnklantportaal.export._spool import ListKey
from mijnklantportaal.export._tables import Source
from mijnklantportaal.export._target import ExcelLocale, ExportFormat, file_target, target_of_all
from mijnklantportaal.export._warnings import warn
from mijnklantportaal.export._writing import write_sources
from mijnklantportaal.progress import ProgressOption, _open_progress


class ExportOptions(NamedTuple):
    """The options of an export."""

    to: str | os.PathLike[str]
    format: ExportFormat | None
    excel: ExcelLocale | None
    overwrite: bool
    progress: ProgressOption
    since: str | Iterable[str] | None = None


def run_export(source: ExportSource | Sequence[Model], options: ExportOptions) -> ExportResult:
    """Implement `MijnKlantportaal.export`."""
    if isinstance(source, Sequence):
        return _export_objects(source, options)
    listed = list_source(source, Sender)
    assert isinstance(listed.sender, Sender)
    return _finish(listed.sender, _run_of_list(listed, options), options)


async def run_export_async(source: AsyncExportSource | Sequence[Model], options: ExportOptions) -> ExportResult:
    """Implement `AsyncMijnKlantportaal.export`."""
    if isinstance(source, Sequence):
        return _export_objects(source, options)
    listed = list_source(source, AsyncSender)
    assert isinstance(listed.sender, AsyncSender)
    return await _finish_async(listed.sender, _run_of_list(listed, options), options)


def run_export_all(client: object, sender: Sender, options: ExportOptions) -> ExportResult:
    """Implement `MijnKlantportaal.export_all`."""
    return _finish(sender, _run_of_all(client, sender, options), options)


async def run_export_all_async(client: object, sender: AsyncSender, options: ExportOptions) -> ExportResult:
    """Implement `AsyncMijnKlantportaal.export_all`."""
    return await _finish_async(sender, _run_of_all(client, sender, options), options)


def _finish(sender: Sender, run: Run, options: ExportOptions) -> ExportResult:
    with run, _open_progress(options.progress, run.description, "objects") as reporter:
        run.start(reporter)
        while (call := run.next_call()) is not None:
            try:
                run.receive(sender.send(call))
            except APIStatusError as error:
                if not run.skips(error):
                    raise
        result = run.write()
    run.warn()
    return result


async def _finish_async(sender: AsyncSender, run: Run, options: ExportOptions) -> ExportResult:
    with run, _open_progress(options.progress, run.description, "objects") as reporter:
        run.start(reporter)
        while (call := run.next_call()) is not None:
            try:
                run.receive(await sender.send(call))
            except APIStatusError as error:
                if not run.skips(error):
                    raise
        # Writing a large export takes seconds.
        result = await _async_library.run_in_thread(run.write, run.spool.close)
    run.warn()
    return result


def _run_of_list(source: ListSource, options: ExportOptions) -> Run:
    target = file_target(options.to, options.format, options.overwrite, options.excel)
    since = _identifiers(options.since)
    name = _name_of(source.call.operation.path)
    # The URL includes the arguments of the list.
    identity = identity_of(source.sender, source.call.url, since)

    def lists(run: Run) -> Iterator[ListExport]:
        yield ListExport(run.spool, ListKey(name), source.with_progress(run.reporter), since)

    return Run(target, {name: source.model}, identity, lists)


def _name_of(path: str) -> str:
    """Return a name for the list at a path, such as `payment_links_payments`."""
    return "_".join(re.findall(r"[a-z0-9]+", re.sub(r"\{.*?\}", "", path.lower())))


def _run_of_all(client: object, sender: AnySender, options: ExportOptions) -> Run:
    plans = all_lists(client)
    target = target_of_all(options.to, options.format, options.overwrite, options.excel)
    models = {plan.name: model for plan in plans if (model := model_of(plan.operation))}
    identity = identity_of(sender, "everything")
    return Run(target, models, identity, lambda run: _planned_lists(run, plans, sender), may_skip=True)


def _planned_lists(run: Run, plans: list[ListPlan], sender: AnySender) -> Iterator[ListExport]:
    """Yield the lists of `export_all`. The lists of an object come after the list with the object."""

    def list_export(plan: ListPlan, part: str, arguments: dict[str, str]) -> ListExport:
        source = ListSource(sender, first_call(sender, plan.operation, arguments), None)
        return ListExport(run.spool, ListKey(plan.name, part), source.with_progress(run.reporter))

    for plan in plans:
        if plan.parent is None:
            yield list_export(plan, "", {})
        elif plan.parent in run.skipped:
            run.skipped[plan.name] = run.skipped[plan.parent]
        else:
            for identifier in run.spool.identifiers(plan.parent):
                if plan.name in run.skipped:
                    break
                try:
                    export = list_export(plan, identifier, {plan.parameter: identifier})
                except ValueError as error:
                    # The ID is not valid, such as `..`, which would address another resource.
                    run.warnings.append(f"{plan.name} of {identifier!r} were not exported: {error}")
                    continue
                yield export


def _export_objects(objects: Sequence[Model], options: ExportOptions) -> ExportResult:
    """Write objects of the caller, for which no spool is needed."""
    if options.since is not None:
        raise TypeError("since must be used with a list that is fetched, not with objects: leave out the known objects")
    target = file_target(options.to, options.format, options.overwrite, options.excel)
    kinds = {type(item) for item in objects}
    if len(kinds) != 1 or not issubclass(model := kinds.pop(), Model):
        raise ValueError("the source must be one or more models of one class, which determines the columns")
    name = model.__name__
    target.check([name], is_complete=False)
    paths, warnings = write_sources(target, [Source(name, model, lambda: objects)])
    for warning in warnings:
        warn(warning)
    return ExportResult(paths, len(objects), 0, False, {})


def _identifiers(since: str | Iterable[str] | None) -> frozenset[str]:
    if since is None:
        return frozenset()
    identifiers = frozenset([since] if isinstance(since, str) else since)
    for identifier in identifiers:
        if not isinstance(identifier, str) or not identifier:
            raise TypeError(f"since must be one or more IDs, such as 'inv_abc12345def678', not {identifier!r}")
    return identifiers
