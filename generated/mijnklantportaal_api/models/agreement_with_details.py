from __future__ import annotations

import builtins as _builtins
import collections.abc as _abc
import datetime as _datetime
import typing as _typing

import attrs as _attrs
from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model

from .. import models as _models


@_attrs.define(kw_only=True)
class AgreementWithDetails(_model.Model):
    """Agreement with details."""

    _fields = (
        _model.Field("id", "id", _codecs.STRING, True),
        _model.Field("created_at", "createdAt", _codecs.DATE_TIME, True),
        _model.Field("documents", "documents", _codecs.Array(_codecs.Object(lambda: _models.AgreementDocument)), True),
        _model.Field("name", "name", _codecs.STRING, True),
        _model.Field("signer_name", "signerName", _codecs.STRING, True),
        _model.Field("signer_signature", "signerSignature", _codecs.STRING, True),
        _model.Field("signer_signature_hash", "signerSignatureHash", _codecs.STRING, True),
        _model.Field("signers", "signers", _codecs.Array(_codecs.Object(lambda: _models.AgreementSigner)), True),
        _model.Field("status", "status", _codecs.STRING, True),
    )

    id: str
    """Agreement ID, prefix `agr_`. Example: `agr_abc12346def678`."""
    created_at: _datetime.datetime
    """When it was created, in ATOM format. Example: `2025-09-13T17:23:14+02:00`."""
    documents: _builtins.list[_models.AgreementDocument]
    """Documents."""
    name: str
    """Name. Example: `Service contract`."""
    signer_name: str
    """Who signed for the portal company. Example: `John Doe`."""
    signer_signature: str
    """That signature as Base64 image. Example: `data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAABgAA...`."""
    signer_signature_hash: str
    """Hash over `signer_signature` and the signing time. Example:
    `PwZVOc2K5rqcpqljbM2xkzJub9FtmA307pvuoJXoiqHDuEyZB7NVqdKbb3SPXt1P`.
    """
    signers: _builtins.list[_models.AgreementSigner]
    """Signers."""
    status: str
    """`sent` or `signed`. Example: `sent`."""
    additional_properties: _builtins.dict[str, _typing.Any] = _attrs.field(factory=_builtins.dict, repr=False)
    """What there is beside the fields that the document knows, as JSON values."""

    @classmethod
    def exactly(_cls, _data: _abc.Mapping[str, _typing.Any], /) -> _typing.Self:
        id = _data["id"]
        created_at = _data["createdAt"]
        documents = _data["documents"]
        name = _data["name"]
        signer_name = _data["signerName"]
        signer_signature = _data["signerSignature"]
        signer_signature_hash = _data["signerSignatureHash"]
        signers = _data["signers"]
        status = _data["status"]
        if not (
            type(id) is str
            and type(name) is str
            and type(signer_name) is str
            and type(signer_signature) is str
            and type(signer_signature_hash) is str
            and type(status) is str
        ):
            raise _codecs.DifferenceError
        return _cls(
            id=id,
            created_at=_codecs.exact_moment(created_at),
            documents=[_models.AgreementDocument.exactly(_one) for _one in _codecs.exact_list(documents)],
            name=name,
            signer_name=signer_name,
            signer_signature=signer_signature,
            signer_signature_hash=signer_signature_hash,
            signers=[_models.AgreementSigner.exactly(_one) for _one in _codecs.exact_list(signers)],
            status=status,
            additional_properties={} if len(_data) == 9 else _cls._unknown(_data),
        )
