"""What importing the package, and using it, loads."""

import inspect
import json
import pydoc
import subprocess
import sys
from typing import Any, get_type_hints

import pytest

import mijnklantportaal
from mijnklantportaal import APIStatusError, AsyncMijnKlantportaal, ClientOptions, MijnKlantportaal, Upload
from mijnklantportaal.errors import RequestInfo
from mijnklantportaal_api import resources
from tests.client.portal_server import PortalServer

RESOURCES = {f"mijnklantportaal_api.resources.{module[1:]}" for module in set(resources._MODULES.values())}
NEVER = {"asyncio", "dateutil", "mijnklantportaal.sandbox", "mijnklantportaal_api.arguments", "unittest", "zoneinfo"}
# The package of the resources is loaded with the client, and each of its modules when it is first used.
BEFORE_THE_FIRST_USE = NEVER | {"mijnklantportaal_api.models"} | RESOURCES
BEFORE_THE_CLIENT = BEFORE_THE_FIRST_USE | {
    "attr",
    "attrs",
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
    # With attrs, and what that imports.
    "from mijnklantportaal import NotFoundError": BEFORE_THE_FIRST_USE | {"email", "httpcore", "httpx", "json", "ssl"},
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
    assert loaded["import mijnklantportaal"] == {"mijnklantportaal", "mijnklantportaal._imports"}
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


@pytest.mark.parametrize("name", ["arguments", "client", "errors", "models", "pagination", "types"])
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
