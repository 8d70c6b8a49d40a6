"""The keyword arguments of the methods of `portal.file_shares` with a body, as `TypedDict` classes."""

from collections.abc import Sequence
from typing import NotRequired, TypedDict


class CreateFileShareArguments(TypedDict):
    """The keyword arguments of `portal.file_shares.create`."""

    content: Sequence[str]
    """IDs of directories and files to share."""
    customer_id: NotRequired[str]
    """Customer to share with; left out for a public link. Example: `cst_abc123456789`."""
