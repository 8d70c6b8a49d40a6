"""The evidence for operations and schemas in the words of a reader, for the pages that show it."""

from typing import Any

from pipeline.api import Api
from pipeline.readme import MEANINGS
from pipeline.site import markup
from pipeline.site.reference import method_anchor


class EvidenceWords:
    """Words for the evidence in a lock.

    Args:
        lock: The content of openapi.lock.yaml.
    """

    def __init__(self, lock: dict[str, Any]) -> None:
        self._evidence = lock["evidence"]
        self._order = [*self._evidence["operations"], *self._evidence["schemas"]]

    def of_operation(self, name: str) -> str:
        """Return the evidence for an operation, such as `GET /customers`; for one that is not in the lock, nothing."""
        return MEANINGS.get(self._evidence["operations"].get(name), "")

    def of_schema(self, name: str) -> str:
        """Return the evidence for a schema; for one that is not in the lock, such as one of the overlay, nothing."""
        return MEANINGS.get(self._evidence["schemas"].get(name), "")

    def position(self, name: str) -> int:
        """Return where an operation or schema stands in the spec; those that are not in the lock come last."""
        return self._order.index(name) if name in self._order else len(self._order)


def methods_of(api: Api, folder: str) -> dict[str, str]:
    """Return, as HTML, the methods that send each operation, by its name, such as `GET /customers`.

    Args:
        api: The API.
        folder: The address of the folder with the pages of the resources.
    """
    methods: dict[str, list[str]] = {}
    for resource in api.resources:
        for method in resource.methods:
            name = markup.code(f"{resource.name}.{method.name}")
            address = f"{folder}/{resource.name}/#{method_anchor(resource.name, method.name)}"
            methods.setdefault(f"{method.http_method.upper()} {method.path}", []).append(markup.link(address, name))
    return {operation: ", ".join(links) for operation, links in methods.items()}
