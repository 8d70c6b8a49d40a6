from __future__ import annotations

from typing import Any

from attrs import define, field
from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.model import Field, Model
from mijnklantportaal.types import UNSET, Unset


@define(kw_only=True)
class AgreementSignerInvitation(Model):
    """Somebody who has to sign an agreement."""

    first_name: str | Unset = UNSET
    """First name. Example: `Dirk Jan`."""
    last_name: str | Unset = UNSET
    """Last name. Example: `Bakker`."""
    email: str | Unset = UNSET
    """Email address. Example: `dj.bakker@domain.com`."""
    should_identify: bool | Unset = UNSET
    """Whether the signer must identify. Example: `True`."""
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)
    """Fields that are not in the spec, as JSON values."""

    _field_table = (
        Field("first_name", "firstName", codecs.STRING, False),
        Field("last_name", "lastName", codecs.STRING, False),
        Field("email", "email", codecs.STRING, False),
        Field("should_identify", "shouldIdentify", codecs.BOOLEAN, False),
    )
