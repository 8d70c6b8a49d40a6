"""The types in signatures other than models: arguments that are left out, files, and raw responses."""

import os
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Final, Generic, Literal, Protocol, TypeAlias, TypeVar

from attrs import field, frozen

from mijnklantportaal._copying import SharedByCopies

T = TypeVar("T")

JSON: TypeAlias = "bool | int | float | str | list[JSON] | dict[str, JSON] | None"
"""A JSON value in Python."""


class Unset(Enum):
    """The type of `UNSET`. It is an enumeration, so that copies and pickles of `UNSET` are the same object."""

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
    """A binary file object, such as `open(path, "rb")`, `io.BytesIO` or a Django file. It must be seekable."""

    def read(self, size: int = ..., /) -> bytes:
        """Read at most `size` bytes."""
        ...

    def seek(self, offset: int, whence: int = ..., /) -> object:
        """Change the position."""
        ...

    def tell(self) -> int:
        """Return the position."""
        ...


class FormFile(Protocol):
    """A file that a browser sent, as web frameworks represent it.

    Examples are `FileStorage` of Flask, `UploadFile` of FastAPI and Starlette, and `FileField` of aiohttp.
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
    """A file in a package or an archive: `importlib.resources.files("package") / "terms.pdf"`, `zipfile.Path`."""

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
"""A path, bytes, or an object with the content of a file."""


@frozen
class Upload:
    """A file to upload, with a name and a media type.

    Args:
        content: A path, bytes, a binary file object, or a file that a web framework received. A file object must be
            seekable: it is sent from its beginning, and again if the request is retried. It stays open, and keeps its
            position.
        name: The file name. The default is the name of the path or the file object, without folders, or else `file`.
        media_type: The media type, such as `application/pdf`. The default is the one that a browser sent with the file;
            otherwise, it is guessed from the name.
    """

    content: FileContent = field(repr=lambda content: f"<{type(content).__name__}>")
    name: str | None = None
    media_type: str | None = None


FileInput: TypeAlias = FileContent | Upload
"""The values of a file argument: a path, bytes, a binary file object, a file that a web framework received, or an
`Upload` of any of these."""


@frozen
class RawResponse(SharedByCopies, Generic[T]):
    """A successful response as it was received."""

    _instead = "pickle its `content`, or the result of parse()"

    status_code: int
    """The HTTP status, 200 to 299. Every other status raises an error."""
    headers: Mapping[str, str] = field(repr=False)
    """The headers; their names are case-insensitive."""
    content: bytes = field(repr=False)
    """The decompressed body."""
    _parse: Callable[[], T] = field(repr=False, eq=False)

    def parse(self) -> T:
        """Return the result that the method has without `with_raw_response`.

        Raises:
            APIResponseValidationError: The body cannot be parsed.
        """
        return self._parse()
