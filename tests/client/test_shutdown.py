"""The client while the interpreter shuts down, when Python can no longer import modules or start threads."""

import subprocess
import sys
import textwrap

import httpx
import pytest

from tests.client.conftest import PageFactory
from tests.client.portal_server import PortalServer

# The interpreter deletes `holder` at its end, after it has forgotten its modules.
HOLDER = """
import asyncio, datetime, sys
import mijnklantportaal
from mijnklantportaal import AsyncMijnKlantportaal, MijnKlantportaal, MijnKlantportaalError

class Holder:
    def __del__(self):
        try:
            print("result", self.use())
        except MijnKlantportaalError as error:
            print("caught", error)

    def use(self):
        return {use}

holder = Holder()
{before}
"""
PORTAL = "holder.portal = MijnKlantportaal(api_key='key', base_url=sys.argv[1])"
ASYNC_PORTAL = """
holder.loop = asyncio.new_event_loop()
holder.portal = AsyncMijnKlantportaal(api_key='key', base_url=sys.argv[1])
holder.portal.customers
"""
LIST = "self.portal.customers.list()"
SCHEDULE = "self.portal.appointments.schedule(name='x', starts_at=self.time, ends_at=self.time)"


imports_for_each_call = pytest.mark.skipif(httpx.__version__ < "0.28", reason="a later call imports nothing there")


def output(program: str, url: str) -> str:
    """Return what the program prints, which must be nothing on stderr."""
    completed = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program), url], capture_output=True, text=True, check=False, timeout=60
    )
    assert (completed.returncode, completed.stderr) == (0, "")
    return completed.stdout


@pytest.mark.parametrize(
    ("use", "before"),
    [
        pytest.param("mijnklantportaal.AsyncPage", "", id="lazy export"),
        pytest.param("mijnklantportaal.arguments", "", id="submodule"),
        pytest.param("MijnKlantportaal(api_key='key')", "", id="constructor"),
        pytest.param("AsyncMijnKlantportaal(api_key='key')", "", id="asynchronous constructor"),
        pytest.param("mijnklantportaal.models.Customer", "mijnklantportaal.models", id="model"),
        pytest.param("self.portal.customers", PORTAL, id="resource"),
        pytest.param("self.portal.with_raw_response.files", PORTAL, id="raw response"),
        pytest.param(LIST, f"{PORTAL}; holder.portal.customers", id="first call"),
        pytest.param(LIST, f"{PORTAL}; holder.portal.customers.list()", id="second call", marks=imports_for_each_call),
        pytest.param(
            "self.page.next_page()",
            f"{PORTAL}; holder.page = holder.portal.customers.list()",
            id="page",
            marks=imports_for_each_call,
        ),
        pytest.param(
            SCHEDULE, f"{PORTAL}; holder.portal.appointments; holder.time = datetime.datetime.now()", id="local time"
        ),
        pytest.param(
            "self.loop.run_until_complete(self.portal.customers.get('cst_1'))", ASYNC_PORTAL, id="asynchronous call"
        ),
        pytest.param(
            "self.loop.run_until_complete(self.portal.customers.list()._first_page())", ASYNC_PORTAL, id="pager"
        ),
    ],
)
def test_use_in_del_at_shutdown_is_one_error_of_the_package(
    use: str, before: str, portal: PortalServer, page_of: PageFactory
) -> None:
    portal.add_response(page_of([], next_page_url="https://portal.example/customers?page=2"))
    text = "caught the interpreter is shutting down (sys.meta_path is None, Python is likely shutting down): use the "
    assert output(HOLDER.format(use=use, before=before), portal.url).startswith(text)


@pytest.mark.parametrize(
    ("use", "before"),
    [
        pytest.param("mijnklantportaal.NotFoundError", PORTAL, id="error class of a module that is loaded"),
        pytest.param("self.portal.close()", f"{PORTAL}; holder.portal.customers.list()", id="close"),
        pytest.param("repr(self.portal)", PORTAL, id="repr"),
    ],
)
def test_use_in_del_at_shutdown_that_needs_no_import_works(
    use: str, before: str, portal: PortalServer, page_of: PageFactory
) -> None:
    portal.add_response(page_of([]))
    assert output(HOLDER.format(use=use, before=before), portal.url).startswith("result ")


@pytest.mark.parametrize(
    "register", ["atexit.register(use)", "holder = type('Holder', (), {})(); weakref.finalize(holder, use)"]
)
def test_function_that_atexit_calls_can_make_the_first_client(
    register: str, portal: PortalServer, page_of: PageFactory
) -> None:
    portal.add_response(page_of([]))
    program = f"""
    import atexit, sys, weakref
    import mijnklantportaal

    def use():
        with mijnklantportaal.MijnKlantportaal(api_key="key", base_url=sys.argv[1]) as portal:
            print(portal.customers.list().data)

    {register}
    """
    assert output(program, portal.url) == "[]\n"


ASYNC_AT_EXIT = """
import asyncio, atexit, sys
from mijnklantportaal import AsyncMijnKlantportaal, MijnKlantportaalError

async def main():
    async with AsyncMijnKlantportaal(api_key="key", base_url=sys.argv[1]) as portal:
        print((await portal.customers.list()).data)

@atexit.register
def use():
    try:
        asyncio.run(main())
    except MijnKlantportaalError as error:
        print("caught", error)
"""


def test_asynchronous_client_that_atexit_uses_works_with_an_address(portal: PortalServer, page_of: PageFactory) -> None:
    portal.add_response(page_of([]))
    assert output(ASYNC_AT_EXIT, portal.url) == "[]\n"


@pytest.mark.parametrize(
    "before",
    [
        "",
        pytest.param(
            "import concurrent.futures.thread",
            marks=pytest.mark.skipif(
                sys.version_info[:2] == (3, 12), reason="asyncio.run itself starts a thread there"
            ),
        ),
    ],
)
def test_asynchronous_client_that_atexit_uses_cannot_look_up_a_host(
    portal: PortalServer, page_of: PageFactory, before: str
) -> None:
    # A host is looked up in a thread, and no thread can be started anymore.
    portal.add_response(page_of([]))
    text = output(f"{before}\n{ASYNC_AT_EXIT}", portal.url.replace("127.0.0.1", "localhost"))
    assert text.startswith("caught the interpreter is shutting down (can")
    assert text.endswith("also works in a function that atexit calls\n")


def test_daemon_thread_that_calls_at_shutdown_prints_no_error(portal: PortalServer, page_of: PageFactory) -> None:
    portal.add_response(page_of([]))
    program = """
    import sys, threading
    from mijnklantportaal import MijnKlantportaal

    started = threading.Event()

    def call():
        portal = MijnKlantportaal(api_key="key", base_url=sys.argv[1], throttle=False)
        while True:
            portal.customers.list()
            started.set()

    threading.Thread(target=call, daemon=True).start()
    started.wait()
    """
    assert output(program, portal.url) == ""


def test_error_that_mentions_a_shutdown_before_it_stays_as_it_is(portal: PortalServer) -> None:
    """An executor of a program's own that is shut down."""
    program = """
    import httpx
    from mijnklantportaal import MijnKlantportaal

    def respond(request):
        raise RuntimeError("cannot schedule new futures after shutdown")

    with MijnKlantportaal(api_key="key", http_client=httpx.MockTransport(respond), max_retries=0) as portal:
        try:
            portal.customers.list()
        except Exception as error:
            print(error)
    """
    assert "interpreter" not in output(program, portal.url)
