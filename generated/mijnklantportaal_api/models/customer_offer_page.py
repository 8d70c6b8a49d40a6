from __future__ import annotations

import builtins as _builtins
import typing as _typing

import attrs as _attrs

from .. import codecs as _codecs
from .. import model as _model
from .. import models as _models


@_attrs.define(kw_only=True)
class CustomerOfferPage(_model.Model):
    """One page of a list."""

    _fields = (
        _model.Field("current_page", "current_page", _codecs.INTEGER, True),
        _model.Field("data", "data", _codecs.Array(_codecs.Object(lambda: _models.CustomerOffer)), True),
        _model.Field("first_page_url", "first_page_url", _codecs.STRING, True),
        _model.Field("from_", "from", _codecs.INTEGER, True),
        _model.Field("next_page_url", "next_page_url", _codecs.Nullable(_codecs.STRING), True),
        _model.Field("path", "path", _codecs.STRING, True),
        _model.Field("per_page", "per_page", _codecs.INTEGER, True),
        _model.Field("prev_page_url", "prev_page_url", _codecs.Nullable(_codecs.STRING), True),
        _model.Field("to", "to", _codecs.INTEGER, True),
    )

    current_page: int
    """Current page of the response. Example: `1`."""
    data: _builtins.list[_models.CustomerOffer]
    """Array of Customer Offer objects."""
    first_page_url: str
    """Endpoint to go to the first page of objects. Example:
    `https://api.mijnklantportaal.nl/v1/customer-offers?page=1`.
    """
    from_: int
    """Offset of the current page. Example: `1`."""
    next_page_url: str | None
    """Endpoint to get the next batch of objects, if available."""
    path: str
    """Current used endpoint. Example: `https://api.mijnklantportaal.nl/v1/customer-offers`."""
    per_page: int
    """Amount of object returned per page. Default is 15 objects. Example: `15`."""
    prev_page_url: str | None
    """Endpoint to get the previous batch of object, if available."""
    to: int
    """Next offset of objects. Example: `15`."""
    additional_properties: _builtins.dict[str, _typing.Any] = _attrs.field(factory=_builtins.dict, repr=False)
    """What there is beside the fields that the document knows, as JSON values."""
