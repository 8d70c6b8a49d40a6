"""The built site, which the nox session `docs` has built before, and a server for it."""

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.site.built_pages import BuiltPage

SITE = Path(__file__).parents[2] / "site"


@pytest.fixture(scope="session")
def site() -> Path:
    assert (SITE / "index.html").exists(), "There is no site yet: run `nox -s docs`, which builds and tests it."
    return SITE


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, BuiltPage]:
    """All pages by their address in the site, such as `overlay/`; the home page is empty."""
    files = sorted(site.rglob("index.html"))
    return {path.relative_to(site).as_posix().removesuffix("index.html"): BuiltPage.read(path) for path in files}


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Requests are not logged: the tests record those of the browser."""


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The address of the served site, with a slash at the end."""
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()
