"""What importing the package, and using it, loads; and what the values that it makes without attrs can do."""

import copy
import inspect
import json
import pickle
import pydoc
import subprocess
import sys
from typing import Any, get_type_hints

import pytest

import mijnklantportaal
from mijnklantportaal import (
    APIStatusError,
    AsyncMijnKlantportaal,
    ClientOptions,
    MijnKlantportaal,
    RawResponse,
    RequestEvent,
    ResponseEvent,
    SpecDrift,
    Upload,
)
from mijnklantportaal.errors import RequestInfo
from tests.client.portal_server import PortalServer

NEVER = {"asyncio", "dateutil", "mijnklantportaal.sandbox", "unittest", "zoneinfo"}
BEFORE_THE_FIRST_USE = NEVER | {"attr", "attrs", "mijnklantportaal_api.models", "mijnklantportaal_api.resources"}
BEFORE_THE_CLIENT = BEFORE_THE_FIRST_USE | {
    "contextlib",
    "dataclasses",
    "datetime",
    "decimal",
    "email",
    "enum",
    "httpcore",
    "httpx",
    "inspect",
    "json",
    "logging",
    "random",
    "re",
    "ssl",
    "threading",
    "typing",
    "urllib",
}
# The statements of a program, and the packages that must not be loaded at the end of each.
STEPS = {
    "import mijnklantportaal": BEFORE_THE_CLIENT | {"functools", "mijnklantportaal.client", "mijnklantportaal_api"},
    "from mijnklantportaal import MijnKlantportaal": BEFORE_THE_CLIENT | {"mijnklantportaal.errors"},
    # With typing, and what that imports.
    "from mijnklantportaal import NotFoundError": BEFORE_THE_CLIENT - {"contextlib", "enum", "re", "typing"},
    "client = MijnKlantportaal(api_key='key', base_url=sys.argv[1])": BEFORE_THE_FIRST_USE,
    "client.customer_offers.get('off_1')": NEVER | {"mijnklantportaal_api.resources.customers"},
    "client.with_raw_response, client.with_options(strict=True), repr(client), client.close()": NEVER,
}


def loaded_after_each_step(*arguments: str) -> dict[str, set[str]]:
    """Return the modules that each step has loaded by its end, in a new interpreter."""
    # httpx imports trio where it is installed.
    lines = ["import sys", "sys.modules['trio'] = None", "before = set(sys.modules)", "loaded = {}"]
    for code in STEPS:
        lines += [code, f"loaded[{code!r}] = sorted(set(sys.modules) - before)"]
    program = "\n".join([*lines, "import json", "print(json.dumps(loaded))"])
    process = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True)
    return {code: set(modules) for code, modules in json.loads(process.stdout).items()}


def test_each_step_loads_only_what_it_needs(portal: PortalServer, offer: dict[str, Any]) -> None:
    portal.add_response(offer)
    loaded = loaded_after_each_step(portal.url)
    assert loaded["import mijnklantportaal"] == {"mijnklantportaal"}
    loaded_too_early = {
        code: [name for name in sorted(loaded[code]) if any(f"{name}.".startswith(f"{each}.") for each in packages)]
        for code, packages in STEPS.items()
    }
    assert loaded_too_early == {code: [] for code in STEPS}


@pytest.mark.parametrize("client_class", [MijnKlantportaal, AsyncMijnKlantportaal])
def test_type_hints_of_a_client_can_be_evaluated(client_class: type[Any]) -> None:
    for method in ("__init__", "with_options", "close", "__repr__", "__reduce__"):
        assert "return" in get_type_hints(getattr(client_class, method))
    signature = inspect.signature(client_class, eval_str=True)
    assert signature.parameters["api_key"].annotation == str | None
    assert list(signature.parameters) == ["api_key", "auth", "base_url", "http_client", "options"]
    assert get_type_hints(ClientOptions)["strict"] is bool


