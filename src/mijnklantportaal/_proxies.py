"""The proxy through which a client connects to its server. Imported only if a proxy variable is set.

httpx would choose a proxy for each request, and refuse to create a client if it cannot parse any of the variables. A
client of this package connects to one server, so its proxy is chosen once.
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

    Entries of `NO_PROXY` that are not valid are skipped, with one warning in the log for each value of the variable.

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
    """The servers of one entry of `NO_PROXY`, which are used without a proxy."""

    scheme: str
    """A scheme, or `all` for every scheme."""
    port: int | None
    network: IPv4Network | IPv6Network | None = None
    domain: str = ""
    """The host; empty for every host."""
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
    # An IPv4 address can be written as an IPv6 address.
    address = getattr(address, "ipv4_mapped", None) or address
    return _Server(parts.scheme, _normal(host), address, parts.port or _DEFAULT_PORTS[parts.scheme])


@lru_cache(maxsize=8)
def _bypasses(no_proxy: str) -> tuple[_Bypass, ...]:
    # The cache also limits the warning to one for each value.
    bypasses, refused = [], []
    # httpx splits at commas only; curl and other programs also accept blanks.
    for entry in no_proxy.replace(",", " ").replace(";", " ").split():
        try:
            bypasses.append(_bypass(entry))
        except ValueError:
            refused.append(repr(entry.rpartition("@")[2][:100]))
    if refused:
        logger.warning(
            "%s: %s cannot be parsed and will be ignored: an entry must be a host, an address or a range of addresses",
            _variable("no"),
            ", ".join(refused),
        )
    return tuple(bypasses)


def _bypass(entry: str) -> _Bypass:
    """Parse an entry of `NO_PROXY` as httpx does, and accept ranges of addresses as well.

    Raises:
        ValueError: The text is not valid.
    """
    scheme, separator, rest = entry.partition("://")
    if separator:
        # An entry with a scheme is a URL, whose path is ignored.
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
        raise ValueError("the domain is missing")
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
        # Without a zone, which is the name of a network interface.
        return ip_address(host.partition("%")[0])
    except ValueError:
        return None


def _normal(host: str) -> str:
    """Return a host in the form in which hosts are compared.

    Raises:
        ValueError: The text is not valid.
    """
    return host.rstrip(".").encode("idna").decode().lower()


def _proxy(variable: str, value: str) -> httpx.Proxy:
    text = value if "://" in value else f"http://{value}"
    # The messages of httpx would show the user name and the password.
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
            f"{variable} is a SOCKS proxy, {shown}, which needs another package: pip install 'httpx[socks]'"
        )
    return proxy


def _proxy_url(text: str) -> httpx.URL | None:
    """Return the URL of a proxy, or `None` if it is not valid. httpx alone would accept ports that do not exist."""
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
    """Return the name of the variable for a setting, as it is spelled in the environment."""
    spellings = [name for name, value in os.environ.items() if value and name.lower() == f"{setting}_proxy"]
    # As in urllib, the spelling in lower case takes precedence.
    return max(spellings, key=lambda name: name.endswith("_proxy"), default=f"the system's proxy for {setting}")
