from __future__ import annotations

from collections.abc import Mapping
from sys import intern
from typing import Any, Self

from attrs import define, field
from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.model import Field, Model, new_object
from mijnklantportaal._wire.parsing import DeviationError


@define(kw_only=True)
class Link(Model):
    """Link to something that belongs to an object."""

    href: str
    """URL. Example: `https://api.mijnklantportaal.nl/v1/customers/cst_abc12345def678`."""
    type_: str
    """Type of the content that the URL gives. Example: `application/json`."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)
    """Fields that are not in the spec, as JSON values."""

    _field_table = (
        Field("href", "href", codecs.STRING, True),
        Field("type_", "type", codecs.STRING, True),
    )

    @classmethod
    def _parse_strict(_cls, _data: Mapping[str, Any], /) -> Self:
        if _cls is not Link:
            raise DeviationError
        href = _data["href"]
        type_ = _data["type"]
        if not (type(href) is str and type(type_) is str):
            raise DeviationError
        _self = new_object(_cls)
        _self.href = href
        _self.type_ = intern(type_)
        _self._additional = None if len(_data) == 2 else _cls._unknown(_data)
        return _self

    def _serialize_strict(_self) -> dict[str, Any]:
        if type(_self) is not Link or _self._additional:
            raise DeviationError
        href = _self.href
        type_ = _self.type_
        if not (type(href) is str and type(type_) is str):
            raise DeviationError
        return {
            "href": href,
            "type": type_,
        }
