"""The sandbox as a server: `python -m mijnklantportaal.sandbox`."""

import argparse
import ipaddress
import math
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from mijnklantportaal.sandbox._extra import said_what_to_install

if TYPE_CHECKING:
    from mijnklantportaal.sandbox import Sandbox


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve the sandbox until it is interrupted.

    Args:
        arguments: Those of the command line, by default of this program.

    Returns:
        The exit status: 0 after Ctrl-C, 1 when the sandbox can't be served.
    """
    parser = argparse.ArgumentParser(prog="python -m mijnklantportaal.sandbox", description=__doc__)
    parser.add_argument("--host", type=_host, default="127.0.0.1", help="what to bind to; by default this machine only")
    parser.add_argument("--port", type=_port, default=0, help="by default one that is free")
    parser.add_argument("--seed-data", choices=["demo"], help="what is there from the start; by default nothing")
    parser.add_argument("--latency", type=_seconds, default=0.0, metavar="SECONDS", help="how long each answer takes")
    options = parser.parse_args(arguments)
    try:
        with said_what_to_install():
            from mijnklantportaal.sandbox import Sandbox
            from mijnklantportaal.sandbox._demo_data import fill
            from mijnklantportaal.sandbox._server import listening, server
    except ImportError as error:
        return _failed(str(error))
    try:
        listener, address = listening(options.host, options.port)
    except OSError as error:
        return _failed(f"the sandbox can't listen on {options.host}, port {options.port}: {error.strerror}")
    sandbox = Sandbox()
    if options.seed_data == "demo":
        fill(sandbox)
    with listener:
        try:
            print(_greeting(address, sandbox), flush=True)
            if not _is_loopback(options.host):
                text = f"Not only this machine can reach it: it listens on {options.host}, and its key is no secret.\n"
                print(text, flush=True)
            server(sandbox._portal, options.latency).run(sockets=[listener])
        except KeyboardInterrupt:
            print("Stopped.")
    return 0


def _greeting(address: str, sandbox: "Sandbox") -> str:
    root, key = address.rpartition("/")[0], sandbox.api_key
    return f"""\
A sandbox of MijnKlantportaal, at {address}

    from mijnklantportaal import MijnKlantportaal

    portal = MijnKlantportaal(api_key="{key}", base_url="{address}")
    print(portal.customers.create(
        company_name="Bakkerij Jansen", address="Dorpsstraat 1", zip_code="1234 AB", city="Utrecht",
        primary_email="info@bakkerij-jansen.nl",
    ))

or, for any other tool:

    curl -H "Authorization: Bearer {key}" {address}/customers

Its document is at {root}/openapi.json. OAuth begins at {root}/oauth/authorize, for the application
{sandbox.client_id} with the secret {sandbox.client_secret}. Ctrl-C ends it, and nothing is kept.
"""


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _host(text: str) -> str:
    if not text:
        raise argparse.ArgumentTypeError("it must not be empty: 0.0.0.0 stands for every address of this machine")
    return text


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text) < 65536):
        raise argparse.ArgumentTypeError(f"{text} is no port: it is a number from 0 to 65535")
    return int(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not 0 <= seconds < math.inf:
        raise argparse.ArgumentTypeError(f"{text} is no number of seconds: 0.2, say")
    return seconds


def _failed(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
