from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field
from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.model import Field, Model, new_object
from mijnklantportaal._wire.parsing import DeviationError

from .. import models

_FileRequestLinksCodec = codecs.Object(lambda: models.FileRequestLinks)
_RequestedFileCodec = codecs.Object(lambda: models.RequestedFile)


@define(kw_only=True)
class FileRequest(Model):
    """File Request."""

    id: str
    """Request ID, prefix `frq_`. Example: `frq_abc12345678`."""
    name: str
    """Name shown in the managing portal. Example: `Contract renewal`."""
    description: str | None
    """Reason, shown to the uploader. Example: `We need these files to complete your contract renewal`."""
    directory_id: str | None
    """Directory the uploads go to, if set. Example: `fsd_abc123456789`."""
    customer_id: str | None
    """Customer asked; `null` for a public link. Example: `cst_abc123456789`."""
    requested_files: list[models.RequestedFile]
    """Files asked for."""
    completed_at: datetime.datetime | None
    """When it was completed, in ATOM format. Example: `2024-04-29T21:00:00+02:00`."""
    created_at: datetime.datetime
    """When it was created, in ATOM format. Example: `2024-04-29T21:00:00+02:00`."""
    links: models.FileRequestLinks
    """Links to what belongs to it."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)
    """Fields that are not in the spec, as JSON values."""

    _field_table = (
        Field("id", "id", codecs.STRING, True),
        Field("name", "name", codecs.STRING, True),
        Field("description", "description", codecs.Nullable(codecs.STRING), True),
        Field("directory_id", "directoryId", codecs.Nullable(codecs.STRING), True),
        Field("customer_id", "customerId", codecs.Nullable(codecs.STRING), True),
        Field("requested_files", "requestedFiles", codecs.Array(_RequestedFileCodec), True),
        Field("completed_at", "completedAt", codecs.Nullable(codecs.DATE_TIME), True),
        Field("created_at", "createdAt", codecs.DATE_TIME, True),
        Field("links", "links", _FileRequestLinksCodec, True),
    )

    @classmethod
    def _parse_strict(_cls, _data: Mapping[str, Any], /) -> Self:
        if _cls is not FileRequest:
            raise DeviationError
        id = _data["id"]
        name = _data["name"]
        description = _data["description"]
        directory_id = _data["directoryId"]
        customer_id = _data["customerId"]
        completed_at = _data["completedAt"]
        if completed_at is not None:
            completed_at = codecs.parse_time(completed_at)
        created_at = codecs.parse_time(_data["createdAt"])
        if not (
            type(id) is str
            and type(name) is str
            and (description is None or type(description) is str)
            and (directory_id is None or type(directory_id) is str)
            and (customer_id is None or type(customer_id) is str)
            and (completed_at is None or completed_at.tzinfo is not None)
            and created_at.tzinfo is not None
        ):
            raise DeviationError
        _self = new_object(_cls)
        _self.id = id
        _self.name = name
        _self.description = description
        _self.directory_id = directory_id
        _self.customer_id = customer_id
        _self.requested_files = [
            _RequestedFileCodec.model_parser(_element) for _element in codecs.strict_list(_data["requestedFiles"])
        ]
        _self.completed_at = completed_at
        _self.created_at = created_at
        _self.links = _FileRequestLinksCodec.model_parser(_data["links"])
        _self._additional = None if len(_data) == 9 else _cls._unknown(_data)
        return _self

    def _serialize_strict(_self) -> dict[str, Any]:
        if type(_self) is not FileRequest or _self._additional:
            raise DeviationError
        id = _self.id
        name = _self.name
        description = _self.description
        directory_id = _self.directory_id
        customer_id = _self.customer_id
        completed_at = _self.completed_at
        created_at = _self.created_at
        if not (
            type(id) is str
            and type(name) is str
            and (description is None or type(description) is str)
            and (directory_id is None or type(directory_id) is str)
            and (customer_id is None or type(customer_id) is str)
            and (completed_at is None or (type(completed_at) is datetime.datetime and completed_at.tzinfo is not None))
            and (type(created_at) is datetime.datetime and created_at.tzinfo is not None)
        ):
            raise DeviationError
        return {
            "id": id,
            "name": name,
            "description": description,
            "directoryId": directory_id,
            "customerId": customer_id,
            "requestedFiles": [
                _RequestedFileCodec.model_serializer(_element) for _element in codecs.strict_list(_self.requested_files)
            ],
            "completedAt": None if completed_at is None else completed_at.isoformat(),
            "createdAt": created_at.isoformat(),
            "links": _FileRequestLinksCodec.model_serializer(_self.links),
        }
