"""The keyword arguments of the methods of `portal.tickets` with a body, as `TypedDict` classes."""

from typing import TypedDict

from mijnklantportaal.types import FileInput


class AddTicketMessageArguments(TypedDict):
    """The keyword arguments of `portal.tickets.add_message`."""

    message: str
    """Text of the message, may be HTML. Example: `<p>We will look into it!</p>`."""


class UploadTicketAttachmentArguments(TypedDict):
    """The keyword arguments of `portal.tickets.upload_attachment`."""

    attachment: FileInput
    """The file."""
