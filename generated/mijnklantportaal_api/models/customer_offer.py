from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from sys import intern
from typing import Any, Self

from attrs import define, field
from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.model import Field, Model, new_object
from mijnklantportaal._wire.parsing import DeviationError

from .. import models

_CustomerOfferLinksCodec = codecs.Object(lambda: models.CustomerOfferLinks)


@define(kw_only=True)
class CustomerOffer(Model):
    """Customer Offer."""

    id: str
    """ID of the offer, always starting with `off_`. Example: `off_abc12345def678`."""
    customer_id: str
    """ID of the customer which the offer belongs to. Example: `cst_abc12345def678`."""
    offer_number: str
    """Number of the offer as `string`. Example: `2024-001`."""
    issued_at: datetime.date
    """Issue date of the offer. Formatted as `YYYY-mm-dd`. Example: `2024-04-29`."""
    expires_at: datetime.date
    """Date on which the the offer expires. Formatted as `YYYY-mm-dd`. Example: `2024-05-29`."""
    currency: str
    """Currency of the offer amount. Example: `EUR`."""
    amount: Decimal
    """Amount, in EUR. Example: `12.95`."""
    accepted_at: datetime.datetime | None
    """Date and time the offer is marked as accepted. Written in ATOM format. Example: `2024-05-14T21:00:00+02:00`."""
    accepted_via_ip: str | None
    """IP address from which the offer was accepted. Example: `203.0.113.8`."""
    accepted_via_user_agent: str | None
    """User-Agent which is used to accept the offer. Example: `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36
    (KHTML, like Gecko) Chrome/51.0.2704.103 Safari/537.36`.
    """
    acceptance_signature: str | None
    """`base64` data string of the signature as `PNG`. Example:
    `data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAABgAA...`.
    """
    rejected_at: datetime.datetime | None
    """Date and time the offer is marked as rejected. Written in ATOM format."""
    created_at: datetime.datetime
    """Date and time when the offer was added to MijnKlantportaal. Written in ATOM format. Example:
    `2024-04-29T21:00:00+02:00`.
    """
    links: models.CustomerOfferLinks
    """Links to what belongs to it."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)
    """Fields that are not in the spec, as JSON values."""

    _field_table = (
        Field("id", "id", codecs.STRING, True),
        Field("customer_id", "customerId", codecs.STRING, True),
        Field("offer_number", "offerNumber", codecs.STRING, True),
        Field("issued_at", "issuedAt", codecs.DATE, True),
        Field("expires_at", "expiresAt", codecs.DATE, True),
        Field("currency", "currency", codecs.STRING, True),
        Field("amount", "amount", codecs.MONEY, True),
        Field("accepted_at", "acceptedAt", codecs.Nullable(codecs.DATE_TIME), True),
        Field("accepted_via_ip", "acceptedViaIp", codecs.Nullable(codecs.STRING), True),
        Field("accepted_via_user_agent", "acceptedViaUserAgent", codecs.Nullable(codecs.STRING), True),
        Field("acceptance_signature", "acceptanceSignature", codecs.Nullable(codecs.STRING), True),
        Field("rejected_at", "rejectedAt", codecs.Nullable(codecs.DATE_TIME), True),
        Field("created_at", "createdAt", codecs.DATE_TIME, True),
        Field("links", "links", _CustomerOfferLinksCodec, True),
    )

    @classmethod
    def _parse_strict(_cls, _data: Mapping[str, Any], /) -> Self:
        if _cls is not CustomerOffer:
            raise DeviationError
        id = _data["id"]
        customer_id = _data["customerId"]
        offer_number = _data["offerNumber"]
        currency = _data["currency"]
        accepted_at = _data["acceptedAt"]
        if accepted_at is not None:
            accepted_at = codecs.parse_time(accepted_at)
        accepted_via_ip = _data["acceptedViaIp"]
        accepted_via_user_agent = _data["acceptedViaUserAgent"]
        acceptance_signature = _data["acceptanceSignature"]
        rejected_at = _data["rejectedAt"]
        if rejected_at is not None:
            rejected_at = codecs.parse_time(rejected_at)
        created_at = codecs.parse_time(_data["createdAt"])
        if not (
            type(id) is str
            and type(customer_id) is str
            and type(offer_number) is str
            and type(currency) is str
            and (accepted_at is None or accepted_at.tzinfo is not None)
            and (accepted_via_ip is None or type(accepted_via_ip) is str)
            and (accepted_via_user_agent is None or type(accepted_via_user_agent) is str)
            and (acceptance_signature is None or type(acceptance_signature) is str)
            and (rejected_at is None or rejected_at.tzinfo is not None)
            and created_at.tzinfo is not None
        ):
            raise DeviationError
        _self = new_object(_cls)
        _self.id = id
        _self.customer_id = customer_id
        _self.offer_number = offer_number
        _self.issued_at = codecs.strict_date(_data["issuedAt"])
        _self.expires_at = codecs.strict_date(_data["expiresAt"])
        _self.currency = intern(currency)
        _self.amount = codecs.strict_amount(_data["amount"])
        _self.accepted_at = accepted_at
        _self.accepted_via_ip = accepted_via_ip
        _self.accepted_via_user_agent = accepted_via_user_agent
        _self.acceptance_signature = acceptance_signature
        _self.rejected_at = rejected_at
        _self.created_at = created_at
        _self.links = _CustomerOfferLinksCodec.model_parser(_data["links"])
        _self._additional = None if len(_data) == 14 else _cls._unknown(_data)
        return _self

    def _serialize_strict(_self) -> dict[str, Any]:
        if type(_self) is not CustomerOffer or _self._additional:
            raise DeviationError
        id = _self.id
        customer_id = _self.customer_id
        offer_number = _self.offer_number
        issued_at = _self.issued_at
        expires_at = _self.expires_at
        currency = _self.currency
        accepted_at = _self.accepted_at
        accepted_via_ip = _self.accepted_via_ip
        accepted_via_user_agent = _self.accepted_via_user_agent
        acceptance_signature = _self.acceptance_signature
        rejected_at = _self.rejected_at
        created_at = _self.created_at
        if not (
            type(id) is str
            and type(customer_id) is str
            and type(offer_number) is str
            and type(issued_at) is datetime.date
            and type(expires_at) is datetime.date
            and type(currency) is str
            and (accepted_at is None or (type(accepted_at) is datetime.datetime and accepted_at.tzinfo is not None))
            and (accepted_via_ip is None or type(accepted_via_ip) is str)
            and (accepted_via_user_agent is None or type(accepted_via_user_agent) is str)
            and (acceptance_signature is None or type(acceptance_signature) is str)
            and (rejected_at is None or (type(rejected_at) is datetime.datetime and rejected_at.tzinfo is not None))
            and (type(created_at) is datetime.datetime and created_at.tzinfo is not None)
        ):
            raise DeviationError
        return {
            "id": id,
            "customerId": customer_id,
            "offerNumber": offer_number,
            "issuedAt": issued_at.isoformat(),
            "expiresAt": expires_at.isoformat(),
            "currency": currency,
            "amount": codecs.strict_amount_text(_self.amount),
            "acceptedAt": None if accepted_at is None else accepted_at.isoformat(),
            "acceptedViaIp": accepted_via_ip,
            "acceptedViaUserAgent": accepted_via_user_agent,
            "acceptanceSignature": acceptance_signature,
            "rejectedAt": None if rejected_at is None else rejected_at.isoformat(),
            "createdAt": created_at.isoformat(),
            "links": _CustomerOfferLinksCodec.model_serializer(_self.links),
        }
