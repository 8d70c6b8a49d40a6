"""The types that appear in signatures beside the models: arguments that are left out, files, and raw responses."""

import os
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Final, Generic, Literal, Protocol, TypeAlias, TypeVar

from attrs import field, frozen

from mijnklantportaal._copying import SharedByCopies

T = TypeVar("T")

JSON: TypeAlias = "bool | int | float | str | list[JSON] | dict[str, JSON] | None"
"""A value of JSON as Python has it."""


class Unset(Enum):
    """The type of `UNSET`. An enumeration, since its member stays the same object through copies and pickles."""

    UNSET = "UNSET"

    def __bool__(self) -> Literal[False]:
        """Return False, so that `argument or default` works."""
        return False

    def __repr__(self) -> str:
        """Return `UNSET`."""
        return "UNSET"


UNSET: Final = Unset.UNSET
"""Stands for an argument that is left out: it is not sent, while `None` is sent as JSON `null`."""


class BinaryFile(Protocol):
    """A binary file object, such as `open(path, "rb")`, `io.BytesIO` and a file of Django. It must be seekable."""

    def read(self, size: int = ..., /) -> bytes:
        """Read so many bytes."""
        ...

    def seek(self, offset: int, whence: int = ..., /) -> object:
        """Change the position."""
        ...

    def tell(self) -> int:
        """Return the position."""
        ...


class FormFile(Protocol):
    """A file that a browser sent, as web frameworks have it.

    Such as `FileStorage` of Flask, `UploadFile` of FastAPI and Starlette, and `FileField` of aiohttp.
    """

    @property
    def filename(self) -> str | None:
        """The name that the browser sent."""
        ...

    @property
    def content_type(self) -> str | None:
        """The media type that the browser sent."""
        ...


class PackageFile(Protocol):
    """A file of a package or of an archive: `importlib.resources.files("package") / "terms.pdf"`, `zipfile.Path`."""

    @property
    def name(self) -> str:
        """The file name."""
        ...

    def read_bytes(self) -> bytes:
        """Return the content."""
        ...


FileContent: TypeAlias = (
    str | os.PathLike[str] | os.PathLike[bytes] | bytes | bytearray | memoryview | BinaryFile | FormFile | PackageFile
)
"""A path, the bytes of a file, or an object that has them."""


@frozen
class Upload:
    """A file to send, with the name and the media type that the portal shows.

    Args:
        content: A path, bytes, a binary file object, or a file that a web framework received. A file object must be
            seekable: it is sent from its beginning, and again when the request is retried. It stays open, and keeps its
            position.
        name: The file name; by default that of the path or of the file object, without folders, else `file`.
        media_type: The media type, such as `application/pdf`; by default that which a browser sent with the file, else
            guessed from the name.
    """

    content: FileContent = field(repr=lambda content: f"<{type(content).__name__}>")
    name: str | None = None
    media_type: str | None = None


FileInput: TypeAlias = FileContent | Upload
"""What a file argument accepts: a path, bytes, a binary file object, a file that a web framework received, or an
`Upload` around one of these."""


@frozen
class RawResponse(SharedByCopies, Generic[T]):
    """A successful response as it was received."""

    _instead = "pickle its `content`, or what parse() returns"

    status_code: int
    """The HTTP status, 200 to 299: every other status raises."""
    headers: Mapping[str, str] = field(repr=False)
    """The headers; their names are case-insensitive."""
    content: bytes = field(repr=False)
    """The body, decompressed."""
    _parse: Callable[[], T] = field(repr=False, eq=False)

    def parse(self) -> T:
        """Return what the method returns without `with_raw_response`.

        Raises:
            APIResponseValidationError: The body cannot be parsed, as for the method itself.
        """
        return self._parse()
