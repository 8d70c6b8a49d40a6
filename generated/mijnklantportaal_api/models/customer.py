from __future__ import annotations

import builtins as _builtins
import collections.abc as _abc
import datetime as _datetime
import typing as _typing

import attrs as _attrs
from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model


@_attrs.define(kw_only=True)
class Customer(_model.Model):
    """Customer."""

    _fields = (
        _model.Field("id", "id", _codecs.STRING, True),
        _model.Field("address", "address", _codecs.STRING, True),
        _model.Field("city", "city", _codecs.STRING, True),
        _model.Field("company_name", "companyName", _codecs.STRING, True),
        _model.Field("country_code", "countryCode", _codecs.STRING, True),
        _model.Field("created_at", "createdAt", _codecs.DATE_TIME, True),
        _model.Field("customer_groups", "customerGroups", _codecs.Array(_codecs.STRING), True),
        _model.Field("integration", "integration", _codecs.Nullable(_codecs.STRING), True),
        _model.Field("integration_id", "integrationId", _codecs.Nullable(_codecs.STRING), True),
        _model.Field("phone", "phone", _codecs.Nullable(_codecs.STRING), True),
        _model.Field("primary_email", "primaryEmail", _codecs.STRING, True),
        _model.Field("zip_code", "zipCode", _codecs.STRING, True),
    )

    id: str
    """Customer ID, prefix `cst_`. Example: `cst_abc12345def678`."""
    address: str
    """Street and number. Example: `Teststreet 123`."""
    city: str
    """City. Example: `Amsterdam`."""
    company_name: str
    """Name. Example: `Test Company BV`."""
    country_code: str
    """Country, ISO 3166-1 alpha-2. Example: `NL`."""
    created_at: _datetime.datetime
    """When it was added, in ATOM format. Example: `2024-04-28T21:00:00+02:00`."""
    customer_groups: _builtins.list[str]
    """IDs of the customer groups it is in."""
    integration: str | None
    """ID of the linked bookkeeping integration, if any. Example: `acumulus`."""
    integration_id: str | None
    """ID of the customer in that integration, if any. Example: `123456789`."""
    phone: str | None
    """Phone with country code, if known. Example: `+312012345678`."""
    primary_email: str
    """Main email address, used for notifications. Example: `john.doe@test.com`."""
    zip_code: str
    """Zip code. Example: `1234AB`."""
    additional_properties: _builtins.dict[str, _typing.Any] = _attrs.field(factory=_builtins.dict, repr=False)
    """What there is beside the fields that the document knows, as JSON values."""

    @classmethod
    def exactly(_cls, _data: _abc.Mapping[str, _typing.Any], /) -> _typing.Self:
        id = _data["id"]
        address = _data["address"]
        city = _data["city"]
        company_name = _data["companyName"]
        country_code = _data["countryCode"]
        created_at = _data["createdAt"]
        customer_groups = _data["customerGroups"]
        integration = _data["integration"]
        integration_id = _data["integrationId"]
        phone = _data["phone"]
        primary_email = _data["primaryEmail"]
        zip_code = _data["zipCode"]
        if not (
            type(id) is str
            and type(address) is str
            and type(city) is str
            and type(company_name) is str
            and type(country_code) is str
            and (integration is None or type(integration) is str)
            and (integration_id is None or type(integration_id) is str)
            and (phone is None or type(phone) is str)
            and type(primary_email) is str
            and type(zip_code) is str
        ):
            raise _codecs.DifferenceError
        return _cls(
            id=id,
            address=address,
            city=city,
            company_name=company_name,
            country_code=country_code,
            created_at=_codecs.exact_moment(created_at),
            customer_groups=_cls._fields[6].codec.exact(customer_groups),
            integration=integration,
            integration_id=integration_id,
            phone=phone,
            primary_email=primary_email,
            zip_code=zip_code,
            additional_properties={} if len(_data) == 12 else _cls._unknown(_data),
        )
