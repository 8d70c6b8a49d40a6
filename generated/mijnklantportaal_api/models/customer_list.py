from __future__ import annotations

import builtins as _builtins
import typing as _typing

import attrs as _attrs

from .. import codecs as _codecs
from .. import model as _model
from .. import models as _models


@_attrs.define(kw_only=True)
class CustomerList(_model.Model):
    """Customers, all at once."""

    _fields = (_model.Field("data", "data", _codecs.Array(_codecs.Object(lambda: _models.Customer)), True),)

    data: _builtins.list[_models.Customer]
    """Customers."""
    additional_properties: _builtins.dict[str, _typing.Any] = _attrs.field(factory=_builtins.dict, repr=False)
    """What there is beside the fields that the document knows, as JSON values."""