@pytest.mark.parametrize("error_class", [mijnklantportaal.APIError, APIStatusError])
def test_type_hints_of_an_error_can_be_evaluated(error_class: type[Exception]) -> None:
    assert get_type_hints(error_class.__init__)["request"] is RequestInfo


@pytest.mark.parametrize("name", ["client", "errors", "models", "pagination", "types"])
def test_public_submodule_is_an_attribute_of_the_package(name: str) -> None:
    code = f"import mijnklantportaal; print(mijnklantportaal.{name}.__name__)"
    process = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert process.stdout.strip() == f"mijnklantportaal.{name}"


def test_star_import_defines_every_public_name() -> None:
    namespace: dict[str, object] = {}
    exec("from mijnklantportaal import *", namespace)
    assert namespace.keys() >= set(mijnklantportaal.__all__)


@pytest.mark.parametrize("item", [mijnklantportaal, MijnKlantportaal, mijnklantportaal.errors, Upload])
def test_help_can_be_shown(item: object) -> None:
    assert pydoc.render_doc(item)


REQUEST = RequestInfo("GET", "https://example.com/v1/tickets")
HEADERS = {"x-private": "private"}
RECORDS = [
    (REQUEST, "RequestInfo(method='GET', url='https://example.com/v1/tickets')"),
    (Upload(b"private", "a.txt"), "Upload(content=<bytes>, name='a.txt', media_type=None)"),
    (
        SpecDrift("get-ticket", "id", "string", 7),
        "SpecDrift(operation='get-ticket', path='id', expected='string', got=7)",
    ),
    (RequestEvent("get-ticket", REQUEST, 1), f"RequestEvent(operation='get-ticket', request={REQUEST!r}, attempt=1)"),
    (
        ResponseEvent("get-ticket", REQUEST, 1, 0.5, 200, HEADERS, None),
        f"ResponseEvent(operation='get-ticket', request={REQUEST!r}, attempt=1, seconds=0.5, status_code=200, "
        "error=None)",
    ),
    (RawResponse(200, HEADERS, b"private", dict), "RawResponse(status_code=200)"),
]
each_record = pytest.mark.parametrize(("record", "shown"), RECORDS, ids=lambda value: type(value).__name__)


@each_record
def test_record_shows_its_fields_but_no_content(record: object, shown: str) -> None:
    assert repr(record) == shown


@each_record
def test_record_copied_or_pickled_equals_the_original(record: object, shown: str) -> None:
    for other in (copy.copy(record), copy.deepcopy(record), pickle.loads(pickle.dumps(record))):
        assert other == record
        assert type(other) is type(record)


@each_record
def test_record_is_immutable(record: Any, shown: str) -> None:
    name = type(record).__match_args__[0]
    with pytest.raises(AttributeError, match="immutable"):
        setattr(record, name, None)
    with pytest.raises(AttributeError, match="immutable"):
        delattr(record, name)
    with pytest.raises(AttributeError, match="immutable"):
        record.other = None


@each_record
def test_record_with_another_field_or_class_is_not_equal(record: Any, shown: str) -> None:
    first, *others = [getattr(record, name) for name in type(record).__match_args__]
    assert record != type(record)("other", *others)
    assert record == type(record)(first, *others)
    assert record != (first, *others)


def test_records_that_are_equal_have_the_same_hash() -> None:
    assert len({REQUEST, RequestInfo(method="GET", url=REQUEST.url), RequestInfo("POST", REQUEST.url)}) == 2
    assert hash(Upload(b"a")) == hash(Upload(content=b"a", name=None, media_type=None))


def test_raw_responses_are_compared_without_their_parsers() -> None:
    assert RawResponse(200, HEADERS, b"{}", parse=dict) == RawResponse(200, HEADERS, b"{}", parse=list)


def test_record_matches_by_position() -> None:
    match RequestEvent("get-ticket", REQUEST, attempt=2):
        case RequestEvent(operation, RequestInfo("GET", _), 2):
            assert operation == "get-ticket"
        case _:
            pytest.fail("the event did not match")
