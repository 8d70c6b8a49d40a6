"""A verification of a portal that deviates, the actions for it, and a verification with the client that they give."""

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from mijnklantportaal import MijnKlantportaal
from mijnklantportaal.verification import verify
from pipeline.documents import dump_yaml, read_document
from pipeline.evidence.__main__ import evidence
from pipeline.regenerate import build
from tests.pipeline.evidence.evidence_samples import CONFIG, ROOT, TODAY
from tests.planted_deviations import PLANTED, ChangingTransport, complete_sandbox

VERIFY = """\
import sys
import mijnklantportaal_api
from mijnklantportaal import MijnKlantportaal
from mijnklantportaal.verification import verify

assert mijnklantportaal_api.__file__.startswith(sys.argv[2])
with MijnKlantportaal(api_key="sandbox-key", base_url=sys.argv[1], throttle=False) as portal:
    print(verify(portal, show_keys=True).to_json())
with MijnKlantportaal(api_key="sandbox-key", base_url=sys.argv[1], throttle=False, strict=True) as portal:
    # The parser agrees too, except with the page of agreements: it parses pages in one way, whatever the spec says.
    customer = portal.customers.list().data[0]
    assert customer.city is None
    assert type(portal.customers.get(customer.id).zip_code) is int
    for name in ("customer_invoices", "customer_offers", "customer_subscriptions", "file_requests", "file_shares",
                 "payment_links", "punch_cards"):
        assert list(getattr(portal, name).list()), name
    assert portal.tickets.get(portal.tickets.list().data[0].id).messages
"""


@pytest.fixture
def planted_portal() -> Iterator[str]:
    """Serve the sandbox with planted deviations, and yield its base URL."""
    sandbox = complete_sandbox()
    transport = ChangingTransport(sandbox)
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            url = httpx.URL(sandbox.base_url).copy_with(raw_path=self.path.encode())
            with lock:
                response = transport.handle_request(httpx.Request("GET", url, headers=dict(self.headers)))
                content = response.read()
            self.send_response(response.status_code)
            for name, value in response.headers.items():
                if name not in ("content-length", "date", "server"):
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *arguments: object) -> None:
            """Log nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}{httpx.URL(sandbox.base_url).path}"
        server.shutdown()
        thread.join()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a folder with the inputs of the pipeline, whose generated code is not formatted."""
    for name in ("openapi.yaml", "openapi.lock.yaml"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "overrides", tmp_path / "overrides")
    (tmp_path / "generated" / "mijnklantportaal_api").mkdir(parents=True)
    shutil.copy(ROOT / "generated/mijnklantportaal_api/openapi.json", tmp_path / "generated/mijnklantportaal_api")
    (tmp_path / CONFIG.name).write_bytes(dump_yaml({**read_document(CONFIG), "post_hooks": []}))
    return tmp_path


def test_actions_for_planted_deviations_make_the_next_verification_agree(
    planted_portal: str, repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report, overlay = tmp_path / "report.json", repository / "overrides/overlay.yaml"
    with MijnKlantportaal(api_key="sandbox-key", base_url=planted_portal, throttle=False) as portal:
        report.write_text(verify(portal, show_keys=True).to_json(), encoding="utf-8")
    evidence(report, repository, TODAY)
    printed = capsys.readouterr()
    assert f"\nCorrections: {len(PLANTED)}, in overlay actions: {printed.out.count('  - target: ')}." in printed.err
    # Pasted at the end, where each must have an effect.
    overlay.write_text(overlay.read_text(encoding="utf-8") + printed.out, encoding="utf-8")
    build(repository, tmp_path / "new")
    done = subprocess.run(
        [sys.executable, "-c", VERIFY, planted_portal, str(tmp_path / "new")],
        env={**os.environ, "PYTHONPATH": str(tmp_path / "new"), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    before = json.loads(report.read_text(encoding="utf-8"))["operations"]
    after = json.loads(done.stdout)["operations"]
    assert [each for each in after if each["outcome"] != "agrees"] == []
    assert [each["id"] for each in after] == [each["id"] for each in before]
