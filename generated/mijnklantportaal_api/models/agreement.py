from __future__ import annotations

import builtins as _builtins
import collections.abc as _abc
import datetime as _datetime
import typing as _typing

import attrs as _attrs
from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model


@_attrs.define(kw_only=True)
class Agreement(_model.Model):
    """Agreement."""

    _fields = (
        _model.Field("id", "id", _codecs.STRING, True),
        _model.Field("created_at", "createdAt", _codecs.DATE_TIME, True),
        _model.Field("name", "name", _codecs.STRING, True),
        _model.Field("status", "status", _codecs.STRING, True),
    )

    id: str
    """Agreement ID, prefix `agr_`. Example: `agr_abc12346def678`."""
    created_at: _datetime.datetime
    """When it was created, in ATOM format. Example: `2025-09-13T17:23:14+02:00`."""
    name: str
    """Name. Example: `Service contract`."""
    status: str
    """`sent` or `signed`. Example: `sent`."""
    additional_properties: _builtins.dict[str, _typing.Any] = _attrs.field(factory=_builtins.dict, repr=False)
    """What there is beside the fields that the document knows, as JSON values."""

    @classmethod
    def exactly(_cls, _data: _abc.Mapping[str, _typing.Any], /) -> _typing.Self:
        id = _data["id"]
        created_at = _data["createdAt"]
        name = _data["name"]
        status = _data["status"]
        if not (type(id) is str and type(name) is str and type(status) is str):
            raise _codecs.DifferenceError
        return _cls(
            id=id,
            created_at=_codecs.exact_moment(created_at),
            name=name,
            status=status,
            additional_properties={} if len(_data) == 4 else _cls._unknown(_data),
        )
