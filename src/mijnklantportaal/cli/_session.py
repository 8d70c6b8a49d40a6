"""What the commands of one invocation share: the client, with the credentials of the chosen profile."""

from contextlib import ExitStack
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from mijnklantportaal import MijnKlantportaal


class Session:
    """The client of one invocation, which is made when a command needs it.

    Args:
        profile: The name of the profile; `None` for the one that the environment or the configuration names.
        base_url: The URL of the API, instead of that of the profile.
    """

    def __init__(self, profile: str | None, base_url: str | None) -> None:
        self.profile = profile
        self.base_url = base_url
        self._opened = ExitStack()
        self._client: MijnKlantportaal | None = None

    def client(self) -> "MijnKlantportaal":
        """Return the client, which stays open until the invocation ends.

        Raises:
            ConfigurationError: There are no credentials, or they are not valid.
        """
        if self._client is None:
            from mijnklantportaal.cli._profiles import connect

            self._client = self._opened.enter_context(connect(self.profile, self.base_url))
        return self._client

    def close(self) -> None:
        """Close the client, if it was made."""
        self._opened.close()


pass_session = click.make_pass_decorator(Session)
