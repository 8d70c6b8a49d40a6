"""Checks with one read request whether the portal accepts credentials."""

from typing import NamedTuple

import click

from mijnklantportaal import MijnKlantportaal
from mijnklantportaal.errors import (
    APIError,
    AuthenticationError,
    MijnKlantportaalError,
    OAuthError,
    PermissionDeniedError,
)

# One retry, and at most so many seconds of waiting, since a user sits at the terminal.
_MAX_RETRIES = 1
_MAX_WAIT = 5.0


class CheckResult(NamedTuple):
    """Whether the portal accepts credentials."""

    accepted: bool | None
    """Whether the portal accepts them; `None` if there is no response, or if the response does not show it."""
    remark: str | None
    """The message of the error, or a restriction of the success; `None` for a success without restrictions."""
    error: MijnKlantportaalError | None
    """The error of the call, unless the credentials are accepted."""


def check_credentials(client: MijnKlantportaal) -> CheckResult:
    """Return whether the portal accepts the credentials of a client.

    The function lists customer groups, since that list is short and contains neither secrets nor customers. With status
    403, the portal knows the credentials, but does not report their scopes.
    """
    try:
        # A list is not parsed, so that no drift is logged.
        response = client.with_raw_response.customer_groups.list(max_retries=_MAX_RETRIES, max_wait=_MAX_WAIT)
        if not response.content.lstrip().startswith(b"{"):
            # This raises an error: the response may be a web page from a mistyped URL.
            response.parse()
    except PermissionDeniedError:
        return CheckResult(True, "but not for the list of customer groups, which was requested as a check", None)
    except (AuthenticationError, OAuthError) as error:
        return CheckResult(False, str(error), error)
    except APIError as error:
        return CheckResult(None, str(error), error)
    return CheckResult(True, None, None)


def require_accepted(client: MijnKlantportaal) -> None:
    """Raise an error if the portal refuses the credentials, and print a line if the result is uncertain or restricted.

    Raises:
        AuthenticationError, OAuthError: The portal refuses the credentials.
    """
    result = check_credentials(client)
    if result.accepted is None:
        click.echo(f"It is not known whether the portal accepts the credentials: {result.remark}", err=True)
    elif result.error is not None:
        result.error.args = (f"the portal refuses the credentials, which were not stored ({result.error.args[0]})",)
        raise result.error
    elif result.remark is not None:
        click.echo(f"The portal accepts the credentials, {result.remark}.", err=True)
