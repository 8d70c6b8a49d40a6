"""schemathesis against a server: all its phases and checks, with a copy of the document that leads to answers."""

import copy
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import schemathesis
from schemathesis import Case, Response
from schemathesis.config import SchemathesisConfig
from schemathesis.core.failures import Failure
from schemathesis.engine import events, from_schema
from schemathesis.engine.recorder import ScenarioRecorder

Excuse: TypeAlias = Callable[[Failure, Case[Any], Response], bool]
"""Whether what a check complains about is as it should be."""

# The project's own formats, which schemathesis doesn't know. From the pattern that times have beside theirs it would
# make days such as 0000-00-00; the last days of months are left out, since no pattern tells which there are.
_DATE = "20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])"
_PATTERNS = {
    "decimal": r"^-?[0-9]{1,50}(\.[0-9]{1,50})?$",
    "local-date-time": f"^{_DATE} ([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$",
    "local-minute": f"^{_DATE} ([01][0-9]|2[0-3]):[0-5][0-9]$",
}

# The longer a row, the more of its calls go on with what earlier ones gave.
_LONGEST_ROW = 40

# Parts of objects, which have no address of their own that would tell.
_PARTS = {"documentId": "agd", "messageId": "tim"}


def readable_for_schemathesis(document: Mapping[str, Any], ids: Sequence[str]) -> dict[str, Any]:
    """The document, with requests that are about objects which are there.

    Args:
        document: The document; it stays as it is.
        ids: Those that requests may hold. Where the document has a single ID, none but these is valid.
    """
    copied: dict[str, Any] = copy.deepcopy(dict(document))
    by_prefix: dict[str, list[str]] = defaultdict(list)
    for identifier in ids:
        by_prefix[_prefix(identifier)].append(identifier)
    for schema in _objects(copied):
        if schema.get("format") in _PATTERNS:
            schema["pattern"] = _PATTERNS[schema["format"]]
    for path, item in copied["paths"].items():
        for operation in item.values():
            for parameter in operation.get("parameters", ()):
                if parameter["in"] == "path":
                    parameter["schema"]["enum"] = by_prefix[_prefix_in_path(copied, path, parameter)]
                elif parameter["name"] == "page":
                    # Laravel, and so the sandbox, takes whatever is no number above 0 for page 1.
                    parameter["schema"] = {}
                _hold(parameter["schema"], by_prefix)
            for media_type, media in operation.get("requestBody", {"content": {}})["content"].items():
                for schema in media["schema"]["properties"].values():
                    _hold(schema, by_prefix)
                    if media_type == "multipart/form-data":
                        _fit_into_form(schema)
        _link_created(copied["paths"], path)
    return copied


def _objects(node: Any) -> Iterator[dict[str, Any]]:
    """Every object in the document, schemas among them."""
    if isinstance(node, dict):
        yield node
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _objects(child)


def _prefix(identifier: object) -> str:
    return str(identifier).partition("_")[0]


