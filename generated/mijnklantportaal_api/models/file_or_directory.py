from __future__ import annotations

import datetime
from collections.abc import Mapping
from sys import intern
from typing import Any, Self

from attrs import define, field
from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.model import Field, Model, new_object
from mijnklantportaal._wire.parsing import DeviationError

from .. import models


@define(kw_only=True)
class FileOrDirectory(Model):
    """File or Directory."""

    id: str
    """ID; files have prefix `fsf_`, directories `fsd_`. Example: `fsf_abc12345678`."""
    type_: models.FileType | str
    """Whether it is a file or a directory. One of `file`, `directory`. Example: `file`."""
    name: str
    """Name. Example: `contract_v2.pdf`."""
    size: int | None
    """Size in bytes; `null` for directories. Example: `1284`."""
    mime: str | None
    """MIME type; `null` for directories. Example: `application/pdf`."""
    file_share_id: str | None
    """ID of the share it is in, if any. Example: `fss_abc12345678`."""
    created_at: datetime.datetime
    """When it was created, in ATOM format. Example: `2024-04-29T21:00:00+02:00`."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)
    """Fields that are not in the spec, as JSON values."""

    _field_table = (
        Field("id", "id", codecs.STRING, True),
        Field("type_", "type", codecs.STRING, True),
        Field("name", "name", codecs.STRING, True),
        Field("size", "size", codecs.Nullable(codecs.INTEGER), True),
        Field("mime", "mime", codecs.Nullable(codecs.STRING), True),
        Field("file_share_id", "fileShareId", codecs.Nullable(codecs.STRING), True),
        Field("created_at", "createdAt", codecs.DATE_TIME, True),
    )

    @classmethod
    def _parse_strict(_cls, _data: Mapping[str, Any], /) -> Self:
        if _cls is not FileOrDirectory:
            raise DeviationError
        id = _data["id"]
        type_ = _data["type"]
        name = _data["name"]
        size = _data["size"]
        mime = _data["mime"]
        file_share_id = _data["fileShareId"]
        created_at = codecs.parse_time(_data["createdAt"])
        if not (
            type(id) is str
            and type(type_) is str
            and type(name) is str
            and (size is None or type(size) is int)
            and (mime is None or type(mime) is str)
            and (file_share_id is None or type(file_share_id) is str)
            and created_at.tzinfo is not None
        ):
            raise DeviationError
        _self = new_object(_cls)
        _self.id = id
        _self.type_ = intern(type_)
        _self.name = name
        _self.size = size
        _self.mime = None if mime is None else intern(mime)
        _self.file_share_id = file_share_id
        _self.created_at = created_at
        _self._additional = None if len(_data) == 7 else _cls._unknown(_data)
        return _self

    def _serialize_strict(_self) -> dict[str, Any]:
        if type(_self) is not FileOrDirectory or _self._additional:
            raise DeviationError
        id = _self.id
        type_ = _self.type_
        name = _self.name
        size = _self.size
        mime = _self.mime
        file_share_id = _self.file_share_id
        created_at = _self.created_at
        if not (
            type(id) is str
            and type(type_) is str
            and type(name) is str
            and (size is None or type(size) is int)
            and (mime is None or type(mime) is str)
            and (file_share_id is None or type(file_share_id) is str)
            and (type(created_at) is datetime.datetime and created_at.tzinfo is not None)
        ):
            raise DeviationError
        return {
            "id": id,
            "type": type_,
            "name": name,
            "size": size,
            "mime": mime,
            "fileShareId": file_share_id,
            "createdAt": created_at.isoformat(),
        }
