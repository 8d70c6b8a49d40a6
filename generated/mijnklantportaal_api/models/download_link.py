from __future__ import annotations

import builtins as _builtins
import collections.abc as _abc
import datetime as _datetime
import typing as _typing

import attrs as _attrs
from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model


@_attrs.define(kw_only=True)
class DownloadLink(_model.Model):
    """Link to download a file, which works for 5 minutes."""

    _fields = (
        _model.Field("expires_at", "expiresAt", _codecs.DATE_TIME, True),
        _model.Field("link", "link", _codecs.STRING, True),
    )

    expires_at: _datetime.datetime
    """When the URL stops working, in ATOM format. Example: `2025-04-29T21:00:00+02:00`."""
    link: str
    """URL of the file. Example: `https://files.example.com/contract_v2.pdf`."""
    additional_properties: _builtins.dict[str, _typing.Any] = _attrs.field(factory=_builtins.dict, repr=False)
    """What there is beside the fields that the document knows, as JSON values."""

    @classmethod
    def exactly(_cls, _data: _abc.Mapping[str, _typing.Any], /) -> _typing.Self:
        expires_at = _data["expiresAt"]
        link = _data["link"]
        if not (type(link) is str):
            raise _codecs.DifferenceError
        return _cls(
            expires_at=_codecs.exact_moment(expires_at),
            link=link,
            additional_properties={} if len(_data) == 2 else _cls._unknown(_data),
        )
