"""The receivers of docs/webhooks.md in FastAPI, Flask and Django, each on the server of its framework."""

import json
import os
import re
import sys
from pathlib import Path

import pytest

from tests.docs_examples import BLOCKS, ROOT, Block, run
from tests.integrations.programs.webhook_requests import SECRETS

RECEIVERS = {
    f"{block.heading}, {block.needs}": block
    for block in BLOCKS
    if block.page.name == "webhooks.md" and block.needs is not None
}
REQUESTS = "from tests.integrations.programs.webhook_requests import configure_django, post_requests\n"
BEFORE = {"django": f"{REQUESTS}configure_django('shop_urls')\n"}
AFTER = {
    "fastapi": f"{REQUESTS}post_requests('asgi', app)\n",
    "flask": f"{REQUESTS}post_requests('flask', app)\n",
    "django": """
from django.urls import path
if "receive" in globals():
    from django.core.wsgi import get_wsgi_application
    urlpatterns, application = [path("webhooks", receive)], get_wsgi_application()
else:
    urlpatterns = []
post_requests("django", application)
""",
}


def test_page_has_the_receivers_of_each_framework() -> None:
    headings = ["FastAPI, fastapi", "Flask, flask", "Django, django"]
    ready = [f"Respond first, work later, {name}" for name in ("fastapi", "flask", "django")]
    assert list(RECEIVERS) == headings + ready


@pytest.mark.parametrize("name", RECEIVERS)
def test_receiver_prints_the_events_that_are_signed(tmp_path: Path, name: str) -> None:
    block = RECEIVERS[name]
    needs = str(block.needs)
    (tmp_path / "program.py").write_text(BEFORE.get(needs, "") + block.code + AFTER[needs], encoding="utf-8")
    environment = {"PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path]), "WEBHOOK_SECRETS": json.dumps(SECRETS)}
    printed = run("program.py", folder=tmp_path, **environment)
    assert sorted(printed.splitlines()) == [
        "204 204 403 403 403 204",
        "invoice-paid {'id': 1}",
        "invoice-paid {'id': 6}",
        "offer-accepted {'id': 2}",
    ]


def lines_of(block: Block) -> list[str]:
    """Return the lines that a user writes: without imports and blank lines."""
    return [line for line in block.code.splitlines() if line and not re.match(r"(from \S+ )?import ", line)]


@pytest.mark.parametrize("name", RECEIVERS)
def test_receiver_has_at_most_eight_lines(name: str) -> None:
    assert len(lines_of(RECEIVERS[name])) <= 8
