"""A chart of ratios as SVG: a bar for each contender, and a line at 1, which is the reference of the case."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from benchmarks.report import ratio_text
from benchmarks.rows import Row

_BARS = 400
_VALUES = 50
_BAR = 12
_GAP = 14
_TOP = 46
# The average of common fonts.
_CHARACTER = 6.2
# Longer bars are cut; their value is printed as well.
_LARGEST = 3.5
_STYLE = """
text { font-family: system-ui, sans-serif; font-size: 12px; fill: #1f2328; }
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
_TITLE = "Costs of this client and of the stock client, as ratios to a reference"


def chart(rows: Sequence[Row]) -> str:
    """Return the SVG of the rows that have a budget."""
    shown = [row for row in rows if row.budget is not None]
    left = max((len(f"{row.case} / {row.reference}") for row in shown), default=0) * _CHARACTER + 20
    groups: list[str] = []
    top = _TOP
    for row in shown:
        groups.append(_group(row, left, top))
        top += len(_contenders(row)) * _BAR + _GAP
    one = _end(left, 1)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {left + _BARS + _VALUES:g} {top}" role="img" '
        'aria-labelledby="title description">',
        f'<title id="title">{_TITLE}</title>',
        f'<desc id="description">{escape(_description(shown))}</desc>',
        f"<style>{_STYLE}</style>",
        _legend(left),
        *groups,
        f'<line class="line" x1="{one:.1f}" x2="{one:.1f}" y1="{_TOP - 8}" y2="{top - _GAP + 4}"/>',
        f'<text x="{one:.1f}" y="{_TOP - 12}" text-anchor="middle">1</text>',
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _description(rows: Sequence[Row]) -> str:
    cases = []
    for row in rows:
        ratios = ", ".join(f"{name} {ratio_text(row.ratio(name))}" for name in _contenders(row))
        cases.append(f"{row.case}: {ratios} times {row.reference}")
    return f"{'; '.join(cases)}."


def _group(row: Row, left: float, top: int) -> str:
    """Return the label, the bars and the budget of a case."""
    contenders = _contenders(row)
    bottom = top + len(contenders) * _BAR
    label = f'{escape(row.case)} <tspan class="note">/ {escape(row.reference)}</tspan>'
    lines = [f'<text x="{left - 10:g}" y="{(top + bottom) / 2 + 4:g}" text-anchor="end">{label}</text>']
    for y, contender in zip(range(top, bottom, _BAR), contenders, strict=True):
        ratio = row.ratio(contender)
        # At least a pixel, so that ratios near zero are visible.
        width = max(_end(left, ratio) - left, 1)
        right = left + _BARS + _VALUES - 10
        lines += [
            f'<rect class="{contender}" x="{left:g}" y="{y}" width="{width:.1f}" height="{_BAR - 1}"/>',
            f'<text class="note" x="{right:g}" y="{y + 10}" text-anchor="end">{ratio_text(ratio)}</text>',
        ]
    if row.budget is not None:
        x = _end(left, row.budget)
        lines.append(f'<line class="budget" x1="{x:.1f}" x2="{x:.1f}" y1="{top - 2}" y2="{bottom + 1}"/>')
    return "\n".join(lines)


def _contenders(row: Row) -> list[str]:
    return [name for name in ("this", "stock") if name in row.measures and name != row.reference]


def _legend(left: float) -> str:
    budget = left + 225
    return f"""\
<rect class="this" x="{left:g}" y="8" width="12" height="11"/><text x="{left + 18:g}" y="18">this client</text>
<rect class="stock" x="{left + 110:g}" y="8" width="12" height="11"/><text x="{left + 128:g}" y="18">stock client</text>
<line class="budget" x1="{budget:g}" x2="{budget:g}" y1="6" y2="21"/><text x="{budget + 8:g}" y="18">budget</text>"""


def _end(left: float, ratio: float) -> float:
    return left + min(ratio, _LARGEST) / _LARGEST * _BARS
