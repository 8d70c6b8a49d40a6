"""The client that the commands of one invocation share, with the credentials of the chosen profile."""

from contextlib import ExitStack
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from mijnklantportaal import MijnKlantportaal


class Session:
    """The client of one invocation, which is created when a command needs it.

    Args:
        profile: The name of the profile; `None` if the environment determines the profile.
        base_url: The URL of the API; `None` if the environment or the profile determines it.
    """

    def __init__(self, profile: str | None = None, base_url: str | None = None) -> None:
        self.profile = profile
        self.base_url = base_url
        self._opened = ExitStack()
        self._client: MijnKlantportaal | None = None

    def client(self) -> "MijnKlantportaal":
        """Return the client, which stays open until the invocation ends.

        Raises:
            ConfigurationError: There are no credentials, or they are not valid.
            click.UsageError: The URL of the API is not valid.
        """
        if self._client is None:
            from mijnklantportaal.cli._warnings import logged_warnings_as_lines
            from mijnklantportaal.cli.profiles._access import connect

            self._check_url()
            self._opened.enter_context(logged_warnings_as_lines())
            self._client = self._opened.enter_context(connect(self.profile, self.base_url))
        return self._client

    def server(self) -> str:
        """Return the URL of the API from the options, the environment or the profile, or else from the spec.

        Raises:
            click.UsageError: The URL is not valid.
            ConfigurationError: The profile cannot be read.
        """
        from mijnklantportaal.cli.profiles._access import server_url

        self._check_url()
        return server_url(self.profile, self.base_url)

    def _check_url(self) -> None:
        """Check the URL from the options or the environment. A profile chosen by option ignores the environment.

        Raises:
            click.UsageError: The URL is not valid.
        """
        from mijnklantportaal import ConfigurationError
        from mijnklantportaal._settings import resolved_base_url

        if self.base_url is None and self.profile is not None:
            return
        try:
            resolved_base_url(self.base_url)
        except ConfigurationError as error:
            message = str(error).removeprefix("base_url ")
            name = "MIJNKLANTPORTAAL_BASE_URL" if self.base_url is None else "--base-url"
            raise click.UsageError(f"Invalid value for '{name}': the value {message}") from None

    def close(self) -> None:
        """Close the client, if it was created."""
        self._opened.close()


pass_session = click.make_pass_decorator(Session)
