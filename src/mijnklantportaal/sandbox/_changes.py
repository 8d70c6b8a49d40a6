"""Creating, changing and reading the objects that the portal stores, with the events that follow."""

from mijnklantportaal.sandbox._derived_fields import ON_CREATE, ON_REFRESH, Data, Files, Given, set_links
from mijnklantportaal.sandbox._events import report_change
from mijnklantportaal.sandbox._records import Record
from mijnklantportaal.sandbox._spec import Collection
from mijnklantportaal.sandbox._state import State


def create(
    state: State,
    collection: Collection,
    given: Given,
    files: Files,
    request_fields: frozenset[str],
    parent: str | None = None,
) -> Record:
    """Create and store an object.

    Args:
        state: The state of the portal.
        collection: The collection of the object.
        given: The given properties, by their names in responses.
        files: The uploaded files by field.
        request_fields: All properties that the request can contain.
        parent: ID of the object that owns the new one.

    Raises:
        PortalError: 422, the object is invalid.
    """
    data = state.builder(request_fields).build(collection.schema, given)
    if collection.name in ON_CREATE:
        ON_CREATE[collection.name](state, data, given, files)
    set_links(state, data)
    refresh(state, collection, data)
    record = state.records.add(collection, Record(data, parent))
    report_change(state, collection, None, data)
    return record


def change(state: State, collection: Collection, record: Record, changed: Given) -> Data:
    """Change properties of a stored object, and return all of them.

    Args:
        state: The state of the portal.
        collection: The collection of the object.
        record: The object.
        changed: The properties with their new values.
    """
    before = dict(record.data)
    record.data.update(changed)
    report_change(state, collection, before, record.data)
    return record.data


def read(state: State, collection: Collection, record: Record) -> Data:
    """Return the properties of a stored object, as they are at the current time."""
    current = dict(record.data)
    refresh(state, collection, current)
    return change(state, collection, record, current)


def refresh(state: State, collection: Collection, data: Data) -> None:
    """Update the properties that depend on other properties or on the current time."""
    if collection.name in ON_REFRESH:
        ON_REFRESH[collection.name](data, state.clock.now)
