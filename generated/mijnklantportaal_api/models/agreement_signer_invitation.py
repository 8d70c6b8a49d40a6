from __future__ import annotations

import builtins as _builtins
import typing as _typing

import attrs as _attrs
from mijnklantportaal import types as _types
from mijnklantportaal._wire import codecs as _codecs
from mijnklantportaal._wire import model as _model


@_attrs.define(kw_only=True)
class AgreementSignerInvitation(_model.Model):
    """Somebody who has to sign an agreement."""

    _fields = (
        _model.Field("email", "email", _codecs.STRING, False),
        _model.Field("first_name", "firstName", _codecs.STRING, False),
        _model.Field("last_name", "lastName", _codecs.STRING, False),
        _model.Field("should_identify", "shouldIdentify", _codecs.BOOLEAN, False),
    )

    email: str | _types.Unset = _types.UNSET
    """Email address. Example: `dj.bakker@domain.com`."""
    first_name: str | _types.Unset = _types.UNSET
    """First name. Example: `Dirk Jan`."""
    last_name: str | _types.Unset = _types.UNSET
    """Last name. Example: `Bakker`."""
    should_identify: bool | _types.Unset = _types.UNSET
    """Whether the signer must identify. Example: `True`."""
    additional_properties: _builtins.dict[str, _typing.Any] = _attrs.field(factory=_builtins.dict, repr=False)
    """What there is beside the fields that the document knows, as JSON values."""
