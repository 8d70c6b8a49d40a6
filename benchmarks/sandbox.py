"""Measure the sandbox: calls per second with the client, in process and over HTTP, and seconds until the first call."""

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
    """Return the seconds that the work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def create_customer(portal: MijnKlantportaal) -> object:
    """Create an object."""
    return portal.customers.create(
        company_name="Bakkerij Jansen",
        address="Dorpsstraat 1",
        zip_code="3511 AB",
        city="Utrecht",
        primary_email="info@bakkerij-jansen.nl",
    )


def calls_per_second(portal: MijnKlantportaal, call: Callable[[MijnKlantportaal], object]) -> float:
    """Return the median over all rounds."""
    call(portal)
    return CALLS / median(seconds(lambda: [call(portal) for _ in range(CALLS)]) for _ in range(ROUNDS))


def measure(label: str, portal: MijnKlantportaal) -> None:
    """Print the calls per second of one client."""
    created = calls_per_second(portal, create_customer)
    listed = calls_per_second(portal, lambda portal: portal.customers.list())
    print(f"{label}: {created:.0f} customers created per second, {listed:.0f} pages of 15 listed per second")


def main() -> None:
    """Print all figures."""
    measure("in process", Sandbox(rate_limit=None).client())
    sandbox = Sandbox(rate_limit=None)
    with sandbox.serve() as address, MijnKlantportaal(api_key=sandbox.api_key, base_url=address) as portal:
        measure("over HTTP", portal)
    interpreter = median(seconds(lambda: run([sys.executable, "-c", ""], check=True)) for _ in range(ROUNDS))
    first_call = median(seconds(lambda: run([sys.executable, "-c", FIRST_CALL], check=True)) for _ in range(ROUNDS))
    further_sandbox = median(seconds(Sandbox) for _ in range(ROUNDS))
    print(
        f"first call of a new interpreter: {first_call - interpreter:.2f} s; "
        f"a further sandbox: {further_sandbox * 1000:.0f} ms"
    )


if __name__ == "__main__":
    main()
