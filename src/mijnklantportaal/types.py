"""The types that appear in signatures beside the models: arguments that are left out, files, and raw responses."""

import os
from collections.abc import Callable, Mapping
from enum import Enum
from typing import IO, Any, Final, Generic, Literal, NoReturn, Self, TypeAlias, TypeVar

from attrs import field, frozen

T = TypeVar("T")


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


@frozen
class Upload:
    """A file to send, with the name and the media type that the portal shows.

    Args:
        content: A path, bytes, or a binary file object, which must be seekable: it is sent from its beginning, and
            again when the request is retried.
        name: The file name; by default that of the path or of the file object, else `file`.
        media_type: The media type, such as `application/pdf`; by default guessed from the name.
    """

    content: str | os.PathLike[str] | bytes | IO[bytes] = field(repr=lambda content: f"<{type(content).__name__}>")
    name: str | None = None
    media_type: str | None = None


FileInput: TypeAlias = str | os.PathLike[str] | bytes | IO[bytes] | Upload
"""What a file argument accepts: a path, bytes, a binary file object, or an `Upload` around one of these."""


@frozen
class RawResponse(Generic[T]):
    """A successful response as it was received."""

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

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """Return the response itself, which does not change."""
        return self

    def __reduce__(self) -> NoReturn:
        """Refuse to be pickled.

        Raises:
            TypeError: Always.
        """
        raise TypeError(
            "RawResponse cannot be pickled, since it uses a client, which holds a token: pickle its `content`, or what "
            "parse() returns"
        )
