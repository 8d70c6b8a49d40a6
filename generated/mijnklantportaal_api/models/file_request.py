from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field
from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.model import Field, Model
from mijnklantportaal._wire.parsing import DeviationError

from .. import models


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
    """Fields that the spec does not know, as JSON values."""

    _fields = (
        Field("id", "id", codecs.STRING, True),
        Field("name", "name", codecs.STRING, True),
        Field("description", "description", codecs.Nullable(codecs.STRING), True),
        Field("directory_id", "directoryId", codecs.Nullable(codecs.STRING), True),
        Field("customer_id", "customerId", codecs.Nullable(codecs.STRING), True),
        Field("requested_files", "requestedFiles", codecs.Array(codecs.Object(lambda: models.RequestedFile)), True),
        Field("completed_at", "completedAt", codecs.Nullable(codecs.DATE_TIME), True),
        Field("created_at", "createdAt", codecs.DATE_TIME, True),
        Field("links", "links", codecs.Object(lambda: models.FileRequestLinks), True),
    )

    @classmethod
    def _parse_strict(_cls, _data: Mapping[str, Any], /) -> Self:
        id = _data["id"]
        name = _data["name"]
        description = _data["description"]
        directory_id = _data["directoryId"]
        customer_id = _data["customerId"]
        requested_files = _data["requestedFiles"]
        completed_at = _data["completedAt"]
        created_at = _data["createdAt"]
        links = _data["links"]
        if not (
            type(id) is str
            and type(name) is str
            and (description is None or type(description) is str)
            and (directory_id is None or type(directory_id) is str)
            and (customer_id is None or type(customer_id) is str)
        ):
            raise DeviationError
        # Without __init__, which would take as long as all of this.
        _self = object.__new__(_cls)
        _self.id = id
        _self.name = name
        _self.description = description
        _self.directory_id = directory_id
        _self.customer_id = customer_id
        _self.requested_files = [
            models.RequestedFile._parse_strict(_element) for _element in codecs.strict_list(requested_files)
        ]
        _self.completed_at = None if completed_at is None else codecs.strict_date_time(completed_at)
        _self.created_at = codecs.strict_date_time(created_at)
        _self.links = models.FileRequestLinks._parse_strict(links)
        if len(_data) != 9:
            _self.additional_properties = _cls._unknown(_data)
        return _self
