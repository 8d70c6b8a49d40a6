"""Serve a local MijnKlantportaal for development and tests."""

import argparse
import ipaddress
import logging
import math
import os
import sys
from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from mijnklantportaal._defaults import (
    API_KEY_VARIABLE,
    BASE_URL_VARIABLE,
    CLIENT_ID_VARIABLE,
    CLIENT_SECRET_VARIABLE,
    OAUTH_URL_VARIABLE,
)
from mijnklantportaal.sandbox._extra import require_extra

if TYPE_CHECKING:
    from mijnklantportaal.sandbox import Sandbox


def main(arguments: Sequence[str] | None = None, prog: str = "python -m mijnklantportaal.sandbox") -> int:
    """Serve a sandbox until it is interrupted.

    Args:
        arguments: The command-line arguments; `sys.argv` by default.
        prog: The name of the program in the help.

    Returns:
        The exit status: 0 after Ctrl-C, 1 if the sandbox cannot be served.
    """
    parser = argparse.ArgumentParser(prog=prog, description=__doc__)
    parser.add_argument("--host", type=_host, default="127.0.0.1", help="address to bind to (default: %(default)s)")
    parser.add_argument("--port", type=_port, default=0, help="port to bind to (default: a free one)")
    parser.add_argument(
        "--seed-data", choices=["demo", "none"], default="demo", help="initial objects (default: %(default)s)"
    )
    parser.add_argument(
        "--latency", type=_seconds, default=0.0, metavar="SECONDS", help="delay of each response (default: 0)"
    )
    parser.add_argument(
        "--token-lifetime",
        type=_lifetime,
        default=3600.0,
        metavar="SECONDS",
        help="how long OAuth access tokens are valid (default: an hour)",
    )
    options = parser.parse_args(arguments)
    try:
        with require_extra():
            from mijnklantportaal.sandbox import Sandbox
            from mijnklantportaal.sandbox._demo_data import add_demo_data
            from mijnklantportaal.sandbox._server import create_server, open_listener
    except ImportError as error:
        return _fail(str(error))
    try:
        listener, address = open_listener(options.host, options.port)
    except OSError as error:
        return _fail(f"the sandbox cannot listen on {options.host}, port {options.port}: {error.strerror}")
    sandbox = Sandbox()
    sandbox.oauth.token_lifetime = timedelta(seconds=options.token_lifetime)
    if options.seed_data == "demo":
        add_demo_data(sandbox)
    address = reachable_address(address, options.host)
    # The root of the links in the bodies of webhook calls.
    sandbox._state.root = address.rpartition("/")[0]
    with listener:
        try:
            print(_greeting(address, sandbox, options.seed_data), flush=True)
            if not _is_loopback(options.host):
                text = f"Other machines can reach this server: it listens on {options.host}, and its API key is public."
                print(f"{text}\nWith a webhook, they can make it call URLs of this machine.\n", flush=True)
            _print_webhook_calls()
            create_server(sandbox._portal, options.latency).run(sockets=[listener])
        except KeyboardInterrupt:
            print("Stopped.")
    return 0


def _greeting(address: str, sandbox: "Sandbox", seed_data: str) -> str:
    root, key = sandbox.oauth_url, sandbox.api_key
    content = "with demo data" if seed_data == "demo" else "without data"
    # PowerShell has no `export`.
    export = '$env:{}="{}"' if os.name == "nt" else "export {}={}"
    return f"""\
MijnKlantportaal sandbox at {address}, {content}

To run a program against it, set these variables in the terminal that starts the program:

    {export.format(BASE_URL_VARIABLE, address)}
    {export.format(API_KEY_VARIABLE, key)}

If it uses OAuth, set these too:

    {export.format(OAUTH_URL_VARIABLE, root)}
    {export.format(CLIENT_ID_VARIABLE, sandbox.client_id)}
    {export.format(CLIENT_SECRET_VARIABLE, sandbox.client_secret)}

To pass them in Python:

    from mijnklantportaal import MijnKlantportaal

    with MijnKlantportaal(base_url="{address}", api_key="{key}") as portal:
        for customer in portal.customers.list():
            print(customer.id, customer.company_name)

With any HTTP client:

    curl -H "Authorization: Bearer {key}" {address}/customers

OpenAPI spec:        {root}/openapi.json
OAuth authorization: {root}/oauth/authorize

Press Ctrl-C to stop. The data is not saved.
"""


def _print_webhook_calls() -> None:
    logger = logging.getLogger("mijnklantportaal.sandbox")
    logger.setLevel(logging.INFO)
    logger.addHandler(logging.StreamHandler(sys.stdout))


def reachable_address(address: str, host: str) -> str:
    """Return an address for clients on this machine: no client can connect to `0.0.0.0` on every system."""
    wildcards = {"0.0.0.0": ("//0.0.0.0:", "//127.0.0.1:"), "::": ("//[::]:", "//[::1]:")}
    return address.replace(*wildcards[host], 1) if host in wildcards else address


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _host(text: str) -> str:
    if not text:
        raise argparse.ArgumentTypeError("it must not be empty: use 0.0.0.0 to bind to every address of this machine")
    return text


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text) < 65536):
        raise argparse.ArgumentTypeError(f"{text} is not a valid port: it must be a number from 0 to 65535")
    return int(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not 0 <= seconds < math.inf:
        raise argparse.ArgumentTypeError(f"{text} is not a valid number of seconds, such as 0.2")
    return seconds


def _lifetime(text: str) -> float:
    seconds = _seconds(text)
    if not 1 <= seconds <= 366 * 86_400:
        raise argparse.ArgumentTypeError(f"{text} is not a valid lifetime: it must be from 1 second to a year")
    return seconds


def _fail(message: str) -> int:
    print(message, file=sys.stderr)
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
