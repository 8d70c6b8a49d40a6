"""An extension of griffe, which reads the docstrings for the site: types of annotations link to their pages.

A page has an anchor for each name under which griffe has seen its object. By default, those are the names in
`__all__`, and annotations of the clients name types in other modules, such as `_hints.OAuth`.
"""

from typing import Any

import griffe


class AllAliases(griffe.Extension):
    """Resolves every import of a package, not only those that `__all__` names."""

    def on_package(self, *, pkg: griffe.Module, loader: griffe.GriffeLoader, **kwargs: Any) -> None:
        """Resolve the imports of a package that was loaded."""
        loader.resolve_aliases(implicit=True, external=False)
