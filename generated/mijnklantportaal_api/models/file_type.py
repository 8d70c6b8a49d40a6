from typing import Literal, TypeAlias

FileType: TypeAlias = Literal[
    "file",
    "directory",
]
"""Whether it is a file or a directory."""