def _prefix_in_path(document: Mapping[str, Any], path: str, parameter: Mapping[str, Any]) -> str:
    """What IDs begin with that stand for this parameter: that of the object which is got with it."""
    name = parameter["name"]
    address = path[: path.index(f"{{{name}}}")] + f"{{{name}}}"
    if "get" not in document["paths"].get(address, {}):
        return _PARTS.get(name) or _prefix(parameter["schema"]["example"])
    reference = document["paths"][address]["get"]["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
    return _prefix(document["components"]["schemas"][reference.rpartition("/")[2]]["properties"]["id"]["example"])


def _hold(schema: dict[str, Any], ids: Mapping[str, list[str]]) -> None:
    """Let a value be one of these IDs, or a list of them, where the document's example is."""
    example = schema.get("example")
    if isinstance(example, list):
        known = [identifier for element in example for identifier in ids.get(_prefix(element), ())]
        schema.update(example=known[:1], items={"type": "string", "enum": known})
    elif known := list(ids.get(_prefix(example), ())):
        schema.update(example=known[0], enum=known)
    elif known := list(ids.get(_prefix(schema.get("items", {}).get("example")), ())):
        # Groups skip customers that they don't know.
        schema["items"]["example"] = known[0]


def _link_created(paths: Mapping[str, Any], path: str) -> None:
    """Let what is created at a path be got. The other links schemathesis finds by itself."""
    created = paths[path].get("post", {}).get("responses", {}).get("201")
    for address, item in paths.items():
        below = re.fullmatch(re.escape(path) + r"/\{(\w+)\}", address)
        if created and below and "{" not in path and "get" in item:
            target = {"operationId": item["get"]["operationId"], "parameters": {below[1]: "$response.body#/id"}}
            created["links"] = {"created": target}


def _fit_into_form(schema: dict[str, Any]) -> None:
    """Leave out what schemathesis can't write into a form as OpenAPI has it: an element of a list in each part."""
    if schema.get("type") != "array":
        return
    items = schema.pop("items")
    if items["type"] == "object":
        # It would put all of them into one part. The list of one element is that element.
        schema.clear()
        schema.update(items)
    else:
        # No part at all is no list without elements.
        schema.update(items=items, minItems=1)


@dataclass
class Judgement:
    """What schemathesis found.

    Args:
        statuses: How often each operation, by method and path, answered with each status.
        checks: How often each check had nothing to say.
        complaints: What it has to say: the check, the operation, what is wrong and the request, each kind once.
        linked: How often an operation succeeded with what the answer of another one gave.
    """

    statuses: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    checks: Counter[str] = field(default_factory=Counter)
    complaints: dict[tuple[str, str, str], str] = field(default_factory=dict)
    linked: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, recorder: ScenarioRecorder) -> None:
        """What came of some requests."""
        for identifier, interaction in recorder.interactions.items():
            node = recorder.cases[identifier]
            label = node.value.operation.label
            if interaction.response is None:
                self.complaints["no answer", label, interaction.request.uri] = ""
                continue
            status = interaction.response.status_code
            self.statuses[label][status] += 1
            if node.is_transition_applied and node.parent_id is not None and status < 300:
                self.linked[recorder.cases[node.parent_id].value.operation.label, label] += 1
        for identifier, checks in recorder.checks.items():
            label = recorder.cases[identifier].value.operation.label
            for check in checks:
                if check.failure_info is None:
                    self.checks[check.name] += 1
                else:
                    failure = check.failure_info.failure
                    answer = recorder.interactions[identifier].response
                    told = f"{failure.message}\n{check.failure_info.code_sample}\n{answer and answer.text}"
                    self.complaints.setdefault((check.name, label, failure.title), told)


def judged(
    document: Mapping[str, Any],
    address: str,
    key: str,
    *,
    without_checks: Sequence[str],
    excused: Excuse,
    examples: int,
    rows: int,
    seed: int | None,
    operation: str | None = None,
) -> Judgement:
    """Let schemathesis examine a server: examples, edges of every schema, chance, and calls that follow each other.

    Args:
        document: What the server should do, in a form that leads to answers.
        address: Where the API is.
        key: A token that allows everything.
        without_checks: Checks that don't apply.
        excused: Tells what is no fault.
        examples: Requests of chance to each operation.
        rows: Rows of calls that follow each other; 0 for none.
        seed: Where chance comes from; `None` for a new one.
        operation: The only one to call; by default all of them.

    Raises:
        Exception: schemathesis could not go on.
    """
    config = SchemathesisConfig(seed=seed)
    # It would go to the working directory.
    config.cache.enabled = False
    schema = schemathesis.openapi.from_dict(dict(document), config=config)
    project = schema.config
    # As many complaints as there are, each with the request that it was made of: smaller ones take time to find.
    project.update(base_url=address, headers={"Authorization": f"Bearer {key}"}, continue_on_failure=True)
    project.generation.update(database="none", no_shrink=True)
    project.checks.update(excluded_check_names=list(without_checks))
    project.phases.fuzzing.generation.update(max_examples=examples)
    project.phases.stateful.enabled = rows > 0
    project.phases.stateful.generation.update(max_examples=rows)
    project.phases.stateful.max_steps = _LONGEST_ROW
    # In rows there are IDs of objects that were made meanwhile, which are valid and not in the copy of the document.
    project.phases.stateful.checks.update(excluded_check_names=["negative_data_rejection", *without_checks])

    @schema.hook
    def filter_failure(context: object, failure: Failure, case: Case[Any], response: Response) -> bool:
        return not excused(failure, case, response)

    judgement = Judgement()
    for event in from_schema(schema.include(operation_id=operation) if operation else schema).execute():
        if isinstance(event, events.NonFatalError):
            raise event.value
        if isinstance(event, events.FatalError):
            raise event.exception
        if isinstance(event, events.ScenarioFinished):
            judgement.add(event.recorder)
    return judgement
