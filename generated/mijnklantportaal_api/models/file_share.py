from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field
from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.model import Field, Model, new_object
from mijnklantportaal._wire.parsing import DeviationError

from .. import models

_FileOrDirectoryCodec = codecs.Object(lambda: models.FileOrDirectory)
_FileShareLinksCodec = codecs.Object(lambda: models.FileShareLinks)


@define(kw_only=True)
class FileShare(Model):
    """File Share."""

    id: str
    """Share ID, prefix `fss_`. Example: `fss_abc12345678`."""
    shared_with_customer_id: str | None
    """Customer it is shared with, if any. Example: `cst_abc12345678`."""
    shared_content: list[models.FileOrDirectory]
    """Shared files and directories."""
    created_at: datetime.datetime
    """When it was created, in ATOM format. Example: `2024-04-29T21:00:00+02:00`."""
    links: models.FileShareLinks
    """Links to what belongs to it."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)
    """Fields that are not in the spec, as JSON values."""

    _field_table = (
        Field("id", "id", codecs.STRING, True),
        Field("shared_with_customer_id", "sharedWithCustomerId", codecs.Nullable(codecs.STRING), True),
        Field("shared_content", "sharedContent", codecs.Array(_FileOrDirectoryCodec), True),
        Field("created_at", "createdAt", codecs.DATE_TIME, True),
        Field("links", "links", _FileShareLinksCodec, True),
    )

    @classmethod
    def _parse_strict(_cls, _data: Mapping[str, Any], /) -> Self:
        if _cls is not FileShare:
            raise DeviationError
        id = _data["id"]
        shared_with_customer_id = _data["sharedWithCustomerId"]
        created_at = codecs.parse_time(_data["createdAt"])
        if not (
            type(id) is str
            and (shared_with_customer_id is None or type(shared_with_customer_id) is str)
            and created_at.tzinfo is not None
        ):
            raise DeviationError
        _self = new_object(_cls)
        _self.id = id
        _self.shared_with_customer_id = shared_with_customer_id
        _self.shared_content = [
            _FileOrDirectoryCodec.model_parser(_element) for _element in codecs.strict_list(_data["sharedContent"])
        ]
        _self.created_at = created_at
        _self.links = _FileShareLinksCodec.model_parser(_data["links"])
        _self._additional = None if len(_data) == 5 else _cls._unknown(_data)
        return _self

    def _serialize_strict(_self) -> dict[str, Any]:
        if type(_self) is not FileShare or _self._additional:
            raise DeviationError
        id = _self.id
        shared_with_customer_id = _self.shared_with_customer_id
        created_at = _self.created_at
        if not (
            type(id) is str
            and (shared_with_customer_id is None or type(shared_with_customer_id) is str)
            and (type(created_at) is datetime.datetime and created_at.tzinfo is not None)
        ):
            raise DeviationError
        return {
            "id": id,
            "sharedWithCustomerId": shared_with_customer_id,
            "sharedContent": [
                _FileOrDirectoryCodec.model_serializer(_element)
                for _element in codecs.strict_list(_self.shared_content)
            ],
            "createdAt": created_at.isoformat(),
            "links": _FileShareLinksCodec.model_serializer(_self.links),
        }
