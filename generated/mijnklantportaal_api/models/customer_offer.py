from __future__ import annotations

import builtins as _builtins
import collections.abc as _abc
import datetime as _datetime
import decimal as _decimal
import typing as _typing

import attrs as _attrs
from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model

from .. import models as _models


@_attrs.define(kw_only=True)
class CustomerOffer(_model.Model):
    """Customer Offer."""

    _fields = (
        _model.Field("id", "id", _codecs.STRING, True),
        _model.Field("acceptance_signature", "acceptanceSignature", _codecs.Nullable(_codecs.STRING), True),
        _model.Field("accepted_at", "acceptedAt", _codecs.Nullable(_codecs.DATE_TIME), True),
        _model.Field("accepted_via_ip", "acceptedViaIp", _codecs.Nullable(_codecs.STRING), True),
        _model.Field("accepted_via_user_agent", "acceptedViaUserAgent", _codecs.Nullable(_codecs.STRING), True),
        _model.Field("amount", "amount", _codecs.MONEY, True),
        _model.Field("created_at", "createdAt", _codecs.DATE_TIME, True),
        _model.Field("currency", "currency", _codecs.STRING, True),
        _model.Field("customer_id", "customerId", _codecs.STRING, True),
        _model.Field("expires_at", "expiresAt", _codecs.DATE, True),
        _model.Field("issued_at", "issuedAt", _codecs.DATE, True),
        _model.Field("links", "links", _codecs.Object(lambda: _models.CustomerOfferLinks), True),
        _model.Field("offer_number", "offerNumber", _codecs.STRING, True),
        _model.Field("rejected_at", "rejectedAt", _codecs.Nullable(_codecs.DATE_TIME), True),
    )

    id: str
    """ID of the offer, always starting with `off_`. Example: `off_abc12345def678`."""
    acceptance_signature: str | None
    """`base64` data string of the signature as `PNG`. Example:
    `data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAABgAA...`.
    """
    accepted_at: _datetime.datetime | None
    """Date and time the offer is marked as accepted. Written in ATOM format. Example: `2024-05-14T21:00:00+02:00`."""
    accepted_via_ip: str | None
    """IP address from which the offer was accepted. Example: `203.0.113.8`."""
    accepted_via_user_agent: str | None
    """User-Agent which is used to accept the offer. Example: `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36
    (KHTML, like Gecko) Chrome/51.0.2704.103 Safari/537.36`.
    """
    amount: _decimal.Decimal
    """Amount, in EUR. Example: `12.95`."""
    created_at: _datetime.datetime
    """Date and time when the offer was added to MijnKlantportaal. Written in ATOM format. Example:
    `2024-04-29T21:00:00+02:00`.
    """
    currency: str
    """Currency of the offer amount. Example: `EUR`."""
    customer_id: str
    """ID of the customer which the offer belongs to. Example: `cst_abc12345def678`."""
    expires_at: _datetime.date
    """Date on which the the offer expires. Formatted as `YYYY-mm-dd`. Example: `2024-05-29`."""
    issued_at: _datetime.date
    """Issue date of the offer. Formatted as `YYYY-mm-dd`. Example: `2024-04-29`."""
    links: _models.CustomerOfferLinks
    """Links to what belongs to it."""
    offer_number: str
    """Number of the offer as `string`. Example: `2024-001`."""
    rejected_at: _datetime.datetime | None
    """Date and time the offer is marked as rejected. Written in ATOM format."""
    additional_properties: _builtins.dict[str, _typing.Any] = _attrs.field(factory=_builtins.dict, repr=False)
    """What there is beside the fields that the document knows, as JSON values."""

    @classmethod
    def exactly(_cls, _data: _abc.Mapping[str, _typing.Any], /) -> _typing.Self:
        id = _data["id"]
        acceptance_signature = _data["acceptanceSignature"]
        accepted_at = _data["acceptedAt"]
        accepted_via_ip = _data["acceptedViaIp"]
        accepted_via_user_agent = _data["acceptedViaUserAgent"]
        amount = _data["amount"]
        created_at = _data["createdAt"]
        currency = _data["currency"]
        customer_id = _data["customerId"]
        expires_at = _data["expiresAt"]
        issued_at = _data["issuedAt"]
        links = _data["links"]
        offer_number = _data["offerNumber"]
        rejected_at = _data["rejectedAt"]
        if not (
            type(id) is str
            and (acceptance_signature is None or type(acceptance_signature) is str)
            and (accepted_via_ip is None or type(accepted_via_ip) is str)
            and (accepted_via_user_agent is None or type(accepted_via_user_agent) is str)
            and type(currency) is str
            and type(customer_id) is str
            and type(offer_number) is str
        ):
            raise _codecs.DifferenceError
        return _cls(
            id=id,
            acceptance_signature=acceptance_signature,
            accepted_at=None if accepted_at is None else _codecs.exact_moment(accepted_at),
            accepted_via_ip=accepted_via_ip,
            accepted_via_user_agent=accepted_via_user_agent,
            amount=_codecs.exact_amount(amount),
            created_at=_codecs.exact_moment(created_at),
            currency=currency,
            customer_id=customer_id,
            expires_at=_codecs.exact_date(expires_at),
            issued_at=_codecs.exact_date(issued_at),
            links=_models.CustomerOfferLinks.exactly(links),
            offer_number=offer_number,
            rejected_at=None if rejected_at is None else _codecs.exact_moment(rejected_at),
            additional_properties={} if len(_data) == 14 else _cls._unknown(_data),
        )
