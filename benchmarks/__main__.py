"""Measure this client against plain httpx and the stock client, and the pipeline: `nox -s bench -- --help`."""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks import docs, instructions, memory, peers, pipeline, report, stock, timing
from benchmarks.certificates import write_certificate
from benchmarks.measured import ROOT, Measured
from benchmarks.rows import Row
from benchmarks.server import Servers, serve


def main(arguments: Sequence[str] | None = None) -> int:
    """Return 1 if a budget is broken."""
    options = _parser().parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        stock.generate(Path(folder))
        certificate = write_certificate(Path(folder))
        measured = Measured(options.python, (*options.folder, Path(folder)))
        with serve() as server, serve(certificate) as tls_server:
            rows = list(_client_rows(measured, Servers(server, tls_server), short=options.short))
        rows += pipeline.rows(measured, short=options.short)
        if options.peers:
            rows += peers.rows(Measured(options.peers, ()))
        environment = measured.description()
    print(f"{environment}\n\n{report.as_markdown(rows)}")
    if options.json:
        options.json.write_text(report.as_json(rows, environment), encoding="utf-8")
    if options.docs:
        docs.write(rows, environment, ROOT / "docs")
    broken = report.over_budget(rows)
    for sentence in broken:
        print(f"Over budget: {sentence}.", file=sys.stderr)
    return 1 if broken else 0


def _client_rows(measured: Measured, servers: Servers, *, short: bool) -> Iterator[Row]:
    counted: list[Row] = []
    if instructions.is_available():
        counted = instructions.rows(measured, servers, short=short)
    else:
        print("valgrind is not installed: time is measured instead of instructions.", file=sys.stderr)
    yield from counted
    yield from timing.rows(measured, servers, [row.case for row in counted], short=short)
    yield from memory.rows(measured, servers.tls, short=short)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--python", required=True, help="the interpreter to measure, with shipped dependencies only")
    parser.add_argument("--folder", type=Path, action="append", default=[], help="import from this folder first")
    parser.add_argument("--short", action="store_true", help="only what finds regressions, for CI")
    parser.add_argument("--peers", metavar="PYTHON", help="also measure clients of other APIs, in this interpreter")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the results as JSON")
    parser.add_argument("--docs", action="store_true", help="also write the results into docs/")
    return parser


if __name__ == "__main__":
    sys.exit(main())
