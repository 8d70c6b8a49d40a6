from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field
from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.model import Field, Model, new_object
from mijnklantportaal._wire.parsing import DeviationError


@define(kw_only=True)
class DownloadLink(Model):
    """Link to download a file, which works for 5 minutes."""

    link: str
    """URL of the file. Example: `https://files.example.com/contract_v2.pdf`."""
    expires_at: datetime.datetime
    """When the URL stops working, in ATOM format. Example: `2025-04-29T21:00:00+02:00`."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)
    """Fields that are not in the spec, as JSON values."""

    _field_table = (
        Field("link", "link", codecs.STRING, True),
        Field("expires_at", "expiresAt", codecs.DATE_TIME, True),
    )

    @classmethod
    def _parse_strict(_cls, _data: Mapping[str, Any], /) -> Self:
        if _cls is not DownloadLink:
            raise DeviationError
        link = _data["link"]
        expires_at = codecs.parse_time(_data["expiresAt"])
        if not (type(link) is str and expires_at.tzinfo is not None):
            raise DeviationError
        _self = new_object(_cls)
        _self.link = link
        _self.expires_at = expires_at
        _self._additional = None if len(_data) == 2 else _cls._unknown(_data)
        return _self

    def _serialize_strict(_self) -> dict[str, Any]:
        if type(_self) is not DownloadLink or _self._additional:
            raise DeviationError
        link = _self.link
        expires_at = _self.expires_at
        if not (type(link) is str and (type(expires_at) is datetime.datetime and expires_at.tzinfo is not None)):
            raise DeviationError
        return {
            "link": link,
            "expiresAt": expires_at.isoformat(),
        }
