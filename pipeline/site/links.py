"""Relative links between files of the repository, for pages that stand elsewhere."""

import posixpath
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from pipeline.errors import PipelineError

_FENCE = re.compile(r"^ *(```+|~~~+)")
_CODE_SPAN = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
_LINK = re.compile(r"(?<=\]\()(?P<target>[^)\s]+)(?=[)\s])|(?<=^)(?P<label>\[[^\]]+\]: )(?P<defined>\S+)")
_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


class Links:
    """Rewrites the relative links of files.

    Args:
        root: The top folder of the repository.
        pages: The page of each file that is one, by its path in the repository: `ARCHITECTURE.md` -> `architecture.md`.
        repository: The address of files in the repository, up to the path of the file.
    """

    def __init__(self, root: Path, pages: Mapping[str, str], repository: str) -> None:
        self._root = root
        self._pages = pages
        self._repository = repository

    def rewritten(self, text: str, source: str, page: str) -> str:
        """Return the text of a file with links that are right where its page is.

        Args:
            text: Markdown.
            source: The path of the file in the repository.
            page: The path of its page.

        Raises:
            PipelineError: A link leads to no page and to no file. The message names it.
        """

        def replace(link: re.Match[str]) -> str:
            target = link["target"] or link["defined"]
            return f"{link['label'] or ''}{self._rewritten(target, source, page)}"

        return "".join(_outside_code(text, lambda part: _LINK.sub(replace, part)))

    def _rewritten(self, target: str, source: str, page: str) -> str:
        if target.startswith("#") or _ABSOLUTE.match(target):
            return target
        address, mark, anchor = target.partition("#")
        path = posixpath.normpath(posixpath.join(posixpath.dirname(source), address))
        if path in self._pages:
            return posixpath.relpath(self._pages[path], posixpath.dirname(page)) + mark + anchor
        if not path.startswith("..") and (self._root / path).exists():
            return f"{self._repository}/{path}{mark}{anchor}"
        raise PipelineError(f"{source} has a link to {target}, which is neither a page nor a file of the repository.")


def _outside_code(text: str, replace: Callable[[str], str]) -> list[str]:
    """Return the lines of a text, changed where they are neither in a fenced block nor in a code span."""
    lines: list[str] = []
    fence = ""
    for line in text.splitlines(keepends=True):
        mark = _FENCE.match(line)
        if fence or mark:
            lines.append(line)
            if not fence and mark:
                fence = mark[1]
            elif mark and mark[1].startswith(fence):
                fence = ""
            continue
        position = 0
        for span in _CODE_SPAN.finditer(line):
            lines += [replace(line[position : span.start()]), span[0]]
            position = span.end()
        lines.append(replace(line[position:]))
    return lines
