"""Write the results of a run into docs/performance.md and docs/performance.svg."""

from collections.abc import Sequence
from pathlib import Path

from benchmarks.chart import chart
from benchmarks.report import as_markdown
from benchmarks.rows import Row

BEGIN = "<!-- results: written by `nox -s bench -- --docs` -->"
END = "<!-- end of results -->"


def write(rows: Sequence[Row], environment: str, folder: Path) -> None:
    """Replace what is between the markers of the page, and the chart.

    Args:
        environment: A sentence that says with what was measured.

    Raises:
        ValueError: The page lacks the markers.
    """
    page = folder / "performance.md"
    results = f"{environment}\n\n{as_markdown(rows)}"
    page.write_text(replaced(page.read_text(encoding="utf-8"), results), encoding="utf-8")
    (folder / "performance.svg").write_text(chart(rows), encoding="utf-8")


def replaced(text: str, results: str) -> str:
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the page must contain the lines {BEGIN!r} and {END!r}, in this order")
    return f"{before}{BEGIN}\n\n{results}\n\n{END}{after}"
