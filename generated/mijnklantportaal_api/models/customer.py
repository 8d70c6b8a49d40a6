from __future__ import annotations

import builtins as _builtins
import datetime as _datetime
import typing as _typing

import attrs as _attrs

from .. import codecs as _codecs
from .. import model as _model


@_attrs.define(kw_only=True)
class Customer(_model.Model):
    """Customer."""

    _fields = (
        _model.Field("id", "id", _codecs.STRING, True),
        _model.Field("company_name", "companyName", _codecs.STRING, True),
        _model.Field("address", "address", _codecs.STRING, True),
        _model.Field("zip_code", "zipCode", _codecs.STRING, True),
        _model.Field("city", "city", _codecs.STRING, True),
        _model.Field("country_code", "countryCode", _codecs.STRING, True),
        _model.Field("primary_email", "primaryEmail", _codecs.STRING, True),
        _model.Field("phone", "phone", _codecs.Nullable(_codecs.STRING), True),
        _model.Field("integration", "integration", _codecs.Nullable(_codecs.STRING), True),
        _model.Field("integration_id", "integrationId", _codecs.Nullable(_codecs.STRING), True),
        _model.Field("customer_groups", "customerGroups", _codecs.Array(_codecs.STRING), True),
        _model.Field("created_at", "createdAt", _codecs.DATE_TIME, True),
    )

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
    customer_groups: _builtins.list[str]
    """IDs of the customer groups it is in."""
    created_at: _datetime.datetime
    """When it was added, in ATOM format. Example: `2024-04-28T21:00:00+02:00`."""
    additional_properties: _builtins.dict[str, _typing.Any] = _attrs.field(factory=_builtins.dict, repr=False)
    """What there is beside the fields that the document knows, as JSON values."""
