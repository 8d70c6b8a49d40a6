from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field
from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.model import Field, Model

from .. import models


@define(kw_only=True)
class FileRequestLinks(Model):
    """Links to what belongs to it."""

    customer: models.Link | None
    """The customer, by `GET /customers/{customerId}`; `null` for a public link."""
    public_request: models.Link
    """The public page, for people outside the portal."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)
    """Fields that the spec does not know, as JSON values."""

    _fields = (
        Field("customer", "customer", codecs.Nullable(codecs.Object(lambda: models.Link)), True),
        Field("public_request", "publicRequest", codecs.Object(lambda: models.Link), True),
    )

    @classmethod
    def _parse_strict(_cls, _data: Mapping[str, Any], /) -> Self:
        customer = _data["customer"]
        public_request = _data["publicRequest"]
        # Without __init__, which would take as long as all of this.
        _self = object.__new__(_cls)
        _self.customer = None if customer is None else models.Link._parse_strict(customer)
        _self.public_request = models.Link._parse_strict(public_request)
        if len(_data) != 2:
            _self.additional_properties = _cls._unknown(_data)
        return _self
