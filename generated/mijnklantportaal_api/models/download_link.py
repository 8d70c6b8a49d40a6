from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field
from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.model import Field, Model
from mijnklantportaal._wire.parsing import DeviationError


@define(kw_only=True)
class DownloadLink(Model):
    """Link to download a file, which works for 5 minutes."""

    expires_at: datetime.datetime
    """When the URL stops working, in ATOM format. Example: `2025-04-29T21:00:00+02:00`."""
    link: str
    """URL of the file. Example: `https://files.example.com/contract_v2.pdf`."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)
    """Fields that the spec does not know, as JSON values."""

    _fields = (
        Field("expires_at", "expiresAt", codecs.DATE_TIME, True),
        Field("link", "link", codecs.STRING, True),
    )

    @classmethod
    def _parse_strict(_cls, _data: Mapping[str, Any], /) -> Self:
        expires_at = _data["expiresAt"]
        link = _data["link"]
        if not (type(link) is str):
            raise DeviationError
        return _cls(
            expires_at=codecs.strict_date_time(expires_at),
            link=link,
            additional_properties={} if len(_data) == 2 else _cls._unknown(_data),
        )
