from __future__ import annotations

import builtins as _builtins
import collections.abc as _abc
import typing as _typing

import attrs as _attrs
from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model


@_attrs.define(kw_only=True)
class Link(_model.Model):
    """Link to something that belongs to an object."""

    _fields = (
        _model.Field("href", "href", _codecs.STRING, True),
        _model.Field("type_", "type", _codecs.STRING, True),
    )

    href: str
    """URL. Example: `https://api.mijnklantportaal.nl/v1/customers/cst_abc12345def678`."""
    type_: str
    """Type of the content that the URL gives. Example: `application/json`."""
    additional_properties: _builtins.dict[str, _typing.Any] = _attrs.field(factory=_builtins.dict, repr=False)
    """What there is beside the fields that the document knows, as JSON values."""

    @classmethod
    def exactly(_cls, _data: _abc.Mapping[str, _typing.Any], /) -> _typing.Self:
        href = _data["href"]
        type_ = _data["type"]
        if not (type(href) is str and type(type_) is str):
            raise _codecs.DifferenceError
        return _cls(
            href=href,
            type_=type_,
            additional_properties={} if len(_data) == 2 else _cls._unknown(_data),
        )
