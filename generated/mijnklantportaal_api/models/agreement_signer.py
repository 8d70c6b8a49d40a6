from __future__ import annotations

import builtins as _builtins
import collections.abc as _abc
import datetime as _datetime
import typing as _typing

import attrs as _attrs
from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model


@_attrs.define(kw_only=True)
class AgreementSigner(_model.Model):
    """Somebody who signs an agreement."""

    _fields = (
        _model.Field("id", "id", _codecs.STRING, True),
        _model.Field("email", "email", _codecs.STRING, True),
        _model.Field("first_name", "firstName", _codecs.STRING, True),
        _model.Field("last_name", "lastName", _codecs.STRING, True),
        _model.Field("should_identify", "shouldIdentify", _codecs.BOOLEAN, True),
        _model.Field("signature", "signature", _codecs.Nullable(_codecs.STRING), True),
        _model.Field("signature_hash", "signatureHash", _codecs.Nullable(_codecs.STRING), True),
        _model.Field("signed_at", "signedAt", _codecs.Nullable(_codecs.DATE_TIME), True),
    )

    id: str
    """Signer ID, prefix `ags_`. Example: `ags_abc12346def678`."""
    email: str
    """Email address. Example: `dj.bakker@domain.com`."""
    first_name: str
    """First name. Example: `Dirk Jan`."""
    last_name: str
    """Last name. Example: `Bakker`."""
    should_identify: bool
    """Whether the signer must identify. Example: `True`."""
    signature: str | None
    """Signature image, Base64. Example: `data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAABgAA...`."""
    signature_hash: str | None
    """Integrity hash of the signature. Example: `PwZVOc2K5rqcpqljbM2xkzJub9FtmA307pvuoJXoiqHDuEyZB7NVqdKbb3SPXt1P`."""
    signed_at: _datetime.datetime | None
    """When the signer signed, in ATOM format. Example: `2025-09-13T17:23:14+02:00`."""
    additional_properties: _builtins.dict[str, _typing.Any] = _attrs.field(factory=_builtins.dict, repr=False)
    """What there is beside the fields that the document knows, as JSON values."""

    @classmethod
    def exactly(_cls, _data: _abc.Mapping[str, _typing.Any], /) -> _typing.Self:
        id = _data["id"]
        email = _data["email"]
        first_name = _data["firstName"]
        last_name = _data["lastName"]
        should_identify = _data["shouldIdentify"]
        signature = _data["signature"]
        signature_hash = _data["signatureHash"]
        signed_at = _data["signedAt"]
        if not (
            type(id) is str
            and type(email) is str
            and type(first_name) is str
            and type(last_name) is str
            and type(should_identify) is bool
            and (signature is None or type(signature) is str)
            and (signature_hash is None or type(signature_hash) is str)
        ):
            raise _codecs.DifferenceError
        return _cls(
            id=id,
            email=email,
            first_name=first_name,
            last_name=last_name,
            should_identify=should_identify,
            signature=signature,
            signature_hash=signature_hash,
            signed_at=None if signed_at is None else _codecs.exact_moment(signed_at),
            additional_properties={} if len(_data) == 8 else _cls._unknown(_data),
        )
