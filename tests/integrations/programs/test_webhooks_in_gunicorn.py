"""A receiver of webhooks in gunicorn, whose workers handle one request at a time."""

import os
import time
from pathlib import Path

import httpx
import pytest

from tests.integrations.programs.gunicorn_server import gunicorn

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="gunicorn needs fork")

HANG_GUARD = 20.0
SECRET = "OUJX2prdBbJxR77BZlGz"
APPLICATION = f"""
import time
from pathlib import Path
from mijnklantportaal.webhooks import WebhookWSGIApp

def handle(event):
    while not Path("release").exists():
        time.sleep(0.005)
    with Path("handled").open("ab") as handled:
        handled.write(event.body)

application = WebhookWSGIApp(handle, "{SECRET}")
"""


@pytest.mark.parametrize("worker", ["sync", "gthread", "gevent"])
def test_response_in_gunicorn_does_not_wait_for_the_handler(tmp_path: Path, worker: str) -> None:
    handled = tmp_path / "handled"
    with gunicorn(tmp_path, APPLICATION, "--worker-class", worker) as address:
        headers = {"X-Webhook-Signature": SECRET}
        assert httpx.post(address, headers=headers, content=b"a", timeout=HANG_GUARD).status_code == 204
        assert not handled.exists()
        (tmp_path / "release").touch()
        # A generator is sent in chunks, without a length.
        assert httpx.post(address, headers=headers, content=iter([b"b", b"c"]), timeout=HANG_GUARD).status_code == 204
        end = time.monotonic() + HANG_GUARD
        while not handled.exists() or len(handled.read_bytes()) < 3:
            assert time.monotonic() < end
            time.sleep(0.005)
    assert sorted(handled.read_bytes()) == sorted(b"abc")
