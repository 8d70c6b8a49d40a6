"""The keyword arguments of the methods of `portal.agreements` with a body, as `TypedDict` classes."""

from collections.abc import Sequence
from typing import TypedDict

from mijnklantportaal.types import FileInput

from .. import models


class CreateAgreementArguments(TypedDict):
    """The keyword arguments of `portal.agreements.create`."""

    name: str
    """Name of the agreement. Example: `Service contract`."""
    signer_name: str
    """Who signs for the portal company. Example: `John Doe`."""
    signer_signature_data: str
    """Signature image as Base64 data string. Example: `data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAABgAA...`."""
    signers: Sequence[models.AgreementSignerInvitation]
    """Signers needed, at most 5."""
    documents: Sequence[FileInput]
    """Documents, at most 5 and 5MB together."""
