from __future__ import annotations

import builtins as _builtins
import datetime as _datetime
import typing as _typing

import attrs as _attrs

from .. import codecs as _codecs
from .. import model as _model


@_attrs.define(kw_only=True)
class AgreementSigner(_model.Model):
    """Somebody who signs an agreement."""

    _fields = (
        _model.Field("id", "id", _codecs.STRING, True),
        _model.Field("first_name", "firstName", _codecs.STRING, True),
        _model.Field("last_name", "lastName", _codecs.STRING, True),
        _model.Field("email", "email", _codecs.STRING, True),
        _model.Field("should_identify", "shouldIdentify", _codecs.BOOLEAN, True),
        _model.Field("signature", "signature", _codecs.STRING, True),
        _model.Field("signature_hash", "signatureHash", _codecs.STRING, True),
        _model.Field("signed_at", "signedAt", _codecs.DATE_TIME, True),
    )

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
    signature: str
    """Signature image, Base64. Example: `data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAABgAA...`."""
    signature_hash: str
    """Integrity hash of the signature. Example: `PwZVOc2K5rqcpqljbM2xkzJub9FtmA307pvuoJXoiqHDuEyZB7NVqdKbb3SPXt1P`."""
    signed_at: _datetime.datetime
    """When the signer signed, in ATOM format. Example: `2025-09-13T17:23:14+02:00`."""
    additional_properties: _builtins.dict[str, _typing.Any] = _attrs.field(factory=_builtins.dict, repr=False)
    """What there is beside the fields that the document knows, as JSON values."""
