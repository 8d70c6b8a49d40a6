from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field
from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.model import Field, Model, new_object
from mijnklantportaal._wire.parsing import DeviationError


@define(kw_only=True)
class AgreementSigner(Model):
    """Somebody who signs an agreement."""

    id: str
    """Signer ID, prefix `ags_`. Example: `ags_abc12346def678`."""
    first_name: str
    """First name. Example: `Dirk Jan`."""
    last_name: str
    """Last name. Example: `Bakker`."""
    email: str
    """Email address. Example: `dj.bakker@domain.com`."""
    should_identify: bool
    """Whether the signer must identify. Example: `True`."""
    signature: str | None
    """Signature image, Base64. Example: `data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAABgAA...`."""
    signature_hash: str | None
    """Integrity hash of the signature. Example: `PwZVOc2K5rqcpqljbM2xkzJub9FtmA307pvuoJXoiqHDuEyZB7NVqdKbb3SPXt1P`."""
    signed_at: datetime.datetime | None
    """When the signer signed, in ATOM format. Example: `2025-09-13T17:23:14+02:00`."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)
    """Fields that are not in the spec, as JSON values."""

    _field_table = (
        Field("id", "id", codecs.STRING, True),
        Field("first_name", "firstName", codecs.STRING, True),
        Field("last_name", "lastName", codecs.STRING, True),
        Field("email", "email", codecs.STRING, True),
        Field("should_identify", "shouldIdentify", codecs.BOOLEAN, True),
        Field("signature", "signature", codecs.Nullable(codecs.STRING), True),
        Field("signature_hash", "signatureHash", codecs.Nullable(codecs.STRING), True),
        Field("signed_at", "signedAt", codecs.Nullable(codecs.DATE_TIME), True),
    )

    @classmethod
    def _parse_strict(_cls, _data: Mapping[str, Any], /) -> Self:
        if _cls is not AgreementSigner:
            raise DeviationError
        id = _data["id"]
        first_name = _data["firstName"]
        last_name = _data["lastName"]
        email = _data["email"]
        should_identify = _data["shouldIdentify"]
        signature = _data["signature"]
        signature_hash = _data["signatureHash"]
        signed_at = _data["signedAt"]
        if signed_at is not None:
            signed_at = codecs.parse_time(signed_at)
        if not (
            type(id) is str
            and type(first_name) is str
            and type(last_name) is str
            and type(email) is str
            and type(should_identify) is bool
            and (signature is None or type(signature) is str)
            and (signature_hash is None or type(signature_hash) is str)
            and (signed_at is None or signed_at.tzinfo is not None)
        ):
            raise DeviationError
        _self = new_object(_cls)
        _self.id = id
        _self.first_name = first_name
        _self.last_name = last_name
        _self.email = email
        _self.should_identify = should_identify
        _self.signature = signature
        _self.signature_hash = signature_hash
        _self.signed_at = signed_at
        _self._additional = None if len(_data) == 8 else _cls._unknown(_data)
        return _self

    def _serialize_strict(_self) -> dict[str, Any]:
        if type(_self) is not AgreementSigner or _self._additional:
            raise DeviationError
        id = _self.id
        first_name = _self.first_name
        last_name = _self.last_name
        email = _self.email
        should_identify = _self.should_identify
        signature = _self.signature
        signature_hash = _self.signature_hash
        signed_at = _self.signed_at
        if not (
            type(id) is str
            and type(first_name) is str
            and type(last_name) is str
            and type(email) is str
            and type(should_identify) is bool
            and (signature is None or type(signature) is str)
            and (signature_hash is None or type(signature_hash) is str)
            and (signed_at is None or (type(signed_at) is datetime.datetime and signed_at.tzinfo is not None))
        ):
            raise DeviationError
        return {
            "id": id,
            "firstName": first_name,
            "lastName": last_name,
            "email": email,
            "shouldIdentify": should_identify,
            "signature": signature,
            "signatureHash": signature_hash,
            "signedAt": None if signed_at is None else signed_at.isoformat(),
        }
