from __future__ import annotations

import builtins as _builtins
import collections.abc as _abc
import typing as _typing

import attrs as _attrs
from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model


@_attrs.define(kw_only=True)
class ErrorMessage(_model.Model):
    """What went wrong."""

    _fields = (_model.Field("message", "message", _codecs.STRING, True),)

    message: str
    """Explanation what went wrong."""
    additional_properties: _builtins.dict[str, _typing.Any] = _attrs.field(factory=_builtins.dict, repr=False)
    """What there is beside the fields that the document knows, as JSON values."""

    @classmethod
    def exactly(_cls, _data: _abc.Mapping[str, _typing.Any], /) -> _typing.Self:
        message = _data["message"]
        if not (type(message) is str):
            raise _codecs.DifferenceError
        return _cls(
            message=message,
            additional_properties={} if len(_data) == 1 else _cls._unknown(_data),
        )
