"""Rows as a table for people, and as JSON for machines."""

import json
from collections.abc import Sequence

from benchmarks.rows import Row

_TITLES = {
    "instructions": "Instructions, counted by callgrind",
    "s": "Time, the medians of interleaved rounds",
    "CPU s": "CPU time",
    "bytes": "Memory",
}
_COLUMNS = ("case", "reference", "this client", "others", "budget")
_PREFIXES = ((1e9, "G"), (1e6, "M"), (1e3, "k"), (1.0, ""), (1e-3, "m"), (1e-6, "µ"))


def as_json(rows: Sequence[Row], environment: str) -> str:
    return json.dumps({"environment": environment, "rows": [_json_row(row) for row in rows]}, indent=2) + "\n"


def as_markdown(rows: Sequence[Row]) -> str:
    """Return one table for each unit."""
    units = list(dict.fromkeys(row.unit for row in rows))
    return "\n\n".join(_table(unit, [row for row in rows if row.unit == unit]) for unit in units)


def ratio_text(ratio: float) -> str:
    # Small ratios have more digits, so that they do not become zero.
    return f"{ratio:.2f}" if ratio >= 0.1 else f"{ratio:.2g}"


def over_budget(rows: Sequence[Row]) -> list[str]:
    """Return a sentence for each broken budget."""
    return [
        f"{row.case}: {row.ratio('this'):.3g} times {row.reference} ({row.unit}), the budget is {row.budget}"
        for row in rows
        if row.is_over_budget
    ]


def _json_row(row: Row) -> dict[str, object]:
    contenders = {
        name: {
            "value": measure.value,
            "spread": measure.spread,
            "ratio": row.ratio(name),
            "ratio_spread": row.ratio_spread(name),
        }
        for name, measure in row.measures.items()
    }
    return {
        "case": row.case,
        "unit": row.unit,
        "reference": row.reference,
        "budget": row.budget,
        "is_over_budget": row.is_over_budget,
        "contenders": contenders,
    }


def _table(unit: str, rows: Sequence[Row]) -> str:
    lines = [_COLUMNS, *(_cells(row) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    padded = [[cell.ljust(width) for cell, width in zip(line, widths, strict=True)] for line in lines]
    padded.insert(1, ["-" * width for width in widths])
    table = "\n".join(f"| {' | '.join(line)} |" for line in padded)
    return f"**{_TITLES.get(unit, unit)}**\n\n{table}"


def _cells(row: Row) -> tuple[str, ...]:
    reference = f"{row.reference}: {_quantity(row.measures[row.reference].value, row.unit)}"
    others = [f"{name} {_ratio(row, name)}" for name in row.measures if name not in (row.reference, "this")]
    this = _ratio(row, "this") if "this" in row.measures else ""
    budget = "" if row.budget is None else f"{row.budget:g}{' BROKEN' if row.is_over_budget else ''}"
    return (row.case, reference, this, ", ".join(others), budget)


def _ratio(row: Row, contender: str) -> str:
    spread = row.ratio_spread(contender)
    ratio = row.ratio(contender)
    return f"{ratio_text(ratio)} ± {spread * ratio:.2f}" if spread else ratio_text(ratio)


def _quantity(value: float, unit: str) -> str:
    scale, prefix = next((item for item in _PREFIXES if abs(value) >= item[0]), _PREFIXES[-1])
    if unit == "instructions":
        return f"{value / scale:.3g} {prefix}".strip()
    return f"{value / scale:.3g} {prefix}{unit.split()[-1]}"
