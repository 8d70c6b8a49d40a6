from __future__ import annotations

import builtins as _builtins
import collections.abc as _abc
import typing as _typing

import attrs as _attrs
from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model

from .. import models as _models


@_attrs.define(kw_only=True)
class FileShareLinks(_model.Model):
    """Links to what belongs to it."""

    _fields = (
        _model.Field("customer", "customer", _codecs.Nullable(_codecs.Object(lambda: _models.Link)), True),
        _model.Field("public_share", "publicShare", _codecs.Object(lambda: _models.Link), True),
    )

    customer: _models.Link | None
    """The customer, by `GET /customers/{customerId}`; `null` for a public link."""
    public_share: _models.Link
    """The public page, for people outside the portal."""
    additional_properties: _builtins.dict[str, _typing.Any] = _attrs.field(factory=_builtins.dict, repr=False)
    """What there is beside the fields that the document knows, as JSON values."""

    @classmethod
    def exactly(_cls, _data: _abc.Mapping[str, _typing.Any], /) -> _typing.Self:
        customer = _data["customer"]
        public_share = _data["publicShare"]
        return _cls(
            customer=None if customer is None else _models.Link.exactly(customer),
            public_share=_models.Link.exactly(public_share),
            additional_properties={} if len(_data) == 2 else _cls._unknown(_data),
        )
