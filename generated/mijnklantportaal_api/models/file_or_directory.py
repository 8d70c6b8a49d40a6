from __future__ import annotations

import builtins as _builtins
import collections.abc as _abc
import datetime as _datetime
import typing as _typing

import attrs as _attrs
from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model


@_attrs.define(kw_only=True)
class FileOrDirectory(_model.Model):
    """File or Directory."""

    _fields = (
        _model.Field("id", "id", _codecs.STRING, True),
        _model.Field("created_at", "createdAt", _codecs.DATE_TIME, True),
        _model.Field("file_share_id", "fileShareId", _codecs.Nullable(_codecs.STRING), True),
        _model.Field("mime", "mime", _codecs.Nullable(_codecs.STRING), True),
        _model.Field("name", "name", _codecs.STRING, True),
        _model.Field("size", "size", _codecs.Nullable(_codecs.INTEGER), True),
        _model.Field("type_", "type", _codecs.STRING, True),
    )

    id: str
    """ID; files have prefix `fsf_`, directories `fsd_`. Example: `fsf_abc12345678`."""
    created_at: _datetime.datetime
    """When it was created, in ATOM format. Example: `2024-04-29T21:00:00+02:00`."""
    file_share_id: str | None
    """ID of the share it is in, if any. Example: `fss_abc12345678`."""
    mime: str | None
    """MIME type; `null` for directories. Example: `application/pdf`."""
    name: str
    """Name. Example: `contract_v2.pdf`."""
    size: int | None
    """Size in bytes; `null` for directories. Example: `1284`."""
    type_: str
    """`file` or `directory`. Example: `file`."""
    additional_properties: _builtins.dict[str, _typing.Any] = _attrs.field(factory=_builtins.dict, repr=False)
    """What there is beside the fields that the document knows, as JSON values."""

    @classmethod
    def exactly(_cls, _data: _abc.Mapping[str, _typing.Any], /) -> _typing.Self:
        id = _data["id"]
        created_at = _data["createdAt"]
        file_share_id = _data["fileShareId"]
        mime = _data["mime"]
        name = _data["name"]
        size = _data["size"]
        type_ = _data["type"]
        if not (
            type(id) is str
            and (file_share_id is None or type(file_share_id) is str)
            and (mime is None or type(mime) is str)
            and type(name) is str
            and (size is None or type(size) is int)
            and type(type_) is str
        ):
            raise _codecs.DifferenceError
        return _cls(
            id=id,
            created_at=_codecs.exact_moment(created_at),
            file_share_id=file_share_id,
            mime=mime,
            name=name,
            size=size,
            type_=type_,
            additional_properties={} if len(_data) == 7 else _cls._unknown(_data),
        )
