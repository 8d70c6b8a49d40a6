"""A run of schemathesis against a server: all its phases and checks, with a spec that leads to successful responses."""

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

from tests.operations import JsonObject

Excuse: TypeAlias = Callable[[Failure, Case[Any], Response], bool]
"""Whether the failure of a check is not a fault."""

# Formats that are specific to this project. From the patterns of the spec schemathesis would make days such as
# 0000-00-00; the last days of months are omitted, since they differ between months.
_DATE = "20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])"
_PATTERNS = {
    "decimal": r"^-?[0-9]{1,50}(\.[0-9]{1,50})?$",
    "local-date-time": f"^{_DATE} ([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$",
    "local-minute": f"^{_DATE} ([01][0-9]|2[0-3]):[0-5][0-9]$",
}

# The longer a sequence, the more of its calls use the responses to earlier ones.
_MAX_STEPS = 40

# The prefixes of parts of objects, which have no path of their own.
_PARTS = {"documentId": "agd", "messageId": "tim"}


def adapt_to_schemathesis(spec: JsonObject, ids: Sequence[str]) -> JsonObject:
    """Return a copy of the spec in which requests refer to existing objects.

    Args:
        spec: The spec.
        ids: The valid values of all properties and parameters that are a single ID.
    """
    copied: JsonObject = copy.deepcopy(spec)
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
                    # Laravel, and so the sandbox, treats every value that is not a number above 0 as page 1.
                    parameter["schema"] = {}
                _restrict_to_ids(parameter["schema"], by_prefix)
            for media_type, media in operation.get("requestBody", {"content": {}})["content"].items():
                for schema in media["schema"]["properties"].values():
                    _restrict_to_ids(schema, by_prefix)
                    if media_type == "multipart/form-data":
                        _fit_into_form(schema)
        _link_created(copied["paths"], path)
    return copied


def _objects(node: Any) -> Iterator[dict[str, Any]]:
    """Yield every object in the spec, including schemas."""
    if isinstance(node, dict):
        yield node
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _objects(child)


def _prefix(identifier: object) -> str:
    return str(identifier).partition("_")[0]


def _prefix_in_path(spec: JsonObject, path: str, parameter: Mapping[str, Any]) -> str:
    """Return the prefix of IDs for this parameter: that of the object which is fetched with it."""
    name = parameter["name"]
    address = path[: path.index(f"{{{name}}}")] + f"{{{name}}}"
    if "get" not in spec["paths"].get(address, {}):
        return _PARTS.get(name) or _prefix(parameter["schema"]["example"])
    reference = spec["paths"][address]["get"]["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
    return _prefix(spec["components"]["schemas"][reference.rpartition("/")[2]]["properties"]["id"]["example"])


def _restrict_to_ids(schema: dict[str, Any], ids: Mapping[str, list[str]]) -> None:
    """Restrict a value to these IDs, or to lists of them, where the example of the spec is an ID."""
    example = schema.get("example")
    if isinstance(example, list):
        known = [identifier for element in example for identifier in ids.get(_prefix(element), ())]
        schema.update(example=known[:1], items={"type": "string", "enum": known})
    elif known := list(ids.get(_prefix(example), ())):
        schema.update(example=known[0], enum=known)
    elif known := list(ids.get(_prefix(schema.get("items", {}).get("example")), ())):
        # Groups ignore unknown customers.
        schema["items"]["example"] = known[0]


def _link_created(paths: Mapping[str, Any], path: str) -> None:
    """Link what is created at a path to its `get`. Schemathesis finds the other links by itself."""
    created = paths[path].get("post", {}).get("responses", {}).get("201")
    for address, item in paths.items():
        below = re.fullmatch(re.escape(path) + r"/\{(\w+)\}", address)
        if created and below and "{" not in path and "get" in item:
            link = {"operationId": item["get"]["operationId"], "parameters": {below[1]: "$response.body#/id"}}
            created["links"] = {"created": link}


def _fit_into_form(schema: dict[str, Any]) -> None:
    """Avoid lists with several elements, which schemathesis does not serialize as one part for each element."""
    if schema.get("type") != "array":
        return
    items = schema.pop("items")
    if items["type"] == "object":
        # It would put all elements into one part. The list of one element is that element.
        schema.clear()
        schema.update(items)
    else:
        # A list without elements would have no part.
        schema.update(items=items, minItems=1)


@dataclass
class RunResult:
    """The result of a run.

    Args:
        statuses: The number of responses with each status, for each operation by its method and path.
        checks: The number of times that each check passed.
        failures: For each check, operation and kind of failure the first one, with its request.
        linked: The number of times that an operation succeeded with data from the response of another one.
    """

    statuses: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    checks: Counter[str] = field(default_factory=Counter)
    failures: dict[tuple[str, str, str], str] = field(default_factory=dict)
    linked: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, recorder: ScenarioRecorder) -> None:
        """Add the requests of a scenario."""
        for identifier, interaction in recorder.interactions.items():
            node = recorder.cases[identifier]
            label = node.value.operation.label
            if interaction.response is None:
                self.failures["no response", label, interaction.request.uri] = ""
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
                    response = recorder.interactions[identifier].response
                    text = f"{failure.message}\n{check.failure_info.code_sample}\n{response and response.text}"
                    self.failures.setdefault((check.name, label, failure.title), text)


def run(
    spec: JsonObject,
    url: str,
    api_key: str,
    *,
    without_checks: Sequence[str],
    excused: Excuse,
    examples: int,
    sequences: int,
    seed: int | None,
    operation: str | None = None,
) -> RunResult:
    """Run schemathesis: examples, boundaries of every schema, random requests, and sequences of calls.

    Args:
        spec: The spec, adapted to schemathesis.
        url: The address of the API.
        api_key: A token with all permissions.
        without_checks: Checks that do not apply.
        excused: Returns whether a failure is not a fault.
        examples: The number of random requests to each operation.
        sequences: The number of sequences of calls.
        seed: The seed of random requests; `None` for a new one.
        operation: The ID of the only operation to call; by default all are called.

    Raises:
        Exception: Schemathesis cannot continue.
    """
    config = SchemathesisConfig(seed=seed)
    # Its cache would be in the working directory.
    config.cache.enabled = False
    schema = schemathesis.openapi.from_dict(dict(spec), config=config)
    project = schema.config
    # Report all failures, each with its own request: looking for a smaller request takes time.
    project.update(base_url=url, headers={"Authorization": f"Bearer {api_key}"}, continue_on_failure=True)
    project.generation.update(database="none", no_shrink=True)
    project.checks.update(excluded_check_names=list(without_checks))
    project.phases.fuzzing.generation.update(max_examples=examples)
    project.phases.stateful.enabled = sequences > 0
    project.phases.stateful.generation.update(max_examples=sequences)
    project.phases.stateful.max_steps = _MAX_STEPS
    # Sequences have IDs of new objects, which are valid although they are not in the adapted spec.
    project.phases.stateful.checks.update(excluded_check_names=["negative_data_rejection", *without_checks])

    @schema.hook
    def filter_failure(context: object, failure: Failure, case: Case[Any], response: Response) -> bool:
        return not excused(failure, case, response)

    result = RunResult()
    for event in from_schema(schema.include(operation_id=operation) if operation else schema).execute():
        if isinstance(event, events.NonFatalError):
            raise event.value
        if isinstance(event, events.FatalError):
            raise event.exception
        if isinstance(event, events.ScenarioFinished):
            result.add(event.recorder)
    return result
