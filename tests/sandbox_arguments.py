"""A sandbox with objects, and arguments for every method that refer to them."""

import re
from typing import Any, get_type_hints

from mijnklantportaal.sandbox import Sandbox
from tests.operations import ArgumentSet, Method, methods

METHODS = list(methods())

# Required only by descriptions in the spec: the attendee of an appointment, and the price of a card for sale.
ALSO_NEEDED = {
    "appointments.schedule": ("attendee_name", "attendee_email"),
    "punch_cards.update": ("price", "vat_rate"),
}


class Portal:
    """A sandbox with at least one object of each kind, and arguments for its methods."""

    def __init__(self) -> None:
        self.sandbox = Sandbox(rate_limit=None)
        self.client = self.sandbox.client()
        factories = [getattr(self.sandbox, name) for name in get_type_hints(Sandbox)]
        self._factories = {factory.add().id.partition("_")[0]: factory for factory in factories}
        self._factories["fsd"] = self.sandbox.files
        self._known: set[str] = set()

    def arguments(self, method: Method, argument_set: ArgumentSet) -> dict[str, Any]:
        """Return the example values of the spec, with IDs of new objects."""
        everything = method.arguments("all")
        arguments = method.arguments(argument_set) | {
            name: everything[name] for name in ALSO_NEEDED.get(str(method), ())
        }
        in_path = re.findall(r"\{(\w+)\}", method.operation.path)
        ids = dict(zip(in_path, self._ids(method) if in_path else (), strict=False))
        for name, key, *_ in method.operation.parameters:
            if key in ids:
                arguments[name] = ids[key]
        for value in arguments.values():
            self._add(value)
        return arguments

    def _add(self, value: Any) -> None:
        """Add the objects whose IDs the value contains."""
        for identifier in value if isinstance(value, list) else [value]:
            prefix = identifier.partition("_")[0] if isinstance(identifier, str) else None
            if prefix in self._factories and identifier not in self._known and "_" in identifier:
                self._known.add(identifier)
                if identifier not in {item.id for item in self._factories[prefix]}:
                    assert self._factories[prefix].add(id=identifier).id == identifier

    def _ids(self, method: Method) -> list[str]:
        """Return the IDs of a new object and of a child of it."""
        match method.resource:
            case "agreements":
                create = next(other for other in METHODS if str(other) == "agreements.create")
                agreement = self.client.agreements.create(**create.arguments("all"))
                return [agreement.id, agreement.documents[0].id]
            case "files":
                return [self.client.files.upload(file=b"content").id]
            case "punch_cards":
                card = self.sandbox.issued_punch_cards.add()
                return [card.punch_card_id, card.id]
            case "tickets":
                ticket = self.client.tickets.add_message(self.sandbox.tickets.add().id, message="<p>Hello</p>")
                return [ticket.id, ticket.messages[0].id]
            case resource:
                return [getattr(self.sandbox, resource).add().id]
