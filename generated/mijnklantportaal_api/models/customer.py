from __future__ import annotations

import datetime
from collections.abc import Mapping
from sys import intern
from typing import Any, Self

from attrs import define, field
from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.model import Field, Model, new_object
from mijnklantportaal._wire.parsing import DeviationError


@define(kw_only=True)
class Customer(Model):
    """Customer."""

    id: str
    """Customer ID, prefix `cst_`. Example: `cst_abc12345def678`."""
    company_name: str
    """Name. Example: `Test Company BV`."""
    address: str
    """Street and number. Example: `Teststreet 123`."""
    zip_code: str
    """Zip code. Example: `1234AB`."""
    city: str
    """City. Example: `Amsterdam`."""
    country_code: str
    """Country, ISO 3166-1 alpha-2. Example: `NL`."""
    primary_email: str
    """Main email address, used for notifications. Example: `john.doe@test.com`."""
    phone: str | None
    """Phone with country code, if known. Example: `+312012345678`."""
    integration: str | None
    """ID of the linked bookkeeping integration, if any. Example: `acumulus`."""
    integration_id: str | None
    """ID of the customer in that integration, if any. Example: `123456789`."""
    customer_groups: list[str]
    """IDs of the customer groups it is in."""
    created_at: datetime.datetime
    """When it was added, in ATOM format. Example: `2024-04-28T21:00:00+02:00`."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)
    """Fields that are not in the spec, as JSON values."""

    _field_table = (
        Field("id", "id", codecs.STRING, True),
        Field("company_name", "companyName", codecs.STRING, True),
        Field("address", "address", codecs.STRING, True),
        Field("zip_code", "zipCode", codecs.STRING, True),
        Field("city", "city", codecs.STRING, True),
        Field("country_code", "countryCode", codecs.STRING, True),
        Field("primary_email", "primaryEmail", codecs.STRING, True),
        Field("phone", "phone", codecs.Nullable(codecs.STRING), True),
        Field("integration", "integration", codecs.Nullable(codecs.STRING), True),
        Field("integration_id", "integrationId", codecs.Nullable(codecs.STRING), True),
        Field("customer_groups", "customerGroups", codecs.Array(codecs.STRING), True),
        Field("created_at", "createdAt", codecs.DATE_TIME, True),
    )

    @classmethod
    def _parse_strict(_cls, _data: Mapping[str, Any], /) -> Self:
        if _cls is not Customer:
            raise DeviationError
        id = _data["id"]
        company_name = _data["companyName"]
        address = _data["address"]
        zip_code = _data["zipCode"]
        city = _data["city"]
        country_code = _data["countryCode"]
        primary_email = _data["primaryEmail"]
        phone = _data["phone"]
        integration = _data["integration"]
        integration_id = _data["integrationId"]
        created_at = codecs.parse_time(_data["createdAt"])
        if not (
            type(id) is str
            and type(company_name) is str
            and type(address) is str
            and type(zip_code) is str
            and type(city) is str
            and type(country_code) is str
            and type(primary_email) is str
            and (phone is None or type(phone) is str)
            and (integration is None or type(integration) is str)
            and (integration_id is None or type(integration_id) is str)
            and created_at.tzinfo is not None
        ):
            raise DeviationError
        _self = new_object(_cls)
        _self.id = id
        _self.company_name = company_name
        _self.address = address
        _self.zip_code = zip_code
        _self.city = city
        _self.country_code = intern(country_code)
        _self.primary_email = primary_email
        _self.phone = phone
        _self.integration = integration
        _self.integration_id = integration_id
        _self.customer_groups = _cls._field_table[10].codec.parse_strict(_data["customerGroups"])
        _self.created_at = created_at
        _self._additional = None if len(_data) == 12 else _cls._unknown(_data)
        return _self

    def _serialize_strict(_self) -> dict[str, Any]:
        if type(_self) is not Customer or _self._additional:
            raise DeviationError
        id = _self.id
        company_name = _self.company_name
        address = _self.address
        zip_code = _self.zip_code
        city = _self.city
        country_code = _self.country_code
        primary_email = _self.primary_email
        phone = _self.phone
        integration = _self.integration
        integration_id = _self.integration_id
        created_at = _self.created_at
        if not (
            type(id) is str
            and type(company_name) is str
            and type(address) is str
            and type(zip_code) is str
            and type(city) is str
            and type(country_code) is str
            and type(primary_email) is str
            and (phone is None or type(phone) is str)
            and (integration is None or type(integration) is str)
            and (integration_id is None or type(integration_id) is str)
            and (type(created_at) is datetime.datetime and created_at.tzinfo is not None)
        ):
            raise DeviationError
        return {
            "id": id,
            "companyName": company_name,
            "address": address,
            "zipCode": zip_code,
            "city": city,
            "countryCode": country_code,
            "primaryEmail": primary_email,
            "phone": phone,
            "integration": integration,
            "integrationId": integration_id,
            "customerGroups": codecs.serialize_leniently(_self._field_table[10].codec, _self.customer_groups),
            "createdAt": created_at.isoformat(),
        }
