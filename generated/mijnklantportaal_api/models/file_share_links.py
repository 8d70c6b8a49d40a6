from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field
from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.model import Field, Model, new_object
from mijnklantportaal._wire.parsing import DeviationError

from .. import models

_LinkCodec = codecs.Object(lambda: models.Link)


@define(kw_only=True)
class FileShareLinks(Model):
    """Links to what belongs to it."""

    customer: models.Link | None
    """The customer, by `GET /customers/{customerId}`; `null` for a public link."""
    public_share: models.Link
    """The public page, for people outside the portal."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)
    """Fields that are not in the spec, as JSON values."""

    _field_table = (
        Field("customer", "customer", codecs.Nullable(_LinkCodec), True),
        Field("public_share", "publicShare", _LinkCodec, True),
    )

    @classmethod
    def _parse_strict(_cls, _data: Mapping[str, Any], /) -> Self:
        if _cls is not FileShareLinks:
            raise DeviationError
        customer = _data["customer"]
        _self = new_object(_cls)
        _self.customer = None if customer is None else _LinkCodec.model_parser(customer)
        _self.public_share = _LinkCodec.model_parser(_data["publicShare"])
        _self._additional = None if len(_data) == 2 else _cls._unknown(_data)
        return _self

    def _serialize_strict(_self) -> dict[str, Any]:
        if type(_self) is not FileShareLinks or _self._additional:
            raise DeviationError
        customer = _self.customer
        return {
            "customer": None if customer is None else _LinkCodec.model_serializer(customer),
            "publicShare": _LinkCodec.model_serializer(_self.public_share),
        }
