"""The examples of docs/guides/integrations.md that need other people's packages, each used as its text says."""

import re
from pathlib import Path

import pytest

from tests.docs_examples import BLOCKS, Block, demo_portal, run, run_tests

NEED_PACKAGES = [
    block
    for block in BLOCKS
    if block.page.name == "integrations.md" and block.needs is not None and block.reason is None
]
TESTS = [block for block in NEED_PACKAGES if block.has_tests]
DJANGO_TESTS = [block for block in NEED_PACKAGES if "(TestCase)" in block.code]
PROGRAMS = [block for block in NEED_PACKAGES if block not in (*TESTS, *DJANGO_TESTS)]

# What calls the code of an example, by the heading above it, and prints what it got.
CALLERS = {
    "Flask": """
import io
response = app.test_client().post("/files", data={"attachment": (io.BytesIO(b"x"), "report.pdf")})
print(response.json["name"])
portal.close()
""",
    "FastAPI": """
import warnings
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from fastapi.testclient import TestClient
with TestClient(app) as browser:
    print(browser.post("/files", files={"attachment": ("report.pdf", b"x")}).json()["name"])
    customer = "cst_abc12345def678"
    print(browser.get(f"/customers/{customer}").json()["id"])
    assert "Customer" in browser.get("/openapi.json").json()["components"]["schemas"]
""",
    "Django": """
from django.conf import settings
settings.configure(ALLOWED_HOSTS=["*"])
import django
django.setup()
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
request = RequestFactory().post("/files", {"attachment": SimpleUploadedFile("report.pdf", b"x")})
import json
print(json.loads(upload(request).content)["name"])
portal.close()
""",
    "Celery": """
from celery.contrib.testing.worker import start_worker
with start_worker(app, pool="solo", perform_ping_check=False):
    print(company_name_or_none("cst_unknown"))
portal.close()
""",
    "Jupyter": """
from IPython.core.formatters import DisplayFormatter
data, _ = DisplayFormatter().format(portal.customers.list())
print("<table" in data["text/html"])
portal.close()
""",
}
PRINTED = {
    "Flask": ["report.pdf"],
    "FastAPI": ["report.pdf", "cst_abc12345def678"],
    "Django": ["report.pdf"],
    "Celery": ["None"],
    "Jupyter": ["True"],
    "gevent": ["1 cst_abc12345def678"],
    "pandas": [
        "customer_id",
        "cst_41pjso2krv6sk1     96.80",
        "cst_abc12345def678    302.50",
        "Name: amount, dtype: object",
    ],
    "vcrpy": ["cst_abc12345def678"] * 2,
}


@pytest.mark.parametrize("block", PROGRAMS, ids=lambda block: block.heading)
def test_example_prints_what_its_text_promises(tmp_path: Path, block: Block) -> None:
    code = block.code + CALLERS.get(block.heading, "")
    (tmp_path / "program.py").write_text(code, encoding="utf-8")
    with demo_portal() as environment:
        printed = run("program.py", folder=tmp_path, **environment)
    assert printed.splitlines() == PRINTED[block.heading]


@pytest.mark.parametrize("block", TESTS, ids=lambda block: block.heading)
def test_tests_of_an_example_pass(tmp_path: Path, block: Block) -> None:
    assert re.match(r"\d+ passed", run_tests(tmp_path, block.conftest, block.code))


@pytest.mark.parametrize("block", DJANGO_TESTS, ids=lambda block: block.heading)
def test_tests_of_the_django_example_pass(tmp_path: Path, block: Block) -> None:
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "__init__.py").touch()
    (tmp_path / "shop" / "tests.py").write_text(block.code, encoding="utf-8")
    (tmp_path / "settings.py").write_text(
        "INSTALLED_APPS = ['shop']\nSECRET_KEY = 'x'\n"
        "DATABASES = {'default': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': ':memory:'}}\n"
    )
    # Django's runner writes its report to stderr.
    (tmp_path / "manage.py").write_text(
        "import sys\nfrom django.core.management import execute_from_command_line\n"
        "sys.stderr = sys.stdout\nexecute_from_command_line(sys.argv)\n"
    )
    printed = run("manage.py", "test", "shop", folder=tmp_path, DJANGO_SETTINGS_MODULE="settings")
    assert re.search(r"Ran 2 tests.*OK", printed, re.DOTALL)


def test_every_example_that_needs_a_package_is_used() -> None:
    assert {block.heading for block in PROGRAMS} == set(PRINTED)
    assert len(DJANGO_TESTS) == 1
