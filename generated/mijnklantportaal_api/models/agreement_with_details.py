from __future__ import annotations

import datetime
from collections.abc import Mapping
from sys import intern
from typing import Any, Self

from attrs import define, field
from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.model import Field, Model, new_object
from mijnklantportaal._wire.parsing import DeviationError

from .. import models

_AgreementDocumentCodec = codecs.Object(lambda: models.AgreementDocument)
_AgreementSignerCodec = codecs.Object(lambda: models.AgreementSigner)


@define(kw_only=True)
class AgreementWithDetails(Model):
    """Agreement with details."""

    id: str
    """Agreement ID, prefix `agr_`. Example: `agr_abc12346def678`."""
    name: str
    """Name. Example: `Service contract`."""
    status: models.AgreementStatus | str
    """Status. One of `sent`, `signed`. Example: `sent`."""
    signer_name: str
    """Who signed for the portal company. Example: `John Doe`."""
    signer_signature: str
    """That signature as Base64 image. Example: `data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAABgAA...`."""
    signer_signature_hash: str
    """Hash over `signer_signature` and the signing time. Example:
    `PwZVOc2K5rqcpqljbM2xkzJub9FtmA307pvuoJXoiqHDuEyZB7NVqdKbb3SPXt1P`.
    """
    signers: list[models.AgreementSigner]
    """Signers."""
    documents: list[models.AgreementDocument]
    """Documents."""
    created_at: datetime.datetime
    """When it was created, in ATOM format. Example: `2025-09-13T17:23:14+02:00`."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)
    """Fields that are not in the spec, as JSON values."""

    _field_table = (
        Field("id", "id", codecs.STRING, True),
        Field("name", "name", codecs.STRING, True),
        Field("status", "status", codecs.STRING, True),
        Field("signer_name", "signerName", codecs.STRING, True),
        Field("signer_signature", "signerSignature", codecs.STRING, True),
        Field("signer_signature_hash", "signerSignatureHash", codecs.STRING, True),
        Field("signers", "signers", codecs.Array(_AgreementSignerCodec), True),
        Field("documents", "documents", codecs.Array(_AgreementDocumentCodec), True),
        Field("created_at", "createdAt", codecs.DATE_TIME, True),
    )

    @classmethod
    def _parse_strict(_cls, _data: Mapping[str, Any], /) -> Self:
        if _cls is not AgreementWithDetails:
            raise DeviationError
        id = _data["id"]
        name = _data["name"]
        status = _data["status"]
        signer_name = _data["signerName"]
        signer_signature = _data["signerSignature"]
        signer_signature_hash = _data["signerSignatureHash"]
        created_at = codecs.parse_time(_data["createdAt"])
        if not (
            type(id) is str
            and type(name) is str
            and type(status) is str
            and type(signer_name) is str
            and type(signer_signature) is str
            and type(signer_signature_hash) is str
            and created_at.tzinfo is not None
        ):
            raise DeviationError
        _self = new_object(_cls)
        _self.id = id
        _self.name = name
        _self.status = intern(status)
        _self.signer_name = signer_name
        _self.signer_signature = signer_signature
        _self.signer_signature_hash = signer_signature_hash
        _self.signers = [
            _AgreementSignerCodec.model_parser(_element) for _element in codecs.strict_list(_data["signers"])
        ]
        _self.documents = [
            _AgreementDocumentCodec.model_parser(_element) for _element in codecs.strict_list(_data["documents"])
        ]
        _self.created_at = created_at
        _self._additional = None if len(_data) == 9 else _cls._unknown(_data)
        return _self

    def _serialize_strict(_self) -> dict[str, Any]:
        if type(_self) is not AgreementWithDetails or _self._additional:
            raise DeviationError
        id = _self.id
        name = _self.name
        status = _self.status
        signer_name = _self.signer_name
        signer_signature = _self.signer_signature
        signer_signature_hash = _self.signer_signature_hash
        created_at = _self.created_at
        if not (
            type(id) is str
            and type(name) is str
            and type(status) is str
            and type(signer_name) is str
            and type(signer_signature) is str
            and type(signer_signature_hash) is str
            and (type(created_at) is datetime.datetime and created_at.tzinfo is not None)
        ):
            raise DeviationError
        return {
            "id": id,
            "name": name,
            "status": status,
            "signerName": signer_name,
            "signerSignature": signer_signature,
            "signerSignatureHash": signer_signature_hash,
            "signers": [
                _AgreementSignerCodec.model_serializer(_element) for _element in codecs.strict_list(_self.signers)
            ],
            "documents": [
                _AgreementDocumentCodec.model_serializer(_element) for _element in codecs.strict_list(_self.documents)
            ],
            "createdAt": created_at.isoformat(),
        }
