"""An asynchronous client in cells of IPython, which share an event loop that runs only during a cell."""

from pathlib import Path

from mijnklantportaal.sandbox import Sandbox
from tests.integrations.programs.served_portals import run_program

# IPython leaves its event loop open.
OPTIONS = ("-W", "error", "-W", "ignore::ResourceWarning:asyncio.base_events")

CELLS = """
import os
os.environ["IPYTHONDIR"] = os.getcwd()
from IPython.core.interactiveshell import InteractiveShell

shell = InteractiveShell.instance()
shell.run_line_magic("autoawait", "asyncio")
shell.run_line_magic("config", "HistoryManager.enabled = False")
for cell in (
    "from mijnklantportaal import AsyncMijnKlantportaal",
    "client = AsyncMijnKlantportaal()",
    "first = (await client.customers.list()).data",
    "second = (await client.customers.list()).data",
    "await client.close()",
    "print(len(first), len(second))",
):
    result = shell.run_cell(cell)
    result.raise_error()
"""


def test_cells_share_a_client(tmp_path: Path) -> None:
    sandbox = Sandbox()
    sandbox.customers.add()
    with sandbox.serve() as url:
        assert run_program(CELLS, url, tmp_path, *OPTIONS) == "1 1\n"
