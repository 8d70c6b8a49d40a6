"""The process that a client belongs to."""

import os

from mijnklantportaal._httpx_clients import pools
from mijnklantportaal.errors import ConfigurationError


class Process:
    """The process that a client belongs to: the first one that uses it.

    Connections exist from the first use on. Two processes that share connections would receive each other's responses.

    Args:
        http_client: The caller's own client or transport, which may already have connections; or `None`.
    """

    def __init__(self, http_client: object) -> None:
        self._http_client = http_client
        self._made_in = os.getpid()
        self.used_in: int | None = None
        """The ID of the process that has used the client; `None` before the first use. Transports compare it before
        each attempt, and call `use` only if it differs."""

    def use(self) -> None:
        """Record that this process uses the client.

        Raises:
            ConfigurationError: Another process has used it before.
        """
        process = os.getpid()
        is_used_by_another = self.used_in not in (None, process)
        if self.used_in is None and self._http_client is not None and process != self._made_in:
            # The caller's connections are from before the fork.
            is_used_by_another = any(pool._connections for pool in pools(self._http_client))
        if is_used_by_another:
            raise ConfigurationError(
                "this client was used before a fork, in another process: create a client in each process"
            )
        self.used_in = process

    def may_close(self) -> bool:
        """Return whether this process may close the connections: no other process has used them."""
        return self.used_in in (None, os.getpid())
