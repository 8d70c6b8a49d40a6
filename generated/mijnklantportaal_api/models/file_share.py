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
    """Fields that the spec does not know, as JSON values."""

    _fields = (
        Field("id", "id", codecs.STRING, True),
        Field("shared_with_customer_id", "sharedWithCustomerId", codecs.Nullable(codecs.STRING), True),
        Field("shared_content", "sharedContent", codecs.Array(codecs.Object(lambda: models.FileOrDirectory)), True),
        Field("created_at", "createdAt", codecs.DATE_TIME, True),
        Field("links", "links", codecs.Object(lambda: models.FileShareLinks), True),
    )

    @classmethod
    def _parse_strict(_cls, _data: Mapping[str, Any], /) -> Self:
        id = _data["id"]
        shared_with_customer_id = _data["sharedWithCustomerId"]
        shared_content = _data["sharedContent"]
        created_at = _data["createdAt"]
        links = _data["links"]
        if not (type(id) is str and (shared_with_customer_id is None or type(shared_with_customer_id) is str)):
            raise DeviationError
        # Without __init__, which would take as long as all of this.
        _self = object.__new__(_cls)
        _self.id = id
        _self.shared_with_customer_id = shared_with_customer_id
        _self.shared_content = [
            models.FileOrDirectory._parse_strict(_element) for _element in codecs.strict_list(shared_content)
        ]
        _self.created_at = codecs.strict_date_time(created_at)
        _self.links = models.FileShareLinks._parse_strict(links)
        if len(_data) != 5:
            _self.additional_properties = _cls._unknown(_data)
        return _self
