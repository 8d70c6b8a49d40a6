"""Apply an overlay to a spec."""

from dataclasses import dataclass, field
from typing import Any

from jsonpath_rfc9535 import JSONPathNode

from pipeline.documents import plain
from pipeline.errors import PipelineError
from pipeline.overlay.depth import check_depth
from pipeline.overlay.merging import MergeError, append_to_array, merge_into_object
from pipeline.overlay.misspelling import nearest_key
from pipeline.overlay.overwriting import Overwritten, Recorder
from pipeline.overlay.reading import ActionNumbers, check_overlay
from pipeline.overlay.selecting import SelectionError, select
from pipeline.overlay.values import copied, kind, same_primitive

_HINT = "upstream may have fixed this: delete the action"
_MISSPELLED = "or the target is misspelled: correct it"


@dataclass
class Applied:
    """The result of an overlay.

    Attributes:
        document: The changed spec, in plain values.
        actions: The label of each action and the number of nodes that it changed. idle: The numbers of the actions
        without effect, from 1. In strict mode such actions are errors instead. remarks: A sentence for each action
        without effect. overwritten: The upstream values that the actions replace, remove or hide.
    """

    document: dict[str, Any]
    actions: list[tuple[str, int]] = field(default_factory=list)
    idle: list[int] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    overwritten: list[Overwritten] = field(default_factory=list)


class _ActionError(Exception):
    """An action that cannot be applied."""


class _NoEffectError(_ActionError):
    """An action without effect."""


def apply_overlay(document: dict[str, Any], overlay: dict[str, Any], *, strict: bool = True) -> Applied:
    """Apply the actions of an overlay, in order.

    Args:
        document: The spec; it is not modified.
        overlay: An OpenAPI Overlay of version 1.1. One of version 1.0 is applied by the same rules.
        strict: Whether an action without effect is an error. The Overlay specification allows such actions.

    Raises:
        PipelineError: The overlay is not valid, or actions fail. The message has one line for each error, in order.
    """
    check_depth(document, "The spec")
    check_depth(overlay, "The overlay")
    numbers = ActionNumbers(overlay)
    overlay = plain(overlay)
    check_overlay(overlay)
    applied = Applied(plain(document))
    recorder = Recorder(applied.document)
    failures: list[str] = []
    for number, action in enumerate(overlay["actions"], start=1):
        count = 0
        try:
            if strict:
                _check_contradiction(action)
            recorder.begin(number, _label(action))
            count = _apply_action(applied.document, action, recorder)
        except _NoEffectError as error:
            applied.idle.append(number)
            (failures if strict else applied.remarks).append(_line(numbers.named(number), action, error))
        except (_ActionError, SelectionError, MergeError) as error:
            failures.append(_line(numbers.named(number), action, error))
        applied.actions.append((_label(action), count))
    if failures:
        raise PipelineError("\n".join(failures))
    applied.overwritten = recorder.records
    check_depth(applied.document, "The spec with the overlay applied")
    return applied


def _line(name: str, action: dict[str, Any], error: Exception) -> str:
    return f"Overlay {name}, {_label(action)}: {error}."


def _label(action: dict[str, Any]) -> str:
    words = action.get("description", "").split()
    description = " ".join(words[:8]) + (" …" if len(words) > 8 else "")
    return f"{action['target']} ({description})" if description else str(action["target"])


def _check_contradiction(action: dict[str, Any]) -> None:
    given = [name for name in ("update", "copy") if name in action]
    if action.get("remove") and given:
        raise _ActionError(f"`{given[0]}` has no effect next to `remove: true`; split the action")


def _apply_action(document: dict[str, Any], action: dict[str, Any], recorder: Recorder) -> int:
    """Apply one action in place, and return the number of nodes that it changed."""
    nodes = select(document, action["target"])
    if not nodes:
        raise _NoEffectError(_nothing_matches(document, action["target"]))
    if action.get("remove"):
        return _remove(nodes, recorder)
    match "update" in action, "copy" in action:
        case True, True:
            raise _NoEffectError("has both `update` and `copy`, which cancel each other; split the action")
        case False, False:
            raise _NoEffectError("has no change to apply; give it an `update`, a `copy` or `remove: true`")
        case True, _:
            value = action["update"]
        case _:
            value = _source(document, action["copy"])
    count = _update(nodes, value, recorder)
    if not count:
        raise _NoEffectError(f"matches {len(nodes)} and changes nothing; {_HINT}")
    return count


def _source(document: dict[str, Any], query: str) -> Any:
    nodes = select(document, query)
    if not nodes:
        raise _NoEffectError(f"copies `{query}`, which {_nothing_matches(document, query)}")
    if len(nodes) > 1:
        raise _ActionError(f"copies `{query}`, which matches {len(nodes)} nodes; it must match one")
    # The target may be inside the source, which must not grow while it is read.
    return copied(nodes[0].value)


def _nothing_matches(document: dict[str, Any], query: str) -> str:
    remark = nearest_key(document, query)
    return f"matches nothing; {_HINT}; {_MISSPELLED}{f' ({remark})' if remark else ''}"


def _remove(nodes: list[JSONPathNode], recorder: Recorder) -> int:
    containers: dict[int, tuple[Any, set[int | str]]] = {}
    for node in nodes:
        if node.parent is None:
            raise _ActionError("the root of the spec cannot be removed")
        container = node.parent.value
        recorder.replaces(container, node.location)
        # Nodes inside it are removed too, and are not recorded again.
        recorder.added(node.value)
        containers.setdefault(id(container), (container, set()))[1].add(node.location[-1])
    for container, keys in containers.values():
        if isinstance(container, dict):
            for key in keys:
                del container[key]
        else:
            recorder.removed_items(container)
            container[:] = [item for index, item in enumerate(container) if index not in keys]
    return len(nodes)


def _update(nodes: list[JSONPathNode], value: Any, recorder: Recorder) -> int:
    first = kind(nodes[0].value)
    for node in nodes:
        if kind(node.value) != first:
            raise _ActionError(
                f"matches nodes of different kinds, {first} at {nodes[0].path()} and {kind(node.value)} at "
                f"{node.path()}; make an action for each"
            )
    if first != "array" and kind(value) != first:
        raise _ActionError(
            f"{nodes[0].path()} is {first} and cannot be merged with {kind(value)}; "
            "target its container, or remove it in an action before this one"
        )
    return sum(_update_node(node, value, recorder) for node in nodes)


def _update_node(node: JSONPathNode, value: Any, recorder: Recorder) -> bool:
    match node.value:
        case dict() as target:
            return merge_into_object(target, value, node.location, recorder)
        case list() as target:
            return append_to_array(target, value, recorder)
    if same_primitive(node.value, value):
        return False
    if node.parent is not None:
        recorder.replaces(node.parent.value, node.location)
    node.value = value
    return True
