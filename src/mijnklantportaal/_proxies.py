"""The proxy of the environment through which a client connects to its server. Loaded only where a variable is set.

httpx would choose a proxy for each request, and refuse to make a client for whatever it does not understand. A client
of this package connects to one server, so its proxy is chosen once.
"""

import os
from collections.abc import Mapping
from functools import lru_cache
from importlib.util import find_spec
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import NamedTuple
from urllib.parse import urlsplit

import httpx

from mijnklantportaal._logging import logger
from mijnklantportaal.errors import ConfigurationError

_DEFAULT_PORTS = {"http": 80, "https": 443}


def proxy_for(base_url: str, settings: Mapping[str, str]) -> httpx.Proxy | None:
    """Return the proxy for a server, or `None` to connect directly.

    What cannot be understood in `NO_PROXY` is skipped, with one warning in the log for each value of the variable.

    Args:
        base_url: The URL of the server.
        settings: The result of `urllib.request.getproxies()`: a proxy for each scheme, or `all`, and `no`.

    Raises:
        ConfigurationError: The proxy is not valid, or not supported.
    """
    server = _server(base_url)
    if any(bypass.includes(server) for bypass in _bypasses(settings.get("no", ""))):
        return None
    for setting in (server.scheme, "all"):
        if value := settings.get(setting, "").strip():
            return _proxy(_variable(setting), value)
    return None


class _Server(NamedTuple):
    scheme: str
    host: str
    address: IPv4Address | IPv6Address | None
    port: int


class _Bypass(NamedTuple):
    """Servers without a proxy: one entry of `NO_PROXY`."""

    scheme: str
    """`all` stands for every scheme."""
    port: int | None
    network: IPv4Network | IPv6Network | None = None
    domain: str = ""
    """Empty for every host."""
    has_domain: bool = True
    """Whether the domain itself is included."""
    has_subdomains: bool = True
    """Whether the domains below it are included."""

    def includes(self, server: _Server) -> bool:
        """Return whether calls to the server use no proxy."""
        if self.scheme not in ("all", server.scheme) or self.port not in (None, server.port):
            return False
        if self.network:
            return server.address is not None and server.address in self.network
        if not self.domain:
            return True
        if server.host == self.domain:
            return self.has_domain
        return self.has_subdomains and server.host.endswith(f".{self.domain}")


def _server(base_url: str) -> _Server:
    parts = urlsplit(base_url)
    host = parts.hostname or ""
    address = _address(host)
    # An IPv4 address can be written as one of IPv6.
    address = getattr(address, "ipv4_mapped", None) or address
    return _Server(parts.scheme, _normal(host), address, parts.port or _DEFAULT_PORTS[parts.scheme])


@lru_cache(maxsize=8)
def _bypasses(no_proxy: str) -> tuple[_Bypass, ...]:
    # The cache is also what limits the warning to one for each value.
    bypasses, refused = [], []
    # httpx knows commas only; curl and other programs also know the rest.
    for entry in no_proxy.replace(",", " ").replace(";", " ").split():
        try:
            bypasses.append(_bypass(entry))
        except ValueError:
            refused.append(repr(entry.rpartition("@")[2][:100]))
    if refused:
        logger.warning(
            "%s: %s cannot be understood, and is ignored: an entry must be a host, an address, or a range of addresses",
            _variable("no"),
            ", ".join(refused),
        )
    return tuple(bypasses)


def _bypass(entry: str) -> _Bypass:
    """Parse an entry of `NO_PROXY`, with the meaning that it has for httpx; ranges of addresses are added to that.

    Raises:
        ValueError: It is not valid.
    """
    scheme, separator, rest = entry.partition("://")
    if separator:
        # A scheme is followed by a URL, whose path is ignored.
        rest = rest.partition("/")[0]
    else:
        scheme, rest = "all", entry
    address, _, prefix = rest.partition("/")
    if address.startswith("[") and address.endswith("]"):
        address = address[1:-1]
    if (first := _address(address)) is not None:
        return _Bypass(scheme.lower(), None, ip_network(f"{first}/{prefix}" if prefix else first, strict=False))
    parts = urlsplit(f"//{rest}")
    host = parts.hostname or ""
    if (only := _address(host)) is not None:
        return _Bypass(scheme.lower(), parts.port, ip_network(only))
    if not (host or separator or parts.port):
        raise ValueError("the host is missing")
    suffix = host.lstrip("*")
    domain = _normal(suffix.lstrip("."))
    if suffix and not domain:
        raise ValueError("a dot is not a domain")
    return _Bypass(
        scheme.lower(),
        parts.port,
        None,
        domain,
        has_domain=not suffix.startswith("."),
        has_subdomains=suffix.startswith(".") or not (entry.lower() == "localhost" or (separator and suffix == host)),
    )


def _address(host: str) -> IPv4Address | IPv6Address | None:
    try:
        # Without a zone, the name of a network interface.
        return ip_address(host.partition("%")[0])
    except ValueError:
        return None


def _normal(host: str) -> str:
    """Return a host as it is compared.

    Raises:
        ValueError: It is not valid.
    """
    return host.rstrip(".").encode("idna").decode().lower()


def _proxy(variable: str, value: str) -> httpx.Proxy:
    text = value if "://" in value else f"http://{value}"
    # The messages of httpx would show the user.
    shown = _without_credentials(text)
    url = _proxy_url(text)
    if url is None:
        raise ConfigurationError(f"{variable} must be the URL of a proxy, not {shown}: correct or unset it")
    proxy = _supported_proxy(url)
    if proxy is None:
        raise ConfigurationError(
            f"{variable} must be a URL that begins with http, https or socks5, not {shown}: correct or unset it"
        )
    if url.scheme.startswith("socks") and find_spec("socksio") is None:
        raise ConfigurationError(
            f"{variable} names a SOCKS proxy, {shown}, which needs another package: pip install 'httpx[socks]'"
        )
    return proxy


def _proxy_url(text: str) -> httpx.URL | None:
    """Return the URL of a proxy, or `None` if it is not valid: httpx would connect to ports that do not exist."""
    try:
        url = httpx.URL(text)
        is_valid = bool(_normal(url.host)) and (url.port is None or 0 < url.port < 65_536)
    except (httpx.InvalidURL, ValueError):
        return None
    return url if is_valid else None


def _supported_proxy(url: httpx.URL) -> httpx.Proxy | None:
    try:
        return httpx.Proxy(url)
    except ValueError:
        return None


def _without_credentials(text: str) -> str:
    scheme, _, rest = text.partition("://")
    prefix = f"{scheme}://" if scheme.isalnum() else ""
    return repr(f"{prefix}{rest.rpartition('@')[2]}"[:200])


def _variable(setting: str) -> str:
    """Return the name of the variable with a setting, as it is spelled in the environment."""
    spellings = [name for name, value in os.environ.items() if value and name.lower() == f"{setting}_proxy"]
    # As for urllib, the spelling in lower case counts.
    return max(spellings, key=lambda name: name.endswith("_proxy"), default=f"the system's proxy for {setting}")
