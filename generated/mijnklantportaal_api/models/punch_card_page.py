from __future__ import annotations

import builtins as _builtins
import typing as _typing

import attrs as _attrs

from .. import codecs as _codecs
from .. import model as _model
from .. import models as _models


@_attrs.define(kw_only=True)
class PunchCardPage(_model.Model):
    """One page of a list."""

    _fields = (
        _model.Field("current_page", "current_page", _codecs.INTEGER, True),
        _model.Field("data", "data", _codecs.Array(_codecs.Object(lambda: _models.PunchCard)), True),
        _model.Field("first_page_url", "first_page_url", _codecs.STRING, True),
        _model.Field("from_", "from", _codecs.INTEGER, True),
        _model.Field("next_page_url", "next_page_url", _codecs.Nullable(_codecs.STRING), True),
        _model.Field("path", "path", _codecs.STRING, True),
        _model.Field("per_page", "per_page", _codecs.INTEGER, True),
        _model.Field("prev_page_url", "prev_page_url", _codecs.Nullable(_codecs.STRING), True),
        _model.Field("to", "to", _codecs.INTEGER, True),
    )

    current_page: int
    """Number of this page. Example: `1`."""
    data: _builtins.list[_models.PunchCard]
    """Punch cards on this page."""
    first_page_url: str
    """URL of the first page. Example: `https://api.mijnklantportaal.nl/v1/punch-cards?page=1`."""
    from_: int
    """Offset of the first object on this page. Example: `1`."""
    next_page_url: str | None
    """URL of the next page, when there is one."""
    path: str
    """URL of the endpoint without query. Example: `https://api.mijnklantportaal.nl/v1/punch-cards`."""
    per_page: int
    """Objects per page; 15 by default. Example: `15`."""
    prev_page_url: str | None
    """URL of the previous page, when there is one."""
    to: int
    """Offset of the last object on this page. Example: `15`."""
    additional_properties: _builtins.dict[str, _typing.Any] = _attrs.field(factory=_builtins.dict, repr=False)
    """What there is beside the fields that the document knows, as JSON values."""
