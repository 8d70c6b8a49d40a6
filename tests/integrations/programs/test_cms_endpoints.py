"""Endpoints for the CMS in Flask, FastAPI and Django, called over HTTP as the guide describes it.

The examples of docs/guides/cms.md are one program each; the other programs have every endpoint in one framework.
"""

import hashlib
import hmac
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest

from tests.docs_examples import BLOCKS, ROOT, demo_portal
from tests.integrations.programs.cms_examples import AUTHENTICATION, HTML, KEY, VALUES

CUSTOMER = "cst_abc12345def678"
PAGE = {"Accept": "text/html", "X-Customer-Id": CUSTOMER, "X-Page-Id": "pag_123abc456def"}
FORM = {"X-Customer-Id": CUSTOMER, "X-Form-Id": "frm_123abc456def"}
PREFILL = {"Accept": "application/json", **FORM}
# The recipe of the guide, written without the package.
CHECKSUM = hmac.new(KEY.encode(), f"{CUSTOMER},pag_123abc456def".encode(), hashlib.sha256).hexdigest()
PASSWORD = "very-secret-password"
FORM_PATH = "/forms/9yXqT2vKcWbN0aLsPz4f"

PROGRAMS = "tests.integrations.programs"
SERVERS = f"from {PROGRAMS}.framework_servers import configure_django, serve\n"
SERVE = {
    "flask": f"{SERVERS}serve('flask', app)\n",
    "fastapi": f"{SERVERS}serve('fastapi', app)\n",
    "django": f"""{SERVERS}
from django.core.wsgi import get_wsgi_application
configure_django("shop_urls")
serve("django", get_wsgi_application())
""",
}
EXAMPLES = {block.needs: block for block in BLOCKS if block.page.name == "cms.md" and block.needs}


class Served(NamedTuple):
    url: str
    process: "subprocess.Popen[str]"


