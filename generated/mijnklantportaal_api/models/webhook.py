from __future__ import annotations

import builtins as _builtins
import collections.abc as _abc
import datetime as _datetime
import typing as _typing

import attrs as _attrs
from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model


@_attrs.define(kw_only=True)
class Webhook(_model.Model):
    """Webhook record."""

    _fields = (
        _model.Field("id", "id", _codecs.STRING, True),
        _model.Field("created_at", "createdAt", _codecs.DATE_TIME, True),
        _model.Field("secret", "secret", _codecs.STRING, True),
        _model.Field("type_", "type", _codecs.STRING, True),
        _model.Field("url", "url", _codecs.STRING, True),
    )

    id: str
    """Webhook ID, prefix `wbh_`. Example: `wbh_abc12345def678`."""
    created_at: _datetime.datetime
    """When it was created, in ATOM format. Example: `2024-04-29T21:00:00+02:00`."""
    secret: str = _attrs.field(repr=False)
    """Random string sent in the `X-Webhook-Signature` header of each call, to check its origin. Example:
    `OUJX2prdBbJxR77BZlGz`.
    """
    type_: str
    """Event that triggers it. Example: `customer-created`."""
    url: str
    """URL that is called. Example: `https://mijnklantportaal.nl/webhook-incoming`."""
    additional_properties: _builtins.dict[str, _typing.Any] = _attrs.field(factory=_builtins.dict, repr=False)
    """What there is beside the fields that the document knows, as JSON values."""

    @classmethod
    def exactly(_cls, _data: _abc.Mapping[str, _typing.Any], /) -> _typing.Self:
        id = _data["id"]
        created_at = _data["createdAt"]
        secret = _data["secret"]
        type_ = _data["type"]
        url = _data["url"]
        if not (type(id) is str and type(secret) is str and type(type_) is str and type(url) is str):
            raise _codecs.DifferenceError
        return _cls(
            id=id,
            created_at=_codecs.exact_moment(created_at),
            secret=secret,
            type_=type_,
            url=url,
            additional_properties={} if len(_data) == 5 else _cls._unknown(_data),
        )
