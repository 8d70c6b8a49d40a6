"""The keyword arguments of the methods of `portal.file_requests` with a body, as `TypedDict` classes."""

from collections.abc import Sequence
from typing import NotRequired, TypedDict

from .. import models


class CreateFileRequestArguments(TypedDict):
    """The keyword arguments of `portal.file_requests.create`."""

    name: str
    """Name shown in the managing portal. Example: `Contract renewal`."""
    requested_files: Sequence[models.FileToRequest]
    """Files asked for, at most 10."""
    description: NotRequired[str]
    """Reason, shown to the uploader. Example: `We need these files to complete your contract renewal`."""
    customer_id: NotRequired[str]
    """Customer to ask; left out for a public link. Example: `cst_abc123456789`."""
    directory_id: NotRequired[str]
    """Directory for the uploads. Example: `fsd_abc123456789`."""