@contextmanager
def served(program: str, folder: Path, **environment: str) -> Iterator[Served]:
    (folder / "program.py").write_text(program, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-W", "error", "program.py"],
        cwd=folder,
        env={
            **os.environ,
            **environment,
            "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path]),
            # What an endpoint prints is read although the process is killed.
            "PYTHONUNBUFFERED": "1",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    url = process.stdout.readline().strip()
    try:
        assert url, process.communicate()[1]
        yield Served(url, process)
    finally:
        process.terminate()
        _, log = process.communicate(timeout=30)
        assert "Traceback" not in log, log


@contextmanager
def served_example(framework: str, folder: Path) -> Iterator[Served]:
    own = {"CMS_PASSWORD": PASSWORD, "CMS_KEY": KEY, "CMS_FORM_PATH": FORM_PATH}
    with (
        demo_portal() as environment,
        served(EXAMPLES[framework].code + SERVE[framework], folder, **environment, **own) as program,
    ):
        yield program


def test_every_example_of_the_page_is_called() -> None:
    assert {block.needs for block in BLOCKS if block.page.name == "cms.md"} == {"flask", "fastapi", "django"}
    assert len(EXAMPLES) == len([block for block in BLOCKS if block.page.name == "cms.md"])


def test_page_of_the_docs_is_shown(tmp_path: Path) -> None:
    with served_example("flask", tmp_path) as (url, _), httpx.Client(base_url=url, timeout=30) as portal:
        for method in ("GET", "POST"):
            response = portal.request(method, "/welcome", headers=PAGE, auth=("portal", PASSWORD))
            assert (response.status_code, response.content) == (200, b"<h1>Welcome, Bakkerij Jansen</h1>")
            assert response.headers.get_list("Content-Type") == ["text/html"]
            assert response.headers.get_list("X-Checksum") == [CHECKSUM]
        assert portal.get("/welcome", headers={"Accept": "text/html"}, auth=("portal", PASSWORD)).status_code == 400
        for auth in (None, ("portal", "other"), ("portal", "")):
            refused = portal.get("/welcome", headers=PAGE, auth=auth)
            assert (refused.status_code, refused.headers["WWW-Authenticate"]) == (401, 'Basic realm="callbacks"')
            assert "X-Checksum" not in refused.headers


PAGE_TEXT = (ROOT / "docs" / "guides" / "cms.md").read_text(encoding="utf-8")
COMMANDS = [block for block in re.findall(r"```sh\n(.*?)```", PAGE_TEXT, re.DOTALL) if "curl" in block]


def run_commands(commands: str) -> str:
    environment = {**os.environ, "CMS_PASSWORD": PASSWORD, "CMS_KEY": KEY, "CMS_FORM_PATH": FORM_PATH}
    done = subprocess.run(["sh", "-ec", commands], env=environment, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.mark.skipif(not (shutil.which("curl") and shutil.which("openssl")), reason="curl or openssl is missing")
def test_commands_of_the_docs_show_the_same_checksum_twice(tmp_path: Path) -> None:
    with served_example("flask", tmp_path) as (url, _):
        printed = run_commands(COMMANDS[0].replace("http://127.0.0.1:5000", url))
    assert "Welcome, Bakkerij Jansen" in printed
    assert printed.count(CHECKSUM) == 2


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is missing")
def test_commands_of_the_docs_send_a_form_and_ask_for_its_values(tmp_path: Path) -> None:
    of_fastapi, of_django = COMMANDS[1].replace("\\\n", "").splitlines()
    (tmp_path / "fastapi").mkdir()
    with served_example("fastapi", tmp_path / "fastapi") as (url, _):
        assert " 204 " in run_commands(of_fastapi.replace("http://127.0.0.1:8001", url))
    (tmp_path / "django").mkdir()
    with served_example("django", tmp_path / "django") as (url, _):
        assert '"name": "Bakkerij Jansen"' in run_commands(of_django.replace("http://127.0.0.1:8002", url))


def test_form_of_the_docs_is_received(tmp_path: Path) -> None:
    with served_example("fastapi", tmp_path) as (url, process):
        fields = {"name": "John Doe", "age": 20, "sex": "male"}
        response = httpx.post(f"{url}{FORM_PATH}", headers=FORM, json=fields, timeout=30)
        assert (response.status_code, response.content) == (204, b"")
        refused = httpx.post(f"{url}{FORM_PATH}", headers=FORM, content=b"name=John", timeout=30)
        assert refused.status_code == 400
        assert refused.text.startswith("the body must be JSON")
        process.terminate()
        assert process.stdout is not None
        assert process.stdout.readline() == f"{CUSTOMER} John Doe\n"


def test_values_of_the_docs_are_filled_in(tmp_path: Path) -> None:
    with served_example("django", tmp_path) as (url, _):
        for method in ("GET", "POST"):
            response = httpx.request(method, f"{url}{FORM_PATH}", headers=PREFILL, timeout=30)
            assert response.json() == {"name": "Bakkerij Jansen", "email": "info@bakkerij-jansen.nl"}
            assert response.headers["Content-Type"] == "application/json"
        refused = httpx.get(f"{url}{FORM_PATH}", headers={"X-Customer-Id": CUSTOMER}, timeout=30)
        assert (refused.status_code, refused.text) == (400, "the header X-Form-Id is missing")


@pytest.fixture(scope="module", params=["flask", "fastapi", "django"])
def endpoints(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client for each program that has every endpoint."""
    program = f"from {PROGRAMS}.cms_in_{request.param} import *\n{SERVE[request.param]}"
    with (
        served(program, tmp_path_factory.mktemp("program")) as (url, _),
        httpx.Client(base_url=url, timeout=30) as client,
    ):
        yield client


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_page_is_sent_as_it_is(endpoints: httpx.Client, method: str) -> None:
    response = endpoints.request(method, "/page", headers={**PAGE, "Authentication": AUTHENTICATION})
    assert response.status_code == 200
    assert response.headers.get_list("Content-Type") == ["text/html"]
    assert response.headers.get_list("X-Checksum") == [CHECKSUM]
    assert response.content.decode() == HTML


def test_page_is_refused_without_credentials(endpoints: httpx.Client) -> None:
    for headers in ({}, {"Authentication": "other"}, {"Authentication": AUTHENTICATION.lower()}):
        response = endpoints.get("/page", headers={**PAGE, **headers})
        assert (response.status_code, "X-Checksum" in response.headers) == (403, False)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH"])
def test_json_is_received(endpoints: httpx.Client, method: str) -> None:
    fields = {"name": "Renée", "age": 20, "terms": True, "note": None, "colors": ["red", "blue"]}
    received = endpoints.request(method, "/submission", headers=FORM, json=fields).json()
    assert received == {"customer_id": CUSTOMER, "form_id": FORM["X-Form-Id"], "fields": fields}


@pytest.mark.parametrize("body", [b"", b"name=John", b'{"name": "\xff"}', b"[]", b"\0"])
def test_body_that_is_not_an_object_is_refused(endpoints: httpx.Client, body: bytes) -> None:
    response = endpoints.post("/submission", headers=FORM, content=body)
    assert response.status_code == 400
    assert response.text.startswith("the body")


def test_query_is_received(endpoints: httpx.Client) -> None:
    parameters: dict[str, Any] = {"name": "Renée & 🌷", "age": 20, "note": "", "colors": ["red", "blue"]}
    received = endpoints.get("/submission", headers=FORM, params=parameters).json()
    assert received["fields"] == {**parameters, "age": "20"}
    assert endpoints.get("/submission", headers=FORM).json()["fields"] == {}
    assert endpoints.get("/submission?name=%FF", headers=FORM).status_code == 400


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_values_are_sent(endpoints: httpx.Client, method: str) -> None:
    response = endpoints.request(method, "/values", headers=PREFILL)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/json")
    assert response.json() == VALUES


@pytest.mark.parametrize("path", ["/page", "/submission", "/values"])
@pytest.mark.parametrize("value", ["", "cst_", "cst_1,cst_2", "frm_1", "cst_é"])
def test_id_that_is_not_valid_is_refused(endpoints: httpx.Client, path: str, value: str) -> None:
    headers = {**PAGE, **FORM, "Authentication": AUTHENTICATION, "X-Customer-Id": value}
    response = endpoints.get(path, headers={key.encode(): text.encode() for key, text in headers.items()})
    assert response.status_code == 400
    assert response.text.startswith("the header X-Customer-Id must be an ID")


@pytest.mark.parametrize("path", ["/page", "/submission", "/values"])
def test_doubled_id_is_refused(endpoints: httpx.Client, path: str) -> None:
    response = endpoints.get(path, headers=[*PAGE.items(), *FORM.items(), ("Authentication", AUTHENTICATION)])
    # Servers of WSGI join them with a comma, which is not valid in an ID.
    assert response.status_code == 400
    assert response.text.startswith("the header X-Customer-Id")
