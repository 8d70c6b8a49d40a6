"""A chart of ratios as SVG: a bar for each contender, and a line at 1, which is the reference of the case."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from benchmarks.rows import Row

_LABELS = 330
_BARS = 420
_BAR = 12
_GAP = 14
_TOP = 46
_WIDTH = _LABELS + _BARS + 70
# Longer bars are cut; their value is still printed.
_LARGEST = 3.5
_STYLE = """
text { font: 12px system-ui, sans-serif; fill: #1f2328; }
.note { fill: #59636e; }
.this { fill: #0969da; }
.stock { fill: #8c959f; }
.line { stroke: #1f2328; stroke-width: 1; }
.budget { stroke: #cf222e; stroke-width: 2; }
@media (prefers-color-scheme: dark) {
  text { fill: #f0f6fc; }
  .note { fill: #9198a1; }
  .this { fill: #4493f8; }
  .stock { fill: #656c76; }
  .line { stroke: #f0f6fc; }
  .budget { stroke: #f85149; }
}
"""


def chart(rows: Sequence[Row]) -> str:
    """Return the SVG of the rows that have a budget."""
    shown = [row for row in rows if row.budget is not None]
    bars: list[str] = []
    top = float(_TOP)
    for row in shown:
        group, height = _group(row, top)
        bars.append(group)
        top += height + _GAP
    title = "Costs of this client and of the stock client, as ratios to a reference"
    description = "; ".join(
        f"{row.case}: {', '.join(f'{name} {row.ratio(name):.2g}' for name in _contenders(row))} times {row.reference}"
        for row in shown
    )
    one = _x(1)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {top:g}" role="img" '
        'aria-labelledby="title description">',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="description">{escape(description)}.</desc>',
        f"<style>{_STYLE}</style>",
        *_legend(),
        *bars,
        f'<line class="line" x1="{one:g}" x2="{one:g}" y1="{_TOP - 8}" y2="{top - _GAP + 4:g}"/>',
        f'<text x="{one:g}" y="{_TOP - 12}" text-anchor="middle">1</text>',
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _group(row: Row, top: float) -> tuple[str, float]:
    """Return the label and the bars of a case, and their height."""
    contenders = _contenders(row)
    height = len(contenders) * _BAR
    middle = top + height / 2 + 4
    label = f'{escape(row.case)} <tspan class="note">/ {escape(row.reference)}</tspan>'
    lines = [f'<text x="{_LABELS - 10}" y="{middle:g}" text-anchor="end">{label}</text>']
    for number, contender in enumerate(contenders):
        y = top + number * _BAR
        end = _x(row.ratio(contender))
        # At least a pixel, so that ratios near zero are visible.
        width = max(end - _LABELS, 1)
        style = "this" if contender == "this" else "stock"
        lines.append(f'<rect class="{style}" x="{_LABELS}" y="{y:g}" width="{width:.1f}" height="{_BAR - 1}"/>')
        lines.append(f'<text class="note" x="{end + 6:.1f}" y="{y + 10:g}">{row.ratio(contender):.2g}</text>')
    if row.budget is not None:
        x = _x(row.budget)
        lines.append(f'<line class="budget" x1="{x:.1f}" x2="{x:.1f}" y1="{top - 2:g}" y2="{top + height + 1:g}"/>')
    return "\n".join(lines), height


def _contenders(row: Row) -> list[str]:
    return [name for name in ("this", "stock") if name in row.measures and name != row.reference]


def _legend() -> list[str]:
    entries = (
        '<rect class="this" x="{x}" y="8" width="12" height="11"/>',
        '<rect class="stock" x="{x}" y="8" width="12" height="11"/>',
        '<line class="budget" x1="{x}" x2="{x}" y1="6" y2="21"/>',
    )
    labels = ("this client", "stock client", "budget of this client")
    positions = (_LABELS, _LABELS + 110, _LABELS + 225)
    shapes = [entry.format(x=x) for entry, x in zip(entries, positions, strict=True)]
    texts = [f'<text x="{x + 18}" y="18">{label}</text>' for label, x in zip(labels, positions, strict=True)]
    return [*shapes, *texts]


def _x(ratio: float) -> float:
    return _LABELS + min(ratio, _LARGEST) / _LARGEST * _BARS
