"""HTML tables of models and pages for notebooks."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from html import escape
from typing import Any, cast

from attrs import fields

from mijnklantportaal._wire.model import Model
from mijnklantportaal.types import UNSET

# A signature, or a message of a ticket, would fill the screen.
_MAX_TEXT = 200
_MAX_ROWS = 100
_MAX_DEPTH = 3
# Otherwise, notebooks would typeset text between dollar signs as mathematics.
_TABLE = '<table class="tex2jax_ignore mathjax_ignore">'


def model_table(model: Model) -> str:
    """Return a table with a row for each field, including fields that are not in the spec."""
    return _model_table(model, depth=1)


def page_table(items: Sequence[object], caption: str) -> str:
    """Return a table with a caption, and a row for each item of a page."""
    return f"{_TABLE}<caption>{_text(caption)}</caption>{_rows(items, depth=_MAX_DEPTH)}</table>"


def _model_table(model: Model, depth: int) -> str:
    rows = "".join(
        f"<tr><th>{_text(name)}</th><td>{_cell(value, depth)}</td></tr>" for name, value in _values(model).items()
    )
    return f"{_TABLE}<caption>{_text(type(model).__name__)}</caption>{rows}</table>"


def _rows(items: Sequence[object], depth: int) -> str:
    shown = [_values(item) if isinstance(item, Model) else {"": item} for item in items[:_MAX_ROWS]]
    names = list(dict.fromkeys(name for values in shown for name in values))
    rows = [_row("th", map(_text, names))] if names else []
    rows += [_row("td", (_cell(values.get(name, UNSET), depth) for name in names)) for values in shown]
    if more := len(items) - len(shown):
        rows.append(f'<tr><td colspan="{len(names)}">and {more} more</td></tr>')
    return "".join(rows)


def _row(tag: str, cells: Iterable[str]) -> str:
    return f"<tr>{''.join(f'<{tag}>{cell}</{tag}>' for cell in cells)}</tr>"


def _values(model: Model) -> dict[str, object]:
    """Return the values of a model by the names of their fields, without passwords, as in `repr`."""
    shown = {field.name for field in fields(cast("Any", type(model))) if field.repr}
    return {
        **{field.name: getattr(model, field.name) for field in model._field_table if field.name in shown},
        **{f"additional_properties[{key!r}]": value for key, value in (model._additional or {}).items()},
    }


def _cell(value: Any, depth: int) -> str:
    if value is UNSET:
        return ""
    if isinstance(value, datetime):
        return _text(value.isoformat(" "))
    if depth < _MAX_DEPTH:
        if isinstance(value, Model):
            return _model_table(value, depth + 1)
        if isinstance(value, list) and value and all(isinstance(item, Model) for item in value):
            return f"{_TABLE}{_rows(value, depth + 1)}</table>"
    return _text(str(value))


def _text(text: str) -> str:
    shown = text if len(text) <= _MAX_TEXT else f"{text[:_MAX_TEXT]}… ({len(text)} characters)"
    # Notebooks are UTF-8, which cannot encode lone surrogates.
    return escape(shown.encode(errors="backslashreplace").decode())
