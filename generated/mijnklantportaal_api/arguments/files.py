"""The keyword arguments of the methods of `portal.files` with a body, as `TypedDict` classes."""

from typing import NotRequired, TypedDict

from mijnklantportaal.types import FileInput


class FilesCreateDirectoryArguments(TypedDict):
    """The keyword arguments of `portal.files.create_directory`."""

    name: str
    """Name of the directory."""
    directory: NotRequired[str]
    """ID of the directory to put it in. Example: `fsd_abc12345678`."""


class FilesUploadArguments(TypedDict):
    """The keyword arguments of `portal.files.upload`."""

    file: FileInput
    """The file."""
    directory: NotRequired[str]
    """ID of the directory to put it in. Example: `fsd_abc12345678`."""
