"""The imports of a generated module.

The rest of the pipeline writes every name with its module, such as `_datetime.date`, so that code does not depend on
the other names of a module. This module replaces them by the names that a reader expects: `datetime.date`, with an
import at the top, or `_datetime.date` if the module itself defines `datetime`. String literals do not change.
"""

import builtins
import re
from collections.abc import Iterable

# The import statement for a name such as `_datetime.date`; `{}` stands for the name after the dot.
_FROM = {
    "_abc": "from collections.abc import {}",
    "_attrs": "from attrs import {}",
    "_decimal": "from decimal import {}",
    "_deprecation": "from mijnklantportaal._wire.deprecation import {}",
    "_downloads": "from mijnklantportaal.downloads import {}",
    "_model": "from mijnklantportaal._wire.model import {}",
    "_operation": "from mijnklantportaal._wire.operation import {}",
    "_pagination": "from mijnklantportaal.pagination import {}",
    "_parsing": "from mijnklantportaal._wire.parsing import {}",
    "_progress": "from mijnklantportaal.progress import {}",
    "_sys": "from sys import {}",
    "_send": "from mijnklantportaal._send import {}",
    "_types": "from mijnklantportaal.types import {}",
    "_typing": "from typing import {}",
}
_MODULES = {
    "_builtins": "import builtins",
    "_codecs": "from mijnklantportaal._wire import codecs",
    "_datetime": "import datetime",
    "_models": "from .. import models",
    "_resources": "from . import resources",
}
_STRING_LITERAL = r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\""""
_TOKEN = re.compile(rf"{_STRING_LITERAL}|\b({'|'.join([*_FROM, *_MODULES])})\.(\w+)")


class Imports:
    """Collects the imports of one module.

    Args:
        defined: The names that the module defines itself, which would hide an import.
    """

    def __init__(self, defined: Iterable[str]) -> None:
        self._defined = set(defined)
        self._statements: set[str] = set()

    def __call__(self, code: str) -> str:
        """Return the code with the names under which the module imports them."""
        return _TOKEN.sub(lambda match: self._local(match[1], match[2]) if match[1] else match[0], code)

    @property
    def statements(self) -> str:
        """The import statements for all code so far; the formatter sorts them."""
        return "\n".join(sorted(self._statements))

    def _local(self, module: str, name: str) -> str:
        if module == "_builtins" and name not in self._defined and hasattr(builtins, name):
            return name
        if module in _FROM:
            return self._imported(_FROM[module].format(name), name)
        return f"{self._imported(_MODULES[module], module[1:])}.{name}"

    def _imported(self, statement: str, name: str) -> str:
        alias = f"_{name}" if name in self._defined else name
        self._statements.add(statement if alias == name else f"{statement} as {alias}")
        return alias
