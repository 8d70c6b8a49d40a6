"""How fast the sandbox is: calls in a second with the client, in process and over HTTP, and seconds until the first."""

import sys
import time
from collections.abc import Callable
from statistics import median
from subprocess import run

from mijnklantportaal import MijnKlantportaal
from mijnklantportaal.sandbox import Sandbox

ROUNDS = 5
CALLS = 400
FIRST_CALL = "from mijnklantportaal.sandbox import Sandbox; Sandbox().client().customers.list()"


def seconds(work: Callable[[], object]) -> float:
    """Seconds that the work takes."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def create(portal: MijnKlantportaal) -> object:
    """A call that creates an object."""
    return portal.customers.create(
        company_name="Bakkerij Jansen",
        address="Dorpsstraat 1",
        zip_code="3511 AB",
        city="Utrecht",
        primary_email="info@bakkerij-jansen.nl",
    )


def per_second(portal: MijnKlantportaal, call: Callable[[MijnKlantportaal], object]) -> float:
    """How many calls are done in a second, by the median of some rounds."""
    call(portal)
    return CALLS / median(seconds(lambda: [call(portal) for _ in range(CALLS)]) for _ in range(ROUNDS))


def measure(where: str, portal: MijnKlantportaal) -> None:
    """Print what a client does in a second."""
    created = per_second(portal, create)
    listed = per_second(portal, lambda portal: portal.customers.list())
    print(f"{where}: {created:.0f} customers created, {listed:.0f} pages of 15 listed in a second")


def main() -> None:
    """Print all figures."""
    measure("in process", Sandbox(rate_limit=None).client())
    sandbox = Sandbox(rate_limit=None)
    with sandbox.serve() as address, MijnKlantportaal(api_key=sandbox.api_key, base_url=address) as portal:
        measure("over HTTP", portal)
    nothing = median(seconds(lambda: run([sys.executable, "-c", ""], check=True)) for _ in range(ROUNDS))
    first = median(seconds(lambda: run([sys.executable, "-c", FIRST_CALL], check=True)) for _ in range(ROUNDS))
    another = median(seconds(Sandbox) for _ in range(ROUNDS))
    print(f"first call of a new interpreter: {first - nothing:.2f} s; a further sandbox: {another * 1000:.0f} ms")


if __name__ == "__main__":
    main()
